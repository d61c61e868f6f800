//! A cell: its value, how it looks, its formula.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Look, Value};

/// A cell as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The value, or the cached result of the formula.
    pub value: Value,
    /// The formula without `=`, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Box<str>>,
    /// The stored result of the formula is an empty text. The value is then [`Value::Blank`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub empty_result: bool,
    /// How it looks.
    pub look: Look,
}

impl Cell {
    /// A cell with a value and nothing else; how it looks is unknown.
    #[must_use]
    pub const fn plain(value: Value) -> Self {
        Self { value, formula: None, empty_result: false, look: Look::UNKNOWN }
    }

    /// Is it a formula that was saved without its result?
    #[must_use]
    pub const fn lacks_result(&self) -> bool {
        matches!(self.value, Value::Blank) && self.formula.is_some() && !self.empty_result
    }

    /// The shared text of a text cell.
    #[must_use]
    pub const fn shared_text(&self) -> Option<&Arc<str>> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The lengths of its text and of its formula, in bytes.
    #[must_use]
    pub fn lengths(&self) -> [usize; 2] {
        [self.text().unwrap_or_default().len(), self.formula.as_deref().unwrap_or_default().len()]
    }

    /// The text of a text cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}
