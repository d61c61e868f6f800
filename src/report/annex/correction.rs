//! Nội dung điều chỉnh: how a corrected annex differs from the one that was sent.

use std::collections::BTreeMap;

use super::columns::count;
use super::style;
use crate::figures::history::sendings::in_words;
use crate::report::wording::what_was_sent;
use crate::results::Results;
use crate::revision::{BEFORE, Change, Correction, NoComparison, SENT_PROPERTY, UNIT};
use crate::workspace::sheets;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, Content, HorizontalAlign, Page, Row, Sheet, Style, count_lines, row_height,
};

const SIZE: u16 = 22;
/// The table's header row; above it are the title and the annex corrected.
const HEADER: u32 = 3;
const HEADS: [&str; 7] =
    ["STT", "Nội dung, số liệu", UNIT, BEFORE, "Số mới", "Lý do điều chỉnh", "Đánh giá"];
/// In tenths of a character; together they fill a landscape A4 page.
const WIDTHS: [u32; 7] = [45, 300, 160, 125, 125, 250, 150];
/// Nobody reads more rows than this; the others are only counted.
const MOST: usize = 2_000;

/// The sheet, if the annex is a correction.
pub(super) fn sheet(results: &Results<'_>) -> Option<Sheet<'static>> {
    let correction = results.revision.correction.as_ref()?;
    let mut rows = heads(correction, results);
    let all = correction.changes.as_deref().unwrap_or_default();
    rows.extend(
        (HEADER + 1..).zip(all.iter().take(MOST)).map(|(index, change)| row(index, change)),
    );
    if let Some(text) = remark(correction) {
        let index = rows.last().map_or(HEADER, |row| row.index) + 1;
        let style = Style { italic: true, ..style::line(SIZE) };
        rows.push(line(index, text, style));
    }
    let last = rows.last().map_or(HEADER, |row| row.index);
    let end = HEADER + count(all.len().min(MOST));
    let whole = (0..HEADER).chain(end + 1..=last);
    Some(Sheet {
        widths: (0..).zip(WIDTHS.map(style::width)).collect(),
        merges: whole.map(across).collect(),
        page: Page {
            landscape: true,
            fit_width: true,
            repeat_rows: Some((HEADER, HEADER)),
            header: "&C&P".to_owned(),
            centered: true,
            ..Page::default()
        },
        gridlines: false,
        ..Sheet::new(sheets::CORRECTION, rows)
    })
}

/// The title, with the number of the correction.
pub(super) fn titled(title: String, results: &Results<'_>) -> String {
    match &results.revision.correction {
        Some(correction) => format!("{title} ({})", correction.in_words()),
        None => title,
    }
}

/// The properties that a later run reads.
pub(super) fn properties(results: &Results<'_>) -> BTreeMap<String, String> {
    let mut properties = results.revision.note_marks.clone();
    if results.revision.correction.is_some() {
        let sendings = &results.revision.sent.sendings;
        let record = in_words(sendings, results.month.period);
        properties.insert(SENT_PROPERTY.to_owned(), record);
    }
    properties
}

fn across(row: u32) -> Area {
    Area::new(Address::new(row, 0), Address::new(row, count(HEADS.len()) - 1))
}

fn line(index: u32, text: String, style: Style) -> Row {
    let needed = count_lines(&text, WIDTHS.iter().sum(), style.half_points, style.bold);
    let height = Some(row_height(needed, style.half_points));
    Row { index, height, cells: vec![(0, text.into(), style)] }
}

fn heads(correction: &Correction, results: &Results<'_>) -> Vec<Row> {
    let centred = Style { across: HorizontalAlign::Center, ..style::line(SIZE + 2) };
    let bold = Style { bold: true, ..centred.clone() };
    let italic = Style { italic: true, ..centred };
    let period = results.month.period.in_words();
    let texts = [
        (format!("NỘI DUNG {}", correction.in_words().to_uppercase()), bold),
        (format!("So với phụ lục {}", what_was_sent(correction, results)), italic.clone()),
        (format!("Kỳ báo cáo: {period}"), italic),
    ];
    let rows = (0..).zip(texts).map(|(index, (text, style))| line(index, text, style));
    let head = style::head(SIZE);
    let cells = (0..).zip(HEADS).map(|(col, text)| (col, text.into(), head.clone()));
    let deepest =
        HEADS.iter().zip(WIDTHS).map(|(text, width)| count_lines(text, width, SIZE, true));
    let height = row_height(deepest.max().unwrap_or(1), SIZE);
    let header = Row { index: HEADER, height: Some(height), cells: cells.collect() };
    rows.chain([header]).collect()
}

fn row(index: u32, change: &Change) -> Row {
    let texts = [
        (index - HEADER).to_string(),
        change.about.clone(),
        change.unit.clone(),
        change.before.clone(),
        change.now.clone(),
        change.why.clone(),
        change.verdict.clone(),
    ];
    let deepest =
        texts.iter().zip(WIDTHS).map(|(text, width)| count_lines(text, width, SIZE, false));
    let height = row_height(deepest.max().unwrap_or(1), SIZE);
    let cells = (0..).zip(texts).map(|(col, text)| {
        let across =
            if matches!(col, 0 | 3 | 4) { HorizontalAlign::Center } else { HorizontalAlign::Left };
        let style = Style { across, ..style::cell(SIZE) };
        let content = if text.is_empty() { Content::Blank } else { text.into() };
        (col, content, style)
    });
    Row { index, height: Some(height), cells: cells.collect() }
}

/// The remark in place of the table's rows, or below them.
fn remark(correction: &Correction) -> Option<String> {
    match correction.changes.as_deref() {
        Err(NoComparison::Gone) => Some(
            "Không còn tệp phụ lục đã gửi trong thư mục ket-qua nên không lập được bảng so sánh."
                .to_owned(),
        ),
        Err(NoComparison::Unreadable) => Some(
            "Không đọc được tệp phụ lục đã gửi trong thư mục ket-qua nên không lập được bảng so sánh."
                .to_owned(),
        ),
        Ok([]) => Some("Không có nội dung nào khác phụ lục đã gửi.".to_owned()),
        Ok(all) if all.len() > MOST => Some(format!("… và {} nội dung khác.", all.len() - MOST)),
        Ok(_) => None,
    }
}
