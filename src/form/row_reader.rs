//! Reads the rows of a list, merged cells with them.

use std::sync::Arc;

use super::cell_reader::CellReader;
use super::list_fields::{ListColumns, ListRow};
use super::list_row::{ListFacts, RowKind, RowName};
use super::placed_column::PlacedColumn;
use super::raw_text::raw_text_of_field;
use super::row_builder::RowBuilder;
use super::sheet::{FormSheet, JoinedCells};
use crate::cell_text::CellText as _;
use crate::settings::ColumnKind;
use workbook_io::{Address, Area, Cell, CellLookup, Grid};

/// Reads the rows of a list, one after another.
pub(super) struct RowReader<'r> {
    /// Reads the cells of the row.
    reader: CellReader<'r>,
    columns: &'r [PlacedColumn<'r>],
    /// Merges among the data.
    joined: &'r [Area],
    /// What the row says that was read last.
    builder: RowBuilder,
}

impl<'r> RowReader<'r> {
    pub(super) fn new(
        reader: CellReader<'r>,
        columns: &'r [PlacedColumn<'r>],
        joined: &'r [Area],
    ) -> Self {
        Self { reader, columns, joined, builder: RowBuilder::default() }
    }

    /// Reads the row of the organisation whose name stands there.
    pub(super) fn gather(&mut self, walk: &mut CellLookup<'_>, name_at: Address) {
        // Where a row is struck out from end to end, the row is told, not each of its cells.
        let reader = self.reader.in_row_named_at(name_at);
        let row = name_at.row;
        let grid = self.reader.grid();
        self.builder.clear();
        for (place, column) in self.columns.iter().enumerate() {
            let at = Address::new(row, column.col);
            if let Some(cell) = walk.get(at) {
                let value = column.value(reader, at, cell);
                let raw_text = raw_text_of_field(cell, &value);
                self.builder.push(place, value, raw_text);
            } else if let Some((shown_at, cell)) = joined_cell(grid, self.joined, (at, column))
                && self.is_one_code(at, column)
            {
                // Nothing is written in the cell itself.
                let value = column.value(reader, shown_at, cell);
                self.builder.push(place, value, Some(Arc::from("")));
            }
        }
    }

    /// What the row that was read last is.
    pub(super) fn kind(&mut self, name: &RowName, facts: &ListFacts<'_>) -> RowKind {
        let (builder, columns) = (&self.builder, self.columns);
        let plausible = || builder.values().any(|(place, value)| columns[place].holds(value));
        name.kind(self.reader.grid(), builder, plausible, facts)
    }

    /// Takes the row that was read last.
    pub(super) fn take_row(&mut self, name: RowName, columns: &Arc<ListColumns>) -> ListRow {
        let hidden = self.reader.grid().hidden_rows.contains(&name.at.row);
        let struck = self.reader.is_struck(name.at);
        let mut row = ListRow::new(name.organisation(), hidden, columns, &mut self.builder);
        row.struck = struck;
        row
    }

    /// Is the merge over a cell one of a single code's columns: thực hiện, ước?
    fn is_one_code(&self, at: Address, column: &PlacedColumn<'_>) -> bool {
        let area = self.joined.iter().find(|area| area.contains(at));
        area.is_some_and(|area| {
            let own =
                self.columns.iter().filter(|own| area.contains(Address::new(at.row, own.col)));
            own.into_iter().all(|own| own.column.code == column.column.code)
        })
    }
}

/// The merges among the organisations' data. A number over several rows is taken once.
pub(super) fn joined_rows(
    grid: &Grid,
    columns: &[PlacedColumn<'_>],
    areas: Vec<Area>,
    sheet: &FormSheet,
) -> Vec<JoinedCells> {
    let written = |area: &Area| grid.get(area.from).map(|cell| cell.as_written());
    let joined = areas.into_iter().filter_map(|area| {
        let rows =
            sheet.rows.iter().filter(|row| area.contains(Address::new(row.row, area.from.col)));
        let own =
            columns.iter().filter(|column| area.contains(Address::new(area.from.row, column.col)));
        let (rows, own): (Vec<_>, Vec<_>) = (rows.collect(), own.collect());
        let is_over_several = !rows.is_empty() && (rows.len() > 1 || own.len() > 1);
        let is_given = own.iter().all(|column| {
            let at = Address::new(area.to.row, column.col);
            joined_cell(grid, &[area], (at, column)).is_some()
        });
        let written = written(&area).filter(|_| is_over_several)?;
        Some(JoinedCells { area, written, is_given })
    });
    joined.collect()
}

/// The cell whose content shows where a cell of a column is covered: words, days and ticks are said
/// of every row of a merge, numbers only of the bases of one column side by side.
fn joined_cell<'g>(
    grid: &'g Grid,
    areas: &[Area],
    (at, column): (Address, &PlacedColumn<'_>),
) -> Option<(Address, &'g Cell)> {
    let area = areas.iter().find(|area| area.contains(at))?;
    let is_said_of_each = match column.column.kind {
        ColumnKind::Name => false,
        ColumnKind::Count | ColumnKind::Money => at.row == area.from.row,
        _ => at.col == area.from.col,
    };
    grid.get(area.from).filter(|_| is_said_of_each).map(|cell| (area.from, cell))
}
