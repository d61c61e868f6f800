//! Encodes cells for hashing.

use rust_decimal::Decimal;

use crate::grid::{Address, Cell, Value};
use crate::number;

/// Cells encoded as bytes for [`super::SheetDigest::feed`]. Threads encode their own rows; hashing
/// happens in order. Cells come in reading order, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct DigestInput {
    /// Each row that has cells, then each of these cells. Unambiguous: different lists of cells
    /// give different bytes.
    pub(crate) bytes: Vec<u8>,
    row: Option<u32>,
    digits: String,
    /// Use the encoding of the first version.
    at_length: bool,
}

impl DigestInput {
    /// Nothing yet; `at_length` selects the encoding of the first version.
    pub(super) fn new(at_length: bool) -> Self {
        Self { at_length, ..Self::default() }
    }

    /// A number or a date.
    pub(crate) fn number(&mut self, at: Address, number: Decimal) {
        let mut digits = std::mem::take(&mut self.digits);
        match number::spell_short(number, &mut digits) {
            true => self.digits(at, &digits),
            false => self.double(at, super::super::nearest_double(number)),
        }
        self.digits = digits;
    }

    /// A number formatted by [`number::spell_short`].
    pub(crate) fn digits(&mut self, at: Address, digits: &str) {
        self.add(at, b'n', digits);
    }

    /// A number as the stored double.
    pub(crate) fn double(&mut self, at: Address, double: f64) {
        self.add(at, b'n', &number_text(double));
    }

    /// Text, trimmed: readers disagree about white space at its ends.
    pub(crate) fn text(&mut self, at: Address, text: &str) {
        if text.contains('\r') {
            self.trimmed(at, text.replace('\r', "").trim());
        } else {
            self.trimmed(at, text.trim());
        }
    }

    /// Text without white space at its ends and without carriage returns.
    pub(crate) fn trimmed(&mut self, at: Address, text: &str) {
        self.add(at, b't', text);
    }

    /// A formula without `=`.
    pub(crate) fn formula(&mut self, at: Address, formula: &str) {
        self.add(at, b'f', &plain_formula(formula));
    }

    /// A cell that was read back; nothing for a blank one.
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
            // An error value typed as a constant.
            Value::Error(error) => self.add(at, b'e', error),
            Value::UnknownError(code) => self.add(at, b'e', &code.to_string()),
            Value::Unreadable(text) => self.add(at, b'e', text.as_deref().unwrap_or("?")),
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
        // One byte for the length is enough for nearly all texts.
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
        // There are fewer than 16,384 columns, so a column never begins with the byte of a row.
        let col = u16::try_from(at.col).unwrap_or(u16::MAX);
        self.bytes.extend_from_slice(&col.to_be_bytes());
    }

    /// Clears the bytes, keeping their memory.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.row = None;
    }
}

/// One spelling for each double, for the writer and for reading back.
fn number_text(double: f64) -> String {
    match number::from_stored(double) {
        Some(number) => number.to_string(),
        None => format!("{double:e}"),
    }
}

/// The formula without what Excel may change when it saves: case, spaces, quotes around names of
/// sheets, `=`, prefixes of newer functions. Texts in double quotes stay.
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
