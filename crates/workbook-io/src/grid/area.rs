//! Rectangles of cells.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Address;

/// A rectangle of cells, including both corners.
///
/// Ordered by its top left cell, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Area {
    /// Top left.
    pub from: Address,
    /// Bottom right.
    pub to: Address,
}

impl Area {
    /// The rectangle between two corners.
    #[must_use]
    pub const fn new(from: Address, to: Address) -> Self {
        Self { from, to }
    }

    /// Is the cell inside the area?
    #[must_use]
    pub fn contains(self, at: Address) -> bool {
        (self.from.row..=self.to.row).contains(&at.row)
            && (self.from.col..=self.to.col).contains(&at.col)
    }

    /// The smallest area that contains both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let top_left = |a: Address, b: Address| Address::new(a.row.min(b.row), a.col.min(b.col));
        let bottom_right =
            |a: Address, b: Address| Address::new(a.row.max(b.row), a.col.max(b.col));
        Self::new(top_left(self.from, other.from), bottom_right(self.to, other.to))
    }

    /// Do the corners make a rectangle within the limits of a sheet?
    #[must_use]
    pub const fn is_sound(self) -> bool {
        self.from.row <= self.to.row
            && self.from.col <= self.to.col
            && self.to.row < Address::MAX_ROWS
            && self.to.col < Address::MAX_COLS
    }
}

impl fmt::Display for Area {
    /// `A1:B9`, or `A1` for one cell.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            return write!(f, "{}", self.from);
        }
        write!(f, "{}:{}", self.from, self.to)
    }
}

impl FromStr for Area {
    type Err = String;

    /// Parses `A1:B9` or `A1`; the first corner must be the top left one.
    fn from_str(text: &str) -> Result<Self, String> {
        let (from, to) = text.split_once(':').unwrap_or((text, text));
        let area = Self::new(from.parse()?, to.parse()?);
        if area.is_sound() { Ok(area) } else { Err(format!("'{text}' is not an area of cells")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_they_are_shown() {
        for text in ["A1", "B2:C9", "A1:XFD1048576"] {
            assert_eq!(text.parse::<Area>().unwrap().to_string(), text);
        }
        for text in ["", "A1:", "C9:B2", "A2:B1", "A1:XFE1", "A1:A1048577", "A1:B2:C3", "A:B"] {
            assert!(text.parse::<Area>().is_err(), "{text}");
        }
    }
}
