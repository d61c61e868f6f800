//! Cells of a sheet's XML given other styles; what they hold stays.

use std::collections::{BTreeMap, BTreeSet};

use super::package::malformed;
use super::sheet_xml::{CellValue, SheetXml, row_of};
use super::style_sheet::{number, with};
use super::xml::attribute;
use workbook_io::Address;

impl SheetXml {
    /// Writes at each row and cell where it is: some programs leave it to be counted.
    pub(in crate::report) fn place_cells(&mut self) {
        let (mut next_row, mut row, mut col) = (0, 0, 0);
        for token in &mut self.tokens {
            if token.is_open("row") {
                row = row_of(token).unwrap_or(next_row);
                (next_row, col) = (row + 1, 0);
                if attribute(&token.text, "r").is_none() {
                    token.text = with(&token.text, "r", &(row + 1).to_string());
                }
            } else if token.is_open("c") {
                let said = attribute(&token.text, "r").and_then(|at| at.parse::<Address>().ok());
                let at = said.unwrap_or_else(|| Address::new(row, col));
                if said.is_none() {
                    token.text = with(&token.text, "r", &at.to_string());
                }
                col = at.col + 1;
            }
        }
    }

    /// Asks for each cell in the XML which other style it gets, if any; it is told the cell and its style.
    ///
    /// # Errors
    /// A Vietnamese sentence, where cells do not say where they are.
    pub(in crate::report) fn restyle(
        &mut self,
        mut other: impl FnMut(Address, usize) -> Option<usize>,
    ) -> Result<(), String> {
        for token in self.tokens.iter_mut().filter(|token| token.is_open("c")) {
            let at = attribute(&token.text, "r").and_then(|at| at.parse().ok());
            let at = at.ok_or_else(|| malformed("ô không có địa chỉ"))?;
            if let Some(style) = other(at, number(&token.text, "s")) {
                token.text = with(&token.text, "s", &style.to_string());
            }
        }
        Ok(())
    }

    /// Puts empty cells into the XML where these are not in it; they look like their row or column.
    pub(in crate::report) fn ensure(&mut self, cells: &BTreeSet<Address>) {
        let there = self.styles();
        let (rows, cols) = (self.row_styles(), self.column_styles());
        let missing = cells.iter().filter(|at| !there.contains_key(at)).map(|at| {
            let col = || cols.iter().find(|(from, to, _)| (*from..=*to).contains(&at.col));
            let style = rows.get(&at.row).copied().or_else(|| col().map(|(.., style)| *style));
            (*at, CellValue::Empty { style: style.unwrap_or(0) })
        });
        let missing: BTreeMap<Address, CellValue> = missing.collect();
        if !missing.is_empty() {
            self.put(&missing);
        }
    }

    fn row_styles(&self) -> BTreeMap<u32, usize> {
        let rows = self.tokens.iter().filter(|token| token.is_open("row"));
        let rows = rows.filter_map(|token| {
            let row = row_of(token)?;
            Some((row, attribute(&token.text, "s")?.parse().ok()?))
        });
        rows.collect()
    }

    /// The first and the last column, from zero, and their style.
    fn column_styles(&self) -> Vec<(u32, u32, usize)> {
        let cols = self.tokens.iter().filter(|token| token.is_open("col"));
        let cols = cols.filter_map(|token| {
            let place = |name| attribute(&token.text, name)?.parse::<u32>().ok()?.checked_sub(1);
            Some((place("min")?, place("max")?, number(&token.text, "style")))
        });
        cols.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_what_they_hold_and_missing_ones_look_like_their_row() {
        let xml = "<worksheet><cols><col min=\"2\" max=\"3\" style=\"4\"/></cols><sheetData>\
            <row r=\"1\" s=\"7\" customFormat=\"1\"><c r=\"A1\" s=\"2\"><v>5</v></c></row>\
            </sheetData></worksheet>";
        let mut sheet = SheetXml::read(xml).unwrap();
        let at = |text: &str| text.parse::<Address>().unwrap();
        sheet.ensure(&[at("A1"), at("B1"), at("C2"), at("D3")].into());
        sheet.restyle(|_, style| (style == 2).then_some(9)).unwrap();
        let text = sheet.into_text();
        for cell in [
            "<c r=\"A1\" s=\"9\"><v>5</v></c><c r=\"B1\" s=\"7\"/>",
            "<row r=\"2\"><c r=\"C2\" s=\"4\"/></row>",
            "<row r=\"3\"><c r=\"D3\" s=\"0\"/></row>",
        ] {
            assert!(text.contains(cell), "{text}");
        }
        let mut unplaced =
            SheetXml::read("<sheetData><row><c><v>1</v></c></row></sheetData>").unwrap();
        assert!(unplaced.restyle(|_, _| None).is_err());
    }
}
