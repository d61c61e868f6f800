//! An output workbook: sheets, rows, cells and what surrounds them.

use std::collections::BTreeMap;

use super::chart::Chart;
use super::rows::{Row, RowChunk};
use super::style::{Color, Emphasis};
use crate::grid::{Address, Area};

/// A workbook to be written.
#[derive(Default)]
pub struct Book<'a> {
    /// What the file's properties page says.
    pub properties: Properties,
    /// The sheets in tab order. The first one not hidden is open at first.
    pub sheets: Vec<Sheet<'a>>,
    /// Names that formulas of the whole workbook may use.
    pub names: Vec<DefinedName>,
}

/// Document properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// The office, not a person.
    pub author: String,
    /// Custom properties of text type. The writer adds the digest
    /// ([`super::digest::PROPERTY`]).
    pub custom: BTreeMap<String, String>,
}

/// A name for a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinedName {
    /// The name.
    pub name: String,
    /// What it stands for, without `=`: `'Phụ lục'!$A$1:$B$9`.
    pub refers_to: String,
}

/// One sheet.
pub struct Sheet<'a> {
    /// The tab's name, as [`super::valid_sheet_name`] makes it.
    pub name: String,
    /// The rows, in strictly ascending order of their index, in chunks that follow one another.
    pub chunks: Vec<RowChunk<'a>>,
    /// Widths of columns, counted from zero, in characters of 12 pt.
    pub widths: Vec<(u32, f64)>,
    /// Columns that are not shown.
    pub hidden_columns: Vec<u32>,
    /// Areas joined into one cell; the content is that of the top left cell.
    pub merges: Vec<Area>,
    /// The first cell that moves when one scrolls.
    pub freeze: Option<Address>,
    /// How it prints.
    pub page: Page,
    /// Conditional formats, the first one strongest.
    pub highlights: Vec<Highlight>,
    /// Areas that are Excel tables.
    pub tables: Vec<Table>,
    /// Filter arrows over an area that is not a table.
    pub filter: Option<Area>,
    /// Drop-down lists.
    pub choices: Vec<Choice>,
    /// Charts over the cells that they draw.
    pub charts: Vec<Chart>,
    /// Notes on cells, without an author.
    pub notes: Vec<(Address, String)>,
    /// Not shown among the tabs.
    pub hidden: bool,
    /// Colour of the tab.
    pub tab: Option<Color>,
    /// Magnification in per cent.
    pub zoom: Option<u16>,
    /// Faint lines between cells on the screen.
    pub gridlines: bool,
    /// Only cells whose style is unlocked may be changed. There is no password: it keeps
    /// from slips, not from people.
    pub protected: bool,
}

impl<'a> Sheet<'a> {
    /// A sheet with rows and nothing around them.
    pub fn new(name: &str, rows: impl IntoIterator<Item = Row, IntoIter: Send + 'a>) -> Self {
        Self::from_chunks(name, vec![RowChunk::new(0, rows)])
    }

    /// The same, with rows enough for several threads.
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
    /// The area as a formula refers to it from anywhere: `'Phụ lục'!$A$1:$B$9`.
    #[must_use]
    pub fn on(self, sheet: &str) -> String {
        let fixed = |at: Address| format!("${}${}", at.column_letters(), at.row + 1);
        format!("{}!{}:{}", super::quote_sheet_name(sheet), fixed(self.from), fixed(self.to))
    }
}

/// How a sheet prints, on A4.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Lying instead of standing.
    pub landscape: bool,
    /// Empty edges.
    pub margins: Margins,
    /// Made as small as one page's width needs.
    pub fit_width: bool,
    /// First and last row printed again on each page.
    pub repeat_rows: Option<(u32, u32)>,
    /// First and last column printed again on each page.
    pub repeat_cols: Option<(u32, u32)>,
    /// What is printed; everything where none is given.
    pub area: Option<Area>,
    /// Header in Excel's codes (`&C&P`: page number in the middle; `&&` is an ampersand).
    pub header: String,
    /// Footer, likewise.
    pub footer: String,
    /// No header on the first page: NĐ 30/2020 counts it without a number.
    pub plain_first: bool,
    /// Rows that begin a new page.
    pub breaks: Vec<u32>,
    /// In the middle between left and right margin.
    pub centered: bool,
}

/// Empty edges of a page in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// Above.
    pub top: u16,
    /// To the right.
    pub right: u16,
    /// Beneath.
    pub bottom: u16,
    /// To the left, where papers are bound.
    pub left: u16,
}

impl Default for Margins {
    /// The least that NĐ 30/2020 allows.
    fn default() -> Self {
        Self { top: 20, right: 15, bottom: 20, left: 30 }
    }
}

/// A look that cells take while a formula holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Where.
    pub areas: Vec<Area>,
    /// The condition without `=`, written for the top left cell of the first area.
    pub formula: String,
    /// The look.
    pub emphasis: Emphasis,
}

/// An Excel table. Its headers are the texts in the first row of its area, which the
/// sheet's rows must hold, each different from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name that formulas use.
    pub name: String,
    /// Header row and at least one row of data.
    pub area: Area,
}

/// A drop-down list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Where.
    pub areas: Vec<Area>,
    /// What may be chosen.
    pub options: Options,
    /// Anything else is refused; otherwise it may be typed.
    pub strict: bool,
    /// Title of what Excel says to anything else, at most 32 characters.
    pub error_title: String,
    /// What Excel says to anything else, at most 255 characters.
    pub error_text: String,
}

/// What a drop-down list offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Options {
    /// These words, without commas, together at most 255 characters.
    Words(Vec<String>),
    /// The cells of a range, without `=`: `'Danh mục'!$A$2:$A$9`.
    Range(String),
}
