//! Blank forms onto the disk: never over a file that a person has changed.

use std::fs;
use std::path::{Path, PathBuf};

use super::package::is_untouched;
use crate::report::output::cannot_write;
use workbook_io::write::{PlaceOutcome, place};

/// The folder of blank forms, within the workspace.
pub const FOLDER: &str = "bieu-mau-gui-xa";

/// What became of the blank forms.
#[derive(Clone, Debug, Default)]
pub struct PlacedForms {
    /// Written, or found as they should be.
    pub placed: Vec<PathBuf>,
    /// How many of them had to be written.
    pub written: usize,
    /// Left as they are, for a person has changed them.
    pub kept: Vec<PathBuf>,
}

/// Places files, given by name, into the workspace's folder of blank forms.
///
/// # Errors
/// A Vietnamese sentence on what could not be written and what to do.
pub fn place_all(root: &Path, files: &[(String, Vec<u8>)]) -> Result<PlacedForms, String> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    let mut placing = PlacedForms::default();
    for (name, bytes) in files {
        let path = folder.join(name);
        let changed = match fs::read(&path) {
            Ok(old) => old != *bytes && !is_untouched(&old),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(cannot_write(&path, &error)),
        };
        if changed {
            placing.kept.push(path);
            continue;
        }
        let placed = place(&path, bytes).map_err(|error| cannot_write(&path, &error))?;
        placing.written += usize::from(placed == PlaceOutcome::Written);
        placing.placed.push(path);
    }
    Ok(placing)
}
