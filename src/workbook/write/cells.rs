//! The rows of a sheet, one after the other, with the merges and tables that begin in them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Format, Formula, Table as XlsxTable, TableColumn, TableStyle, Url, Worksheet, XlsxError,
};

use super::charts::Drawn;
use super::error::{Cause, WriteError};
use super::format::Formats;
use super::layout::column;
use super::{formula, text};
use crate::cell::Address;
use crate::sheet::digest::{Fact, SheetDigest};
use crate::sheet::{
    Area, Content, FormulaResult, Row, Sheet, Style, Table, Target, quoted, stored,
};

/// The most links that Excel takes on one sheet; those beyond it become plain text.
const LINK_LIMIT: usize = 65_530;
/// The most characters that Excel takes in a link.
const LINK_LENGTH: usize = 2_079;

/// A sheet being written.
struct Pen<'a> {
    worksheet: &'a mut Worksheet,
    formats: &'a mut Formats,
    name: &'a str,
    facts: SheetDigest,
    links: usize,
    /// Areas that charts draw, and the numbers in them.
    charted: Vec<Area>,
    drawn: Drawn,
}

/// What a sheet's rows said.
pub(super) struct Said {
    /// For the digest.
    pub(super) facts: SheetDigest,
    /// For the caches of charts.
    pub(super) drawn: Drawn,
}

/// Writes all rows and tells what they said.
pub(super) fn write_rows(
    worksheet: &mut Worksheet,
    mut sheet: Sheet<'_>,
    formats: &mut Formats,
) -> Result<Said, WriteError> {
    let name = sheet.name.as_str();
    let charted = sheet.charts.iter().flat_map(|chart| &chart.series);
    let charted = charted.map(|series| series.values).collect();
    let mut pen = Pen {
        worksheet,
        formats,
        name,
        facts: SheetDigest::default(),
        links: 0,
        charted,
        drawn: Drawn::new(),
    };
    sheet.merges.sort();
    let mut merges = sheet.merges.iter().copied().peekable();
    let mut tables = sheet.tables.iter().collect::<Vec<_>>();
    let mut next = 0;
    for mut row in sheet.rows {
        row.cells.sort_by_key(|(col, ..)| *col);
        check_order(name, &row, next)?;
        next = row.index + 1;
        // Only at their first row: a long sheet cannot go back, and cells written after them
        // keep their own look.
        while let Some(area) = merges.next_if(|area| area.from.row <= row.index) {
            pen.merge(area, &row)?;
        }
        for table in tables.extract_if(.., |table| table.area.from.row == row.index) {
            pen.table(table, &row)?;
        }
        pen.row(row)?;
    }
    for area in merges {
        pen.merge(area, &Row::default())?;
    }
    match tables.first() {
        Some(table) => Err(pen.error(table.area.from, Cause::Table(table.name.clone()))),
        None => Ok(Said { facts: pen.facts, drawn: pen.drawn }),
    }
}

/// Rows must come downwards, and a cell may come but once: a long sheet would silently lose
/// the rest.
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

