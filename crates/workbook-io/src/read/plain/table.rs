//! Parses the rows of a sheet directly from its bytes: rows and cells in order, each with its
//! address.

use std::sync::Arc;

use super::cursor::Cursor;
use super::number::{digits, number};
use super::strings;
use super::template::{StyleKind, Styles};
use crate::cache::StringInterner;
use crate::grid::{Address, Cell, Grid, Look, Value};
use crate::read::Limits;
use crate::read::value::CellContent;

/// Typical bytes of a filled cell, for estimating the capacity.
const CELL: usize = 64;
/// Limit of the estimated capacity: a sheet of blank cells needs none.
const ROOM: usize = 1 << 14;

/// What remains of the limits.
pub(super) struct RemainingLimits {
    pub(super) cells: u64,
    pub(super) text: u64,
}

/// Reads the filled cells of a sheet.
pub(super) fn read(
    rows: &[u8],
    styles: &Styles,
    texts: SharedTexts<'_>,
    limits: &Limits,
    remaining: &mut RemainingLimits,
    grid: &mut Grid,
) -> Option<()> {
    let cells = Vec::with_capacity((rows.len() / CELL).min(ROOM));
    let mut reader =
        TableReader { at: Cursor { rest: rows }, styles, texts, limits, text: 0, cells };
    let mut last_row = None;
    while !reader.at.rest.is_empty() {
        let (row, hidden, is_closed) = reader.row()?;
        if last_row.is_some_and(|last| row <= last) {
            return None;
        }
        last_row = Some(row);
        if hidden {
            grid.hidden_rows.insert(row);
        }
        if !is_closed {
            reader.row_of_cells(row, remaining)?;
        }
    }
    remaining.text = remaining.text.checked_sub(reader.text)?;
    grid.cells = reader.cells.into();
    Some(())
}

/// Texts available to the cells of a sheet.
pub(super) struct SharedTexts<'a> {
    /// The workbook's shared strings.
    pub shared: &'a [Arc<str>],
    /// Shared copies of texts seen in other cells and files.
    pub interner: &'a mut StringInterner,
}

struct TableReader<'a> {
    at: Cursor<'a>,
    styles: &'a Styles,
    texts: SharedTexts<'a>,
    limits: &'a Limits,
    /// Bytes of texts and formulas so far.
    text: u64,
    cells: Vec<(Address, Cell)>,
}

/// The type of a cell: its attribute `t`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellType {
    Number,
    Shared,
    Inline,
    Result,
    Bool,
}

impl CellType {
    /// The content of a cell of this type with an empty value.
    const fn empty_value(self) -> CellContent {
        match self {
            Self::Result => CellContent::EmptyText,
            _ => CellContent::Nothing,
        }
    }
}

