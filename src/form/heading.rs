//! Who a sheet is from and which period it is of, by the lines above its header.

use crate::cell::{Address, Grid};
use crate::reading::period::Period;
use crate::reading::period_text::find_period;
use crate::reading::text::{bare, clean, folded};
use crate::settings::{Office, Unit};

/// What the lines above a sheet's header say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The unit.
    pub unit: Option<(UnitSaid, Address)>,
    /// The period.
    pub period: Option<(Period, Address)>,
    /// All lines, cleaned: what versions say of themselves stands here, too.
    pub lines: Vec<String>,
}

/// A unit as named somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitSaid {
    /// One of the office's units, by its place in the settings.
    Known(usize),
    /// A name of the kind units have, but none of them.
    Unknown(String),
}

/// The names under which units are looked for.
#[derive(Clone, Debug)]
pub struct UnitNames {
    /// Folded name, unit; the longest first, so that no name hides a longer one.
    names: Vec<(String, usize)>,
    /// Names without the word of their kind, where no two units share one.
    short: Vec<(String, usize)>,
    /// The same without diacritics: a hint for file names only.
    bare: Vec<(String, usize)>,
    /// Words for kinds of units: "xã", "thị trấn".
    kinds: Vec<String>,
}

impl UnitNames {
    /// The names of the office's units.
    #[must_use]
    pub fn new(office: &Office, units: &[Unit]) -> Self {
        let kinds: Vec<String> = office.unit_kinds.split([',', ';']).map(folded).collect();
        let full = units.iter().enumerate().flat_map(|(index, unit)| {
            let names = std::iter::once(&unit.name).chain(&unit.also);
            names.map(move |name| (folded(name), index))
        });
        let mut names: Vec<(String, usize)> = full.collect();
        names.sort_by_key(|(name, index)| (std::cmp::Reverse(name.chars().count()), *index));
        let without_kind = names.iter().filter_map(|(name, index)| {
            let short = kinds.iter().find_map(|kind| name.strip_prefix(&format!("{kind} ")))?;
            Some((short.to_owned(), *index))
        });
        let short = only_unshared(without_kind.collect());
        let unaccented = names.iter().chain(&short).map(|(name, index)| (bare(name), *index));
        let bare = only_unshared(unaccented.collect());
        Self { names, short, bare, kinds }
    }

    /// The unit that a heading's line names. A line that starts as a unit's name does and
    /// names none of them names an unknown unit.
    #[must_use]
    pub fn in_heading(&self, line: &str) -> Option<UnitSaid> {
        let line = folded(line);
        let line = ["ủy ban nhân dân ", "ubnd ", "đơn vị báo cáo: ", "đơn vị: "]
            .iter()
            .fold(line.as_str(), |line, prefix| line.strip_prefix(prefix).unwrap_or(line));
        if let Some((_, index)) = self.names.iter().find(|(name, _)| line == name) {
            return Some(UnitSaid::Known(*index));
        }
        if let Some(index) = only_match(&self.names, line) {
            return Some(UnitSaid::Known(index));
        }
        let kind = self.kinds.iter().find(|kind| line.starts_with(&format!("{kind} ")))?;
        let rest = line[kind.len()..].trim();
        let is_name = rest.chars().any(char::is_alphabetic) && rest.split(' ').count() <= 5;
        is_name.then(|| UnitSaid::Unknown(line.to_owned()))
    }

    /// The unit that a file or folder name names, short forms included.
    #[must_use]
    pub fn in_file_name(&self, name: &str) -> Option<usize> {
        let words = words(&folded(name));
        only_match(&self.names, &words)
            .or_else(|| only_match(&self.short, &words))
            .or_else(|| only_match(&self.bare, &bare(&words)))
    }
}

/// Pairs whose name stands for one unit only, the longest first.
fn only_unshared(pairs: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let shared = |name: &String, index: usize| {
        pairs.iter().any(|(other, unit)| other == name && *unit != index)
    };
    let mut own: Vec<(String, usize)> =
        pairs.iter().filter(|(name, index)| !shared(name, *index)).cloned().collect();
    own.sort_by_key(|(name, index)| (std::cmp::Reverse(name.chars().count()), *index));
    own.dedup();
    own
}

/// The one unit whose name stands in the text as whole words; a name within a longer one that
/// also stands there does not count.
fn only_match(names: &[(String, usize)], text: &str) -> Option<usize> {
    let mut rest = format!(" {text} ");
    let mut found: Vec<usize> = Vec::new();
    for (name, index) in names {
        let sought = format!(" {name} ");
        if let Some(at) = rest.find(&sought) {
            rest.replace_range(at..at + sought.len(), " | ");
            found.push(*index);
        }
    }
    found.dedup();
    match found[..] {
        [one] => Some(one),
        _ => None,
    }
}

fn words(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    clean(&spaced)
}

/// Reads the lines above the header. A period behind "kỳ báo cáo" outweighs any other.
pub(super) fn read(grid: &Grid, header_top: u32, units: &UnitNames) -> Heading {
    let mut heading = Heading::default();
    let mut loose_period = None;
    for (at, cell) in grid.cells.range(..Address::new(header_top, 0)) {
        let Some(line) = cell.text().map(clean).filter(|line| !line.is_empty()) else { continue };
        for part in line.split(['\n', ';']) {
            match units.in_heading(part.trim()) {
                Some(said @ UnitSaid::Known(_)) if !is_known(heading.unit.as_ref()) => {
                    heading.unit = Some((said, *at));
                }
                Some(said) if heading.unit.is_none() => heading.unit = Some((said, *at)),
                _ => {}
            }
        }
        if let Some(period) = find_period(&line) {
            let said_outright = folded(&line).contains("kỳ báo cáo");
            if said_outright && heading.period.is_none() {
                heading.period = Some((period, *at));
            }
            loose_period = loose_period.or(Some((period, *at)));
        }
        heading.lines.push(line);
    }
    heading.period = heading.period.or(loose_period);
    heading
}

fn is_known(unit: Option<&(UnitSaid, Address)>) -> bool {
    matches!(unit, Some((UnitSaid::Known(_), _)))
}
