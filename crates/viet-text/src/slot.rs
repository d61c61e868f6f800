//! Blanks in a text to be filled in, "ngày … tháng … năm …", and numbers written in such places.

use std::ops::Range;

/// This many spaces in a row are also a blank.
const WIDE: usize = 3;

/// A blank in a text, or the number written in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its position, in characters.
    pub at: Range<usize>,
    /// The number written there; `None` where it is blank.
    pub number: Option<u32>,
    /// The number of its digits.
    pub digits: usize,
}

impl Slot {
    /// Is nothing written there?
    pub const fn is_open(&self) -> bool {
        self.number.is_none()
    }
}

/// Lower case, one character for each character.
pub fn lowercase_letters(letters: &[char]) -> Vec<char> {
    letters.iter().map(|letter| letter.to_lowercase().next().unwrap_or(*letter)).collect()
}

/// Is it one of the characters that blanks are drawn with?
pub const fn is_filling(letter: char) -> bool {
    matches!(letter, '.' | '…' | '_' | '·')
}

/// The end of a run of dots or underscores that begins here: at least two, since one dot ends a
/// sentence. Spaces between them belong to the run.
pub fn open_run(letters: &[char], from: usize) -> Option<usize> {
    let (mut to, mut weight) = (from, 0);
    for (place, letter) in letters.iter().enumerate().skip(from) {
        match letter {
            letter if is_filling(*letter) => {
                weight += if *letter == '…' { 3 } else { 1 };
                to = place + 1;
            }
            ' ' | '\u{A0}' if to > from => {}
            _ => break,
        }
    }
    (weight >= 2).then_some(to)
}

/// Reads words and blanks from a lower-case text, left to right. A method that finds what it looks
/// for moves behind it; otherwise the position stays.
#[derive(Clone, Copy, Debug)]
pub struct SlotScanner<'t> {
    /// The text's characters.
    pub letters: &'t [char],
    /// The position.
    pub at: usize,
}

impl<'t> SlotScanner<'t> {
    /// Starts at a position.
    pub const fn new(letters: &'t [char], at: usize) -> Self {
        Self { letters, at }
    }

    /// The position after white space.
    pub fn ahead(&self) -> usize {
        let gap = self.letters[self.at..].iter().take_while(|letter| letter.is_whitespace());
        self.at + gap.count()
    }

    /// Reads a word, or several in a row.
    pub fn words(&mut self, words: &str) -> bool {
        let mut scan = *self;
        let all = words.split(' ').all(|word| scan.word(word));
        if all {
            *self = scan;
        }
        all
    }

    /// Reads one of these words.
    pub fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.words(word))
    }

    fn word(&mut self, word: &str) -> bool {
        let from = self.ahead();
        let end = from + word.chars().count();
        let is_it =
            self.letters.get(from..end).is_some_and(|own| own.iter().copied().eq(word.chars()));
        let is_whole = self.letters.get(end).is_none_or(|next| !next.is_alphabetic());
        if is_it && is_whole {
            self.at = end;
        }
        is_it && is_whole
    }

    /// Reads one of these characters.
    pub fn sign(&mut self, signs: &[char]) -> bool {
        let from = self.ahead();
        let is_it = self.letters.get(from).is_some_and(|letter| signs.contains(letter));
        if is_it {
            self.at = from + 1;
        }
        is_it
    }

    /// Reads a blank, or a number of up to four digits.
    pub fn slot(&mut self) -> Option<Slot> {
        let from = self.ahead();
        let slot = match self.letters.get(from) {
            Some(first) if first.is_ascii_digit() => self.number(from)?,
            _ => match open_run(self.letters, from) {
                Some(to) => Slot { at: from..to, number: None, digits: 0 },
                // A blank of spaces only; one space stays on each side.
                None if from >= self.at + WIDE && !self.letters[self.at..from].contains(&'\n') => {
                    let at = self.at + 1..from - 1;
                    self.at = from;
                    return Some(Slot { at, number: None, digits: 0 });
                }
                None => return None,
            },
        };
        self.at = slot.at.end;
        Some(slot)
    }

    fn number(&self, from: usize) -> Option<Slot> {
        let digits: String =
            self.letters[from..].iter().take_while(|letter| letter.is_ascii_digit()).collect();
        let end = from + digits.len();
        let is_whole = self.letters.get(end).is_none_or(|next| !next.is_alphabetic());
        let number = digits.parse().ok().filter(|_| is_whole && digits.len() <= 4)?;
        Some(Slot { at: from..end, number: Some(number), digits: digits.len() })
    }

    /// Reads a year: a blank, four digits, or digits followed by dots ("20…").
    pub fn year(&mut self) -> Option<Slot> {
        let mut scan = *self;
        let mut slot = scan.slot()?;
        if slot.digits > 0 && slot.digits < 4 {
            let to = open_run(self.letters, slot.at.end)?;
            slot = Slot { at: slot.at.start..to, number: None, digits: 0 };
            scan.at = to;
        }
        *self = scan;
        Some(slot)
    }
}
