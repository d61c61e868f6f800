//! The summary: how many targets and items are met. The annex has it as a live formula, other
//! outputs as text.

use super::{Absent, to_verify};
use crate::judge::{ItemVerdict, SetVerdict, Status, TargetVerdict, unmet_words};
use crate::results::Results;

/// "Theo số liệu đến ngày 31/10/2023 (tổng hợp ngày 10/11/2023), có 2/7 chỉ tiêu đạt (6/11 nội
/// dung đạt); 4/7 chỉ tiêu chưa đạt (4/11 nội dung chưa đạt); 1/7 chỉ tiêu chưa đánh giá; còn 01/11 nội
/// dung đang rà soát số liệu."
#[must_use]
pub fn summary(results: &Results<'_>, verdict: &SetVerdict<'_>) -> String {
    let targets: Vec<&str> = verdict.targets.iter().map(TargetVerdict::vietnamese).collect();
    let items: Vec<&ItemVerdict> = verdict.targets.iter().flat_map(|t| &t.items).collect();
    let waiting = items.iter().filter(|item| item.waits_for_findings()).count();
    let no_data = format!(" chưa đủ số liệu{}", why_no_data(results));
    let unmet = unmet_words(items.iter().map(|item| item.past_deadline)).into_iter();
    let mut clauses = vec![(Status::Met.vietnamese(), "", " đạt".to_owned(), String::new())];
    clauses
        .extend(unmet.map(|word| (word, "; ", format!(" {}", word.to_lowercase()), String::new())));
    clauses.push((Status::NoData.vietnamese(), "; còn ", String::new(), no_data));
    clauses.push((Status::NotChecked.vietnamese(), "; ", String::new(), NOT_CHECKED.to_owned()));
    let mut text = opening(results);
    let (all_t, all_i) = (targets.len(), items.len());
    for (place, (word, before, each, after)) in clauses.into_iter().enumerate() {
        let t = targets.iter().filter(|said| **said == word).count();
        let said = |item: &&&ItemVerdict| item.vietnamese() == word && !item.waits_for_findings();
        let i = items.iter().filter(said).count();
        if place > 0 && t + i == 0 {
            continue;
        }
        text += &if word == Status::NotChecked.vietnamese() && waiting > 0 && i == 0 {
            format!("{before}{t}/{all_t} chỉ tiêu{after}")
        } else if results.workspace.settings.office.page.report_wording {
            format!("{before}{t}/{all_t} chỉ tiêu gồm {i}/{all_i} nội dung{each}{after}")
        } else {
            format!("{before}{t}/{all_t} chỉ tiêu{each} ({i}/{all_i} nội dung{each}){after}")
        };
    }
    if waiting > 0 {
        text += &format!("{STILL}{}", to_verify(waiting, all_i));
    }
    text + "."
}

/// Of what the office has not judged, and of targets whose items wait for open findings.
pub const NOT_CHECKED: &str = " chưa đánh giá";
/// Before the number of items that wait for open findings.
pub const STILL: &str = "; còn ";

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
            let day = day.format("%d/%m/%Y");
            format!("Theo số liệu đến ngày {until} (tổng hợp ngày {day}), có ")
        }
        None => format!("Theo số liệu đến ngày {until}, có "),
    }
}
