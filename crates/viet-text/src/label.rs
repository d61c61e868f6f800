//! Labels of rows and columns, reduced to a key for comparison.

use crate::measure::unit_after_number;
use crate::text::{clean_cow, folded};

/// Bullets of list items.
const BULLETS: [char; 12] = ['-', '–', '—', '−', '+', '*', '•', '·', '●', '○', '▪', '■'];

/// The key of a label: [`folded`], without a leading marker ("1.", "1.1", "I.", "a)", "-", "+",
/// "(1)"), a closing ":" or ".", and a closing unit of measure in brackets.
///
/// A label without letters is a number or a sign and stays whole.
#[must_use]
pub fn label(text: &str) -> String {
    let text = clean_cow(text);
    let mut rest = &*text;
    while let Some(shorter) = without_marker(rest).filter(|shorter| has_letter(shorter)) {
        rest = shorter;
    }
    let mut key = folded(rest);
    if has_letter(&key) {
        key.truncate(without_tail(&key).len());
    }
    key
}

fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// The text after one leading marker, if there is one.
fn without_marker(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(BULLETS) {
        return Some(rest.trim_start());
    }
    if let Some((marker, rest)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        return (is_number(marker) || is_roman(marker) || is_one_letter(marker))
            .then(|| rest.trim_start_matches(['.', ' ']));
    }
    let (first, mut rest) = split_run(text);
    let mut levels = 1;
    while let Some((number, deeper)) = rest.strip_prefix('.').map(split_run)
        && is_number(number)
        && is_marker(first, '.')
    {
        (rest, levels) = (deeper, levels + 1);
    }
    let Some(closer) = rest.chars().next().filter(|next| ".)/-:".contains(*next)) else {
        // "1.1 Tổng số" has a marker, "01 HTX" has none.
        return (levels > 1).then(|| rest.strip_prefix(' ')).flatten();
    };
    let after = &rest[1..];
    let goes_on = after.starts_with(|next: char| next.is_ascii_digit());
    (is_marker(first, closer) && !goes_on).then(|| after.trim_start())
}

/// Splits off the leading letters and digits.
fn split_run(text: &str) -> (&str, &str) {
    text.split_at(text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len()))
}

fn is_marker(text: &str, closer: char) -> bool {
    is_number(text)
        || (is_roman(text) && closer != '/')
        || (is_one_letter(text) && closer == ')')
        // Letters after E before a dot are abbreviations: "x. Tân Kiều", "P. Kinh tế".
        || (matches!(text, "A" | "B" | "C" | "D" | "E" | "a" | "b" | "c" | "d" | "đ" | "e")
            && closer == '.')
}

fn is_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.chars().all(|letter| "IVX".contains(letter))
}

fn is_one_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// A folded label without closing punctuation and a closing "(unit of measure)".
fn without_tail(key: &str) -> &str {
    let key = key.trim_end_matches([':', '.', ';', ',', ' ']);
    let Some((before, inside)) = key.strip_suffix(')').and_then(|key| key.rsplit_once('(')) else {
        return key;
    };
    let unit = ["đvt:", "đơn vị tính:"]
        .iter()
        .find_map(|lead| inside.strip_prefix(lead))
        .unwrap_or(inside);
    if before.is_empty() || unit_after_number(unit.trim()).is_none() {
        return key;
    }
    without_tail(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_removed() {
        for text in [
            "Tổng số HTX",
            "1. Tổng số HTX",
            "1.1 Tổng số HTX",
            "1.1. Tổng số HTX",
            "I. Tổng số HTX",
            "II.1 Tổng số HTX",
            "a) Tổng số HTX",
            "A. TỔNG SỐ HTX",
            "- Tổng số HTX",
            "+Tổng số HTX",
            "* Tổng số HTX:",
            "(1) Tổng số HTX",
            "– 1) Tổng số HTX.",
            "1/ Tổng số HTX",
            "01.Tổng số HTX",
            "3- Tổng  số\nHTX ",
            "Tổng số HTX (người)",
            "• Tổng số HTX (HTX):",
        ] {
            assert_eq!(label(text), "tổng số htx", "{text}");
        }
    }

    #[test]
    fn parts_of_a_label_stay() {
        for (text, key) in [
            ("Doanh thu bình quân 01 HTX", "doanh thu bình quân 01 htx"),
            ("01 HTX điểm", "01 htx điểm"),
            ("1. 05 HTX điểm", "05 htx điểm"),
            ("5-6 khâu dịch vụ", "5-6 khâu dịch vụ"),
            ("20/22 HTX", "20/22 htx"),
            ("1.800 triệu đồng", "1.800 triệu đồng"),
            ("100% HTX có lãi", "100% htx có lãi"),
            ("P. Kinh tế", "p. kinh tế"),
            ("Cán bộ quản lý THT (tổ trưởng)", "cán bộ quản lí tht (tổ trưởng)"),
            ("Doanh thu (triệu đồng/năm)", "doanh thu"),
            ("Lãi (ĐVT: triệu đồng)", "lãi"),
            ("Trong đó:", "trong đó"),
            ("(HTX)", "(htx)"),
        ] {
            assert_eq!(label(text), key);
        }
    }

    #[test]
    fn a_label_that_is_a_number_or_a_sign_stays_whole() {
        for (text, key) in [
            ("1", "1"),
            ("1.", "1."),
            ("1.1", "1.1"),
            ("-", "-"),
            ("(1)", "(1)"),
            ("2023", "2023"),
            ("I", "i"),
            ("II.", "ii"),
            ("…", "..."),
            ("", ""),
            ("- 5", "-5"),
        ] {
            assert_eq!(label(text), key);
        }
    }
}
