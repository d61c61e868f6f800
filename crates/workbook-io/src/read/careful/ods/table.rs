//! The sheets of an .ods, read sparsely: repeated blanks cost nothing.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::cell::{OpenCell, repeats};
use super::styles::Styles;
use crate::grid::{Address, Cell, Grid, Value};
use crate::read::limits::Meter;
use crate::read::xml::{Tag, attribute, decoded};
use crate::read::{Damage, Limits, Refusal};

/// Elements whose text is not a cell's own.
const ASIDE: [&str; 5] = ["annotation", "shapes", "forms", "tracked-changes", "dde-links"];

/// One pass over `content.xml`.
pub(super) struct Tables<'a> {
    /// Sheets read so far.
    pub(super) sheets: Vec<Grid>,
    styles: &'a Styles,
    limits: &'a Limits,
    meter: Meter<'a>,
    open: Option<OpenTable>,
    /// Elements open within something that is passed over.
    aside: usize,
}

/// A sheet whose end is not reached yet.
#[derive(Default)]
struct OpenTable {
    grid: Grid,
    /// Its cells, downwards.
    filled: Vec<(Address, Cell)>,
    /// The cached copy of a sheet of another file.
    is_external: bool,
    /// Where columns end, with the style of their cells.
    columns: Vec<(u32, Option<String>)>,
    row: u32,
    row_repeat: u32,
    row_style: Option<String>,
    hidden_rows: Vec<Range<u32>>,
    col: u32,
    /// Filled cells of the row: column, how many columns, content.
    cells: Vec<(u32, u32, Cell)>,
    cell: Option<OpenCell>,
}

impl<'a> Tables<'a> {
    pub(super) const fn new(styles: &'a Styles, limits: &'a Limits) -> Self {
        let meter = Meter::new(limits);
        Self { sheets: Vec::new(), styles, limits, meter, open: None, aside: 0 }
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
            if name == "table" {
                self.open_table(element)?;
            }
            return Ok(());
        };
        if let Some(cell) = &mut table.cell {
            if name == "table" {
                self.aside = 1;
                return Ok(());
            }
            return cell.enter(name, element, self.limits);
        }
        match name {
            "table-source" => table.is_external = true,
            "table-column" => table.columns(element)?,
            "table-row" => table.start_row(element)?,
            "table-cell" | "covered-table-cell" => table.cell = Some(OpenCell::start(element)?),
            _ => {}
        }
        Ok(())
    }

    fn open_table(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut grid = Grid::named(&decoded(element, "table:name")?.unwrap_or_default());
        let style = decoded(element, "table:style-name")?.unwrap_or_default();
        grid.hidden = self.styles.hides_table(&style);
        if self.sheets.iter().any(|other| other.name == grid.name) {
            return Err(Refusal::Damaged(Damage::SheetNameTwice(grid.name.clone())));
        }
        self.open = Some(OpenTable { grid, ..OpenTable::default() });
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        let Some(table) = &mut self.open else { return Ok(()) };
        match (name, &mut table.cell) {
            ("table-cell" | "covered-table-cell", Some(_)) => table.end_cell(self.styles),
            (_, Some(cell)) => cell.leave(),
            ("table-row", None) => table.end_row(&mut self.meter)?,
            ("table", None) => {
                self.sheets.extend(self.open.take().and_then(OpenTable::finished));
            }
            _ => {}
        }
        Ok(())
    }
}

impl OpenTable {
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
        if is_hidden(element) {
            self.hidden_rows.push(self.row..self.row.saturating_add(self.row_repeat));
        }
        Ok(())
    }

    fn end_cell(&mut self, styles: &Styles) {
        let Some(mut open) = self.cell.take() else { return };
        let repeat = open.repeat;
        let value = match (open.value(), &open.formula) {
            (Some(value), _) => Some(value),
            (None, Some(_)) => Some(Value::Blank),
            (None, None) => None,
        };
        if let Some(value) = value {
            let shows_number = matches!(value, Value::Number(_) | Value::Blank);
            let style = open.style.as_ref().or(self.row_style.as_ref()).or_else(|| {
                let column = self.columns.iter().find(|(end, _)| self.col < *end);
                column.and_then(|(_, style)| style.as_ref())
            });
            let shown_decimals =
                style.and_then(|style| styles.decimals(style)).filter(|_| shows_number);
            let cell = Cell { value, formula: open.formula.take().map(Box::from), shown_decimals };
            self.cells.push((self.col, repeat, cell));
        }
        self.col = self.col.saturating_add(repeat);
    }

    /// Puts the row's filled cells on the sheet, as often as row and cells repeat.
    fn end_row(&mut self, meter: &mut Meter<'_>) -> Result<(), Refusal> {
        let filled: u64 = self.cells.iter().map(|(_, repeat, _)| u64::from(*repeat)).sum();
        meter.count_cells(filled.saturating_mul(self.row_repeat.into()))?;
        let next_row = self.row.saturating_add(self.row_repeat);
        for (col, repeat, cell) in self.cells.drain(..) {
            for row in self.row..next_row {
                for col in col..col.saturating_add(repeat) {
                    meter.put(
                        &self.grid.name,
                        &mut self.filled,
                        Address::new(row, col),
                        cell.clone(),
                    )?;
                }
            }
        }
        self.row = next_row;
        Ok(())
    }

    /// The sheet, unless it is a copy of another file's. Blank rows below are not kept.
    fn finished(mut self) -> Option<Grid> {
        self.grid.cells = self.filled.into();
        let end = self.grid.cells.keys().next_back().map_or(0, |at| at.row + 1);
        for rows in self.hidden_rows {
            self.grid.hidden_rows.extend(rows.start..rows.end.min(end));
        }
        (!self.is_external).then_some(self.grid)
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "table:visibility"), Some("collapse" | "filter"))
}
