//! Why a workbook could not be written.

use std::fmt;

use rust_xlsxwriter::XlsxError;

use super::text::cut;
use crate::cell::Address;

/// Characters of a formula that a message shows.
const SHOWN: usize = 200;

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
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Không tạo được tệp Excel")?;
        if !self.sheet.is_empty() {
            write!(f, ": trang “{}”", self.sheet)?;
        }
        if let Some(at) = self.at {
            write!(f, ", ô {at}")?;
        }
        write!(f, ": {}. ", self.cause)?;
        f.write_str("Đây là lỗi của chương trình, đề nghị báo người phụ trách.")
    }
}

impl std::error::Error for WriteError {}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order => f.write_str("ô sai thứ tự, bị ghi hai lần hoặc nằm ngoài trang tính"),
            Self::Result(text) => {
                write!(f, "kết quả công thức là chữ “{text}”, Excel sẽ hiểu khác đi")
            }
            // A formula may be wrong by its length alone.
            Self::Formula(formula) => write!(f, "công thức “{}” viết sai", cut(formula, SHOWN)),
            Self::Table(name) => write!(f, "bảng “{name}” thiếu dòng tiêu đề"),
            Self::Option(word) => {
                write!(f, "lựa chọn “{word}” có dấu phẩy, Excel sẽ tách làm hai")
            }
            Self::PageText(text) => write!(f, "đầu trang hoặc chân trang “{text}” quá dài"),
            Self::Library(message) => f.write_str(message.trim_end_matches('.')),
        }
    }
}
