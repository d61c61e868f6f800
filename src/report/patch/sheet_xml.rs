//! A sheet's XML, changed in place: rows inserted, references moved.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::shift::RowShift;
use super::xml::{TokenKind, XmlToken, attribute, escaped, tokens, unescaped, with_attribute};
use workbook_io::Address;

/// The new content of a cell; its format stays, but for days.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) enum CellValue {
    Nothing,
    /// Nothing, in a style, where there was no cell.
    Empty {
        style: usize,
    },
    Text(String),
    /// A text with formatted runs, as XML.
    Runs(String),
    Number(Decimal),
    /// A day in a style of its own, for the cell's shows none.
    Day {
        serial: Decimal,
        style: usize,
    },
}

/// A sheet's XML while it is being changed.
pub(in crate::report) struct SheetXml {
    pub(in crate::report) tokens: Vec<XmlToken>,
}

impl SheetXml {
    pub(in crate::report) fn read(xml: &str) -> Result<Self, String> {
        let tokens = tokens(xml)?;
        if !tokens.iter().any(|token| token.is_open("sheetData")) {
            return Err("bên trong tệp không như Excel ghi (sheetData)".to_owned());
        }
        Ok(Self { tokens })
    }

    pub(in crate::report) fn into_text(self) -> String {
        self.tokens.into_iter().map(|token| token.text).collect()
    }

    pub(in crate::report) fn has_formulas(&self) -> bool {
        self.tokens.iter().any(|token| token.is_open("f"))
    }

    /// The style of each cell in the XML.
    pub(in crate::report) fn styles(&self) -> BTreeMap<Address, usize> {
        let cells = self.tokens.iter().filter(|token| token.is_open("c"));
        let style = |token: &XmlToken| {
            let at = attribute(&token.text, "r")?.parse().ok()?;
            Some((at, attribute(&token.text, "s").and_then(|s| s.parse().ok()).unwrap_or(0)))
        };
        cells.filter_map(style).collect()
    }

    pub(in crate::report) fn tokens(&self) -> &[XmlToken] {
        &self.tokens
    }

    /// Inserts empty rows with the formats of the row above.
    pub(in crate::report) fn insert_rows(mut self, shift: RowShift<'_>) -> Result<Self, String> {
        let like = shift.from - 1;
        let copies = self.copies_of(like, shift.by);
        self.shift(shift, true);
        let starts_at =
            |token: &XmlToken, row: u32| row_of(token).is_some_and(|found| found >= row);
        let place = self
            .tokens
            .iter()
            .position(|token| token.is_open("row") && starts_at(token, shift.from))
            .or_else(|| {
                self.tokens.iter().position(|t| t.kind == TokenKind::End && t.name == "sheetData")
            });
        if let Some(place) = place {
            self.tokens.splice(place..place, copies);
        }
        self.merge_like(like, shift);
        Self::read(&self.into_text())
    }

    /// Copies of a row, without the content of its cells.
    fn copies_of(&self, like: u32, count: u32) -> Vec<XmlToken> {
        let mut copies = Vec::new();
        for number in 1..=count {
            let row = like + number;
            let mut within = false;
            for token in &self.tokens {
                if token.is_open("row") {
                    within = row_of(token) == Some(like);
                    if within {
                        let text = with_attribute(&token.text, "r", &(row + 1).to_string());
                        let text = text.trim_end_matches(['>', '/']).to_owned() + ">";
                        copies.push(XmlToken::other(text));
                    }
                } else if within && token.is_open("c") {
                    let at = attribute(&token.text, "r").and_then(|at| at.parse::<Address>().ok());
                    let Some(at) = at else { continue };
                    let at = Address::new(row, at.col);
                    copies.push(cell(
                        at,
                        attribute(&token.text, "s").as_deref(),
                        &CellValue::Nothing,
                    ));
                }
            }
            if !copies.is_empty() {
                copies.push(XmlToken::other("</row>".to_owned()));
            }
        }
        copies
    }

