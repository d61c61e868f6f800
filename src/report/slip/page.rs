//! The slip's first page: what to check, and how to send it again.

use super::Slip;
use crate::check::{Finding, written_at};
use crate::figures::decision::proposals_in_words;
use crate::report::wording::capital;
use crate::results::Results;
use workbook_io::sheet::{
    Area, Borders, Color, Content, HorizontalAlign, Page, Row, Sheet, Style, VerticalAlign,
    count_lines, row_height,
};
use workbook_io::{Address, format_addresses, parse_addresses};

pub(super) use crate::intake::submission::SLIP_TITLE as TITLE;

/// The page's name among the sheets.
pub(super) const SHEET: &str = "Đề nghị";
/// The text before the unit's name.
pub(super) const GREETING: &str = "Kính gửi: ";
/// The row with the unit's name.
pub(super) const GREETING_ROW: u32 = 2;

/// In characters.
const WIDTHS: [u16; 6] = [6, 12, 14, 70, 20, 20];
const HEADERS: [&str; 6] = ["STT", "Trang", "Ô", "Nội dung", "Đã ghi", "Số đúng có thể là"];

/// Twelve points.
const HALF_POINTS: u16 = 24;

pub(super) fn sheet<'a>(slip: &Slip<'_>, results: &Results<'_>) -> Sheet<'a> {
    let mut rows = head(slip, results);
    let mut index = u32::try_from(rows.len()).expect("a head has few rows") + 1;
    rows.push(Row {
        index,
        height: Some(20.0),
        cells: cells(HEADERS.map(Content::from), &header()),
    });
    for (number, finding) in slip.findings.iter().enumerate() {
        index += 1;
        let place = number + 1;
        let texts = finding_texts(finding, results);
        let height = finding_height(&texts);
        let [sheet, at, ask, written, proposed] = texts.map(Content::from);
        let texts = [Content::Number(place.into()), sheet, at, ask, written, proposed];
        rows.push(Row { index, height: Some(height), cells: cells(texts, &body()) });
    }
    for line in HOW_TO_SEND {
        index += 1;
        rows.push(Row {
            index,
            height: Some(20.0),
            cells: vec![(0, (*line).into(), Style::default())],
        });
    }
    let mut sheet = Sheet::new(SHEET, rows);
    sheet.widths = (0..).zip(WIDTHS.map(f64::from)).collect();
    sheet.merges = vec![Area::new(Address::new(0, 0), Address::new(0, 5))];
    sheet.gridlines = false;
    sheet.page = Page { landscape: true, fit_width: true, ..Page::default() };
    sheet
}

const HOW_TO_SEND: &[&str] = &[
    "",
    "Cách gửi lại:",
    "1. Sửa trên tệp gốc của đơn vị; các ô cần xem được tô vàng ở các trang sau, đúng vị trí trên tệp gốc.",
    "2. Lưu thành tệp Excel (.xlsx), thêm \"sửa lần 1\" (lần 2…) vào tên tệp, giữ nguyên dòng \"Kỳ báo cáo\".",
    "3. Gửi lại tệp; nếu số đã ghi là đúng, đề nghị trả lời \"giữ nguyên\" và nêu lý do.",
];

fn head(slip: &Slip<'_>, results: &Results<'_>) -> Vec<Row> {
    let settings = &results.workspace.settings;
    let title =
        Style { bold: true, half_points: 28, across: HorizontalAlign::Center, ..Style::default() };
    let lines = [
        format!("{GREETING}{}", settings.units[slip.unit].name),
        format!(
            "{} đề nghị đơn vị rà soát, bổ sung số liệu báo cáo {} {}:",
            settings.office.name,
            settings.office.field,
            results.month.period.in_words()
        ),
    ];
    let mut rows = vec![Row {
        index: 0,
        height: Some(24.0),
        cells: vec![(0, TITLE.to_uppercase().into(), title)],
    }];
    for (index, line) in (GREETING_ROW..).zip(lines) {
        rows.push(Row {
            index,
            height: Some(20.0),
            cells: vec![(0, line.into(), Style::default())],
        });
    }
    rows
}

/// Sheet, cells, request, what is written and, as in the review workbook, what is proposed (empty
/// if several corrections are possible).
fn finding_texts(finding: &Finding, results: &Results<'_>) -> [String; 5] {
    let cells = format_addresses(&finding.cells);
    let ordered = parse_addresses(&cells).unwrap_or_default();
    let proposed = proposals_in_words(&ordered, &finding.proposed());
    let written = written_at(finding, &results.month);
    [finding.sheet.clone(), cells, capital(&finding.ask), written, proposed]
}

/// The height that the longest text needs.
fn finding_height(texts: &[String; 5]) -> f64 {
    let columns = texts.iter().zip(&WIDTHS[1..]);
    let need =
        columns.map(|(text, width)| count_lines(text, u32::from(*width) * 10, HALF_POINTS, false));
    row_height(need.max().unwrap_or(1), HALF_POINTS)
}

fn cells(contents: [Content; 6], style: &Style) -> Vec<(u32, Content, Style)> {
    (0..).zip(contents).map(|(col, content)| (col, content, style.clone())).collect()
}

fn header() -> Style {
    Style {
        bold: true,
        across: HorizontalAlign::Center,
        wrap: true,
        borders: Borders::ALL,
        fill: Some(Color(0x00DD_EBF7)),
        ..Style::default()
    }
}

fn body() -> Style {
    Style { wrap: true, down: VerticalAlign::Top, borders: Borders::ALL, ..Style::default() }
}
