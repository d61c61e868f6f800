//! Outside programs recalculate the annexes: every formula must keep the result that we stored
//! with it. IronCalc does so in every `cargo test`; LibreOffice must be installed, so that
//! `cargo test` passes over it and `.ci/run` asks for it.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

#[path = "../ooxml/checker/mod.rs"]
mod checker;
mod engine;
mod hand;
mod libreoffice;
mod months;
mod office;
mod resaved;
mod typed_over;

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use tonghop::cell_text::CellText as _;

use hand::{Typed, cell_of, number, typed};
use libreoffice::recalculated;
use office::Office;
use rust_decimal::Decimal;
use workbook_io::{Address, Cell, Value, Workbook};

/// Annexes of offices and months of many kinds.
fn offices() -> Vec<(&'static str, Office)> {
    vec![
        ("mau", Office::sample()),
        ("thieu-mot-xa", Office::sample().without(&["Xã Mỹ Quý"])),
        ("thieu-ba-xa", Office::sample().without(&["Xã Mỹ Quý", "Xã Phú Điền", "Xã Tân Kiều"])),
        ("chua-co-bao-cao", Office::sample().without_all()),
        ("nhieu-loai-chi-tieu", Office::sample().with_other_targets()),
        ("ban-rieng-them-cot", Office::sample().with_own_page()),
        ("ban-rieng-nhieu-loai", Office::sample().with_other_targets().with_own_page()),
        ("ban-rieng-thieu-xa", Office::sample().with_own_page().without(&["Xã Mỹ Quý"])),
        ("dang-ra-soat", Office::sample().in_doubt()),
        ("nhieu-loai-dang-ra-soat", Office::sample().with_other_targets().in_doubt()),
        ("ban-rieng-dang-ra-soat", Office::sample().with_own_page().in_doubt()),
        ("nhieu-loai-thieu-xa", Office::sample().with_other_targets().without(&["Xã Mỹ An"])),
    ]
}

#[test]
#[ignore = "needs LibreOffice"]
fn every_formula_keeps_its_result() {
    let folder = tempfile::tempdir().unwrap();
    for (name, office) in offices() {
        fs::write(folder.path().join(format!("{name}.xlsx")), office.annex()).unwrap();
    }
    for (name, after) in recalculated(folder.path()) {
        let annex = fs::read(folder.path().join(&name)).unwrap();
        assert_all_have_results(&name, &annex);
        let before = read(&annex);
        let formulas = compare(&name, &before, &after);
        assert!(formulas > 200, "{name}: only {formulas} formulas");
    }
}

#[test]
fn every_formula_keeps_its_result_in_another_engine() {
    for (name, office) in offices() {
        let annex = office.annex();
        assert_all_have_results(name, &annex);
        let formulas = compare(name, &read(&annex), &engine::recalculated(&annex));
        assert!(formulas > 200, "{name}: only {formulas} formulas");
    }
}

#[test]
fn a_wrong_result_does_not_pass() {
    let annex = Office::sample().annex();
    let mut wrong = read(&annex);
    for cell in wrong.sheets[0].cells.values_mut().filter(|cell| cell.formula.is_some()) {
        cell.value = match &cell.value {
            Value::Number(number) => Value::Number(number + Decimal::ONE),
            _ => Value::Text("sai".into()),
        };
    }
    let after = engine::recalculated(&annex);
    assert!(std::panic::catch_unwind(|| compare("sai", &wrong, &after)).is_err());
}

#[test]
fn what_a_form_has_no_column_for_is_missing() {
    let office = Office::sample();
    let says =
        |cell: &Cell| cell.text().is_some_and(|text| text.to_lowercase().contains("đa dịch vụ"));
    office.change(0, |book| {
        for grid in &mut book.sheets {
            let named = grid.cells.iter().filter(|(at, cell)| at.row > 4 && says(cell));
            let Some(at) = named.map(|(at, _)| *at).next() else { continue };
            // A row of the figures' form, a column of the list's.
            let is_gone = |other: &Address| match at.col {
                1 => other.row == at.row && other.col > 2,
                _ => other.col == at.col && other.row >= at.row,
            };
            let gone: Vec<Address> = grid.cells.keys().copied().filter(is_gone).collect();
            gone.iter().for_each(|at| drop(grid.cells.remove(at)));
        }
    });
    let annex = office.annex();
    let book = read(&annex);
    let at = cell_of(&annex, "htx.da_dich_vu", "Thị trấn Mỹ An");
    assert!(hand::figures(&book).get(at).is_none_or(|cell| cell.value == Value::Blank));
    let note = book.sheets[0].cells.values().filter_map(Cell::text);
    let note = note.filter(|text| text.contains("đơn vị ghi chưa đủ: Thị trấn Mỹ An (Số HTX đa"));
    assert_eq!(note.count(), 1);
    compare("thieu-cot", &book, &engine::recalculated(&annex));
}

