//! The slip's first page: what to check, and how to send it again.

use super::Slip;
use crate::check::{Finding, written_at};
use crate::figures::decision::proposals_in_words;
use crate::report::wording::{capital, in_sentence};
use crate::results::Results;
use workbook_io::sheet::{
    Area, Borders, Color, Content, HorizontalAlign, Page, Row, Sheet, Style, count_lines,
    row_height,
};
use workbook_io::{Address, Grid, format_addresses, parse_addresses};

pub(super) use crate::intake::submission::SLIP_TITLE as TITLE;

/// The page's name among the sheets.
pub(super) const SHEET: &str = "Đề nghị";
/// The text before the unit's name.
pub(super) const GREETING: &str = "Kính gửi: ";
/// The row with the unit's name.
pub(super) const GREETING_ROW: u32 = 2;

/// Is a sheet the page of a slip?
pub(super) fn is_page(grid: &Grid) -> bool {
    let title = grid.text(Address::new(0, 0)).unwrap_or_default();
    grid.name.starts_with(SHEET) && title == TITLE.to_uppercase()
}

/// In characters.
const WIDTHS: [u16; 6] = [6, 12, 14, 70, 20, 20];
const HEADERS: [&str; 6] = ["STT", "Trang", "Ô", "Nội dung", "Đã ghi", "Số đúng có thể là"];

/// The tab of what somebody must do.
const TAB: Color = Color(0x00C0_0000);

/// Twelve points.
const HALF_POINTS: u16 = 24;

/// The page; `in_place` where it stands in the unit's own file.
pub(super) fn sheet<'a>(slip: &Slip<'_>, results: &Results<'_>, in_place: bool) -> Sheet<'a> {
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
    for line in how_to_send(results, in_place) {
        index += 1;
        rows.push(Row {
            index,
            height: Some(20.0),
            cells: vec![(0, line.into(), Style::default())],
        });
    }
    let mut sheet = Sheet::new(SHEET, rows);
    sheet.widths = (0..).zip(WIDTHS.map(f64::from)).collect();
    sheet.merges = vec![Area::new(Address::new(0, 0), Address::new(0, 5))];
    sheet.gridlines = false;
    sheet.tab = Some(TAB);
    sheet.page = Page { landscape: true, fit_width: true, ..Page::default() };
    sheet
}

/// What to do with the file, by when and to whom it goes.
fn how_to_send(results: &Results<'_>, in_place: bool) -> Vec<String> {
    let mend = if in_place {
        "1. Sửa ngay trên tệp này: các ô cần xem được tô vàng, có ghi chú, ở các trang sau."
    } else {
        "1. Sửa trên tệp gốc của đơn vị; các ô cần xem được tô vàng ở các trang sau, đúng vị trí trên tệp gốc."
    };
    let mut lines = vec![
        String::new(),
        "Cách gửi lại:".to_owned(),
        mend.to_owned(),
        "2. Lưu thành tệp Excel (.xlsx), thêm \"sửa lần 1\" (lần 2…) vào tên tệp, giữ nguyên dòng \"Kỳ báo cáo\"."
            .to_owned(),
        "3. Gửi lại tệp; nếu số đã ghi là đúng, đề nghị trả lời \"giữ nguyên\" và nêu lý do.".to_owned(),
    ];
    let facts = &results.entries.facts;
    let until = match (facts.last_call.as_str(), facts.deadline) {
        ("", None) => None,
        ("", Some(day)) => Some(format!("ngày {}", day.format("%d/%m/%Y"))),
        (typed, _) => Some(typed.to_owned()),
    };
    lines.extend(until.map(|until| format!("Thời hạn gửi lại: {until}.")));
    lines.push(format!("Nơi nhận: {}.", results.workspace.settings.letter.office));
    lines
}

fn head(slip: &Slip<'_>, results: &Results<'_>) -> Vec<Row> {
    let settings = &results.workspace.settings;
    let title =
        Style { bold: true, half_points: 28, across: HorizontalAlign::Center, ..Style::default() };
    let lines = [
        format!("{GREETING}{}", addressed(&settings.units[slip.unit].name)),
        format!(
            "{} đề nghị đơn vị rà soát, bổ sung số liệu báo cáo {} {}:",
            settings.letter.office,
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

/// Whom a request to a unit is addressed to: a commune's committee, a hamlet's head.
pub(super) fn addressed(unit: &str) -> String {
    const COMMITTEES: [&str; 8] =
        ["xã ", "phường ", "thị trấn ", "đặc khu ", "huyện ", "thị xã ", "thành phố ", "tỉnh "];
    const HEADS: [&str; 7] = ["ấp ", "thôn ", "khóm ", "bản ", "buôn ", "làng ", "tổ dân phố "];
    let is_one = |kinds: &[&str]| {
        let name = unit.to_lowercase();
        kinds.iter().any(|kind| name.starts_with(kind))
    };
    match () {
        () if is_one(&COMMITTEES) => format!("Ủy ban nhân dân {}", in_sentence(unit)),
        () if is_one(&HEADS) => format!("Trưởng {}", in_sentence(unit)),
        () => unit.to_owned(),
    }
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
    Style { wrap: true, indent: 1, borders: Borders::ALL, ..Style::default() }
}
