//! How labels and headers are compared: one evening-out for template and submission alike.

use std::cell::RefCell;
use std::collections::HashMap;

use super::header::HeaderPath;
use super::units::{UnitNames, UnitSaid};
use crate::reading::label::label;
use crate::reading::memo::Memo;
use crate::settings::Synonyms;

/// Evens out labels by the office's synonyms. One per thread: it remembers what it has seen,
/// for communes fill in the same form over and over.
pub struct Wording<'a> {
    synonyms: &'a Synonyms,
    keys: Memo<String>,
    header_keys: Memo<String>,
    units: Memo<Option<UnitSaid>>,
    places: RefCell<HashMap<FoundHeaders, Vec<Option<u32>>>>,
}

/// A form's name and the headers found on a sheet, by column.
type FoundHeaders = (String, Vec<(u32, HeaderPath)>);

/// Headers remembered; then all are forgotten.
const MOST_HEADERS: usize = 512;

impl<'a> Wording<'a> {
    /// Wording by the office's synonyms.
    #[must_use]
    pub fn new(synonyms: &'a Synonyms) -> Self {
        Self {
            synonyms,
            keys: Memo::default(),
            header_keys: Memo::default(),
            units: Memo::default(),
            places: RefCell::default(),
        }
    }

    /// The key under which a label is compared: folded, without marker, in standard words.
    #[must_use]
    pub fn key(&self, text: &str) -> String {
        self.keys.of(text, |text| self.synonyms.standardised(&label(text)))
    }

    /// The key of a column header: as a label's, with any year standing for every year.
    #[must_use]
    pub fn header_key(&self, text: &str) -> String {
        self.header_keys.of(text, |text| {
            let key = self.key(text);
            let any_year = key.split(' ').map(|word| if is_year(word) { "####" } else { word });
            any_year.collect::<Vec<_>>().join(" ")
        })
    }

    /// The unit that a heading's line names. One office's units only: those of the synonyms.
    pub(super) fn unit_in_heading(&self, units: &UnitNames, line: &str) -> Option<UnitSaid> {
        self.units.of(line, |line| units.in_heading(line))
    }

    /// Where a form's headers stand among those found, worked out where it is not remembered.
    pub(super) fn places(
        &self,
        form: String,
        found: Vec<(u32, HeaderPath)>,
        work: impl FnOnce(&[(u32, HeaderPath)]) -> Vec<Option<u32>>,
    ) -> Vec<Option<u32>> {
        let found = (form, found);
        if let Some(known) = self.places.borrow().get(&found) {
            return known.clone();
        }
        let places = work(&found.1);
        let mut known = self.places.borrow_mut();
        if known.len() >= MOST_HEADERS {
            known.clear();
        }
        known.insert(found, places.clone());
        places
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|digit| digit.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}
