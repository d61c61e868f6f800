//! Which files in the slips' folder are the program's.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::record::DigestRecord;
use super::shared_folder::{FileState, Owner, number_in};
use super::text::{MESSAGE_FILE, file_name};
use crate::report::slip;
use crate::results::Results;
use workbook_io::digest::{PROPERTY, is_as_written};
use workbook_io::read::{Limits, read};
use workbook_io::write::has_content;

/// Is the path a link or a Windows junction?
pub(super) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.is_symlink())
}

/// The state of a file in the folder.
#[derive(Clone, Debug)]
pub(super) enum SlipState {
    Nothing,
    /// A slip with its digest; the program's own if nobody edited or renamed it.
    Slip {
        own: bool,
        digest: Option<String>,
    },
    /// A file of any other kind, a link, a folder.
    Foreign,
}

/// Recognises the program's slips by the digest and name in them, its message by the record.
pub(super) struct SlipOwner<'o, 'r, 'w> {
    pub(super) results: &'r Results<'w>,
    record: &'o mut DigestRecord,
    states: BTreeMap<PathBuf, SlipState>,
}

impl<'o, 'r, 'w> SlipOwner<'o, 'r, 'w> {
    pub(super) const fn new(results: &'r Results<'w>, record: &'o mut DigestRecord) -> Self {
        Self { results, record, states: BTreeMap::new() }
    }

    pub(super) fn slip_state(&mut self, path: &Path) -> io::Result<SlipState> {
        if let Some(look) = self.states.get(path) {
            return Ok(look.clone());
        }
        let look = self.read_slip_state(path)?;
        self.states.insert(path.to_owned(), look.clone());
        Ok(look)
    }

    fn read_slip_state(&self, path: &Path) -> io::Result<SlipState> {
        let limits = Limits::default();
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(SlipState::Nothing),
            Err(error) => return Err(error),
            Ok(file) if !file.is_file() || file.len() > limits.file_bytes => {
                return Ok(SlipState::Foreign);
            }
            Ok(_) => {}
        }
        if !is_slip_name(path) {
            return Ok(SlipState::Foreign);
        }
        let Ok(book) = read(&fs::read(path)?, &limits) else { return Ok(SlipState::Foreign) };
        let Some(names) = slip::written_as(&book, self.results) else {
            return Ok(SlipState::Foreign);
        };
        let named = names.iter().any(|name| number_in(&file_name(path), name).is_some());
        let digest = book.properties.get(PROPERTY).cloned();
        Ok(SlipState::Slip { own: named && is_as_written(&book), digest })
    }
}

fn is_slip_name(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "xlsx")
}

impl Owner for SlipOwner<'_, '_, '_> {
    fn state_of(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<FileState> {
        if number_in(&file_name(path), MESSAGE_FILE).is_some() {
            return self.record.state_of(path, bytes);
        }
        if let Some(bytes) = bytes
            && !is_link(path)
            && has_content(path, &[bytes])
        {
            return Ok(FileState::Same);
        }
        let says = |bytes| read(bytes, &Limits::default()).ok()?.properties.remove(PROPERTY);
        Ok(match self.slip_state(path)? {
            SlipState::Nothing => FileState::Nothing,
            SlipState::Slip { own: true, digest } => match bytes {
                // Excel has only saved it again.
                Some(bytes) if digest == says(bytes) => FileState::Same,
                _ => FileState::Own,
            },
            SlipState::Slip { own: false, .. } | SlipState::Foreign => FileState::Theirs,
        })
    }

    fn note_write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if number_in(&file_name(path), MESSAGE_FILE).is_some() {
            return self.record.note_write(path, bytes);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::review::tests::SampleRun;
    use crate::report::slip::Slip;
    use workbook_io::sheet::Book;
    use workbook_io::write::to_bytes;

    #[test]
    fn slips_are_known_by_digest_and_name_old_ones_by_their_unit() {
        let sample = SampleRun::new();
        let results = sample.results();
        let folder = tempfile::tempdir().unwrap();
        let name = slip::file_names(&results)[0].clone();
        let one = Slip { unit: 0, findings: Vec::new(), files: Vec::new() };
        let book = || slip::book(&one, &name, &results, |_| None);
        let mut first = book();
        first.properties.custom.clear();
        let mut other = book();
        other.sheets[0].name = "Trang khác".to_owned();
        other.properties.custom.clear();
        let look = |book: Book<'_>, name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, to_bytes(book).unwrap()).unwrap();
            let mut record = DigestRecord::read(folder.path());
            SlipOwner::new(&results, &mut record).state_of(&path, None).unwrap()
        };
        let numbered = name.replace(".xlsx", "-2.xlsx");
        assert_eq!(look(book(), &name), FileState::Own);
        assert_eq!(look(book(), &numbered), FileState::Own);
        assert_eq!(look(book(), "Bản lưu.xlsx"), FileState::Theirs);
        assert_eq!(look(first, &name), FileState::Own);
        assert_eq!(look(other, &name), FileState::Theirs);
        let mut renamed = book();
        renamed.properties.custom.clear();
        assert_eq!(look(renamed, "Bản lưu.xlsx"), FileState::Theirs);
    }
}
