//! The sheets of an .ods. Repeated blank cells are skipped.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::cell::{OpenCell, repeats};
use super::grammar::{check_element, check_text};
use super::styles::Styles;
use crate::grid::{Address, Area, Cell, Grid, Merges};
use crate::read::careful::sheets::check_new_name;
use crate::read::font::RichText;
use crate::read::limits::{Meter, check_limit};
use crate::read::xml::{Tag, attribute, decoded};
use crate::read::{Limit, Limits, Refusal};

/// Elements with text that does not belong to a cell.
const ASIDE: [&str; 5] = ["annotation", "shapes", "forms", "tracked-changes", "dde-links"];

/// Reads `content.xml` in one pass.
pub(super) struct ContentReader<'a> {
    /// Finished sheets.
    pub(super) sheets: Vec<Grid>,
    /// Are dates counted from 1904? `None` if from neither of Excel's epochs.
    pub(super) epoch_1904: Option<bool>,
    styles: &'a Styles,
    limits: &'a Limits,
    meter: Meter<'a>,
    open: Option<OpenSheet>,
    /// Depth inside an element that is skipped.
    aside: usize,
}

/// A sheet being read.
#[derive(Default)]
struct OpenSheet {
    grid: Grid,
    /// Its filled cells.
    filled: Vec<(Address, Cell)>,
    /// A cached copy of a sheet of another file.
    is_external: bool,
    /// The end of each column range, and the default style of its cells.
    columns: Vec<(u32, Option<String>)>,
    row: u32,
    row_repeat: u32,
    row_style: Option<String>,
    hidden_rows: Vec<Range<u32>>,
    /// Hidden rows that a filter hides.
    filtered_rows: Vec<Range<u32>>,
    col: u32,
    /// Filled cells of the current row.
    cells: Vec<RowCell>,
    cell: Option<OpenCell>,
    /// Merged areas of the current row: column, number of rows and columns.
    spans: Vec<(u32, (u32, u32))>,
    merges: Vec<Area>,
    /// A merged area extends beyond the sheet.
    merges_are_unsound: bool,
}

/// A filled cell of the current row.
struct RowCell {
    col: u32,
    /// The number of columns it fills.
    repeat: u32,
    cell: Cell,
    rich: Option<RichText>,
}

impl<'a> ContentReader<'a> {
    pub(super) const fn new(styles: &'a Styles, limits: &'a Limits) -> Self {
        let meter = Meter::new(limits);
        let epoch_1904 = Some(false);
        Self { sheets: Vec::new(), epoch_1904, styles, limits, meter, open: None, aside: 0 }
    }

