//! The structure of a blank form, as plain data.

use std::collections::BTreeSet;
use std::ops::Range;

use super::marker::Marker;
use super::seen::Seen;
use crate::setup::printed_formula::{ColumnNumber, PrintedFormula};

/// A table of a blank form.
#[derive(Clone, Debug)]
pub struct BlankTable {
    /// The sheet's name and its place in the workbook.
    pub sheet: String,
    /// The sheet's place in the workbook.
    pub sheet_index: usize,
    /// The table's title as printed above it; empty where there is none.
    pub title: String,
    /// The rows of the header, downwards.
    pub header_rows: Vec<u32>,
    /// The row of column numbers beneath the header.
    pub numbering: Option<u32>,
    /// The columns of the header, from the left.
    pub columns: Vec<BlankColumn>,
    /// What stands beneath.
    pub body: BlankBody,
    /// The unit of measure printed over the whole table.
    pub unit: String,
    /// What somebody filled in already, here or in other versions of the table.
    pub seen: Seen,
}

/// What stands beneath a header.
#[derive(Clone, Debug)]
pub enum BlankBody {
    /// Rows with printed labels.
    Fixed(Vec<BlankRow>),
    /// Rows that who fills the form in names.
    List(BlankList),
}

/// The rows of a list.
#[derive(Clone, Debug)]
pub struct BlankList {
    /// The column that names a row.
    pub name_col: u32,
    /// The first row beneath the header.
    pub first_row: u32,
    /// The row after the last.
    pub end: u32,
    /// Where several rows go with one name: the column that tells them apart and its words.
    pub breakdown: Option<(u32, Vec<String>)>,
}

impl BlankTable {
    /// The columns into which figures go.
    pub fn data_columns(&self) -> impl Iterator<Item = &BlankColumn> {
        self.columns.iter().filter(|column| column.role == ColumnRole::Data)
    }
}

/// A column of a blank form.
#[derive(Clone, Debug)]
pub struct BlankColumn {
    /// Where it stands.
    pub col: u32,
    /// Its header from the top down, as printed.
    pub path: Vec<String>,
    /// What it is for.
    pub role: ColumnRole,
    /// Its number beneath the header, with its formula; empty where it has none.
    pub number: ColumnNumber,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// Running numbers.
    Order,
    /// Codes of rows that the form itself prints: "Mã số" 01, 02.
    RowNumber,
    /// What the row is, or who.
    Label,
    /// Units of measure.
    Unit,
    /// Tells apart several rows that go with one name.
    Breakdown,
    /// Remarks: nothing is read from it.
    Note,
    /// Figures, words, days or ticks.
    Data,
}

/// A row with a printed label.
#[derive(Clone, Debug)]
pub struct BlankRow {
    /// Where it stands.
    pub row: u32,
    /// How it is numbered.
    pub marker: Marker,
    /// Its own code on the form ("01"), else its running number as printed.
    pub number: String,
    /// Its label without marker, unit and formula.
    pub label: String,
    /// Its unit of measure, in its own column or in the label.
    pub unit: String,
    /// What it is.
    pub role: RowRole,
    /// How deep it stands below others.
    pub depth: usize,
    /// What it is to come to in the numbers of other rows.
    pub formula: Option<PrintedFormula>,
    /// Columns of figures that the form itself closes in this row: "x".
    pub closed: BTreeSet<u32>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// It only heads the rows beneath.
    Heading,
    /// Figures go into it.
    Data,
    /// It is the total over others.
    Total,
}

/// A table's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::setup::blank) struct Region {
    /// The first row that can belong to the heading above the table.
    pub heading_top: u32,
    /// The header's rows, downwards.
    pub header_rows: Vec<u32>,
    /// The row of column numbers.
    pub numbering: Option<u32>,
    /// The rows beneath, to the last that can belong to the table.
    pub body: Range<u32>,
}
