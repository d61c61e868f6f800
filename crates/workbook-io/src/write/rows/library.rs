//! What the library is told of a sheet's cells: what it places charts and notes by, what charts
//! draw, links, merges and tables. All else of a row goes past it.

use rust_xlsxwriter::{Table as XlsxTable, TableColumn, TableStyle, Url, Workbook, Worksheet};

use super::super::error::{Cause, WriteError};
use super::super::format;
use super::super::layout::column;
use super::links;
use crate::grid::Address;
use crate::sheet::{Area, Style};

/// One thing to tell.
pub(in crate::write) enum LibraryCall {
    /// A row's height in pixels.
    Height(u32, u32),
    /// A text that a chart draws or names.
    Text(Address, String),
    /// A number that a chart draws: the chart's cache is to hold it.
    Number(Address, f64),
    /// A link in the library's spelling and what its cell shows.
    Link(Address, String, String, Style),
    /// An area whose cells are written already.
    Merge(Area, Style),
    /// A table, with its headers.
    Table { name: String, area: Area, headers: Vec<String> },
}

/// Tells one after the other.
pub(in crate::write) struct LibrarySink<'a> {
    worksheet: &'a mut Worksheet,
    sheet: &'a str,
    links: usize,
    /// Areas of the workbook's tables: as the library was calls, and as they are.
    tables: &'a mut Vec<(Area, Area)>,
}

impl<'a> LibrarySink<'a> {
    /// For the sheet at a place of the workbook.
    pub(in crate::write) fn new(
        workbook: &'a mut Workbook,
        (place, sheet): (usize, &'a str),
        tables: &'a mut Vec<(Area, Area)>,
    ) -> Result<Self, WriteError> {
        let worksheet = workbook.worksheet_from_index(place).map_err(WriteError::whole)?;
        Ok(Self { worksheet, sheet, links: 0, tables })
    }

    /// Tells it.
    pub(in crate::write) fn apply(&mut self, call: LibraryCall) -> Result<(), WriteError> {
        let sheet = &mut *self.worksheet;
        let (at, said) = match call {
            LibraryCall::Height(row, pixels) => {
                (None, sheet.set_row_height_pixels(row, pixels).map(drop))
            }
            LibraryCall::Text(at, text) => {
                (Some(at), sheet.write_string(at.row, column(at.col), text).map(drop))
            }
            LibraryCall::Number(at, number) => {
                (Some(at), sheet.write_number(at.row, column(at.col), number).map(drop))
            }
            LibraryCall::Link(..) if self.links == links::LIMIT => return Ok(()),
            LibraryCall::Link(at, url, text, style) => {
                self.links += 1;
                let (col, format) = (column(at.col), format::format(&style));
                let url = Url::new(url);
                let said = sheet.write_url_with_options(at.row, col, url, text, "", Some(&format));
                (Some(at), said.map(drop))
            }
            LibraryCall::Merge(Area { from, to }, style) => {
                let (left, right) = (column(from.col), column(to.col));
                let format = format::format(&style);
                (None, sheet.merge_range(from.row, left, to.row, right, "", &format).map(drop))
            }
            LibraryCall::Table { name, area, headers } => return self.table(&name, area, headers),
        };
        said.map_err(|error| match at {
            Some(at) => WriteError::at(self.sheet, at, Cause::Library(error.to_string())),
            None => WriteError::of_sheet(self.sheet)(error),
        })
    }

    fn table(&mut self, name: &str, area: Area, headers: Vec<String>) -> Result<(), WriteError> {
        let Area { from, to } = area;
        let columns: Vec<_> =
            headers.into_iter().map(|header| TableColumn::new().set_header(header)).collect();
        // Cells bear their own look, which LibreOffice and phones show too.
        let declared =
            XlsxTable::new().set_name(name).set_style(TableStyle::None).set_columns(&columns);
        // The library notes every cell of a table; it is told of the first two rows only.
        let declared_area = Area::new(from, Address::new(to.row.min(from.row + 1), to.col));
        self.tables.push((declared_area, area));
        let (left, right) = (column(from.col), column(to.col));
        let added =
            self.worksheet.add_table(from.row, left, declared_area.to.row, right, &declared);
        added.map(drop).map_err(WriteError::of_sheet(self.sheet))
    }

    /// The sheet as the library holds it.
    pub(in crate::write) fn worksheet(self) -> &'a mut Worksheet {
        self.worksheet
    }
}
