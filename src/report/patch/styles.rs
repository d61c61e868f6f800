//! Which cell styles of a package show a day or a per cent, and styles added so that days are days.

use std::fmt::Write as _;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::fonts::put_in_order;
use super::package::FormPackage;
use super::sheet_xml::CellValue;
use super::xml::{TokenKind, XmlToken, attribute, tokens, unescaped, with_attribute};

/// The part of styles.
pub(in crate::report) const STYLES: &str = "xl/styles.xml";
/// The first format that a workbook may number itself.
const FIRST_OWN: u32 = 164;
/// Days are shown the same on every computer.
const DAY: &str = "dd/mm/yyyy";

/// What a cell style shows of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    day: bool,
    per_cent: bool,
}

/// The cell styles of a package.
pub(in crate::report) struct CellStyles {
    tokens: Vec<XmlToken>,
    shown: Vec<Shown>,
    /// The styles like which one more is added that shows days.
    added: Vec<usize>,
    /// Fonts were put into order.
    in_order: bool,
    /// Serials of the calendar of 1904 start four years later.
    from_1904: bool,
}

impl CellStyles {
    pub(in crate::report) fn read(package: &FormPackage<'_>) -> Result<Self, String> {
        let workbook = package.text(&package.workbook)?;
        let from_1904 = tokens(&workbook)?.iter().any(|token| {
            token.is_open("workbookPr")
                && matches!(attribute(&token.text, "date1904").as_deref(), Some("1" | "true"))
        });
        let mut tokens =
            if package.has(STYLES) { tokens(&package.text(STYLES)?)? } else { Vec::new() };
        let in_order = put_in_order(&mut tokens);
        let shown = cell_formats(&tokens).into_iter().map(|(_, id)| shown(id, &tokens)).collect();
        Ok(Self { tokens, shown, added: Vec::new(), in_order, from_1904 })
    }

    /// Does a cell of this style show a number as per cent?
    pub(in crate::report) fn shows_per_cent(&self, style: usize) -> bool {
        self.shown.get(style).is_some_and(|shown| shown.per_cent)
    }

    /// A day in a cell of this style: a true date, in a style that shows it.
    pub(in crate::report) fn day(&mut self, day: NaiveDate, style: usize) -> CellValue {
        let zero = if self.from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
        let zero = NaiveDate::from_ymd_opt(zero.0, zero.1, zero.2).expect("a day of the calendar");
        let serial = (day - zero).num_days();
        // Spreadsheets disagree on days before March 1900, and without styles nothing shows a day.
        let first = if self.from_1904 { 0 } else { 61 };
        let Some(shown) = self.shown.get(style).copied().filter(|_| serial >= first) else {
            return CellValue::Text(day.format("%d/%m/%Y").to_string());
        };
        if shown.day {
            return CellValue::Number(Decimal::from(serial));
        }
        let place = self.added.iter().position(|like| *like == style).unwrap_or_else(|| {
            self.added.push(style);
            self.added.len() - 1
        });
        CellValue::Day { serial: Decimal::from(serial), style: self.shown.len() + place }
    }

    /// The part with the styles added; none where it is as it was.
    pub(in crate::report) fn changed(&self) -> Option<String> {
        if self.added.is_empty() {
            return self.in_order.then(|| text(&self.tokens));
        }
        let formats = self.tokens.iter().filter(|token| token.is_open("numFmt"));
        let ids = formats.filter_map(|token| attribute(&token.text, "numFmtId")?.parse().ok());
        let id = ids.max().map_or(FIRST_OWN, |last: u32| FIRST_OWN.max(last + 1));
        let of_cells = cell_formats(&self.tokens);
        let like = |style: &usize| self.with_format(of_cells[*style].0, id);
        let added: String = self.added.iter().map(like).collect();
        let declared = format!("<numFmt numFmtId=\"{id}\" formatCode=\"{DAY}\"/>");
        let xml = inserted(self.tokens.clone(), "cellXfs", &added, self.added.len());
        if self.tokens.iter().any(|token| token.is_open("numFmts")) {
            return Some(text(&inserted(xml, "numFmts", &declared, 1)));
        }
        let root = xml.iter().position(|token| token.is_open("styleSheet"))?;
        let (before, behind) = xml.split_at(root + 1);
        let formats = format!("<numFmts count=\"1\">{declared}</numFmts>");
        Some(text(before) + &formats + &text(behind))
    }

