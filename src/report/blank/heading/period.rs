//! The slots for a period and its days.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::TextEdit;
use super::phrase::{PeriodEdge, Phrase, PhraseKind, SlotMeaning};
use super::phrase_reader::phrases;
use crate::settings::ClosingDay;
use viet_text::date::month_in_words;
use viet_text::period::Period;
use viet_text::period_text::find_period;
use viet_text::slot::{Slot, SlotScanner, is_filling, lowercase_letters};

/// The replacements for a text's period.
#[derive(Default)]
pub(super) struct PeriodEdits {
    pub(super) edits: Vec<TextEdit>,
    /// The text then names the period.
    pub(super) says: bool,
}

/// The replacements; `None` if a slot is not understood or the period has no value for it. Then the
/// cell stays unchanged.
pub(super) fn edits(
    letters: &[char],
    period: Option<Period>,
    closing: ClosingDay,
) -> Option<PeriodEdits> {
    let Some(period) = period else { return Some(PeriodEdits::default()) };
    let when = PeriodDays::new(period, closing);
    let lower = lowercase_letters(letters);
    let phrases = phrases(&lower);
    let label = Label::find(&lower);
    if is_of_several(&phrases, label.as_ref()) {
        return None;
    }
    let mut filled = PeriodEdits::default();
    let named = label.as_ref().and_then(|label| label.edit(letters, &phrases, when));
    if let Some(edit) = &named {
        filled.says = true;
        filled.edits.push(edit.clone());
    }
    let rest = phrases.iter().filter(|phrase| {
        let is_named = named.as_ref().is_some_and(|edit| edit.at.contains(&phrase.at.start));
        phrase.kind != PhraseKind::Other && !is_named
    });
    for phrase in rest {
        let is_labelled = label.as_ref().is_some_and(|label| label.covers(phrase));
        let is_open = phrase.places.iter().any(|(slot, _)| slot.is_open());
        if !is_open && !is_labelled {
            continue;
        }
        match written(letters, phrase, when, is_labelled) {
            Some(edits) => {
                filled.says |= tells(phrase, period);
                filled.edits.extend(edits);
            }
            None if is_open => return None,
            None => {}
        }
    }
    filled.edits.retain(|edit| {
        let there: String = letters[edit.at.clone()].iter().collect();
        there != edit.text
    });
    Some(filled)
}

/// Are there two phrases to fill that name a period, or its days? Only the form's author knows
/// which is the form's own.
fn is_of_several(phrases: &[Phrase], label: Option<&Label>) -> bool {
    let is_asked = |phrase: &&Phrase| {
        let is_open = phrase.places.iter().any(|(slot, _)| slot.is_open());
        is_open || label.is_some_and(|label| label.covers(phrase))
    };
    let asked = || phrases.iter().filter(is_asked);
    let count = |is_it: fn(PhraseKind) -> bool| asked().filter(|phrase| is_it(phrase.kind)).count();
    let names = count(|kind| {
        use PhraseKind::{Half, HalfOrYear, Month, Quarter, Year};
        matches!(kind, Month | Quarter | Half { .. } | Year | HalfOrYear)
    });
    names > 1
        || count(|kind| kind == PhraseKind::Range) > 1
        || count(|kind| kind == PhraseKind::Until) > 1
}

/// The text after "Kỳ báo cáo:", which is always the period.
struct Label {
    /// The letters of the period's name.
    name: Range<usize>,
    /// The whole line, with remarks in brackets.
    line: Range<usize>,
}

impl Label {
    fn find(lower: &[char]) -> Option<Self> {
        let starts = (0..lower.len()).filter(|at| {
            let before = lower[..*at].iter().rev().find(|c| **c == '\n' || !c.is_whitespace());
            before.is_none_or(|letter| !letter.is_alphanumeric())
        });
        let from = starts.into_iter().find_map(|at| {
            let mut scan = SlotScanner::new(lower, at);
            let is_label = scan.any(&["kỳ báo cáo", "kì báo cáo", "kỳ", "kì"]) && scan.sign(&[':']);
            is_label.then_some(scan.at)
        })?;
        let end_at = |signs: &[char]| {
            let end = lower[from..].iter().position(|letter| signs.contains(letter));
            end.map_or(lower.len(), |end| from + end)
        };
        let end = end_at(&['\n', '\r', '(', ';']);
        let blank = |letter: &&char| letter.is_whitespace();
        let start = from + lower[from..end].iter().take_while(blank).count();
        let after = lower[start..end].iter().rev().take_while(blank).count();
        Some(Self { name: start..end - after, line: from..end_at(&['\n', '\r']) })
    }

