//! The sentence that counts what is met: the annex carries it as a live formula, other
//! outputs as it stands here.

use super::Absent;
use crate::results::Results;
use crate::settings::TargetSet;
use crate::target::{SetVerdict, Status, Tally};

/// "Tính đến ngày 10/11/2023 (số liệu đến ngày 31/10/2023), có 2/7 chỉ tiêu đạt (6/11 nội
/// dung đạt); 5/7 chỉ tiêu chưa đạt (5/11 nội dung chưa đạt)."
#[must_use]
pub fn summary(results: &Results<'_>, verdict: &SetVerdict<'_>) -> String {
    let targets = Tally::of(verdict.targets.iter().map(|target| target.status));
    let items = verdict.targets.iter().flat_map(|target| &target.items);
    let items = Tally::of(items.map(|item| item.status));
    let unmet = format!(" {}", unmet_word(results, verdict.set).to_lowercase());
    let no_data = format!(" chưa đủ số liệu{}", absent(results));
    let clauses = [
        (targets.met, items.met, "", " đạt", ""),
        (targets.unmet, items.unmet, "; ", unmet.as_str(), ""),
        (targets.no_data, items.no_data, "; còn ", "", no_data.as_str()),
        (targets.not_checked, items.not_checked, "; ", "", " chưa đánh giá"),
    ];
    let mut text = opening(results);
    for (place, (t, i, before, each, after)) in clauses.into_iter().enumerate() {
        if place == 0 || t + i > 0 {
            let (all_t, all_i) = (targets.all, items.all);
            text +=
                &format!("{before}{t}/{all_t} chỉ tiêu{each} ({i}/{all_i} nội dung{each}){after}");
        }
    }
    text + "."
}

/// The word for what a resolution asks and is not so: after its deadline nothing is still to
/// come.
fn unmet_word(results: &Results<'_>, set: &TargetSet) -> &'static str {
    let last_day = results.month.period.last_day();
    let is_over = set.deadline.is_some_and(|deadline| deadline <= last_day);
    if is_over { "Không đạt" } else { Status::Unmet.vietnamese() }
}

/// " do 03/13 xã chưa có báo cáo"
fn absent(results: &Results<'_>) -> String {
    let settings = &results.workspace.settings;
    let absent = Absent::not_in_results(results);
    if absent.count() == 0 {
        return String::new();
    }
    let usable = if absent.unusable.is_empty() { "" } else { " sử dụng được" };
    format!(
        " do {:02}/{:02} {} chưa có báo cáo{usable}",
        absent.count(),
        settings.units.len(),
        settings.office.unit_short
    )
}

/// The dates: only what the officer typed, but for the period's own last day.
fn opening(results: &Results<'_>) -> String {
    let facts = &results.entries.facts;
    let until = facts.data_until.unwrap_or(results.month.period.last_day());
    let until = until.format("%d/%m/%Y");
    match facts.reported_on {
        Some(day) => {
            format!("Tính đến ngày {} (số liệu đến ngày {until}), có ", day.format("%d/%m/%Y"))
        }
        None => format!("Theo số liệu đến ngày {until}, có "),
    }
}
