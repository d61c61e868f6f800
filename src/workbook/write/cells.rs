//! The rows of a sheet as XML, one after the other. The library learns only what stands around
//! them: merges, tables, links, and what charts and notes are placed by.

use std::sync::mpsc::SyncSender;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Table as XlsxTable, TableColumn, TableStyle, Worksheet, XlsxError};

use super::error::{Cause, WriteError};
use super::format::{self, Formats};
use super::layout::column;
use super::merges::Merges;
use super::stream::{Load, Writer};
use super::strings::Strings;
use super::text;
use super::xml::{self, push};
use crate::cell::Address;
use crate::sheet::{Area, Content, Row, Sheet, Style, Table};

/// What sheets of a workbook share.
pub(super) struct Shared {
    pub(super) formats: Formats,
    pub(super) strings: Strings,
    /// Areas of the tables, in order: as the library was told, and as they are.
    pub(super) tables: Vec<(Area, Area)>,
    /// Where rows go.
    pub(super) rows: SyncSender<Load>,
}

/// A sheet being written.
pub(super) struct Pen<'a> {
    worksheet: &'a mut Worksheet,
    pub(super) formats: &'a mut Formats,
    pub(super) strings: &'a mut Strings,
    tables: &'a mut Vec<(Area, Area)>,
    pub(super) out: Writer<'a>,
    name: &'a str,
    pub(super) links: usize,
    /// Areas that charts draw or name.
    charted: Vec<Area>,
    /// The library places charts and notes by the rows' heights.
    placed: bool,
    columns: Vec<Column>,
    /// How formats are asked for in a cell's element, by their numbers.
    looks: Vec<String>,
    area: Option<Area>,
    /// The row's number and the cell's address as Excel shows them.
    row: String,
    pub(super) at: String,
    /// The last number, and whether [`crate::decimal::plain`] spelt it.
    pub(super) digits: String,
    pub(super) is_plain: bool,
}

/// A column's letters, and the style of its last cell with its number: columns look alike all the
/// way down.
struct Column {
    letters: String,
    last: Option<(Style, u32)>,
}

/// Writes all rows; tells the area that they fill.
pub(super) fn write_rows(
    worksheet: &mut Worksheet,
    mut sheet: Sheet<'_>,
    shared: &mut Shared,
) -> Result<Option<Area>, WriteError> {
    let mut rows = std::mem::replace(&mut sheet.rows, Box::new(std::iter::empty()));
    let mut merges = Merges::of(std::mem::take(&mut sheet.merges));
    let mut pen = Pen::new(worksheet, &sheet, shared);
    let mut tables = sheet.tables.iter().collect::<Vec<_>>();
    let mut next = 0;
    push(&mut pen.out.xml, &["<sheetData>"]);
    rows.try_for_each(|mut row| {
        row.cells.sort_by_key(|(col, ..)| *col);
        check_order(&sheet.name, &row, next)?;
        next = row.index + 1;
        for table in tables.extract_if(.., |table| table.area.from.row == row.index) {
            pen.table(table, &row)?;
        }
        for row in merges.rows_before(row.index) {
            pen.row(row)?;
        }
        merges.fill(&mut row);
        pen.row(row)
    })?;
    for row in merges.rows_behind() {
        pen.row(row)?;
    }
    for (area, style) in &merges.met {
        pen.merge(*area, style)?;
    }
    if let Some(table) = tables.first() {
        return Err(pen.error(table.area.from, Cause::Table(table.name.clone())));
    }
    push(&mut pen.out.xml, &["</sheetData>"]);
    pen.out.end();
    Ok(pen.area)
}

/// Rows must come downwards, and a cell may come but once.
fn check_order(sheet: &str, row: &Row, next: u32) -> Result<(), WriteError> {
    let twice = row.cells.windows(2).find(|pair| pair[0].0 == pair[1].0);
    let last = row.cells.last().map_or(0, |(col, ..)| *col);
    let col = twice.map_or(last, |pair| pair[0].0);
    let is_off = row.index >= Address::MAX_ROWS || last >= Address::MAX_COLS;
    if row.index < next || twice.is_some() || is_off {
        return Err(WriteError::at(sheet, Address::new(row.index, col), Cause::Order));
    }
    Ok(())
}

impl<'a> Pen<'a> {
    fn new(worksheet: &'a mut Worksheet, sheet: &'a Sheet<'_>, shared: &'a mut Shared) -> Self {
        let charted = sheet.charts.iter().flat_map(|chart| {
            let values = chart.series.iter().map(|series| series.values);
            values.chain([chart.categories])
        });
        Self {
            worksheet,
            formats: &mut shared.formats,
            strings: &mut shared.strings,
            tables: &mut shared.tables,
            out: Writer::new(&shared.rows),
            name: &sheet.name,
            links: 0,
            charted: charted.collect(),
            placed: !sheet.charts.is_empty() || !sheet.notes.is_empty(),
            columns: Vec::new(),
            looks: vec![String::new()],
            area: None,
            row: String::new(),
            at: String::new(),
            digits: String::new(),
            is_plain: false,
        }
    }

    pub(super) fn error(&self, at: Address, cause: Cause) -> WriteError {
        WriteError::at(self.name, at, cause)
    }

    /// Tells the library something of a cell.
    pub(super) fn tell(
        &mut self,
        at: Address,
        write: impl FnOnce(&mut Worksheet, u32, u16) -> Result<(), XlsxError>,
    ) -> Result<(), WriteError> {
        write(self.worksheet, at.row, column(at.col))
            .map_err(|error| self.error(at, Cause::Library(error.to_string())))
    }

