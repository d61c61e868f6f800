//! For tests: reads a written file with another library.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};

use crate::grid::{Address, Cell, Grid, Value, Workbook};
use crate::number;

/// The cells of a workbook as calamine reads them.
pub(super) fn read_back(bytes: &[u8]) -> Workbook {
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut workbook = Workbook::default();
    for name in xlsx.sheet_names() {
        let mut grid = Grid::named(&name);
        let mut cells = xlsx.worksheet_cells_reader(&name).unwrap();
        while let Some(read) = cells.next_cell_with_formula().unwrap() {
            let cell =
                Cell { formula: read.formula.map(Box::from), ..Cell::plain(value(&read.value)) };
            grid.cells.insert(Address::new(read.pos.0, read.pos.1), cell);
        }
        workbook.sheets.push(grid);
    }
    for (name, text) in custom_properties(&part(bytes, "docProps/custom.xml")) {
        workbook.properties.insert(name, text);
    }
    workbook
}

fn value(data: &DataRef<'_>) -> Value {
    match data {
        DataRef::Empty => Value::Blank,
        DataRef::Float(double) => number(*double),
        DataRef::DateTime(day) => number(day.as_f64()),
        DataRef::String(text) => Value::Text(text.as_str().into()),
        DataRef::SharedString(text) => Value::Text((*text).into()),
        DataRef::Bool(yes) => Value::Bool(*yes),
        DataRef::Error(error) => Value::Error(error.to_string().into()),
        other => panic!("nothing here writes {other:?}"),
    }
}

fn number(double: f64) -> Value {
    number::from_stored(double)
        .map_or_else(|| Value::Oversized(double.to_string().into()), Value::Number)
}

fn custom_properties(xml: &str) -> Vec<(String, String)> {
    let named = xml.split("name=\"").skip(1).map(|rest| {
        let (name, rest) = rest.split_once('"').unwrap();
        let value = rest.split_once("<vt:lpwstr>").unwrap().1.split_once('<').unwrap().0;
        (name.to_owned(), value.to_owned())
    });
    named.collect()
}

/// A part of the package as text.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
