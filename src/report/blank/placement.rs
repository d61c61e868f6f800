//! Blank forms onto the disk: never over a file that a person has changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::report::output::cannot_write;
use crate::report::patch::package::is_untouched;
use crate::workspace::{link_out, refusal_to_write};
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
    if let Some(link) = link_out(&folder) {
        return Err(refusal_to_write(&link));
    }
    fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    let mut placing = PlacedForms::default();
    for (name, bytes) in files {
        let path = folder.join(name);
        let changed = match fs::symlink_metadata(&path) {
            // A link, a pipe or a folder is not the program's, and is not opened.
            Ok(about) if !about.is_file() => true,
            _ => is_changed(&path, bytes)?,
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

/// Has a person changed the file?
fn is_changed(path: &Path, bytes: &[u8]) -> Result<bool, String> {
    match fs::read(path) {
        Ok(old) => Ok(old != *bytes && !is_untouched(&old)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(cannot_write(path, &error)),
    }
}
