//! Links in the library's spelling, where a file can hold them.

use crate::sheet::{Target, quote_sheet_name};

/// The most links that Excel takes on one sheet; those beyond it become plain text.
pub(super) const LIMIT: usize = 65_530;
/// The most characters that Excel takes in a link.
const LENGTH: usize = 2_079;

/// A target in the library's spelling, where a link can hold it.
pub(super) fn url(target: &Target) -> Option<String> {
    let url = match target {
        Target::Cell { sheet, at } => format!("internal:{}!{at}", quote_sheet_name(sheet)),
        // In a path these two would be read as an anchor and as an escape.
        Target::File { path, .. } if path.contains(['#', '%']) || leads_away(path) => return None,
        Target::File { path, cell: None } => format!("file:///{path}"),
        Target::File { path, cell: Some((sheet, at)) } => {
            format!("file:///{path}#{}!{at}", quote_sheet_name(sheet))
        }
    };
    (url.encode_utf16().count() <= LENGTH).then_some(url)
}

/// Could a click lead out of the folder, to another machine or to a program? A file's name is
/// the sender's to choose.
fn leads_away(path: &str) -> bool {
    let strange = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    path.contains(strange) || path.split('/').any(str::is_empty)
}
