//! The office's own workbooks copied among the reports: made by this program, sent by no unit.
//! None of them is a report.

use std::collections::BTreeMap;

use super::context::ReadContext;
use super::heading::PathHints;
use super::unit_group::find_group;
use super::{OwnBook, Submission};
use crate::form::Reading;
use crate::settings::{Settings, Unit, is_settings};
use crate::workspace::annex_book::{
    Overview, is_made_by, overview, same_code, source_rows, sources,
};
use crate::workspace::is_in_output;
use crate::workspace::sheets;
use viet_text::text::folded;
use workbook_io::digest::is_as_written;
use workbook_io::{Address, Workbook};

/// The title of a return slip.
pub const SLIP_TITLE: &str = "Đề nghị rà soát, bổ sung số liệu";

/// Recognises a workbook of the office's own by its content, not by its name.
pub(super) fn detect_own_book(
    path: &str,
    book: &Workbook,
    name: &PathHints,
    context: ReadContext<'_>,
) -> Option<OwnBook> {
    if is_review(book) {
        return Some(OwnBook::Review);
    }
    if is_settings(book) {
        return Some(OwnBook::Settings);
    }
    if is_in_output(path) && is_unfilled_slip(book) {
        return Some(OwnBook::Slip);
    }
    annex(path, book, name, context)
}

/// An annex of this office's units that this office made, or that does not say who made it.
fn annex(
    path: &str,
    book: &Workbook,
    name: &PathHints,
    context: ReadContext<'_>,
) -> Option<OwnBook> {
    let sheet = sources(book)?;
    let overview = overview(book, context.units);
    let listed = overview.iter().flat_map(|overview| &overview.units);
    let mut units: BTreeMap<String, String> =
        listed.map(|name| (name.clone(), String::new())).collect();
    let rows = source_rows(&sheet, context.settings);
    units.extend(rows.map(|row| (row.unit.to_string(), row.unit_code.to_string())));
    let maker = overview.as_ref().map_or("", |overview: &Overview| &overview.office);
    let is_own = match maker {
        // The folder may name the office below that sent it.
        "" => {
            name.unit.is_none() && find_group(overview.as_ref(), path, context.settings).is_none()
        }
        maker => is_made_by(maker, &context.settings.office),
    };
    if !is_own || !are_own_units(&units, context.settings) {
        return None;
    }
    let said = overview.as_ref().and_then(|overview| overview.heading.period);
    let period = said.map(|(period, _)| period).or(name.period);
    Some(OwnBook::Annex { maker: maker.to_owned(), period })
}

/// Were most of these units, by name and code, this office's own on some day?
pub(super) fn are_own_units(units: &BTreeMap<String, String>, settings: &Settings) -> bool {
    let of_other_days = settings.timeline.has_changes().then(|| settings.timeline.all());
    let known = || settings.units.iter().chain(of_other_days.into_iter().flatten());
    let is_own = |(name, code): &(&String, &String)| {
        let name = folded(name);
        let has_name = |unit: &Unit| unit.names().any(|known| folded(known) == name);
        let has_code = |unit: &Unit| {
            !code.is_empty()
                && same_code(&unit.code, code)
                && unit.names().any(|known| folded(known).contains(&name))
        };
        known().any(|unit| has_name(unit) || has_code(unit))
    };
    !units.is_empty() && units.iter().filter(is_own).count() * 2 >= units.len()
}

/// By sheets that only a review workbook has: an annex with corrections shares others.
fn is_review(book: &Workbook) -> bool {
    let names = [sheets::CHECKS, sheets::RECEIPT, sheets::FACTS];
    let has = |name: &&str| book.sheets.iter().any(|grid| folded(&grid.name) == folded(name));
    names.iter().filter(|name| has(name)).count() > 1
}

/// Is the workbook a slip of this program's, as it was written? One that was filled in is a
/// report like any other.
pub(super) fn is_unfilled_slip(book: &Workbook) -> bool {
    let title = |grid: &workbook_io::Grid| {
        let cell = grid.text(Address::new(0, 0));
        cell.is_some_and(|text| folded(text) == folded(SLIP_TITLE))
    };
    book.sheets.first().is_some_and(title) && is_as_written(book)
}

/// Does a form still hold the codes of its figures, and not one number?
pub(super) fn is_marked_form(submissions: &[Submission]) -> bool {
    let sheets = || submissions.iter().flat_map(|submission| &submission.sheets);
    let figures = || sheets().flat_map(|sheet| sheet.figures.filled());
    let mut words = figures().filter(|figure| matches!(figure.reading, Reading::NotANumber(_)));
    words.any(|figure| figure.written().starts_with(&*figure.code))
        && figures().all(|figure| figure.reading.number().is_none())
}
