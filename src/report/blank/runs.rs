//! Texts of a package as its XML holds them: filled within their runs, so that what is bold or
//! coloured within a cell stays so.

use std::collections::BTreeMap;
use std::ops::Range;

use super::heading::{TextEdit, applied, letters};
use crate::report::patch::package::FormPackage;
use crate::report::patch::sheet_xml::{CellValue, SheetXml, row_of};
use crate::report::patch::xml::{TokenKind, XmlToken, attribute, escaped, tokens, unescaped};
use workbook_io::Address;

const SHARED: &str = "xl/sharedStrings.xml";

/// The package's shared texts, each with its runs, as XML.
pub(super) fn shared(package: &FormPackage<'_>) -> Result<Vec<String>, String> {
    if !package.has(SHARED) {
        return Ok(Vec::new());
    }
    let mut texts = Vec::new();
    let mut text: Option<String> = None;
    for token in tokens(&package.text(SHARED)?)? {
        match (token.name.as_str(), token.kind) {
            ("si", TokenKind::Start) => text = Some(String::new()),
            ("si", TokenKind::Empty) => texts.push(String::new()),
            ("si", TokenKind::End) => texts.extend(text.take()),
            _ => {
                if let Some(text) = &mut text {
                    text.push_str(&token.text);
                }
            }
        }
    }
    Ok(texts)
}

/// The texts of a sheet in rows above this one, as XML with their runs; `shared` are the package's
/// shared texts.
pub(super) fn texts_above(
    bottom: u32,
    sheet: &SheetXml,
    shared: &[String],
) -> BTreeMap<Address, String> {
    let mut texts = BTreeMap::new();
    let mut at: Option<Address> = None;
    let mut kind = String::new();
    let (mut inside, mut value) = (String::new(), String::new());
    let mut within = "";
    for token in sheet.tokens() {
        match (token.name.as_str(), token.kind) {
            ("row", TokenKind::Start) if row_of(token).is_some_and(|row| row >= bottom) => break,
            ("c", TokenKind::Start) => {
                at = attribute(&token.text, "r").and_then(|at| at.parse().ok());
                kind = attribute(&token.text, "t").unwrap_or_default();
                inside.clear();
                value.clear();
            }
            ("c", TokenKind::End) => {
                let text = match kind.as_str() {
                    "s" => value.trim().parse().ok().and_then(|place: usize| shared.get(place)),
                    "inlineStr" => Some(&inside),
                    _ => None,
                };
                texts.extend(at.take().zip(text.cloned()));
            }
            ("is" | "v", TokenKind::Start) => within = if token.name == "v" { "v" } else { "is" },
            ("is" | "v", TokenKind::End) => within = "",
            _ if within == "is" => inside.push_str(&token.text),
            _ if within == "v" => value.push_str(&token.text),
            _ => {}
        }
    }
    texts
}

/// A text with its edits applied; `None` if an edit would cross runs. `xml` is the text in the
/// package, if known; `text` is the text as read.
pub(super) fn filled(xml: Option<&str>, text: &str, edits: &[TextEdit]) -> Option<CellValue> {
    let whole = letters(text);
    let plain = || Some(CellValue::Text(applied(&whole, edits)));
    let Some(tokens) = xml.and_then(|xml| tokens(xml).ok()) else { return plain() };
    if !tokens.iter().any(|token| token.is_open("r")) {
        return plain();
    }
    let runs = runs(&tokens);
    let joined: Vec<char> = runs.iter().flat_map(|run| run.letters.iter().copied()).collect();
    if joined != whole {
        return None;
    }
    apply_to_runs(tokens, &runs, edits).map(CellValue::Runs)
}

/// A run's text.
struct RunText {
    /// Its tokens.
    tokens: Range<usize>,
    letters: Vec<char>,
    /// Its start in the whole text.
    from: usize,
}

