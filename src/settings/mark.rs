//! How communes write nothing, zero, yes and no; and words that stand for one another.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::ByCode;
use super::problem::Problems;
use super::rows::{MarkRow, SynonymRow};
use super::table::read_table;
use super::unit::split;
use super::word::meaning;
use viet_text::text::{folded, folded_cow};
use workbook_io::Workbook;

/// What a sign that is no number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// No figure was given.
    Missing,
    /// Zero; in a tick column, no.
    Zero,
    /// A tick.
    Yes,
    /// No tick.
    No,
}

const MEANINGS: &[(&str, Mark)] = &[
    ("không có số liệu", Mark::Missing),
    ("bằng 0", Mark::Zero),
    ("có", Mark::Yes),
    ("không", Mark::No),
];

/// The office's table of signs.
#[derive(Clone, Debug, Default)]
pub struct Marks(ByCode<Mark>);

impl Marks {
    /// What a cell's whole text stands for, where it is a sign of the table.
    #[must_use]
    pub fn lookup(&self, text: &str) -> Option<Mark> {
        let key = folded_cow(text);
        if key.is_empty() {
            return Some(Mark::Missing);
        }
        self.0.get(&*key).copied()
    }

    /// The sign that stands for a tick: "x" where that is one, else the first there is.
    #[must_use]
    pub fn tick(&self) -> Option<&str> {
        let ticks = || self.0.iter().filter(|(_, mark)| **mark == Mark::Yes);
        let first = ticks().find(|(sign, _)| *sign == "x").or_else(|| ticks().next());
        first.map(|(sign, _)| sign.as_str())
    }
}

/// Ways to write a word, each standing for the standard form's own.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// A wording and the standard one, each as it stands among other words.
    pairs: Vec<(String, String)>,
    /// Places of the wordings by their first words: a text without any of these has no other
    /// wording.
    by_first_word: HashMap<String, Vec<usize>, RandomState>,
    /// How long these words are, a bit each, by their first bytes: that rules out most words.
    lengths: Vec<u64>,
}

/// A wording as it stands among other words.
fn among_words(words: &str) -> String {
    format!(" {words} ")
}

/// A word's first byte, and a bit for its length.
fn looks(word: &str) -> (usize, u64) {
    (word.bytes().next().unwrap_or_default().into(), 1 << word.len().min(63))
}

impl Synonyms {
    fn new(pairs: Vec<(String, String)>) -> Self {
        let mut by_first_word: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
        let mut lengths = vec![0; usize::from(u8::MAX) + 1];
        for (place, (from, _)) in pairs.iter().enumerate() {
            let first = from.split_whitespace().next().unwrap_or_default();
            by_first_word.entry(first.to_owned()).or_default().push(place);
            let (byte, length) = looks(first);
            lengths[byte] |= length;
        }
        Self { pairs, by_first_word, lengths }
    }

    /// The first of the wordings with which a text begins, whose first word is this.
    fn beginning(&self, text: &str, word: &str) -> Option<usize> {
        let (byte, length) = looks(word);
        if self.lengths.get(byte)? & length == 0 {
            return None;
        }
        let mut begun = self.by_first_word.get(word)?.iter().copied();
        begun.find(|place| {
            // As among words: between two spaces.
            let words = &self.pairs[*place].0[1..];
            text.starts_with(words) || words.strip_suffix(' ') == Some(text)
        })
    }

    /// The first of the wordings that a text holds.
    fn held(&self, text: &str) -> Option<usize> {
        let (mut held, mut rest) = (None, Some(text));
        while let Some(text) = rest {
            let (word, behind) = match text.split_once(' ') {
                Some((word, behind)) => (word, Some(behind)),
                None => (text, None),
            };
            held = held.into_iter().chain(self.beginning(text, word)).min();
            rest = behind;
        }
        held
    }

    /// The text with every known other wording replaced by the standard one; expects folded
    /// text and replaces whole words only.
    #[must_use]
    pub fn standardised(&self, folded_text: &str) -> String {
        let held = self.held(folded_text);
        let Some(held) = held else { return folded_text.trim().to_owned() };
        let mut text = among_words(folded_text);
        for (from, to) in &self.pairs[held..] {
            while let Some(at) = text.find(from) {
                text.replace_range(at..at + from.len(), to);
                if to.contains(from) {
                    break;
                }
            }
        }
        text.trim().to_owned()
    }
}

pub(super) fn read_marks(book: &Workbook, problems: &mut Problems) -> Marks {
    const SHEET: &str = "Ký hiệu";
    let table = read_table::<MarkRow>(book, SHEET, problems);
    let mut marks = ByCode::default();
    for (row, data) in &table.rows {
        let written = table.need(*row, "Cách ghi", data.written.as_ref(), problems);
        let sense = table.need(*row, "Nghĩa", data.meaning.as_ref(), problems);
        let (Some(written), Some(sense)) = (written, sense) else { continue };
        if let Some(mark) = meaning(SHEET, "Nghĩa", sense, MEANINGS, problems)
            && let Some(earlier) = marks.insert(folded(&written.text), mark)
            && earlier != mark
        {
            let message = format!("\"{}\" đã có ở dòng trên với nghĩa khác", written.text);
            problems.add(SHEET, Some(written.at), message);
        }
    }
    Marks(marks)
}

pub(super) fn read_synonyms(book: &Workbook, problems: &mut Problems) -> Synonyms {
    const SHEET: &str = "Từ đồng nghĩa";
    let table = read_table::<SynonymRow>(book, SHEET, problems);
    let mut pairs = Vec::new();
    for (row, data) in &table.rows {
        let standard = table.need(*row, "Cách ghi chuẩn", data.standard.as_ref(), problems);
        let other = table.need(*row, "Cách ghi khác", data.other.as_ref(), problems);
        let (Some(standard), Some(other)) = (standard, other) else { continue };
        for word in split(&other.text) {
            pairs.push((among_words(&folded(&word)), among_words(&folded(&standard.text))));
        }
    }
    // The longest wording first: "xã viên htx" before "xã viên".
    pairs.sort_by_key(|(other, _)| std::cmp::Reverse(other.chars().count()));
    Synonyms::new(pairs)
}
