//! A digest over what an output workbook says, to tell one edited by hand from one that was
//! only opened and saved.
//!
//! It covers each sheet's name and each constant and formula with its address. It leaves out
//! what Excel may change by itself on saving: styles, cached results, blank cells, the order
//! of sheets in the package. The writer computes it row by row and stores it as a property;
//! [`of_workbook`] computes it again from the file as read back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

use crate::cell::{Address, Cell, Grid, Value, Workbook};
use crate::decimal;

/// The custom document property that keeps the digest.
pub const PROPERTY: &str = "tonghop-digest";
/// How digests begin that are over cells as they are told now. The first annexes bear one without
/// it, over the same cells told at more length.
const TERSE: &str = "2:";

/// What cells say, as bytes on their way to [`SheetDigest::feed`]: telling it and hashing it may
/// be the work of two threads. Cells come in reading order, each once.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Each row with cells that say something, and each of these cells: no two lists of cells look
    /// alike.
    pub bytes: Vec<u8>,
    row: Option<u32>,
    /// Where the last cell's own begins, behind its place.
    last: usize,
    digits: String,
    /// Told as for the first annexes.
    at_length: bool,
}

impl Facts {
    /// A number, a date too.
    pub fn number(&mut self, at: Address, number: Decimal) {
        let mut digits = std::mem::take(&mut self.digits);
        match decimal::plain(number, &mut digits) {
            true => self.digits(at, &digits),
            false => self.double(at, super::stored(number)),
        }
        self.digits = digits;
    }

    /// A number as [`decimal::plain`] spells it.
    pub fn digits(&mut self, at: Address, digits: &str) {
        self.add(at, b'n', digits);
    }

    /// A number as the double that the file stores.
    pub fn double(&mut self, at: Address, double: f64) {
        self.add(at, b'n', &number_text(double));
    }

    /// Text. White space at its ends does not count: readers disagree about it.
    pub fn text(&mut self, at: Address, text: &str) {
        if text.contains('\r') {
            self.trimmed(at, text.replace('\r', "").trim());
        } else {
            self.trimmed(at, text.trim());
        }
    }

    /// Text without white space at its ends and without returns.
    pub fn trimmed(&mut self, at: Address, text: &str) {
        self.add(at, b't', text);
    }

    /// A formula without `=`.
    pub fn formula(&mut self, at: Address, formula: &str) {
        self.add(at, b'f', &plain_formula(formula));
    }

    /// What a cell as read back says, where it says anything.
    fn cell(&mut self, at: Address, cell: &Cell) {
        if let Some(formula) = cell.formula.as_deref().filter(|formula| !formula.is_empty()) {
            return self.formula(at, formula);
        }
        match &cell.value {
            Value::Blank => {}
            Value::Number(number) | Value::Date { serial: number, .. } => self.number(at, *number),
            Value::Oversized(text) => match text.parse() {
                Ok(double) => self.double(at, double),
                Err(_) => self.text(at, text),
            },
            Value::Text(text) => self.text(at, text),
            Value::Bool(yes) => self.add(at, b'b', if *yes { "true" } else { "false" }),
            // An error value typed in as such.
            Value::Error(error) => self.add(at, b'e', error),
        }
    }

    fn add(&mut self, at: Address, kind: u8, text: &str) {
        self.last = self.bytes.len();
        if text.is_empty() {
            return;
        }
        if self.at_length {
            return self.add_at_length(at, kind, text);
        }
        self.arrive(at);
        self.bytes.push(kind);
        // Hardly a text is longer.
        match u8::try_from(text.len()).ok().filter(|length| *length < u8::MAX) {
            Some(length) => self.bytes.push(length),
            None => {
                self.bytes.push(u8::MAX);
                self.bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
            }
        }
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn add_at_length(&mut self, at: Address, kind: u8, text: &str) {
        for part in [at.to_string().as_bytes(), &[kind], text.as_bytes()] {
            self.bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            self.bytes.extend_from_slice(part);
        }
    }

    /// What the last cell said, which may be nothing.
    #[must_use]
    pub fn last(&self) -> &[u8] {
        &self.bytes[self.last..]
    }

    /// What another cell has said before.
    pub fn again(&mut self, at: Address, said: &[u8]) {
        if !said.is_empty() {
            self.arrive(at);
            self.bytes.extend_from_slice(said);
        }
    }

    fn arrive(&mut self, at: Address) {
        if self.row != Some(at.row) {
            self.row = Some(at.row);
            self.bytes.push(b'r');
            self.bytes.extend_from_slice(&at.row.to_be_bytes());
        }
        // Columns are fewer than 16.384, so that none begins as a row does.
        let col = u16::try_from(at.col).unwrap_or(u16::MAX);
        self.bytes.extend_from_slice(&col.to_be_bytes());
        self.last = self.bytes.len();
    }

    /// Begins anew in the same memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.row, self.last) = (None, 0);
    }
}

/// The digest of one sheet in the making.
#[derive(Clone, Default)]
pub struct SheetDigest {
    hasher: Sha256,
}

impl SheetDigest {
    /// Adds what cells add, which comes in reading order.
    pub fn feed(&mut self, facts: &[u8]) {
        self.hasher.update(facts);
    }
}

