//! Ids of shared strings and styles, cached by one thread, and those that the current chunk must
//! ask for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::super::format::{default_format, format};
use super::super::text::{fit, looks_like_formula};
use super::handoff::SharedTables;
use crate::cache::BoundedCache;
use crate::sheet::Style;

/// Texts cached by their content.
const MOST: usize = 16_384;

/// An id, or an index into the list of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Id {
    Known(u32),
    Pending(u32),
}

/// The id of a text in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextId {
    pub(super) number: Id,
    /// The text has no white space at its ends and does not look like a formula.
    pub(super) is_plain: bool,
}

/// A style, and whether it has the quote prefix, which keeps text from becoming a formula.
type Look = (Style, bool);

/// The cache of one thread, and its requests.
pub(super) struct IdCache {
    by_text: BoundedCache<Arc<str>, TextId>,
    looks: HashMap<Look, Id, RandomState>,
    /// Requested texts, with the number of cells that use them.
    texts_asked: IndexMap<Arc<str>, u64, RandomState>,
    looks_asked: Vec<Look>,
    /// Cells that use a text whose id was known.
    uses: u64,
}

/// The answers, in the order of the requests.
#[derive(Default)]
pub(super) struct ResolvedIds {
    /// Texts with their ids; `None` for a text to be written inline.
    pub(super) texts: Vec<(Arc<str>, Option<u32>)>,
    pub(super) looks: Vec<u32>,
}

impl IdCache {
    pub(super) fn new() -> Self {
        Self {
            by_text: BoundedCache::new(MOST),
            looks: HashMap::default(),
            texts_asked: IndexMap::default(),
            looks_asked: Vec::new(),
            uses: 0,
        }
    }

    /// The id of a text, and the text made valid for a cell.
    pub(super) fn text<'t>(&mut self, given: &'t Arc<str>) -> (TextId, Cow<'t, str>) {
        if let Some(known) = self.by_text.get(&**given) {
            self.uses += 1;
            return (*known, Cow::Borrowed(given));
        }
        let text = fit(given);
        let fitted = match text {
            Cow::Borrowed(text) if text.len() == given.len() => Arc::clone(given),
            ref text => Arc::from(&**text),
        };
        let is_plain = is_plain(&fitted);
        let entry = self.texts_asked.entry(fitted);
        let number = Id::Pending(u32::try_from(entry.index()).unwrap_or(u32::MAX));
        *entry.or_insert(0) += 1;
        (TextId { number, is_plain }, text)
    }

    /// The id of a style.
    pub(super) fn look(&mut self, style: &Style, quoted: bool) -> Id {
        let look = (style.clone(), quoted);
        if let Some(known) = self.looks.get(&look) {
            return *known;
        }
        let number = match format(style, None) == default_format() && !quoted {
            // The default style always has id 0.
            true => Id::Known(0),
            false => Id::Pending(u32::try_from(self.looks_asked.len()).unwrap_or(u32::MAX)),
        };
        if let Id::Pending(_) = number {
            self.looks_asked.push(look.clone());
        }
        self.looks.insert(look, number);
        number
    }

    /// Gets the requested ids.
    pub(super) fn settle(&mut self, shared: &mut SharedTables) -> ResolvedIds {
        let mut answers = ResolvedIds::default();
        shared.strings.used(std::mem::take(&mut self.uses));
        for (text, uses) in self.texts_asked.drain(..) {
            let number = shared.strings.number(&text);
            if let Some(number) = number {
                shared.strings.used(uses);
                let (number, is_plain) = (Id::Known(number), is_plain(&text));
                self.by_text.insert(Arc::clone(&text), TextId { number, is_plain });
            }
            answers.texts.push((text, number));
        }
        for look in self.looks_asked.drain(..) {
            let number = shared.formats.number(&look.0, look.1);
            answers.looks.push(number);
            self.looks.insert(look, Id::Known(number));
        }
        answers
    }
}

/// Has a text no white space at its ends, and does it not look like a formula?
fn is_plain(text: &str) -> bool {
    text.trim() == text && !looks_like_formula(text)
}
