//! Cells put into an .xlsx package: the rows of a table, or cells here and there. Everything else stays
//! byte for byte.

use std::collections::BTreeMap;

use super::package::FormPackage;
use super::sheet_xml::{CellValue, SheetXml, cell, row_of};
use super::xml::{TokenKind, XmlToken, attribute, with_attribute};
use workbook_io::Address;
use workbook_io::sheet::{count_lines, row_height};

/// Rows to be put under the header of a sheet, in place of those that stand there.
#[derive(Clone, Debug)]
pub(crate) struct TableRows {
    /// The sheet's name.
    pub(crate) sheet: String,
    /// The row under the header.
    pub(crate) first_row: u32,
    /// Text by column, row by row; a blank text leaves its cell empty.
    pub(crate) rows: Vec<BTreeMap<u32, String>>,
    /// Drop-down lists of single cells.
    pub(crate) choices: Vec<(Address, Vec<String>)>,
}

/// The package with rows put under the headers of sheets. New cells look like those of the first row.
///
/// # Errors
/// A Vietnamese sentence, where the package's inside is not as Excel writes it.
pub(crate) fn with_rows(bytes: &[u8], tables: &[TableRows]) -> Result<Vec<u8>, String> {
    let package = FormPackage::open(bytes)?;
    let mut parts = BTreeMap::new();
    for table in tables {
        let part = package.sheets.iter().find(|(name, _)| *name == table.sheet);
        let Some((_, part)) = part else { continue };
        let mut xml = SheetXml::read(&package.text(part)?)?;
        xml.replace_rows(table);
        parts.insert(part.clone(), xml.into_text());
    }
    package.with_parts(&parts)
}

/// The package with texts put into cells of sheets, given by their places in the workbook.
///
/// # Errors
/// A Vietnamese sentence, where the package's inside is not as Excel writes it.
pub(crate) fn with_cells(
    bytes: &[u8],
    cells: &BTreeMap<usize, BTreeMap<Address, Option<String>>>,
) -> Result<Vec<u8>, String> {
    let package = FormPackage::open(bytes)?;
    let mut parts = BTreeMap::new();
    for (place, cells) in cells {
        let Some((_, part)) = package.sheets.get(*place) else { continue };
        let mut xml = SheetXml::read(&package.text(part)?)?;
        let value = |text: &Option<String>| {
            text.as_ref().map_or(CellValue::Nothing, |text| CellValue::Text(text.clone()))
        };
        xml.put(&cells.iter().map(|(at, text)| (*at, value(text))).collect());
        parts.insert(part.clone(), xml.into_text());
    }
    package.with_parts(&parts)
}

impl SheetXml {
    fn replace_rows(&mut self, table: &TableRows) {
        let styles = self.styles_under(table.first_row);
        let last_col = styles.keys().next_back().copied().unwrap_or(0);
        let widths = self.widths();
        let mut in_body = false;
        self.tokens.retain(|token| {
            if token.is_open("row") {
                in_body = row_of(token).is_some_and(|row| row >= table.first_row);
                return !in_body;
            }
            let is_end = token.kind == TokenKind::End && token.name == "sheetData";
            in_body &= !is_end;
            !in_body
        });
        let mut added = Vec::new();
        for (row, texts) in (table.first_row..).zip(&table.rows) {
            let height = Self::height(texts, &widths);
            let tag = format!("<row r=\"{}\" ht=\"{height}\" customHeight=\"1\">", row + 1);
            added.push(XmlToken::other(tag));
            for col in 0..=last_col.max(texts.keys().next_back().copied().unwrap_or(0)) {
                let text = texts.get(&col).filter(|text| !text.is_empty());
                let value = text.map_or(CellValue::Nothing, |text| typed(text));
                let style = styles.get(&col).map(String::as_str);
                added.push(cell(Address::new(row, col), style, &value));
            }
            added.push(XmlToken::other("</row>".to_owned()));
        }
        let end =
            self.tokens.iter().position(|t| t.kind == TokenKind::End && t.name == "sheetData");
        if let Some(end) = end {
            self.tokens.splice(end..end, added);
        }
        let count = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        self.reach_down(table.first_row + count.max(1));
        let elements: Vec<String> =
            table.choices.iter().map(|(at, words)| drop_down(*at, words)).collect();
        self.add_validations(&elements);
    }

