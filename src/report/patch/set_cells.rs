//! Cells of a sheet's XML set to new contents.

use std::collections::BTreeMap;

use super::sheet_xml::{CellValue, SheetXml, cell, row_of};
use super::xml::{TokenKind, XmlToken, attribute};
use workbook_io::Address;

impl SheetXml {
    /// Sets cells, including those that are not in the XML yet.
    pub(in crate::report) fn put(&mut self, cells: &BTreeMap<Address, CellValue>) {
        let mut left = cells.clone();
        let mut written: Vec<XmlToken> = Vec::with_capacity(self.tokens.len());
        let mut row: Option<u32> = None;
        let mut dropping = false;
        for token in std::mem::take(&mut self.tokens) {
            if dropping {
                dropping = !(token.kind == TokenKind::End && token.name == "c");
                continue;
            }
            match (token.name.as_str(), token.kind) {
                ("row", TokenKind::Start | TokenKind::Empty) => {
                    let here = row_of(&token);
                    missing_rows(&mut written, &mut left, here);
                    let empty = token.kind == TokenKind::Empty;
                    let wanted = here.is_some_and(|row| has_row(&left, row));
                    if empty && wanted {
                        let text = token.text.trim_end_matches(['>', '/']).to_owned() + ">";
                        written.push(XmlToken { kind: TokenKind::Start, text, ..token });
                        missing_cells(&mut written, &mut left, here, None);
                        written.push(XmlToken::other("</row>".to_owned()));
                    } else {
                        written.push(token);
                        row = here.filter(|_| !empty);
                    }
                }
                ("row", TokenKind::End) => {
                    missing_cells(&mut written, &mut left, row, None);
                    row = None;
                    written.push(token);
                }
                ("c", TokenKind::Start | TokenKind::Empty) => {
                    let at = attribute(&token.text, "r").and_then(|at| at.parse::<Address>().ok());
                    missing_cells(&mut written, &mut left, row, at);
                    match at.and_then(|at| left.remove(&at).map(|put| (at, put))) {
                        Some((at, put)) => {
                            dropping = token.kind == TokenKind::Start;
                            written.push(cell(at, attribute(&token.text, "s").as_deref(), &put));
                        }
                        None => written.push(token),
                    }
                }
                ("sheetData", TokenKind::End) => {
                    missing_rows(&mut written, &mut left, None);
                    written.push(token);
                }
                _ => written.push(token),
            }
        }
        self.tokens = written;
        self.drop_links(cells);
    }

    /// Excel may have made a code with "@" a link; it is removed from the cell.
    fn drop_links(&mut self, cells: &BTreeMap<Address, CellValue>) {
        let is_gone = |token: &XmlToken| {
            token.is_open("hyperlink")
                && attribute(&token.text, "ref")
                    .and_then(|at| at.parse::<Address>().ok())
                    .is_some_and(|at| cells.contains_key(&at))
        };
        let empty_ones = |token: &XmlToken| token.kind == TokenKind::Empty;
        self.tokens.retain(|token| !(is_gone(token) && empty_ones(token)));
        if !self.tokens.iter().any(|token| token.is_open("hyperlink")) {
            self.tokens.retain(|token| token.name != "hyperlinks");
        }
    }
}

fn has_row(cells: &BTreeMap<Address, CellValue>, row: u32) -> bool {
    cells.range(Address::new(row, 0)..Address::new(row + 1, 0)).next().is_some()
}

/// Writes cells in rows before this one that are not in the XML.
fn missing_rows(
    written: &mut Vec<XmlToken>,
    left: &mut BTreeMap<Address, CellValue>,
    before: Option<u32>,
) {
    loop {
        let first = left.keys().map(|at| at.row).find(|row| before.is_none_or(|end| *row < end));
        let Some(row) = first else { return };
        written.push(XmlToken::other(format!("<row r=\"{}\">", row + 1)));
        missing_cells(written, left, Some(row), None);
        written.push(XmlToken::other("</row>".to_owned()));
    }
}

/// Writes cells of a row before this cell that are not in the XML.
fn missing_cells(
    written: &mut Vec<XmlToken>,
    left: &mut BTreeMap<Address, CellValue>,
    row: Option<u32>,
    before: Option<Address>,
) {
    let Some(row) = row else { return };
    let end = before.unwrap_or(Address::new(row + 1, 0));
    let here: Vec<Address> = left.range(Address::new(row, 0)..end).map(|(at, _)| *at).collect();
    for at in here {
        if let Some(put) = left.remove(&at).filter(|put| *put != CellValue::Nothing) {
            written.push(cell(at, None, &put));
        }
    }
}
