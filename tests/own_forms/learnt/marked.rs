//! The marked form that is written: of any format, and of a report that somebody filled in.

use tonghop::setup::{NewOffice, OpenForm};
use tonghop::setup::{Office, learn_office};
use workbook_io::read::{Limits, read};
use workbook_io::{Address, Value, Workbook};

use super::office::{learnt, opened, put, real_form, settings, template};

/// The marked form of an office, and its path.
fn marked(office: &NewOffice) -> (String, Workbook) {
    let (path, bytes) = office.files.iter().find(|(path, _)| path.starts_with("bieu-mau")).unwrap();
    (path.to_string_lossy().into_owned(), read(bytes, &Limits::default()).unwrap())
}

#[test]
fn forms_of_older_formats_are_written_anew_with_all_their_texts() {
    let form = real_form("2-giam-ngheo.xlsx");
    let old = OpenForm { file: "2-giam-ngheo.xls".to_owned(), ..form.clone() };
    let (new, as_it_was) = (learnt(&old), learnt(&form));
    let (path, book) = marked(&new);
    assert!(path.ends_with("2-giam-ngheo.xlsx"), "{path}");
    let texts = |book: &Workbook| {
        let cells = book.sheets.iter().flat_map(|grid| grid.cells.values());
        let texts = cells.filter_map(|cell| cell.text().map(str::to_owned));
        texts.collect::<Vec<_>>()
    };
    assert_eq!(texts(&book), texts(&marked(&as_it_was).1));
    let settings = settings(&new, |_| Some("đúng"));
    assert_eq!(template(&new, &settings).sheets.len(), 4);
}

/// A report as a commune filled it in: its name, numbers, a list with a total and a formula.
fn filled() -> OpenForm {
    let form = real_form("2-giam-ngheo.xlsx");
    let mut book = form.book.clone();
    for grid in &mut book.sheets {
        let at = if grid.name == "Bieu 15" { "A3" } else { "A2" };
        put(grid, at.parse().unwrap(), "XÃ MỸ QUÝ");
    }
    let grid = &mut book.sheets[0];
    for row in 8..12 {
        put(grid, Address::new(row, 1), &format!("Ấp {row}"));
        for col in 2..16 {
            put(grid, Address::new(row, col), "17");
        }
    }
    for col in 2..16 {
        put(grid, Address::new(16, col), "68");
    }
    let list = book.sheets.iter_mut().find(|grid| grid.name == "Bieu 15").unwrap();
    // Words that recur in a list that is filled in part nothing.
    for row in 9..13 {
        put(list, Address::new(row, 0), &(row - 8).to_string());
        put(list, Address::new(row, 2), &format!("Nguyễn Văn {row}"));
        put(list, Address::new(row, 5), if row % 2 == 0 { "Kinh" } else { "Khmer" });
    }
    opened("Xã Mỹ Quý.xls", book)
}

#[test]
fn of_a_filled_report_nothing_of_the_commune_is_left() {
    let office = learnt(&filled());
    let codes: Vec<usize> = office.tables.iter().map(|table| table.codes).collect();
    assert_eq!(codes, [15, 11, 12, 17], "as many as of the blank form");
    let (path, book) = marked(&office);
    assert!(!path.contains("Mỹ Quý"), "{path}");
    for grid in &book.sheets {
        for (at, cell) in &grid.cells {
            // Running numbers of lines are the form's.
            let is_number = matches!(cell.value, Value::Number(_)) && at.col > 0;
            assert!(!is_number, "{} {at}", grid.name);
            let text = cell.text().unwrap_or_default();
            let is_theirs =
                ["MỸ QUÝ", "Nguyễn", "Ấp 8", "Khmer"].iter().any(|own| text.contains(own));
            assert!(!is_theirs, "{} {at}: {text}", grid.name);
        }
    }
    assert_eq!(book.sheets[0].text("A2".parse().unwrap()), Some("XÃ ………………"));
    assert_eq!(book.sheets[0].text("B17".parse().unwrap()), Some("Tổng cộng"));
}

#[test]
fn two_forms_of_one_name_are_two_files() {
    let form = real_form("1-ntm-xa-2026.xlsx");
    let other = OpenForm { file: "1-NTM-xa-2026.xls".to_owned(), ..form.clone() };
    let office = Office { forms: vec![form, other], ..Office::default() };
    let office = learn_office(&office).unwrap();
    let mut names: Vec<String> =
        office.files.iter().map(|(path, _)| path.to_string_lossy().to_lowercase()).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!((names.len(), all), (3, 3), "{names:?}");
}