impl Pen<'_> {
    fn error(&self, at: Address, cause: Cause) -> WriteError {
        WriteError::at(self.name, at, cause)
    }

    /// Merges an area; its borders are those of its first cell, all around.
    fn merge(&mut self, area: Area, row: &Row) -> Result<(), WriteError> {
        let Area { from, to } = area;
        let plain = Style::default();
        let is_first = |cell: &&(u32, Content, Style)| row.index == from.row && cell.0 == from.col;
        let style = row.cells.iter().find(is_first).map_or(&plain, |(.., style)| style);
        let format = self.formats.plain(style);
        let (left, right) = (column(from.col), column(to.col));
        let merged = self.worksheet.merge_range(from.row, left, to.row, right, "", format);
        merged.map(drop).map_err(WriteError::of_sheet(self.name))
    }

    /// Declares a table whose header row is about to be written.
    fn table(&mut self, table: &Table, row: &Row) -> Result<(), WriteError> {
        let Area { from, to } = table.area;
        let mut columns = Vec::new();
        for col in from.col..=to.col {
            let cell = row.cells.iter().find(|cell| cell.0 == col);
            let Some((_, Content::Text(header), style)) = cell else {
                return Err(
                    self.error(Address::new(from.row, col), Cause::Table(table.name.clone()))
                );
            };
            // A header of two lines would have to be spelt differently in table and cell.
            if header.trim().is_empty() || header.contains(['\n', '\r']) {
                return Err(
                    self.error(Address::new(from.row, col), Cause::Table(table.name.clone()))
                );
            }
            let format = self.formats.plain(style);
            columns
                .push(TableColumn::new().set_header(text::fit(header)).set_header_format(format));
        }
        // Cells bear their own look, which LibreOffice and phones show too.
        let declared = XlsxTable::new()
            .set_name(table.name.as_str())
            .set_style(TableStyle::None)
            .set_columns(&columns);
        let (left, right) = (column(from.col), column(to.col));
        let added = self.worksheet.add_table(from.row, left, to.row, right, &declared);
        added.map(drop).map_err(WriteError::of_sheet(self.name))
    }

    fn row(&mut self, row: Row) -> Result<(), WriteError> {
        if let Some(height) = row.height {
            let set = self.worksheet.set_row_height(row.index, height);
            set.map_err(WriteError::of_sheet(self.name))?;
        }
        for (col, content, style) in row.cells {
            self.cell(Address::new(row.index, col), content, &style)?;
        }
        Ok(())
    }

    fn cell(&mut self, at: Address, content: Content, style: &Style) -> Result<(), WriteError> {
        match content {
            Content::Blank => self.put(at, style, |sheet, row, col, format| {
                sheet.write_blank(row, col, format).map(drop)
            }),
            Content::Text(text) => self.text(at, &text, style),
            Content::Number(number) => self.number(at, number, style),
            Content::Date(day) => self.date(at, day, style),
            Content::Formula { formula, result } => self.formula(at, &formula, result, style),
            Content::Link { target, text } => self.link(at, &target, &text, style),
        }
    }

    /// Writes with the style's format.
    fn put(
        &mut self,
        at: Address,
        style: &Style,
        write: impl FnOnce(&mut Worksheet, u32, u16, &Format) -> Result<(), XlsxError>,
    ) -> Result<(), WriteError> {
        let format = self.formats.plain(style);
        write(self.worksheet, at.row, column(at.col), format)
            .map_err(|error| self.error(at, Cause::Library(error.to_string())))
    }

    fn text(&mut self, at: Address, text: &str, style: &Style) -> Result<(), WriteError> {
        let text = text::fit(text);
        self.facts.add(at, Fact::Text(&text));
        let format = if text::looks_like_formula(&text) {
            self.formats.quoted(style)
        } else {
            self.formats.plain(style)
        };
        let written = self.worksheet.write_string_with_format(at.row, column(at.col), text, format);
        written.map(drop).map_err(|error| self.error(at, Cause::Library(error.to_string())))
    }

    fn number(&mut self, at: Address, number: Decimal, style: &Style) -> Result<(), WriteError> {
        let double = stored(number);
        self.facts.add(at, Fact::Number(double));
        self.draw(at, &double.to_string());
        self.put(at, style, |sheet, row, col, format| {
            sheet.write_number_with_format(row, col, double, format).map(drop)
        })
    }

    /// Keeps a number that a chart draws.
    fn draw(&mut self, at: Address, number: &str) {
        if self.charted.iter().any(|area| area.holds(at)) {
            self.drawn.insert(at, number.to_owned());
        }
    }

    /// A day as its serial. Days before March 1900 are text: Excel's calendar has a 29
    /// February 1900, and programs disagree about the days before it.
    fn date(&mut self, at: Address, day: NaiveDate, style: &Style) -> Result<(), WriteError> {
        let start = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day of the calendar");
        let serial = (day - start).num_days();
        if serial < 61 {
            return self.text(at, &day.format("%d/%m/%Y").to_string(), style);
        }
        let mut dated = style.clone();
        if dated.number.is_empty() {
            dated.number = "dd/mm/yyyy".into();
        }
        self.number(at, Decimal::from(serial), &dated)
    }

    fn formula(
        &mut self,
        at: Address,
        formula: &str,
        result: FormulaResult,
        style: &Style,
    ) -> Result<(), WriteError> {
        if !formula::is_sound(formula) {
            return Err(self.error(at, Cause::Formula(formula.to_owned())));
        }
        let is_number = matches!(result, FormulaResult::Number(_));
        let cached = match result {
            FormulaResult::Number(number) => stored(number).to_string(),
            FormulaResult::Text(text) if formula::stays_text(&text) => text::fit(&text),
            FormulaResult::Text(text) => return Err(self.error(at, Cause::Result(text))),
        };
        self.facts.add(at, Fact::Formula(formula));
        if is_number {
            self.draw(at, &cached);
        }
        let live = Formula::new(formula).set_result(cached);
        self.put(at, style, |sheet, row, col, format| {
            sheet.write_formula_with_format(row, col, live, format).map(drop)
        })
    }

    fn link(
        &mut self,
        at: Address,
        target: &Target,
        text: &str,
        style: &Style,
    ) -> Result<(), WriteError> {
        let Some(url) = url(target).filter(|_| self.links < LINK_LIMIT && !text.is_empty()) else {
            return self.text(at, text, style);
        };
        self.links += 1;
        let text = text::fit(text);
        self.facts.add(at, Fact::Text(&text));
        self.put(at, style, |sheet, row, col, format| {
            sheet.write_url_with_options(row, col, Url::new(url), text, "", Some(format)).map(drop)
        })
    }
}

/// Could a click lead out of the folder, to another machine or to a program? A file's name is
/// the sender's to choose.
fn leads_away(path: &str) -> bool {
    let strange = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    path.contains(strange) || path.split('/').any(str::is_empty)
}

/// A target in the library's spelling, where a link can hold it.
fn url(target: &Target) -> Option<String> {
    let url = match target {
        Target::Cell { sheet, at } => format!("internal:{}!{at}", quoted(sheet)),
        // In a path these two would be read as an anchor and as an escape.
        Target::File { path, .. } if path.contains(['#', '%']) || leads_away(path) => return None,
        Target::File { path, cell: None } => format!("file:///{path}"),
        Target::File { path, cell: Some((sheet, at)) } => {
            format!("file:///{path}#{}!{at}", quoted(sheet))
        }
    };
    (url.encode_utf16().count() <= LINK_LENGTH).then_some(url)
}
