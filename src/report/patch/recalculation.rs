//! Formulas of a changed workbook hold results of what stood there before: whoever opens it
//! calculates them anew.

use super::xml::{TokenKind, XmlToken, attribute, with_attribute};

/// The elements of a workbook's part before the one on calculation; the format fixes their order.
const BEFORE: [&str; 9] = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
];

/// Lets all formulas be calculated when the workbook of this part is opened.
pub(in crate::report) fn recalculated_on_opening(tokens: &mut Vec<XmlToken>) {
    if let Some(own) = tokens.iter_mut().find(|token| token.is_open("calcPr")) {
        own.text = match attribute(&own.text, "fullCalcOnLoad") {
            Some(_) => with_attribute(&own.text, "fullCalcOnLoad", "1"),
            None => own.text.replacen("<calcPr", "<calcPr fullCalcOnLoad=\"1\"", 1),
        };
        return;
    }
    let is_end = |token: &XmlToken| matches!(token.kind, TokenKind::End | TokenKind::Empty);
    let is_before = |token: &XmlToken| is_end(token) && BEFORE.contains(&token.name.as_str());
    if let Some(last) = tokens.iter().rposition(is_before) {
        tokens.insert(last + 1, XmlToken::other("<calcPr fullCalcOnLoad=\"1\"/>".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::tokens;
    use super::*;

    #[test]
    fn formulas_are_calculated_on_opening_whatever_the_workbook_says() {
        for (before, after) in [
            (
                "<w><sheets/><calcPr calcId=\"1\"/></w>",
                "<w><sheets/><calcPr fullCalcOnLoad=\"1\" calcId=\"1\"/></w>",
            ),
            ("<w><calcPr fullCalcOnLoad=\"0\"/></w>", "<w><calcPr fullCalcOnLoad=\"1\"/></w>"),
            (
                "<w><sheets><sheet/></sheets><definedNames><definedName>A</definedName></definedNames><extLst/></w>",
                "<w><sheets><sheet/></sheets><definedNames><definedName>A</definedName></definedNames>\
                 <calcPr fullCalcOnLoad=\"1\"/><extLst/></w>",
            ),
        ] {
            let mut tokens = tokens(before).unwrap();
            recalculated_on_opening(&mut tokens);
            let text: String = tokens.into_iter().map(|token| token.text).collect();
            assert_eq!(text, after);
        }
    }
}
