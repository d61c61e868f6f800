//! A digest of the contents of a workbook: it tells a workbook edited by hand from one that was
//! only opened and saved.
//!
//! It covers the names of sheets and every constant and formula with its address. It leaves out
//! what Excel changes when it saves: styles, cached results, blank cells, the order of parts. The
//! writer computes it row by row and stores it as a document property; [`workbook_digest`] computes
//! it again from the file read back.

mod input;

pub(crate) use input::DigestInput;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::grid::{Grid, Workbook};

/// The document property that holds the digest.
pub const PROPERTY: &str = "tonghop-digest";
/// The prefix of digests of the present encoding. Digests of the first version have no prefix and a
/// longer encoding of the same cells.
const TERSE: &str = "2:";

/// The digest of a sheet, in progress.
#[derive(Clone, Default)]
pub(crate) struct SheetDigest {
    hasher: Sha256,
}

impl SheetDigest {
    /// Adds encoded cells, in reading order.
    pub(crate) fn feed(&mut self, input: &[u8]) {
        self.hasher.update(input);
    }
}

/// The digest of a workbook, in progress.
#[derive(Clone, Default)]
pub(crate) struct BookDigest {
    sheets: BTreeMap<String, String>,
}

impl BookDigest {
    /// Adds a finished sheet.
    pub(crate) fn add(&mut self, name: &str, sheet: SheetDigest) {
        self.sheets.insert(name.to_owned(), hex(sheet.hasher));
    }

    /// The digest. The order in which sheets were added does not matter.
    #[must_use]
    pub(crate) fn finish(self) -> String {
        format!("{TERSE}{}", self.hash())
    }

    /// SHA-256 in hexadecimal.
    fn hash(self) -> String {
        let mut hasher = Sha256::new();
        for (name, sheet) in &self.sheets {
            feed(&mut hasher, name);
            feed(&mut hasher, sheet);
        }
        hex(hasher)
    }
}

/// The digest of a workbook that was read back.
#[must_use]
pub fn workbook_digest(workbook: &Workbook) -> String {
    read_back(workbook, false).finish()
}

/// Does the workbook still have the contents it was written with? False if it has no digest.
#[must_use]
pub fn is_as_written(workbook: &Workbook) -> bool {
    workbook.properties.get(PROPERTY).is_some_and(|digest| match digest.starts_with(TERSE) {
        true => *digest == workbook_digest(workbook),
        false => *digest == read_back(workbook, true).hash(),
    })
}

fn read_back(workbook: &Workbook, at_length: bool) -> BookDigest {
    let mut book = BookDigest::default();
    for grid in &workbook.sheets {
        book.add(&grid.name, grid_digest(grid, at_length));
    }
    book
}

fn grid_digest(grid: &Grid, at_length: bool) -> SheetDigest {
    /// Bytes hashed at a time.
    const BLOCK: usize = 1 << 16;
    let mut sheet = SheetDigest::default();
    let mut input = DigestInput::new(at_length);
    for cells in grid.cells.rows() {
        for (at, cell) in cells {
            input.cell(*at, cell);
        }
        if input.bytes.len() > BLOCK {
            sheet.feed(&input.bytes);
            input.clear();
        }
    }
    sheet.feed(&input.bytes);
    sheet
}

/// Adds a text preceded by its length, as [`DigestInput`] does.
fn feed(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_be_bytes());
    hasher.update(text.as_bytes());
}

/// A hash in hexadecimal.
pub fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, Value};

    fn workbook(cells: &[(&str, Cell)]) -> Workbook {
        let mut grid = Grid::named("Phụ lục");
        for (at, cell) in cells {
            grid.cells.insert(at.parse().unwrap(), cell.clone());
        }
        Workbook { sheets: vec![grid, Grid::named("Khác")], ..Workbook::default() }
    }

    fn text(text: &str) -> Cell {
        Cell::plain(Value::Text(text.into()))
    }

    fn formula(formula: &str, value: Value) -> Cell {
        Cell { formula: Some(formula.into()), ..Cell::plain(value) }
    }

    #[test]
    fn it_is_a_sha_256() {
        let digest = workbook_digest(&workbook(&[]));
        let hash = digest.strip_prefix(TERSE).unwrap();
        assert_eq!(hash.len(), 64);
        assert!(hash.chars().all(|c| c.is_ascii_hexdigit()));
    }

    #[test]
    fn changes_that_excel_makes_on_saving_do_not_count() {
        let number = |n: i64| Value::Number(n.into());
        let before = workbook(&[
            ("A1", text("Lý do\nđã rõ")),
            ("B2", formula("IFS('HTX'!A1>0, \"vượt '9'\")", number(3))),
        ]);
        let mut after = workbook(&[
            ("A1", text("Lý do\r\nđã rõ ")),
            ("A2", Cell::plain(Value::Blank)),
            ("A3", text("")),
            ("B2", formula("_xlfn.IFS(HTX!A1>0,\"vượt '9'\")", number(4))),
        ]);
        after.sheets.reverse();
        assert_eq!(workbook_digest(&before), workbook_digest(&after));
    }

    #[test]
    fn changes_by_hand_count() {
        let number = |n: i64| Cell::plain(Value::Number(n.into()));
        let all = [
            workbook(&[]),
            workbook(&[("A1", number(1))]),
            workbook(&[("A1", number(2))]),
            workbook(&[("A2", number(1))]),
            workbook(&[("A1", text("1"))]),
            workbook(&[("A1", formula("1", Value::Number(1.into())))]),
            workbook(&[("A1", formula("IF(A2,\"Đạt\",1)", Value::Blank))]),
            workbook(&[("A1", formula("IF(A2,\"đạt\",1)", Value::Blank))]),
            workbook(&[("A1", Cell::plain(Value::Bool(true)))]),
            workbook(&[("A1", Cell::plain(Value::Error("#N/A".into())))]),
            Workbook { sheets: vec![Grid::named("Phụ lục")], ..Workbook::default() },
        ];
        let digests: std::collections::BTreeSet<String> = all.iter().map(workbook_digest).collect();
        assert_eq!(digests.len(), all.len());
    }

    #[test]
    fn digests_of_the_first_annexes_hold() {
        let cells = [("B2", text("Xã Mỹ Quý")), ("C2", formula("1+1", Value::Number(2.into())))];
        let mut book = workbook(&cells);
        // The digest that the first version wrote for these cells.
        let first = "20e7da96760e325e4af06437e92af9df065856bab5bf00c8e1ecaefe35a8eba9";
        book.properties.insert(PROPERTY.to_owned(), first.to_owned());
        assert!(is_as_written(&book));
        book.properties.insert(PROPERTY.to_owned(), workbook_digest(&book));
        assert!(is_as_written(&book));
        let mut other = workbook(&cells[..1]);
        for digest in [first, &workbook_digest(&book)] {
            other.properties.insert(PROPERTY.to_owned(), digest.to_owned());
            assert!(!is_as_written(&other));
        }
    }

    #[test]
    fn dates_and_huge_numbers_have_one_spelling() {
        let date = Value::Date { serial: 45_000.into(), day: None };
        let dated = workbook(&[("A1", Cell::plain(date))]);
        let plain = workbook(&[("A1", Cell::plain(Value::Number(45_000.into())))]);
        assert_eq!(workbook_digest(&dated), workbook_digest(&plain));
        let huge = |text: &str| workbook(&[("A1", Cell::plain(Value::Oversized(text.into())))]);
        assert_eq!(workbook_digest(&huge("1e20")), workbook_digest(&huge("100000000000000000000")));
    }
}
