//! A sheet's table, straight from its bytes: rows and cells in order, each with its address.

use std::sync::Arc;

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};
use rust_decimal::Decimal;

use super::super::super::Limits;
use super::super::super::value::value;
use super::Left;
use super::frame::{CellStyle, Styles};
use super::strings;
use crate::cell::{Address, Cell, Grid, Value};
use crate::decimal;
use crate::reading::memo::Pool;

/// Bytes that a filled cell takes: room for them is made once.
const CELL: usize = 64;

/// A sheet's XML around its rows.
pub(super) struct Table<'a> {
    pub before: &'a [u8],
    pub rows: &'a [u8],
    pub behind: &'a [u8],
}

/// Finds the one table of a sheet.
pub(super) fn split(part: &[u8]) -> Option<Table<'_>> {
    const OPEN: &[u8] = b"<sheetData>";
    const CLOSE: &[u8] = b"</sheetData>";
    let open = memchr::memmem::find(part, OPEN)?;
    let close = memchr::memmem::rfind(part, CLOSE)?;
    let rows = part.get(open + OPEN.len()..close)?;
    Some(Table { before: &part[..open], rows, behind: &part[close + CLOSE.len()..] })
}

/// Puts the table's filled cells on the sheet.
pub(super) fn read(
    rows: &[u8],
    styles: &Styles,
    texts: &[Arc<str>],
    pool: &mut Pool,
    limits: &Limits,
    left: &mut Left,
    grid: &mut Grid,
) -> Option<()> {
    let cells = Vec::with_capacity(rows.len() / CELL);
    let mut scan = Scan { rest: rows, styles, texts, pool, limits, text: 0, cells };
    let mut last_row = None;
    while !scan.rest.is_empty() {
        let (row, hidden, is_closed) = scan.row()?;
        if last_row.is_some_and(|last| row <= last) {
            return None;
        }
        last_row = Some(row);
        if hidden {
            grid.hidden_rows.insert(row);
        }
        let mut last_col = None;
        while !is_closed && !scan.skip(b"</row>") {
            let at = scan.cell(row)?;
            if last_col.is_some_and(|last| at <= last) {
                return None;
            }
            last_col = Some(at);
            left.cells = left.cells.checked_sub(1)?;
        }
    }
    left.text = left.text.checked_sub(scan.text)?;
    grid.cells = scan.cells.into();
    Some(())
}

struct Scan<'a> {
    rest: &'a [u8],
    styles: &'a Styles,
    texts: &'a [Arc<str>],
    pool: &'a mut Pool,
    limits: &'a Limits,
    /// Bytes of texts and formulas so far.
    text: u64,
    cells: Vec<(Address, Cell)>,
}

/// What a cell's `t` says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    Result,
    Bool,
}

impl<'a> Scan<'a> {
    fn skip(&mut self, what: &[u8]) -> bool {
        match self.rest.strip_prefix(what) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Up to nine digits, and the quote that ends them.
    fn number(&mut self) -> Option<u32> {
        const MOST: usize = 9;
        let mut number = 0;
        let mut length = 0;
        while let Some(digit @ b'0'..=b'9') = self.rest.get(length)
            && length < MOST
        {
            number = number * 10 + u32::from(digit - b'0');
            length += 1;
        }
        let behind = self.rest.get(length..)?.strip_prefix(b"\"")?;
        self.rest = behind;
        (length > 0).then_some(number)
    }

    /// An address as Excel writes it: capitals, then a number without leading zeros.
    fn address(&mut self) -> Option<Address> {
        const MOST: usize = 3;
        let mut col = 0;
        let mut length = 0;
        while let Some(letter @ b'A'..=b'Z') = self.rest.get(length)
            && length < MOST
        {
            col = col * 26 + u32::from(letter - b'A') + 1;
            length += 1;
        }
        self.rest = &self.rest[length..];
        if self.rest.starts_with(b"0") {
            return None;
        }
        let (row, col) = (self.number()?.checked_sub(1)?, u32::checked_sub(col, 1)?);
        (row < Address::MAX_ROWS && col < Address::MAX_COLS).then_some(Address::new(row, col))
    }

    /// All up to a byte, which is passed over.
    fn until(&mut self, end: u8) -> Option<&'a [u8]> {
        let at = memchr::memchr(end, self.rest)?;
        let found = &self.rest[..at];
        self.rest = &self.rest[at + 1..];
        Some(found)
    }

