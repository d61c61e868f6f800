//! What versions of a report say of themselves: "sửa lần 2", "bổ sung".

use viet_text::text::{folded, without_marks};

/// Words of a version that was put right. "mới", "chính thức" and "sữa" are none.
const WORDS: [&[&str]; 5] =
    [&["sửa"], &["bổ", "sung"], &["điều", "chỉnh"], &["chỉnh", "sửa"], &["thay", "thế"]];
/// Words in which one of those above says nothing of a version.
const OTHER_WORDS: [&[&str]; 3] = [&["sửa", "chữa"], &["bò", "sữa"], &["sửa", "soạn"]];
/// A line of more words is a sentence, in which "sửa" may stand for anything.
const LONGEST: usize = 12;

/// What a text says of its version: 0 for nothing, 1 for "sửa", n + 1 for "sửa lần n". Words
/// count whole, with their tones or with none at all.
#[must_use]
pub(crate) fn read_revision(text: &str) -> u32 {
    let text = folded(text);
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_short = words.len() <= LONGEST;
    let said = (0..words.len()).filter_map(|place| {
        let word = WORDS.iter().find(|word| says(&words[place..], word))?;
        let from = place.saturating_sub(1);
        if (from..=place).any(|at| OTHER_WORDS.iter().any(|other| says(&words[at..], other))) {
            return None;
        }
        let rest = &words[place + word.len()..];
        let rest = if says(rest, &["lại"]) { &rest[1..] } else { rest };
        match times(rest) {
            Some(times) => Some(times.saturating_add(1)),
            None => is_short.then_some(1),
        }
    });
    said.max().unwrap_or(0)
}

/// "lần 2".
fn times(words: &[&str]) -> Option<u32> {
    says(words, &["lần"]).then(|| words.get(1)?.parse().ok()).flatten()
}

/// Does a text begin with these words, each with its diacritics or with none?
fn says(text: &[&str], words: &[&str]) -> bool {
    let is_it = |(said, word): (&&str, &&str)| {
        let word = folded(word);
        **said == word || **said == without_marks(&word)
    };
    text.len() >= words.len() && text.iter().zip(words).all(is_it)
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
            ("BÁO CÁO THÁNG 10 (CHỈNH SỬA)", 1),
            ("Xã Mỹ Quý_sua lan 2.xlsx", 3),
            ("xa my quy_sua lan 2.xlsx", 3),
            ("Báo cáo tháng 10 năm 2023", 0),
            ("Xã Mỹ Quý (mới).xlsx", 0),
            ("xa my quy moi.xlsx", 0),
            ("Xã Mỹ Quý chính thức.xlsx", 0),
            ("HTX bò sữa Xã Mỹ Quý", 0),
            ("htx bo sua my quy.xlsx", 0),
            ("Mỹ Quý sữa lại", 0),
            ("Chi sửa chữa công trình", 0),
        ] {
            assert_eq!(read_revision(text), said, "{text}");
        }
    }
}