    /// A cell format, from its place among the tokens, with another number format.
    fn with_format(&self, place: usize, id: u32) -> String {
        let own = &self.tokens[place];
        let mut xml = own.text.clone();
        for (name, value) in [("numFmtId", id.to_string()), ("applyNumberFormat", "1".to_owned())] {
            xml = match attribute(&xml, name) {
                Some(_) => with_attribute(&xml, name, &value),
                None => xml.replacen("<xf", &format!("<xf {name}=\"{value}\""), 1),
            };
        }
        if own.kind == TokenKind::Start {
            let rest = &self.tokens[place + 1..];
            let end = rest.iter().position(|t| t.kind == TokenKind::End && t.name == own.name);
            let within = &rest[..end.map_or(0, |end| end + 1)];
            let _ = write!(xml, "{}", text(within));
        }
        xml
    }
}

fn text(tokens: &[XmlToken]) -> String {
    tokens.iter().map(|token| token.text.as_str()).collect()
}

/// Puts more elements at the end of a list that counts them. Some programs write an empty list as
/// one tag, which is opened.
pub(super) fn inserted(
    mut tokens: Vec<XmlToken>,
    list: &str,
    xml: &str,
    more: usize,
) -> Vec<XmlToken> {
    let Some(start) = tokens.iter().position(|token| token.is_open(list)) else { return tokens };
    let open = &mut tokens[start];
    if let Some(count) = attribute(&open.text, "count").and_then(|c| c.parse::<usize>().ok()) {
        open.text = with_attribute(&open.text, "count", &(count + more).to_string());
    }
    if let Some(tag) = open.text.strip_suffix("/>") {
        open.text = format!("{}>{xml}</{list}>", tag.trim_end());
    } else if let Some(end) = tokens.iter().position(|t| t.kind == TokenKind::End && t.name == list)
    {
        tokens.insert(end, XmlToken::other(xml.to_owned()));
    }
    tokens
}

/// The formats of cells: place among the tokens, and number format.
fn cell_formats(tokens: &[XmlToken]) -> Vec<(usize, u32)> {
    let mut within = false;
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        if token.name == "cellXfs" {
            within = token.is_open("cellXfs");
        } else if within && token.is_open("xf") {
            let id = attribute(&token.text, "numFmtId").and_then(|id| id.parse().ok());
            found.push((place, id.unwrap_or(0)));
        }
    }
    found
}

fn shown(id: u32, tokens: &[XmlToken]) -> Shown {
    let mut own = tokens.iter().filter(|token| token.is_open("numFmt"));
    let is_own = |token: &&XmlToken| {
        attribute(&token.text, "numFmtId").and_then(|own| own.parse().ok()) == Some(id)
    };
    match own.find(is_own).and_then(|token| attribute(&token.text, "formatCode")) {
        Some(code) => {
            let code = unescaped(&code);
            Shown { day: has(&code, &['d', 'y']), per_cent: has(&code, &['%']) }
        }
        None => Shown { day: matches!(id, 14..=17 | 22), per_cent: matches!(id, 9 | 10) },
    }
}

/// Has a format one of these letters, outside quotes and brackets?
fn has(code: &str, wanted: &[char]) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    code.to_lowercase().chars().any(|letter| {
        match letter {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            letter if wanted.contains(&letter) => return !quoted && !bracketed,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::super::xml::tokens;
    use super::*;

    #[test]
    fn a_list_that_is_one_tag_is_opened() {
        let with_one = |list: &str| {
            let xml = format!("<styleSheet>{list}<fonts/></styleSheet>");
            text(&inserted(tokens(&xml).unwrap(), "numFmts", "<one/>", 1))
        };
        for (list, changed) in [
            ("<numFmts count=\"0\" />", "<numFmts count=\"1\"><one/></numFmts>"),
            ("<numFmts/>", "<numFmts><one/></numFmts>"),
            ("<numFmts count=\"1\"><a/></numFmts>", "<numFmts count=\"2\"><a/><one/></numFmts>"),
        ] {
            assert_eq!(with_one(list), format!("<styleSheet>{changed}<fonts/></styleSheet>"));
        }
    }
}
