//! All limits of reading.

use serde::{Deserialize, Serialize};

use super::font::RichText;
use super::{Damage, Limit, Refusal};
use crate::grid::{Address, Cell, Cells, Grid, Value};
use crate::opc;

/// Limits for one file. The defaults are about a thousand times what a form of some 400 cells
/// needs, and keep a hostile file within some hundred MB of memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Uncompressed bytes of one part.
    pub part_bytes: u64,
    /// Uncompressed bytes of all parts; also bytes of all texts, their runs and formulas together.
    pub total_bytes: u64,
    /// Number of parts.
    pub parts: usize,
    /// Sheets, hidden ones and charts too. Later work grows with their number.
    pub sheets: usize,
    /// Cells of all sheets, including blank ones that only have a format, and merged areas.
    pub cells: u64,
    /// Cells of the bounding rectangles of the sheets of a .xls file: calamine allocates all of
    /// them.
    pub area: u64,
    /// Bytes of the text or formula of a cell. Excel's own limit is 32,767 characters.
    pub text_bytes: usize,
    /// Bytes of all .zip files together, including nested ones. For the caller.
    pub archive_bytes: u64,
    /// Files in all .zip files of a folder, including nested ones. For the caller.
    pub archive_files: usize,
    /// Uncompressed bytes of all files in all .zip files of a folder, including nested ones. For
    /// the caller.
    pub archive_total_bytes: u64,
    /// Rows of all lists of organisations in a file, for later work grows faster than their number.
    /// For the caller.
    pub list_rows: usize,
    /// Fonts, fills, borders and cell formats. Excel's own limit is 65,490 formats.
    pub formats: usize,
    /// Seconds for reading a file in a child process.
    pub seconds: u64,
    /// Bytes of memory for reading a file in a child process.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            part_bytes: 64 << 20,
            total_bytes: 256 << 20,
            parts: 2_000,
            sheets: 255,
            cells: 2_000_000,
            area: 4_000_000,
            text_bytes: 4 * 32_767,
            archive_bytes: 256 << 20,
            archive_files: 20_000,
            archive_total_bytes: 512 << 20,
            list_rows: 5_000,
            formats: 4 * 65_536,
            seconds: 20,
            memory_bytes: 1 << 30,
        }
    }
}

impl Limits {
    /// Limits for large workbooks from a trusted source, with millions of cells.
    #[must_use]
    pub fn generous() -> Self {
        Self {
            file_bytes: 1 << 30,
            part_bytes: 2 << 30,
            total_bytes: 4 << 30,
            cells: 40_000_000,
            ..Self::default()
        }
    }

    /// The limits of the package.
    pub(super) const fn for_package(&self) -> opc::Limits {
        let Self { parts, part_bytes, total_bytes, .. } = *self;
        opc::Limits { parts, part_bytes, total_bytes }
    }
}

/// Refuses an amount beyond its limit.
pub(super) fn check_limit<N: PartialOrd>(amount: N, most: N, limit: Limit) -> Result<(), Refusal> {
    if amount > most { Err(Refusal::TooLarge(limit)) } else { Ok(()) }
}

/// Counts what a workbook has used so far.
pub(super) struct Meter<'a> {
    limits: &'a Limits,
    cells: u64,
    text: u64,
}

impl<'a> Meter<'a> {
    pub(super) const fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0 }
    }

    /// Counts cells (also blank ones) or merged areas.
    pub(super) fn count_cells(&mut self, number: u64) -> Result<(), Refusal> {
        self.cells = self.cells.saturating_add(number);
        check_limit(self.cells, self.limits.cells, Limit::Cells)
    }

    /// Adds a cell to those of a sheet, after checking its position and size.
    pub(super) fn put(
        &mut self,
        sheet: &str,
        cells: &mut Vec<(Address, Cell)>,
        at: Address,
        cell: Cell,
    ) -> Result<(), Refusal> {
        if at.row >= Address::MAX_ROWS || at.col >= Address::MAX_COLS {
            return Err(Refusal::Damaged(Damage::CellOutside(sheet.to_owned())));
        }
        let text = match &cell.value {
            Value::Text(text) => text.len(),
            Value::Error(text) | Value::Oversized(text) | Value::Unreadable(Some(text)) => {
                text.len()
            }
            _ => 0,
        };
        let formula = cell.formula.as_ref().map_or(0, |formula| formula.len());
        check_limit(text.max(formula), self.limits.text_bytes, Limit::Text)?;
        self.text = self.text.saturating_add((text + formula) as u64);
        check_limit(self.text, self.limits.total_bytes, Limit::Total)?;
        cells.push((at, cell));
        Ok(())
    }

    /// Applies the runs of a rich text to the last cell added. One shared text may occur in many
    /// cells, so its runs count every time.
    pub(super) fn put_rich(
        &mut self,
        grid: &mut Grid,
        cells: &mut [(Address, Cell)],
        rich: &RichText,
    ) -> Result<(), Refusal> {
        let Some((at, Cell { value: Value::Text(text), look, .. })) = cells.last_mut() else {
            return Ok(());
        };
        let runs = rich.apply_to(look, text);
        if !runs.is_empty() {
            let bytes = size_of_val(&*runs) as u64;
            self.text = self.text.saturating_add(bytes);
            check_limit(self.text, self.limits.total_bytes, Limit::Total)?;
            grid.runs.insert(*at, runs);
        }
        Ok(())
    }
}

/// Stores the cells of a sheet, in whatever order the file has them.
pub(super) fn place_cells(grid: &mut Grid, cells: Vec<(Address, Cell)>) -> Result<(), Refusal> {
    grid.cells = Cells::from_unique(cells).map_err(|at| Refusal::twice(&grid.name, at))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::font::Font;

    #[test]
    fn runs_count_in_every_cell() {
        const TOTAL: u64 = 100_000;
        let limits = Limits { total_bytes: TOTAL, ..Limits::default() };
        let (text, struck) = ("ab".repeat(100), Font { struck: Some(true), ..Font::ORDINARY });
        let mut rich = RichText::default();
        for place in 0..200 {
            rich.push(1, Some(if place % 2 == 0 { struck } else { Font::ORDINARY }));
        }
        let (mut meter, mut cells) = (Meter::new(&limits), Vec::new());
        let mut grid = Grid::named("A");
        let mut put = |row| {
            let cell = Cell::plain(Value::Text((*text).into()));
            meter.put("A", &mut cells, Address::new(row, 0), cell)?;
            meter.put_rich(&mut grid, &mut cells, &rich)
        };
        let full = (0..).find_map(|row| put(row).err().map(|refusal| (row, refusal))).unwrap();
        assert_eq!(full.1, Refusal::TooLarge(Limit::Total));
        let runs: usize = grid.runs.values().map(|runs| size_of_val(&**runs)).sum();
        assert!(runs > 0 && (runs + text.len() * grid.runs.len()) as u64 <= TOTAL);
    }
}
