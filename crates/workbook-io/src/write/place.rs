//! Bytes onto the disk: whole or not at all, and not when they are there already.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// How the names of files begin that hold what is being written. A run that was killed leaves
/// them behind; they are never input.
pub const TEMPORARY_PREFIX: &str = "~tonghop-";
/// How their names end.
pub const TEMPORARY_SUFFIX: &str = ".tmp";

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceOutcome {
    /// It now has the bytes.
    Written,
    /// It had exactly these bytes; the disk was not touched.
    Unchanged,
}

/// Puts bytes into a file, over the old one if there is one. The folder must exist.
///
/// They go into a temporary file beside it, which then takes its name: another program sees
/// the old file or the new one, never half of one.
///
/// # Errors
///
/// Where the disk refuses, or on Windows another program (Excel) has the file open. The old
/// file is as it was, and nothing is left behind.
pub fn place(path: &Path, bytes: &[u8]) -> io::Result<PlaceOutcome> {
    StagedFile::new(path, &[bytes])?.commit()
}

/// Bytes that lie on the disk, ready to take a file's name.
#[derive(Debug)]
pub struct StagedFile {
    path: PathBuf,
    /// None where the file has these very bytes already.
    file: Option<NamedTempFile>,
}

impl StagedFile {
    /// Puts bytes, piece by piece, beside the file whose name they are to take.
    ///
    /// # Errors
    ///
    /// Where the disk refuses. Nothing is left behind.
    pub fn new(path: &Path, pieces: &[impl AsRef<[u8]>]) -> io::Result<Self> {
        let file = if has_content(path, pieces) { None } else { Some(beside(path, pieces)?) };
        Ok(Self { path: path.to_owned(), file })
    }

    /// Takes the file's name.
    ///
    /// # Errors
    ///
    /// Where the disk refuses, or on Windows another program has the file open. The old file is as
    /// it was, and nothing is left behind.
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

/// Whether the file has exactly these bytes; a file of another size is not read.
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
    fn what_does_not_take_its_name_leaves_nothing() {
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
    fn a_refusal_leaves_no_litter() {
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
