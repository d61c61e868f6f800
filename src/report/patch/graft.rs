//! A sheet made by the writer, put into another package: its styles become that package's, its shared
//! texts its own.

use super::package::{FormPackage, malformed};
use super::sheet_xml::SheetXml;
use super::style_sheet::{StyleSheet, number, with};
use super::styles::STYLES;
use super::xml::{TokenKind, XmlToken, attribute, tokens};

/// The XML of the first sheet of a package that holds nothing else, for a package with these styles.
///
/// # Errors
/// A Vietnamese sentence, where the package is not as the writer makes it.
pub(in crate::report) fn first_sheet(
    made: &FormPackage<'_>,
    styles: &mut StyleSheet,
) -> Result<SheetXml, String> {
    let own = StyleSheet::read(&made.text(STYLES)?)?;
    let texts = shared_texts(&made.text("xl/sharedStrings.xml")?)?;
    let (_, part) = made.sheets.first().ok_or_else(|| malformed("thiếu trang"))?;
    let mut sheet = SheetXml::read(&made.text(part)?)?;
    let mut is_shared = false;
    let mut grafted_tokens = Vec::with_capacity(sheet.tokens.len());
    for mut token in std::mem::take(&mut sheet.tokens) {
        if token.is_open("c") {
            let style = grafted(&own, styles, number(&token.text, "s"));
            token.text = with(&token.text, "s", &style.to_string());
            is_shared = attribute(&token.text, "t").as_deref() == Some("s");
            if is_shared {
                token.text = with(&token.text, "t", "inlineStr");
            }
        } else if token.name == "c" {
            is_shared = false;
        } else if is_shared && token.name == "v" {
            continue;
        } else if is_shared {
            let text = token.text.parse::<usize>().ok().and_then(|place| texts.get(place));
            let text = text.ok_or_else(|| malformed("chữ"))?;
            token = XmlToken::other(format!("<is>{text}</is>"));
        }
        grafted_tokens.push(token);
    }
    sheet.tokens = grafted_tokens;
    Ok(sheet)
}

/// The place of a cell's style among the other package's styles.
fn grafted(own: &StyleSheet, styles: &mut StyleSheet, place: usize) -> usize {
    let mut xml = own.get("cellXfs", place).to_owned();
    for (list, id) in [("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")] {
        let part = own.get(list, number(&xml, id)).to_owned();
        let place = styles.add(list, part);
        xml = with(&xml, id, &place.to_string());
    }
    styles.add("cellXfs", xml)
}

/// The content of each shared text.
fn shared_texts(xml: &str) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    let mut within = false;
    for token in tokens(xml)? {
        if token.name == "si" {
            within = token.kind == TokenKind::Start;
            if token.kind != TokenKind::End {
                texts.push(String::new());
            }
        } else if let Some(last) = texts.last_mut().filter(|_| within) {
            last.push_str(&token.text);
        }
    }
    Ok(texts)
}
