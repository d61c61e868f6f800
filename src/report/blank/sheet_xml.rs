//! One sheet of a package changed in place: cells set, rows inserted, drop-downs added.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::shift::RowShift;
use super::xml::{TokenKind, XmlToken, attribute, escaped, tokens, unescaped, with_attribute};
use workbook_io::Address;

/// What a cell is to hold; its look stays.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellValue {
    Nothing,
    Text(String),
    /// A text with its runs, as XML.
    Runs(String),
    Number(Decimal),
}

/// A sheet's XML while it is changed.
pub(super) struct SheetXml {
    tokens: Vec<XmlToken>,
}

impl SheetXml {
    pub(super) fn read(xml: &str) -> Result<Self, String> {
        let tokens = tokens(xml)?;
        if !tokens.iter().any(|token| token.is_open("sheetData")) {
            return Err("bên trong tệp không như Excel ghi (sheetData)".to_owned());
        }
        Ok(Self { tokens })
    }

    pub(super) fn into_text(self) -> String {
        self.tokens.into_iter().map(|token| token.text).collect()
    }

    pub(super) fn has_formulas(&self) -> bool {
        self.tokens.iter().any(|token| token.is_open("f"))
    }

    /// The style of each cell that the sheet describes.
    pub(super) fn styles(&self) -> BTreeMap<Address, usize> {
        let cells = self.tokens.iter().filter(|token| token.is_open("c"));
        let style = |token: &XmlToken| {
            let at = attribute(&token.text, "r")?.parse().ok()?;
            Some((at, attribute(&token.text, "s").and_then(|s| s.parse().ok()).unwrap_or(0)))
        };
        cells.filter_map(style).collect()
    }

    pub(super) fn tokens(&self) -> &[XmlToken] {
        &self.tokens
    }

