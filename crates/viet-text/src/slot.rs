//! Places that a text leaves open, "ngày … tháng … năm …", and what is written in such places,
//! read from left to right.

use std::ops::Range;

/// As many spaces in a row are a place left open, too.
const WIDE: usize = 3;

/// A place in a text: left open, or with a number in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its letters.
    pub at: Range<usize>,
    /// The number written there; `None` where it is open.
    pub number: Option<u32>,
    /// How many digits the number has.
    pub digits: usize,
}

impl Slot {
    /// Nothing is written there.
    pub const fn is_open(&self) -> bool {
        self.number.is_none()
    }
}

/// A text's letters in lower case, letter for letter.
pub fn lowercase_letters(letters: &[char]) -> Vec<char> {
    letters.iter().map(|letter| letter.to_lowercase().next().unwrap_or(*letter)).collect()
}

/// Does a sign fill a place that is left open?
pub const fn is_filling(letter: char) -> bool {
    matches!(letter, '.' | '…' | '_' | '·')
}

/// Where a run of dots or underscores ends that begins here: two signs at the least, for one
/// dot ends a sentence. Spaces between its signs belong to it.
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

/// Reads words and places off a text in lower case.
#[derive(Clone, Copy, Debug)]
pub struct SlotScanner<'t> {
    /// The text's letters.
    pub letters: &'t [char],
    /// What was read so far ends here.
    pub at: usize,
}

impl<'t> SlotScanner<'t> {
    /// Begins at a place of a text.
    pub const fn new(letters: &'t [char], at: usize) -> Self {
        Self { letters, at }
    }

    /// Where the next thing begins.
    pub fn ahead(&self) -> usize {
        let gap = self.letters[self.at..].iter().take_while(|letter| letter.is_whitespace());
        self.at + gap.count()
    }

    /// Takes a word, or several in a row.
    pub fn words(&mut self, words: &str) -> bool {
        let mut scan = *self;
        let all = words.split(' ').all(|word| scan.word(word));
        if all {
            *self = scan;
        }
        all
    }

    /// Takes one of these words.
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

    /// Takes one of these signs.
    pub fn sign(&mut self, signs: &[char]) -> bool {
        let from = self.ahead();
        let is_it = self.letters.get(from).is_some_and(|letter| signs.contains(letter));
        if is_it {
            self.at = from + 1;
        }
        is_it
    }

    /// Takes a place: open, or with a number of up to four digits.
    pub fn slot(&mut self) -> Option<Slot> {
        let from = self.ahead();
        let slot = match self.letters.get(from) {
            Some(first) if first.is_ascii_digit() => self.number(from)?,
            _ => match open_run(self.letters, from) {
                Some(to) => Slot { at: from..to, number: None, digits: 0 },
                // Room left by spaces alone; one space stays on either side.
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

    /// Takes a year's place: open, four digits, or digits that dots go on from ("20…").
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
