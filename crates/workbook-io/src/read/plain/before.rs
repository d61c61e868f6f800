//! What stood at a place of the table of texts in the file before: communes fill in the same form, so
//! that mostly the same stands there again, and to see that takes less than to read it.

use std::sync::Arc;

/// Texts remembered: more than any form has of its own.
const MOST: usize = 1_024;
/// A longer text is hardly a form's.
const LONGEST: usize = 256;

/// Texts by their places, which are asked for in order.
#[derive(Debug, Default)]
pub(super) struct Before {
    texts: Vec<(usize, Arc<str>)>,
    /// The first one not before the last place asked for.
    next: usize,
    asked: usize,
    found: usize,
}

impl Before {
    /// Begins another table: the last one may have been given up midway.
    pub(super) fn begin(&mut self) {
        (self.next, self.asked, self.found) = (0, 0, 0);
    }

    /// The text that stood at a place, where the text element at the beginning of these bytes says
    /// the very same, and what follows the element.
    pub(super) fn again<'a>(
        &mut self,
        place: usize,
        bytes: &'a [u8],
    ) -> Option<(Arc<str>, &'a [u8])> {
        self.asked += 1;
        let passed = self.texts[self.next..].iter().take_while(|(other, _)| *other < place);
        self.next += passed.count();
        let (_, text) = self.texts.get(self.next).filter(|(other, _)| *other == place)?;
        let said = bytes.strip_prefix(b"<t>")?.strip_prefix(text.as_bytes())?;
        let behind = said.strip_prefix(b"</t>")?;
        self.found += 1;
        Some((Arc::clone(text), behind))
    }

    /// The table holds these texts. They are remembered in place of the others where
    /// those were hardly met again.
    pub(super) fn end<'t>(&mut self, texts: impl Iterator<Item = (usize, &'t Arc<str>)>) {
        if self.found * 4 < self.asked {
            let kept = texts.filter(|(_, text)| is_as_in_a_file(text)).take(MOST);
            self.texts.clear();
            self.texts.extend(kept.map(|(place, text)| (place, Arc::clone(text))));
        }
    }
}

/// Is the text in a file written just as it reads? Not so what is escaped there, and what a reader
/// trims.
fn is_as_in_a_file(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_edge = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    bytes.len() <= LONGEST
        && !is_edge(bytes.first())
        && !is_edge(bytes.last())
        && !bytes.iter().any(|byte| matches!(byte, b'&' | b'<' | b'\r' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(before: &mut Before, sheet: &[(usize, &str)]) -> usize {
        let texts: Vec<(usize, Arc<str>)> =
            sheet.iter().map(|(place, text)| (*place, Arc::from(*text))).collect();
        let mut met = 0;
        before.begin();
        for (place, text) in &texts {
            let xml = format!("<t>{text}</t></is>");
            if let Some((again, behind)) = before.again(*place, xml.as_bytes()) {
                assert_eq!((&*again, behind), (&**text, &b"</is>"[..]));
                met += 1;
            }
        }
        before.end(texts.iter().map(|(place, text)| (*place, text)));
        met
    }

    #[test]
    fn what_stands_where_it_stood_is_met_again() {
        let mut before = Before::default();
        let form = [(1, "STT"), (2, "Nội dung"), (4, "HTX"), (7, "Số HTX")];
        assert_eq!(met(&mut before, &form), 0);
        assert_eq!(met(&mut before, &form), 4);
        assert_eq!(met(&mut before, &[(1, "ST"), (2, "Nội dung"), (3, "HTX"), (7, "Số HTX")]), 2);
        assert_eq!(met(&mut before, &form), 4);
        assert_eq!(met(&mut before, &[(1, "TT"), (3, "x")]), 0);
        assert_eq!(met(&mut before, &[(1, "TT"), (3, "x")]), 2);
    }

    #[test]
    fn what_is_written_in_another_way_is_never_taken_for_the_same() {
        for text in ["a & b", "a\r", "_x0041_", " a", "a\n", "", &"a".repeat(LONGEST + 1)] {
            let mut before = Before::default();
            assert_eq!(met(&mut before, &[(1, text)]), 0);
            assert_eq!(met(&mut before, &[(1, text)]), 0, "{text:?}");
        }
        let mut before = Before::default();
        met(&mut before, &[(1, "a")]);
        assert!(before.again(1, b"<t>ab</t>").is_none());
        assert!(before.again(1, b"<t>a<b/></t>").is_none());
        assert!(before.again(1, b"<t xml:space=\"preserve\">a</t>").is_none());
    }
}
