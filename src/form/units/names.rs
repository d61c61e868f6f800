//! The names under which units are looked for.

use std::sync::OnceLock;

use super::super::name_index::NameIndex;
use super::super::wider_places::WiderPlaces;

/// A unit as named somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedUnit {
    /// One of the office's units, by its place in the settings.
    Known(usize),
    /// A name of the kind units have, but none of them.
    Unknown(String),
}

/// The names under which units are looked for.
#[derive(Clone, Debug)]
pub struct UnitNames {
    /// Folded name and unit, the longest name first, so that no name hides a longer one.
    pub(super) names: NameIndex,
    /// Names without the word of their kind, where no two units share one.
    pub(super) short: NameIndex,
    /// The same without diacritics, made on first use: a hint for file names only.
    pub(super) bare: OnceLock<NameIndex>,
    /// Each unit's full name as the settings write it.
    pub(super) full: Vec<String>,
    /// Words for kinds of units: "xã", "thị trấn".
    pub(super) kinds: Vec<String>,
    /// Districts and provinces.
    pub(super) wider: WiderPlaces,
}

impl NamedUnit {
    /// The place of the office's own unit.
    #[must_use]
    pub const fn known(&self) -> Option<usize> {
        match self {
            Self::Known(unit) => Some(*unit),
            Self::Unknown(_) => None,
        }
    }
}
