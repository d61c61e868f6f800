//! Results as people read them. Each folder renders the one result, `wording` has the sentences
//! that they share, `output` writes the files.

pub(crate) mod allocation;
pub mod annex;
pub mod blank;
pub mod document;
pub mod json;
pub mod letter;
pub mod output;
pub(crate) mod patch;
pub mod review;
pub mod screen;
pub mod slip;
pub(crate) mod unit_page;
pub mod upward;
pub mod word;
pub mod wording;

use workbook_io::sheet::Locale;

/// The language of the numbers in workbooks: Vietnamese.
pub(crate) const LOCALE: Locale = Locale(0x42A);
