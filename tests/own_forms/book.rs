//! Workbooks out of text: in memory to be read, and as .xlsx files dressed as an office's own.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as Writer,
};
use tonghop::cell_text::CellText as _;
use tonghop::form::{LabelNormalizer, Template, learn};
use tonghop::intake::FileError;
use tonghop::intake::submission::{Month, gather_books};
use tonghop::settings::Settings;
use viet_text::period_text::find_period;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

/// Sheets after `== name`, a row a line, cells parted by `|`; `'` keeps a cell text.
pub(crate) fn book(text: &str) -> Workbook {
    let mut book = Workbook::default();
    let mut row = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            book.sheets.push(Grid::named(name.trim()));
            row = 0;
            continue;
        }
        let Some(grid) = book.sheets.last_mut() else { continue };
        for (col, text) in (0..).zip(line.split('|').map(str::trim)) {
            let value = match (text.strip_prefix('\''), text.parse::<Decimal>()) {
                _ if text.is_empty() => continue,
                (Some(text), _) => Value::Text(text.into()),
                (None, Ok(number)) => Value::Number(number),
                (None, Err(_)) => Value::Text(text.into()),
            };
            grid.cells.insert(Address::new(row, col), Cell::plain(value));
        }
        row += 1;
    }
    book
}

pub(crate) fn settings() -> Settings {
    let read = Settings::read(&book(include_str!("office.txt")));
    read.unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A form from its marked sheets.
pub(crate) fn form(file: &str, text: &str) -> Template {
    form_of(file, text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub(crate) fn form_of(file: &str, text: &str) -> Result<Template, Vec<String>> {
    let settings = settings();
    learn(file, &book(text), &settings, &LabelNormalizer::new(&settings.synonyms))
}

/// The first half of 2024 of files given as text.
pub(crate) fn month(files: &[(&str, &str)], forms: &[Template]) -> Month {
    let files = files.iter().map(|(path, text)| (*path, Ok::<_, FileError>(book(text)))).collect();
    gather_books(files, find_period("2024-6T").unwrap(), &settings(), forms)
}

/// All figures used, as "code@basis = number", in order; rows of lists by name, too.
pub(crate) fn used(month: &Month) -> Vec<String> {
    let sheets =
        month.submissions.iter().filter(|s| s.fate == tonghop::intake::submission::Fate::Used);
    let mut said = Vec::new();
    for sheet in sheets.flat_map(|submission| &submission.sheets) {
        for figure in sheet.figures.iter() {
            if let Some(number) = figure.reading.number() {
                said.push(format!("{}{} = {number}", figure.code, figure.basis.suffix()));
            }
        }
        for row in &sheet.rows {
            let fields = row.fields().filter(|field| !field.is_blank());
            let fields =
                fields.map(|f| format!("{}{} {}", f.column, f.basis.suffix(), f.written()));
            said.push(format!("{}: {}", row.name, fields.collect::<Vec<_>>().join(", ")));
        }
    }
    said.sort();
    said
}

/// Everything left over, by cell.
pub(crate) fn left_over(month: &Month) -> Vec<String> {
    let sheets = month.submissions.iter().flat_map(|submission| &submission.sheets);
    sheets.flat_map(|sheet| &sheet.leftovers).map(|left| left.at.to_string()).collect()
}

/// The workbook as a file with borders, fonts, widths and a merged title.
pub(crate) fn dressed(text: &str) -> Vec<u8> {
    let mut writer = Writer::new();
    // The library would stamp the time of the test's run into it, to the second.
    let day = ExcelDateTime::from_ymd(2024, 1, 1).unwrap();
    writer.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for grid in &book(text).sheets {
        let sheet = writer.add_worksheet();
        sheet.set_name(&grid.name).unwrap();
        sheet.set_column_width(1, 42.5).unwrap();
        sheet.set_landscape();
        sheet.set_repeat_rows(3, 5).unwrap();
        let cell = Format::new()
            .set_font_name("Times New Roman")
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let last = grid.cells.keys().map(|at| at.col).max().unwrap_or(0);
        for (at, value) in &grid.cells {
            let col = u16::try_from(at.col).unwrap();
            match &value.value {
                Value::Number(number) => {
                    let number: f64 = number.to_string().parse().unwrap();
                    sheet.write_number_with_format(at.row, col, number, &cell).unwrap();
                }
                value => {
                    let text = value.as_written();
                    sheet.write_string_with_format(at.row, col, text, &cell).unwrap();
                }
            }
        }
        // Data cells that wait for figures have their borders already.
        let rows: Vec<u32> = grid.filled_rows();
        for row in rows {
            for col in 0..=last {
                if grid.get(Address::new(row, col)).is_none() {
                    let col = u16::try_from(col).unwrap();
                    sheet.write_blank(row, col, &cell).unwrap();
                }
            }
        }
    }
    writer.save_to_buffer().unwrap()
}
