//! Columns Nhóm and Quyết định công nhận of sheet Đơn vị.

use chrono::NaiveDate;

use super::cell::SettingsCell;
use super::problem::Problems;
use super::values::split;
use crate::settings::model::{GroupMembership, Recognition};
use viet_text::citation::Citation;
use viet_text::date::read_date;
use viet_text::text::folded;

/// The sheet of units.
pub(super) const SHEET: &str = "Đơn vị";

/// "Nhóm 1 (đến 30/06/2026); Nhóm 2 (từ 01/07/2026)": groups, each with the days on which the unit
/// belongs to it.
pub(super) fn groups(written: &SettingsCell, problems: &mut Problems) -> Vec<GroupMembership> {
    split(&written.text).iter().filter_map(|part| group(part, written, problems)).collect()
}

fn group(part: &str, written: &SettingsCell, problems: &mut Problems) -> Option<GroupMembership> {
    let (name, days) = match part.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.trim_end().strip_suffix(')')),
        None => (part.trim(), Some("")),
    };
    let read = days.and_then(days_in);
    match read {
        Some((from, to)) if !name.is_empty() => {
            Some(GroupMembership { name: name.to_owned(), from, to })
        }
        _ => {
            let message = format!(
                "cột \"Nhóm\" ghi \"{part}\"; viết như Nhóm 1, hoặc Nhóm 1 (từ 01/07/2026 đến 31/12/2027), \
                 nhiều nhóm cách nhau bằng dấu chấm phẩy"
            );
            problems.add(SHEET, Some(written.at), message);
            None
        }
    }
}

/// First and last day.
type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// "từ 01/07/2026 đến 31/12/2027", either of both, or nothing.
fn days_in(text: &str) -> Option<Days> {
    let text = folded(text);
    if text.is_empty() {
        return Some((None, None));
    }
    let (from, to) = match text.split_once("đến") {
        Some((from, to)) => (from.trim(), Some(read_date(to.trim())?)),
        None => (text.as_str(), None),
    };
    let from = match from.strip_prefix("từ") {
        Some(day) => Some(read_date(day.trim())?),
        None if from.is_empty() => None,
        None => return None,
    };
    (from.zip(to).is_none_or(|(from, to)| from <= to)).then_some((from, to))
}

/// "Số 15/QĐ-UBND ngày 20/5/2026": the decision with its day, which says from when it counts.
pub(super) fn recognition(written: &SettingsCell, problems: &mut Problems) -> Option<Recognition> {
    let read = Citation::read(&written.text);
    let on = read.day.whole();
    if on.is_none() || read.number.is_empty() {
        let message = format!(
            "cột \"Quyết định công nhận\" ghi \"{}\"; cần số và ngày của quyết định, như: Số 15/QĐ-UBND ngày \
             20/5/2026",
            written.text
        );
        problems.add(SHEET, Some(written.at), message);
        return None;
    }
    Some(Recognition { decision: written.text.clone(), on: on? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::Address;

    fn cell(text: &str) -> SettingsCell {
        SettingsCell { text: text.to_owned(), at: Address::new(2, 9) }
    }

    #[test]
    fn groups_have_days() {
        let mut problems = Problems::default();
        let read = groups(&cell("Nhóm 1 (đến 30/06/2026); Nhóm 2 (từ 01/07/2026)"), &mut problems);
        let day = |text: &str| read_date(text);
        let expected = [
            GroupMembership { name: "Nhóm 1".into(), from: None, to: day("30/06/2026") },
            GroupMembership { name: "Nhóm 2".into(), from: day("01/07/2026"), to: None },
        ];
        assert_eq!(read, expected);
        assert_eq!(groups(&cell("Xã khó khăn"), &mut problems)[0].name, "Xã khó khăn");
        assert!(problems.into_vec().is_empty());
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["Nhóm 1 (từ nay)", "(từ 01/07/2026)", "Nhóm 1 (từ 01/07/2026"] {
            let mut problems = Problems::default();
            assert!(groups(&cell(text), &mut problems).is_empty(), "{text}");
            assert_eq!(problems.into_vec().len(), 1, "{text}");
        }
    }

    #[test]
    fn a_recognition_counts_from_its_day() {
        let mut problems = Problems::default();
        let read = recognition(&cell("Số 15/QĐ-UBND ngày 20/5/2026"), &mut problems).unwrap();
        assert_eq!(Some(read.on), read_date("20/5/2026"));
        assert!(recognition(&cell("đã đạt"), &mut problems).is_none());
        assert_eq!(problems.into_vec().len(), 1);
    }
}