    fn covers(&self, phrase: &Phrase) -> bool {
        self.line.start <= phrase.at.start && phrase.at.end <= self.line.end
    }

    /// The period's name in its place: where nothing stands there, where another period does, and
    /// where the one phrase there has room for another kind of period.
    fn edit(&self, letters: &[char], phrases: &[Phrase], when: PeriodDays) -> Option<TextEdit> {
        let period = when.period;
        let name = &letters[self.name.clone()];
        let words = |capitals| Some(capitalised(&in_full(period), capitals));
        let edit = |text: String| TextEdit { at: self.name.clone(), text };
        let apart = if letters[self.line.start..self.name.start].is_empty() { " " } else { "" };
        if name.iter().all(|letter| is_filling(*letter) || letter.is_whitespace()) {
            return words(false).map(|words| edit(format!("{apart}{words}")));
        }
        let capitals = name.iter().take_while(|c| c.is_alphabetic()).all(|c| c.is_uppercase())
            && name[0].is_alphabetic();
        let within: Vec<&Phrase> =
            phrases.iter().filter(|phrase| self.name.contains(&phrase.at.start)).collect();
        match within[..] {
            [] => {
                let other = find_period(&name.iter().collect::<String>())?;
                if other == period { None } else { words(capitals).map(edit) }
            }
            [phrase] if phrase.at == self.name && names_a_period(letters, phrase) => {
                let fits = tells(phrase, period) && written(letters, phrase, when, true).is_some();
                if fits { None } else { words(capitals).map(edit) }
            }
            _ => None,
        }
    }
}

/// Is the phrase one kind of period, not a choice such as "Quý …/Năm …"?
fn names_a_period(letters: &[char], phrase: &Phrase) -> bool {
    let is_choice =
        letters[phrase.at.clone()].windows(2).any(|pair| pair[0] == '/' && pair[1].is_alphabetic());
    let is_name = matches!(
        phrase.kind,
        PhraseKind::Month | PhraseKind::Quarter | PhraseKind::Half { .. } | PhraseKind::Year
    );
    is_name && !is_choice
}

/// Does the filled phrase name the whole period?
fn tells(phrase: &Phrase, period: Period) -> bool {
    match phrase.kind {
        PhraseKind::Month => matches!(period, Period::Month { .. }),
        PhraseKind::Quarter => matches!(period, Period::Quarter { .. }),
        PhraseKind::Half { .. } => {
            matches!(period, Period::HalfYear { .. } | Period::NineMonths { .. })
        }
        PhraseKind::Year | PhraseKind::HalfOrYear => matches!(period, Period::Year { .. }),
        PhraseKind::Range => {
            let has = |edge| {
                phrase.places.iter().any(|(_, what)| {
                    [SlotMeaning::Date(edge), SlotMeaning::Day(edge), SlotMeaning::Month(edge)]
                        .contains(what)
                })
            };
            has(PeriodEdge::First) && has(PeriodEdge::Last)
        }
        PhraseKind::Until | PhraseKind::Other | PhraseKind::Unknown => false,
    }
}

/// A phrase's places filled; `None` where something in it is not understood, or says otherwise.
/// `anew`: what is written there may be another period's.
fn written(
    letters: &[char],
    phrase: &Phrase,
    when: PeriodDays,
    anew: bool,
) -> Option<Vec<TextEdit>> {
    let period = when.period;
    match (phrase.kind, period) {
        (PhraseKind::Unknown | PhraseKind::Other, _) => return None,
        (PhraseKind::Half { only: Some(only) }, Period::HalfYear { half, .. }) if only != half => {
            return None;
        }
        (PhraseKind::Half { .. }, Period::HalfYear { .. }) => {}
        (PhraseKind::Half { only }, Period::NineMonths { .. })
            if only != Some(2) && has_count(phrase) => {}
        (PhraseKind::Half { .. }, _) => return None,
        (PhraseKind::HalfOrYear, Period::Month { .. } | Period::Quarter { .. }) => return None,
        _ => {}
    }
    let mut edits = Vec::new();
    let mut when = when;
    for (slot, what) in &phrase.places {
        if let SlotMeaning::Day(edge) | SlotMeaning::Month(edge) = what {
            when.year = when.day(*edge).year();
        }
        let word = value(*what, when)?;
        let number = slot.number.map(|number| number == number_of(*what, when));
        match number {
            Some(true) => continue,
            // Last year's form is still the same form.
            Some(false) if !anew && *what != SlotMeaning::Year => return None,
            _ => edits.push(edit(letters, slot, &word, *what)),
        }
    }
    Some(edits)
}

