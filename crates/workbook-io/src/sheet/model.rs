//! Workbooks and sheets to be written.

use std::collections::BTreeMap;

use super::chart::Chart;
use super::rows::{Row, RowChunk};
use super::style::{Color, Emphasis};
use crate::grid::{Address, Area};

/// A workbook to be written.
#[derive(Default)]
pub struct Book<'a> {
    /// Document properties.
    pub properties: Properties,
    /// The sheets in the order of their tabs. The first visible one is active.
    pub sheets: Vec<Sheet<'a>>,
    /// Defined names.
    pub names: Vec<DefinedName>,
    /// The locale of number formats. LibreOffice and previewers then use its separators, whatever
    /// their own language; Excel follows Windows all the same.
    pub locale: Option<Locale>,
}

/// A language and country by its Windows identifier: 0x409 is English of the United States.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale(pub u16);

/// Document properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// The author: an organisation, not a person.
    pub author: String,
    /// Custom properties of type text. The writer adds the digest ([`super::digest::PROPERTY`]).
    pub custom: BTreeMap<String, String>,
}

/// A defined name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinedName {
    /// The name.
    pub name: String,
    /// The reference without `=`: `'Phụ lục'!$A$1:$B$9`.
    pub refers_to: String,
}

/// A sheet.
pub struct Sheet<'a> {
    /// The name; [`super::valid_sheet_name`] makes a valid one.
    pub name: String,
    /// The rows in chunks, in strictly ascending order.
    pub chunks: Vec<RowChunk<'a>>,
    /// Widths of columns (counted from zero), in characters of 12 pt.
    pub widths: Vec<(u32, f64)>,
    /// Hidden columns.
    pub hidden_columns: Vec<u32>,
    /// Merged areas; the content is in the top left cell.
    pub merges: Vec<Area>,
    /// Freeze panes: the first cell that scrolls.
    pub freeze: Option<Address>,
    /// Page setup.
    pub page: Page,
    /// Conditional formats, highest priority first.
    pub highlights: Vec<Highlight>,
    /// Tables.
    pub tables: Vec<Table>,
    /// An autofilter over an area that is not a table.
    pub filter: Option<Area>,
    /// Drop-down lists.
    pub choices: Vec<DropDownList>,
    /// Charts.
    pub charts: Vec<Chart>,
    /// Notes, without author.
    pub notes: Vec<(Address, String)>,
    /// Is it hidden?
    pub hidden: bool,
    /// Colour of the tab.
    pub tab: Option<Color>,
    /// Zoom in per cent.
    pub zoom: Option<u16>,
    /// Shows gridlines.
    pub gridlines: bool,
    /// Only unlocked cells can be edited. There is no password: it prevents accidents, not intent.
    pub protected: bool,
}

impl<'a> Sheet<'a> {
    /// A sheet with rows and default settings.
    pub fn new(name: &str, rows: impl IntoIterator<Item = Row, IntoIter: Send + 'a>) -> Self {
        Self::from_chunks(name, vec![RowChunk::new(0, rows)])
    }

    /// A sheet whose rows several threads write.
    #[must_use]
    pub fn from_chunks(name: &str, mut chunks: Vec<RowChunk<'a>>) -> Self {
        if chunks.is_empty() {
            chunks.push(RowChunk::new(0, []));
        }
        Self {
            name: name.to_owned(),
            chunks,
            widths: Vec::new(),
            hidden_columns: Vec::new(),
            merges: Vec::new(),
            freeze: None,
            page: Page::default(),
            highlights: Vec::new(),
            tables: Vec::new(),
            filter: None,
            choices: Vec::new(),
            charts: Vec::new(),
            notes: Vec::new(),
            hidden: false,
            tab: None,
            zoom: None,
            gridlines: true,
            protected: false,
        }
    }
}

impl Area {
    /// The absolute reference of the area: `'Phụ lục'!$A$1:$B$9`.
    #[must_use]
    pub fn on(self, sheet: &str) -> String {
        let fixed = |at: Address| format!("${}${}", at.column_letters(), at.row + 1);
        format!("{}!{}:{}", super::quote_sheet_name(sheet), fixed(self.from), fixed(self.to))
    }
}

/// Page setup, on A4.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Landscape orientation.
    pub landscape: bool,
    /// Margins.
    pub margins: Margins,
    /// Scaled to the width of one page.
    pub fit_width: bool,
    /// First and last row repeated on each page.
    pub repeat_rows: Option<(u32, u32)>,
    /// First and last column repeated on each page.
    pub repeat_cols: Option<(u32, u32)>,
    /// Print area; everything if `None`.
    pub area: Option<Area>,
    /// The header, in Excel's codes (`&C&P`: page number in the centre; `&&` is an ampersand).
    pub header: String,
    /// The footer, likewise.
    pub footer: String,
    /// No header on the first page.
    pub plain_first: bool,
    /// Rows after a page break.
    pub breaks: Vec<u32>,
    /// Centred horizontally.
    pub centered: bool,
}

/// Page margins in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// Top.
    pub top: u16,
    /// Right.
    pub right: u16,
    /// Bottom.
    pub bottom: u16,
    /// Left.
    pub left: u16,
}

impl Default for Margins {
    /// Margins of official documents (Decree 30/2020).
    fn default() -> Self {
        Self { top: 20, right: 15, bottom: 20, left: 30 }
    }
}

/// A conditional format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The areas.
    pub areas: Vec<Area>,
    /// The condition without `=`, relative to the top left cell of the first area.
    pub formula: String,
    /// The format.
    pub emphasis: Emphasis,
}

/// A table. Its headers are the texts in the first row of its area, which must be in the rows of
/// the sheet and distinct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name used in formulas.
    pub name: String,
    /// The header row and at least one row of data.
    pub area: Area,
}

/// A drop-down list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropDownList {
    /// The areas.
    pub areas: Vec<Area>,
    /// The values to choose from.
    pub options: DropDownValues,
    /// Refuses other values; otherwise Excel only warns.
    pub strict: bool,
    /// Title of Excel's message for other values, at most 32 characters.
    pub error_title: String,
    /// Excel's message for other values, at most 255 characters.
    pub error_text: String,
}

/// The values of a drop-down list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DropDownValues {
    /// Fixed values without commas, at most 255 characters together.
    Words(Vec<String>),
    /// The cells of a range, without `=`: `'Danh mục'!$A$2:$A$9`.
    Range(String),
}
