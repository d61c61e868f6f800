//! Why a workbook could not be written.

use std::fmt;

use rust_xlsxwriter::XlsxError;

use crate::grid::Address;

/// A book that cannot be written. This is an error of the calling program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// The sheet; empty if the whole workbook is concerned.
    pub sheet: String,
    /// The cell, if one is concerned.
    pub at: Option<Address>,
    /// The cause.
    pub cause: Cause,
}

/// Why a book cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A row or cell is out of order, occurs twice, or lies outside Excel's grid.
    Order,
    /// A text result of a formula that the file format would store as another type.
    Result(String),
    /// A formula that would make Excel call the file damaged.
    Formula(String),
    /// A table whose first row does not contain its headers as text.
    Table(String),
    /// A value of a drop-down list with a comma, which Excel would split.
    DropDownValue(String),
    /// A page header or footer longer than Excel's limit.
    PageText(String),
    /// An error of the writing library.
    Library(String),
}

impl WriteError {
    /// An error of the library that concerns the whole workbook.
    pub(super) fn whole(error: XlsxError) -> Self {
        Self { sheet: String::new(), at: None, cause: Cause::Library(error.to_string()) }
    }

    /// An error while the package is assembled.
    pub(super) fn of_package(error: std::io::Error) -> Self {
        Self { sheet: String::new(), at: None, cause: Cause::Library(error.to_string()) }
    }

    /// An error of the library that concerns a sheet.
    pub(super) fn of_sheet(sheet: &str) -> impl Fn(XlsxError) -> Self {
        let sheet = sheet.to_owned();
        move |error| Self { sheet: sheet.clone(), ..Self::whole(error) }
    }

    /// An error at a cell.
    pub(super) fn at(sheet: &str, at: Address, cause: Cause) -> Self {
        Self { sheet: sheet.to_owned(), at: Some(at), cause }
    }
}

impl fmt::Display for WriteError {
    /// For developers. The caller words it for users.
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
