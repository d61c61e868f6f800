//! What lies in a period folder: every file, read or refused with a reason.
//!
//! The only stage before the writers that touches the disk. Originals are opened for
//! reading only.

mod folder;

pub use folder::{OUTPUT_FOLDER, REVIEW_FILE, Source, list};

use std::borrow::Cow;
use std::fs;

use crate::cell::Value;
use crate::cell::Workbook;
use crate::reading::encoding::{decode_if_legacy, detect};
use crate::workbook::read::{Limits, Unreadable, read};

/// Why a file gave no workbook.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// It is no business of the tool: a lock file, the system's own.
    Ignored(&'static str),
    /// It was opened and is not a workbook that can be read.
    Unreadable(Unreadable),
    /// The system would not hand it over.
    NotOpened(String),
}

/// Reads one file into a workbook in proper Unicode.
///
/// # Errors
/// A [`Refusal`] with the reason; nothing else can go wrong for the run.
pub fn open(source: &Source) -> Result<Workbook, Refusal> {
    if let Some(reason) = source.ignored() {
        return Err(Refusal::Ignored(reason));
    }
    let bytes = fs::read(&source.file).map_err(|error| Refusal::NotOpened(error.to_string()))?;
    let mut book = read(&bytes, &Limits::default()).map_err(Refusal::Unreadable)?;
    to_unicode(&mut book);
    Ok(book)
}

/// Decodes TCVN3 and VNI text wherever it occurs, sheet names too.
fn to_unicode(book: &mut Workbook) {
    for grid in &mut book.sheets {
        let texts = grid.cells.values().filter_map(|cell| cell.text());
        let encoding = detect(texts.chain([grid.name.as_str()]));
        grid.name = decode_if_legacy(&grid.name, encoding).into_owned();
        for cell in grid.cells.values_mut() {
            if let Value::Text(text) = &mut cell.value
                && let Cow::Owned(decoded) = decode_if_legacy(text, encoding)
            {
                *text = decoded;
            }
        }
    }
}
