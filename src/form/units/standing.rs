//! Names of units that stand in a text: whole, as a part of a longer name, or unknown ones.

use super::super::name_index::NameIndex;
use super::super::name_words::{NameWord, NameWords};
use super::super::unit_text::LEADS;
use super::{NamedUnit, UnitNames};
use viet_text::text::{bare, folded};

/// Kinds' words that are other words where they are typed without their tones: "phuong huong".
const TAKEN: [&str; 1] = ["phuong"];
/// The longest name of a unit, in words after the word of its kind.
const NAME_WORDS: usize = 5;

/// A name that stands in a text.
#[derive(Clone, Debug)]
pub(super) struct StandingName {
    pub named: NamedUnit,
    /// The place of its first word, and the one behind its last.
    pub start: usize,
    pub end: usize,
}

impl UnitNames {
    /// Names that stand in a text, those that are a part of a longer one as unknown units.
    pub(super) fn standing(
        &self,
        words: &NameWords,
        names: &NameIndex,
        key: &str,
    ) -> Vec<StandingName> {
        let place_at = |byte: usize| key[..byte].matches(' ').count();
        let named = names.matches(key).into_iter().map(|name| {
            let (start, end) = (place_at(name.at.start), place_at(name.at.end) + 1);
            let begin = self.begin(words, start, name.unit);
            let is_followed = self.wider.own_at(words, end).is_some();
            let really = if is_followed { end } else { words.end_of_name(end) };
            let is_typed_so = words.spells(start, &key[name.at]);
            let named = if is_typed_so && (begin, really) == (start, end) {
                NamedUnit::Known(name.unit)
            } else {
                NamedUnit::Unknown(words.written(begin, really))
            };
            StandingName { named, start, end }
        });
        named.collect()
    }

    /// Where a name really begins: at the word of another kind of unit, or at words that stand
    /// before it as parts of a name.
    fn begin(&self, words: &NameWords, start: usize, unit: usize) -> usize {
        if start == 0 || words.0[start - 1].is_last {
            return start;
        }
        let before: Vec<&str> =
            words.0[start.saturating_sub(2)..start].iter().map(|word| word.key.as_str()).collect();
        let is_full = self.kind_at(words, start).is_some();
        // "Thị xã Mỹ Quý" is no "xã Mỹ Quý".
        if let (true, [.., "thị" | "thi"]) = (is_full, &before[..]) {
            return start - 1;
        }
        let own = |from: usize| self.wider.own_at(words, from).is_some_and(|n| from + n == start);
        if is_full || (0..start).any(own) {
            return start;
        }
        match kind_before(&before) {
            Some((length, kind)) if !self.is_of_kind(unit, kind) => start - length,
            Some(_) => start,
            None => words.start_of_name(start),
        }
    }

    /// Has a unit a name of this kind?
    fn is_of_kind(&self, unit: usize, kind: &str) -> bool {
        let kind = folded(kind);
        let own = self.names.all.iter().filter(|(_, index)| *index == unit);
        own.into_iter().any(|(name, _)| name.starts_with(&format!("{kind} ")))
    }

    /// How many words of a kind of the office's units stand at a place: "xã", "thị trấn"; without
    /// their tones too.
    pub(super) fn kind_at(&self, words: &NameWords, place: usize) -> Option<usize> {
        self.kinds.iter().find_map(|kind| {
            let parts: Vec<&str> = kind.split(' ').collect();
            let here = words.0.get(place..place + parts.len())?;
            let is_it = here.iter().zip(&parts).all(|(word, part)| {
                word.key == *part || (word.key == bare(part) && !TAKEN.contains(&&*word.key))
            });
            is_it.then_some(parts.len())
        })
    }

    /// A unit's name at the start of a text, as written; not one of a blank form ("XÃ ....."), nor
    /// a common noun ("XÃ HỘI").
    pub(super) fn unknown_at_start(&self, words: &NameWords) -> Option<String> {
        let skipped = lead_words(&words.key());
        let from = skipped + self.kind_at(words, skipped)?;
        let first = words.0.get(from)?;
        let is_small = |word: &NameWord| word.written.chars().all(|c| !c.is_uppercase());
        let is_name = first.written.chars().all(char::is_alphabetic)
            && (!is_small(first) || words.0[skipped..from].iter().all(is_small))
            && !words.is_common(from)
            && !words.is_noun_after_kind(from);
        let end = words.end_of_name(from + 1);
        (is_name && end - from <= NAME_WORDS).then(|| words.written(skipped, end))
    }

    /// A unit's name without its diacritics, or with other ones: all there is, or with the word of
    /// its kind anywhere.
    pub(super) fn nearly(&self, words: &NameWords) -> Option<String> {
        let plain = words.plain_key();
        let skipped = lead_words(&plain);
        let rest: Vec<&str> = plain.split(' ').skip(skipped).collect();
        if rest.len() > 1 && self.bare().named(&rest.join(" ")).next().is_some() {
            return Some(words.written(skipped, words.0.len()));
        }
        let named = self.standing(words, self.bare(), &plain);
        let of_kind = |name: &String| self.kind_at(&NameWords::new(name), 0).is_some();
        named.into_iter().find_map(|name| match name.named {
            NamedUnit::Unknown(name) => Some(name).filter(of_kind),
            // Typed without any diacritics, it names nobody for certain.
            NamedUnit::Known(_) => Some(words.written(name.start, name.end)).filter(of_kind),
        })
    }
}

/// Words of kinds, and short for them, that make a name another unit's than the one of that name.
const OTHER_KINDS: [(&str, &str); 18] = [
    ("xã", "xã"),
    ("x", "xã"),
    ("phường", "phường"),
    ("p", "phường"),
    ("thị trấn", "thị trấn"),
    ("tt", "thị trấn"),
    ("đặc khu", "đặc khu"),
    ("huyện", "huyện"),
    ("h", "huyện"),
    ("quận", "quận"),
    ("thị xã", "thị xã"),
    ("tx", "thị xã"),
    ("thành phố", "thành phố"),
    ("tp", "thành phố"),
    ("tỉnh", "tỉnh"),
    ("ấp", "ấp"),
    ("thôn", "thôn"),
    ("khóm", "khóm"),
];

/// The kind of which the last of these words are, and how many words that takes.
fn kind_before(words: &[&str]) -> Option<(usize, &'static str)> {
    let kinds = OTHER_KINDS.iter().filter_map(|(said, kind)| {
        let parts: Vec<String> = said.split(' ').map(folded).collect();
        let last = words.len().checked_sub(parts.len()).map(|from| &words[from..])?;
        let is_it = last.iter().zip(&parts).all(|(word, part)| word == part || *word == bare(part));
        is_it.then_some((parts.len(), *kind))
    });
    kinds.max_by_key(|(length, _)| *length)
}

/// How many words of a text are leads.
fn lead_words(key: &str) -> usize {
    let plain = |lead: &String| bare(lead);
    let mut rest = key;
    for lead in LEADS.iter() {
        for lead in [lead.clone(), plain(lead)] {
            let after = rest.strip_prefix(lead.as_str()).and_then(|rest| rest.strip_prefix(' '));
            rest = after.unwrap_or(rest);
        }
    }
    key.split(' ').count() - rest.split(' ').count()
}
