//! Tiến độ: the last period's figure and the change since. For items with a deadline, also where a
//! straight line from the baseline would be now, and whether the present pace will reach the level.
//! The sheet says that this is mechanical; it does not touch the signed page or its verdicts.

mod straight_path;

use rust_decimal::Decimal;

use super::columns::count;
use super::formula::{literal, number_or_blank};
use super::mirror::{PageItem, page_items};
use super::signed::SignedPage;
use super::widths::widen;
use super::{earlier, style};
use crate::report::wording::name_of;
use crate::results::Results;
use crate::settings::Yardstick;
use straight_path::{StraightPath, straight_path};
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Content, FormulaResult, Highlight, HorizontalAlign, Row, Sheet, Style, count_lines,
    row_height,
};

/// The sheet's name.
pub(super) const SHEET: &str = "Tiến độ";
const SIZE: u16 = 20;
/// In tenths of a character.
const WIDTHS: [u32; 14] = [45, 190, 125, 80, 80, 78, 85, 85, 90, 90, 95, 90, 95, 150];
const LAST: u32 = 13;
const HEADS: [&str; 14] = [
    "STT",
    "Nội dung",
    "Đơn vị tính",
    "Kỳ trước",
    "Kết quả kỳ này",
    "Thay đổi",
    "Mức đề ra",
    "Mức xuất phát",
    "Tính từ ngày",
    "Hạn hoàn thành",
    "Theo đường thẳng, đến nay phải có",
    "So với đường thẳng",
    "Theo nhịp hiện nay, đến hạn có",
    "Nhận xét (tính cơ học)",
];
/// A format for whole numbers with their sign.
const SIGNED: &str = "\"+\"#,##0;\"-\"#,##0;0";
const NOTE: &str = "Tính cơ học theo đường thẳng từ mức xuất phát đến mức đề ra, không phải dự báo \
    của cơ quan; không dùng để đánh giá, không thuộc phần ký của Phụ lục. Mức xuất phát lấy ở \
    khai-bao.xlsx, trang Nội dung, cột Mức xuất phát (tính từ ngày có hiệu lực của văn bản); nếu \
    không ghi thì lấy kỳ sớm nhất đã có phụ lục.";

