//! Is what was typed for an organisation's name a name, or a word of another opinion?

use std::collections::BTreeSet;

use crate::form::{FormSheet, ListRow};
use viet_text::text::folded;

/// No name begins with these: who types them answers a question.
const ANSWERS: [&str; 26] = [
    "bỏ", "cả", "chỉ", "chưa", "có", "của", "cùng", "cứ", "đã", "đúng", "giống", "giữ", "hai",
    "hỏi", "không", "là", "loại", "ok", "sai", "tính", "trùng", "vẫn", "x", "xã", "xem", "xóa",
];
/// Shorter words stand in any sentence.
const TELLING: usize = 3;

/// Words in which anything but letters and digits is a gap.
fn words(text: &str) -> Vec<String> {
    let spaced = folded(text).replace(|letter: char| !letter.is_alphanumeric(), " ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// May this be the name of the organisation in this row? It has two words or more, and begins as the
/// names of the list do or has a telling word of the name that is written.
pub(super) fn is_plausible(said: &str, row: &ListRow, sheet: &FormSheet) -> bool {
    let kinds = sheet.rows.iter().filter_map(|row| words(&row.name).into_iter().next());
    is_name(said, &row.name, &kinds.collect())
}

fn is_name(said: &str, present: &str, kinds: &BTreeSet<String>) -> bool {
    let said = words(said);
    let [first, _, ..] = &said[..] else { return false };
    if ANSWERS.iter().any(|word| folded(word) == *first) {
        return false;
    }
    let is_telling = |word: &String| word.chars().count() >= TELLING;
    let telling: Vec<String> = words(present).into_iter().filter(is_telling).collect();
    telling.is_empty() || kinds.contains(first) || said.iter().any(|word| telling.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_an_answer() {
        let kinds = BTreeSet::from(["htx".to_owned(), "tổ".to_owned()]);
        let is_name = |said: &str| is_name(said, "HTX Tân Tiến", &kinds);
        for said in ["HTX Phú Quý", "Tổ hợp tác số 2", "Tân Tiến 2", "Hợp tác xã Tân Tiến"]
        {
            assert!(is_name(said), "{said}");
        }
        for said in [
            "không",
            "trùng",
            "đúng",
            "ok",
            "đồng ý",
            "giữ cả hai",
            "xã đã xác nhận",
            "X.",
            "HTX",
            "trùng với HTX Tân Tiến",
            "không phải Tân Tiến",
        ] {
            assert!(!is_name(said), "{said}");
        }
    }
}