    /// A row's start: its place, whether it is hidden, whether it is empty.
    fn row(&mut self) -> Option<(u32, bool, bool)> {
        if !self.skip(b"<row r=\"") {
            return None;
        }
        let row = self.number()?.checked_sub(1)?;
        let mut hidden = false;
        while !self.rest.starts_with(b">") {
            if self.skip(b"/>") || self.skip(b" />") {
                return (row < Address::MAX_ROWS).then_some((row, hidden, true));
            }
            if !self.skip(b" ") {
                return None;
            }
            let name = self.until(b'=')?;
            if !self.skip(b"\"") {
                return None;
            }
            let value = self.until(b'"')?;
            match name {
                b"hidden" => hidden = matches!(value, b"1" | b"true"),
                b"spans" | b"ht" | b"customHeight" | b"s" | b"customFormat" | b"collapsed"
                | b"outlineLevel" | b"thickBot" | b"thickTop" | b"x14ac:dyDescent" => {}
                _ => return None,
            }
            if value.iter().any(|byte| !byte.is_ascii() || matches!(byte, b'<' | b'&')) {
                return None;
            }
        }
        self.rest = &self.rest[1..];
        (row < Address::MAX_ROWS).then_some((row, hidden, false))
    }

    /// One cell, put on the sheet where it holds anything; its column.
    fn cell(&mut self, row: u32) -> Option<u32> {
        if !self.skip(b"<c r=\"") {
            return None;
        }
        let at = self.address().filter(|at| at.row == row)?;
        let mut style = None;
        if self.skip(b" s=\"") {
            style = Some(self.number()? as usize);
        }
        let mut kind = Kind::Number;
        if self.skip(b" t=\"") {
            kind = match self.until(b'"')? {
                b"n" => Kind::Number,
                b"s" => Kind::Shared,
                b"inlineStr" => Kind::Inline,
                b"str" => Kind::Result,
                b"b" => Kind::Bool,
                _ => return None,
            };
        }
        if self.skip(b"/>") || self.skip(b" />") {
            return Some(at.col);
        }
        if !self.skip(b">") {
            return None;
        }
        let formula = self.formula()?;
        let value = self.value(kind, style)?;
        if !self.skip(b"</c>") {
            return None;
        }
        self.put(at, style, value, formula)?;
        Some(at.col)
    }

    /// A plain formula's text, where there is one.
    #[expect(clippy::option_option, reason = "not plain, and none, are two answers")]
    fn formula(&mut self) -> Option<Option<String>> {
        if !self.rest.starts_with(b"<f") {
            return Some(None);
        }
        if !self.skip(b"<f>") {
            return None;
        }
        let text = strings::plain(self.until(b'<')?)?;
        (self.skip(b"/f>") && !text.is_empty()).then(|| Some(text.into_owned()))
    }

