//! Giải thích số liệu: the meaning and source of each figure, and how it is added up.

use super::style;
use crate::results::Results;
use crate::settings::{Condition, Indicator, ListOperation, OverPeriods, Settings, Test};
use viet_text::notation::vietnamese;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, HorizontalAlign, Page, Row, Sheet, Style, Table, count_lines, row_height,
};

/// The sheet's name.
pub(super) const SHEET: &str = "Giải thích số liệu";
const SIZE: u16 = 20;
/// The header row; above it are the title and one line on the sheet.
const HEADER: u32 = 3;
/// In tenths of a character.
const WIDTHS: [u32; 8] = [175, 110, 220, 80, 300, 200, 130, 70];
const HEADS: [&str; 8] = [
    "Mã số liệu",
    "Nhóm",
    "Tên số liệu",
    "Đơn vị tính",
    "Lấy từ đâu, cách tính của đơn vị",
    "Cách tổng hợp theo đơn vị",
    "Cách tổng hợp theo kỳ",
    "Nội dung dùng",
];

/// The sheet.
pub(super) fn sheet<'a>(results: &'a Results<'_>) -> Sheet<'a> {
    let settings = &results.workspace.settings;
    let title = (0, "GIẢI THÍCH SỐ LIỆU".into(), style::title(26));
    let said = "Mỗi dòng một số liệu của trang Tổng hợp, theo mã ghi ở đầu cột của trang đó.";
    let line = Style { italic: true, half_points: SIZE, ..Style::default() };
    let heads = (0..).zip(HEADS).map(|(col, text)| (col, text.into(), style::head(SIZE)));
    let heads = Row { index: HEADER, height: Some(row_height(2, SIZE)), cells: heads.collect() };
    let opening = [
        Row { index: 0, height: Some(row_height(1, 26)), cells: vec![title] },
        Row { index: 1, height: Some(row_height(1, SIZE)), cells: vec![(0, said.into(), line)] },
        heads,
    ];
    let all = super::columns::count(settings.indicators.len());
    let rows = (HEADER + 1..).zip(settings.indicators.values());
    let body = rows.map(move |(index, indicator)| row(results, index, indicator));
    let area = Area::new(Address::new(HEADER, 0), Address::new(HEADER + all, 7));
    let tables =
        if all > 0 { vec![Table { name: "GiaiThichSoLieu".to_owned(), area }] } else { Vec::new() };
    Sheet {
        widths: (0..).zip(WIDTHS.map(style::width)).collect(),
        freeze: Some(Address::new(HEADER + 1, 1)),
        tables,
        page: Page {
            landscape: true,
            fit_width: true,
            repeat_rows: Some((HEADER, HEADER)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        ..Sheet::new(SHEET, opening.into_iter().chain(body))
    }
}

fn row(results: &Results<'_>, index: u32, indicator: &Indicator) -> Row {
    let settings = &results.workspace.settings;
    let texts = [
        indicator.code.clone(),
        indicator.group.clone(),
        indicator.name.clone(),
        indicator.unit.clone(),
        origin(indicator, settings),
        over_units(indicator, settings),
        over_periods(indicator).to_owned(),
        used_by(results, &indicator.code),
    ];
    let need = |(text, width): (&String, &u32)| count_lines(text, *width, SIZE, false);
    let most = texts.iter().zip(&WIDTHS).map(need).max().unwrap_or(1);
    let plain = style::cell(SIZE);
    let cells = (0..).zip(texts).map(|(col, text)| {
        let across = if col == 3 { HorizontalAlign::Center } else { HorizontalAlign::Left };
        let content =
            if text.is_empty() { workbook_io::sheet::Content::Blank } else { text.into() };
        (col, content, Style { across, ..plain.clone() })
    });
    Row { index, height: Some(row_height(most, SIZE)), cells: cells.collect() }
}

/// Where a unit's figure comes from.
fn origin(indicator: &Indicator, settings: &Settings) -> String {
    if indicator.entered.is_some() {
        return "Cơ quan tổng hợp nhập (khai-bao.xlsx, trang Số liệu cơ quan)".to_owned();
    }
    if let Some(source) = indicator.over_units.rule.source_in_words {
        return source(&indicator.over_units, &|code| name(settings, code));
    }
    let Some(derivation) = &indicator.derivation else {
        return "Ghi trên biểu mẫu của đơn vị".to_owned();
    };
    let list = &settings.lists[&derivation.list];
    let column = |code: &str| match list.columns.get(code) {
        Some(column) => column.name.clone(),
        None => code.to_owned(),
    };
    let operation = match &derivation.operation {
        ListOperation::Count => "đếm số dòng".to_owned(),
        ListOperation::Sum(code) => format!("cộng cột {}", column(code)),
        ListOperation::Mean(code) => format!("bình quân cột {}", column(code)),
        ListOperation::MeanBy(code, by) => {
            format!("bình quân cột {} theo cột {}", column(code), column(by))
        }
    };
    let conditions: Vec<String> = derivation
        .conditions
        .iter()
        .map(|condition| format!("{} {}", column(&condition.column), test(condition)))
        .collect();
    let which = if conditions.is_empty() {
        String::new()
    } else {
        format!(", các dòng có {}", conditions.join(" và "))
    };
    format!("{}: {operation}{which}; danh sách trống thì lấy trên biểu mẫu", list.name)
}

fn test(condition: &Condition) -> String {
    match &condition.test {
        Test::Says(words) => format!("là {}", words.join(" hoặc ")),
        Test::SaysNot(words) => format!("khác {}", words.join(", ")),
        Test::Number(comparison, number) => {
            format!("{} {}", comparison.text(), vietnamese(*number))
        }
        Test::Day(comparison, day) => format!("{} {}", comparison.text(), day.format("%d/%m/%Y")),
        Test::InReportYear => "trong năm báo cáo".to_owned(),
        Test::Filled => "có ghi".to_owned(),
        Test::Ticked => "đánh dấu".to_owned(),
    }
}

/// How the units' figures make the total, with the divisor of a mean.
fn over_units(indicator: &Indicator, settings: &Settings) -> String {
    if indicator.entered.is_some() {
        return "Không gộp".to_owned();
    }
    let over_units = &indicator.over_units;
    (over_units.rule.in_words)(over_units, &|code| name(settings, code))
}

const fn over_periods(indicator: &Indicator) -> &'static str {
    match indicator.over_periods {
        OverPeriods::Latest => "Thời điểm: lấy kỳ mới nhất",
        OverPeriods::YearToDate => "Lũy kế từ đầu năm: lấy kỳ mới nhất, không cộng",
        OverPeriods::Flow => "Phát sinh: cộng các kỳ",
    }
}

fn name(settings: &Settings, code: &str) -> String {
    settings
        .indicators
        .get(code)
        .map_or_else(|| code.to_owned(), |other| format!("\"{}\"", other.name))
}

/// The items that use a figure.
fn used_by(results: &Results<'_>, code: &str) -> String {
    let mut items: Vec<&str> = Vec::new();
    for item in results.verdicts.iter().flat_map(|v| &v.set.targets).flat_map(|t| &t.items) {
        let names = item
            .yardsticks()
            .iter()
            .any(|yardstick| yardstick.figure.terms().iter().any(|term| term.code == code));
        if names && !items.contains(&item.number.as_str()) {
            items.push(&item.number);
        }
    }
    items.join(", ")
}