impl<'a> TableReader<'a> {
    /// Parses the start of a row: its index, whether it is hidden, whether it is empty.
    fn row(&mut self) -> Option<(u32, bool, bool)> {
        if !self.at.skip(b"<row r=\"") {
            return None;
        }
        let row = self.at.number()?.checked_sub(1)?;
        let mut hidden = false;
        while !self.at.rest.starts_with(b">") {
            if self.at.skip(b"/>") || self.at.skip(b" />") {
                return (row < Address::MAX_ROWS).then_some((row, hidden, true));
            }
            if !self.at.skip(b" ") {
                return None;
            }
            let name = self.at.until(b'=')?;
            if !self.at.skip(b"\"") {
                return None;
            }
            let value = self.at.until(b'"')?;
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
        self.at.rest = &self.at.rest[1..];
        (row < Address::MAX_ROWS).then_some((row, hidden, false))
    }

    /// Parses the cells of a row, and its end.
    fn row_of_cells(&mut self, row: u32, remaining: &mut RemainingLimits) -> Option<()> {
        let mut last_col = None;
        while !self.at.skip(b"</row>") {
            let col = self.cell(row)?;
            if last_col.is_some_and(|last| col <= last) {
                return None;
            }
            last_col = Some(col);
            remaining.cells = remaining.cells.checked_sub(1)?;
        }
        Some(())
    }

    /// Parses a cell; returns its column.
    fn cell(&mut self, row: u32) -> Option<u32> {
        if !self.at.skip(b"<c r=\"") {
            return None;
        }
        let at = self.at.address().filter(|at| at.row == row)?;
        let mut style = None;
        if self.at.skip(b" s=\"") {
            style = Some(self.at.number()? as usize);
        }
        let mut kind = CellType::Number;
        if self.at.skip(b" t=\"") {
            kind = match self.at.until(b'"')? {
                b"n" => CellType::Number,
                b"s" => CellType::Shared,
                b"inlineStr" => CellType::Inline,
                b"str" => CellType::Result,
                b"b" => CellType::Bool,
                _ => return None,
            };
        }
        if self.at.skip(b"/>") || self.at.skip(b" />") {
            return Some(at.col);
        }
        if !self.at.skip(b">") {
            return None;
        }
        let formula = self.formula()?;
        let content = self.content(kind, style)?;
        self.put(at, style, content, formula)?;
        self.at.skip(b"</c>").then_some(at.col)
    }

    /// Parses a plain formula, if there is one.
    #[expect(clippy::option_option, reason = "not plain, and none, are two answers")]
    fn formula(&mut self) -> Option<Option<Box<str>>> {
        if !self.at.rest.starts_with(b"<f") {
            return Some(None);
        }
        if !self.at.skip(b"<f>") {
            return None;
        }
        let text = strings::plain(self.at.until(b'<')?)?;
        (self.at.skip(b"/f>") && !text.is_empty()).then(|| Some(Box::from(&*text)))
    }

    /// Parses the content of a cell, after its formula.
    fn content(&mut self, cell_type: CellType, style: Option<usize>) -> Option<CellContent> {
        if cell_type == CellType::Inline {
            return self.inline_string();
        }
        if self.at.rest.starts_with(b"</c>") {
            return Some(CellContent::Nothing);
        }
        if self.at.skip(b"<v/>") || self.at.skip(b"<v />") {
            return Some(cell_type.empty_value());
        }
        if !self.at.skip(b"<v>") {
            return None;
        }
        let raw = self.at.until(b'<')?;
        if !self.at.skip(b"/v>") {
            return None;
        }
        self.value(cell_type, style, raw)
    }

    fn inline_string(&mut self) -> Option<CellContent> {
        if !self.at.skip(b"<is>") {
            return None;
        }
        let (text, rest) = strings::element(self.at.rest)?;
        self.at.rest = rest;
        let text = self.texts.interner.intern(&text);
        self.at.skip(b"</is>").then_some(CellContent::text(text))
    }

    /// The content of a value element.
    fn value(
        &mut self,
        cell_type: CellType,
        style: Option<usize>,
        raw: &[u8],
    ) -> Option<CellContent> {
        match cell_type {
            CellType::Bool if raw.is_empty() => None,
            _ if raw.is_empty() => Some(cell_type.empty_value()),
            CellType::Shared => {
                let index = usize::try_from(digits(raw)?).ok()?;
                self.texts.shared.get(index).map(|text| CellContent::text(Arc::clone(text)))
            }
            CellType::Result => {
                Some(CellContent::text(self.texts.interner.intern(&strings::plain(raw)?)))
            }
            CellType::Bool => match raw {
                b"0" => Some(CellContent::Value(Value::Bool(false))),
                b"1" => Some(CellContent::Value(Value::Bool(true))),
                _ => None,
            },
            CellType::Number => number(raw, self.style(style)?, self.styles.is_1904),
            CellType::Inline => None,
        }
    }

    fn style(&self, style: Option<usize>) -> Option<StyleKind> {
        let Some(id) = style else { return Some(StyleKind::Number) };
        self.styles.by_id.get(id).map(|(style, _)| *style)
    }

    /// Adds a cell, if it holds anything.
    fn put(
        &mut self,
        at: Address,
        style: Option<usize>,
        content: CellContent,
        formula: Option<Box<str>>,
    ) -> Option<()> {
        // A cell without a style has the look of the first one.
        let style = self.styles.by_id.get(style.unwrap_or(0)).copied();
        let Some(cell) = content.cell(formula, style.map_or(Look::UNKNOWN, |(_, look)| look))
        else {
            return Some(());
        };
        let shows_number = matches!(cell.value, Value::Number(_) | Value::Blank);
        if shows_number && style.is_some_and(|(style, _)| style == StyleKind::Unusual) {
            return None;
        }
        let lengths = cell.lengths();
        self.text += lengths.iter().sum::<usize>() as u64;
        if lengths.iter().any(|length| *length > self.limits.text_bytes) {
            return None;
        }
        self.cells.push((at, cell));
        Some(())
    }
}
