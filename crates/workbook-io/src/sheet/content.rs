//! What the cells of an output workbook hold.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::grid::Address;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing: only its look shows.
    Blank,
    /// Text, never taken for a formula or a link whatever it begins with; shared, for names and
    /// codes stand in a hundred thousand rows.
    Text(Arc<str>),
    /// A number.
    Number(Decimal),
    /// A day, as Excel's own dates.
    Date(NaiveDate),
    /// A live formula. It and the link stand apart, for a nation's annex makes millions of cells
    /// that are neither.
    Formula(Box<Formula>),
    /// Text that leads somewhere when clicked.
    Link(Box<Link>),
}

/// A live formula and what it comes to, for programs that do not calculate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The formula without `=`, in English function names, arguments parted by commas.
    pub formula: String,
    /// The cached result.
    pub result: FormulaResult,
}

/// Text that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where.
    pub target: Target,
    /// What the cell shows.
    pub text: String,
}

impl Content {
    /// A formula with its result.
    pub fn formula(formula: impl Into<String>, result: FormulaResult) -> Self {
        Self::Formula(Box::new(Formula { formula: formula.into(), result }))
    }

    /// A text that leads somewhere.
    pub fn link(target: Target, text: impl Into<String>) -> Self {
        Self::Link(Box::new(Link { target, text: text.into() }))
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Arc<str>> for Content {
    fn from(text: Arc<str>) -> Self {
        Self::Text(text)
    }
}

impl From<Decimal> for Content {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Content {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

/// What a formula comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormulaResult {
    /// A number.
    Number(Decimal),
    /// Text. The writer refuses text that a file could only hold as a number, a truth
    /// value or an error ("01", "TRUE", "#N/A").
    Text(String),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A cell of this workbook.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell.
        at: Address,
    },
    /// Another file.
    File {
        /// The path from this workbook's folder, with `/` between folders.
        path: String,
        /// The sheet and cell in it, where it is a workbook.
        cell: Option<(String, Address)>,
    },
}
