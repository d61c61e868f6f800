//! What the places are called that report, or of which a list has one in each row.

use viet_text::text::folded;

/// Kinds of places, the larger ones first.
pub(super) const KINDS: [&str; 12] = [
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "ấp",
    "thôn",
    "bản",
    "buôn",
    "sóc",
    "khóm",
    "khu phố",
    "tổ dân phố",
];

/// What a header may call them all.
const TOGETHER: [&str; 3] = ["đơn vị", "địa phương", "địa bàn"];

/// Does a header ask for the name of a place: "Phường/Xã", "Tên thôn", "Đơn vị"?
pub(super) fn asks_for_place(header: &str) -> bool {
    let header = folded(header);
    let header = header.strip_prefix("tên ").unwrap_or(&header);
    KINDS.iter().chain(&TOGETHER).any(|word| begins_with_word(header, word))
}

/// Does a folded text begin with a word, and end or go on with another one?
pub(super) fn begins_with_word(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(&folded(word));
    rest.is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_places() {
        for header in ["Phường/Xã", "Tên thôn, bon, buôn", "Đơn vị", "ẤP"] {
            assert!(asks_for_place(header), "{header}");
        }
        for header in ["Tên cơ sở", "Nội dung", "Xãm"] {
            assert!(!asks_for_place(header), "{header}");
        }
    }
}