    /// Inserts rows like the one above them, empty.
    pub(super) fn insert_rows(mut self, shift: RowShift<'_>) -> Result<Self, String> {
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

    /// A row's own description repeated, without what its cells hold.
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

    /// Moves every reference to rows below; `own` on the sheet where rows are inserted.
    pub(super) fn shift(&mut self, shift: RowShift<'_>, own: bool) {
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

    /// Inserted rows have their cells joined as the row above them has.
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

    /// Sets cells, those that the sheet does not describe yet, too.
    pub(super) fn put(&mut self, cells: &BTreeMap<Address, CellValue>) {
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

    /// A code with an "@" may have become a link; the cell is for a figure now.
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

    /// The areas that the office's own validations cover.
    pub(super) fn validated(&self) -> Vec<String> {
        let own = self.tokens.iter().filter(|token| token.is_open("dataValidation"));
        own.filter_map(|token| attribute(&token.text, "sqref")).collect()
    }

    /// Adds validations, given as elements.
    pub(super) fn add_validations(&mut self, elements: &[String]) {
        if elements.is_empty() {
            return;
        }
        let of_name = |t: &XmlToken, kind| t.kind == kind && t.name == "dataValidations";
        if let Some(end) = self.tokens.iter().position(|t| of_name(t, TokenKind::End)) {
            let start = self.tokens.iter_mut().find(|t| of_name(t, TokenKind::Start));
            if let Some(start) = start
                && let Some(count) =
                    attribute(&start.text, "count").and_then(|c| c.parse::<usize>().ok())
            {
                let count = (count + elements.len()).to_string();
                start.text = with_attribute(&start.text, "count", &count);
            }
            let added = elements.iter().cloned().map(XmlToken::other);
            self.tokens.splice(end..end, added);
            return;
        }
        self.tokens.retain(|token| token.name != "dataValidations");
        let mut text = String::new();
        let _ = write!(text, "<dataValidations count=\"{}\">", elements.len());
        text.push_str(&elements.concat());
        text.push_str("</dataValidations>");
        let place = self.after_formats();
        self.tokens.insert(place, XmlToken::other(text));
    }

    /// Where validations stand among a sheet's parts: the format fixes their order.
    fn after_formats(&self) -> usize {
        self.after(&BEFORE_VALIDATIONS)
    }

    /// The place after the last of these parts.
    fn after(&self, parts: &[&str]) -> usize {
        let is_end = |t: &XmlToken| matches!(t.kind, TokenKind::End | TokenKind::Empty);
        let is_before = |t: &XmlToken| is_end(t) && parts.contains(&t.name.as_str());
        self.tokens.iter().rposition(is_before).map_or(self.tokens.len(), |place| place + 1)
    }

    /// Makes the sheet fit its paper's width, where the office has not said how it prints.
    pub(super) fn fit_paper(&mut self) {
        let setup = self.tokens.iter().position(|token| token.is_open("pageSetup"));
        let says = |name: &str| setup.and_then(|at| attribute(&self.tokens[at].text, name));
        let fits = self.tokens.iter().any(|token| {
            token.is_open("pageSetUpPr") && attribute(&token.text, "fitToPage").is_some()
        });
        if fits || says("scale").is_some() {
            return;
        }
        let paper = says("paperSize").unwrap_or_else(|| "9".to_owned());
        let lying = says("orientation").unwrap_or_else(|| {
            if self.is_wide() { "landscape".to_owned() } else { "portrait".to_owned() }
        });
        // Its printer's own settings go with the part that was there.
        let printer = says("r:id").map_or_else(String::new, |id| format!(" r:id=\"{id}\""));
        let text = format!(
            "<pageSetup paperSize=\"{paper}\" orientation=\"{lying}\" fitToWidth=\"1\" \
             fitToHeight=\"0\"{printer}/>"
        );
        match setup {
            Some(at) => self.tokens[at].text = text,
            None => {
                let mut before = BEFORE_VALIDATIONS.to_vec();
                before.extend(["dataValidations", "hyperlinks", "printOptions", "pageMargins"]);
                let place = self.after(&before);
                self.tokens.insert(place, XmlToken::other(text));
            }
        }
        self.fit_to_page();
    }

    fn fit_to_page(&mut self) {
        const FIT: &str = "<pageSetUpPr fitToPage=\"1\"/>";
        let own = self.tokens.iter_mut().find(|token| token.is_open("pageSetUpPr"));
        if let Some(own) = own {
            own.text = own.text.replacen("<pageSetUpPr", "<pageSetUpPr fitToPage=\"1\"", 1);
            return;
        }
        let end = self.tokens.iter().position(|t| t.kind == TokenKind::End && t.name == "sheetPr");
        if let Some(end) = end {
            self.tokens.insert(end, XmlToken::other(FIT.to_owned()));
            return;
        }
        match self.tokens.iter_mut().find(|token| token.is_open("sheetPr")) {
            Some(empty) => {
                let open = empty.text.trim_end_matches(['>', '/']).to_owned();
                empty.text = format!("{open}>{FIT}</sheetPr>");
            }
            None => {
                let root = self.tokens.iter().position(|token| token.is_open("worksheet"));
                let element = format!("<sheetPr>{FIT}</sheetPr>");
                self.tokens.insert(root.map_or(0, |root| root + 1), XmlToken::other(element));
            }
        }
    }

    /// Are its columns together wider than a standing page?
    fn is_wide(&self) -> bool {
        const STANDING: u32 = 140;
        const USUAL: u32 = 9;
        let last = self.styles().keys().map(|at| at.col).max().unwrap_or(0);
        let mut widths: BTreeMap<u32, u32> = (0..=last).map(|col| (col, USUAL)).collect();
        for token in self.tokens.iter().filter(|token| token.is_open("col")) {
            let number =
                |name: &str| attribute(&token.text, name).and_then(|v| v.parse::<u32>().ok());
            let width = attribute(&token.text, "width");
            let width = width.and_then(|w| w.split('.').next()?.parse::<u32>().ok());
            let (Some(from), Some(to), Some(width)) = (number("min"), number("max"), width) else {
                continue;
            };
            for (_, own) in widths.range_mut(from.saturating_sub(1)..to) {
                *own = width;
            }
        }
        widths.values().sum::<u32>() > STANDING
    }
}

/// Parts of a sheet that stand before its validations.
const BEFORE_VALIDATIONS: [&str; 12] = [
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
];

pub(super) fn row_of(token: &XmlToken) -> Option<u32> {
    attribute(&token.text, "r")?.parse::<u32>().ok()?.checked_sub(1)
}

fn has_row(cells: &BTreeMap<Address, CellValue>, row: u32) -> bool {
    cells.range(Address::new(row, 0)..Address::new(row + 1, 0)).next().is_some()
}

/// Writes the cells that stand in rows before this one, which the sheet does not describe.
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

/// Writes the cells of a row before a cell, which the sheet does not describe.
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

fn cell(at: Address, style: Option<&str>, put: &CellValue) -> XmlToken {
    let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
    XmlToken::other(match put {
        CellValue::Nothing => format!("<c r=\"{at}\"{style}/>"),
        CellValue::Number(number) => format!("<c r=\"{at}\"{style}><v>{number}</v></c>"),
        CellValue::Runs(runs) => {
            format!("<c r=\"{at}\"{style} t=\"inlineStr\"><is>{runs}</is></c>")
        }
        CellValue::Text(text) => format!(
            "<c r=\"{at}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        ),
    })
}
