//! A replacement in the text of a heading.

use std::ops::Range;

/// A replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct TextEdit {
    /// The letters replaced; empty for an insertion.
    pub(in crate::report) at: Range<usize>,
    /// The new text.
    pub(in crate::report) text: String,
}
