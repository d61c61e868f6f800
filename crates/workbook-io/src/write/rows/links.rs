//! Targets of links as URLs of the writing library.

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
        Target::File { path, cell: None } => format!("file:///{path}"),
        Target::File { path, cell: Some((sheet, at)) } => {
            format!("file:///{path}#{}!{at}", quote_sheet_name(sheet))
        }
    };
    (url.encode_utf16().count() <= LENGTH).then_some(url)
}

/// Could the link lead outside the folder, to another computer or to a program? Names of files are
/// untrusted.
fn leads_away(path: &str) -> bool {
    let strange = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    path.contains(strange) || path.split('/').any(str::is_empty)
}