/// The sheet, one resolution after another; `None` if there is neither an earlier period nor a
/// baseline.
pub(super) fn sheet(results: &Results<'_>, pages: &[SignedPage<'_, '_>]) -> Option<Sheet<'static>> {
    let mut sheet = ProgressSheet {
        results,
        rows: Vec::new(),
        merges: Vec::new(),
        breaks: Vec::new(),
        highlights: Vec::new(),
    };
    let mut says_something = false;
    for page in pages {
        sheet.opening(page);
        let first = sheet.next();
        for page_item in &page_items(page) {
            let Some(yardstick) = page_item.yardstick else { continue };
            says_something |= sheet.item(page, page_item, yardstick);
        }
        sheet.whole_numbers(first);
        sheet.across(NOTE, Style { italic: true, ..style::line(SIZE) });
    }
    says_something.then(|| sheet.finish())
}

struct ProgressSheet<'a, 'w> {
    results: &'a Results<'w>,
    rows: Vec<Row>,
    merges: Vec<Area>,
    breaks: Vec<u32>,
    highlights: Vec<Highlight>,
}

impl ProgressSheet<'_, '_> {
    fn next(&self) -> u32 {
        count(self.rows.len())
    }

    fn across(&mut self, text: &str, style: Style) {
        let index = self.next();
        let need = count_lines(text, WIDTHS.iter().sum(), style.half_points, style.bold);
        self.merges.push(Area::new(Address::new(index, 0), Address::new(index, LAST)));
        let height = Some(row_height(need, style.half_points));
        self.rows.push(Row { index, height, cells: vec![(0, text.into(), style)] });
    }

    fn opening(&mut self, page: &SignedPage<'_, '_>) {
        if !self.rows.is_empty() {
            self.breaks.push(self.next());
        }
        let day = straight_path::day(self.results);
        self.across("TIẾN ĐỘ THỰC HIỆN SO VỚI MỨC ĐỀ RA", style::line_bold(26));
        self.across(&page.verdict.set.title, style::line(22));
        let said = format!("Số liệu đến ngày {}.", day.format("%d/%m/%Y"));
        self.across(&said, Style { italic: true, ..style::line(SIZE) });
        let style = style::head(SIZE);
        let need = |(text, width): (&&str, &u32)| count_lines(text, *width, SIZE, true);
        let most = HEADS.iter().zip(&WIDTHS).map(need).max().unwrap_or(1);
        let cells = (0..).zip(HEADS).map(|(col, text)| (col, text.into(), style.clone()));
        let row = Row {
            index: self.next(),
            height: Some(row_height(most, SIZE)),
            cells: cells.collect(),
        };
        self.rows.push(row);
    }

    /// Adds an item's row; returns whether it says more than the signed page.
    fn item(
        &mut self,
        page: &SignedPage<'_, '_>,
        page_item: &PageItem<'_>,
        yardstick: &Yardstick,
    ) -> bool {
        let settings = &self.results.workspace.settings;
        let before = self
            .results
            .earlier()
            .and_then(|earlier| earlier::value(earlier, yardstick, yardstick.basis, settings));
        let path = straight_path(self.results, page.verdict.set, page_item, yardstick);
        let row = self.next();
        let at = |col: u32| Address::new(row, col).to_string();
        let plain = style::cell(SIZE);
        let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let number = Style { number: style::decimals(yardstick.decimals), ..centred.clone() };
        let [changed, ahead] = [yardstick.decimals, yardstick.decimals.max(1)]
            .map(|decimals| Style { number: signed(decimals), ..centred.clone() });
        let name = shown_name(page_item);
        let remark = path.as_ref().err().map_or("", |reason| reason);
        let texts =
            [(&*name, 1), (&page_item.measure, 2), (&page_item.threshold.text, 6), (remark, 13)];
        let need = texts.map(|(text, col)| count_lines(text, WIDTHS[col], SIZE, false));
        let most = need.into_iter().fold(2, u32::max);
        let level = Style { number: page_item.threshold.number.clone(), ..centred.clone() };
        let mut cells = vec![
            (0, page_item.number.as_str().into(), centred.clone()),
            (1, name.into(), plain.clone()),
            (2, page_item.measure.as_str().into(), centred.clone()),
            (3, before.map_or(Content::Blank, Content::Number), number.clone()),
            (4, page_item.figure.content.clone(), Style { bold: true, ..number.clone() }),
            (5, change(page_item, before, yardstick, &at), changed),
            (6, page_item.threshold.content.clone(), level),
        ];
        let arrives = path.is_ok();
        match path {
            Ok(path) => cells.extend(path_cells(&path, page_item, yardstick, &at, [number, ahead])),
            Err(reason) => {
                cells.extend((7..LAST).map(|col| (col, Content::Blank, centred.clone())));
                cells.push((LAST, reason.into(), plain));
            }
        }
        self.rows.push(Row { index: row, height: Some(row_height(most, SIZE)), cells });
        arrives || before.is_some()
    }

    fn whole_numbers(&mut self, first: u32) {
        let last = self.next().saturating_sub(1);
        for (cols, number) in [
            ([3, 4], "#,##0"),
            ([5, 5], SIGNED),
            ([7, 7], "#,##0"),
            ([10, 10], "#,##0"),
            ([11, 11], SIGNED),
            ([12, 12], "#,##0"),
        ] {
            let [from, to] = [Address::new(first, cols[0]), Address::new(last, cols[1])];
            self.highlights.extend(style::whole(Area::new(from, to), number));
        }
    }

    fn finish(self) -> Sheet<'static> {
        let last = Address::new(self.next() - 1, LAST);
        let mut widths = WIDTHS;
        widen(&mut widths, &self.rows);
        Sheet {
            widths: (0..).zip(widths.map(style::width)).collect(),
            merges: self.merges,
            highlights: self.highlights,
            page: style::landscape(Area::new(Address::new(0, 0), last), self.breaks),
            gridlines: false,
            ..Sheet::new(SHEET, self.rows)
        }
    }
}

