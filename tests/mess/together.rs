//! Files read one after the other are read as each is alone, though much of what one says is
//! remembered from those before it.

use tonghop::intake::submission::Month;
use workbook_io::Workbook;

use crate::bend::{Bend as _, SAMPLE, number, report, text};
use crate::said::month_of;

/// A report of a unit, bent in one of several ways that leave most of its words as they were.
fn bent(unit: &str, how: usize) -> Workbook {
    let mut book = report(unit);
    let table = &mut book.sheets[0];
    match how {
        0 => {}
        1 => table.clear("F27"),
        2 => table.delete_row(27),
        3 => table.put("F27", text("2,57")),
        4 => table.hidden_rows.extend(25..28),
        5 => table.put("C29", text("nghìn đồng")),
        6 => table.swap_columns("F", "G"),
        7 => table.put("F70", number("12")),
        8 => table.say("F8", "Thực hiện 10 tháng"),
        _ => book.sheets.swap(0, 1),
    }
    book
}

/// All that was read of a file.
fn said(month: &Month, path: &str) -> String {
    let sheets: Vec<_> = month.sheets_in(path).collect();
    format!("{sheets:#?}")
}

#[test]
fn what_is_remembered_of_other_files_changes_nothing() {
    let units = &SAMPLE.settings.units;
    let file = |turn: usize| {
        let unit = &units[turn % units.len()].name;
        (format!("{turn} {unit}.xlsx"), bent(unit, turn % 10))
    };
    // Each way of bending comes again after all others.
    let files: Vec<(String, Workbook)> = (0..40).map(file).collect();
    let named = |files: &[(String, Workbook)]| {
        month_of(files.iter().map(|(path, book)| (path.as_str(), book.clone())).collect())
    };
    let together = named(&files);
    for file in &files {
        let alone = named(std::slice::from_ref(file));
        assert!(said(&together, &file.0) == said(&alone, &file.0), "{}", file.0);
        assert!(said(&alone, &file.0).contains("FigureCells"), "{}", file.0);
    }
}
