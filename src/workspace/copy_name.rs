//! Names that mark a copy: "2023-10 - Copy", "ket-qua (1)".
//!
//! File managers of all systems and languages mark copies in the name, and so do people. A copy
//! lies beside its original and is never used in its place.

use viet_text::text::{bare, clean, folded};

/// Words of a copy. They are also written without diacritics, but never with others: "Bàn Sao"
/// is a name.
const MARKS: [&[&str]; 10] = [
    &["copy"],
    &["copies"],
    &["bản", "sao"],
    &["bansao"],
    &["sao", "chép"],
    &["saochep"],
    &["sao", "lưu"],
    &["saoluu"],
    &["backup"],
    &["bak"],
];
/// Words that only join a mark to the name: "Copy of 2023-10", "Bản sao của 2023-10".
const JOINTS: [&str; 2] = ["of", "của"];

/// A run of letters, of digits, or of neither.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharRun {
    Letters,
    Digits,
    Other,
}

/// The name of a copy's original; `None` where the name has no mark of a copy.
///
/// A mark is a word for a copy with the number after it, anywhere in the name, or a small number
/// in brackets at the end: "(1)", not the year of "Tháng 10 (2023)".
#[must_use]
pub fn without_copy_marks(name: &str) -> Option<String> {
    let name = clean(name);
    let runs = runs(&name);
    let mut is_mark = vec![false; runs.len()];
    for place in 0..runs.len() {
        if let Some(end) = MARKS.iter().find_map(|mark| mark_at(&runs, place, mark)) {
            let end = with_number(&runs, end);
            is_mark[place..end].fill(true);
            let joint = (end..runs.len()).find(|next| runs[*next].0 != CharRun::Other);
            if let Some(joint) =
                joint.filter(|next| JOINTS.iter().any(|word| says(runs[*next].1, word)))
            {
                is_mark[joint] = true;
            }
        }
    }
    let kept = runs.iter().zip(&is_mark).map(|((_, text), mark)| if *mark { " " } else { text });
    let kept = clean(&kept.collect::<String>()).replace("( )", "");
    let rest = without_numbers(trimmed(&kept));
    let is_copy = is_mark.contains(&true) || rest != trimmed(&name);
    (is_copy && !rest.is_empty()).then(|| rest.to_owned())
}

fn runs(name: &str) -> Vec<(CharRun, &str)> {
    let kind = |c: char| match c {
        c if c.is_ascii_digit() => CharRun::Digits,
        c if c.is_alphabetic() => CharRun::Letters,
        _ => CharRun::Other,
    };
    let mut runs: Vec<(CharRun, &str)> = Vec::new();
    let mut from = 0;
    for (at, letter) in name.char_indices() {
        let end = at + letter.len_utf8();
        match runs.last_mut() {
            Some((run, text)) if *run == kind(letter) => *text = &name[from..end],
            _ => {
                from = at;
                runs.push((kind(letter), &name[at..end]));
            }
        }
    }
    runs
}

/// The end of a mark's words at a place, with at most a space or a hyphen between them.
fn mark_at(runs: &[(CharRun, &str)], place: usize, mark: &[&str]) -> Option<usize> {
    let mut at = place;
    for (number, word) in mark.iter().enumerate() {
        if number > 0 {
            at += usize::from(matches!(runs.get(at)?.1, " " | "-" | "_"));
        }
        if !says(runs.get(at)?.1, word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Is a run the word, with its diacritics or without any?
fn says(run: &str, word: &str) -> bool {
    folded(run) == folded(word) || run.to_lowercase() == bare(word)
}

/// The end of a mark with its number: "Copy (2)", "copy 3".
fn with_number(runs: &[(CharRun, &str)], end: usize) -> usize {
    let small = |text: &str| text.len() <= 2;
    match runs.get(end..) {
        Some([(CharRun::Other, open), (CharRun::Digits, number), (CharRun::Other, close), ..])
            if small(number) && open.trim() == "(" && close.starts_with(')') =>
        {
            end + 3
        }
        Some([(CharRun::Other, " "), (CharRun::Digits, number)]) if small(number) => end + 2,
        _ => end,
    }
}

/// A name without the small numbers in brackets at its end.
fn without_numbers(name: &str) -> &str {
    let inner = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inner {
        Some((rest, number))
            if (1..=2).contains(&number.len())
                && number.bytes().all(|digit| digit.is_ascii_digit())
                && !trimmed(rest).is_empty() =>
        {
            without_numbers(trimmed(rest))
        }
        _ => name,
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '-', '_', '.', '~', '\u{2013}', '\u{2014}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_by_their_names() {
        for name in [
            "2023-10 - Copy",
            "2023-10 - Copy (2)",
            "2023-10 - Copy - Copy",
            "2023-10 (1)",
            "2023-10(12)",
            "2023-10 (1) (1)",
            "2023-10 - Bản sao",
            "2023-10 - Ba\u{309}n sao (2)",
            "2023-10 - Sao chép",
            "2023-10 (bản sao)",
            "Copy of 2023-10",
            "Copy (2) of 2023-10",
            "Bản sao của 2023-10",
            "ban sao 2023-10",
            "2023-10-copy",
            "2023-10_COPY",
            "2023-10copy",
            "2023-10 copy 2",
            "2023-10 (copy)",
            "2023-10.bak",
            "2023-10 backup",
            "2023-10 sao lưu",
            "2023-10-saoluu",
        ] {
            assert_eq!(without_copy_marks(name).as_deref(), Some("2023-10"), "{name}");
        }
    }

    #[test]
    fn names_that_are_no_copies() {
        for name in [
            "2023-10",
            "T10.2023",
            "Tháng 10 (2023)",
            "Quý II-2024",
            "6T-2024",
            "Năm 2024",
            "Xã Bàn Sao 2023-10",
            "2023-10 photocopy",
            "2023-10 (mới)",
            "2023-10 lần 2",
            "(1)",
            "copy",
            "",
        ] {
            assert_eq!(without_copy_marks(name), None, "{name}");
        }
    }
}
