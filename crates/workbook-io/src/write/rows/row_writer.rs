//! Writes rows as XML.

use crate::write::format::DEFAULT_CELL;
use std::ops::Range;

use rust_decimal::Decimal;

use super::super::error::{Cause, WriteError};
use super::super::text;
use super::block::XmlBlock;
use super::handoff::SharedTables;
use super::ids::{Id, IdCache, ResolvedIds};
use super::library::LibraryCall;
use super::merge_filler::MergeFiller;
use super::xml::push;
use crate::grid::Address;
use crate::number::format_digits;
use crate::sheet::{Area, Content, Row, Sheet, Style, Table};

/// The part of a sheet that concerns a chunk.
pub(super) struct ChunkContext<'s> {
    pub(super) sheet: &'s str,
    /// The rows that may still come.
    pub(super) rows: Range<u32>,
    tables: Vec<&'s Table>,
    merges: Vec<Area>,
    /// Areas that charts show.
    charted: Vec<Area>,
    /// There are charts or notes, whose position depends on row heights.
    placed: bool,
}

impl<'s> ChunkContext<'s> {
    /// The context of a range of rows.
    pub(super) fn new(sheet: &'s Sheet<'_>, rows: Range<u32>) -> Self {
        let charted = sheet.charts.iter().flat_map(|chart| {
            let values = chart.series.iter().map(|series| series.values);
            values.chain([chart.categories])
        });
        let begins = |area: &Area| rows.contains(&area.from.row);
        Self {
            sheet: &sheet.name,
            tables: sheet.tables.iter().filter(|table| begins(&table.area)).collect(),
            merges: sheet.merges.iter().filter(|area| begins(area)).copied().collect(),
            charted: charted.collect(),
            placed: !sheet.charts.is_empty() || !sheet.notes.is_empty(),
            rows,
        }
    }
}

/// Writes the rows of one chunk.
pub(super) struct RowWriter<'a> {
    pub(super) context: ChunkContext<'a>,
    merges: MergeFiller,
    pub(super) ids: &'a mut IdCache,
    pub(super) block: &'a mut XmlBlock,
    pub(super) calls: Vec<LibraryCall>,
    pub(super) columns: Vec<ColumnState>,
    area: Option<Area>,
    /// The number of the current row, as text.
    pub(super) row: String,
    /// The last number: its digits and scale, its text, and whether [`crate::number::spell_short`]
    /// formatted it. Numbers often repeat.
    pub(super) spelt: (i128, u32),
    pub(super) digits: String,
    pub(super) is_plain: bool,
}

/// The start of the cells of a column, and the id of its last style: cells of a column mostly have
/// the same style.
pub(super) struct ColumnState {
    pub(super) open: String,
    last: Option<(Style, Id)>,
}

impl<'a> RowWriter<'a> {
    pub(super) fn new(
        mut context: ChunkContext<'a>,
        ids: &'a mut IdCache,
        block: &'a mut XmlBlock,
    ) -> Self {
        let merges = MergeFiller::new(std::mem::take(&mut context.merges));
        Self {
            context,
            merges,
            ids,
            block,
            calls: Vec::new(),
            columns: Vec::new(),
            area: None,
            row: String::new(),
            spelt: (0, 0),
            digits: "0".to_owned(),
            is_plain: true,
        }
    }

    /// Starts the list of rows.
    pub(super) fn open_rows(&mut self) {
        push(&mut self.block.xml, &["<sheetData>"]);
    }

    /// Writes a row, after the rows before it that exist only for merged areas.
    pub(super) fn write(&mut self, mut row: Row) -> Result<(), WriteError> {
        row.cells.sort_by_key(|(col, ..)| *col);
        self.check_order(&row)?;
        self.context.rows.start = row.index + 1;
        let is_here = |table: &mut &Table| table.area.from.row == row.index;
        for table in self.context.tables.extract_if(.., is_here).collect::<Vec<_>>() {
            self.table(table, &row)?;
        }
        for row in self.merges.rows_before(row.index) {
            self.row(row)?;
        }
        self.merges.fill(&mut row);
        self.row(row)
    }

    /// Ends the chunk; the last chunk of a sheet also ends the list of rows.
    pub(super) fn end(&mut self, is_last: bool) -> Result<(), WriteError> {
        for row in self.merges.rows_behind() {
            // A merged area must not continue in the next chunk.
            if row.index >= self.context.rows.end {
                return Err(self.error(Address::new(row.index, 0), Cause::Order));
            }
            self.row(row)?;
        }
        let merges = std::mem::take(&mut self.merges.met);
        self.calls.extend(merges.into_iter().map(|(area, style)| LibraryCall::Merge(area, style)));
        if let Some(table) = self.context.tables.first() {
            return Err(self.error(table.area.from, Cause::Table(table.name.clone())));
        }
        if is_last {
            push(&mut self.block.xml, &["</sheetData>"]);
        }
        Ok(())
    }

    /// Gets the ids that cells need, and adds the cells to the digest.
    pub(super) fn settle(&mut self, shared: &mut SharedTables, sheet: usize) -> ResolvedIds {
        shared.digests[sheet].feed(&self.block.digest_input.bytes);
        self.columns.iter_mut().for_each(|column| column.last = None);
        self.ids.settle(shared)
    }

