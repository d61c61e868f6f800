//! What reading remembers from one sheet to the next: communes fill in the same form over and over.

use std::rc::Rc;
use std::sync::Arc;

use super::column_mapping::Headers;
use super::figures::FigureLayout;
use super::heading::HeadingLine;
use super::label_normalizer::LabelNormalizer;
use super::layout::LayoutCache;
use super::list::ListLayout;
use super::recognise::RecognitionCache;
use super::units::UnitNames;
use super::vocabulary::Vocabulary;
use crate::settings::Synonyms;
use workbook_io::cache::TextCache;

/// Answers remembered, one memory per thread. What comes of reading does not hang on it.
pub struct FormCache<'a> {
    pub(super) wording: LabelNormalizer<'a>,
    pub(super) layouts: LayoutCache<FigureLayout>,
    pub(super) lists: LayoutCache<ListLayout>,
    words: Vocabulary<'a>,
    headers: Headers,
    lines: TextCache<Rc<HeadingLine>>,
}

impl<'a> FormCache<'a> {
    /// A memory of nothing yet, for sheets that are compared by the office's synonyms.
    #[must_use]
    pub fn new(synonyms: &'a Synonyms) -> Self {
        Self {
            wording: LabelNormalizer::new(synonyms),
            layouts: LayoutCache::default(),
            lists: LayoutCache::default(),
            words: Vocabulary::default(),
            headers: Headers::default(),
            lines: TextCache::default(),
        }
    }

    /// What forms are recognised by.
    pub(super) const fn known(&self) -> RecognitionCache<'_, 'a> {
        RecognitionCache { wording: &self.wording, words: &self.words, headers: &self.headers }
    }

    /// What a line of a heading says. One office's units only: those of the synonyms.
    pub(super) fn line(&self, units: &UnitNames, line: &Arc<str>) -> Rc<HeadingLine> {
        self.lines.get_or_insert_with(line, |line| Rc::new(HeadingLine::read(line, units)))
    }
}