    /// The styles of the cells of a row, by column; where a column has none, its own.
    fn styles_under(&self, row: u32) -> BTreeMap<u32, String> {
        let own = self.tokens().iter().filter(|token| token.is_open("c")).filter_map(|token| {
            let at: Address = attribute(&token.text, "r")?.parse().ok()?;
            (at.row == row).then(|| Some((at.col, attribute(&token.text, "s")?))).flatten()
        });
        own.collect()
    }

    /// The widths of columns in which text is wrapped, in tenths of a character of 12 pt.
    fn widths(&self) -> BTreeMap<u32, u32> {
        /// In a narrower column there are codes and single words.
        const WRAPPED: u32 = 24;
        let mut widths = BTreeMap::new();
        for token in self.tokens().iter().filter(|token| token.is_open("col")) {
            let number = |name: &str| -> Option<u32> {
                attribute(&token.text, name)?.split('.').next()?.parse().ok()
            };
            let (Some(from), Some(to), Some(width)) =
                (number("min"), number("max"), number("width"))
            else {
                continue;
            };
            if width >= WRAPPED {
                // A character of the usual font of 11 pt is 7 pixels wide, one of 12 pt 8.
                widths.extend((from..=to).map(|col| (col - 1, width * 70 / 8)));
            }
        }
        widths
    }

    /// The height of a row in points: as many lines as its longest text takes.
    fn height(texts: &BTreeMap<u32, String>, widths: &BTreeMap<u32, u32>) -> f64 {
        const HALF_POINTS: u16 = 22;
        let lines = texts.iter().filter_map(|(col, text)| {
            Some(count_lines(text, *widths.get(col)?, HALF_POINTS, false))
        });
        row_height(lines.max().unwrap_or(1), HALF_POINTS)
    }

    /// The sheet's extent, drop-downs and the filter reach as far as the rows.
    fn reach_down(&mut self, end: u32) {
        for token in &mut self.tokens {
            let (name, at_least) = match token.name.as_str() {
                "autoFilter" => ("ref", false),
                "dimension" => ("ref", true),
                "dataValidation" => ("sqref", true),
                _ => continue,
            };
            let Some(area) = attribute(&token.text, name) else { continue };
            let moved = area.split(' ').map(|area| reaching(area, end, at_least));
            let moved = moved.collect::<Vec<_>>().join(" ");
            token.text = with_attribute(&token.text, name, &moved);
        }
    }
}

/// An area down to a row: to it exactly, or to it at least.
fn reaching(area: &str, end: u32, at_least: bool) -> String {
    let corners = area
        .split_once(':')
        .and_then(|(from, to)| Some((from.parse::<Address>().ok()?, to.parse::<Address>().ok()?)));
    match corners {
        Some((from, to)) => {
            let row = if at_least { to.row.max(end - 1) } else { end - 1 };
            format!("{from}:{}", Address::new(row, to.col))
        }
        None => area.to_owned(),
    }
}

/// Whole numbers as numbers, everything else as text.
fn typed(text: &str) -> CellValue {
    let is_number =
        text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
            || text == "0";
    match text.parse() {
        Ok(number) if is_number => CellValue::Number(number),
        _ => CellValue::Text(text.to_owned()),
    }
}

/// A drop-down that offers words and takes others, too. Words that Excel's own list cannot hold are left
/// out: the cell can be typed into.
fn drop_down(at: Address, words: &[String]) -> String {
    const LONGEST: usize = 250;
    let mut list = String::new();
    for word in words.iter().filter(|word| !word.contains([',', '"'])) {
        if list.encode_utf16().count() + word.encode_utf16().count() < LONGEST {
            if !list.is_empty() {
                list.push(',');
            }
            list.push_str(word);
        }
    }
    format!(
        "<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\" sqref=\"{at}\">\
         <formula1>\"{}\"</formula1></dataValidation>",
        super::xml::escaped(&list)
    )
}
