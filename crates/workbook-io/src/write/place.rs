//! Writes files to disk completely or not at all, and only if their content changes.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// The prefix of temporary files. A process that is killed leaves such files behind.
pub const TEMPORARY_PREFIX: &str = "~tonghop-";
/// The suffix of temporary files.
pub const TEMPORARY_SUFFIX: &str = ".tmp";

/// What [`place`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceOutcome {
    /// The file was written.
    Written,
    /// The file already had this content; the disk was not touched.
    Unchanged,
}

/// Writes a file, replacing an old one. The folder must exist.
///
/// The bytes are written to a temporary file beside it, which is then renamed: other programs see
/// the old or the new file, never an incomplete one.
///
/// # Errors
///
/// The disk refuses, or on Windows another program (Excel) has the file open. The old file is
/// unchanged and no temporary file is left.
pub fn place(path: &Path, bytes: &[u8]) -> io::Result<PlaceOutcome> {
    StagedFile::new(path, &[bytes])?.commit()
}

/// A temporary file, ready to be renamed.
#[derive(Debug)]
pub struct StagedFile {
    path: PathBuf,
    /// `None` if the target already has this content.
    file: Option<NamedTempFile>,
}

impl StagedFile {
    /// Writes the temporary file beside its target.
    ///
    /// # Errors
    ///
    /// The disk refuses. No temporary file is left.
    pub fn new(path: &Path, pieces: &[impl AsRef<[u8]>]) -> io::Result<Self> {
        let file = if has_content(path, pieces) { None } else { Some(beside(path, pieces)?) };
        Ok(Self { path: path.to_owned(), file })
    }

    /// Renames it to its target.
    ///
    /// # Errors
    ///
    /// The disk refuses, or on Windows another program has the file open. The old file is unchanged
    /// and no temporary file is left.
    pub fn commit(self) -> io::Result<PlaceOutcome> {
        let Some(file) = self.file else { return Ok(PlaceOutcome::Unchanged) };
        file.persist(&self.path).map_err(|refused| refused.error)?;
        Ok(PlaceOutcome::Written)
    }
}

fn beside(path: &Path, pieces: &[impl AsRef<[u8]>]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    pieces.iter().try_for_each(|piece| file.write_all(piece.as_ref()))?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Does the file have exactly this content? A file of another size is not read.
#[must_use]
pub fn has_content(path: &Path, pieces: &[impl AsRef<[u8]>]) -> bool {
    let length: usize = pieces.iter().map(|piece| piece.as_ref().len()).sum();
    let same_size = fs::metadata(path).is_ok_and(|file| file.len() == length as u64);
    let begins = |rest: &mut &[u8], piece: &[u8]| {
        let Some(left) = rest.strip_prefix(piece) else { return false };
        *rest = left;
        true
    };
    same_size
        && fs::read(path).is_ok_and(|old| {
            let mut rest = &old[..];
            pieces.iter().all(|piece| begins(&mut rest, piece.as_ref()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_dropped_file_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phụ lục.xlsx");
        let pieces = [&b"on"[..], b"", b"e"];
        drop(StagedFile::new(&path, &pieces).unwrap());
        assert!(names(folder.path()).is_empty());
        assert_eq!(
            StagedFile::new(&path, &pieces).unwrap().commit().unwrap(),
            PlaceOutcome::Written
        );
        assert!(has_content(&path, &[b"o", b"n", b"e"]));
        assert!(!has_content(&path, &[b"o", b"n"]) && !has_content(&path, &[b"two"]));
    }

    #[test]
    fn a_file_is_written_replaced_and_then_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phụ lục.xlsx");
        assert_eq!(place(&path, b"one").unwrap(), PlaceOutcome::Written);
        assert_eq!(place(&path, b"two").unwrap(), PlaceOutcome::Written);
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(place(&path, b"two").unwrap(), PlaceOutcome::Unchanged);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["phụ lục.xlsx"]);
    }

    #[test]
    fn a_failure_leaves_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("phu-luc.xlsx");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("inside"), b"").unwrap();
        assert!(place(&taken, b"one").is_err());
        assert_eq!(names(folder.path()), ["phu-luc.xlsx"]);
        assert!(place(&folder.path().join("none/phu-luc.xlsx"), b"one").is_err());
        assert_eq!(names(folder.path()), ["phu-luc.xlsx"]);
    }

    #[cfg(unix)]
    #[test]
    fn colleagues_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phu-luc.xlsx");
        let ordinary = folder.path().join("ordinary");
        place(&path, b"one").unwrap();
        fs::write(&ordinary, b"one").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&ordinary));
    }
}
