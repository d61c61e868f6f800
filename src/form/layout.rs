//! What of a sheet decides where its data stand: communes fill in the same form over and over, so
//! that this need be worked out but once for most of them.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::field::is_numeric;
use super::recognise::Recognised;
use super::remembered::Asked;
use crate::cell::{Address, Grid};

/// All on a sheet that decides where its data stand.
#[derive(PartialEq, Eq)]
pub(super) struct LayoutKey {
    form: usize,
    columns: Vec<Option<u32>>,
    label_column: Option<u32>,
    /// The header's first row, and the body's.
    tops: (u32, u32),
    /// Texts from the header down, but for those under the coded columns.
    texts: Vec<(Address, Arc<str>)>,
    /// Rows with numbers under the coded columns.
    numbered: Vec<u32>,
    hidden: Vec<u32>,
}

impl Hash for LayoutKey {
    /// Of texts only where they stand and how long they are: that tells layouts apart, and one that
    /// is found is compared as a whole.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.form, self.tops, &self.numbered).hash(state);
        self.texts.iter().for_each(|(at, text)| (at.row, at.col, text.len()).hash(state));
    }
}

impl Asked for LayoutKey {
    fn length(&self) -> usize {
        self.texts.len() + self.numbered.len() + self.hidden.len()
    }
}

impl LayoutKey {
    /// Of a list: its header.
    pub(super) fn of_header(grid: &Grid, found: &Recognised<'_>) -> Self {
        let header = Address::new(found.header_top, 0)..Address::new(found.body_top, 0);
        let texts = grid.cells.range(header);
        let texts = texts.filter_map(|(at, cell)| Some((*at, Arc::clone(cell.shared_text()?))));
        Self {
            form: found.place,
            columns: found.placed.columns.clone(),
            label_column: found.label_column,
            tops: (found.header_top, found.body_top),
            texts: texts.collect(),
            numbered: Vec::new(),
            hidden: Vec::new(),
        }
    }

    /// Of a table of figures: its header and labels, and in which rows there are numbers.
    pub(super) fn of_table(grid: &Grid, found: &Recognised<'_>) -> Self {
        let mut key = Self::of_header(grid, found);
        let rows = found.body_top..found.body_end;
        key.hidden = grid.hidden_rows.range(rows.clone()).copied().collect();
        let body = Address::new(rows.start, 0)..Address::new(rows.end, 0);
        for (at, cell) in grid.cells.range(body) {
            if key.columns.contains(&Some(at.col)) {
                if key.numbered.last() != Some(&at.row) && is_numeric(&cell.value) {
                    key.numbered.push(at.row);
                }
            } else if let Some(text) = cell.shared_text() {
                key.texts.push((*at, Arc::clone(text)));
            }
        }
        key
    }
}
