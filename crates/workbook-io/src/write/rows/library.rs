//! The calls to the writing library for the cells of a sheet: row heights (for the position of
//! charts and notes), values that charts show, links, merged areas and tables. All other cells are
//! written without it.

use rust_xlsxwriter::{Table as XlsxTable, TableColumn, TableStyle, Url, Workbook, Worksheet};

use super::super::error::{Cause, WriteError};
use super::super::format;
use super::super::layout::column;
use super::links;
use crate::grid::Address;
use crate::sheet::{Area, Locale, Style};

/// A call to the library.
pub(in crate::write) enum LibraryCall {
    /// The height of a row in pixels.
    Height(u32, u32),
    /// A text that a chart shows.
    Text(Address, String),
    /// A number that a chart shows, for its cache.
    Number(Address, f64),
    /// A link (in the library's spelling) and the text of its cell.
    Link(Address, String, String, Style),
    /// A merged area; its cells are written already.
    Merge(Area, Style),
    /// A table with its headers.
    Table { name: String, area: Area, headers: Vec<String> },
}

/// Makes the calls for one sheet.
pub(in crate::write) struct LibrarySink<'a> {
    worksheet: &'a mut Worksheet,
    sheet: &'a str,
    links: usize,
    locale: Option<Locale>,
    /// The areas of all tables: as declared to the library, and as they are.
    tables: &'a mut Vec<(Area, Area)>,
}

impl<'a> LibrarySink<'a> {
    /// For the sheet at an index of the workbook.
    pub(in crate::write) fn new(
        workbook: &'a mut Workbook,
        (place, sheet): (usize, &'a str),
        locale: Option<Locale>,
        tables: &'a mut Vec<(Area, Area)>,
    ) -> Result<Self, WriteError> {
        let worksheet = workbook.worksheet_from_index(place).map_err(WriteError::whole)?;
        Ok(Self { worksheet, sheet, links: 0, locale, tables })
    }

    /// Makes one call.
    pub(in crate::write) fn apply(&mut self, call: LibraryCall) -> Result<(), WriteError> {
        let sheet = &mut *self.worksheet;
        let (at, result) = match call {
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
                let (col, format) = (column(at.col), format::format(&style, self.locale));
                let url = Url::new(url);
                let result =
                    sheet.write_url_with_options(at.row, col, url, text, "", Some(&format));
                (Some(at), result.map(drop))
            }
            LibraryCall::Merge(Area { from, to }, style) => {
                let (left, right) = (column(from.col), column(to.col));
                let format = format::format(&style, self.locale);
                (None, sheet.merge_range(from.row, left, to.row, right, "", &format).map(drop))
            }
            LibraryCall::Table { name, area, headers } => return self.table(&name, area, headers),
        };
        result.map_err(|error| match at {
            Some(at) => WriteError::at(self.sheet, at, Cause::Library(error.to_string())),
            None => WriteError::of_sheet(self.sheet)(error),
        })
    }

    fn table(&mut self, name: &str, area: Area, headers: Vec<String>) -> Result<(), WriteError> {
        let Area { from, to } = area;
        let columns: Vec<_> =
            headers.into_iter().map(|header| TableColumn::new().set_header(header)).collect();
        // The cells have their own styles, which LibreOffice and phones also show.
        let declared =
            XlsxTable::new().set_name(name).set_style(TableStyle::None).set_columns(&columns);
        // The library stores every cell of a table, so only the first two rows are declared.
        let declared_area = Area::new(from, Address::new(to.row.min(from.row + 1), to.col));
        self.tables.push((declared_area, area));
        let (left, right) = (column(from.col), column(to.col));
        let added =
            self.worksheet.add_table(from.row, left, declared_area.to.row, right, &declared);
        added.map(drop).map_err(WriteError::of_sheet(self.sheet))
    }

    /// The sheet in the library.
    pub(in crate::write) fn worksheet(self) -> &'a mut Worksheet {
        self.worksheet
    }
}