    /// The area with cells, and the calls to the library.
    pub(super) fn done(self) -> (Option<Area>, Vec<LibraryCall>) {
        (self.area, self.calls)
    }

    /// Rows must be in order and cells must not occur twice.
    fn check_order(&self, row: &Row) -> Result<(), WriteError> {
        let twice = row.cells.windows(2).find(|pair| pair[0].0 == pair[1].0);
        let last = row.cells.last().map_or(0, |(col, ..)| *col);
        let col = twice.map_or(last, |pair| pair[0].0);
        let is_off = !self.context.rows.contains(&row.index) || last >= Address::MAX_COLS;
        if twice.is_some() || is_off {
            return Err(self.error(Address::new(row.index, col), Cause::Order));
        }
        Ok(())
    }

    pub(super) fn error(&self, at: Address, cause: Cause) -> WriteError {
        WriteError::at(self.context.sheet, at, cause)
    }

    /// Does a chart show the cell?
    pub(super) fn is_charted(&self, at: Address) -> bool {
        self.context.charted.iter().any(|area| area.contains(at))
    }

    /// Declares a table before its header row is written.
    fn table(&mut self, table: &Table, row: &Row) -> Result<(), WriteError> {
        let Area { from, to } = table.area;
        let mut headers = Vec::new();
        for col in from.col..=to.col {
            let cell = row.cells.iter().find(|cell| cell.0 == col);
            // A header of two lines would be spelt differently in the table and in the cell.
            let header = match cell {
                Some((_, Content::Text(header), _)) if !header.contains(['\n', '\r']) => header,
                _ => "",
            };
            if header.trim().is_empty() {
                let cause = Cause::Table(table.name.clone());
                return Err(self.error(Address::new(from.row, col), cause));
            }
            headers.push(text::fit(header).into_owned());
        }
        self.calls.push(LibraryCall::Table { name: table.name.clone(), area: table.area, headers });
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), WriteError> {
        let height = row.height.map(pixels).filter(|height| *height != DEFAULT_CELL.0);
        if self.context.placed
            && let Some(height) = height
        {
            self.calls.push(LibraryCall::Height(row.index, height));
        }
        if row.cells.is_empty() && height.is_none() {
            return Ok(());
        }
        self.open_row(row.index);
        if let Some(height) = height {
            let points = Decimal::new(i64::from(height) * 75, 2).normalize().to_string();
            push(&mut self.block.xml, &["\" ht=\"", &points, "\" customHeight=\"1"]);
        }
        if row.cells.is_empty() {
            push(&mut self.block.xml, &["\"/>"]);
            return Ok(());
        }
        push(&mut self.block.xml, &["\">"]);
        for (col, content, style) in row.cells {
            self.cell(Address::new(row.index, col), content, &style)?;
        }
        self.close_row();
        Ok(())
    }

    pub(super) fn open_row(&mut self, index: u32) {
        self.row.clear();
        self.row.push_str(format_digits(u64::from(index) + 1, &mut [0; 20]));
        push(&mut self.block.xml, &["<row r=\"", &self.row]);
    }

    pub(super) fn close_row(&mut self) {
        push(&mut self.block.xml, &["</row>"]);
    }

    fn cell(&mut self, at: Address, content: Content, style: &Style) -> Result<(), WriteError> {
        self.arrive(at);
        match content {
            Content::Blank => self.blank(at, style),
            Content::Text(text) => self.text(at, &text, style),
            Content::Number(number) => self.number(at, number, style),
            Content::Date(day) => self.date(at, day, style),
            Content::Link(link) => self.link(at, &link, style),
            Content::Formula(live) => return self.formula(at, &live, style),
        }
        Ok(())
    }

    /// Prepares for a cell at a position.
    pub(super) fn arrive(&mut self, at: Address) {
        for next in self.columns.len()..=at.col as usize {
            let next = Address::new(0, u32::try_from(next).unwrap_or(u32::MAX));
            let open = format!("<c r=\"{}", next.column_letters());
            self.columns.push(ColumnState { open, last: None });
        }
        let area = self.area.get_or_insert(Area::new(at, at));
        *area = area.union(Area::new(at, at));
    }

    /// Starts a cell; its style, other attributes and content follow.
    pub(super) fn open(&mut self, at: Address) {
        push(&mut self.block.xml, &[&self.columns[at.col as usize].open, &self.row]);
    }

    /// The id of a style.
    pub(super) fn look(&mut self, at: Address, style: &Style) -> Id {
        let last = &mut self.columns[at.col as usize].last;
        match last {
            Some((same, number)) if same.is_like(style) => *number,
            _ => {
                let number = self.ids.look(style, false);
                *last = Some((style.clone(), number));
                number
            }
        }
    }
}

/// The height in pixels, as Excel rounds it.
#[expect(clippy::float_arithmetic, reason = "a row's height is no figure")]
fn pixels(points: f64) -> u32 {
    (points * 4.0 / 3.0).round() as u32
}
