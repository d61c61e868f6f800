//! What was understood of a month, in a form that can be compared.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tonghop::form::{FieldValue, FormSheet, LeftoverKind, NamedUnit, Reading};
use tonghop::intake::FileError;
use tonghop::intake::submission::{Fate, Month, Outcome, Reason, Submission, gather_books};
use tonghop::settings::Basis;
use viet_text::period_text::find_period;
use workbook_io::Workbook;

use crate::bend::{SAMPLE, clean};

/// The unit whose clean report is bent.
pub(crate) const UNIT: &str = "Xã Mỹ Quý";

pub(crate) fn month_of(files: Vec<(&str, Workbook)>) -> Month {
    month_of_period("2023-10", files)
}

pub(crate) fn month_of_period(period: &str, files: Vec<(&str, Workbook)>) -> Month {
    let files = files.into_iter().map(|(path, book)| (path, Ok::<_, FileError>(book))).collect();
    gather_books(files, find_period(period).unwrap(), &SAMPLE.settings, &SAMPLE.templates)
}

/// One file of the unit, named so that nothing but its content says whose it is.
pub(crate) fn read(book: Workbook) -> Month {
    month_of(vec![("bao cao.xlsx", book)])
}

pub(crate) fn unit(name: &str) -> usize {
    SAMPLE.settings.units.iter().position(|unit| unit.name == name).unwrap()
}

/// All that is used of a unit: figures by code and basis, fields by list, row and column.
pub(crate) fn used(month: &Month, name: &str) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for sheet in month.used_by(unit(name)).flat_map(|submission| &submission.sheets) {
        for figure in sheet.figures.iter() {
            if let Some(number) = figure.reading.number() {
                let key = format!("{}{}", figure.code, figure.basis.suffix());
                assert_eq!(said.insert(key, number.normalize().to_string()), None);
            }
        }
        for row in &sheet.rows {
            for field in row.fields() {
                let list = sheet.list.as_deref().unwrap();
                let key = format!("{list} {} {}{}", row.name, field.column, field.basis.suffix());
                assert_eq!(said.insert(key, value(field.value)), None);
            }
        }
    }
    said
}

fn value(value: &FieldValue) -> String {
    match value {
        FieldValue::Number(reading) => format!("{:?}", reading.number()),
        other => format!("{other:?}"),
    }
}

/// Everything is read as from the clean report, and nothing is left over.
pub(crate) fn assert_same(month: &Month) {
    assert_same_but(month, 0);
}

/// Everything is read as from the clean report; so many numbers are not understood.
pub(crate) fn assert_same_but(month: &Month, strays: usize) {
    static CLEAN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| used(&read(clean()), UNIT));
    let clean = &*CLEAN;
    let found = used(month, UNIT);
    let differing: Vec<_> =
        clean.iter().filter(|(key, said)| found.get(*key) != Some(said)).collect();
    assert!(differing.is_empty(), "lost or changed: {:?}", &differing[..differing.len().min(9)]);
    let added: Vec<_> = found.keys().filter(|key| !clean.contains_key(*key)).collect();
    assert!(added.is_empty(), "added: {:?}", &added[..added.len().min(9)]);
    assert_eq!(leftovers(month, LeftoverKind::Stray), strays);
}

pub(crate) fn leftovers(month: &Month, kind: LeftoverKind) -> usize {
    let sheets = month.submissions.iter().flat_map(|submission| &submission.sheets);
    sheets.flat_map(|sheet| &sheet.leftovers).filter(|leftover| leftover.kind == kind).count()
}

/// The only submission there is.
pub(crate) fn only(month: &Month) -> &Submission {
    assert_eq!(month.submissions.len(), 1, "{:?}", month.files);
    &month.submissions[0]
}

pub(crate) fn set_aside(submission: &Submission) -> Option<&Reason> {
    match &submission.fate {
        Fate::SetAside(reason) => Some(reason),
        Fate::Used => None,
    }
}

pub(crate) fn is_of(submission: &Submission, name: &str) -> bool {
    submission.unit == Some(NamedUnit::Known(unit(name)))
}

pub(crate) fn refused(month: &Month, file: usize) -> String {
    match &month.files[file].outcome {
        Outcome::Refused(FileError::Refused(what)) => {
            tonghop::workspace::refusal_words::what_it_is(what)
        }
        Outcome::Refused(FileError::NotOpened(why, _)) => why.clone(),
        Outcome::Refused(FileError::Ignored(why)) => (*why).to_owned(),
        other => format!("{other:?}"),
    }
}

/// A figure's reading on the sheet of figures.
pub(crate) fn reading(month: &Month, code: &str, basis: Basis) -> Reading {
    let sheets: Vec<&FormSheet> = month.submissions.iter().flat_map(|s| &s.sheets).collect();
    let mut figures = sheets.iter().flat_map(|sheet| sheet.figures.iter());
    let figure = figures.find(|figure| *figure.code == *code && figure.basis == basis);
    figure.map_or(Reading::Blank, |figure| figure.reading.clone())
}
