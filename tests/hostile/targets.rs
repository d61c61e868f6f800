//! What is fuzzed: bytes in, and nothing may panic, abort or go on for ever. The same
//! functions serve `cargo fuzz` and the short run here.

use std::sync::Arc;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use tonghop::form::{FormCache, LabelNormalizer, Template, UnitNames, learn, read_book};
use tonghop::settings::packs::packs;
use tonghop::settings::{Expr, Settings};
use viet_text::{
    Measure, bare, clean, decode_if_legacy, detect, find_period, folded, label, read_date,
    read_number, read_typed_decimal,
};
use workbook_io::read::{Limits, read};
use workbook_io::{Address, Cell, Grid, Value, Workbook};

use super::build::{ods, with, xls, xlsb, xlsx, zipped};

/// A target by its name.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets; `fuzz/fuzz_targets` has a file for each.
pub(crate) const TARGETS: [Target; 10] = [
    ("file", file),
    ("xlsx_sheet", xlsx_sheet),
    ("xlsx_texts", xlsx_texts),
    ("xlsb_sheet", xlsb_sheet),
    ("xls_stream", xls_stream),
    ("ods_content", ods_content),
    ("number", number),
    ("labels", labels),
    ("arithmetic", arithmetic),
    ("settings", settings),
];

/// Less than a file may ask for, so that a run stays quick.
fn limits() -> Limits {
    Limits {
        cells: 20_000,
        area: 200_000,
        total_bytes: 8 << 20,
        part_bytes: 4 << 20,
        ..Limits::default()
    }
}

/// What is read is within its limits, and a second reading says the same.
pub(crate) fn file(bytes: &[u8]) {
    let limits = limits();
    let first = read(bytes, &limits);
    if let Ok(book) = &first {
        let cells: usize = book.sheets.iter().map(|sheet| sheet.cells.len()).sum();
        assert!(cells as u64 <= limits.cells);
        let inside = |at: &Address| at.row < Address::MAX_ROWS && at.col < Address::MAX_COLS;
        assert!(book.sheets.iter().all(|sheet| sheet.cells.keys().all(inside)));
        book.sheets.iter().for_each(looks);
    }
    assert_eq!(first, read(bytes, &limits));
}

/// What a sheet says of how it looks is true of its cells.
fn looks(sheet: &Grid) {
    let merges = sheet.merges.iter().flat_map(|merges| merges.areas());
    assert!(merges.clone().all(|area| area.is_sound() && sheet.merge_at(area.to).is_some()));
    assert!(sheet.filtered_rows.is_subset(&sheet.hidden_rows));
    for (at, runs) in &sheet.runs {
        let text = sheet.text(*at).expect("runs are parts of a text");
        assert!(runs.iter().all(|run| text.get(run.range.clone()).is_some()));
        assert!(runs.is_sorted_by(|one, next| one.range.end <= next.range.start));
    }
    assert!(sheet.cells.values().all(|cell| !cell.empty_result || cell.formula.is_some()));
}

pub(crate) fn xlsx_sheet(bytes: &[u8]) {
    file(&zipped(&with(xlsx::parts(""), xlsx::SHEET, bytes)));
}

pub(crate) fn xlsx_texts(bytes: &[u8]) {
    let sheet = xlsx::sheet("<row><c t=\"s\"><v>0</v></c></row>");
    file(&zipped(&with(xlsx::parts(&sheet), "xl/sharedStrings.xml", bytes)));
}

pub(crate) fn xlsb_sheet(bytes: &[u8]) {
    file(&zipped(&xlsb::parts(bytes)));
}

pub(crate) fn xls_stream(bytes: &[u8]) {
    file(&xls::container(&[("/Workbook", bytes)]));
}

pub(crate) fn ods_content(bytes: &[u8]) {
    file(&zipped(&with(ods::parts(""), "content.xml", bytes)));
}

pub(crate) fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for measure in [Measure::Count, Measure::Percent] {
        let _ = read_number(&text, measure);
    }
    let _ = (read_typed_decimal(&text), read_date(&text), find_period(&text));
}

/// Labels evened out, and a sheet of them matched against a real form.
pub(crate) fn labels(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = (label(&text), bare(&text), folded(&text), clean(&text));
    let _ = decode_if_legacy(&text, detect([&*text]));
    let Some((settings, templates)) = &*OFFICE else { return };
    let mut grid = Grid::named("Biểu 01");
    for (row, line) in (0..200).zip(text.lines()) {
        for (col, piece) in (0..40).zip(line.split('\t')) {
            let value = match piece.parse::<i32>() {
                Ok(number) => Value::Number(Decimal::from(number)),
                Err(_) => Value::Text(piece.into()),
            };
            grid.cells.insert(Address::new(row, col), Cell::plain(value));
        }
    }
    let units = UnitNames::new(&settings.office, &settings.units);
    let memory = FormCache::new(&settings.synonyms);
    let templates: Vec<&Template> = templates.iter().collect();
    let book = Workbook { sheets: vec![grid], ..Workbook::default() };
    let _ = read_book(&Arc::from("tệp.xlsx"), &book, &templates, (settings, None), &units, &memory);
}

pub(crate) fn arithmetic(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(expr) = text.parse::<Expr>() {
        let _ = expr.value(&|term| Some(Decimal::from(term.code.len())));
        let again = expr.formula(&|term| term.code.clone());
        assert!(!again.is_empty() && !expr.terms().iter().any(|term| term.code.is_empty()));
    }
}

/// A pack's settings with cells overwritten: a line each, sheet, row, column and text.
pub(crate) fn settings(bytes: &[u8]) {
    let Some(book) = &*SETTINGS else { return };
    let mut book = book.clone();
    for line in String::from_utf8_lossy(bytes).lines().take(50) {
        let mut parts = line.splitn(4, '\t');
        let mut place = || parts.next().and_then(|part| part.parse::<u32>().ok());
        let (Some(sheet), Some(row), Some(col)) = (place(), place(), place()) else { continue };
        let sheets = book.sheets.len().max(1);
        let Some(sheet) = book.sheets.get_mut(sheet as usize % sheets) else { continue };
        let text = parts.next().unwrap_or_default().to_owned();
        let at = Address::new(row % 60, col % 20);
        sheet.cells.insert(at, Cell::plain(Value::Text(text.into())));
    }
    let _ = Settings::read(&book);
}

/// The settings workbook of the first built-in pack that has forms.
static SETTINGS: LazyLock<Option<Workbook>> = LazyLock::new(|| {
    let pack = packs().into_iter().next()?;
    read(pack.file("khai-bao.xlsx")?, &Limits::default()).ok()
});

static OFFICE: LazyLock<Option<(Settings, Vec<Template>)>> = LazyLock::new(|| {
    let pack = packs().into_iter().next()?;
    let settings = Settings::read(SETTINGS.as_ref()?).ok()?;
    let form = read(pack.file("bieu-mau/bao-cao-xa.xlsx")?, &Limits::default()).ok()?;
    let wording = LabelNormalizer::new(&settings.synonyms);
    let template = learn("bao-cao-xa.xlsx", &form, &settings, &wording).ok()?;
    Some((settings, vec![template]))
});
