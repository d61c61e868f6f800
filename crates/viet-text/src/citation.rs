//! A document's number and day as officers cite them: "45/BC-STC ngày 4/2/2026".

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};

use crate::date::{from_parts, month_in_words, read_date};
use crate::slot::{Slot, SlotScanner, lowercase_letters};
use crate::text::{clean, folded};

/// Placeholders for a number, or a part of a date, that was not written.
const OPEN_NUMBER: &str = "……";
const OPEN: &str = "…";
/// Words before a document's number that do not belong to it.
const LEADS: [&str; 5] = ["báo cáo", "kèm theo", "công văn", "số", "ngày"];
/// Punctuation around a number that does not belong to it.
const AROUND: [char; 9] = [' ', ',', ';', ':', '-', '–', '(', ')', '.'];

/// A cited document. Parts that were not written are left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// "45/BC-STC"; empty where none is written.
    pub number: String,
    /// Its date.
    pub day: PartialDay,
    /// The text after the date: "của Sở Tài chính". Usually empty.
    pub rest: String,
    /// A date is written, but it does not exist (31/02/2026).
    pub no_such_day: bool,
}

/// A date of which parts may be missing: "ngày … tháng 02 năm 2026".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartialDay {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
}

/// A date found in a text, and its position.
struct FoundDay {
    from: usize,
    to: usize,
    /// `None` for a date that does not exist.
    day: Option<PartialDay>,
}

impl Citation {
    /// Reads what was typed: number and date in either order, or only one of them.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let letters: Vec<char> = clean(text).chars().collect();
        let text = |part: &[char]| part.iter().collect::<String>();
        let Some(found) = find_day(&letters) else {
            return Self { number: bare_number(&text(&letters)), ..Self::default() };
        };
        let before = bare_number(&text(&letters[..found.from]));
        let after = text(&letters[found.to..]);
        let (number, rest) = match before.is_empty() {
            true => (bare_number(&after), String::new()),
            false => (before, after.trim_start_matches(AROUND).trim().to_owned()),
        };
        let no_such_day = found.day.is_none();
        Self { number, day: found.day.unwrap_or_default(), rest, no_such_day }
    }

    /// Neither number nor date is written.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.number.is_empty() && self.day == PartialDay::default()
    }

    /// "45/BC-STC ngày 04 tháng 02 năm 2026", with "…" for missing parts.
    #[must_use]
    pub fn in_full(&self) -> String {
        let number = if self.number.is_empty() { OPEN_NUMBER } else { &self.number };
        let rest = if self.rest.is_empty() { String::new() } else { format!(" {}", self.rest) };
        format!("{number} {}{rest}", self.day.in_words())
    }

    /// "45/BC-STC ngày 04/02/2026", the form used in lists and records. [`Citation::read`] reads it
    /// back.
    #[must_use]
    pub fn in_short(&self) -> String {
        match self.day.whole() {
            Some(day) => {
                let number = if self.number.is_empty() { OPEN_NUMBER } else { &self.number };
                let rest = Some(format!(" {}", self.rest)).filter(|_| !self.rest.is_empty());
                format!("{number} ngày {}{}", day.format("%d/%m/%Y"), rest.unwrap_or_default())
            }
            None => self.in_full(),
        }
    }

    /// Do two citations mean the same document? Compares the numbers, or the dates where a number
    /// is missing.
    #[must_use]
    pub fn is_same_document(&self, other: &Self) -> bool {
        match (self.key(), other.key()) {
            (Some(own), Some(other)) => own == other,
            _ => self.day.whole().is_some() && self.day == other.day,
        }
    }

    /// The number without spaces, for comparison. A number left open ("…/BC-UBND") has no key.
    fn key(&self) -> Option<String> {
        let is_given = self.number.starts_with(|first: char| first.is_alphanumeric())
            && self.number.contains(|letter: char| letter.is_ascii_digit());
        is_given.then(|| folded(&self.number).replace(' ', ""))
    }
}

impl PartialDay {
    /// The date, where no part of it is missing.
    #[must_use]
    pub fn whole(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }

    /// "ngày 04 tháng 02 năm 2026". Decree 30/2020 requires a leading zero for days under 10 and
    /// for months 1 and 2.
    #[must_use]
    pub fn in_words(self) -> String {
        let open = || OPEN.to_owned();
        format!(
            "ngày {} tháng {} năm {}",
            self.day.map_or_else(open, |day| format!("{day:02}")),
            self.month.map_or_else(open, month_in_words),
            self.year.map_or_else(open, |year| year.to_string())
        )
    }

