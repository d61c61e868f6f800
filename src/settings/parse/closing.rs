//! Sheet Cơ quan: the day of a month on which figures are closed.

use super::cell::SettingsCell;
use super::problem::Problems;
use crate::settings::model::ClosingDay;
use viet_text::text::folded;

/// The entry of the sheet.
pub(super) const ENTRY: &str = "Ngày chốt số liệu";

/// Reads the entry: a day of the month, or "cuối tháng".
pub(super) fn read(
    sheet: &'static str,
    said: Option<&SettingsCell>,
    problems: &mut Problems,
) -> ClosingDay {
    let Some(said) = said.filter(|said| !said.text.trim().is_empty()) else {
        return ClosingDay::default();
    };
    let text = folded(&said.text);
    let day = text.trim_start_matches("ngày").trim().parse().ok();
    match day.filter(|day| (1..=31).contains(day)) {
        Some(day) => ClosingDay(Some(day)),
        None if text == "cuối tháng" => ClosingDay::default(),
        None => {
            let message = format!(
                "\"{}\" không phải là một ngày trong tháng: ghi số từ 1 đến 31, hoặc cuối tháng",
                said.text
            );
            problems.add(sheet, Some(said.at), message);
            ClosingDay::default()
        }
    }
}