/// The digest of a workbook in the making.
#[derive(Clone, Default)]
pub struct BookDigest {
    sheets: BTreeMap<String, String>,
}

impl BookDigest {
    /// Adds a finished sheet.
    pub fn add(&mut self, name: &str, sheet: SheetDigest) {
        self.sheets.insert(name.to_owned(), hex(sheet.hasher));
    }

    /// The digest, the same whatever the order in which sheets were added.
    #[must_use]
    pub fn finish(self) -> String {
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

/// The digest of a workbook as read back.
#[must_use]
pub fn of_workbook(workbook: &Workbook) -> String {
    read_back(workbook, false).finish()
}

/// Does a workbook say what it said when it was written? Not where nothing tells.
#[must_use]
pub fn is_as_written(workbook: &Workbook) -> bool {
    workbook.properties.get(PROPERTY).is_some_and(|digest| match digest.starts_with(TERSE) {
        true => *digest == of_workbook(workbook),
        false => *digest == read_back(workbook, true).hash(),
    })
}

fn read_back(workbook: &Workbook, at_length: bool) -> BookDigest {
    let mut book = BookDigest::default();
    for grid in &workbook.sheets {
        book.add(&grid.name, of_grid(grid, at_length));
    }
    book
}

fn of_grid(grid: &Grid, at_length: bool) -> SheetDigest {
    /// Bytes hashed at a time.
    const BLOCK: usize = 1 << 16;
    let mut sheet = SheetDigest::default();
    let mut facts = Facts { at_length, ..Facts::default() };
    for cells in grid.cells.rows() {
        for (at, cell) in cells {
            facts.cell(*at, cell);
        }
        if facts.bytes.len() > BLOCK {
            sheet.feed(&facts.bytes);
            facts.clear();
        }
    }
    sheet.feed(&facts.bytes);
    sheet
}

/// One spelling for each double, the same on both sides.
fn number_text(double: f64) -> String {
    match decimal::from_stored(double) {
        Some(number) => number.to_string(),
        None => format!("{double:e}"),
    }
}

/// A formula without what Excel may respell on saving: case, spaces and quotes around sheet
/// names, `=`, and the prefixes of newer functions. Literals in double quotes stay.
fn plain_formula(formula: &str) -> String {
    let mut plain = String::new();
    for (place, part) in formula.split('"').enumerate() {
        if place % 2 == 1 {
            plain.push('"');
            plain.push_str(part);
            plain.push('"');
            continue;
        }
        let bare: String = part.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
        let upper = bare.to_uppercase();
        plain.push_str(&upper.replace("_XLFN.", "").replace("_XLWS.", ""));
    }
    plain.trim_start_matches('=').to_owned()
}

/// Feeds a text with its length before it, as [`Facts`] do.
fn feed(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_be_bytes());
    hasher.update(text.as_bytes());
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        Cell { formula: Some(formula.to_owned()), ..Cell::plain(value) }
    }

    #[test]
    fn it_is_a_sha_256() {
        let digest = of_workbook(&workbook(&[]));
        let hash = digest.strip_prefix(TERSE).unwrap();
        assert_eq!(hash.len(), 64);
        assert!(hash.chars().all(|c| c.is_ascii_hexdigit()));
    }

    #[test]
    fn what_excel_respells_on_saving_does_not_count() {
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
        assert_eq!(of_workbook(&before), of_workbook(&after));
    }

    #[test]
    fn what_a_hand_changes_counts() {
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
            workbook(&[("A1", Cell::plain(Value::Error("#N/A".to_owned())))]),
            Workbook { sheets: vec![Grid::named("Phụ lục")], ..Workbook::default() },
        ];
        let digests: std::collections::BTreeSet<String> = all.iter().map(of_workbook).collect();
        assert_eq!(digests.len(), all.len());
    }

    #[test]
    fn digests_of_the_first_annexes_hold() {
        let cells = [("B2", text("Xã Mỹ Quý")), ("C2", formula("1+1", Value::Number(2.into())))];
        let mut book = workbook(&cells);
        // As the program wrote it for these cells before digests had a number in front.
        let first = "20e7da96760e325e4af06437e92af9df065856bab5bf00c8e1ecaefe35a8eba9";
        book.properties.insert(PROPERTY.to_owned(), first.to_owned());
        assert!(is_as_written(&book));
        book.properties.insert(PROPERTY.to_owned(), of_workbook(&book));
        assert!(is_as_written(&book));
        let mut other = workbook(&cells[..1]);
        for digest in [first, &of_workbook(&book)] {
            other.properties.insert(PROPERTY.to_owned(), digest.to_owned());
            assert!(!is_as_written(&other));
        }
    }

    #[test]
    fn dates_and_huge_numbers_have_one_spelling() {
        let date = Value::Date { serial: 45_000.into(), day: None };
        let dated = workbook(&[("A1", Cell::plain(date))]);
        let plain = workbook(&[("A1", Cell::plain(Value::Number(45_000.into())))]);
        assert_eq!(of_workbook(&dated), of_workbook(&plain));
        let huge = |text: &str| workbook(&[("A1", Cell::plain(Value::Oversized(text.into())))]);
        assert_eq!(of_workbook(&huge("1e20")), of_workbook(&huge("100000000000000000000")));
    }
}