    /// The cell's value, blank where there is none.
    #[expect(clippy::option_option, reason = "not plain, and blank, are two answers")]
    fn value(&mut self, kind: Kind, style: Option<usize>) -> Option<Option<Value>> {
        if kind == Kind::Inline {
            if !self.skip(b"<is>") {
                return None;
            }
            let (text, rest) = strings::element(self.rest)?;
            self.rest = rest;
            return self.skip(b"</is>").then(|| said(self.pool.shared(&text)));
        }
        if self.rest.starts_with(b"</c>") || self.skip(b"<v/>") || self.skip(b"<v />") {
            return Some(None);
        }
        if !self.skip(b"<v>") {
            return None;
        }
        let raw = self.until(b'<')?;
        if !self.skip(b"/v>") {
            return None;
        }
        match kind {
            _ if raw.is_empty() => (kind != Kind::Bool).then_some(None),
            Kind::Shared => {
                let place = usize::try_from(digits(raw)?).ok()?;
                self.texts.get(place).map(|text| said(Arc::clone(text)))
            }
            Kind::Result => Some(said(self.pool.shared(&strings::plain(raw)?))),
            Kind::Bool => match raw {
                b"0" => Some(Some(Value::Bool(false))),
                b"1" => Some(Some(Value::Bool(true))),
                _ => None,
            },
            Kind::Number => number(raw, self.style(style)?, self.styles.is_1904),
            Kind::Inline => None,
        }
    }

    fn style(&self, style: Option<usize>) -> Option<CellStyle> {
        let Some(id) = style else { return Some(CellStyle::Number(None)) };
        self.styles.by_id.get(id).copied()
    }

    fn put(
        &mut self,
        at: Address,
        style: Option<usize>,
        value: Option<Value>,
        formula: Option<String>,
    ) -> Option<()> {
        let value = match (value, &formula) {
            (Some(value), _) => value,
            (None, Some(_)) => Value::Blank,
            (None, None) => return Some(()),
        };
        let text = match &value {
            Value::Text(text) => text.len(),
            _ => 0,
        };
        let formula_length = formula.as_ref().map_or(0, String::len);
        self.text += (text + formula_length) as u64;
        if text.max(formula_length) > self.limits.text_bytes {
            return None;
        }
        let shows_number = matches!(value, Value::Number(_) | Value::Blank);
        // A cell that names no style has the first one's look.
        let shown_decimals = match self.styles.by_id.get(style.unwrap_or(0)) {
            Some(CellStyle::Number(decimals)) if shows_number => *decimals,
            Some(CellStyle::Unusual) if shows_number => return None,
            _ => None,
        };
        self.cells.push((at, Cell { value, formula, shown_decimals }));
        Some(())
    }
}

fn said(text: Arc<str>) -> Option<Value> {
    (!text.is_empty()).then_some(Value::Text(text))
}

/// Up to nine digits, and nothing else.
fn digits(text: &[u8]) -> Option<u64> {
    let plain = (1..=9).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
    plain.then(|| text.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

/// A number as stored: of fifteen digits at most the shortest decimal of its double is what
/// is written.
#[expect(clippy::option_option, reason = "not plain, and blank, are two answers")]
fn number(raw: &[u8], style: CellStyle, is_1904: bool) -> Option<Option<Value>> {
    const EXACT: usize = 15;
    if raw.len() <= 9
        && style != CellStyle::Date
        && style != CellStyle::Unusual
        && let Some(whole) = digits(raw)
    {
        return Some(Some(Value::Number(Decimal::from(whole))));
    }
    let text = std::str::from_utf8(raw).ok()?;
    let is_plain = text.len() <= 32
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'E' | b'e' | b'+'))
        && text.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'-')
        && text.bytes().next_back().is_some_and(|b| b.is_ascii_digit());
    if !is_plain {
        return None;
    }
    match style {
        CellStyle::Unusual => None,
        CellStyle::Date => {
            let kind = ExcelDateTimeType::DateTime;
            let stamp = ExcelDateTime::new(text.parse().ok()?, kind, is_1904);
            Some(value(Data::DateTime(stamp)))
        }
        CellStyle::Number(_) if text.len() <= EXACT && !text.contains(['e', 'E', '-', '+']) => {
            let exact = text.parse::<Decimal>().ok()?.normalize();
            (exact <= decimal::LIMIT).then_some(Some(Value::Number(exact)))
        }
        CellStyle::Number(_) => Some(value(Data::Float(text.parse().ok()?))),
    }
}
