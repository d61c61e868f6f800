//! How a cell looks, as far as that is part of what it says.
//!
//! A file format that has no word for something leaves it unknown, which is never the same as no.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Value;

/// What a cell's number format makes of a number in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FormatKind {
    /// The file does not say, or the format makes another thing of each number.
    #[default]
    Unknown,
    /// A number: as it is, with decimals, a currency or words, as a fraction or a power of ten.
    Plain,
    /// Its hundredfold, with the sign `%`: 0.345 shows as 34.5%.
    Percent,
    /// A day, a time of day or a span of time.
    Day,
    /// Text: what is typed stays as it was typed.
    Text,
}

/// How a cell looks. `Default` is what a file says that says nothing: all unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "LookTuple", into = "LookTuple")]
pub struct Look {
    /// What its number format makes of a number.
    pub format: FormatKind,
    /// Decimals that the format shows, where it fixes them and the cell holds a number or a formula
    /// without a result.
    pub shown_decimals: Option<u8>,
    /// Is all that the cell shows crossed out? Of a text of which a part is, no: see
    /// [`super::Grid::runs`].
    pub struck: Option<bool>,
    /// Is all that the cell shows raised, as a footnote's mark is? Of a text of which a part is, no.
    pub raised: Option<bool>,
}

/// A look as it goes to another process: a cell's names would be longer than what they say.
type LookTuple = (FormatKind, Option<u8>, Option<bool>, Option<bool>);

/// A part of a cell's text that looks otherwise than the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRun {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Crossed out.
    pub struck: bool,
    /// Raised, as a footnote's mark is.
    pub raised: bool,
}

impl Look {
    /// What a file says that says nothing.
    pub const UNKNOWN: Self =
        Self { format: FormatKind::Unknown, shown_decimals: None, struck: None, raised: None };

    /// Nothing out of the ordinary: a plain number format, neither crossed out nor raised.
    pub const ORDINARY: Self = Self {
        format: FormatKind::Plain,
        shown_decimals: None,
        struck: Some(false),
        raised: Some(false),
    };

    /// The look that a style gives to a cell with this value: decimals are those of a number, and what
    /// was read as a day is shown as one.
    #[must_use]
    pub const fn for_value(self, value: &Value) -> Self {
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
