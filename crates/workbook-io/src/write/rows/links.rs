//! Targets of links as URLs of the writing library.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::sheet::{Target, quote_sheet_name};

/// Excel's limit of links per sheet; further ones become plain text.
pub(super) const LIMIT: usize = 65_530;
/// Excel's limit for the length of a URL.
const LENGTH: usize = 2_079;

/// The URL of a target; `None` if a link cannot hold it.
pub(super) fn url(target: &Target) -> Option<String> {
    let url = match target {
        Target::Cell { sheet, at } => format!("internal:{}!{at}", quote_sheet_name(sheet)),
        // In a path, `#` and `%` would be read as an anchor and an escape.
        Target::File { path, .. } if path.contains(['#', '%']) || leads_away(path) => return None,
        Target::File { path, cell: None } => format!("file:///{}", encoded(path)),
        Target::File { path, cell: Some((sheet, at)) } => {
            format!("file:///{}#{}!{at}", encoded(path), quote_sheet_name(sheet))
        }
    };
    (url.encode_utf16().count() <= LENGTH).then_some(url)
}

/// Encodes spaces of other kinds, which no URL may hold, and with them what the library would encode:
/// it leaves alone what holds a code already.
fn encoded(text: &str) -> Cow<'_, str> {
    let is_other = |c: char| c.is_whitespace() && c != ' ';
    if !text.contains(is_other) {
        return Cow::Borrowed(text);
    }
    let mut url = String::new();
    for c in text.chars() {
        if c.is_whitespace() || "%\"`<>[]^{}".contains(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                write!(url, "%{byte:02X}").expect("writing to a string cannot fail");
            }
        } else {
            url.push(c);
        }
    }
    Cow::Owned(url)
}

/// Could the link lead outside the folder, to another computer or to a program? Names of files are
/// untrusted.
fn leads_away(path: &str) -> bool {
    let strange = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    path.contains(strange) || path.split('/').any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, sheet: Option<&str>) -> Option<String> {
        let cell = sheet.map(|sheet| (sheet.to_owned(), "B2".parse().unwrap()));
        url(&Target::File { path: path.to_owned(), cell })
    }

    #[test]
    fn spaces_of_other_kinds_are_encoded() {
        assert_eq!(file("Xã Mỹ Quý.xlsx", None).unwrap(), "file:///Xã Mỹ Quý.xlsx");
        assert_eq!(
            file("Xã\u{a0}Mỹ\u{3000}Quý a.xlsx", None).unwrap(),
            "file:///Xã%C2%A0Mỹ%E3%80%80Quý%20a.xlsx"
        );
        let at = file("a\u{a0}b.xlsx", Some("Biểu 01")).unwrap();
        assert_eq!(at, "file:///a%C2%A0b.xlsx#'Biểu 01'!B2");
        for odd in ["a\nb.xlsx", "a%20b.xlsx", "x:y.xlsx"] {
            assert_eq!(file(odd, None), None, "{odd}");
        }
    }
}