    pub(super) fn see(&mut self, tag: &Tag<'_, '_>) -> Result<(), Refusal> {
        match tag {
            Tag::Start(..) if self.aside > 0 => self.aside += 1,
            Tag::End(_) if self.aside > 0 => self.aside -= 1,
            Tag::Start(name, element) => self.start(name, element)?,
            Tag::End(name) => self.end(name)?,
            Tag::Text(text) => {
                if let Some(cell) = self.open.as_mut().and_then(|table| table.cell.as_mut())
                    && self.aside == 0
                {
                    cell.read(text, self.limits)?;
                } else if self.open.is_some() && self.aside == 0 {
                    check_text(text)?;
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if ASIDE.contains(&name) || element.name().as_ref().starts_with("draw:") {
            self.aside = 1;
            return Ok(());
        }
        let Some(table) = &mut self.open else {
            match name {
                "table" => self.open_table(element)?,
                "null-date" => self.epoch_1904 = epoch_1904(element),
                _ => {}
            }
            return Ok(());
        };
        if let Some(cell) = &mut table.cell {
            if name == "table" {
                self.aside = 1;
                return Ok(());
            }
            return cell.enter(name, element, self.styles, self.limits);
        }
        check_element(element)?;
        match name {
            "table-source" => table.is_external = true,
            "table-column" => table.columns(element)?,
            "table-row" => table.start_row(element)?,
            "table-cell" | "covered-table-cell" => table.start_cell(element, self.styles)?,
            _ => {}
        }
        Ok(())
    }

    fn open_table(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut grid = Grid::named(&decoded(element, "table:name")?.unwrap_or_default());
        let style = decoded(element, "table:style-name")?.unwrap_or_default();
        grid.hidden = self.styles.hides_table(&style);
        check_limit(self.sheets.len() + 1, self.limits.sheets, Limit::Sheets)?;
        check_new_name(&grid.name, &self.sheets)?;
        self.open = Some(OpenSheet { grid, ..OpenSheet::default() });
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        let Some(table) = &mut self.open else { return Ok(()) };
        match (name, &mut table.cell) {
            ("table-cell" | "covered-table-cell", Some(_)) => table.end_cell(),
            (_, Some(cell)) => cell.leave(),
            ("table-row", None) => table.end_row(&mut self.meter)?,
            ("table", None) => {
                self.sheets.extend(self.open.take().and_then(OpenSheet::finish));
            }
            _ => {}
        }
        Ok(())
    }
}

impl OpenSheet {
    fn columns(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let start = self.columns.last().map_or(0, |(end, _)| *end);
        let repeat = repeats(element, "table:number-columns-repeated");
        let end = start.saturating_add(repeat).min(Address::MAX_COLS);
        if is_hidden(element) {
            self.grid.hidden_cols.extend(start..end);
        }
        self.columns.push((end, decoded(element, "table:default-cell-style-name")?));
        Ok(())
    }

    fn start_row(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        self.row_repeat = repeats(element, "table:number-rows-repeated");
        self.row_style = decoded(element, "table:default-cell-style-name")?;
        self.col = 0;
        let rows = self.row..self.row.saturating_add(self.row_repeat);
        if is_filtered(element) {
            self.filtered_rows.push(rows.clone());
        }
        if is_hidden(element) {
            self.hidden_rows.push(rows);
        }
        Ok(())
    }

    fn start_cell(&mut self, element: &BytesStart<'_>, styles: &Styles) -> Result<(), Refusal> {
        let own = decoded(element, "table:style-name")?;
        let style = own.as_deref().or(self.row_style.as_deref()).or_else(|| {
            let column = self.columns.iter().find(|(end, _)| self.col < *end);
            column.and_then(|(_, style)| style.as_deref())
        });
        self.cell = Some(OpenCell::start(element, styles.look(style))?);
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(mut open) = self.cell.take() else { return };
        let (col, repeat) = (self.col, open.repeat);
        if open.span != (1, 1) {
            self.spans.push((col, open.span));
        }
        let rich = open.take_rich();
        let formula = open.formula.take().map(Box::from);
        if let Some(cell) = open.take_content().cell(formula, open.look) {
            self.cells.push(RowCell { col, repeat, cell, rich });
        }
        self.col = col.saturating_add(repeat);
    }

    /// Adds the row's filled cells to the sheet, as often as row and cells are repeated.
    fn end_row(&mut self, meter: &mut Meter<'_>) -> Result<(), Refusal> {
        let filled: u64 = self.cells.iter().map(|cell| u64::from(cell.repeat)).sum();
        let met = filled.saturating_add(self.spans.len() as u64);
        meter.count_cells(met.saturating_mul(self.row_repeat.into()))?;
        let rows = self.row..self.row.saturating_add(self.row_repeat);
        for RowCell { col, repeat, cell, rich } in self.cells.drain(..) {
            for row in rows.clone() {
                for col in col..col.saturating_add(repeat) {
                    let (at, cell) = (Address::new(row, col), cell.clone());
                    meter.put(&self.grid.name, &mut self.filled, at, cell)?;
                    if let Some(rich) = &rich {
                        meter.put_rich(&mut self.grid, &mut self.filled, rich)?;
                    }
                }
            }
        }
        for (col, (down, right)) in self.spans.drain(..) {
            for row in rows.clone() {
                let (bottom, end) = (row.saturating_add(down - 1), col.saturating_add(right - 1));
                let area = Area::new(Address::new(row, col), Address::new(bottom, end));
                self.merges_are_unsound |= !area.is_sound();
                self.merges.push(area);
            }
        }
        self.row = rows.end;
        Ok(())
    }

    /// The sheet, unless it is a copy from another file. Hidden blank rows at the end are dropped.
    fn finish(mut self) -> Option<Grid> {
        self.grid.cells = self.filled.into();
        let end = self.grid.cells.keys().next_back().map_or(0, |at| at.row + 1);
        for rows in self.hidden_rows {
            self.grid.hidden_rows.extend(rows.start..rows.end.min(end));
        }
        for rows in self.filtered_rows {
            self.grid.filtered_rows.extend(rows.start..rows.end.min(end));
        }
        self.grid.merges = (!self.merges_are_unsound).then(|| Merges::new(self.merges));
        (!self.is_external).then_some(self.grid)
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    is_filtered(element) || attribute(element, "table:visibility") == Some("collapse")
}

fn is_filtered(element: &BytesStart<'_>) -> bool {
    attribute(element, "table:visibility") == Some("filter")
}

/// Are dates of this document counted from 1904?
fn epoch_1904(null_date: &BytesStart<'_>) -> Option<bool> {
    match attribute(null_date, "table:date-value") {
        None | Some("1899-12-30") => Some(false),
        Some("1904-01-01") => Some(true),
        Some(_) => None,
    }
}
