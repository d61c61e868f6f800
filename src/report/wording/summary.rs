//! The summary: how many targets and items are met. The annex has it as a live formula, other
//! outputs as text.

use super::Absent;
use crate::judge::{ItemVerdict, SetVerdict, Status, TargetVerdict, unmet_words};
use crate::results::Results;

/// "Tính đến ngày 10/11/2023 (số liệu đến ngày 31/10/2023), có 2/7 chỉ tiêu đạt (6/11 nội
/// dung đạt); 5/7 chỉ tiêu chưa đạt (5/11 nội dung chưa đạt)."
#[must_use]
pub fn summary(results: &Results<'_>, verdict: &SetVerdict<'_>) -> String {
    let targets: Vec<&str> = verdict.targets.iter().map(TargetVerdict::vietnamese).collect();
    let items: Vec<&ItemVerdict> = verdict.targets.iter().flat_map(|t| &t.items).collect();
    let no_data = format!(" chưa đủ số liệu{}", why_no_data(results));
    let unmet = unmet_words(items.iter().map(|item| item.past_deadline)).into_iter();
    let mut clauses = vec![(Status::Met.vietnamese(), "", " đạt".to_owned(), String::new())];
    clauses
        .extend(unmet.map(|word| (word, "; ", format!(" {}", word.to_lowercase()), String::new())));
    clauses.push((Status::NoData.vietnamese(), "; còn ", String::new(), no_data));
    let not_checked = " chưa đánh giá".to_owned();
    clauses.push((Status::NotChecked.vietnamese(), "; ", String::new(), not_checked));
    let mut text = opening(results);
    for (place, (word, before, each, after)) in clauses.into_iter().enumerate() {
        let t = targets.iter().filter(|said| **said == word).count();
        let i = items.iter().filter(|item| item.vietnamese() == word).count();
        if place == 0 || t + i > 0 {
            let (all_t, all_i) = (targets.len(), items.len());
            text += &if results.workspace.settings.office.page.report_wording {
                format!("{before}{t}/{all_t} chỉ tiêu gồm {i}/{all_i} nội dung{each}{after}")
            } else {
                format!("{before}{t}/{all_t} chỉ tiêu{each} ({i}/{all_i} nội dung{each}){after}")
            };
        }
    }
    text + "."
}

/// " do 03/13 xã chưa có báo cáo"
#[must_use]
pub fn why_no_data(results: &Results<'_>) -> String {
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

/// The dates: what the officer typed, otherwise the period's last day.
#[must_use]
pub fn opening(results: &Results<'_>) -> String {
    let facts = &results.entries.facts;
    let until = facts.data_until.unwrap_or(results.closing_day());
    let until = until.format("%d/%m/%Y");
    match facts.reported_on {
        Some(day) => {
            format!("Tính đến ngày {} (số liệu đến ngày {until}), có ", day.format("%d/%m/%Y"))
        }
        None => format!("Theo số liệu đến ngày {until}, có "),
    }
}
