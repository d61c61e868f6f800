//! Why a workbook could not be written.

use std::fmt;

use rust_xlsxwriter::XlsxError;

use crate::grid::Address;

/// A book that cannot become a file: a fault of the program, told so that it can be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// The sheet, empty where the fault is the whole workbook's.
    pub sheet: String,
    /// The cell, where there is one.
    pub at: Option<Address>,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong with a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A row or cell comes out of order, twice, or lies beyond Excel's grid.
    Order,
    /// A formula's result is text that the file could only hold as something else.
    Result(String),
    /// A formula that Excel would call damaged.
    Formula(String),
    /// A table whose first row does not hold its headers as text.
    Table(String),
    /// A drop-down word with a comma, which Excel would split.
    Option(String),
    /// Header or footer of the page is longer than Excel takes.
    PageText(String),
    /// What the writing library says.
    Library(String),
}

impl WriteError {
    /// A fault of the whole workbook, as the library tells it.
    pub(super) fn whole(error: XlsxError) -> Self {
        Self { sheet: String::new(), at: None, cause: Cause::Library(error.to_string()) }
    }

    /// A fault of the finished package.
    pub(super) fn of_package(error: std::io::Error) -> Self {
        Self { sheet: String::new(), at: None, cause: Cause::Library(error.to_string()) }
    }

    /// A fault of a sheet, as the library tells it.
    pub(super) fn of_sheet(sheet: &str) -> impl Fn(XlsxError) -> Self {
        let sheet = sheet.to_owned();
        move |error| Self { sheet: sheet.clone(), ..Self::whole(error) }
    }

    /// A fault at a cell.
    pub(super) fn at(sheet: &str, at: Address, cause: Cause) -> Self {
        Self { sheet: sheet.to_owned(), at: Some(at), cause }
    }
}

impl fmt::Display for WriteError {
    /// For developers; what users see is worded by the caller.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not written: {:?}", self.cause)?;
        if !self.sheet.is_empty() {
            write!(f, " on sheet {:?}", self.sheet)?;
        }
        match self.at {
            Some(at) => write!(f, " at {at}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for WriteError {}
