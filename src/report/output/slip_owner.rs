//! Which files in the slips' folder are the tool's own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::record::Record;
use super::shelf::{Owner, Stands, number_in};
use super::{MESSAGE_FILE, file_name};
use crate::report::slip;
use crate::results::Results;
use workbook_io::digest::{PROPERTY, is_as_written};
use workbook_io::read::{Limits, read};
use workbook_io::write::has_content;

/// Is the path a link, or what Windows calls a junction?
pub(super) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.is_symlink())
}

/// What a file in the folder is.
#[derive(Clone, Debug)]
pub(super) enum Look {
    Nothing,
    /// A slip; the tool's own where nobody edited or renamed it. Its digest.
    Slip {
        own: bool,
        digest: Option<String>,
    },
    /// A file of any other kind, a link, a folder.
    Foreign,
}

/// Tells the tool's own slips by the digest and the name in them, its message by the record.
pub(super) struct Slips<'o, 'r, 'w> {
    pub(super) results: &'r Results<'w>,
    record: &'o mut Record,
    looked: BTreeMap<PathBuf, Look>,
}

impl<'o, 'r, 'w> Slips<'o, 'r, 'w> {
    pub(super) const fn new(results: &'r Results<'w>, record: &'o mut Record) -> Self {
        Self { results, record, looked: BTreeMap::new() }
    }

    pub(super) fn look(&mut self, path: &Path) -> io::Result<Look> {
        if let Some(look) = self.looked.get(path) {
            return Ok(look.clone());
        }
        let look = self.look_into(path)?;
        self.looked.insert(path.to_owned(), look.clone());
        Ok(look)
    }

    fn look_into(&self, path: &Path) -> io::Result<Look> {
        let limits = Limits::default();
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Look::Nothing),
            Err(error) => return Err(error),
            Ok(file) if !file.is_file() || file.len() > limits.file_bytes => {
                return Ok(Look::Foreign);
            }
            Ok(_) => {}
        }
        if !is_slip_name(path) {
            return Ok(Look::Foreign);
        }
        let Ok(book) = read(&fs::read(path)?, &limits) else { return Ok(Look::Foreign) };
        let Some(names) = slip::written_as(&book, self.results) else { return Ok(Look::Foreign) };
        let named = names.iter().any(|name| number_in(&file_name(path), name).is_some());
        let digest = book.properties.get(PROPERTY).cloned();
        Ok(Look::Slip { own: named && is_as_written(&book), digest })
    }
}

fn is_slip_name(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "xlsx")
}

impl Owner for Slips<'_, '_, '_> {
    fn stands(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<Stands> {
        if number_in(&file_name(path), MESSAGE_FILE).is_some() {
            return self.record.stands(path, bytes);
        }
        if let Some(bytes) = bytes
            && !is_link(path)
            && has_content(path, &[bytes])
        {
            return Ok(Stands::Same);
        }
        let says = |bytes| read(bytes, &Limits::default()).ok()?.properties.remove(PROPERTY);
        Ok(match self.look(path)? {
            Look::Nothing => Stands::Nothing,
            Look::Slip { own: true, digest } => match bytes {
                // Excel only saved it again.
                Some(bytes) if digest == says(bytes) => Stands::Same,
                _ => Stands::Own,
            },
            Look::Slip { own: false, .. } | Look::Foreign => Stands::Theirs,
        })
    }

    fn writes(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if number_in(&file_name(path), MESSAGE_FILE).is_some() {
            return self.record.writes(path, bytes);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::review::tests::Desk;
    use crate::report::slip::Slip;
    use workbook_io::sheet::Book;
    use workbook_io::write::to_bytes;

    #[test]
    fn slips_are_known_by_digest_and_name_the_first_ones_by_their_unit() {
        let desk = Desk::new();
        let results = desk.results();
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
            let mut record = Record::of(folder.path());
            Slips::new(&results, &mut record).stands(&path, None).unwrap()
        };
        let numbered = name.replace(".xlsx", "-2.xlsx");
        assert_eq!(look(book(), &name), Stands::Own);
        assert_eq!(look(book(), &numbered), Stands::Own);
        assert_eq!(look(book(), "Bản lưu.xlsx"), Stands::Theirs);
        assert_eq!(look(first, &name), Stands::Own);
        assert_eq!(look(other, &name), Stands::Theirs);
        let mut renamed = book();
        renamed.properties.custom.clear();
        assert_eq!(look(renamed, "Bản lưu.xlsx"), Stands::Theirs);
    }
}