fn runs(tokens: &[XmlToken]) -> Vec<RunText> {
    let mut runs: Vec<RunText> = Vec::new();
    let mut is_phonetic = false;
    let mut open: Option<usize> = None;
    for (place, token) in tokens.iter().enumerate() {
        match (token.name.as_str(), token.kind) {
            ("rPh", kind) => is_phonetic = kind == TokenKind::Start,
            ("t", TokenKind::Start) if !is_phonetic => open = Some(place + 1),
            ("t", TokenKind::End) => {
                let Some(start) = open.take() else { continue };
                let text: String = tokens[start..place].iter().map(|t| t.text.as_str()).collect();
                let from = runs.last().map_or(0, |run| run.from + run.letters.len());
                // Spaces at the ends count only with `xml:space`.
                let counts = attribute(&tokens[start - 1].text, "xml:space").is_some();
                let kept = if counts { &text } else { text.trim() };
                let letters = letters(&unescaped(kept));
                runs.push(RunText { tokens: start..place, letters, from });
            }
            _ => {}
        }
    }
    runs
}

/// Applies each edit within the one run that contains it.
fn apply_to_runs(
    mut tokens: Vec<XmlToken>,
    runs: &[RunText],
    edits: &[TextEdit],
) -> Option<String> {
    let holder = |edit: &TextEdit| {
        runs.iter().position(|run| {
            run.from <= edit.at.start && edit.at.end <= run.from + run.letters.len()
        })
    };
    let places: Option<Vec<usize>> = edits.iter().map(holder).collect();
    let places = places?;
    for (place, run) in runs.iter().enumerate() {
        let own =
            edits.iter().zip(&places).filter(|(_, of)| **of == place).map(|(edit, _)| TextEdit {
                at: edit.at.start - run.from..edit.at.end - run.from,
                text: edit.text.clone(),
            });
        let own: Vec<TextEdit> = own.collect();
        if own.is_empty() {
            continue;
        }
        let text = applied(&run.letters, &own);
        let tag = &mut tokens[run.tokens.start - 1].text;
        if attribute(tag, "xml:space").is_none() {
            *tag = tag.replacen("<t", "<t xml:space=\"preserve\"", 1);
        }
        for token in &mut tokens[run.tokens.clone()] {
            token.text.clear();
        }
        tokens[run.tokens.start].text = escaped(&text);
    }
    Some(tokens.into_iter().map(|token| token.text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Kỳ báo cáo: Quý …/Năm …\n(A & B)";
    const RUNS: &str = "<r><rPr><b/></rPr><t xml:space=\"preserve\">Kỳ báo cáo: </t></r>\
        <r><t>Quý …</t></r><r><rPr><i/></rPr><t>/Năm …\n(A &amp; B)</t></r>";

    fn edit(at: Range<usize>, text: &str) -> TextEdit {
        TextEdit { at, text: text.to_owned() }
    }

    #[test]
    fn each_run_keeps_its_look() {
        let edits = [edit(16..17, "I"), edit(22..23, "2026")];
        let Some(CellValue::Runs(xml)) = filled(Some(RUNS), TEXT, &edits) else {
            panic!("not filled")
        };
        assert_eq!(
            xml,
            "<r><rPr><b/></rPr><t xml:space=\"preserve\">Kỳ báo cáo: </t></r>\
             <r><t xml:space=\"preserve\">Quý I</t></r>\
             <r><rPr><i/></rPr><t xml:space=\"preserve\">/Năm 2026\n(A &amp; B)</t></r>"
        );
    }

    #[test]
    fn edits_across_runs_are_refused() {
        assert_eq!(filled(Some(RUNS), TEXT, &[edit(12..23, "Quý I năm 2026")]), None);
        assert_eq!(filled(Some(RUNS), "Văn bản khác", &[edit(0..3, "x")]), None);
    }

    #[test]
    fn one_format_is_plain_text() {
        let edits = [edit(4..5, "I")];
        let put = filled(Some("<t>Quý …</t>"), "Quý …", &edits);
        assert_eq!(put, Some(CellValue::Text("Quý I".to_owned())));
        assert_eq!(filled(None, "Quý …", &edits), put);
    }
}
