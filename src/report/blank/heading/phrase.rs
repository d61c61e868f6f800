//! Phrases of a heading that name a period or its days, "Từ ngày … đến ngày …", "Quý …/Năm …",
//! with their places: open, or written in already.

use std::ops::Range;

use super::other_period::{is_another, is_led};
use viet_text::slot::{Slot, SlotScanner};

/// SlotMeaning a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    /// The period's month, quarter, or half of a year.
    Month,
    Quarter,
    /// `only` the first or second half, where the words say which.
    Half {
        only: Option<u32>,
    },
    Year,
    /// "6 tháng/năm …": a choice between half a year and a year.
    HalfOrYear,
    /// From its first day or month to its last.
    Range,
    /// Up to its last day or month.
    Until,
    /// Not the period's: a day of signing, of another document.
    Other,
    /// It may be anything: the last period, a deadline, nine months.
    Unknown,
}

/// An end of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodEdge {
    First,
    Last,
}

/// SlotMeaning belongs in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotMeaning {
    /// A whole day: 31/03/2026.
    Date(PeriodEdge),
    /// A day of the month.
    Day(PeriodEdge),
    /// A month of the year.
    Month(PeriodEdge),
    /// The year.
    Year,
    /// The month that the period is.
    OwnMonth,
    /// The quarter that it is.
    Quarter,
    /// Which half of the year it is: "đầu", "cuối".
    Half,
    /// How many months it has, where these are half a year.
    Six,
}

/// A phrase in a heading.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) kind: PhraseKind,
    pub(super) at: Range<usize>,
    pub(super) places: Vec<(Slot, SlotMeaning)>,
}

type PhraseSlots = Vec<(Slot, SlotMeaning)>;

/// Words right before a day or year that make it another than the period's: "hạn gửi báo cáo đến
/// ngày …", "từ năm …".
const DEADLINE: [&str; 9] = ["hạn", "nộp", "gửi", "nhận", "trước", "sau", "lực", "hoàn", "thành"];
const OTHER_YEAR: [&str; 5] = ["đến", "với", "từ", "kỳ", "kì"];
/// So many words before a phrase may be of a deadline.
const NEAR: usize = 4;

/// The phrases of a text in lower case, from left to right.
pub(super) fn phrases(letters: &[char]) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let is_start = at == 0 || !letters[at - 1].is_alphanumeric();
        let phrase = is_start.then(|| phrase(letters, at)).flatten();
        at = phrase.as_ref().map_or(at + 1, |phrase| phrase.at.end.max(at + 1));
        found.extend(phrase);
    }
    found
}

fn phrase(letters: &[char], from: usize) -> Option<Phrase> {
    if letters[from].is_whitespace() {
        return None;
    }
    let mut scan = SlotScanner::new(letters, from);
    let mut places = PhraseSlots::new();
    let kind = range(&mut scan, &mut places)
        .or_else(|| until(&mut scan, &mut places))
        .or_else(|| day_of_something(&mut scan, &mut places))
        .or_else(|| half_or_year(&mut scan, &mut places))
        .or_else(|| months(&mut scan, &mut places))
        .or_else(|| quarter(&mut scan, &mut places))
        .or_else(|| month(&mut scan, &mut places))
        .or_else(|| year(&mut scan, &mut places))?;
    let at = from..scan.at;
    let is_other = kind != PhraseKind::Other && is_another(letters, &at);
    Some(Phrase { kind: if is_other { PhraseKind::Unknown } else { kind }, at, places })
}

