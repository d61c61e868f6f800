//! The office's own annex held against its reports in a workspace just made.

use std::path::Path;

use super::exit::not_usable;
use crate::path_text::PathText as _;
use crate::report::output::cannot_write;
use crate::report::screen;
use crate::report::wording::not_written;
use crate::results::Results;
use crate::settings::Settings;
use crate::setup::{
    AnnexComparison, COMPARISON_FILE, NewOffice, TargetTable, compare_annex, compare_targets,
    comparison_book, comparison_in_words, doubtful_comparisons, figures_by_result, settings_book,
};
use crate::workspace::{PeriodPlace, SETTINGS_FILE, Workspace, in_unicode, open};
use workbook_io::read::{Limits, read};
use workbook_io::write::to_bytes;

/// Compares, enters what the annex shows into the settings, and tells what differs.
pub(super) fn compare(
    annex: &Path,
    mut office: NewOffice,
    place: &PeriodPlace,
    targets: Option<&TargetTable>,
) -> Result<(), String> {
    let book = in_unicode(open(annex)?);
    let file = annex.file_name().map(|name| Path::new(name).on_one_line()).unwrap_or_default();
    let workspace = workspace(place)?;
    let results = Results::read(&workspace, place)?;
    let first = compare_annex(&file, &book, &results, true);
    for rule in &first.rules {
        office.proposal.take_rule(&rule.code, &rule.rule);
    }
    write_settings(&office, place)?;
    let workspace = self::workspace(place)?;
    let results = Results::read(&workspace, place)?;
    if let Some(table) = targets {
        let settings = confirmed(&office)?;
        let found = figures_by_result(table, &office.annex_items, &settings, &results);
        for own in &found {
            office.proposal.take_figure(&own.number, &own.arithmetic);
        }
        write_settings(&office, place)?;
    }
    let again = compare_annex(&file, &book, &results, false);
    let mut comparison = AnnexComparison { rules: first.rules, ..again };
    if let Some(table) = targets {
        let settings = confirmed(&office)?;
        compare_targets(table, &office.annex_items, &settings, &results, &mut comparison);
        for number in doubtful_comparisons(&comparison, table, &office.annex_items) {
            let reason = "Đánh giá ghi ở phụ lục không theo kết quả và mức của chính dòng đó";
            office.proposal.ask_comparison(&number, reason);
        }
        write_settings(&office, place)?;
    }
    let bytes = to_bytes(comparison_book(&comparison)).map_err(|error| not_written(&error))?;
    write(&place.root.join(COMPARISON_FILE), &bytes)?;
    screen::show(&comparison_in_words(&comparison));
    Ok(())
}

fn workspace(place: &PeriodPlace) -> Result<Workspace, String> {
    Workspace::open_for(place).map_err(|refusal| not_usable(&refusal))
}

/// The settings in which every item is judged as it is proposed.
fn confirmed(office: &NewOffice) -> Result<Settings, String> {
    let bytes = settings_book(&office.proposal.as_if_confirmed())?;
    let book = read(&bytes, &Limits::default()).map(in_unicode);
    let book = book.map_err(|_| "Chưa đọc lại được tệp khai báo vừa lập.".to_owned())?;
    Settings::read(&book)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

fn write_settings(office: &NewOffice, place: &PeriodPlace) -> Result<(), String> {
    let settings = settings_book(&office.proposal)?;
    write(&place.root.join(SETTINGS_FILE), &settings)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    workbook_io::write::place(path, bytes).map(drop).map_err(|error| cannot_write(path, &error))
}
