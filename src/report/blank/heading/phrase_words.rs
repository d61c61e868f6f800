//! What the phrases of a heading have in common: the year behind them and the words around them.

use viet_text::slot::{Slot, SlotScanner};

/// Words before a day or year that make it another one: "hạn gửi báo cáo đến ngày …", "từ năm …".
const DEADLINE: [&str; 9] = ["hạn", "nộp", "gửi", "nhận", "trước", "sau", "lực", "hoàn", "thành"];
const OTHER_YEAR: [&str; 5] = ["đến", "với", "từ", "kỳ", "kì"];
/// How many words before a phrase are searched for a deadline.
const NEAR: usize = 4;

/// Moves on only if everything could be read.
pub(super) fn whole<T>(
    scan: &mut SlotScanner<'_>,
    read: impl FnOnce(&mut SlotScanner<'_>) -> Option<T>,
) -> Option<T> {
    let mut ahead = *scan;
    let found = read(&mut ahead)?;
    *scan = ahead;
    Some(found)
}

/// The year behind a month, quarter or half: "năm …", ", năm …", "/Năm …", "/…".
pub(super) fn year_behind(scan: &mut SlotScanner<'_>) -> Option<Slot> {
    whole(scan, |scan| {
        scan.sign(&[',']);
        let has_sign = scan.sign(&['/', '-', '–']);
        let has_word = scan.words("năm");
        (has_sign || has_word).then_some(())?;
        scan.year().filter(|year| !is_layout(scan, year))
    })
}

/// Wide spaces before other words are layout, not a slot.
pub(super) fn is_layout(scan: &SlotScanner<'_>, slot: &Slot) -> bool {
    let is_wide = scan.letters[slot.at.clone()].iter().all(|letter| letter.is_whitespace());
    let mut ahead = *scan;
    let goes_on = scan.letters.get(scan.ahead()).is_some_and(|next| next.is_alphanumeric());
    is_wide && goes_on && !ahead.words("đến")
}

/// Is there a word for a deadline shortly before?
pub(super) fn follows_deadline(scan: &SlotScanner<'_>) -> bool {
    words_before(scan).iter().take(NEAR).any(|word| is_one_of(word, &DEADLINE))
}

/// Does a word right before make the year another than the period's?
pub(super) fn is_other_year(scan: &SlotScanner<'_>) -> bool {
    words_before(scan).first().is_some_and(|word| is_one_of(word, &OTHER_YEAR))
}

fn is_one_of(word: &[char], words: &[&str]) -> bool {
    words.iter().any(|other| word.iter().copied().eq(other.chars()))
}

/// The words before, within the same line and brackets, the nearest first.
fn words_before<'t>(scan: &SlotScanner<'t>) -> Vec<&'t [char]> {
    let before = &scan.letters[..scan.at];
    let from = before.iter().rposition(|letter| matches!(letter, '\n' | '(' | ';'));
    let before = &before[from.map_or(0, |from| from + 1)..];
    let words = before.split(|letter| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.rev().collect()
}
