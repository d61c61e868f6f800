//! Phương án phân bổ (dự thảo): levels of sums shared out over units, evenly and by last year's figures,
//! for the office to adjust and to copy to the settings once a document gives them.

use rust_decimal::Decimal;

use crate::judge::units::{Fraction, allocate, figure_of_unit};
use crate::report::wording::name_of;
use crate::results::Results;
use crate::settings::{Basis, Criterion, Item, TargetSet, Threshold, Yardstick};
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Book, Borders, Color, Content, FormulaResult, HorizontalAlign, Page, Properties, Row,
    Sheet, Style, row_height,
};

const SHEET: &str = "Phân bổ (dự thảo)";
const SIZE: u16 = 24;
const HEADS: [&str; 8] = [
    "Mã bộ",
    "Nội dung số",
    "Phần",
    "Đơn vị, nhóm",
    "Nội dung",
    "Mức (chia đều)",
    "Mức (theo số năm trước)",
    "Văn bản giao (số, ngày)",
];
const WIDTHS: [f64; 8] = [20.0, 12.0, 10.0, 26.0, 46.0, 14.0, 16.0, 30.0];
const NOTE: &str = "Dự thảo để cơ quan xem, sửa: chỉ phân bổ số cộng, không phân bổ số bình quân, tỷ lệ. Cộng các mức đúng bằng \
                    mức chung. Khi có văn bản giao, chép các cột Mã bộ, Nội dung số, Phần, Đơn vị, nhóm, Mức và số, ngày văn \
                    bản vào trang Giao chỉ tiêu của khai-bao.xlsx.";

