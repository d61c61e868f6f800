//! What cells say, spelt for hashing.

use rust_decimal::Decimal;

use crate::grid::{Address, Cell, Value};
use crate::number;

/// What cells say, as bytes on their way to [`super::SheetDigest::feed`]: they are told wherever
/// their rows are made, and hashed in order. Cells come in reading order, each once.
#[derive(Clone, Debug, Default)]
pub struct DigestInput {
    /// Each row with cells that say something, and each of these cells: no two lists of cells look
    /// alike.
    pub bytes: Vec<u8>,
    row: Option<u32>,
    digits: String,
    /// Told as for the first annexes.
    at_length: bool,
}

impl DigestInput {
    /// None yet, to be told as now or, for the first annexes, at length.
    pub(super) fn told(at_length: bool) -> Self {
        Self { at_length, ..Self::default() }
    }

    /// A number, a date too.
    pub fn number(&mut self, at: Address, number: Decimal) {
        let mut digits = std::mem::take(&mut self.digits);
        match number::spell_short(number, &mut digits) {
            true => self.digits(at, &digits),
            false => self.double(at, super::super::nearest_double(number)),
        }
        self.digits = digits;
    }

    /// A number as [`number::spell_short`] spells it.
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
    pub(super) fn cell(&mut self, at: Address, cell: &Cell) {
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

    fn arrive(&mut self, at: Address) {
        if self.row != Some(at.row) {
            self.row = Some(at.row);
            self.bytes.push(b'r');
            self.bytes.extend_from_slice(&at.row.to_be_bytes());
        }
        // Columns are fewer than 16.384, so that none begins as a row does.
        let col = u16::try_from(at.col).unwrap_or(u16::MAX);
        self.bytes.extend_from_slice(&col.to_be_bytes());
    }

    /// Begins anew in the same memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.row = None;
    }
}

/// One spelling for each double, the same on both sides.
fn number_text(double: f64) -> String {
    match number::from_stored(double) {
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