/// Reads on only where all of it can be read.
fn whole<T>(
    scan: &mut SlotScanner<'_>,
    read: impl FnOnce(&mut SlotScanner<'_>) -> Option<T>,
) -> Option<T> {
    let mut ahead = *scan;
    let found = read(&mut ahead)?;
    *scan = ahead;
    Some(found)
}

/// "từ ngày … đến ngày …", "từ tháng … đến tháng … năm …".
fn range(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let kind = if follows_deadline(scan) { PhraseKind::Unknown } else { PhraseKind::Range };
    let first = whole(scan, |scan| {
        scan.words("từ").then_some(())?;
        day_or_month(scan, PeriodEdge::First)
    })?;
    places.extend(first);
    let last = whole(scan, |scan| {
        scan.sign(&[',', '-', '–']);
        scan.any(&["đến hết", "đến"]).then_some(())?;
        day_or_month(scan, PeriodEdge::Last)
    });
    places.extend(last.into_iter().flatten());
    Some(kind)
}

/// "đến ngày …", "tính đến hết tháng … năm …".
fn until(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let kind = if follows_deadline(scan) { PhraseKind::Unknown } else { PhraseKind::Until };
    let last = whole(scan, |scan| {
        scan.any(&["đến thời điểm", "đến hết", "tới hết", "đến", "tới", "hết", "thời điểm"])
            .then_some(())?;
        day_or_month(scan, PeriodEdge::Last)
    })?;
    places.extend(last);
    Some(kind)
}

fn day_or_month(scan: &mut SlotScanner<'_>, edge: PeriodEdge) -> Option<PhraseSlots> {
    if scan.words("ngày") {
        return day(scan, edge);
    }
    scan.words("tháng").then_some(())?;
    let mut places = vec![(scan.slot()?, SlotMeaning::Month(edge))];
    places.extend(year_behind(scan).map(|year| (year, SlotMeaning::Year)));
    Some(places)
}

/// "ngày … tháng … năm …" without a word that says which day: whoever signs writes it.
fn day_of_something(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let found = whole(scan, |scan| {
        scan.words("ngày").then_some(())?;
        day(scan, PeriodEdge::Last)
    })?;
    places.extend(found);
    Some(PhraseKind::Other)
}

/// A day behind "ngày": in words, in numbers, or one place for all of it.
fn day(scan: &mut SlotScanner<'_>, edge: PeriodEdge) -> Option<PhraseSlots> {
    let day = scan.slot()?;
    if scan.words("tháng") {
        let mut places =
            vec![(day, SlotMeaning::Day(edge)), (scan.slot()?, SlotMeaning::Month(edge))];
        places.extend(year_behind(scan).map(|year| (year, SlotMeaning::Year)));
        return Some(places);
    }
    let signs: &[char] = if day.is_open() { &['/', '-'] } else { &['/', '-', '.'] };
    let in_numbers = whole(scan, |scan| {
        scan.sign(signs).then_some(())?;
        scan.slot()
    });
    if let Some(month) = in_numbers {
        let mut places = vec![(day, SlotMeaning::Day(edge)), (month, SlotMeaning::Month(edge))];
        let year = whole(scan, |scan| {
            scan.sign(signs).then_some(())?;
            scan.year()
        });
        places.extend(year.map(|year| (year, SlotMeaning::Year)));
        return Some(places);
    }
    let what = if day.is_open() { SlotMeaning::Date(edge) } else { SlotMeaning::Day(edge) };
    (!is_layout(scan, &day)).then(|| vec![(day, what)])
}

/// "6 tháng/năm …", "6 tháng, cả năm …": one of the two, the year written once.
fn half_or_year(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let year = whole(scan, |scan| {
        if !scan.words("sáu") {
            scan.slot()?;
        }
        scan.words("tháng").then_some(())?;
        (scan.sign(&['/', ',', '-', '–']) || scan.any(&["hoặc", "và"])).then_some(())?;
        scan.words("cả");
        scan.words("năm").then_some(())?;
        scan.year().filter(|year| !is_layout(scan, year))
    })?;
    places.push((year, SlotMeaning::Year));
    Some(PhraseKind::HalfOrYear)
}

/// "6 tháng đầu năm …", "6 tháng …/năm …", "… tháng năm …".
fn months(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let (kind, found) = whole(scan, |scan| {
        let count = if scan.words("sáu") { None } else { Some(scan.slot()?) };
        scan.words("tháng").then_some(())?;
        let first = scan.words("đầu");
        let last = !first && scan.words("cuối");
        let half = if first || last { None } else { whole(scan, half_place) };
        // A day without its "ngày": "Mỹ Quý, … tháng … năm …".
        if half.is_some() && count.as_ref().is_some_and(Slot::is_open) {
            return Some((
                PhraseKind::Other,
                year_behind(scan).map(|year| vec![(year, SlotMeaning::Year)])?,
            ));
        }
        scan.words("của");
        let year =
            if half.is_none() && !(first || last) { year_of_six(scan) } else { year_behind(scan) };
        let only = match (first, last, &half) {
            (true, ..) => Some(1),
            (_, true, _) => Some(2),
            // "6 tháng năm 2026" are the first.
            (.., None) => Some(1),
            (.., Some(_)) => None,
        };
        let is_six = count.as_ref().is_none_or(|count| count.number.is_none_or(|n| n == 6));
        let kind = if is_six { PhraseKind::Half { only } } else { PhraseKind::Unknown };
        let mut found: PhraseSlots =
            count.map(|count| (count, SlotMeaning::Six)).into_iter().collect();
        found.extend(half.map(|half| (half, SlotMeaning::Half)));
        found.extend(year.map(|year| (year, SlotMeaning::Year)));
        let says_more = found.iter().any(|(_, what)| *what != SlotMeaning::Six) || !is_six;
        says_more.then_some((kind, found))
    })?;
    places.extend(found);
    Some(kind)
}

/// An open place behind "6 tháng"; a number there would be a day's month.
fn half_place(scan: &mut SlotScanner<'_>) -> Option<Slot> {
    scan.slot().filter(Slot::is_open)
}

/// "6 tháng năm …".
fn year_of_six(scan: &mut SlotScanner<'_>) -> Option<Slot> {
    whole(scan, |scan| {
        scan.words("năm").then_some(())?;
        scan.year()
    })
}

fn quarter(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let is_label = scan.letters[..scan.at]
        .iter()
        .rev()
        .find(|letter| **letter == '\n' || !letter.is_whitespace())
        .is_none_or(|letter| !letter.is_alphanumeric());
    let is_led = is_led(scan.letters, scan.at);
    let found = whole(scan, |scan| {
        scan.any(&["quý", "quí"]).then_some(())?;
        let quarter = roman(scan).or_else(|| scan.slot())?;
        let year = year_behind(scan);
        // "Xã Mỹ Quý …" is a name.
        (is_label || is_led || year.is_some()).then_some(())?;
        let mut found = vec![(quarter, SlotMeaning::Quarter)];
        found.extend(year.map(|year| (year, SlotMeaning::Year)));
        Some(found)
    })?;
    places.extend(found);
    Some(PhraseKind::Quarter)
}

fn roman(scan: &mut SlotScanner<'_>) -> Option<Slot> {
    let from = scan.ahead();
    let number = ["i", "ii", "iii", "iv"].iter().position(|roman| scan.words(roman))?;
    let number = u32::try_from(number + 1).ok()?;
    Some(Slot { at: from..scan.at, number: Some(number), digits: 1 })
}

fn month(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let found = whole(scan, |scan| {
        scan.words("tháng").then_some(())?;
        let mut found = vec![(scan.slot()?, SlotMeaning::OwnMonth)];
        found.extend(year_behind(scan).map(|year| (year, SlotMeaning::Year)));
        Some(found)
    })?;
    places.extend(found);
    Some(PhraseKind::Month)
}

fn year(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let is_other = words_before(scan).first().is_some_and(|word| is_one_of(word, &OTHER_YEAR));
    let (year, is_term) = whole(scan, |scan| {
        scan.words("năm").then_some(())?;
        let year = scan.year().filter(|year| !is_layout(scan, year))?;
        let mut ahead = *scan;
        let goes_on = ahead.sign(&['-', '–']) && ahead.slot().is_some();
        Some((year, goes_on))
    })?;
    places.push((year, SlotMeaning::Year));
    Some(if is_other || is_term { PhraseKind::Unknown } else { PhraseKind::Year })
}

/// The year behind a month, quarter or half: "năm …", ", năm …", "/Năm …", "/…".
fn year_behind(scan: &mut SlotScanner<'_>) -> Option<Slot> {
    whole(scan, |scan| {
        scan.sign(&[',']);
        let has_sign = scan.sign(&['/', '-', '–']);
        let has_word = scan.words("năm");
        (has_sign || has_word).then_some(())?;
        scan.year().filter(|year| !is_layout(scan, year))
    })
}

/// Wide spaces before other words are not a place but how the line is laid out.
fn is_layout(scan: &SlotScanner<'_>, slot: &Slot) -> bool {
    let is_wide = scan.letters[slot.at.clone()].iter().all(|letter| letter.is_whitespace());
    let mut ahead = *scan;
    let goes_on = scan.letters.get(scan.ahead()).is_some_and(|next| next.is_alphanumeric());
    is_wide && goes_on && !ahead.words("đến")
}

/// Does a deadline's word stand right before?
fn follows_deadline(scan: &SlotScanner<'_>) -> bool {
    words_before(scan).iter().take(NEAR).any(|word| is_one_of(word, &DEADLINE))
}

fn is_one_of(word: &[char], words: &[&str]) -> bool {
    words.iter().any(|other| word.iter().copied().eq(other.chars()))
}

/// The words before, on the same line and in the same brackets, the nearest first.
fn words_before<'t>(scan: &SlotScanner<'t>) -> Vec<&'t [char]> {
    let before = &scan.letters[..scan.at];
    let from = before.iter().rposition(|letter| matches!(letter, '\n' | '(' | ';'));
    let before = &before[from.map_or(0, |from| from + 1)..];
    let words = before.split(|letter| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.rev().collect()
}
