//! Rows of a settings sheet, turned into structs by serde.
//!
//! An unknown column is a problem at its cell. The fields stay text with their cell; the files of
//! the sheets turn them into values.

use crate::shown::{Shown, shown};
use serde::de::Error as _;
use serde::de::value::Error as SerdeError;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::cell::{CellFields, SettingsCell};
use super::confirmation::{self, Confirmations};
use super::problem::{Problems, did_you_mean, did_you_mean_stop};
use crate::cell_text::CellText as _;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid, Workbook};

/// One settings sheet as written.
#[derive(Debug)]
pub(super) struct Table<T> {
    pub(super) sheet: &'static str,
    headers: Vec<(String, u32)>,
    pub(super) rows: Vec<(u32, T)>,
}

impl<T> Table<T> {
    /// The text of a field that must be filled; a problem at its cell where it is not.
    pub(super) fn need<'a>(
        &self,
        row: u32,
        header: &str,
        field: Option<&'a SettingsCell>,
        problems: &mut Problems,
    ) -> Option<&'a SettingsCell> {
        if field.is_none() {
            match self.headers.iter().find(|(name, _)| name == header) {
                Some((_, col)) => {
                    let message = format!("cột \"{header}\" chưa ghi; đề nghị điền");
                    problems.add(self.sheet, Some(Address::new(row, *col)), message);
                }
                None => {
                    let message = format!("thiếu cột \"{header}\"; đề nghị thêm lại cột này");
                    problems.add(self.sheet, None, message);
                }
            }
        }
        field
    }
}

/// Reads a sheet whose rows are of one kind. A sheet that is absent is a problem; rows
/// without any text are passed over.
pub(super) fn read_table<T: DeserializeOwned>(
    book: &Workbook,
    sheet: &'static str,
    problems: &mut Problems,
) -> Table<T> {
    if sheet_named(book, sheet).is_none() {
        let hint = did_you_mean(sheet, book.sheets.iter().map(|grid| grid.name.as_str()));
        let message = if hint.is_empty() {
            "không có trang này trong tệp khai báo; đề nghị thêm lại".to_owned()
        } else {
            format!("không có trang này trong tệp khai báo; đề nghị đặt lại đúng tên{hint}")
        };
        problems.add(sheet, None, message);
    }
    read_optional_table(book, sheet, problems)
}

/// Reads a sheet that settings may do without.
pub(super) fn read_optional_table<T: DeserializeOwned>(
    book: &Workbook,
    sheet: &'static str,
    problems: &mut Problems,
) -> Table<T> {
    match sheet_named(book, sheet) {
        Some(grid) => rows_of(grid, sheet, &Confirmations::read(book), problems),
        None => Table { sheet, headers: Vec::new(), rows: Vec::new() },
    }
}

fn sheet_named<'b>(book: &'b Workbook, sheet: &str) -> Option<&'b Grid> {
    book.sheets.iter().find(|grid| folded(&grid.name) == folded(sheet))
}

fn rows_of<T: DeserializeOwned>(
    grid: &Grid,
    sheet: &'static str,
    confirmations: &Confirmations,
    problems: &mut Problems,
) -> Table<T> {
    let mut table = Table { sheet, headers: Vec::new(), rows: Vec::new() };
    let known = field_names::<T>();
    let Some(header_row) = header_row(grid, known) else {
        let message = format!("không thấy dòng tiêu đề ({})", known.join(", "));
        problems.add(sheet, None, message);
        return table;
    };
    table.headers = headers(grid, header_row, known, sheet, problems);
    for row in grid.filled_rows().into_iter().filter(|row| *row > header_row) {
        let fields = fields_of_row(grid, row, &table.headers, sheet, problems);
        let Some(mut fields) = confirmations.applied(fields, &table.headers) else { continue };
        fields.retain(|(header, _)| known.contains(&header.as_str()));
        if fields.is_empty() {
            continue;
        }
        match T::deserialize(MapDeserializer::new(fields.into_iter())) {
            Ok(data) => table.rows.push((row, data)),
            Err(error) => problems.add(sheet, Some(Address::new(row, 0)), error.to_string()),
        }
    }
    table
}

/// The first row with two of the known headers: most columns may be absent.
fn header_row(grid: &Grid, known: &[&str]) -> Option<u32> {
    let enough = known.len().div_ceil(2).clamp(1, 2);
    grid.filled_rows().into_iter().find(|row| {
        let texts = grid.row(*row).filter_map(|(_, cell)| cell.text());
        texts.filter(|text| known.iter().any(|name| folded(name) == folded(text))).count() >= enough
    })
}

/// The header row's columns; one that no field has is a problem at its cell.
fn headers(
    grid: &Grid,
    row: u32,
    known: &[&'static str],
    sheet: &str,
    problems: &mut Problems,
) -> Vec<(String, u32)> {
    let mut headers: Vec<(String, u32)> = Vec::new();
    for (at, cell) in grid.row(row) {
        let text = clean(&cell.value.as_written());
        let all = known.iter().chain([&confirmation::SHEET]);
        let name = all.into_iter().find(|name| folded(name) == folded(&text));
        match name {
            _ if text.is_empty() => {}
            Some(name) if headers.iter().any(|(taken, _)| taken == name) => {
                problems.add(sheet, Some(at), format!("cột \"{name}\" có hai lần; đề nghị bỏ một"));
            }
            Some(name) => headers.push(((*name).to_owned(), at.col)),
            None => {
                let hint = did_you_mean_stop(&text, known.iter().copied());
                let columns = known.join(", ");
                let message = format!("không có cột \"{text}\"{hint} Các cột được dùng: {columns}");
                problems.add(sheet, Some(at), message);
            }
        }
    }
    headers
}

fn fields_of_row(
    grid: &Grid,
    row: u32,
    headers: &[(String, u32)],
    sheet: &str,
    problems: &mut Problems,
) -> Vec<(String, CellFields)> {
    let mut fields = Vec::new();
    for (at, cell) in grid.row(row) {
        let Some((name, _)) = headers.iter().find(|(_, col)| *col == at.col) else { continue };
        let text = match shown(grid, at, cell) {
            Shown::Text { text, .. } => clean(&text),
            Shown::CrossedOut => {
                let message =
                    format!("cột \"{name}\" bị gạch ngang; đề nghị xóa hẳn hoặc bỏ gạch ngang");
                problems.add(sheet, Some(at), message);
                continue;
            }
            _ => clean(&cell.as_written()),
        };
        if !text.is_empty() {
            fields.push((name.clone(), CellFields { text, at }));
        }
    }
    fields
}

/// The headers that a row struct knows: a deserialiser is told them.
fn field_names<T: DeserializeOwned>() -> &'static [&'static str] {
    struct FieldNameProbe<'a>(&'a mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for FieldNameProbe<'_> {
        type Error = SerdeError;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, SerdeError> {
            Err(SerdeError::custom("only asked for the names of fields"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, SerdeError> {
            *self.0 = fields;
            self.deserialize_any(visitor)
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    let mut names: &'static [&'static str] = &[];
    // Deserialising always fails here; the names were stored before.
    drop(T::deserialize(FieldNameProbe(&mut names)));
    names
}
