//! Rich text of an .xlsx, which calamine leaves out.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::BytesStart;

use crate::read::font::{Font, RichText};
use crate::read::limits::check_limit;
use crate::read::xml::{self, Tag, attribute};
use crate::read::{Damage, Limit, Limits, Refusal};

/// Rich shared strings by index.
pub(in crate::read) type RichTexts = HashMap<usize, Rc<RichText>>;

/// Reads the shared strings. calamine allocates as many as the part declares.
pub(in crate::read) fn rich_texts(bytes: &[u8], limits: &Limits) -> Result<RichTexts, Refusal> {
    let mut rich = RichTexts::new();
    let mut item = TextItem::default();
    let mut texts = 0u64;
    xml::walk(xml::text(bytes)?, |tag| {
        match &tag {
            Tag::Start("sst", element) => {
                let claim = attribute(element, "uniqueCount").and_then(|c| c.parse::<usize>().ok());
                // The shortest text is `<si/>`, five bytes.
                if claim.is_some_and(|claim| claim > bytes.len() / 5) {
                    return Err(Refusal::Damaged(Damage::SharedStringCount));
                }
            }
            Tag::Start("si", _) => {
                texts += 1;
                item = TextItem::default();
            }
            Tag::End("si") => {
                let place = usize::try_from(texts - 1).ok();
                rich.extend(place.zip(std::mem::take(&mut item).finish().map(Rc::new)));
            }
            _ => item.see(&tag),
        }
        check_limit(texts, limits.cells, Limit::Cells)
    })?;
    Ok(rich)
}

/// A text, shared (`si`) or inline (`is`), while it is read.
#[derive(Default)]
pub(super) struct TextItem {
    rich: RichText,
    /// The font of the open run, if it has one.
    font: Option<Font>,
    /// The characters of the open text element.
    letters: Option<String>,
    keeps_space: bool,
    /// Inside a phonetic hint, which is not part of the text.
    is_aside: bool,
}

impl TextItem {
    pub(super) fn see(&mut self, tag: &Tag<'_, '_>) {
        match tag {
            Tag::Start("rPh", _) => self.is_aside = true,
            Tag::End("rPh") => self.is_aside = false,
            Tag::Start("r", _) | Tag::End("r") => self.font = None,
            Tag::Start("rPr", _) => self.font = Some(Font::ORDINARY),
            Tag::Start("strike", element) => {
                if let Some(font) = &mut self.font {
                    font.struck = Some(is_struck(element));
                }
            }
            Tag::Start("vertAlign", element) => {
                if let Some(font) = &mut self.font {
                    font.raised = Some(is_raised(element));
                }
            }
            Tag::Start("t", element) if !self.is_aside => {
                self.keeps_space = attribute(element, "xml:space") == Some("preserve");
                self.letters = Some(String::new());
            }
            Tag::Text(piece) => {
                if let Some(letters) = &mut self.letters {
                    letters.push_str(piece);
                }
            }
            Tag::End("t") => {
                let letters = self.letters.take().unwrap_or_default();
                let text = match self.keeps_space {
                    true => &*letters,
                    false => letters.trim_matches([' ', '\t', '\r', '\n']),
                };
                self.rich.push(unescaped_length(text), self.font);
            }
            _ => {}
        }
    }

    /// The runs, if any has a font of its own.
    pub(super) fn finish(self) -> Option<RichText> {
        self.rich.is_rich().then_some(self.rich)
    }
}

/// Is a font with this `strike` element struck through?
pub(super) fn is_struck(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val"), Some("0" | "false"))
}

/// Is a font with this `vertAlign` element superscript?
pub(super) fn is_raised(element: &BytesStart<'_>) -> bool {
    attribute(element, "val") == Some("superscript")
}

/// The length of a text in bytes after unescaping: `_x000D_` is one character.
fn unescaped_length(text: &str) -> usize {
    const ESCAPE: usize = 7;
    let mut length = text.len();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let escape = rest.get(at..at + ESCAPE).filter(|escape| escape.ends_with('_'));
        let unit = escape.and_then(|escape| u32::from_str_radix(&escape[2..6], 16).ok());
        match unit {
            Some(unit) => {
                // Half of a surrogate pair becomes the replacement character.
                let letter = char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER);
                length -= ESCAPE - letter.len_utf8();
                rest = &rest[at + ESCAPE..];
            }
            None => rest = &rest[at + 1..],
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Look;

    /// The runs of the second text of a table, as `-struck` and `^superscript`.
    fn runs(item: &str, text: &str) -> Vec<String> {
        let table = format!("<sst><si><t>x</t></si><si>{item}</si></sst>");
        let rich = rich_texts(table.as_bytes(), &Limits::default()).unwrap();
        assert!(rich.keys().all(|place| *place == 1));
        let Some(rich) = rich.get(&1) else { return Vec::new() };
        let runs = rich.apply_to(&mut Look { ..Look::ORDINARY }, text);
        let mark = |struck| if struck { '-' } else { '^' };
        runs.iter().map(|run| format!("{}{}", mark(run.struck), &text[run.range.clone()])).collect()
    }

    #[test]
    fn runs_are_at_their_positions_in_the_text() {
        let struck =
            "<r><rPr><b/><strike/></rPr><t>1</t></r><r><rPr><sz val='9'/></rPr><t>12</t></r>";
        assert_eq!(runs(struck, "112"), ["-1"]);
        let raised = "<r><t xml:space='preserve'>Xã  </t></r><r><rPr>\
            <vertAlign val='superscript'/></rPr><t>(1)</t></r><rPh><t>đọc</t></rPh>";
        assert_eq!(runs(raised, "Xã  (1)"), ["^(1)"]);
        let escaped = "<r><t> a_x000D_&amp;_x1EA1__x_</t></r><r><rPr><strike val='true'/></rPr>\
            <t>b</t></r>";
        assert_eq!(runs(escaped, "a\r&ạ_x_b"), ["-b"]);
        for ordinary in [
            "<t>12</t>",
            "<r><rPr><b/></rPr><t>1</t></r><r><t>2</t></r>",
            "<r><rPr><strike val='0'/><vertAlign val='subscript'/></rPr><t>1</t></r><r><t>2</t></r>",
        ] {
            assert_eq!(runs(ordinary, "12"), Vec::<String>::new(), "{ordinary}");
        }
    }
}
