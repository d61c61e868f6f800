//! The layout of a sheet, outside its rows: hidden columns, filter, merged areas.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use crate::grid::{Address, Area, Grid, Merges};
use crate::read::xml::{Tag, attribute, is_true};

/// What a sheet's XML contains outside its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::read) struct SheetLayout {
    hidden_cols: BTreeSet<u32>,
    merges: Option<Merges>,
    filter: Option<Area>,
    /// The filter has a condition, so it hides rows.
    has_condition: bool,
}

impl SheetLayout {
    /// The number of merged areas.
    pub(in crate::read) fn merge_count(&self) -> u64 {
        self.merges.as_ref().map_or(0, |merges| merges.areas().len() as u64)
    }

    /// Applies the layout to a sheet whose hidden rows are known.
    pub(in crate::read) fn apply_to(self, grid: &mut Grid) {
        grid.hidden_cols = self.hidden_cols;
        grid.merges = self.merges;
        grid.set_filter(self.filter, self.has_condition);
    }
}

/// Reads the layout in one pass.
#[derive(Default)]
pub(super) struct LayoutReader {
    layout: SheetLayout,
    /// The first column that no `col` element has covered yet.
    next_col: u32,
    merges: Vec<Area>,
    /// A merged area is invalid. Excel then removes all of them.
    is_unsound: bool,
    /// Inside custom views of single users.
    is_aside: bool,
    within_filter: bool,
    within_column: bool,
}

impl LayoutReader {
    /// An element before the rows.
    pub(super) fn before(&mut self, tag: &Tag<'_, '_>) {
        if let Tag::Start("col", element) = tag {
            self.columns(element);
        }
    }

    /// An element after the rows.
    pub(super) fn behind(&mut self, tag: &Tag<'_, '_>) {
        let area = |element| attribute(element, "ref").and_then(|text| text.parse::<Area>().ok());
        match tag {
            Tag::Start("customSheetViews", _) => self.is_aside = true,
            Tag::End("customSheetViews") => self.is_aside = false,
            Tag::Start("mergeCell", element) => match area(element) {
                Some(area) => self.merges.push(area),
                None => self.is_unsound = true,
            },
            Tag::Start("autoFilter", element) if !self.is_aside => {
                self.layout.filter = area(element);
                self.within_filter = true;
            }
            Tag::End("autoFilter") => self.within_filter = false,
            Tag::Start("filterColumn", _) => self.within_column = true,
            Tag::End("filterColumn") => self.within_column = false,
            // A filter hides rows if a column has a condition; otherwise it only shows buttons.
            Tag::Start(..) if self.within_column && self.within_filter => {
                self.layout.has_condition = true;
            }
            _ => {}
        }
    }

    pub(super) fn finish(self) -> SheetLayout {
        let merges = (!self.is_unsound).then(|| Merges::new(self.merges));
        SheetLayout { merges, ..self.layout }
    }

    /// `col` elements are in order and each column counts once: a later element for a covered
    /// column is ignored.
    fn columns(&mut self, element: &BytesStart<'_>) {
        let bound = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        let (Some(first), Some(last)) = (bound("min"), bound("max")) else { return };
        let first = first.saturating_sub(1).max(self.next_col);
        let end = last.min(Address::MAX_COLS);
        if is_true(attribute(element, "hidden")) {
            self.layout.hidden_cols.extend(first..end);
        }
        self.next_col = self.next_col.max(end);
    }
}
