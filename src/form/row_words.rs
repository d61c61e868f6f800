//! What words in a list's rows say: a total, a heading, a note, an example, a name left open.

use std::sync::Arc;

use viet_text::text::{bare, folded_cow};

/// "Xã Một", "Xã Một: 9 THT".
pub(super) fn is_unit_name(text: &str, unit: Option<&str>) -> bool {
    let rest = unit.filter(|unit| !unit.is_empty()).and_then(|unit| text.strip_prefix(unit));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with([':', '(', '-', ','])
    })
}

/// "TC", "T.cộng", "Total", "Σ", "Tổng THT", "Toàn xã: 9 THT", "Bình quân".
pub(super) fn calls_total(text: &str) -> bool {
    const SHORT: [&str; 13] = [
        "tc", "tcộng", "total", "totals", "subtotal", "sum", "bq", "bqc", "tb", "tbc", "chung",
        "σ", "ς",
    ];
    const WHOLE: [&str; 8] = ["xã", "huyện", "tỉnh", "phường", "thị", "thành", "ngành", "địa"];
    let text = text.trim_start_matches(['-', '+', '*', ' ']);
    let head = text.split([':', '(', '=']).next().unwrap_or_default();
    let letters: String = head.chars().filter(|letter| letter.is_alphabetic()).collect();
    let mut words = text.split([' ', ':', '(', '.']).filter(|word| !word.is_empty());
    let words: [&str; 2] = std::array::from_fn(|_| words.next().unwrap_or_default());
    SHORT.contains(&letters.as_str())
        || text.contains('∑')
        || match words {
            ["toàn" | "cả", whole] => WHOLE.contains(&whole),
            ["tổng", next] => !matches!(next, "hợp" | "công"),
            ["bình", "quân"] | ["trung", "bình"] | ["grand" | "sub", "total"] => true,
            _ => false,
        }
}

/// Is a name one that nobody filled in: "HTX ……", "THT .......", "Tên HTX", "HTX"?
pub(super) fn is_left_open(name: &str, generic: &str) -> bool {
    let dots = |letter: char| match letter {
        '…' => 3,
        '‥' => 2,
        '.' | '_' | '·' => 1,
        _ => 0,
    };
    let dots: usize = name.chars().map(dots).sum();
    let is_generic = |word: &str| says_word(generic, word) || is_of_initials(word, generic);
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // A name cut short ends in an ellipsis, a line to be filled in is longer.
    dots > LONGEST_ELLIPSIS || words.all(is_generic)
}

/// Dots that may stand for the rest of a name.
const LONGEST_ELLIPSIS: usize = 4;

fn says_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|other| other == word)
}

/// "htx" is of the initials of "hợp tác xã".
fn is_of_initials(word: &str, text: &str) -> bool {
    let initial = |word: &str| bare(word).chars().next();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let initials: String = words.filter_map(initial).collect();
    word.chars().count() > 1 && initials.contains(&bare(word))
}

/// What the words of a row say that it is.
#[derive(Clone, Copy)]
pub(super) struct RowWords {
    /// A total.
    pub(super) total: bool,
    /// A group's heading.
    pub(super) head: bool,
    /// A note, a signature.
    pub(super) note: bool,
}

impl RowWords {
    pub(super) fn read(folded: &str) -> Self {
        Self { total: says_total(folded), head: is_heading(folded), note: is_note(folded) }
    }
}

/// Does a text say so?
pub(super) fn is_total(text: &Arc<str>) -> bool {
    says_total(&folded_cow(text))
}

/// "Tổng cộng", "Cộng", "Tổng số: 3 HTX", "Cộng nhóm I", "TỔNG", "Toàn xã".
fn says_total(text: &str) -> bool {
    let mut words = text.split([' ', ':', '(', '.']).filter(|word| !word.is_empty());
    // More than are looked at.
    let words: [&str; 4] = std::array::from_fn(|_| words.next().unwrap_or_default());
    match words {
        ["tổng" | "cộng", "", ..] | ["tổng", "cộng" | "số", ..] | ["lũy", "kế", ..] => {
            true
        }
        ["toàn", "xã" | "huyện" | "tỉnh" | "phường", "", _] | ["toàn", "thị", "trấn", ""] => {
            true
        }
        // "Cộng đồng" begins names.
        ["cộng", next, ..] => next != "đồng",
        _ => false,
    }
}

/// "VD: HTX A", "Ví dụ", "(Dòng mẫu)", "Mẫu: HTX A".
pub(super) fn begins_as_example(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = |word: &str| text.strip_prefix(word);
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let is_marked = |rest: &str| rest.is_empty() || rest.starts_with([':', '.', ')', ',', '-']);
    ["ví dụ", "thí dụ", "dòng mẫu", "dòng ví dụ"].iter().any(|word| rest(word).is_some_and(ends))
        || ["vd", "v.d"].iter().any(|word| rest(word).is_some_and(is_marked))
        || text.starts_with("mẫu:")
}

/// A group's heading by its words.
fn is_heading(name: &str) -> bool {
    const HEADINGS: [&str; 3] = ["lĩnh vực", "trong đó", "chia ra"];
    let rest = HEADINGS.iter().find_map(|heading| name.strip_prefix(heading));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':']))
}

/// Words under a list that are about it.
fn is_note(name: &str) -> bool {
    const NOTES: [&str; 9] = [
        "ghi chú",
        "lưu ý",
        "chú thích",
        "nguồn",
        "người lập",
        "người tổng hợp",
        "nơi nhận",
        "tm.",
        "kt.",
    ];
    name.starts_with('*') || NOTES.iter().any(|note| name.starts_with(note))
}
