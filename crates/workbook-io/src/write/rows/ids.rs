//! IdCache of shared texts and of looks, as one thread knows them: those given already, and those
//! that the part at hand is the first to need.

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

/// Texts whose numbers a thread remembers by what they say.
const MOST: usize = 16_384;

/// A number, or a place among those that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Id {
    Known(u32),
    Pending(u32),
}

/// A text in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextId {
    pub(super) number: Id,
    /// It says the same with and without white space at its ends, and looks like no formula.
    pub(super) is_plain: bool,
}

/// A look as cells ask for it, the mark that keeps text from turning into a formula among it.
type Look = (Style, bool);

/// What a thread knows.
pub(super) struct IdCache {
    by_text: BoundedCache<Arc<str>, TextId>,
    looks: HashMap<Look, Id, RandomState>,
    /// Texts that are asked for, with the cells that hold them.
    texts_asked: IndexMap<Arc<str>, u64, RandomState>,
    looks_asked: Vec<Look>,
    /// Cells with a shared text whose number was given already.
    uses: u64,
}

/// ResolvedIds, in the order in which they were asked for.
#[derive(Default)]
pub(super) struct ResolvedIds {
    /// Texts with their numbers, where they have one.
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

    /// A text's number, and the text as it is fit for a file.
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

    /// The number of a style's look.
    pub(super) fn look(&mut self, style: &Style, quoted: bool) -> Id {
        let look = (style.clone(), quoted);
        if let Some(known) = self.looks.get(&look) {
            return *known;
        }
        let number = match format(style) == default_format() && !quoted {
            // The workbook's own look, which needs no asking.
            true => Id::Known(0),
            false => Id::Pending(u32::try_from(self.looks_asked.len()).unwrap_or(u32::MAX)),
        };
        if let Id::Pending(_) = number {
            self.looks_asked.push(look.clone());
        }
        self.looks.insert(look, number);
        number
    }

    /// Asks for what the part at hand needs, when its turn has come.
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

/// Does a text say the same without white space at its ends, and look like no formula?
fn is_plain(text: &str) -> bool {
    text.trim() == text && !looks_like_formula(text)
}