/// The draft; `None` where no item is a sum with a level.
#[must_use]
pub(crate) fn book(results: &Results<'_>) -> Option<Book<'static>> {
    let mut draft = Draft { results, rows: Vec::new() };
    draft.opening();
    let first = draft.rows.len();
    for verdict in &results.verdicts {
        for item in verdict.set.targets.iter().flat_map(|target| &target.items) {
            draft.item(verdict.set, item);
        }
    }
    if draft.rows.len() == first {
        return None;
    }
    let properties = Properties {
        title: "Phương án phân bổ (dự thảo)".to_owned(),
        author: results.workspace.settings.office.name.clone(),
        ..Properties::default()
    };
    let last = Address::new(draft.next() - 1, 7);
    let sheet = Sheet {
        widths: (0..).zip(WIDTHS).collect(),
        merges: [0, 1].map(|row| Area::new(Address::new(row, 0), Address::new(row, 7))).to_vec(),
        freeze: Some(Address::new(3, 0)),
        page: Page {
            landscape: true,
            fit_width: true,
            repeat_rows: Some((2, 2)),
            area: Some(Area::new(Address::new(0, 0), last)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        ..Sheet::new(SHEET, draft.rows)
    };
    Some(Book { properties, sheets: vec![sheet], ..Book::default() })
}

struct Draft<'a, 'w> {
    results: &'a Results<'w>,
    rows: Vec<Row>,
}

impl Draft<'_, '_> {
    fn next(&self) -> u32 {
        u32::try_from(self.rows.len()).expect("a draft has few rows")
    }

    fn opening(&mut self) {
        let title = Style {
            bold: true,
            half_points: SIZE + 2,
            across: HorizontalAlign::Center,
            ..Style::default()
        };
        let note = Style { italic: true, half_points: SIZE, wrap: true, ..Style::default() };
        let fill = Some(Color(0x00DD_EBF7));
        let head = Style { bold: true, fill, wrap: true, ..cell() };
        let heads = (0..).zip(HEADS).map(|(col, text)| (col, text.into(), head.clone()));
        self.rows = vec![
            Row {
                index: 0,
                height: Some(row_height(1, SIZE + 2)),
                cells: vec![(0, "PHƯƠNG ÁN PHÂN BỔ (DỰ THẢO)".into(), title)],
            },
            Row {
                index: 1,
                height: Some(row_height(2, SIZE)),
                cells: vec![(0, NOTE.into(), note)],
            },
            Row { index: 2, height: Some(row_height(2, SIZE)), cells: heads.collect() },
        ];
    }

    fn item(&mut self, set: &TargetSet, item: &Item) {
        let parts: Vec<(&str, &Yardstick)> = match &item.criterion {
            Criterion::ByOffice => Vec::new(),
            Criterion::ByFigure(yardstick) => vec![("", yardstick)],
            Criterion::ByParts { parts, .. } => {
                parts.iter().map(|part| (part.name.as_str(), &part.yardstick)).collect()
            }
        };
        for (part, yardstick) in parts {
            let Some(level) = self.level(yardstick) else { continue };
            let units = &self.results.workspace.settings.units;
            let decimals = yardstick.decimals.max(level.normalize().scale());
            let evenly = allocate(level, decimals, &vec![Decimal::ONE; units.len()]);
            let before = self.last_year(yardstick);
            let by_last_year = before.and_then(|weights| allocate(level, decimals, &weights));
            self.lines(set, item, (part, level), [evenly, by_last_year]);
        }
    }

    /// The level of a sum over units.
    fn level(&self, yardstick: &Yardstick) -> Option<Decimal> {
        let settings = &self.results.workspace.settings;
        let fraction = Fraction::of(yardstick, settings)?;
        let is_sum = fraction.divisor.is_number() && !yardstick.is_share();
        let of_units = |(own, _): &(crate::judge::units::Quantity, Decimal)| {
            let indicator = &settings.indicators[own.indicator];
            // Of a sum over some units only, not every unit has a share.
            let of_all = indicator.over_units.selection().is_none();
            of_all && indicator.entered.is_none() && indicator.over_units.test.is_none()
        };
        let terms = &fraction.numerator.terms;
        match yardstick.threshold {
            Threshold::Number(level) if is_sum && !terms.is_empty() => {
                terms.iter().all(of_units).then_some(level)
            }
            _ => None,
        }
    }

    /// Every unit's figure of last year; none where any lacks it.
    fn last_year(&self, yardstick: &Yardstick) -> Option<Vec<Decimal>> {
        let settings = &self.results.workspace.settings;
        let then = Yardstick { basis: Basis::Prior, ..yardstick.clone() };
        let units = self.results.figures.by_unit.iter();
        units.map(|own| figure_of_unit(&then, own, settings)).collect()
    }

    fn lines(
        &mut self,
        set: &TargetSet,
        item: &Item,
        (part, level): (&str, Decimal),
        columns: [Option<Vec<Decimal>>; 2],
    ) {
        let first = self.next();
        let names: Vec<String> =
            self.results.workspace.settings.units.iter().map(|unit| unit.name.clone()).collect();
        for (unit, name) in names.into_iter().enumerate() {
            let at = |column: &Option<Vec<Decimal>>| {
                column.as_ref().map_or(Content::Blank, |own| Content::Number(own[unit]))
            };
            let contents: [Content; 8] = [
                set.code.clone().into(),
                item.number.clone().into(),
                part.into(),
                name.into(),
                name_of(item).into(),
                at(&columns[0]),
                at(&columns[1]),
                Content::Blank,
            ];
            self.row(contents, &cell());
        }
        let last = self.next() - 1;
        let total = |col: u32, column: &Option<Vec<Decimal>>| {
            let area = Area::new(Address::new(first, col), Address::new(last, col));
            column.as_ref().map_or(Content::Blank, |_| {
                Content::formula(format!("SUM({area})"), FormulaResult::Number(level))
            })
        };
        let totals = [total(5, &columns[0]), total(6, &columns[1])];
        let [evenly, by_last_year] = totals;
        let label = Content::from("Cộng (bằng mức chung)");
        let blank = || Content::Blank;
        let contents = [blank(), blank(), blank(), label, blank(), evenly, by_last_year, blank()];
        self.row(contents, &Style { bold: true, ..cell() });
    }

    fn row(&mut self, contents: [Content; 8], style: &Style) {
        let cells = (0..).zip(contents).map(|(col, content)| (col, content, style.clone()));
        let (index, cells) = (self.next(), cells.collect());
        self.rows.push(Row { index, height: Some(row_height(1, SIZE)), cells });
    }
}

fn cell() -> Style {
    Style { half_points: SIZE, borders: Borders::ALL, ..Style::default() }
}
