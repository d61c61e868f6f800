//! Gives all cells of a merged area the style of its first cell, so that borders surround the whole
//! area, and leaves nothing under it.

use crate::grid::Address;
use crate::sheet::{Area, Content, Row, Style};

/// The merged areas of a sheet, while its rows are written.
pub(super) struct MergeFiller {
    /// Areas that begin in later rows, the last one first.
    ahead: Vec<Area>,
    /// Areas that the current row crosses, as indexes into `met`.
    open: Vec<usize>,
    /// Areas that have begun, with their styles.
    pub(super) met: Vec<(Area, Style)>,
    /// The next row.
    next: u32,
}

impl MergeFiller {
    pub(super) fn new(mut areas: Vec<Area>) -> Self {
        areas.sort_by(|a, b| b.cmp(a));
        Self { ahead: areas, open: Vec::new(), met: Vec::new(), next: 0 }
    }

    /// Rows before this one that exist only for merged areas.
    pub(super) fn rows_before(&mut self, index: u32) -> Vec<Row> {
        let mut rows = Vec::new();
        while self.next < index && (!self.open.is_empty() || !self.ahead.is_empty()) {
            if self.open.is_empty() {
                let first = self.ahead.last().map_or(index, |area| area.from.row);
                self.next = first.clamp(self.next, index);
            }
            let mut row = Row { index: self.next, ..Row::default() };
            if self.next < index {
                self.fill(&mut row);
                rows.extend((!row.cells.is_empty()).then_some(row));
            }
        }
        rows
    }

    /// Rows after the last one that exist only for merged areas.
    pub(super) fn rows_behind(&mut self) -> Vec<Row> {
        self.rows_before(Address::MAX_ROWS)
    }

    /// Adds the cells of merged areas to a row.
    pub(super) fn fill(&mut self, row: &mut Row) {
        self.next = row.index + 1;
        while let Some(area) = self.ahead.pop_if(|area| area.from.row <= row.index) {
            let is_first = |cell: &&(u32, Content, Style)| cell.0 == area.from.col;
            let first = row.cells.iter().find(is_first).filter(|_| area.from.row == row.index);
            let style = first.map(|(.., style)| style.clone()).unwrap_or_default();
            self.open.push(self.met.len());
            self.met.push((area, style));
        }
        if self.open.is_empty() {
            return;
        }
        for place in &self.open {
            let (area, style) = &self.met[*place];
            for col in area.from.col..=area.to.col.min(Address::MAX_COLS - 1) {
                let is_first = (row.index, col) == (area.from.row, area.from.col);
                match row.cells.iter_mut().find(|cell| cell.0 == col) {
                    // Nobody sees what stands under a merged area.
                    Some(cell) if !is_first => cell.1 = Content::Blank,
                    Some(_) => {}
                    None => row.cells.push((col, Content::Blank, style.clone())),
                }
            }
        }
        row.cells.sort_by_key(|(col, ..)| *col);
        self.open.retain(|place| self.met[*place].0.to.row > row.index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(text: &str) -> Area {
        let (from, to) = text.split_once(':').unwrap();
        Area::new(from.parse().unwrap(), to.parse().unwrap())
    }

    fn filled(rows: &[Row]) -> Vec<String> {
        let cells = rows.iter().flat_map(|row| {
            row.cells.iter().map(|(col, _, style)| {
                let mark = if style.bold { "*" } else { "" };
                format!("{}{mark}", Address::new(row.index, *col))
            })
        });
        cells.collect()
    }

    #[test]
    fn nothing_stands_under_a_merge() {
        let mut merges = MergeFiller::new(vec![area("A1:B2")]);
        let text = |col| (col, Content::from("Nhóm"), Style::default());
        let mut rows =
            [0, 1].map(|index| Row { index, height: None, cells: vec![text(0), text(1), text(2)] });
        rows.iter_mut().for_each(|row| merges.fill(row));
        let filled = rows.iter().flat_map(|row| row.cells.iter());
        let filled: Vec<bool> = filled.map(|cell| cell.1 != Content::Blank).collect();
        assert_eq!(filled, [true, false, true, false, false, true]);
    }

    #[test]
    fn every_cell_of_a_merge_has_its_look() {
        let mut merges = MergeFiller::new(vec![area("B2:C4"), area("A9:A10"), area("E2:F2")]);
        let bold = Style { bold: true, ..Style::default() };
        let row = |index, col| Row {
            index,
            height: None,
            cells: vec![(col, Content::Blank, bold.clone())],
        };
        let mut rows = Vec::new();
        for mut row in [row(1, 1), row(3, 2), row(6, 0)] {
            rows.extend(merges.rows_before(row.index));
            merges.fill(&mut row);
            rows.push(row);
        }
        rows.extend(merges.rows_behind());
        let expected = ["B2*", "C2*", "E2", "F2", "B3*", "C3*", "B4*", "C4*", "A7*", "A9", "A10"];
        assert_eq!(filled(&rows), expected);
    }
}
