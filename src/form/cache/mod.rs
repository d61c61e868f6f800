//! What is remembered from one sheet to the next: communes fill in the same form. This folder is
//! the only memory of the form room.

pub(super) mod answers;
pub(super) mod label_normalizer;
pub(super) mod layouts;
pub(super) mod recognition;
pub(super) mod vocabulary;

use std::rc::Rc;
use std::sync::Arc;

use crate::form::column_mapping::Headers;
use crate::form::figures::FigureLayout;
use crate::form::heading::HeadingLine;
use crate::form::list::ListLayout;
use crate::form::units::UnitNames;
use crate::settings::Synonyms;
use label_normalizer::LabelNormalizer;
use layouts::LayoutCache;
use recognition::RecognitionCache;
use vocabulary::Vocabulary;
use workbook_io::cache::TextCache;

/// Remembered answers, one cache per thread. Results do not depend on it.
pub struct FormCache<'a> {
    pub(in crate::form) normalizer: LabelNormalizer<'a>,
    pub(in crate::form) layouts: LayoutCache<FigureLayout>,
    pub(in crate::form) lists: LayoutCache<ListLayout>,
    terms: Vocabulary<'a>,
    headers: Headers,
    lines: TextCache<Rc<HeadingLine>>,
}

impl<'a> FormCache<'a> {
    /// An empty cache for an office with these synonyms.
    #[must_use]
    pub fn new(synonyms: &'a Synonyms) -> Self {
        Self {
            normalizer: LabelNormalizer::new(synonyms),
            layouts: LayoutCache::default(),
            lists: LayoutCache::default(),
            terms: Vocabulary::default(),
            headers: Headers::default(),
            lines: TextCache::default(),
        }
    }

    /// The part of the cache that recognition uses.
    pub(in crate::form) const fn for_recognition(&self) -> RecognitionCache<'_, 'a> {
        RecognitionCache {
            normalizer: &self.normalizer,
            terms: &self.terms,
            headers: &self.headers,
        }
    }

    /// What a line of a heading says. A cache serves the units of one office only.
    pub(in crate::form) fn line(&self, units: &UnitNames, line: &Arc<str>) -> Rc<HeadingLine> {
        self.lines.get_or_insert_with(line, |line| Rc::new(HeadingLine::read(line, units)))
    }
}
