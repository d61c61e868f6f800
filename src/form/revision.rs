//! What versions of a report say of themselves: "sửa lần 2", "bổ sung".

use viet_text::text::{folded, without_marks};

/// What a text says of its version: 0 for nothing, 1 for "sửa", n + 1 for "sửa lần n".
#[must_use]
pub(crate) fn read_revision(text: &str) -> u32 {
    const WORDS: [&str; 8] = [
        " sua lai ",
        " sua ",
        " bo sung ",
        " dieu chinh ",
        " chinh sua ",
        " thay the ",
        " chinh thuc ",
        " moi ",
    ];
    let spaced = |text: &str| -> String {
        text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect()
    };
    let plain = spaced(&without_marks(&spaced(&folded(text))));
    let text = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut highest = 0;
    for word in WORDS {
        let Some(at) = text.find(word) else { continue };
        let rest = text[at + word.len() - 1..].trim_start();
        let counted =
            rest.strip_prefix("lan ").and_then(|rest| rest.split(' ').next()?.parse().ok());
        // "mới" and "sửa" stand in many labels, too; only a short text is about a version.
        let short_enough = counted.is_some() || text.split_whitespace().count() <= 12;
        if short_enough {
            highest = highest.max(counted.map_or(1, |n: u32| n.saturating_add(1)));
        }
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::read_revision;

    #[test]
    fn versions_by_their_words() {
        for (text, said) in [
            ("BÁO CÁO THÁNG 10 (SỬA LẦN 2)", 3),
            ("Bổ sung", 1),
            ("bao cao dieu chinh lan 1.xlsx", 2),
            ("Báo cáo tháng 10 năm 2023", 0),
        ] {
            assert_eq!(read_revision(text), said, "{text}");
        }
    }
}