    /// Moves all references to the rows below; `own` says whether this is the sheet with the
    /// inserted rows.
    pub(in crate::report) fn shift(&mut self, shift: RowShift<'_>, own: bool) {
        let mut in_formula = false;
        for token in &mut self.tokens {
            if matches!(token.name.as_str(), "f" | "formula" | "formula1" | "formula2") {
                in_formula = token.kind == TokenKind::Start;
            } else if in_formula && token.kind == TokenKind::Other {
                token.text = escaped(&shift.formula(&unescaped(&token.text), own));
            }
            if !own || !matches!(token.kind, TokenKind::Start | TokenKind::Empty) {
                continue;
            }
            let (attributes, is_row): (&[&str], bool) = match token.name.as_str() {
                "row" => (&["r"], true),
                "c" => (&["r"], false),
                "f" | "mergeCell" | "hyperlink" | "dimension" | "autoFilter" => (&["ref"], false),
                "dataValidation" | "conditionalFormatting" | "protectedRange" | "ignoredError" => {
                    (&["sqref"], false)
                }
                "selection" => (&["activeCell", "sqref"], false),
                "brk" => (&["id"], true),
                _ => continue,
            };
            for name in attributes {
                let Some(value) = attribute(&token.text, name) else { continue };
                let moved = match value.parse::<u32>() {
                    Ok(row) if is_row && row > 0 => (shift.row(row - 1) + 1).to_string(),
                    _ => shift.areas(&value),
                };
                token.text = with_attribute(&token.text, name, &moved);
            }
        }
    }

    /// Merges cells of inserted rows like those of the row above.
    fn merge_like(&mut self, like: u32, shift: RowShift<'_>) {
        let mut added = Vec::new();
        for token in self.tokens.iter().filter(|token| token.is_open("mergeCell")) {
            let area = attribute(&token.text, "ref").unwrap_or_default();
            let corners = area.split_once(':').and_then(|(from, to)| {
                Some((from.parse::<Address>().ok()?, to.parse::<Address>().ok()?))
            });
            let Some((from, to)) = corners.filter(|(a, b)| a.row == like && b.row == like) else {
                continue;
            };
            for row in shift.from..shift.from + shift.by {
                let (from, to) = (Address::new(row, from.col), Address::new(row, to.col));
                added.push(XmlToken::other(format!("<mergeCell ref=\"{from}:{to}\"/>")));
            }
        }
        let end =
            self.tokens.iter().position(|t| t.kind == TokenKind::End && t.name == "mergeCells");
        let Some(end) = end.filter(|_| !added.is_empty()) else { return };
        let start = self.tokens.iter_mut().find(|token| token.is_open("mergeCells"));
        if let Some(start) = start
            && let Some(count) =
                attribute(&start.text, "count").and_then(|c| c.parse::<usize>().ok())
        {
            start.text = with_attribute(&start.text, "count", &(count + added.len()).to_string());
        }
        self.tokens.splice(end..end, added);
    }

    /// The position after the last of these elements.
    pub(in crate::report) fn after(&self, parts: &[&str]) -> usize {
        let is_end = |t: &XmlToken| matches!(t.kind, TokenKind::End | TokenKind::Empty);
        let is_before = |t: &XmlToken| is_end(t) && parts.contains(&t.name.as_str());
        self.tokens.iter().rposition(is_before).map_or(self.tokens.len(), |place| place + 1)
    }
}

/// Elements of a sheet from its cells on, in the order that the format fixes.
const ORDER: [&str; 26] = [
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
];

/// The elements that stand before one of these.
pub(in crate::report) fn elements_before(name: &str) -> &'static [&'static str] {
    let place = ORDER.iter().position(|own| *own == name).expect("one of those above");
    &ORDER[..place]
}

pub(in crate::report) fn row_of(token: &XmlToken) -> Option<u32> {
    attribute(&token.text, "r")?.parse::<u32>().ok()?.checked_sub(1)
}

pub(in crate::report) fn cell(at: Address, style: Option<&str>, put: &CellValue) -> XmlToken {
    let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
    XmlToken::other(match put {
        CellValue::Empty { style } => format!("<c r=\"{at}\" s=\"{style}\"/>"),
        CellValue::Nothing => format!("<c r=\"{at}\"{style}/>"),
        CellValue::Number(number) => format!("<c r=\"{at}\"{style}><v>{number}</v></c>"),
        CellValue::Day { serial, style } => {
            format!("<c r=\"{at}\" s=\"{style}\"><v>{serial}</v></c>")
        }
        CellValue::Runs(runs) => {
            format!("<c r=\"{at}\"{style} t=\"inlineStr\"><is>{runs}</is></c>")
        }
        CellValue::Text(text) => format!(
            "<c r=\"{at}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        ),
    })
}
