//! The office's units by the names that communes write: in headings, in names of sheets, files
//! and folders.

mod names;
mod standing;

pub use names::{NamedUnit, UnitNames};

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use super::name_index::NameIndex;
use super::name_words::NameWords;
use super::unit_text::{parts, without_leads, words};
use super::wider_places::WiderPlaces;
use crate::settings::{Office, Unit};
use standing::StandingName;
use viet_text::text::{bare, clean, folded};

impl UnitNames {
    /// The names of the office's units.
    #[must_use]
    pub fn new(office: &Office, units: &[Unit]) -> Self {
        let kinds: Vec<String> = office
            .unit_kinds
            .split([',', ';'])
            .map(folded)
            .filter(|kind| !kind.is_empty())
            .collect();
        let full = units.iter().enumerate().flat_map(|(index, unit)| {
            let names = std::iter::once(&unit.name).chain(&unit.also);
            names.map(move |name| (words(&folded(name)), index))
        });
        let mut names: Vec<(String, usize)> = full.collect();
        longest_first(&mut names);
        let without_kind = names.iter().filter_map(|(name, index)| {
            let short = kinds.iter().find_map(|kind| name.strip_prefix(&format!("{kind} ")))?;
            // "3" of "Khu phố 3" alone names nobody: files are numbered, too.
            let is_name = short.chars().any(char::is_alphabetic);
            is_name.then(|| (short.to_owned(), *index))
        });
        let short = only_unshared(without_kind.collect());
        let [names, short] = [names, short].map(NameIndex::new);
        let wider = WiderPlaces::new(office, units, &kinds);
        let full = units.iter().map(|unit| unit.name.clone()).collect();
        Self { names, short, bare: OnceLock::new(), full, kinds, wider }
    }

    fn bare(&self) -> &NameIndex {
        self.bare.get_or_init(|| {
            let names = self.names.all.iter().chain(&self.short.all);
            NameIndex::new(only_unshared(names.map(|(name, index)| (bare(name), *index)).collect()))
        })
    }

    /// The unit that a heading's line names: a full name anywhere in it, or a short one that is
    /// all there is. A name that goes on, two names, a name in another district, one without its
    /// diacritics or with a slip of typing name an unknown unit.
    #[must_use]
    pub fn in_heading(&self, line: &str) -> Option<NamedUnit> {
        let mut mentions = Vec::new();
        let mut before = String::new();
        for part in parts(line) {
            let words = NameWords::new(&part);
            // "KINH TẾ - XÃ HỘI …": whatever follows.
            let is_society = before.ends_with("kinh tế") || before.ends_with("văn hóa");
            mentions.extend(self.in_part(&words, is_society));
            before = words.key();
        }
        let known: BTreeSet<usize> = mentions.iter().filter_map(NamedUnit::known).collect();
        let Some(first) = known.first() else { return mentions.into_iter().next() };
        if known.len() > 1 {
            return Some(NamedUnit::Unknown(clean(line)));
        }
        match self.wider.elsewhere(&NameWords::new(line)) {
            Some(place) => Some(self.in_place(*first, &place)),
            None => Some(NamedUnit::Known(*first)),
        }
    }

    /// The district or province, none of the settings', with which a heading's line begins.
    #[must_use]
    pub fn elsewhere(&self, line: &str) -> Option<String> {
        // Who signs where and when is no head: "Tân Hồng, ngày … tháng …".
        let is_of_day = folded(line).split(|c: char| !c.is_alphanumeric()).any(|w| w == "ngày");
        let found = || self.wider.elsewhere_at_start(&NameWords::new(line));
        if is_of_day { None } else { found() }
    }

    /// A unit of one of the office's names that is in another district.
    #[must_use]
    pub fn in_place(&self, unit: usize, place: &str) -> NamedUnit {
        NamedUnit::Unknown(format!("{}, {place}", self.full[unit]))
    }

    /// Does an unknown unit's name begin as this unit's does?
    #[must_use]
    pub fn goes_on_from(&self, name: &str, unit: usize) -> bool {
        let name = format!("{} ", words(&folded(name)));
        let own = self.names.all.iter().chain(&self.short.all).filter(|(_, index)| *index == unit);
        own.into_iter().any(|(own, _)| name.contains(&format!("{own} ")))
    }

    /// What one part of a heading's line names.
    fn in_part(&self, words: &NameWords, is_society: bool) -> Vec<NamedUnit> {
        let key = words.key();
        let named = without_leads(&key);
        let exact = |names: &NameIndex| names.named(named).next().map(|(_, index)| index);
        if let Some(unit) = exact(&self.names).or_else(|| exact(&self.short)) {
            return vec![NamedUnit::Known(unit)];
        }
        let found = self.standing(words, &self.names, &key);
        if !found.is_empty() {
            return found.into_iter().map(|name| name.named).collect();
        }
        let unknown = if is_society { None } else { self.unknown_at_start(words) };
        unknown.or_else(|| self.nearly(words)).map(NamedUnit::Unknown).into_iter().collect()
    }

