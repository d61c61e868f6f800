//! Writes a pack out as a workspace: all of it or nothing.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry};

use super::Pack;
use crate::path_text::PathText as _;
use crate::settings::TEMPLATE_FOLDER;
use crate::system_error::in_words;
use viet_text::period::Period;

/// A workspace made from a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// Its folder.
    pub folder: PathBuf,
    /// The folder of its first period, where one was asked for.
    pub period: Option<PathBuf>,
}

/// Why no workspace was made.
#[derive(Debug)]
pub enum UnpackError {
    /// The folder holds something already; it is left as it is.
    NotEmpty(PathBuf),
    /// The system would not write there.
    NotWritten(PathBuf, io::Error),
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty(path) => write!(
                f,
                "Thư mục {} đã có tệp bên trong nên không ghi gì vào đó. Chọn tên thư mục khác, \
                 hoặc một thư mục trống.",
                path.on_one_line()
            ),
            Self::NotWritten(path, error) => write!(
                f,
                "Không ghi được vào {}: {}. Kiểm tra ổ đĩa, quyền ghi, rồi chạy lại.",
                path.on_one_line(),
                in_words(error)
            ),
        }
    }
}

/// Writes a pack into a folder that is empty or does not exist yet.
///
/// # Errors
/// [`UnpackError`], to be shown; nothing is left half-written.
pub fn unpack(pack: &Pack, folder: &Path, period: Option<Period>) -> Result<Unpacked, UnpackError> {
    let mut files = Vec::new();
    gather(pack.files, pack.files.path(), &mut files);
    new_workspace(folder, &files, period)
}

/// Writes files, given by their paths within the folder, into one that is empty or does not exist yet.
///
/// # Errors
/// [`UnpackError`], to be shown; nothing is left half-written.
pub fn new_workspace(
    folder: &Path,
    files: &[(PathBuf, Cow<'_, [u8]>)],
    period: Option<Period>,
) -> Result<Unpacked, UnpackError> {
    let failed = |error| UnpackError::NotWritten(folder.to_owned(), error);
    let existed = folder.exists();
    if existed && (!folder.is_dir() || fs::read_dir(folder).map_err(failed)?.next().is_some()) {
        return Err(UnpackError::NotEmpty(folder.to_owned()));
    }
    let period = period.map(|period| period.to_string());
    fs::create_dir_all(folder).map_err(failed)?;
    fill(files, folder, period.as_deref()).map_err(|error| {
        if !existed {
            // It was made above and is empty again. If it cannot be removed, the error below is
            // still true.
            drop(fs::remove_dir(folder));
        }
        failed(error)
    })?;
    let period = period.map(|name| folder.join(name));
    Ok(Unpacked { folder: folder.to_owned(), period })
}

/// Everything is written into a temporary folder first, then moved to its place.
fn fill(files: &[(PathBuf, Cow<'_, [u8]>)], folder: &Path, period: Option<&str>) -> io::Result<()> {
    let draft = tempfile::Builder::new().prefix(".tonghop-").tempdir_in(folder)?;
    // The empty pack has no form yet.
    fs::create_dir_all(draft.path().join(TEMPLATE_FOLDER))?;
    for (path, bytes) in files {
        let place = draft.path().join(path);
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(place, bytes)?;
    }
    if let Some(period) = period {
        fs::create_dir(draft.path().join(period))?;
    }
    let mut moved: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(draft.path())? {
        let entry = entry?;
        let place = folder.join(entry.file_name());
        if let Err(error) = fs::rename(entry.path(), &place) {
            for path in moved {
                drop(fs::rename(&path, draft.path().join(path.file_name().unwrap_or_default())));
            }
            return Err(error);
        }
        moved.push(place);
    }
    draft.close()
}

fn gather(files: &'static Dir<'static>, root: &Path, to: &mut Vec<(PathBuf, Cow<'static, [u8]>)>) {
    for entry in files.entries() {
        let own = entry.path().strip_prefix(root).unwrap_or(entry.path());
        match entry {
            DirEntry::Dir(folder) => gather(folder, root, to),
            DirEntry::File(file) => to.push((own.to_owned(), Cow::Borrowed(file.contents()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use crate::settings::packs::packs;
    use workbook_io::read::{Limits, read};

    #[test]
    fn every_pack_is_unpacked_whole() {
        for pack in packs() {
            let parent = tempfile::tempdir().unwrap();
            let folder = parent.path().join("a/b");
            let period = Period::Month { year: 2024, month: 3 };
            let made = unpack(&pack, &folder, Some(period)).unwrap();
            assert!(made.period.unwrap().ends_with("2024-03"));
            let book = fs::read(folder.join("khai-bao.xlsx")).unwrap();
            let settings = Settings::read(&read(&book, &Limits::default()).unwrap()).unwrap();
            assert_eq!(settings.sets.len(), pack.documents.len(), "{}", pack.name);
            let mut names: Vec<_> = fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            let own: &[&str] = match pack.documents.is_empty() {
                true => &["2024-03", "bieu-mau", "khai-bao.xlsx"],
                false => &["2024-03", "bieu-mau", "bieu-mau-gui-xa", "khai-bao.xlsx"],
            };
            assert_eq!(names, own, "{}", pack.name);
        }
    }

    #[test]
    fn existing_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("khai-bao.xlsx"), "the officer's own").unwrap();
        let pack = packs().remove(0);
        let error = unpack(&pack, folder.path(), None).unwrap_err();
        assert!(error.to_string().contains("đã có tệp"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let file = folder.path().join("khai-bao.xlsx");
        assert!(matches!(unpack(&pack, &file, None), Err(UnpackError::NotEmpty(_))));
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told_in_vietnamese() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let said = UnpackError::NotWritten(PathBuf::from("D:/KTTT"), full).to_string();
        assert_eq!(
            said,
            "Không ghi được vào D:/KTTT: ổ đĩa đã đầy. Kiểm tra ổ đĩa, quyền ghi, rồi chạy lại."
        );
    }
}