    /// Does a chart draw or name the cell?
    pub(super) fn is_charted(&self, at: Address) -> bool {
        self.charted.iter().any(|area| area.holds(at))
    }

    /// Merges an area whose cells are written already.
    fn merge(&mut self, area: Area, style: &Style) -> Result<(), WriteError> {
        let Area { from, to } = area;
        let format = format::format(style);
        let (left, right) = (column(from.col), column(to.col));
        let merged = self.worksheet.merge_range(from.row, left, to.row, right, "", &format);
        merged.map(drop).map_err(WriteError::of_sheet(self.name))
    }

    /// Declares a table whose header row is about to be written.
    fn table(&mut self, table: &Table, row: &Row) -> Result<(), WriteError> {
        let Area { from, to } = table.area;
        let mut columns = Vec::new();
        for col in from.col..=to.col {
            let cell = row.cells.iter().find(|cell| cell.0 == col);
            // A header of two lines would have to be spelt differently in table and cell.
            let header = match cell {
                Some((_, Content::Text(header), _)) if !header.contains(['\n', '\r']) => header,
                _ => "",
            };
            if header.trim().is_empty() {
                let cause = Cause::Table(table.name.clone());
                return Err(self.error(Address::new(from.row, col), cause));
            }
            columns.push(TableColumn::new().set_header(text::fit(header)));
        }
        // Cells bear their own look, which LibreOffice and phones show too.
        let declared = XlsxTable::new()
            .set_name(table.name.as_str())
            .set_style(TableStyle::None)
            .set_columns(&columns);
        // The library notes every cell of a table; it is told of the first two rows only.
        let told = Area::new(from, Address::new(to.row.min(from.row + 1), to.col));
        self.tables.push((told, table.area));
        let (left, right) = (column(from.col), column(to.col));
        let added = self.worksheet.add_table(from.row, left, told.to.row, right, &declared);
        added.map(drop).map_err(WriteError::of_sheet(self.name))
    }

    fn row(&mut self, row: Row) -> Result<(), WriteError> {
        let height = row.height.map(pixels).filter(|height| *height != super::DEFAULT_CELL.0);
        if self.placed
            && let Some(height) = height
        {
            let set = self.worksheet.set_row_height_pixels(row.index, height);
            set.map_err(WriteError::of_sheet(self.name))?;
        }
        if row.cells.is_empty() && height.is_none() {
            return Ok(());
        }
        self.row.clear();
        self.row.push_str(xml::digits(row.index + 1, &mut [0; 10]));
        push(&mut self.out.xml, &["<row r=\"", &self.row]);
        if let Some(height) = height {
            let points = Decimal::new(i64::from(height) * 75, 2).normalize().to_string();
            push(&mut self.out.xml, &["\" ht=\"", &points, "\" customHeight=\"1"]);
        }
        if row.cells.is_empty() {
            push(&mut self.out.xml, &["\"/>"]);
            return Ok(());
        }
        push(&mut self.out.xml, &["\">"]);
        for (col, content, style) in row.cells {
            self.cell(Address::new(row.index, col), content, &style)?;
        }
        push(&mut self.out.xml, &["</row>"]);
        self.out.row_ends();
        Ok(())
    }

    fn cell(&mut self, at: Address, content: Content, style: &Style) -> Result<(), WriteError> {
        self.arrive(at);
        match content {
            Content::Blank => {
                self.blank(at, style);
                Ok(())
            }
            Content::Text(text) => self.text(at, &text, style),
            Content::Number(number) => self.number(at, number, style),
            Content::Date(day) => self.date(at, day, style),
            Content::Formula { formula, result } => self.formula(at, &formula, result, style),
            Content::Link { target, text } => self.link(at, &target, &text, style),
        }
    }

    /// Takes up a cell's address.
    fn arrive(&mut self, at: Address) {
        let col = at.col as usize;
        for next in self.columns.len()..=col {
            let next = Address::new(0, u32::try_from(next).unwrap_or(u32::MAX));
            self.columns.push(Column { letters: next.column_letters(), last: None });
        }
        self.at.clear();
        self.at.push_str(&self.columns[col].letters);
        self.at.push_str(&self.row);
        let area = self.area.get_or_insert(Area::new(at, at));
        area.from = Address::new(area.from.row.min(at.row), area.from.col.min(at.col));
        area.to = Address::new(area.to.row.max(at.row), area.to.col.max(at.col));
    }

    /// Opens the cell with its look; what follows are its other attributes and its content.
    pub(super) fn open(&mut self, number: u32) {
        let number = number as usize;
        for next in self.looks.len()..=number {
            self.looks.push(format!("\" s=\"{next}"));
        }
        push(&mut self.out.xml, &["<c r=\"", &self.at, &self.looks[number]]);
    }

    /// The number of a style's format.
    pub(super) fn look(&mut self, at: Address, style: &Style) -> u32 {
        let last = &mut self.columns[at.col as usize].last;
        match last {
            Some((same, number)) if same.is_like(style) => *number,
            _ => {
                let number = self.formats.number(style, false);
                *last = Some((style.clone(), number));
                number
            }
        }
    }
}

/// A height in points as the pixels that Excel makes of it.
#[expect(clippy::float_arithmetic, reason = "a row's height is no figure")]
fn pixels(points: f64) -> u32 {
    (points * 4.0 / 3.0).round() as u32
}
