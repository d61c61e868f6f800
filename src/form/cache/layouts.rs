//! Layouts of sheets, by all that decides where their data stand. Communes fill in the same form,
//! so that most files share one layout.

use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;

use super::answers::{AnswerCache, CacheKey};
use crate::form::field::is_numeric;
use crate::form::found_form::FoundForm;
use workbook_io::{Address, Grid};

/// Layouts met.
pub(in crate::form) struct LayoutCache<L>(AnswerCache<LayoutKey, Rc<L>>);

impl<L> Default for LayoutCache<L> {
    fn default() -> Self {
        Self(AnswerCache::default())
    }
}

impl<L> LayoutCache<L> {
    /// The layout of a form found on a sheet, computed where it is new.
    pub(in crate::form) fn get_or_compute(
        &self,
        deciding: LayoutBasis,
        grid: &Grid,
        found: &FoundForm<'_>,
        work: impl FnOnce() -> L,
    ) -> Rc<L> {
        self.0.get_or_compute(LayoutKey::new(deciding, grid, found), |_| Rc::new(work()))
    }
}

/// All that decides where the data of a sheet stand.
#[derive(PartialEq, Eq)]
struct LayoutKey {
    form: usize,
    columns: Vec<Option<u32>>,
    label_column: Option<u32>,
    /// The header's first row, and the body's.
    tops: (u32, u32),
    /// Texts from the header down, except under the coded columns.
    texts: Vec<(Address, Arc<str>)>,
    /// Rows with numbers under the coded columns.
    numbered: Vec<u32>,
    hidden: Vec<u32>,
}

impl Hash for LayoutKey {
    /// Hashes only the place and length of each text, which is faster; keys that collide are then
    /// compared in full.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.form, self.tops, &self.numbered).hash(state);
        self.texts.iter().for_each(|(at, text)| (at.row, at.col, text.len()).hash(state));
    }
}

impl CacheKey for LayoutKey {
    fn length(&self) -> usize {
        self.texts.len() + self.numbered.len() + self.hidden.len()
    }
}

/// Which part of a sheet decides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::form) enum LayoutBasis {
    /// For a list: its header.
    Header,
    /// For a table of figures: its header, its labels, and which rows have numbers.
    Table,
}

impl LayoutKey {
    fn new(deciding: LayoutBasis, grid: &Grid, found: &FoundForm<'_>) -> Self {
        let (end, hidden) = match deciding {
            LayoutBasis::Header => (found.body_top, 0..0),
            LayoutBasis::Table => (found.body_end, found.body_top..found.body_end),
        };
        let (mut texts, mut numbered) = (Vec::new(), Vec::new());
        let cells = grid.cells.range(Address::new(found.header_top, 0)..Address::new(end, 0));
        for (at, cell) in cells {
            let is_figure =
                at.row >= found.body_top && found.mapping.columns.contains(&Some(at.col));
            match cell.shared_text() {
                Some(text) if !is_figure => texts.push((*at, Arc::clone(text))),
                _ if is_figure && is_numeric(&cell.value) => numbered.push(at.row),
                _ => {}
            }
        }
        numbered.dedup();
        Self {
            form: found.place,
            columns: found.mapping.columns.clone(),
            label_column: found.label_column,
            tops: (found.header_top, found.body_top),
            texts,
            numbered,
            hidden: grid.hidden_rows.range(hidden).copied().collect(),
        }
    }
}
