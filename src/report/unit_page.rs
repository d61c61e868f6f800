//! A page for one unit: the items that it was given and its own figures, its verdicts, what would turn
//! them and what is missing. Nothing about other units, and no rank.

use rust_decimal::Decimal;

use crate::judge::Status;
use crate::judge::units::{Direction, Standing, UnitMeasure, unit_turning};
use crate::report::wording::{amount, capital, name_of};
use crate::results::Results;
use crate::settings::{Criterion, Item, Threshold, Yardstick};
use viet_text::notation::vietnamese;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Book, Borders, Color, HorizontalAlign, Page, Properties, Row, Sheet, Style, count_lines,
    nearest_double, row_height,
};

/// The sheet's name.
const SHEET: &str = "Kết quả";
/// Twelve points.
const SIZE: u16 = 24;
/// In tenths of a character.
const WIDTHS: [u32; 7] = [60, 330, 130, 130, 120, 180, 330];
const HEADS: [&str; 7] =
    ["STT", "Nội dung", "Đơn vị tính", "Mức được giao", "Kết quả", "Đánh giá", "Ghi chú"];

/// The page of a unit, by its place in the settings.
#[must_use]
pub(crate) fn book(results: &Results<'_>, unit: usize) -> Book<'static> {
    let settings = &results.workspace.settings;
    let name = &settings.units[unit].name;
    let period = results.month.period.in_words();
    let properties = Properties {
        title: format!("Kết quả thực hiện chỉ tiêu, {name}, {period}"),
        subject: format!("Kỳ báo cáo: {period}"),
        author: settings.office.name.clone(),
        ..Properties::default()
    };
    Book { properties, sheets: vec![sheet(results, unit)], ..Book::default() }
}

fn sheet(results: &Results<'_>, unit: usize) -> Sheet<'static> {
    let mut page = UnitPage::default();
    page.opening(results, unit);
    let lines = lines(results, unit);
    page.table(&lines);
    page.closing(results, unit);
    let last = Address::new(page.next().saturating_sub(1), 6);
    Sheet {
        widths: (0..)
            .zip(WIDTHS.map(|tenths| nearest_double(Decimal::new(tenths.into(), 1))))
            .collect(),
        merges: page.merges,
        gridlines: false,
        page: Page {
            landscape: true,
            fit_width: true,
            centered: true,
            area: Some(Area::new(Address::new(0, 0), last)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        ..Sheet::new(SHEET, page.rows)
    }
}

/// One figure of one item, as the unit reads it.
struct Line {
    texts: [String; 7],
    is_unmet: bool,
}

/// The unit's lines: what it was given first, each in the resolution's order.
fn lines(results: &Results<'_>, unit: usize) -> Vec<Line> {
    let mut given = Vec::new();
    let mut others = Vec::new();
    for (at, by_unit) in results.by_unit.all() {
        let [set, target, place] = at;
        let judged = &results.verdicts[set];
        let item = &judged.set.targets[target].items[place];
        let past = judged.targets[target].items[place].past_deadline;
        let parts = item.yardsticks().into_iter().zip(&by_unit.parts).enumerate();
        for (part, (yardstick, by_unit)) in parts {
            let own = &by_unit.units[unit];
            let line = || line(results, unit, (item, part, past), yardstick, own);
            match own.standing {
                Standing::Assigned(_) => given.push(line()),
                Standing::Common(_) | Standing::NoLevel if own.printed.is_some() => {
                    others.push(line());
                }
                Standing::Common(_) | Standing::NoLevel | Standing::Unrelated => {}
            }
        }
    }
    given.extend(others);
    given
}

fn line(
    results: &Results<'_>,
    unit: usize,
    (item, part, past): (&Item, usize, bool),
    yardstick: &Yardstick,
    own: &UnitMeasure,
) -> Line {
    let name = match &item.criterion {
        Criterion::ByParts { parts, .. } => {
            format!("{}: {}", capital(name_of(item)), parts[part].name)
        }
        _ => capital(name_of(item)),
    };
    let is_given = matches!(own.standing, Standing::Assigned(_));
    let level = own.level.filter(|_| is_given).map(|level| {
        let threshold = Threshold::Number(level);
        let own = Yardstick { threshold, upper: own.upper, ..yardstick.clone() };
        crate::report::wording::required(&own)
    });
    let mut notes = vec![turn(results, unit, yardstick, own)];
    notes.extend(own.document.as_deref().map(|document| format!("Giao tại {document}")));
    notes.retain(|note| !note.is_empty());
    let texts = [
        item.number.clone(),
        name,
        yardstick.unit.clone(),
        level.unwrap_or_default(),
        own.printed.map_or_else(|| "…".to_owned(), vietnamese),
        word(yardstick, own, past),
        notes.join(". "),
    ];
    let is_unmet = own.standing == Standing::Assigned(Status::Unmet);
    Line { texts, is_unmet }
}

fn word(yardstick: &Yardstick, own: &UnitMeasure, past: bool) -> String {
    let [met, unmet] = yardstick.kind.beside_common;
    match own.standing {
        Standing::Assigned(Status::NotChecked) | Standing::Common(Status::NotChecked) => {
            "Đang rà soát"
        }
        Standing::Assigned(Status::Met) if own.is_beyond => "Đạt, vượt mức giao",
        Standing::Assigned(status) => status.word(past),
        Standing::Common(Status::Met) => met,
        Standing::Common(Status::Unmet) => unmet,
        Standing::Common(Status::NoData) => Status::NoData.vietnamese(),
        Standing::NoLevel | Standing::Unrelated => "Chưa được giao mức",
    }
    .to_owned()
}

/// "Cần thêm 30 người": what would turn the unit's own verdict.
fn turn(results: &Results<'_>, unit: usize, yardstick: &Yardstick, own: &UnitMeasure) -> String {
    let settings = &results.workspace.settings;
    let turning = unit_turning(yardstick, own, &results.figures.by_unit[unit], settings);
    let Some(turning) = turning else { return String::new() };
    let change = amount(settings, yardstick, &turning);
    match (own.standing, turning.direction) {
        (Standing::Assigned(Status::Met), _) => format!("Còn cách mức {change}"),
        (_, Direction::Up) => format!("Cần thêm {change}"),
        (_, Direction::Down) => format!("Cần giảm {change}"),
    }
}

#[derive(Default)]
struct UnitPage {
    rows: Vec<Row>,
    merges: Vec<Area>,
}

impl UnitPage {
    fn next(&self) -> u32 {
        u32::try_from(self.rows.len()).expect("a page has few rows")
    }

    fn across(&mut self, text: String, style: Style) {
        let index = self.next();
        let style = Style { wrap: true, ..style };
        let need = count_lines(&text, WIDTHS.iter().sum(), style.half_points, style.bold);
        self.merges.push(Area::new(Address::new(index, 0), Address::new(index, 6)));
        let height = Some(row_height(need, style.half_points));
        self.rows.push(Row { index, height, cells: vec![(0, text.into(), style)] });
    }

    fn opening(&mut self, results: &Results<'_>, unit: usize) {
        let settings = &results.workspace.settings;
        let centre = Style {
            bold: true,
            half_points: SIZE + 2,
            across: HorizontalAlign::Center,
            ..Style::default()
        };
        let name = &settings.units[unit].name;
        self.across(format!("KẾT QUẢ THỰC HIỆN CHỈ TIÊU: {}", name.to_uppercase()), centre);
        let day = results.entries.facts.data_until.unwrap_or(results.closing_day());
        let said = format!(
            "{}, kỳ báo cáo {}, số liệu đến ngày {}.",
            settings.office.name,
            results.month.period.in_words(),
            day.format("%d/%m/%Y")
        );
        self.across(said, Style { italic: true, half_points: SIZE, ..Style::default() });
        let tally = results.by_unit.tally(unit);
        if tally.assigned > 0 {
            let mut said = format!(
                "Được giao {} nội dung: đạt {} (trong đó vượt {}), chưa đạt {}",
                tally.assigned, tally.met, tally.beyond, tally.unmet
            );
            if tally.in_doubt > 0 {
                said += &format!(", đang rà soát {}", tally.in_doubt);
            }
            if tally.no_data > 0 {
                said += &format!(", chưa đủ số liệu {}", tally.no_data);
            }
            said.push('.');
            self.across(said, Style { bold: true, half_points: SIZE, ..Style::default() });
        }
    }

    fn table(&mut self, lines: &[Line]) {
        let cell =
            Style { half_points: SIZE, borders: Borders::ALL, wrap: true, ..Style::default() };
        let head = Style {
            bold: true,
            across: HorizontalAlign::Center,
            fill: Some(Color(0x00DD_EBF7)),
            ..cell.clone()
        };
        self.row(HEADS.map(str::to_owned), &head, &head);
        let red = Style { bold: true, fill: Some(Color(0xFF_C7CE)), ..cell.clone() };
        for line in lines {
            self.row(line.texts.clone(), &cell, if line.is_unmet { &red } else { &cell });
        }
    }

    fn row(&mut self, texts: [String; 7], plain: &Style, of_verdict: &Style) {
        let need = texts.iter().zip(WIDTHS);
        let need = need.map(|(text, width)| count_lines(text, width, SIZE, plain.bold)).max();
        let cells = (0..).zip(texts).map(|(col, text)| {
            let style = if col == 5 { of_verdict } else { plain };
            let across = match col {
                1 | 6 => style.across,
                _ => HorizontalAlign::Center,
            };
            (col, text.into(), Style { across, ..style.clone() })
        });
        let (index, cells) = (self.next(), cells.collect());
        let height = Some(row_height(need.unwrap_or(1), SIZE));
        self.rows.push(Row { index, height, cells });
    }

    /// What the unit has not reported, and how to read the verdicts.
    fn closing(&mut self, results: &Results<'_>, unit: usize) {
        let italic = Style { italic: true, half_points: SIZE, ..Style::default() };
        if results.month.used_by(unit).next().is_none() {
            let said = match results.month.sent_something(unit) {
                true => "Báo cáo kỳ này đã gửi nhưng chưa sử dụng được; đề nghị gửi lại.",
                false => "Chưa nhận được báo cáo kỳ này của đơn vị.",
            };
            self.across(said.to_owned(), italic.clone());
        }
        let said = "Đạt, chưa đạt: theo mức đã giao bằng văn bản. Nội dung chưa được giao mức chỉ so với mức chung, \
                    không đánh giá.";
        self.across(said.to_owned(), italic);
    }
}
