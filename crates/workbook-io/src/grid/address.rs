//! Cell addresses.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::number::format_digits;

/// A cell's position on its sheet, counted from zero, displayed as in Excel (`F27`).
///
/// Ordered by row, then by column: reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Row; 0 is Excel's row 1.
    pub row: u32,
    /// Column; 0 is Excel's column A.
    pub col: u32,
}

impl Address {
    /// Rows on an Excel sheet.
    pub const MAX_ROWS: u32 = 1_048_576;
    /// Columns on an Excel sheet.
    pub const MAX_COLS: u32 = 16_384;

    /// The cell at a row and column counted from zero.
    #[must_use]
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// The column's letters: `A`, `Z`, `AA`.
    #[must_use]
    pub fn column_letters(self) -> String {
        let mut letters = String::new();
        self.append_letters(&mut letters);
        letters
    }

    /// Appends the address to a text. Faster than formatting.
    fn append_to(self, text: &mut String) {
        self.append_letters(text);
        text.push_str(format_digits(u64::from(self.row) + 1, &mut [0; 20]));
    }

    fn append_letters(self, text: &mut String) {
        // Seven letters are enough for any 32-bit number.
        let mut letters = ['A'; 7];
        let mut rest = u64::from(self.col) + 1;
        let mut first = letters.len();
        while rest > 0 {
            first -= 1;
            letters[first] = char::from(b'A' + ((rest - 1) % 26) as u8);
            rest = (rest - 1) / 26;
        }
        text.extend(&letters[first..]);
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.column_letters(), self.row + 1)
    }
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        let (letters, number) = text.split_at(digits);
        let col = letters.bytes().try_fold(0u32, |col, letter| {
            let place = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
            col.checked_mul(26)?.checked_add(place)
        });
        match (col, number.parse::<u32>()) {
            (Some(col @ 1..=Self::MAX_COLS), Ok(row @ 1..=Self::MAX_ROWS)) => {
                Ok(Self::new(row - 1, col - 1))
            }
            _ => Err(format!("'{text}' is not a cell address")),
        }
    }
}

impl Serialize for Address {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Formats a list of addresses: `F27, F30`, and `F38-F41` for a run down one column.
#[must_use]
pub fn format_addresses(addresses: &[Address]) -> String {
    let mut sorted: Vec<Address> = addresses.to_vec();
    sorted.sort_by_key(|a| (a.col, a.row));
    sorted.dedup();
    let mut runs: Vec<(Address, Address)> = Vec::new();
    for at in sorted {
        match runs.last_mut() {
            Some((_, end)) if end.col == at.col && end.row + 1 == at.row => *end = at,
            _ => runs.push((at, at)),
        }
    }
    let mut words = String::new();
    for (start, end) in runs {
        if !words.is_empty() {
            words.push_str(", ");
        }
        start.append_to(&mut words);
        match end.row - start.row {
            0 => continue,
            1 => words.push_str(", "),
            _ => words.push('-'),
        }
        end.append_to(&mut words);
    }
    words
}

/// Parses the format of [`format_addresses`]; `None` for any other text.
#[must_use]
pub fn parse_addresses(words: &str) -> Option<Vec<Address>> {
    let mut addresses = Vec::new();
    for part in words.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to): (Address, Address) = (from.parse().ok()?, to.parse().ok()?);
        if from.col != to.col || from.row > to.row {
            return None;
        }
        addresses.extend((from.row..=to.row).map(|row| Address::new(row, from.col)));
    }
    Some(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_back() {
        for (address, text) in [
            (Address::new(0, 0), "A1"),
            (Address::new(26, 5), "F27"),
            (Address::new(8, 26), "AA9"),
            (Address::new(1_048_575, 16_383), "XFD1048576"),
        ] {
            assert_eq!(address.to_string(), text);
            assert_eq!(text.parse(), Ok(address));
        }
    }

    #[test]
    fn invalid_addresses_are_refused() {
        for text in ["", "A", "1", "a1", "A0", "XFE1", "A1048577", "ZZZZZZZZZ1", "A1:B2"] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }

    #[test]
    fn runs_down_a_column_are_joined() {
        let cells = ["F38", "F39", "F40", "G2", "F30", "G3"].map(|a| a.parse().unwrap());
        assert_eq!(format_addresses(&cells), "F30, F38-F40, G2, G3");
        let back = parse_addresses("F30, F38-F40, G2, G3").unwrap();
        assert_eq!(
            back.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            "F30 F38 F39 F40 G2 G3"
        );
        assert_eq!(parse_addresses("cột F"), None);
        assert_eq!(parse_addresses("F9-F2"), None);
        assert_eq!(parse_addresses(""), Some(Vec::new()));
    }
}
