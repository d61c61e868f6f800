//! Names of places as headings and names of files have them.

use crate::setup::places::{KINDS, begins_with_word};
use viet_text::text::{clean, folded};

/// The name of a place that a line, or a file's name, begins with; all of a line that says nothing else,
/// for a name may have a word that looks like the beginning of something new: "Xã Ba Xa".
pub(super) fn found_in(line: &str, found: &str) -> String {
    const LONGEST: usize = 6;
    let line = clean(line);
    let words: Vec<&str> = line.split(' ').collect();
    let is_plain = words.iter().all(|word| word.chars().all(char::is_alphanumeric));
    let goes_on = folded(&line).starts_with(&folded(found));
    if !is_plain || words.len() > LONGEST || !goes_on {
        return found.to_owned();
    }
    // A word in capitals alone is put into small letters; "2A" is a number.
    let stays = |word: &str| {
        word.chars().any(char::is_lowercase)
            || word.starts_with(|first: char| first.is_ascii_digit())
    };
    let written = |word: &&str| match stays(word) {
        true => (*word).to_owned(),
        false => {
            let small = word.to_lowercase();
            let first = small.chars().next().into_iter().flat_map(char::to_uppercase);
            first.chain(small.chars().skip(1)).collect()
        }
    };
    words.iter().map(written).collect::<Vec<String>>().join(" ")
}

/// A place with a number for a name, which a line is, or has behind a colon: "ẤP 3", "Đơn vị: Khu phố 2A".
pub(super) fn numbered(line: &str) -> Option<String> {
    let line = clean(line);
    let own = line.rsplit_once(':').map_or(line.as_str(), |(_, own)| own.trim());
    let small = folded(own);
    let kind = KINDS.into_iter().rev().find(|kind| begins_with_word(&small, kind))?;
    let rest = small.strip_prefix(kind)?.trim();
    let words: Vec<&str> = rest.split(' ').collect();
    let is_number = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    let is_name = match words.as_slice() {
        [number] => is_number(number),
        [so, number] => *so == "số" && is_number(number),
        _ => false,
    };
    is_name.then(|| with_small_kind(&found_in(own, &small)))
}

/// The kind of place that a name begins with.
pub(super) fn kind_of(name: &str) -> Option<&'static str> {
    let small = folded(name);
    KINDS.into_iter().rev().find(|kind| begins_with_word(&small, kind))
}

/// "Thị Trấn Mỹ An", out of capitals, as it is written: "Thị trấn Mỹ An".
pub(super) fn with_small_kind(name: &str) -> String {
    let small = folded(name);
    let kind = KINDS.into_iter().find(|kind| begins_with_word(&small, kind));
    let Some(kind) = kind.filter(|kind| kind.contains(' ')) else { return name.to_owned() };
    let letters = kind.chars().count();
    let first: String = name.chars().take(1).collect();
    let rest: String = kind.chars().skip(1).collect();
    first + &rest + &name.chars().skip(letters).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_go_on_with_a_word_of_a_kind() {
        assert_eq!(found_in("XÃ BA XA", "Xã Ba"), "Xã Ba Xa");
        assert_eq!(found_in("Xã Mỹ Quý, huyện Tháp Mười", "Xã Mỹ Quý"), "Xã Mỹ Quý");
        assert_eq!(found_in("UBND XÃ MỸ QUÝ", "Xã Mỹ Quý"), "Xã Mỹ Quý");
    }

    #[test]
    fn a_number_is_a_name_of_a_hamlet() {
        for (line, name) in [
            ("ẤP 3", Some("Ấp 3")),
            ("Đơn vị báo cáo: Khu phố 2A", Some("Khu phố 2A")),
            ("TỔ DÂN PHỐ SỐ 5", Some("Tổ dân phố Số 5")),
            ("Xã có 3 ấp", None),
            ("Ấp Tân Lợi", None),
        ] {
            assert_eq!(numbered(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn kinds_of_two_words_have_one_capital() {
        assert_eq!(with_small_kind("Thị Trấn Mỹ An"), "Thị trấn Mỹ An");
        assert_eq!(with_small_kind("Khu Phố 3"), "Khu phố 3");
        assert_eq!(with_small_kind("Xã Tân Lợi"), "Xã Tân Lợi");
    }
}
