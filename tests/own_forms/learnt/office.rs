//! Blank forms out of text, and offices learnt from them.

use std::path::PathBuf;

use crate::book::book;
use rust_decimal::Decimal;
use tonghop::form::{LabelNormalizer, Template, learn};
use tonghop::intake::FileError;
use tonghop::intake::submission::{Month, gather_books};
use tonghop::settings::Settings;
use tonghop::setup::blank::tables;
use tonghop::setup::proposal::{Proposal, ProposedUnit};
use tonghop::setup::propose::{BlankForm, propose};
use tonghop::setup::{NewOffice, Office, OpenForm, learn_office, open_form, settings_book};
use viet_text::period_text::find_period;
use workbook_io::read::{Limits, read};
use workbook_io::{Address, Cell, Grid, Value, Workbook};

pub(crate) const UNITS: [&str; 3] = ["Xã An Bình", "Phường Mỹ Phú", "Xã Tân Hòa"];

/// A form of the shared ones.
pub(crate) fn real_form(file: &str) -> OpenForm {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/forms-2026");
    open_form(&folder.join(file)).unwrap()
}

/// A form whose content is at hand.
pub(crate) fn opened(file: &str, book: Workbook) -> OpenForm {
    let tables = tables(&book);
    OpenForm { file: file.to_owned(), bytes: Vec::new(), book, tables, is_report: false }
}

fn units() -> Vec<ProposedUnit> {
    let unit = |name: &&str| ProposedUnit { name: (*name).to_owned(), ..ProposedUnit::default() };
    UNITS.iter().map(unit).collect()
}

pub(crate) fn learnt(form: &OpenForm) -> NewOffice {
    let office = Office { forms: vec![form.clone()], units: units(), ..Office::default() };
    learn_office(&office).unwrap()
}

/// Types a text into a cell; digits become a number.
pub(crate) fn put(grid: &mut Grid, at: Address, text: &str) {
    let value = match text.parse::<Decimal>() {
        Ok(number) => Value::Number(number),
        Err(_) => Value::Text(text.into()),
    };
    grid.cells.insert(at, Cell::plain(value));
}

/// What is proposed for a form given as text.
pub(crate) fn proposed(text: &str) -> Proposal {
    let tables = tables(&book(text));
    propose(&[BlankForm { name: "mau".to_owned(), tables }])
}

/// The settings of an office, answered by a function of each question's text.
pub(crate) fn settings(
    office: &NewOffice,
    answer: impl Fn(&str) -> Option<&'static str>,
) -> Settings {
    let bytes = settings_book(&Proposal { units: units(), ..office.proposal.clone() }).unwrap();
    let mut book = read(&bytes, &Limits::default()).unwrap();
    let grid = book.sheets.iter_mut().find(|grid| grid.name == "Cần xác nhận").unwrap();
    let column = |name: &str| {
        let found = grid.cells.iter().find(|(_, cell)| cell.text() == Some(name));
        found.unwrap().0.col
    };
    let (asked, answered) = (column("Câu hỏi"), column("Trả lời"));
    let rows: Vec<(u32, String)> = grid
        .filled_rows()
        .into_iter()
        .filter_map(|row| Some((row, grid.text(Address::new(row, asked))?.to_owned())))
        .collect();
    for (row, text) in rows {
        if let Some(answer) = answer(&text).filter(|_| text != "Câu hỏi") {
            put(grid, Address::new(row, answered), answer);
        }
    }
    Settings::read(&book).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The marked template of a learnt office.
pub(crate) fn template(office: &NewOffice, settings: &Settings) -> Template {
    let is_form = |path: &PathBuf| path.starts_with("bieu-mau");
    let (_, bytes) = office.files.iter().find(|(path, _)| is_form(path)).unwrap();
    let book = read(bytes, &Limits::default()).unwrap();
    learn("mau.xlsx", &book, settings, &LabelNormalizer::new(&settings.synonyms)).unwrap()
}

/// The month of these reports.
pub(crate) fn month(
    period: &str,
    reports: Vec<(&str, Workbook)>,
    settings: &Settings,
    form: Template,
) -> Month {
    let books = reports.into_iter().map(|(name, book)| (name, Ok::<_, FileError>(book)));
    gather_books(books.collect(), find_period(period).unwrap(), settings, &[form])
}
