//! The same workbook in several formats gives the same looks, or unknown ones.
//!
//! `looks.xlsx` was made with openpyxl, with results added; LibreOffice converted it to the others.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Limit, Limits, Refusal, read};
use crate::grid::{Address, Cell, FormatKind, Grid, Look, Value, Workbook};

const FORMATS: [&str; 3] = ["xlsx", "ods", "xls"];

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/looks/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn workbook(name: &str) -> Workbook {
    read(&bytes(name), &Limits::default()).unwrap()
}

fn at(text: &str) -> Address {
    text.parse().unwrap()
}

fn cell<'a>(grid: &'a Grid, place: &str) -> &'a Cell {
    grid.get(at(place)).unwrap()
}

/// The parts of a text that are struck through (`-`) or superscript (`^`).
fn runs(grid: &Grid, place: &str) -> Vec<String> {
    let text = cell(grid, place).text().unwrap();
    let runs = grid.runs.get(&at(place)).into_iter().flatten();
    runs.map(|run| {
        assert_ne!(run.struck, run.raised);
        format!("{}{}", if run.struck { '-' } else { '^' }, &text[run.range.clone()])
    })
    .collect()
}

#[test]
fn kinds_of_number_formats() {
    for format in FORMATS {
        let book = workbook(&format!("looks.{format}"));
        let look = |place: &str| cell(&book.sheets[0], place).look;
        assert_eq!(look("A1"), Look::ORDINARY, "{format}");
        assert_eq!(look("A2"), Look { format: FormatKind::Percent, ..Look::ORDINARY }, "{format}");
        assert_eq!(look("A3"), Look { format: FormatKind::Day, ..Look::ORDINARY }, "{format}");
        assert_eq!(look("A4"), Look { format: FormatKind::Text, ..Look::ORDINARY }, "{format}");
        assert_eq!(look("A5"), Look { shown_decimals: Some(1), ..Look::ORDINARY }, "{format}");
    }
}

#[test]
fn struck_through_and_superscript() {
    for format in FORMATS {
        let book = workbook(&format!("looks.{format}"));
        let grid = &book.sheets[0];
        for place in ["A6", "A7"] {
            assert_eq!(cell(grid, place).look.struck, Some(true), "{format} {place}");
        }
        for place in ["A8", "A9"] {
            assert_eq!(cell(grid, place).look, Look::ORDINARY, "{format} {place}");
        }
        assert_eq!(runs(grid, "A8"), ["-1"], "{format}");
        assert_eq!(runs(grid, "A9"), ["^(1)"], "{format}");
        assert_eq!(grid.runs.len(), 2, "{format}");
    }
    let grid = &workbook("looks.xlsx").sheets[0];
    let raised = ["A14", "B14"].map(|place| cell(grid, place).look.raised);
    assert_eq!(raised, [Some(true), Some(false)]);
}

#[test]
fn merges_and_their_anchors() {
    for format in FORMATS {
        let book = workbook(&format!("looks.{format}"));
        let grid = &book.sheets[0];
        let areas = grid.merges.as_ref().unwrap().areas().iter().map(ToString::to_string);
        assert_eq!(areas.collect::<Vec<_>>(), ["A1:C1", "A11:A13"], "{format}");
        assert!(grid.merge_at(at("A11")).unwrap().is_anchor, "{format}");
        assert!(!grid.merge_at(at("A13")).unwrap().is_anchor, "{format}");
        assert_eq!(grid.merge_at(at("A14")), None, "{format}");
        assert!(book.sheets[2].merges.as_ref().unwrap().areas().is_empty(), "{format}");
    }
}

#[test]
fn hidden_by_hand_and_by_a_filter() {
    for format in FORMATS {
        let book = workbook(&format!("looks.{format}"));
        let grid = &book.sheets[0];
        assert_eq!(grid.hidden_rows, BTreeSet::from([15, 21]), "{format}");
        assert_eq!(grid.filtered_rows, BTreeSet::from([21]), "{format}");
        // OpenDocument stores the rows, not the area.
        let filter = (format != "ods").then(|| "A20:B23".parse().unwrap());
        assert_eq!(grid.filter, filter, "{format}");
        assert_eq!(grid.hidden_cols, BTreeSet::from([3]), "{format}");
        let hidden: Vec<bool> = book.sheets.iter().map(|sheet| sheet.hidden).collect();
        assert_eq!(hidden, [false, true, false], "{format}");
    }
}

#[test]
fn a_formula_without_result_and_one_that_comes_to_an_empty_text() {
    for format in FORMATS {
        let book = workbook(&format!("looks.{format}"));
        let empty = cell(&book.sheets[0], "A10");
        assert!(empty.formula.is_some() && empty.value == Value::Blank, "{format}");
        assert!(empty.empty_result && !empty.lacks_result(), "{format}");
        assert!(matches!(cell(&book.sheets[0], "C10").value, Value::Number(_)), "{format}");
    }
    // LibreOffice calculated the results that openpyxl does not store.
    assert!(cell(&workbook("looks.xlsx").sheets[0], "B10").lacks_result());
}

#[test]
fn epochs_of_dates() {
    let day = NaiveDate::from_ymd_opt(2023, 10, 31);
    for format in FORMATS {
        for (name, from_1904) in [("looks", false), ("looks-1904", true)] {
            let book = workbook(&format!("{name}.{format}"));
            assert_eq!(book.epoch_1904, Some(from_1904), "{name}.{format}");
            let date = &cell(&book.sheets[0], "A3").value;
            assert!(matches!(date, Value::Date { day: found, .. } if *found == day), "{format}");
        }
    }
}

#[test]
fn sheets_without_a_cell_make_a_blank_workbook() {
    for format in FORMATS {
        let book = workbook(&format!("blank.{format}"));
        assert!(book.is_blank(), "{format}");
        let names: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(names, ["Biểu 01", "Biểu 02"], "{format}");
        assert!(!workbook(&format!("looks.{format}")).is_blank(), "{format}");
    }
}

#[test]
fn looks_survive_serialization() {
    for format in FORMATS {
        let book = workbook(&format!("looks.{format}"));
        let json = serde_json::to_vec(&book).unwrap();
        assert_eq!(serde_json::from_slice::<Workbook>(&json).unwrap(), book, "{format}");
    }
}

#[test]
fn merges_count_among_the_cells_that_a_file_may_have() {
    for format in FORMATS {
        let bytes = bytes(&format!("looks.{format}"));
        let counts = |cells| read(&bytes, &Limits { cells, ..Limits::default() });
        let least = (1..200).find(|cells| counts(*cells).is_ok()).unwrap();
        assert_eq!(counts(least - 1), Err(Refusal::TooLarge(Limit::Cells)), "{format}");
        let book = counts(least).unwrap();
        let filled: usize = book.sheets.iter().map(|sheet| sheet.cells.len()).sum();
        assert!(least >= filled as u64 + 2, "{format}: {least} of {filled}");
    }
}
