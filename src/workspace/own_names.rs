//! What the tool's own files and folders are called, however a file system spells them.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::copy_name::without_copy_marks;
use crate::settings::SETTINGS_FILE;
use workbook_io::write::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};

/// The review workbook of a period.
pub const REVIEW_FILE: &str = "ra-soat.xlsx";
/// The review workbook as it was before the last run that changed it.
pub const PREVIOUS_FILE: &str = "ra-soat (bản trước).xlsx";
/// The folder that the tool writes to within a period.
pub const OUTPUT_FOLDER: &str = "ket-qua";
/// Where slips go, within the output folder.
pub const SLIP_FOLDER: &str = "gui-lai-xa";
/// The file that is locked while a run goes on in a period's folder.
pub const LOCK_FILE: &str = "~tonghop.lock";

/// Do two file names mean the same file? Windows and macOS ignore case, and some systems store
/// letters and diacritics separately.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    spelt(one) == spelt(other)
}

/// A name as [`same_name`] compares it.
fn spelt(name: &str) -> String {
    name.to_lowercase().nfc().collect()
}

/// The path of one of the program's own files or folders, as the file system spells it; where it
/// does not exist, as the program does.
#[must_use]
pub fn own_path(folder: &Path, name: &str) -> PathBuf {
    let usual = folder.join(name);
    if usual.exists() {
        return usual;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let same = entries.filter(|entry| same_name(&entry.file_name().to_string_lossy(), name));
    same.map(|entry| entry.path()).min().unwrap_or(usual)
}

/// Does a path lead through the output folder, or through a copy of it?
#[must_use]
pub fn is_in_output(path: &str) -> bool {
    let Some((folders, _)) = path.rsplit_once('/') else { return false };
    folders.split('/').any(|folder| {
        let plain = spelt(folder);
        let plain = plain.strip_suffix(".zip").unwrap_or(&plain);
        let original = without_copy_marks(plain);
        let name = original.as_deref().unwrap_or(plain);
        name == OUTPUT_FOLDER || name == SLIP_FOLDER
    })
}

/// The tool's own entries among those of a period's folder.
pub(crate) struct OwnEntries<'e> {
    /// Each with the name that the tool gives it.
    entries: Vec<(&'static str, &'e DirEntry)>,
}

/// What an entry of a period's folder is to the tool.
pub(crate) enum EntryRole {
    /// Its own.
    Own,
    /// Its own, beside another one with the same name in another spelling.
    OwnOfSeveral,
    /// Given by somebody.
    Given,
}

impl<'e> OwnEntries<'e> {
    pub(crate) fn among(entries: &'e [DirEntry]) -> Self {
        let named = entries.iter().filter_map(|entry| Some((own_name(entry)?, entry)));
        let mut entries: Vec<_> = named.collect();
        // The program's own spelling comes first.
        entries.sort_by_key(|(name, entry)| {
            let spelt = entry.file_name();
            (*name, *spelt != **name, spelt)
        });
        Self { entries }
    }

    /// Of several spellings of one name, the first is the tool's own.
    pub(crate) fn role(&self, entry: &DirEntry) -> EntryRole {
        if is_temporary(entry) {
            return EntryRole::Own;
        }
        let path = entry.path();
        let Some(place) = self.entries.iter().position(|(_, own)| own.path() == path) else {
            return EntryRole::Given;
        };
        let name = self.entries[place].0;
        let of_name = |place: usize| self.entries.get(place).is_some_and(|(n, _)| *n == name);
        match (place > 0 && of_name(place - 1), of_name(place + 1)) {
            (true, _) => EntryRole::Given,
            (false, true) => EntryRole::OwnOfSeveral,
            (false, false) => EntryRole::Own,
        }
    }
}

/// The name of the tool's own file or folder that an entry has.
fn own_name(entry: &DirEntry) -> Option<&'static str> {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let kind = entry.file_type().ok()?;
    let files = [REVIEW_FILE, PREVIOUS_FILE, LOCK_FILE];
    let file = || files.into_iter().find(|own| same_name(own, &name));
    let folder = || Some(OUTPUT_FOLDER).filter(|own| same_name(own, &name));
    // A link may stand for a file or a folder.
    folder().filter(|_| !kind.is_file()).or_else(|| file().filter(|_| !kind.is_dir()))
}

/// Something half-written by a run that was killed.
fn is_temporary(entry: &DirEntry) -> bool {
    let name = spelt(&entry.file_name().to_string_lossy());
    let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
    is_file && name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX)
}

/// Is the folder a workspace: does it hold settings?
#[must_use]
pub fn is_workspace(folder: &Path) -> bool {
    own_path(folder, SETTINGS_FILE).is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_unicode_form_make_no_other_name() {
        assert!(same_name("KET-QUA", OUTPUT_FOLDER));
        assert!(same_name("Ra-soat (ba\u{309}n tru\u{31b}o\u{31b}\u{301}c).XLSX", PREVIOUS_FILE));
        assert!(!same_name("ra-soat so lieu.xlsx", REVIEW_FILE));
        assert!(!same_name("kết-quả", OUTPUT_FOLDER));
    }

    #[test]
    fn own_files_are_found_as_they_are_spelt() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(own_path(folder.path(), REVIEW_FILE), folder.path().join(REVIEW_FILE));
        fs::write(folder.path().join("Ra-Soat.xlsx"), b"").unwrap();
        let found = fs::canonicalize(own_path(folder.path(), REVIEW_FILE)).unwrap();
        assert_eq!(found.file_name().unwrap(), "Ra-Soat.xlsx");
    }

    #[test]
    fn copies_of_the_output_folder_are_known() {
        for path in [
            "ket-qua - Copy/gui-lai-xa/Xã Một.xlsx",
            "Ket-qua/phu-luc-2023-10.xlsx",
            "xã/KET-QUA (1)/a.xlsx",
            "ket-qua.zip/a.xlsx",
            "ket-qua (1).zip/a.xlsx",
            "gui-lai-xa - Bản sao/Xã Một.xlsx",
        ] {
            assert!(is_in_output(path), "{path}");
        }
        for path in ["ket-qua.xlsx", "ket-qua xa Mot/a.xlsx", "Xã Một/ket-qua.xlsx", "a/b.xlsx"]
        {
            assert!(!is_in_output(path), "{path}");
        }
    }
}
