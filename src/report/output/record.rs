//! Which texts the program wrote: their digests, in a file beside them.
//!
//! A workbook contains its own digest; a plain text cannot. A digest is recorded before its file is
//! written, so that after a killed run the program still knows its own file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::shared_folder::{FileState, Owner};
use workbook_io::digest::hex;
use workbook_io::write::place;

/// The record in the output folder, with lines as of `sha256sum`.
const RECORD_FILE: &str = "~tonghop.sha256";
/// The longest record in bytes; a longer file is ignored.
const LONGEST: u64 = 1 << 20;

/// Digests of the texts in one folder and below.
pub(super) struct DigestRecord {
    folder: PathBuf,
    /// By name below the folder. After a killed run a name may have two.
    known: BTreeMap<String, BTreeSet<String>>,
}

impl DigestRecord {
    /// Reads a folder's record. Without a readable one, no text counts as the program's.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join(RECORD_FILE);
        let is_record =
            fs::symlink_metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LONGEST);
        let text = is_record.then(|| fs::read_to_string(path).ok()).flatten().unwrap_or_default();
        let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (digest, name) in text.lines().filter_map(|line| line.split_once("  ")) {
            known.entry(name.to_owned()).or_default().insert(digest.to_owned());
        }
        Self { folder: folder.to_owned(), known }
    }

    /// Writes the record for the files as they are now; removes it if it is empty.
    ///
    /// # Errors
    /// The system's own.
    pub(super) fn settle(mut self) -> io::Result<()> {
        for (name, digests) in &mut self.known {
            if digests.len() > 1 {
                let now = digest_of(&self.folder.join(name))?;
                digests.retain(|digest| *digest == now);
            }
        }
        self.known.retain(|name, _| self.folder.join(name).exists());
        if !self.known.is_empty() {
            return self.save();
        }
        match fs::remove_file(self.folder.join(RECORD_FILE)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn save(&self) -> io::Result<()> {
        let mut text = String::new();
        for (name, digests) in &self.known {
            for digest in digests {
                writeln!(text, "{digest}  {name}").expect("writing to a string cannot fail");
            }
        }
        place(&self.folder.join(RECORD_FILE), text.as_bytes()).map(drop)
    }

    /// The name of a file below the folder, `/` between folders.
    fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

impl Owner for DigestRecord {
    fn state_of(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<FileState> {
        let name = self.name(path);
        let file = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            found => Some(found?),
        };
        let Some(file) = file else {
            self.known.remove(&name);
            return Ok(FileState::Nothing);
        };
        let digest = if file.is_file() { Some(digest_of(path)?) } else { None };
        let wanted = bytes.map(|bytes| hex(Sha256::new_with_prefix(bytes)));
        let is_same = digest.is_some() && digest == wanted;
        let known = self.known.remove(&name).unwrap_or_default();
        let own = digest.filter(|digest| known.contains(digest));
        let is_own = own.is_some();
        self.known.extend(own.map(|digest| (name, BTreeSet::from([digest]))));
        Ok(match (is_same, is_own) {
            (true, _) => FileState::Same,
            (false, true) => FileState::Own,
            (false, false) => FileState::Theirs,
        })
    }

    fn note_write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let digest = hex(Sha256::new_with_prefix(bytes));
        self.known.entry(self.name(path)).or_default().insert(digest);
        self.save()
    }
}

fn digest_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hasher, mut block) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hex(hasher)),
            read => hasher.update(&block[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state_of(folder: &Path, name: &str, bytes: Option<&str>) -> FileState {
        let mut record = DigestRecord::read(folder);
        record.state_of(&folder.join(name), bytes.map(str::as_bytes)).unwrap()
    }

    fn write(folder: &Path, name: &str, text: &str) {
        let mut record = DigestRecord::read(folder);
        let path = folder.join(name);
        record.state_of(&path, Some(text.as_bytes())).unwrap();
        record.note_write(&path, text.as_bytes()).unwrap();
        fs::write(&path, text).unwrap();
        record.settle().unwrap();
    }

    #[test]
    fn written_files_are_known_until_they_are_edited() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::create_dir(folder.join("gui-lai-xa")).unwrap();
        for name in ["du-thao-thu.txt", "gui-lai-xa/tin-nhan.txt"] {
            assert_eq!(state_of(folder, name, None), FileState::Nothing);
            write(folder, name, "một");
            assert_eq!(state_of(folder, name, Some("một")), FileState::Same);
            assert_eq!(state_of(folder, name, Some("hai")), FileState::Own);
            write(folder, name, "hai");
            assert_eq!(state_of(folder, name, None), FileState::Own);
            fs::copy(folder.join(name), folder.join("ban-sao.txt")).unwrap();
            assert_eq!(state_of(folder, "ban-sao.txt", None), FileState::Theirs);
            fs::write(folder.join(name), "một").unwrap();
            assert_eq!(state_of(folder, name, None), FileState::Theirs);
        }
    }

    #[test]
    fn a_killed_run_still_knows_its_files() {
        let folder = tempfile::tempdir().unwrap();
        let (folder, path) = (folder.path(), folder.path().join("du-thao-thu.txt"));
        write(folder, "du-thao-thu.txt", "một");
        let mut record = DigestRecord::read(folder);
        record.state_of(&path, Some(b"hai")).unwrap();
        record.note_write(&path, b"hai").unwrap();
        drop(record);
        assert_eq!(state_of(folder, "du-thao-thu.txt", None), FileState::Own);
        fs::write(&path, "hai").unwrap();
        assert_eq!(state_of(folder, "du-thao-thu.txt", None), FileState::Own);
    }

    #[test]
    fn without_files_there_is_no_record() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "du-thao-thu.txt", "một");
        fs::remove_file(folder.path().join("du-thao-thu.txt")).unwrap();
        DigestRecord::read(folder.path()).settle().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