/// Compares every formula cell; returns how many there are.
fn compare(name: &str, before: &Workbook, after: &Workbook) -> usize {
    let mut formulas = 0;
    for (ours, theirs) in before.sheets.iter().zip(&after.sheets) {
        assert_eq!(ours.name, theirs.name);
        for (at, cell) in ours.cells.iter().filter(|(_, cell)| cell.formula.is_some()) {
            formulas += 1;
            let place = format!("{name}, {} {at}: {}", ours.name, cell.formula.as_ref().unwrap());
            let other = theirs.get(*at).map_or(&Value::Blank, |cell| &cell.value);
            let is_rounded = cell.formula.as_ref().is_some_and(|text| text.contains("ROUND("));
            let is_kept =
                if is_rounded { cell.value == *other } else { is_same(&cell.value, other) };
            assert!(is_kept, "{:?} became {other:?}. {place}", cell.value);
        }
    }
    formulas
}

/// Text equal; numbers within a millionth. What a formula rounds must be the very number.
fn is_same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(one), Value::Number(other)) => {
            let size = one.abs().max(Decimal::ONE);
            (one - other).abs() <= size / Decimal::from(1_000_000)
        }
        // An empty text reads back as blank.
        (one, other) => one == other,
    }
}

/// Every formula carries a result, be it an empty text: a phone shows nothing else.
fn assert_all_have_results(name: &str, annex: &[u8]) {
    let mut parts = zip::ZipArchive::new(Cursor::new(annex)).unwrap();
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let xml = String::from_utf8_lossy(&bytes);
        for (at, _) in xml.match_indices("</f>") {
            let rest = &xml[at + 4..];
            assert!(rest.starts_with("<v>"), "{name}: no result in {}", &xml[at - 60..at + 4]);
        }
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_changed_figure_reaches_verdicts_and_sentence() {
    let annex = Office::sample().annex();
    let members = cell_of(&annex, "htx.thanh_vien", "Xã Mỹ Quý");
    let folder = tempfile::tempdir().unwrap();
    let now = number(&annex, &members);
    let more = |number: i64| Typed::Number(now + Decimal::from(number));
    for (name, value) in [("them-29", more(29)), ("them-30", more(30)), ("trong", Typed::Blank)] {
        let changed = typed(&annex, &[(members, value)]);
        fs::write(folder.path().join(format!("{name}.xlsx")), changed).unwrap();
    }
    let mut said = Vec::new();
    for (name, book) in recalculated(folder.path()) {
        let page = &book.sheets[0];
        let row = page.cells.iter().find(|(_, cell)| cell.text() == Some("2.1")).unwrap().0.row;
        let cell = |col| page.get(Address::new(row, col)).unwrap().value.as_written();
        let target = Address::new(row - 1, 8);
        let target = page.get(target).unwrap().value.as_written();
        let sentence =
            page.cells.values().filter_map(Cell::text).find(|text| text.contains(" chỉ tiêu đạt "));
        let counts = sentence.unwrap().split(", có ").nth(1).unwrap();
        let counts = counts.split(" đạt)").next().unwrap().to_owned();
        said.push([name, cell(7), cell(8), target, counts]);
    }
    let expected = [
        ["them-29.xlsx", "-1", "Chưa đạt", "Chưa đạt", "2/7 chỉ tiêu đạt (6/11 nội dung"],
        ["them-30.xlsx", "0", "Đạt", "Đạt", "3/7 chỉ tiêu đạt (7/11 nội dung"],
        ["trong.xlsx", "", "Chưa đủ số liệu", "Chưa đủ số liệu", "2/7 chỉ tiêu đạt (6/11 nội dung"],
    ];
    assert_eq!(said, expected.map(|row| row.map(str::to_owned)));
}

fn read(bytes: &[u8]) -> Workbook {
    workbook_io::read::read(bytes, &workbook_io::read::Limits::default()).unwrap()
}

/// The folder of the sample.
fn sample() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi")
}
