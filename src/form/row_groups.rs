//! Groups of rows named in a column beside the labels, often merged down over their rows.

use workbook_io::{Address, Grid};

/// The groups that are open while rows are read from the top down, the outermost first: each by its
/// column and the row in which it begins.
#[derive(Default)]
pub(super) struct RowGroups {
    open: Vec<(u32, u32)>,
}

impl RowGroups {
    /// A group begins: it ends others in its column and those within them.
    pub(super) fn begin(&mut self, col: u32, row: u32) {
        self.leave(col);
        self.open.push((col, row));
    }

    /// Ends the groups in this column and those within them.
    pub(super) fn leave(&mut self, col: u32) {
        self.open.retain(|(own, _)| *own < col);
    }

    /// The column of the outermost group whose merged cell ends above this row; it is left. A group
    /// whose name is not merged goes on, as not every file format tells of merges.
    pub(super) fn left_above(&mut self, grid: &Grid, row: u32) -> Option<u32> {
        let merges = grid.merges.as_ref()?;
        let is_over = |(col, began): &&(u32, u32)| {
            let merge = merges.find(Address::new(*began, *col));
            merge.is_some_and(|merge| {
                merge.area.to.row < row && merge.area.from.row < merge.area.to.row
            })
        };
        let col = self.open.iter().find(is_over)?.0;
        self.leave(col);
        Some(col)
    }
}
