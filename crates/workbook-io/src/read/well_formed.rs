//! What makes XML no XML, but passes quick-xml: junk between attributes, a tag that begins before
//! the last one is closed, content outside the root, a comment that cuts a value in two. After such
//! damage the rest may be read as something else, so no conforming reader goes on.

use quick_xml::events::{BytesStart, Event};

const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Follows the events of a document.
#[derive(Default)]
pub(super) struct WellFormed {
    depth: u32,
    begun: bool,
    last: Piece,
}

/// What the last event was.
#[derive(Clone, Copy, Default, PartialEq)]
enum Piece {
    #[default]
    Tag,
    Text,
    Aside,
}

impl WellFormed {
    /// Is the document still well-formed with this event? Entities are left to the caller.
    pub(super) fn allows(&mut self, event: &Event<'_>) -> bool {
        let outside = self.depth == 0;
        let (sound, piece) = match event {
            Event::Start(element) => {
                let second_root = outside && self.begun;
                self.depth = self.depth.saturating_add(1);
                self.begun = true;
                (!second_root && is_tag(element), Piece::Tag)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                (!outside, Piece::Tag)
            }
            Event::Text(text) if is_blank(&text.xml10_content()) => (true, Piece::Tag),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                (!outside && self.last != Piece::Aside, Piece::Text)
            }
            Event::Comment(_) | Event::PI(_) => (self.last != Piece::Text, Piece::Aside),
            Event::Decl(_) | Event::DocType(_) => (!self.begun, Piece::Tag),
            Event::Eof => (self.begun && outside, Piece::Tag),
            Event::Empty(element) => (is_tag(element), Piece::Tag),
        };
        self.last = piece;
        sound
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(SPACE).is_empty()
}

/// A name, then attributes: each behind a space, with a value in quotes, none twice.
fn is_tag(element: &BytesStart<'_>) -> bool {
    let raw = element.attributes_raw();
    is_name(element.name().as_ref()) && (raw.is_empty() || are_attributes(raw))
}

fn are_attributes(raw: &str) -> bool {
    let mut names = Names::default();
    let mut rest = raw;
    loop {
        let next = rest.trim_ascii_start();
        if next.is_empty() {
            return names.are_unique();
        }
        let Some((name, behind)) = attribute(next).filter(|_| next.len() < rest.len()) else {
            return false;
        };
        names.push(name);
        rest = behind;
    }
}

/// The name of the next attribute, and what is behind its value.
fn attribute(raw: &str) -> Option<(&str, &str)> {
    let equals = memchr::memchr(b'=', raw.as_bytes())?;
    let name = raw[..equals].trim_ascii_end();
    let value = raw[equals + 1..].trim_ascii_start();
    let quote = *value.as_bytes().first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let value = &value[1..];
    let end = memchr::memchr2(quote, b'<', value.as_bytes())?;
    let is_closed = value.as_bytes()[end] == quote;
    (is_closed && is_name(name)).then_some((name, &value[end + 1..]))
}

/// The names of a tag's attributes; those of an ordinary one take no memory of their own.
#[derive(Default)]
struct Names<'a> {
    first: [&'a str; 8],
    count: usize,
    more: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn push(&mut self, name: &'a str) {
        match self.first.get_mut(self.count) {
            Some(place) => *place = name,
            None => self.more.push(name),
        }
        self.count += 1;
    }

    fn are_unique(mut self) -> bool {
        let first = &self.first[..self.count.min(self.first.len())];
        if self.more.is_empty() {
            return (1..first.len()).all(|at| !first[..at].contains(&first[at]));
        }
        // Sorted, so that thousands of attributes take no time.
        self.more.extend(first);
        self.more.sort_unstable();
        self.more.windows(2).all(|pair| pair[0] != pair[1])
    }
}

fn is_name(name: &str) -> bool {
    let begins = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || byte > 127;
    let goes_on = |byte: u8| begins(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    name.bytes().next().is_some_and(begins) && name.bytes().all(goes_on)
}

#[cfg(test)]
mod tests {
    use crate::read::xml::walk;

    fn is_read(xml: &str) -> bool {
        walk(xml, |_| Ok(())).is_ok()
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for damaged in [
            "<a><b c='1' /<b c='2'><d/></b></a>",
            "<a><b c='1' offie:b c='2'/></a>",
            "<a><b c='1' .. d='2'/></a>",
            "<a><b c='1'd='2'/></a>",
            "<a><b c/></a>",
            "<a><b c=1/></a>",
            "<a><b c='<d/>'/></a>",
            "<a><b c='1<!-- -->'/></a>",
            "<a><b c='1' c='2'/></a>",
            "<a><b c='1' 2d='2'/></a>",
            "<a><1b/></a>",
            "<a>< b/></a>",
            "<a><b/ c='1'></a>",
            "<a><b></b c='1'></a>",
            "<a><b></a></b>",
            "<a>",
            "<a/><a/>",
            "<a/>b",
            "a<a/>",
            "<a>1<!-- -->2</a>",
            "<a>1<!-- --></a>",
            "<a><!-- -->1</a>",
            "<a>1<?b?></a>",
            "<a><!-- -- --></a>",
            "<a><!DOCTYPE a></a>",
            "",
        ] {
            assert!(!is_read(damaged), "{damaged}");
        }
    }

    #[test]
    fn what_writers_write_is_read() {
        for sound in [
            "<?xml version=\"1.0\"?>\r\n<!-- made by hand -->\n<a x:b = \"1\"\n\tc='>'></a >\n",
            "\n<?xml version=\"1.0\"?><a/>\n<!-- end -->",
            "<!DOCTYPE a><a><?b c?> <!-- d --> <e/></a>",
            "<a>1&amp;<![CDATA[2]]>&#51;</a>",
            "<ạ ệ='\"'/>",
            "<a b='x & y'/>",
        ] {
            assert!(is_read(sound), "{sound}");
        }
    }

    #[test]
    fn a_tag_of_many_attributes_takes_no_time() {
        let many: String = (0..200_000).map(|index| format!(" a{index}=''")).collect();
        assert!(is_read(&format!("<a{many}/>")));
    }
}
