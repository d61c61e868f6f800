//! Reads the phrases of a heading, each with its slots.

use super::other_period::{is_another, is_led};
use super::phrase::{PeriodEdge, Phrase, PhraseKind, PhraseSlots, SlotMeaning};
use super::phrase_words::{follows_deadline, is_layout, is_other_year, whole, year_behind};
use viet_text::slot::{Slot, SlotScanner};

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

/// "ngày … tháng … năm …" without a word on which day: the day of signing.
fn day_of_something(scan: &mut SlotScanner<'_>, places: &mut PhraseSlots) -> Option<PhraseKind> {
    let found = whole(scan, |scan| {
        scan.words("ngày").then_some(())?;
        day(scan, PeriodEdge::Last)
    })?;
    places.extend(found);
    Some(PhraseKind::Other)
}

/// A day after "ngày": in words, in numbers, or one slot for all.
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
        let is_known =
            count.as_ref().is_none_or(|count| count.number.is_none_or(|n| n == 6 || n == 9));
        let kind = if is_known { PhraseKind::Half { only } } else { PhraseKind::Unknown };
        let mut found: PhraseSlots =
            count.map(|count| (count, SlotMeaning::Count)).into_iter().collect();
        found.extend(half.map(|half| (half, SlotMeaning::Half)));
        found.extend(year.map(|year| (year, SlotMeaning::Year)));
        let says_more = found.iter().any(|(_, what)| *what != SlotMeaning::Count) || !is_known;
        says_more.then_some((kind, found))
    })?;
    places.extend(found);
    Some(kind)
}

/// An empty slot after "6 tháng"; a number there would be a day's month.
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
    let is_other = is_other_year(scan);
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
