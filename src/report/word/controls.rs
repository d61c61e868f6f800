//! Content controls of a document: which are the program's, what they say, what they are given.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::block::ControlContent;
use super::markup::{Pattern, blocks, runs};
use crate::report::patch::xml::{
    TokenKind, XmlToken, attribute, tokens, unescaped, with_attribute,
};
use workbook_io::digest::hex;

/// How the tag of a control of the program begins.
const OWN: &str = "tonghop.";
/// Digits of the digest that a tag holds: Word allows 64 letters.
const DIGITS: usize = 12;

/// A document with its controls filled.
pub(super) struct Filled {
    pub(super) text: String,
    /// The names of controls that were kept because somebody wrote into them.
    pub(super) kept: Vec<&'static str>,
    /// How many of the program's controls there are.
    pub(super) found: usize,
}

/// Fills the controls of a document's part. A tag is "tonghop.name" where nothing was written yet, then
/// "tonghop.name.digest" with a digest of what was.
pub(super) fn fill(
    xml: &str,
    contents: &BTreeMap<&str, &ControlContent>,
) -> Result<Filled, String> {
    let mut tokens = tokens(xml)?;
    let mut filled = Filled { text: String::new(), kept: Vec::new(), found: 0 };
    let mut at = 0;
    while at < tokens.len() {
        if let Some(control) = Control::at(&tokens, at) {
            let (name, digest) = control.tag.split_once('.').unwrap_or((control.tag.as_str(), ""));
            let known = contents.get(name).copied();
            filled.found += usize::from(known.is_some());
            if let Some(content) = known {
                let old = tokens[control.from..control.to].to_vec();
                if digest.is_empty() || digest == digest_of(&old) {
                    control.write(&mut tokens, content)?;
                } else {
                    filled.kept.push(content.name);
                }
            }
        }
        at += 1;
    }
    filled.text = tokens.into_iter().map(|token| token.text).collect();
    Ok(filled)
}

/// A control of the program among the tokens of a document.
struct Control {
    /// What follows the program's own part of its tag.
    tag: String,
    /// The place of its tag.
    tag_at: usize,
    /// The tokens of its content.
    from: usize,
    to: usize,
}

impl Control {
    /// The control that begins at a token; `None` where none of the program's does.
    fn at(tokens: &[XmlToken], start: usize) -> Option<Self> {
        let is_end =
            |token: &XmlToken, name: &str| token.kind == TokenKind::End && token.name == name;
        if !(tokens[start].kind == TokenKind::Start && tokens[start].name == "w:sdt") {
            return None;
        }
        let head = tokens[start..].iter().position(|token| is_end(token, "w:sdtPr"))? + start;
        let tag_at = tokens[start..head].iter().position(|token| token.is_open("w:tag"))? + start;
        let tag = unescaped(&attribute(&tokens[tag_at].text, "w:val")?);
        let tag = tag.strip_prefix(OWN)?.to_owned();
        let is_content =
            |token: &XmlToken| token.kind == TokenKind::Start && token.name == "w:sdtContent";
        let from = tokens[head..].iter().position(is_content)? + head + 1;
        let mut depth = 1;
        for (place, token) in tokens.iter().enumerate().skip(from) {
            if is_content(token) {
                depth += 1;
            } else if is_end(token, "w:sdtContent") {
                depth -= 1;
            }
            if depth == 0 {
                return Some(Self { tag, tag_at, from, to: place });
            }
        }
        None
    }

    fn write(&self, tokens: &mut Vec<XmlToken>, content: &ControlContent) -> Result<(), String> {
        let old = &tokens[self.from..self.to];
        let pattern = Pattern::of(old);
        let is_block = old.iter().any(|token| matches!(token.name.as_str(), "w:p" | "w:tbl"));
        let xml = if is_block { blocks(content, &pattern) } else { runs(content, &pattern) };
        let new = crate::report::patch::xml::tokens(&xml)?;
        let tag = format!("{OWN}{}.{}", content.tag, digest_of(&new));
        tokens[self.tag_at].text = with_attribute(&tokens[self.tag_at].text, "w:val", &tag);
        tokens.splice(self.from..self.to, new);
        Ok(())
    }
}

/// A digest of what a control says; how it looks does not count.
fn digest_of(content: &[XmlToken]) -> String {
    let mut text = String::new();
    let mut within = false;
    for token in content {
        match (token.name.as_str(), token.kind) {
            ("w:t", kind) => within = kind == TokenKind::Start,
            ("w:p", TokenKind::End) | ("w:br" | "w:tab", _) => text.push(' '),
            _ if within => text.push_str(&unescaped(&token.text)),
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    hex(Sha256::new_with_prefix(text.as_bytes()))[..DIGITS].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::word::block::Block;

    const CONTROL: &str = "<w:body><w:sdt><w:sdtPr><w:tag w:val=\"tonghop.so\"/></w:sdtPr><w:sdtContent>\
        <w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>…</w:t></w:r></w:p>\
        </w:sdtContent></w:sdt><w:p><w:r><w:t>của cán bộ</w:t></w:r></w:p></w:body>";

    fn filled(xml: &str, text: &str) -> Filled {
        let blocks = vec![Block::Text(text.to_owned())];
        let content = ControlContent { tag: "so", name: "Số", blocks };
        fill(xml, &[("so", &content)].into()).unwrap()
    }

    #[test]
    fn what_was_written_follows_and_what_somebody_wrote_stays() {
        let first = filled(CONTROL, "2.570 thành viên");
        assert!(first.text.contains("<w:pStyle w:val=\"A\"/>"), "{}", first.text);
        assert!(first.text.contains("<w:rPr><w:b/></w:rPr>"), "{}", first.text);
        let second = filled(&first.text, "2.600 thành viên");
        assert!(second.text.contains("2.600") && !second.text.contains("2.570"));
        assert!(second.text.contains("của cán bộ"));
        // Word may cut a text into runs; that is no change.
        let cut = second.text.replace("2.600 thành", "2.600 </w:t></w:r><w:r><w:t>thành");
        assert!(filled(&cut, "2.610 thành viên").text.contains("2.610"));
        let edited = second.text.replace("2.600", "khoảng 2.600");
        let third = filled(&edited, "2.610 thành viên");
        assert_eq!((third.text, third.kept), (edited, vec!["Số"]));
    }
}
