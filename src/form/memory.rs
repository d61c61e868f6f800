//! What reading remembers from one sheet to the next: communes fill in the same form over and over.

use std::rc::Rc;
use std::sync::Arc;

use super::figures::Layout;
use super::heading::Line;
use super::layout::Layouts;
use super::list::ListLayout;
use super::placed::Headers;
use super::recognise::Known;
use super::units::UnitNames;
use super::wording::Wording;
use super::words::Words;
use crate::settings::Synonyms;
use workbook_io::cache::TextCache;

/// Answers remembered, one memory per thread. What comes of reading does not hang on it.
pub struct Memory<'a> {
    pub(super) wording: Wording<'a>,
    pub(super) layouts: Layouts<Layout>,
    pub(super) lists: Layouts<ListLayout>,
    words: Words<'a>,
    headers: Headers,
    lines: TextCache<Rc<Line>>,
}

impl<'a> Memory<'a> {
    /// A memory of nothing yet, for sheets that are compared by the office's synonyms.
    #[must_use]
    pub fn new(synonyms: &'a Synonyms) -> Self {
        Self {
            wording: Wording::new(synonyms),
            layouts: Layouts::default(),
            lists: Layouts::default(),
            words: Words::default(),
            headers: Headers::default(),
            lines: TextCache::default(),
        }
    }

    /// What forms are recognised by.
    pub(super) const fn known(&self) -> Known<'_, 'a> {
        Known { wording: &self.wording, words: &self.words, headers: &self.headers }
    }

    /// What a line of a heading says. One office's units only: those of the synonyms.
    pub(super) fn line(&self, units: &UnitNames, line: &Arc<str>) -> Rc<Line> {
        self.lines.get_or_insert_with(line, |line| Rc::new(Line::of(line, units)))
    }
}
