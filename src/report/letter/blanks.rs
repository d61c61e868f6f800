//! The texts that fill a template's blanks.

use super::open_items::groups;
use super::reminder_texts::{self, in_figures};
use crate::judge::Status;
use crate::report::wording::{Absent, judged_in_short, short_document, summary, unit_names};
use crate::results::Results;
use crate::settings::Blank;

/// The text for a blank; empty if there is nothing to say.
pub(super) fn fill(results: &Results<'_>, file: &str, blank: Blank) -> String {
    let settings = &results.workspace.settings;
    let period = results.month.period;
    match blank {
        Blank::Period => period.in_words(),
        Blank::Office => settings.letter.office.clone(),
        Blank::Field => settings.office.field.clone(),
        Blank::Documents => documents(results),
        Blank::DataUntil => {
            in_figures(results.entries.facts.data_until.unwrap_or(results.closing_day()))
        }
        Blank::Summary => summaries(results),
        Blank::Table => super::plain::table(&groups(results)),
        Blank::Unmet => items(results, Status::Unmet),
        Blank::NoData => items(results, Status::NoData),
        Blank::NotChecked => items(results, Status::NotChecked),
        Blank::Met => items(results, Status::Met),
        Blank::NotInResults => not_in_results(results),
        Blank::File => file.to_owned(),
        Blank::Unsent => reminder_texts::unsent(results),
        Blank::Unusable => reminder_texts::unusable(results),
        Blank::Deadline => reminder_texts::deadline(results),
        Blank::LastCall => reminder_texts::last_call(results),
    }
}

fn documents(results: &Results<'_>) -> String {
    let sets = results.verdicts.iter().map(|verdict| short_document(&verdict.set.document));
    sets.collect::<Vec<_>>().join("; ")
}

/// One sentence; with several resolutions one for each, with its name.
fn summaries(results: &Results<'_>) -> String {
    let sentences = results.verdicts.iter().map(|verdict| {
        let sentence = summary(results, verdict);
        match results.verdicts.len() {
            1 => sentence,
            _ => format!("{}: {sentence}", short_document(&verdict.set.document)),
        }
    });
    sentences.collect::<Vec<_>>().join("\n")
}

fn items(results: &Results<'_>, status: Status) -> String {
    let mut found = Vec::new();
    for verdict in &results.verdicts {
        let items = verdict.set.targets.iter().flat_map(|target| &target.items);
        let judged = verdict.targets.iter().flat_map(|target| &target.items);
        let wanted = items.zip(judged).filter(|(_, judged)| judged.status == status);
        found.extend(wanted.map(|(item, judged)| judged_in_short(item, judged)));
    }
    found.join("; ")
}

/// "Kết quả chưa gồm số liệu của 03/13 xã, thị trấn: chưa gửi báo cáo: …; đã gửi nhưng chưa sử
/// dụng được: …."
fn not_in_results(results: &Results<'_>) -> String {
    let absent = Absent::not_in_results(results);
    if absent.count() == 0 {
        return String::new();
    }
    let said =
        [("chưa gửi báo cáo", &absent.unsent), ("đã gửi, chưa sử dụng được", &absent.unusable)];
    let said = said.into_iter().filter(|(_, units)| !units.is_empty());
    let said = said.map(|(what, units)| format!("{} ({what})", unit_names(results, units)));
    let settings = &results.workspace.settings;
    format!(
        "Kết quả chưa gồm số liệu của {:02}/{:02} {}: {}.",
        absent.count(),
        settings.units.len(),
        settings.office.unit_kinds,
        said.collect::<Vec<_>>().join("; ")
    )
}
