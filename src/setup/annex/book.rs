//! The comparison as a workbook: every cell that differs, and what could not be compared.

use super::model::AnnexComparison;
use workbook_io::Address;
use workbook_io::sheet::{
    Book, Borders, Color, Content, HorizontalAlign, Properties, Row, Sheet, Style, count_lines,
    row_height,
};

use crate::report::LOCALE;

const HEADERS: [&str; 7] =
    ["STT", "Trang", "Ô", "Nội dung", "Phụ lục ghi", "Theo báo cáo các đơn vị", "Có thể do"];
const WIDTHS: [u16; 7] = [6, 20, 8, 48, 16, 18, 54];
const HALF_POINTS: u16 = 24;

/// The workbook.
#[must_use]
pub fn comparison_book<'a>(comparison: &AnnexComparison) -> Book<'a> {
    let title = format!("ĐỐI CHIẾU VỚI PHỤ LỤC {}", comparison.file);
    let count = format!("Khớp {}/{} ô. Các ô ghi khác:", comparison.equal, comparison.compared());
    let mut rows = vec![line(0, &title, true), line(1, &count, false), header(2)];
    let cells = (1..).zip(&comparison.differences).map(|(number, own): (u32, _)| {
        let texts = [
            number.to_string(),
            own.sheet.clone(),
            own.at.to_string(),
            own.what.clone(),
            own.theirs.clone(),
            own.ours.clone(),
            own.behind.clone(),
        ];
        row(2 + number, &texts)
    });
    rows.extend(cells);
    let rules = comparison.rules.iter().map(|own| {
        format!("Theo phụ lục: {} của cả địa bàn tính bình quân theo {}", own.name, own.by)
    });
    let unread = comparison.unread.iter().map(|own| format!("Chưa đối chiếu: {own}"));
    let first = rows.last().map_or(3, |row| row.index + 2);
    rows.extend((first..).zip(rules.chain(unread)).map(|(index, text)| line(index, &text, false)));
    let mut sheet = Sheet::new("Đối chiếu", rows);
    sheet.widths = (0..).zip(WIDTHS.map(f64::from)).collect();
    sheet.freeze = Some(Address::new(3, 0));
    sheet.page.landscape = true;
    sheet.page.fit_width = true;
    sheet.page.repeat_rows = Some((2, 2));
    let properties = Properties { title, ..Properties::default() };
    Book { properties, sheets: vec![sheet], locale: Some(LOCALE), ..Book::default() }
}

fn line(index: u32, text: &str, bold: bool) -> Row {
    let style = Style { bold, ..Style::default() };
    Row { index, height: None, cells: vec![(0, Content::from(text), style)] }
}

fn header(index: u32) -> Row {
    let style = Style {
        bold: true,
        wrap: true,
        borders: Borders::ALL,
        across: HorizontalAlign::Center,
        half_points: HALF_POINTS,
        fill: Some(Color(0x00D9_E2F3)),
        ..Style::default()
    };
    let cells = (0..).zip(HEADERS).map(|(col, text)| (col, Content::from(text), style.clone()));
    Row { index, height: Some(row_height(2, HALF_POINTS)), cells: cells.collect() }
}

fn row(index: u32, texts: &[String; 7]) -> Row {
    let style =
        Style { wrap: true, borders: Borders::ALL, half_points: HALF_POINTS, ..Style::default() };
    let lines = texts
        .iter()
        .zip(WIDTHS)
        .map(|(text, width)| count_lines(text, u32::from(width) * 10, HALF_POINTS, false));
    let height = row_height(lines.max().unwrap_or(1), HALF_POINTS);
    let cells =
        (0..).zip(texts).map(|(col, text)| (col, Content::from(text.as_str()), style.clone()));
    Row { index, height: Some(height), cells: cells.collect() }
}
