//! How labels and headers are compared: template and submission are normalised in the same way.

use crate::settings::Synonyms;
use viet_text::label::label;
use workbook_io::cache::TextCache;

/// Normalises labels by the office's synonyms. It remembers its answers, so that each thread has
/// its own.
pub struct LabelNormalizer<'a> {
    synonyms: &'a Synonyms,
    keys: TextCache<String>,
    header_keys: TextCache<String>,
}

impl<'a> LabelNormalizer<'a> {
    /// A normaliser with the office's synonyms.
    #[must_use]
    pub fn new(synonyms: &'a Synonyms) -> Self {
        Self { synonyms, keys: TextCache::default(), header_keys: TextCache::default() }
    }

    /// The key under which a label is compared: folded, without marker, in standard words.
    #[must_use]
    pub fn key(&self, text: &str) -> String {
        self.keys.get_or_insert_with(text, |text| self.synonyms.standardised(&label(text)))
    }

    /// The key of a column header: like a label's, but all years are the same.
    #[must_use]
    pub fn header_key(&self, text: &str) -> String {
        self.header_keys.get_or_insert_with(text, |text| of_any_year(self.key(text)))
    }

    /// The same, without remembering the answer.
    pub(in crate::form) fn new_header_key(&self, text: &str) -> String {
        of_any_year(self.synonyms.standardised(&label(text)))
    }
}

/// A key in which all years are the same.
fn of_any_year(key: String) -> String {
    if !key.split(' ').any(is_year) {
        return key;
    }
    let any_year = key.split(' ').map(|word| if is_year(word) { "####" } else { word });
    any_year.collect::<Vec<_>>().join(" ")
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|digit| digit.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}
