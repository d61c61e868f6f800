//! Full paths, as people write them.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf, Prefix};

/// The full path of what is there. Where the system cannot follow it to its real place (a virtual
/// drive), or that place only has a form that people do not write (`\\?\…` of a long path or of a
/// network drive), the path is made full by its words alone.
///
/// # Errors
/// The system's own reason, where it gives no access.
pub(crate) fn full_path(path: &Path) -> io::Result<PathBuf> {
    full_by(path, |path| dunce::canonicalize(path))
}

fn full_by(path: &Path, real_place: impl Fn(&Path) -> io::Result<PathBuf>) -> io::Result<PathBuf> {
    match real_place(path) {
        Ok(real) if !is_verbatim(&real) => Ok(real),
        _ => {
            // Also says why there is no access, where that is the reason.
            fs::metadata(path)?;
            std::path::absolute(path)
        }
    }
}

fn is_verbatim(path: &Path) -> bool {
    let first = path.components().next();
    matches!(first, Some(Component::Prefix(prefix)) if matches!(
        prefix.kind(),
        Prefix::Verbatim(_) | Prefix::VerbatimDisk(_) | Prefix::VerbatimUNC(..)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drive_whose_paths_cannot_be_followed_is_used_by_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let unsupported = |_: &Path| Err(io::Error::from_raw_os_error(1));
        let given = folder.path().join(".");
        assert_eq!(full_by(&given, unsupported).unwrap(), folder.path());
        let absent = full_by(&folder.path().join("không có"), unsupported).unwrap_err();
        assert_eq!(absent.kind(), io::ErrorKind::NotFound);
    }

    #[cfg(windows)]
    #[test]
    fn a_long_path_stays_as_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let deep =
            (0..12).fold(folder.path().to_owned(), |path, _| path.join("thư mục rất dài tên"));
        fs::create_dir_all(&deep).unwrap();
        assert!(deep.as_os_str().len() > 260);
        assert_eq!(full_path(&deep).unwrap(), deep);
    }
}
