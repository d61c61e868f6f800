//! Rows are byte for byte the same as the library's.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula as XlsxFormula, Workbook, Worksheet};

use super::super::format::DEFAULT_CELL;
use super::super::format::{default_format, format};
use super::super::read_back::part;
use super::super::to_bytes;
use crate::number::to_shown_digits;
use crate::sheet::{
    Area, Book, Borders, Color, Content, Formula, FormulaResult, Row, Sheet, Style, nearest_double,
};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn rows() -> Vec<Row> {
    let plain = Style::default();
    let boxed = Style { borders: Borders::ALL, wrap: true, ..Style::default() };
    let number = |code: &str| Style { number: code.to_owned().into(), ..boxed.clone() };
    let filled = Style { fill: Some(Color(0xDD_EBF7)), bold: true, ..boxed.clone() };
    let decimal = |text: &str| Content::Number(text.parse().unwrap());
    let cells = [
        ("Xã Mỹ Quý".into(), boxed.clone()),
        (" đầu & cuối <đoạn>\n".into(), plain.clone()),
        ("=1+1".into(), boxed.clone()),
        ("_x0041_ \"'".into(), filled.clone()),
        ("Xã Mỹ Quý".into(), filled.clone()),
        ("".into(), boxed.clone()),
        (Content::Blank, filled),
        (decimal("2570.50"), number("#,##0.0")),
        (decimal("-0.000001"), number("#,##0")),
        (decimal("0.3333333333333333333"), plain.clone()),
        (decimal("12345678901234567890"), plain.clone()),
        (Content::formula("A1&\"<\"", FormulaResult::Text("a<b".to_owned())), boxed.clone()),
        (Content::formula("H1*2", FormulaResult::Number(Decimal::new(5141, 0))), plain.clone()),
        (Content::formula("IF(1,\"\",2)", FormulaResult::Text(String::new())), number("#,##0")),
        (NaiveDate::from_ymd_opt(2023, 10, 31).unwrap().into(), number("dd/mm/yyyy")),
    ];
    let cells: Vec<_> = (20..).zip(cells).map(|(col, (what, look))| (col, what, look)).collect();
    let merged = vec![(0, Content::from("hai dòng"), boxed), (5, Content::Blank, plain)];
    vec![
        Row { index: 0, height: Some(31.5), cells },
        Row { index: 9, height: Some(20.0), cells: Vec::new() },
        Row { index: 40, height: None, cells: merged },
    ]
}

fn merge() -> Area {
    Area::new("A41".parse().unwrap(), "C43".parse().unwrap())
}

/// The same rows written by the library alone.
fn by_library() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&default_format(), DEFAULT_CELL.0, DEFAULT_CELL.1).unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_formula_result_default("");
    for row in rows() {
        if let Some(height) = row.height {
            sheet.set_row_height(row.index, height).unwrap();
        }
        if row.index == merge().from.row {
            let Area { from, to } = merge();
            let look = format(&row.cells[0].2, None);
            let (left, right) = (from.col as u16, to.col as u16);
            sheet.merge_range(from.row, left, to.row, right, "", &look).unwrap();
        }
        for (col, content, style) in row.cells {
            put(sheet, row.index, col as u16, content, &style);
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A number with the digits that are written.
fn stored(number: Decimal) -> f64 {
    nearest_double(to_shown_digits(number))
}

fn put(sheet: &mut Worksheet, row: u32, col: u16, content: Content, style: &Style) {
    let look = format(style, None);
    let written = match content {
        Content::Blank => sheet.write_blank(row, col, &look),
        Content::Text(text) if text.starts_with('=') => {
            sheet.write_string_with_format(row, col, text.as_ref(), &look.set_quote_prefix())
        }
        Content::Text(text) => sheet.write_string_with_format(row, col, text.as_ref(), &look),
        Content::Number(number) => sheet.write_number_with_format(row, col, stored(number), &look),
        Content::Date(_) => sheet.write_number_with_format(row, col, 45_230, &look),
        Content::Formula(live) => {
            let Formula { formula, result } = *live;
            let cached = match result {
                FormulaResult::Number(number) => stored(number).to_string(),
                FormulaResult::Text(text) => text,
            };
            let live = XlsxFormula::new(formula).set_result(cached);
            sheet.write_formula_with_format(row, col, live, &look)
        }
        Content::Link(_) => unreachable!("links are tested by what they lead to"),
    };
    written.unwrap();
}

/// The rows without the optional `spans` attribute.
fn table(bytes: &[u8]) -> String {
    let xml = part(bytes, SHEET);
    let rows = xml.split_once("<sheetData>").unwrap().1.split_once("</sheetData>").unwrap().0;
    let mut pieces = rows.split(" spans=\"");
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |made, piece| made + piece.split_once('"').unwrap().1)
}

#[test]
fn rows_are_as_the_library_writes_them() {
    let sheet = Sheet { merges: vec![merge()], ..Sheet::new("Sheet1", rows()) };
    let ours = to_bytes(Book { sheets: vec![sheet], ..Book::default() }).unwrap();
    let theirs = by_library();
    assert_eq!(table(&ours), table(&theirs));
    for name in ["xl/styles.xml", "xl/sharedStrings.xml"] {
        assert_eq!(part(&ours, name), part(&theirs, name), "{name}");
    }
    let frame =
        |bytes: &[u8]| part(bytes, SHEET).split_once("<dimension").unwrap().1[..40].to_owned();
    assert_eq!(frame(&ours), frame(&theirs));
}
