//! What reading remembers from one sheet to the next: communes fill in the same form over and over.

pub(super) mod answers;
pub(super) mod layouts;
pub(super) mod recognition;
pub(super) mod vocabulary;

use std::rc::Rc;
use std::sync::Arc;

use crate::form::column_mapping::Headers;
use crate::form::figures::FigureLayout;
use crate::form::heading::HeadingLine;
use crate::form::label_normalizer::LabelNormalizer;
use crate::form::list::ListLayout;
use crate::form::units::UnitNames;
use crate::settings::Synonyms;
use layouts::LayoutCache;
use recognition::RecognitionCache;
use vocabulary::Vocabulary;
use workbook_io::cache::TextCache;

/// Answers remembered, one memory per thread. What comes of reading does not hang on it.
pub struct FormCache<'a> {
    pub(in crate::form) wording: LabelNormalizer<'a>,
    pub(in crate::form) layouts: LayoutCache<FigureLayout>,
    pub(in crate::form) lists: LayoutCache<ListLayout>,
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
    pub(in crate::form) const fn known(&self) -> RecognitionCache<'_, 'a> {
        RecognitionCache { wording: &self.wording, words: &self.words, headers: &self.headers }
    }

    /// What a line of a heading says. One office's units only: those of the synonyms.
    pub(in crate::form) fn line(&self, units: &UnitNames, line: &Arc<str>) -> Rc<HeadingLine> {
        self.lines.get_or_insert_with(line, |line| Rc::new(HeadingLine::read(line, units)))
    }
}
