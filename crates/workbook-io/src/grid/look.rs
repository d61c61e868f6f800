//! How a cell looks, as far as it is part of its meaning.
//!
//! What a file format does not store is unknown, which is different from "no".

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Value;

/// How a number format shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FormatKind {
    /// Not stored in the file, or different for different numbers.
    #[default]
    Unknown,
    /// As a number: plain, with decimals, a currency or words, as a fraction, in scientific
    /// notation.
    Plain,
    /// Times 100 with a `%` sign: 0.345 shows as 34.5%.
    Percent,
    /// As a date, time or duration.
    Day,
    /// As text: what is typed stays as it is.
    Text,
}

/// How a cell looks. The default is unknown in every respect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "LookTuple", into = "LookTuple")]
pub struct Look {
    /// How its number format shows a number.
    pub format: FormatKind,
    /// Decimals shown, where the format fixes their number and the cell holds a number or a formula
    /// without a result.
    pub shown_decimals: Option<u8>,
    /// Is the whole content struck through? No for text that is only partly so: see
    /// [`super::Grid::runs`].
    pub struck: Option<bool>,
    /// Is the whole content superscript? No for text that is only partly so.
    pub raised: Option<bool>,
}

/// The serialized form: field names would be longer than the values.
type LookTuple = (FormatKind, Option<u8>, Option<bool>, Option<bool>);

/// A part of a cell's text that looks different from the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRun {
    /// Its position in the text, in bytes.
    pub range: Range<usize>,
    /// Struck through.
    pub struck: bool,
    /// Superscript, as the mark of a footnote.
    pub raised: bool,
}

impl Look {
    /// Unknown in every respect.
    pub const UNKNOWN: Self =
        Self { format: FormatKind::Unknown, shown_decimals: None, struck: None, raised: None };

    /// An ordinary cell: a number format for numbers, neither struck through nor superscript.
    pub const ORDINARY: Self = Self {
        format: FormatKind::Plain,
        shown_decimals: None,
        struck: Some(false),
        raised: Some(false),
    };

    /// The look of a cell with this style and value: decimals only count for numbers, and a value
    /// read as a date is shown as a date.
    #[must_use]
    pub(crate) const fn for_value(self, value: &Value) -> Self {
        match value {
            Value::Number(_) | Value::Blank => self,
            Value::Date { .. } => Self { format: FormatKind::Day, shown_decimals: None, ..self },
            _ => Self { shown_decimals: None, ..self },
        }
    }
}

impl From<LookTuple> for Look {
    fn from((format, shown_decimals, struck, raised): LookTuple) -> Self {
        Self { format, shown_decimals, struck, raised }
    }
}

impl From<Look> for LookTuple {
    fn from(look: Look) -> Self {
        (look.format, look.shown_decimals, look.struck, look.raised)
    }
}
