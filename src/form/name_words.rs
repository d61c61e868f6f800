//! The words of a heading or a name, and where a place's name among them begins and ends.
//!
//! "Xã Mỹ Quý" is named where its last word is followed by nothing, by punctuation, a number or
//! a word that is no part of a name ("tháng", "báo cáo"). "Xã Mỹ Quý Tây" is another unit.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::unit_text::title_case;
use viet_text::text::{bare, clean, folded};

/// A word as written, with what tells where a name ends.
#[derive(Clone, Debug)]
pub(super) struct NameWord {
    /// As written.
    pub written: String,
    /// Folded.
    pub key: String,
    /// Punctuation stands behind it.
    pub is_last: bool,
}

/// A text's words.
#[derive(Clone, Debug)]
pub(super) struct NameWords(pub Vec<NameWord>);

/// Words and runs of words that are no part of a place's name.
const COMMON: &str = "báo cáo|bc|biểu|mẫu|phụ lục|số liệu|tổng hợp|kinh tế|tập thể|hợp tác|\
    tổ hợp|danh sách|tình hình|kết quả|thực hiện|phát triển|ubnd|hđnd|ủy ban|\
    uỷ ban|nhân dân|chính quyền|ban hành|phòng|văn phòng|cán bộ|công chức|đơn vị|địa bàn|\
    địa phương|trên|tại|ở|thuộc|trực thuộc|của|về|theo|kèm|và|với|cho|đến|từ|do|được|đã|chưa|\
    không|có|gồm|năm|tháng|ngày|kỳ|giai đoạn|hàng|đầu năm|cuối năm|lần|bản|bổ sung|\
    điều chỉnh|chỉnh sửa|sửa|thay thế|chính thức|cập nhật|hoàn chỉnh|hoàn thiện|gửi|nộp|lập|\
    chốt|duyệt|ký|mới|cũ|cuối cùng|nháp|dự thảo|sao|copy|final|new|file|tệp|excel|xls|xlsx|\
    scan|email|mail|zalo|ok|xã hội|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp|\
    tỉnh|nông thôn|nông nghiệp|đạt|chuẩn|nước sạch|công trình|stt|tt|thông tin|nghiệp vụ|\
    phục vụ|họp|hội nghị|giao ban|trình|đầy đủ|chi tiết|rà soát|kiểm tra|đối chiếu|bảng|\
    dữ liệu|data|report|thống kê|lãnh đạo|chủ tịch|kế toán|văn thư|đính kèm|xong|ver|\
    version|draft|edit";
/// Of these, words that names have, too ("Tân Lập", "Chợ Mới"): common only in small letters.
const ALSO_OF_NAMES: [&str; 8] = ["mới", "lập", "bản", "sao", "ký", "cũ", "đạt", "do"];
/// Words that may be of a name when they are typed without their tones; a number behind them
/// tells: "nam 2023", "thang 10", "lan 2".
const UNCLEAR: [&str; 7] = ["nam", "thang", "lan", "ky", "quy", "qui", "ki"];

/// Runs of common words, each with its tones and with none.
static COMMON_RUNS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let runs = COMMON.split('|').map(|run| folded(&clean(run)));
    runs.flat_map(|run| [bare(&run), run]).collect()
});
/// Words of the longest run.
const LONGEST: usize = 2;
/// Words that are common only alone or before more common words: "xã hội", but "xã Hội An".
const NOUNS_AFTER_KIND: [&str; 6] = ["hội", "viên", "nhà", "luận", "giao", "đội"];

impl NameWords {
    /// Cuts a text at whatever is no letter or digit. In a name without a space "_", "-" and "."
    /// stand for spaces.
    pub(super) fn new(text: &str) -> Self {
        let text = clean(text);
        let is_spaced = text.contains(' ');
        let mut words: Vec<NameWord> = Vec::new();
        let mut word = String::new();
        for letter in text.chars().chain([' ']) {
            if letter.is_alphanumeric() {
                word.push(letter);
                continue;
            }
            if !word.is_empty() {
                let written = std::mem::take(&mut word);
                words.push(NameWord { key: joined(&folded(&written)), written, is_last: false });
            }
            let is_space = letter == ' ' || (!is_spaced && "_-.".contains(letter));
            if let Some(last) = words.last_mut().filter(|_| !is_space) {
                last.is_last = true;
            }
        }
        Self(words)
    }

