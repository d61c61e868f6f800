//! What a reminder says of units whose reports are missing or unusable: one text for each blank.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::intake::submission::why_unusable;
use crate::report::screen::one_line;
use crate::report::wording::{Absent, capital, unit_names};
use crate::results::Results;

/// Shown if the officer typed no day.
const TO_FILL_IN: &str = "… giờ, ngày …/…/…";

/// "31/10/2023".
pub(super) fn in_figures(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// "Đến nay còn 03/13 xã, thị trấn chưa gửi: Xã Một, Xã Hai, Xã Ba."
pub(super) fn unsent(results: &Results<'_>) -> String {
    let absent = Absent::find(results).unsent;
    if absent.is_empty() {
        return String::new();
    }
    let settings = &results.workspace.settings;
    format!(
        "Đến nay còn {:02}/{:02} {} chưa gửi báo cáo: {}.",
        absent.len(),
        settings.units.len(),
        settings.office.unit_kinds,
        unit_names(results, &absent)
    )
}

/// "Đã gửi nhưng chưa sử dụng được, đề nghị gửi lại:", then one line for each unit with the
/// reasons.
pub(super) fn unusable(results: &Results<'_>) -> String {
    let absent = Absent::find(results).unusable;
    if absent.is_empty() {
        return String::new();
    }
    let mut text = "Đã gửi nhưng chưa sử dụng được, đề nghị gửi lại:".to_owned();
    for unit in absent {
        let reasons = why_unusable(&results.month, unit).into_iter().map(|unusable| {
            let file = unusable.file.rsplit('/').next().unwrap_or(&unusable.file).to_owned();
            let remedy = unusable.remedy.map(|remedy| format!(". {}", capital(remedy)));
            format!("tệp \"{file}\": {}{}", unusable.reason, remedy.unwrap_or_default())
        });
        let reasons: Vec<String> = reasons.collect();
        let name = unit_names(results, &[unit]);
        let reasons = if reasons.is_empty() {
            "chưa thấy biểu mẫu có số liệu trong tệp đã gửi".to_owned()
        } else {
            reasons.join("; ")
        };
        write!(text, "\n- {name}: {}.", one_line(&reasons))
            .expect("writing to a string cannot fail");
    }
    text
}

pub(super) fn deadline(results: &Results<'_>) -> String {
    let day = results.entries.facts.deadline;
    day.map_or_else(|| TO_FILL_IN.to_owned(), |day| format!("ngày {}", in_figures(day)))
}

pub(super) fn last_call(results: &Results<'_>) -> String {
    match results.entries.facts.last_call.as_str() {
        "" => TO_FILL_IN.to_owned(),
        typed => typed.to_owned(),
    }
}
