//! What a cell holds.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Nothing: the formula was saved without a result, or its result is an empty text.
    Blank,
    /// A number: the shortest decimal of the stored double.
    Number(Decimal),
    /// A number that does not fit (of more than fifteen digits, or not finite), as the file has it.
    Oversized(Box<str>),
    /// Text as stored. Shared, since the same text occurs in many cells and files.
    Text(Arc<str>),
    /// TRUE or FALSE.
    Bool(bool),
    /// A number with a date format.
    Date {
        /// The serial number as stored.
        serial: Decimal,
        /// The date, if the serial number stands for one.
        day: Option<NaiveDate>,
    },
    /// An error value: `#REF!`.
    Error(Box<str>),
    /// An error value with a code that the format does not define.
    UnknownError(u8),
    /// A value that is invalid in its format, as written where that is known: the text of a
    /// number that is none.
    Unreadable(Option<Box<str>>),
}