    /// The words' keys with one space between.
    pub(super) fn key(&self) -> String {
        self.0.iter().map(|word| word.key.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The same without diacritics.
    pub(super) fn plain_key(&self) -> String {
        self.0.iter().map(|word| joined(&bare(&word.key))).collect::<Vec<_>>().join(" ")
    }

    /// Are the words from a place on typed as these are, diacritics and all?
    pub(super) fn spells(&self, from: usize, words: &str) -> bool {
        words.split(' ').zip(&self.0[from..]).all(|(word, typed)| typed.key == word)
    }

    /// Does the word at a place begin the text, or stand behind punctuation or "và"?
    pub(super) fn is_first(&self, place: usize) -> bool {
        place == 0 || self.0[place - 1].is_last || ["và", "va"].contains(&&*self.0[place - 1].key)
    }

    /// The words of a range as written; all in capitals as a name is printed.
    pub(super) fn written(&self, from: usize, to: usize) -> String {
        let words: Vec<&str> = self.0[from..to].iter().map(|word| word.written.as_str()).collect();
        title_case(&words)
    }

    /// Where a name that has words up to `end` really ends.
    pub(super) fn end_of_name(&self, end: usize) -> usize {
        let mut end = end;
        while end > 0 && !self.0[end - 1].is_last && self.goes_on_with(end) {
            end += 1;
        }
        end
    }

    /// Where a name that has words from `start` really begins.
    pub(super) fn start_of_name(&self, start: usize) -> usize {
        let mut start = start;
        while start > 0 && !self.0[start - 1].is_last && self.may_be_of_name(start - 1, start) {
            start -= 1;
        }
        start
    }

    /// Is the word at a place a part of the name that stands right before it?
    fn goes_on_with(&self, place: usize) -> bool {
        place < self.0.len() && self.may_be_of_name(place, place - 1)
    }

    /// May a word be of the name of which its neighbour is one?
    fn may_be_of_name(&self, place: usize, neighbour: usize) -> bool {
        let word = &self.0[place].written;
        let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        word.chars().all(char::is_alphabetic)
            && !is_abbreviation(word)
            && (is_capital(word) || !is_capital(&self.0[neighbour].written))
            && !self.is_common(place)
    }

    /// Is the word one of those that are no part of a name, or of a run of them?
    pub(super) fn is_common(&self, place: usize) -> bool {
        let key = self.0[place].key.as_str();
        if UNCLEAR.contains(&key) || key == "quí" {
            let is_year = |key: &str| key.len() == 4 && key.bytes().all(|b| b.is_ascii_digit());
            let is_it = if key == "nam" { is_year } else { is_number };
            return self.0.get(place + 1).is_some_and(|next| is_it(&next.key));
        }
        let is_capital = self.0[place].written.starts_with(char::is_uppercase);
        let is_it = |word: &&str| key == folded(word) || key == bare(word);
        if is_capital && ALSO_OF_NAMES.iter().any(is_it) {
            return false;
        }
        let from = place.saturating_sub(LONGEST - 1);
        (from..=place).any(|from| {
            (place + 1..=from + LONGEST).filter(|to| *to <= self.0.len()).any(|to| {
                let run = self.0[from..to].iter().map(|word| word.key.as_str());
                COMMON_RUNS.contains(&run.collect::<Vec<_>>().join(" "))
            })
        })
    }

    /// Does the word behind a kind's word make it a common noun: "xã hội", "xã viên"?
    pub(super) fn is_noun_after_kind(&self, place: usize) -> bool {
        let Some(word) = self.0.get(place) else { return false };
        let is_noun = NOUNS_AFTER_KIND.iter().any(|noun| {
            let noun = folded(noun);
            word.key == noun || word.key == bare(&noun)
        });
        is_noun && (word.is_last || !self.goes_on_with(place + 1))
    }
}

/// Letters without a vowel are short for words: "BC", "TCKH". A lone letter may be of a name.
fn is_abbreviation(word: &str) -> bool {
    let has_vowel = bare(word).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    word.chars().nth(1).is_some() && !has_vowel
}

/// One word stays one: "½" is folded to several.
fn joined(word: &str) -> String {
    let word = word.replace(' ', "");
    if word.is_empty() { "_".to_owned() } else { word }
}

/// "10", "t10", "iii", "ii".
fn is_number(key: &str) -> bool {
    key.contains(|c: char| c.is_ascii_digit()) || key.chars().all(|c| "iv".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_before_what_is_no_part_of_it() {
        for (text, end) in [
            ("Xã Mỹ Quý", 3),
            ("XÃ MỸ QUÝ THÁNG 10", 3),
            ("xa my quy bao cao", 3),
            ("Xã Mỹ Quý gửi lại", 3),
            ("Xã Mỹ Quý đã ký", 3),
            ("Xã Mỹ Quý (Tây)", 3),
            ("xã_mỹ_quý_tháng_10", 3),
            ("Xã Mỹ Quý nam 2023", 3),
            ("xa my quy t10", 3),
            ("XÃ MỸ QUÝ QUÝ III", 3),
            ("XÃ MỸ QUÝ TÂY", 4),
            ("xa my quy nam", 4),
            ("xa_my_quy_tay", 4),
            ("XÃ MỸ QUÝ LẬP", 4),
            ("xa my quy moi", 3),
            ("Xã Mỹ Quý A", 4),
            ("Xã Mỹ Quý Tây Nam T10", 5),
        ] {
            assert_eq!(NameWords::new(text).end_of_name(3), end, "{text}");
        }
    }

    #[test]
    fn a_name_begins_behind_what_is_no_part_of_it() {
        for (text, start) in [
            ("báo cáo Mỹ Quý", 2),
            ("BC KTTT MỸ QUÝ", 2),
            ("T10 Mỹ Quý", 1),
            ("bieu Mỹ Quý", 1),
            ("kinh tế - xã hội Mỹ Quý", 4),
            ("Tân Mỹ Quý", 0),
            ("TÂN MỸ QUÝ", 0),
            ("Tân - Mỹ Quý", 1),
        ] {
            let words = NameWords::new(text);
            assert_eq!(words.start_of_name(words.0.len() - 2), start, "{text}");
        }
    }

    #[test]
    fn nouns_that_only_begin_as_a_unit_does() {
        for text in ["XÃ HỘI", "xã hội tháng 10", "xã viên HTX", "XÃ HỘI, AN NINH"] {
            assert!(NameWords::new(text).is_noun_after_kind(1), "{text}");
        }
        for text in ["Xã Hội An", "XÃ HỘI AN ĐÔNG", "Xã Tân Hội"] {
            assert!(!NameWords::new(text).is_noun_after_kind(1), "{text}");
        }
    }
}
