//! How labels and headers are compared: one evening-out for template and submission alike.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::reading::label::label;
use crate::settings::Synonyms;

/// Evens out labels by the office's synonyms. One per thread: it remembers what it has seen,
/// for communes fill in the same form over and over.
pub struct Wording<'a> {
    synonyms: &'a Synonyms,
    seen: RefCell<HashMap<String, String>>,
}

impl<'a> Wording<'a> {
    /// Wording by the office's synonyms.
    #[must_use]
    pub fn new(synonyms: &'a Synonyms) -> Self {
        Self { synonyms, seen: RefCell::default() }
    }

    /// The key under which a label is compared: folded, without marker, in standard words.
    #[must_use]
    pub fn key(&self, text: &str) -> String {
        if let Some(key) = self.seen.borrow().get(text) {
            return key.clone();
        }
        let key = self.synonyms.standardised(&label(text));
        self.seen.borrow_mut().insert(text.to_owned(), key.clone());
        key
    }

    /// The key of a column header: as a label's, with any year standing for every year.
    #[must_use]
    pub fn header_key(&self, text: &str) -> String {
        let key = self.key(text);
        key.split(' ')
            .map(|word| if is_year(word) { "####" } else { word })
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|digit| digit.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}
