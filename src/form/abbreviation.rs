//! Words written by their initials: "đang HĐ" for "đang hoạt động", "TB" for "trung bình".

use viet_text::text::folded;

/// Is a text another one with some of its words, two or more together, written by their initials?
pub(super) fn abbreviates(text: &str, full: &str) -> bool {
    let full = words(full);
    let mut rest = &full[..];
    let mut is_shortened = false;
    for word in words(text) {
        match rest {
            [first, after @ ..] if *first == word => rest = after,
            _ => {
                let initials = word.chars().count();
                if initials < 2 || initials > rest.len() {
                    return false;
                }
                let (own, after) = rest.split_at(initials);
                let firsts = own.iter().filter_map(|word| word.chars().next());
                if !firsts.eq(word.chars()) {
                    return false;
                }
                (rest, is_shortened) = (after, true);
            }
        }
    }
    rest.is_empty() && is_shortened
}

/// The words alone: "TM - DV" and "TM-DV" are two, "N.N" is one.
fn words(text: &str) -> Vec<String> {
    let text = folded(text).replace('.', "");
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_stand_for_two_words_or_more() {
        for (text, full) in [
            ("đang HĐ", "Đang hoạt động"),
            ("ĐHĐ", "Đang hoạt động"),
            ("TB", "Trung bình"),
            ("N.N", "Nông nghiệp"),
            ("TM-DV", "Thương mại - dịch vụ"),
            ("thương mại, DV", "Thương mại - dịch vụ"),
            ("TTCN", "Tiểu thủ công nghiệp"),
        ] {
            assert!(abbreviates(text, full), "{text}");
        }
        for (text, full) in [
            ("T", "Tốt"),
            ("K", "Khá"),
            ("NN", "Nông nghiệp khác"),
            ("đang HD", "Đang hoạt động"),
            ("ngưng HĐ", "Đang hoạt động"),
            ("Trung bình", "Trung bình"),
            ("", "Trung bình"),
        ] {
            assert!(!abbreviates(text, full), "{text}");
        }
    }
}
