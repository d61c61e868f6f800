//! An office learnt from its own reports, and its own annex held against them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_decimal::Decimal;
use workbook_io::read::{Limits, read};
use workbook_io::sheet::{Book, Content, Row, Sheet, Style};
use workbook_io::write::to_bytes;
use workbook_io::{Address, Grid, Value, Workbook};

use crate::sample::Workspace;

/// The annex that the program makes of the sample, some of its sheets, as plain values.
fn annex(names: &[&str]) -> Vec<Grid> {
    let workspace = Workspace::sample();
    assert!(workspace.run(&[]).status.success());
    let path = workspace.period().join("ket-qua/phu-luc-2023-10.xlsx");
    let book = read(&fs::read(path).unwrap(), &Limits::default()).unwrap();
    book.sheets.into_iter().filter(|grid| names.contains(&grid.name.as_str())).collect()
}

fn write(grids: &[Grid], path: &Path) {
    let content = |value: &Value| match value {
        Value::Number(number) => Content::Number(*number),
        Value::Text(text) => Content::from(&**text),
        _ => Content::Blank,
    };
    let sheet = |grid: &Grid| {
        let rows = grid.filled_rows().into_iter().map(|index| Row {
            index,
            height: None,
            cells: grid
                .row(index)
                .map(|(at, cell)| (at.col, content(&cell.value), Style::default()))
                .collect(),
        });
        let rows: Vec<Row> = rows.collect();
        let mut sheet = Sheet::new(&grid.name, rows);
        sheet.merges = grid.merges.as_ref().map(|own| own.areas().to_vec()).unwrap_or_default();
        sheet
    };
    let book = Book { sheets: grids.iter().map(sheet).collect(), ..Book::default() };
    fs::write(path, to_bytes(book).unwrap()).unwrap();
}

/// Begins an office with the sample's reports and an annex: what was said, and the cells that differ.
fn begin(grids: &[Grid]) -> (String, Vec<(String, String)>) {
    let desk = tempfile::tempdir().unwrap();
    let (annex, office) = (desk.path().join("phụ lục.xlsx"), desk.path().join("cơ quan"));
    write(grids, &annex);
    let reports = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
    let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    program.arg("init").arg(&office).arg("--reports").arg(reports).arg("--annex").arg(&annex);
    let output = program.output().unwrap();
    let said =
        String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
    assert!(output.status.success(), "{said}");
    let found = read(&fs::read(office.join("doi-chieu-phu-luc.xlsx")).unwrap(), &Limits::default());
    let found: Workbook = found.unwrap();
    let grid = &found.sheets[0];
    let text =
        |row: u32, col: u32| grid.text(Address::new(row, col)).unwrap_or_default().to_owned();
    let told = grid.filled_rows().into_iter().filter(|row| *row > 2);
    let cells = told.map(|row| (text(row, 1), text(row, 2)));
    (said, cells.filter(|(sheet, _)| !sheet.is_empty()).collect())
}

#[test]
fn an_annex_of_the_same_reports_agrees_and_gives_the_rules() {
    let (said, differences) = begin(&annex(&["Tổng hợp", "Biểu 01", "Danh sách HTX"]));
    assert_eq!(differences, [], "{said}");
    for words in ["13 đơn vị", "Đối chiếu với phụ lục", "tính bình quân theo Tổng số THT"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn every_planted_difference_is_found_with_who_is_behind_it() {
    let mut grids = annex(&["Phụ lục", "Tổng hợp", "Biểu 01", "Danh sách HTX"]);
    let mut planted = Vec::new();
    let mut plant = |sheet: &str, at: &str, by: i64| {
        let at: Address = at.parse().unwrap();
        let grid = grids.iter_mut().find(|grid| grid.name == sheet).unwrap();
        let mut cell = grid.get(at).unwrap().clone();
        let Value::Number(number) = cell.value else { panic!("{sheet} {at}") };
        cell.value = Value::Number(number + Decimal::from(by));
        grid.cells.insert(at, cell);
        planted.push((sheet.to_owned(), at.to_string()));
    };
    // A unit's figure, the whole without a unit of 3 and 12, a mean, a row of a list, a target's result.
    plant("Tổng hợp", "D9", 4);
    plant("Tổng hợp", "E21", 2);
    plant("Biểu 01", "F33", 7);
    plant("Danh sách HTX", "F8", 1);
    plant("Phụ lục", "F10", -8);
    let (said, differences) = begin(&grids);
    let missed: Vec<_> = planted.iter().filter(|own| !differences.contains(own)).collect();
    assert!(missed.is_empty(), "{missed:?} {differences:?}\n{said}");
    // Besides, only what waits for the office: a target of which no figure of the form is certain, a level
    // whose sign no cell tells, the sum that the first difference no longer fits.
    assert!(differences.len() <= planted.len() + 4, "{differences:?}");
    assert!(said.contains("Xã Mỹ An: báo cáo ghi ở Xã Mỹ An.xlsx"), "{said}");
}