    /// The unit that a file, folder or sheet name names, short forms included.
    #[must_use]
    pub fn in_file_name(&self, name: &str) -> Option<usize> {
        self.in_name(name).as_ref().and_then(NamedUnit::known)
    }

    /// The name of a unit in a file's name that names none of the office's.
    #[must_use]
    pub fn unknown_in_file_name(&self, name: &str) -> Option<String> {
        match self.in_name(name)? {
            NamedUnit::Unknown(name) => Some(name),
            NamedUnit::Known(_) => None,
        }
    }

    /// Does a name begin with the word of a kind that the office's units are of?
    #[must_use]
    pub fn has_kind(&self, name: &str) -> bool {
        self.kind_at(&NameWords::new(name), 0).is_some()
    }

    /// What a sheet's name names. One that is no unit's counts only with the word of its kind:
    /// sheets are also named after organisations.
    #[must_use]
    pub fn in_sheet_name(&self, name: &str) -> Option<NamedUnit> {
        self.in_name(name).filter(|named| match named {
            NamedUnit::Known(_) => true,
            NamedUnit::Unknown(name) => self.has_kind(name),
        })
    }

    /// What a file, folder or sheet name names. Without diacritics a name counts only where it is
    /// typed with none at all: "Thạnh Mỹ" is not "Thanh Mỹ".
    #[must_use]
    pub fn in_name(&self, name: &str) -> Option<NamedUnit> {
        let words = NameWords::new(name);
        let (key, plain) = (words.key(), words.plain_key());
        let by_full = self.standing(&words, &self.names, &key);
        let by_short = self.standing(&words, &self.short, &key);
        let by_letters = self.standing(&words, self.bare(), &plain);
        // "Xã Mỹ Quý - Thanh Mỹ" names two.
        let beside = by_short.iter().filter(|name| words.is_first(name.start));
        let beside: Vec<StandingName> = beside.cloned().collect();
        let by_names = if known(&by_full).is_empty() { by_short } else { beside };
        let of_names = known(by_full.iter().chain(&by_names));
        let units = if of_names.is_empty() { known(&by_letters) } else { of_names };
        match units.first() {
            Some(_) if units.len() > 1 => return Some(NamedUnit::Unknown(clean(name))),
            Some(unit) => {
                let elsewhere = self.wider.elsewhere(&words);
                return Some(match elsewhere {
                    Some(place) => self.in_place(*unit, &place),
                    None => NamedUnit::Known(*unit),
                });
            }
            None => {}
        }
        let parts = name.split(['_', '-', '(', ')', '+', ',', '.']);
        let unknown = || parts.map(NameWords::new).find_map(|part| self.unknown_at_start(&part));
        let longer = || by_names.iter().chain(&by_letters).next().map(|name| name.named.clone());
        let by_full = by_full.first().map(|name| name.named.clone());
        by_full.or_else(|| unknown().map(NamedUnit::Unknown)).or_else(longer)
    }

    /// The one unit whose name is nearly this: only for "did you mean".
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<usize> {
        const NEAR: f64 = 0.85;
        let key = words(&folded(name));
        if let Some((_, unit)) = self.bare().named(&bare(&key)).next() {
            return Some(unit);
        }
        let mut near: Vec<usize> = self
            .names
            .all
            .iter()
            .filter(|(known, _)| {
                // "Mỹ An Hưng A" is another unit than "Mỹ An Hưng".
                let is_longer =
                    key.strip_prefix(known.as_str()).is_some_and(|k| k.starts_with(' '));
                !is_longer && strsim::normalized_levenshtein(known, &key) >= NEAR
            })
            .map(|(_, unit)| *unit)
            .collect();
        near.sort_unstable();
        near.dedup();
        match near[..] {
            [unit] => Some(unit),
            _ => None,
        }
    }

    /// Are the two the same but for diacritics? Thanh Mỹ and Thạnh Mỹ are: a hint at most.
    #[must_use]
    pub fn same_letters(&self, name: &str, unit: usize) -> bool {
        let key = bare(&words(&folded(name)));
        self.names.all.iter().any(|(known, index)| *index == unit && bare(known) == key)
    }
}

/// The office's own units among names.
fn known<'n>(names: impl IntoIterator<Item = &'n StandingName>) -> BTreeSet<usize> {
    names.into_iter().filter_map(|name| name.named.known()).collect()
}

/// Pairs whose name stands for one unit only, the longest first.
fn only_unshared(pairs: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut units: HashMap<String, Option<usize>, RandomState> = HashMap::default();
    for (name, index) in &pairs {
        let unit = units.entry(name.clone()).or_insert(Some(*index));
        *unit = unit.filter(|unit| unit == index);
    }
    let mut own: Vec<(String, usize)> =
        pairs.into_iter().filter(|(name, _)| units[name].is_some()).collect();
    longest_first(&mut own);
    own.dedup();
    own
}

fn longest_first(names: &mut [(String, usize)]) {
    names.sort_by_cached_key(|(name, index)| (Reverse(name.chars().count()), *index));
}

#[cfg(test)]
mod tests;