    /// The parts as read; `None` for a date that does not exist.
    fn from_slots(day: Option<Slot>, month: Option<Slot>, year: Option<Slot>) -> Option<Self> {
        let number = |slot: Option<Slot>| slot.and_then(|slot| slot.number);
        let (day, month, year) = (number(day), number(month), number(year));
        let day_of = |year: i32| {
            let text = |part: Option<u32>| part.unwrap_or(1).to_string();
            from_parts(&text(day), &text(month), &year.to_string())
        };
        // Without a year, 29 February is possible: check against a leap year.
        let year = year.map(i32::try_from).transpose().ok()?;
        day_of(year.unwrap_or(2024))?;
        Some(Self { day, month, year })
    }
}

impl From<NaiveDate> for PartialDay {
    fn from(day: NaiveDate) -> Self {
        Self { day: Some(day.day()), month: Some(day.month()), year: Some(day.year()) }
    }
}

/// The first date in a text: after "ngày" or "tháng", or in digits on its own.
fn find_day(letters: &[char]) -> Option<FoundDay> {
    let lower = lowercase_letters(letters);
    let is_start = |place: &usize| *place == 0 || !lower[*place - 1].is_alphanumeric();
    let starts = (0..lower.len()).filter(is_start);
    let worded = starts.clone().find_map(|from| {
        let mut scan = SlotScanner::new(&lower, from);
        (!lower[from].is_whitespace()).then_some(())?;
        let day =
            if scan.words("ngày") { behind_day(&mut scan) } else { behind_month(&mut scan)? };
        Some(FoundDay { from, to: scan.at, day })
    });
    worded.or_else(|| starts.filter_map(|from| in_numbers(letters, from)).next())
}

/// What follows "ngày". Other words leave the date open; other digits make an impossible date.
fn behind_day(scan: &mut SlotScanner<'_>) -> Option<PartialDay> {
    const SIGNS: [char; 3] = ['/', '-', '.'];
    let start = *scan;
    let day = scan.slot();
    if day.is_some() && scan.sign(&SIGNS) {
        let month = scan.slot();
        let year = if scan.sign(&SIGNS) { scan.slot() } else { None };
        let is_short = year.as_ref().is_some_and(|year| !year.is_open() && year.digits != 4);
        return if is_short { None } else { PartialDay::from_slots(day, Some(month?), year) };
    }
    if scan.words("tháng") {
        let month = scan.slot();
        return PartialDay::from_slots(day, month, year_behind(scan));
    }
    let said_so_far = day.as_ref().is_none_or(Slot::is_open);
    if !said_so_far {
        *scan = start;
    }
    said_so_far.then(PartialDay::default)
}

/// "tháng 02 năm 2026" without a day.
fn behind_month(scan: &mut SlotScanner<'_>) -> Option<Option<PartialDay>> {
    if !scan.words("tháng") {
        return None;
    }
    let month = scan.slot()?;
    Some(PartialDay::from_slots(None, Some(month), year_behind(scan)))
}

fn year_behind(scan: &mut SlotScanner<'_>) -> Option<Slot> {
    let mut ahead = *scan;
    ahead.sign(&[',']);
    if !ahead.words("năm") && !ahead.sign(&['/']) {
        return None;
    }
    // Nothing after "năm" leaves the year open.
    let year = ahead.year();
    *scan = ahead;
    year
}

/// "04/02/2026" as a separate word.
fn in_numbers(letters: &[char], from: usize) -> Option<FoundDay> {
    let end = letters[from..].iter().position(|letter| letter.is_whitespace());
    let word = &letters[from..end.map_or(letters.len(), |end| from + end)];
    let kept = word.iter().rposition(|letter| !AROUND.contains(letter))? + 1;
    let day = read_date(&word[..kept].iter().collect::<String>())?;
    Some(FoundDay { from, to: from + kept, day: Some(day.into()) })
}

/// A number without the words and punctuation around it.
fn bare_number(text: &str) -> String {
    let mut rest = text.trim_matches(AROUND);
    loop {
        let letters: Vec<char> = rest.chars().collect();
        let lower = lowercase_letters(&letters);
        let mut scan = SlotScanner::new(&lower, 0);
        if !scan.any(&LEADS) {
            break;
        }
        let taken: usize = letters[..scan.at].iter().map(|letter| letter.len_utf8()).sum();
        rest = rest[taken..].trim_matches(AROUND);
    }
    // A word that introduces the date: "45/BC-STC, ký ngày …".
    for word in [" ký", " ban hành"] {
        rest = rest.strip_suffix(word).unwrap_or(rest).trim_end_matches(AROUND);
    }
    if rest.chars().any(char::is_alphanumeric) { rest.to_owned() } else { String::new() }
}
