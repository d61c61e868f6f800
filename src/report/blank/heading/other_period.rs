//! Words around a phrase that make it another period than the form's: "so với tháng …", "cùng kỳ
//! năm …", "nhiệm vụ quý …", "tháng … năm trước".

use std::ops::Range;

use viet_text::slot::SlotScanner;

/// Words before a phrase that compare it with the form's period, or put it before or after that
/// period; each as its words in order.
const COMPARED: [&[&str]; 9] = [
    &["so", "với"],
    &["cùng", "kỳ"],
    &["cùng", "kì"],
    &["trước"],
    &["sau"],
    &["tới"],
    &["tiếp", "theo"],
    &["ngoái"],
    &["dự", "kiến"],
];
/// Words for plans.
const PLANNED: [&[&str]; 3] = [&["kế", "hoạch"], &["nhiệm", "vụ"], &["phương", "hướng"]];
/// After these words a plan is about the form's period: "thực hiện kế hoạch tháng …".
const CARRIED_OUT: [&str; 2] = ["thực", "hiện"];
/// Words after a phrase with the same meaning.
const BEHIND: [&str; 10] = [
    "trước",
    "sau",
    "tới",
    "tiếp theo",
    "năm trước",
    "năm ngoái",
    "năm sau",
    "cùng kỳ",
    "cùng kì",
    "của năm trước",
];
/// How many words before a phrase are examined.
const NEAR: usize = 6;

/// Is the phrase at these letters about another period than the form's?
pub(super) fn is_another(letters: &[char], at: &Range<usize>) -> bool {
    is_led(letters, at.start) || SlotScanner::new(letters, at.end).any(&BEHIND)
}

/// Do the words before say that?
pub(super) fn is_led(letters: &[char], from: usize) -> bool {
    let line = letters[..from].iter().rposition(|letter| matches!(letter, '\n' | ';'));
    let before = &letters[line.map_or(0, |at| at + 1)..from];
    let bracket = before.iter().rposition(|letter| *letter == '(');
    let own = &before[bracket.map_or(0, |at| at + 1)..];
    is_compared(&words(before)) || is_planned(&words(own))
}

fn is_compared(words: &[String]) -> bool {
    let near = &words[words.len().saturating_sub(NEAR)..];
    COMPARED.iter().any(|lead| place_of(near, lead).is_some())
}

fn is_planned(words: &[String]) -> bool {
    let from = words.len().saturating_sub(NEAR);
    let places = PLANNED.iter().filter_map(|lead| place_of(&words[from..], lead));
    places.min().is_some_and(|place| {
        // One word may be between: "thực hiện các nhiệm vụ".
        let before = &words[..from + place];
        let near = &before[before.len().saturating_sub(CARRIED_OUT.len() + 1)..];
        place_of(near, &CARRIED_OUT).is_none()
    })
}

/// The position of consecutive words among others.
fn place_of(words: &[String], lead: &[&str]) -> Option<usize> {
    words.windows(lead.len()).position(|own| own.iter().eq(lead))
}

fn words(letters: &[char]) -> Vec<String> {
    let words = letters.split(|letter| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(|word| word.iter().collect()).collect()
}
