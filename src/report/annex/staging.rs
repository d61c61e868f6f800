//! Writes the annex to disk, whole or not at all, and never over one that was edited by hand, was
//! sent or cannot be read.

use std::fs;
use std::path::{Path, PathBuf};

use super::io_errors::{not_made, not_written};
use super::pending_annex::PendingAnnex;
use super::prepare::prepare;
use crate::results::Results;
use workbook_io::write::{self as workbook, PlaceOutcome};

/// What became of the annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedAnnex {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was written, or was there already.
    pub placed: PlaceOutcome,
    /// Earlier annexes of the period that were edited by hand, and are kept.
    pub kept: Vec<PathBuf>,
    /// Annexes that cannot be read, and why; they are kept, too.
    pub damaged: Vec<(PathBuf, String)>,
    /// Files under an annex's name that are something else, and what; they are kept, too.
    pub foreign: Vec<(PathBuf, String)>,
}

/// Writes the period's annex into a folder, which is created if needed.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn write(results: &mut Results<'_>, folder: &Path) -> Result<PlacedAnnex, String> {
    stage(&prepare(results, folder)?)?.commit()
}

/// An annex that is on the disk under a temporary name.
#[derive(Debug)]
pub struct StagedAnnex {
    /// `None` if the same annex is there already.
    file: Option<workbook::StagedFile>,
    path: PathBuf,
    kept: Vec<PathBuf>,
    damaged: Vec<(PathBuf, String)>,
    foreign: Vec<(PathBuf, String)>,
}

/// Writes an annex under a temporary name. For a large annex this is the longest step.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn stage(pending: &PendingAnnex) -> Result<StagedAnnex, String> {
    let PendingAnnex { path, package, says_the_same, kept, damaged, foreign } = pending;
    let (path, kept) = (path.clone(), kept.clone());
    let (damaged, foreign) = (damaged.clone(), foreign.clone());
    if *says_the_same {
        return Ok(StagedAnnex { file: None, path, kept, damaged, foreign });
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| not_made(folder, &error))?;
    let file = workbook::StagedFile::new(&path, package.pieces());
    let file = file.map_err(|error| not_written(&path, &error))?;
    Ok(StagedAnnex { file: Some(file), path, kept, damaged, foreign })
}

impl StagedAnnex {
    /// Gives the annex its name.
    ///
    /// # Errors
    /// A Vietnamese sentence that names the file and says what to do.
    pub fn commit(self) -> Result<PlacedAnnex, String> {
        let Self { file, path, kept, damaged, foreign } = self;
        let placed = file.map_or(Ok(PlaceOutcome::Unchanged), workbook::StagedFile::commit);
        let placed = placed.map_err(|error| not_written(&path, &error))?;
        Ok(PlacedAnnex { path, placed, kept, damaged, foreign })
    }
}
