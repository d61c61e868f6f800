//! Which texts of a sheet are terms of the forms.

use std::cell::RefCell;
use std::rc::Rc;

use super::cache::recognition::RecognitionCache;
use super::cache::vocabulary::TermId;
use super::column_mapping::HeaderTexts;
use workbook_io::{Address, Cell, Grid};

/// Where terms of the forms stand in the searched rows.
pub(super) struct SheetTerms {
    pub(super) terms: Vec<(Address, TermId)>,
    /// Texts that may be parts of headers, in the rows asked about so far.
    headers: RefCell<Vec<(u32, HeaderTexts)>>,
}

impl SheetTerms {
    pub(super) fn new(grid: &Grid, rows: &[u32], cache: RecognitionCache<'_, '_>) -> Self {
        let end = rows.last().map_or(0, |row| row + 1);
        let cells = grid.cells.range(..Address::new(end, 0));
        let mut terms = Vec::with_capacity(cells.len());
        let term = |(at, cell): (&Address, &Cell)| {
            Some((*at, cache.terms.term(cell.shared_text()?, cache.normalizer)?))
        };
        terms.extend(cells.filter_map(term));
        Self { terms, headers: RefCell::default() }
    }

    /// What may be parts of headers in a row.
    pub(super) fn headers(
        &self,
        grid: &Grid,
        row: u32,
        cache: RecognitionCache<'_, '_>,
    ) -> HeaderTexts {
        let headers = &mut *self.headers.borrow_mut();
        if let Some((_, texts)) = headers.iter().find(|(other, _)| *other == row) {
            return Rc::clone(texts);
        }
        let text = |(at, cell): (Address, &Cell)| {
            let text = cache.terms.header_text(cell.shared_text()?, cache.normalizer);
            text.is_in_header.then_some((at.col, text.key))
        };
        let texts: HeaderTexts = grid.row(row).filter_map(text).collect();
        headers.push((row, Rc::clone(&texts)));
        texts
    }

    pub(super) fn rows(&self, rows: std::ops::Range<u32>) -> &[(Address, TermId)] {
        let from = self.terms.partition_point(|(at, _)| at.row < rows.start);
        let own = &self.terms[from..];
        &own[..own.partition_point(|(at, _)| at.row < rows.end)]
    }

    pub(super) fn row(&self, row: u32) -> &[(Address, TermId)] {
        self.rows(row..row + 1)
    }
}