/// An item's name; a part's with its item's.
fn shown_name(page_item: &PageItem<'_>) -> String {
    match page_item.is_part {
        true => format!("{} ({})", name_of(page_item.item), page_item.name),
        false => page_item.name.clone(),
    }
}

/// A number format with the sign of a change.
fn signed(decimals: u32) -> std::borrow::Cow<'static, str> {
    let number = style::decimals(decimals);
    format!("\"+\"{number};\"-\"{number};0").into()
}

/// The change since the last period.
fn change(
    page_item: &PageItem<'_>,
    before: Option<Decimal>,
    yardstick: &Yardstick,
    at: &impl Fn(u32) -> String,
) -> Content {
    let Some(before) = before else { return Content::Blank };
    let now = page_item.whole_figure().and_then(|now| now.checked_sub(before));
    let result = number_or_blank(now);
    let (before, figure, decimals) = (at(3), at(4), yardstick.decimals);
    let is_judged = page_item.is_judged();
    Content::formula(
        format!("IF(AND(ISNUMBER({figure}),{is_judged}),ROUND({figure}-{before},{decimals}),\"\")"),
        result,
    )
}

/// The cells of baseline and days, and the three columns computed from them.
fn path_cells(
    path: &StraightPath,
    page_item: &PageItem<'_>,
    yardstick: &Yardstick,
    at: &impl Fn(u32) -> String,
    [number, signed]: [Style; 2],
) -> Vec<(u32, Content, Style)> {
    let day = Style { number: "dd/mm/yyyy".into(), ..number.clone() };
    let computed = Style { number: style::decimals(yardstick.decimals.max(1)), ..number.clone() };
    let words = Style { number: "".into(), ..number.clone() };
    let level = page_item.level(&at(6));
    let (figure, base, from, to) = (at(4), at(7), at(8), at(9));
    let now = straight_path::excel_serial(path.now);
    // A figure that lacks a unit would show a wrong pace.
    let whole = page_item.is_judged();
    let known = format!("AND(ISNUMBER({figure}),ISNUMBER({level}),{whole})");
    let due = format!("IF({known},{base}+({level}-{base})*({now}-{from})/({to}-{from}),\"\")");
    let ahead = format!("IF(ISNUMBER({}),{figure}-{},\"\")", at(10), at(10));
    let end = format!("IF({known},{base}+({figure}-{base})*({to}-{from})/({now}-{from}),\"\")");
    let end_at = at(12);
    let holds = yardstick.condition(&figure, &level);
    let arrives = yardstick.condition(&format!("ROUND({end_at},6)"), &level);
    let [kept, lost, reached, missed] = straight_path::VERDICTS.map(literal);
    let verdict = format!(
        "IF(ISNUMBER({end_at}),IF({holds},IF({arrives},{kept},{lost}),\
         IF({arrives},{reached},{missed})),\"\")",
    );
    let said = path.verdict(yardstick).unwrap_or_default().to_owned();
    vec![
        (7, path.base.into(), number.clone()),
        (8, path.from.into(), day.clone()),
        (9, path.to.into(), day),
        (10, Content::formula(due, number_or_blank(path.due())), computed.clone()),
        (11, Content::formula(ahead, number_or_blank(path.ahead())), signed),
        (12, Content::formula(end, number_or_blank(path.end())), computed),
        (13, Content::formula(verdict, FormulaResult::Text(said)), words),
    ]
}
