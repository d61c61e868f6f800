//! Sheet Cơ quan: the entries on how the signed page looks, all optional.

use super::cell::SettingsCell;
use super::problem::Problems;
use super::values::split;
use crate::settings::model::{ExtraColumn, PageLook};
use viet_text::text::folded;

/// The entries of the sheet that are about the page.
pub(super) const ENTRIES: [&str; 8] = [
    "Phát hành riêng",
    "Cột thêm",
    "Ghi Vượt",
    "Câu tổng hợp",
    "Chức danh ký",
    "Người ký",
    "Nơi nhận",
    "Báo cáo Word",
];

const COLUMNS: [ExtraColumn; 3] = [ExtraColumn::LastYear, ExtraColumn::Plan, ExtraColumn::YearAgo];

impl PageLook {
    /// Takes an entry of [`ENTRIES`]; a blank one changes nothing.
    pub(super) fn take(
        &mut self,
        sheet: &str,
        entry: &str,
        value: Option<&SettingsCell>,
        problems: &mut Problems,
    ) {
        let Some(value) = value else { return };
        match ENTRIES.iter().position(|known| folded(known) == folded(entry)) {
            Some(0) => self.standalone = is_yes(sheet, entry, value, problems),
            Some(1) => self.columns = columns(sheet, value, problems),
            Some(2) => self.beyond = is_yes(sheet, entry, value, problems),
            Some(3) => self.report_wording = wording(sheet, value, problems),
            Some(4) => self.signed_as = split(&value.text),
            Some(5) => self.signer.clone_from(&value.text),
            Some(6) => self.receivers = split(&value.text),
            Some(7) => self.word_report = is_yes(sheet, entry, value, problems),
            _ => {}
        }
    }
}

fn is_yes(sheet: &str, entry: &str, value: &SettingsCell, problems: &mut Problems) -> bool {
    match folded(&value.text).as_str() {
        yes if yes == folded("có") || yes == "x" => true,
        no if no == folded("không") => false,
        _ => {
            let message = format!("mục \"{entry}\" ghi \"{}\"; cần ghi có hoặc không", value.text);
            problems.add(sheet, Some(value.at), message);
            false
        }
    }
}

fn wording(sheet: &str, value: &SettingsCell, problems: &mut Problems) -> bool {
    match folded(&value.text).as_str() {
        report if report == folded("theo báo cáo") => true,
        usual if usual == folded("thông thường") => false,
        _ => {
            let message = format!(
                "mục \"Câu tổng hợp\" ghi \"{}\"; cần ghi thông thường hoặc theo báo cáo",
                value.text
            );
            problems.add(sheet, Some(value.at), message);
            false
        }
    }
}

fn columns(sheet: &str, value: &SettingsCell, problems: &mut Problems) -> Vec<ExtraColumn> {
    let mut columns = Vec::new();
    for name in split(&value.text) {
        match COLUMNS.iter().find(|known| folded(known.vietnamese()) == folded(&name)) {
            Some(column) if !columns.contains(column) => columns.push(*column),
            Some(_) => {}
            None => {
                let known: Vec<&str> = COLUMNS.iter().map(|column| column.vietnamese()).collect();
                let message = format!(
                    "mục \"Cột thêm\" ghi \"{name}\"; các cột có thể thêm: {}",
                    known.join("; ")
                );
                problems.add(sheet, Some(value.at), message);
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(entries: &[(&str, &str)]) -> (PageLook, Vec<String>) {
        let mut look = PageLook::default();
        let mut problems = Problems::default();
        for (entry, text) in entries {
            let value = SettingsCell { text: (*text).to_owned(), at: "B9".parse().unwrap() };
            look.take("Cơ quan", entry, Some(&value), &mut problems);
        }
        (look, problems.into_vec().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_page_as_the_office_wants_it() {
        let (look, problems) = taken(&[
            ("Phát hành riêng", "Có"),
            ("Cột thêm", "Kế hoạch; cùng kỳ năm trước; kế hoạch"),
            ("Chức danh ký", "TM. Ủy ban nhân dân; Chủ tịch"),
            ("Câu tổng hợp", "theo báo cáo"),
        ]);
        assert_eq!(problems, Vec::<String>::new());
        assert!(look.standalone && look.report_wording && !look.beyond);
        assert_eq!(look.columns, [ExtraColumn::Plan, ExtraColumn::YearAgo]);
        assert_eq!(look.signed_as, ["TM. Ủy ban nhân dân", "Chủ tịch"]);
    }

    #[test]
    fn unknown_entries_are_problems_at_their_cells() {
        let (_, problems) = taken(&[("Ghi Vượt", "ừ"), ("Cột thêm", "tháng sau")]);
        assert_eq!(
            problems,
            [
                "trang \"Cơ quan\", ô B9: mục \"Ghi Vượt\" ghi \"ừ\"; cần ghi có hoặc không.",
                "trang \"Cơ quan\", ô B9: mục \"Cột thêm\" ghi \"tháng sau\"; các cột có thể thêm: năm \
                 trước; kế hoạch; cùng kỳ năm trước.",
            ]
        );
    }
}