/// "… tháng đầu năm": a place for how many months; "sáu tháng" has none.
fn has_count(phrase: &Phrase) -> bool {
    phrase.places.iter().any(|(_, what)| *what == SlotMeaning::Count)
}

/// A word in its place, apart from letters beside it, in capitals among capitals.
fn edit(letters: &[char], slot: &Slot, word: &str, what: SlotMeaning) -> TextEdit {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| letters.get(at)).is_some_and(|letter| letter.is_alphanumeric())
    };
    let before = if is_letter(slot.at.start.checked_sub(1)) { " " } else { "" };
    let after = if is_letter(Some(slot.at.end)) { " " } else { "" };
    let near = letters[..slot.at.start].iter().rev().find(|letter| letter.is_alphabetic());
    let is_loud = what == SlotMeaning::Half && near.is_some_and(|letter| letter.is_uppercase());
    let word = if is_loud { word.to_uppercase() } else { word.to_owned() };
    TextEdit { at: slot.at.clone(), text: format!("{before}{word}{after}") }
}

/// The text for a slot; `None` if the period has none.
fn value(what: SlotMeaning, when: PeriodDays) -> Option<String> {
    let period = when.period;
    Some(match (what, period) {
        (SlotMeaning::Date(edge), _) => when.day(edge).format("%d/%m/%Y").to_string(),
        (SlotMeaning::Day(edge), _) => format!("{:02}", when.day(edge).day()),
        (SlotMeaning::Month(edge), _) => month_in_words(when.day(edge).month()),
        (SlotMeaning::Year, _) => when.year.to_string(),
        (SlotMeaning::OwnMonth, Period::Month { month, .. }) => month_in_words(month),
        (SlotMeaning::Quarter, Period::Quarter { quarter, .. }) => {
            ["I", "II", "III", "IV"][quarter.clamp(1, 4) as usize - 1].to_owned()
        }
        (SlotMeaning::Half, Period::HalfYear { half: 1, .. } | Period::NineMonths { .. }) => {
            "đầu".to_owned()
        }
        (SlotMeaning::Half, Period::HalfYear { .. }) => "cuối".to_owned(),
        (SlotMeaning::Count, Period::HalfYear { .. } | Period::NineMonths { .. }) => {
            period.months().to_string()
        }
        _ => return None,
    })
}

/// The number that stands in a place where it is filled already.
fn number_of(what: SlotMeaning, when: PeriodDays) -> u32 {
    let period = when.period;
    let year = u32::try_from(when.year).unwrap_or(0);
    match (what, period) {
        (SlotMeaning::Day(edge) | SlotMeaning::Date(edge), _) => when.day(edge).day(),
        (SlotMeaning::Month(edge), _) => when.day(edge).month(),
        (SlotMeaning::OwnMonth, _) => period.last_month(),
        (SlotMeaning::Quarter, Period::Quarter { quarter, .. }) => quarter,
        (SlotMeaning::Count, _) => period.months(),
        (SlotMeaning::Year | SlotMeaning::Quarter | SlotMeaning::Half, _) => year,
    }
}

/// A period with its days, by the day on which the office closes figures.
#[derive(Clone, Copy)]
struct PeriodDays {
    period: Period,
    first: NaiveDate,
    last: NaiveDate,
    /// The year of the day that is being written.
    year: i32,
}

impl PeriodDays {
    fn new(period: Period, closing: ClosingDay) -> Self {
        let (first, last) = (closing.first_day(period), closing.last_day(period));
        Self { period, first, last, year: period.year() }
    }

    fn day(self, edge: PeriodEdge) -> NaiveDate {
        match edge {
            PeriodEdge::First => self.first,
            PeriodEdge::Last => self.last,
        }
    }
}

/// "tháng 10 năm 2023", "quý IV năm 2023", "6 tháng đầu năm 2024", "năm 2024".
fn in_full(period: Period) -> String {
    match period {
        Period::Month { year, month } => format!("tháng {} năm {year}", month_in_words(month)),
        other => other.in_words().replace('/', " năm "),
    }
}

/// A line with the period, for a form without a slot.
pub(in crate::report::blank) fn line(period: Period) -> String {
    format!("Kỳ báo cáo: {}", capitalised(&in_full(period), false))
}

fn capitalised(text: &str, all: bool) -> String {
    if all {
        return text.to_uppercase();
    }
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + letters.as_str())
}
