//! The annex onto the disk: whole or not at all, never over one that was edited by hand or sent.

use std::fs;
use std::path::{Path, PathBuf};

use super::prepare::{Prepared, prepare};
use super::refused::{not_made, not_written};
use crate::results::Results;
use crate::workbook::write::{Placed, place};

/// What became of the annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// Was it written, or there already?
    pub placed: Placed,
    /// Earlier annexes of the period that were edited by hand, and are kept.
    pub kept: Vec<PathBuf>,
}

/// Writes the period's annex into a folder, which is made if it is not there.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn write(results: &mut Results<'_>, folder: &Path) -> Result<Written, String> {
    put(prepare(results, folder)?)
}

/// Writes an annex that is ready.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn put(prepared: Prepared) -> Result<Written, String> {
    let Prepared { path, bytes, says_the_same, kept } = prepared;
    if says_the_same {
        return Ok(Written { path, placed: Placed::Unchanged, kept });
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| not_made(folder, &error))?;
    let placed = place(&path, &bytes).map_err(|error| not_written(&path, &error))?;
    Ok(Written { path, placed, kept })
}
