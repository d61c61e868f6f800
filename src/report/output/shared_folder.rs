//! A folder with files of the program and of other people. A file that a person made or edited is
//! kept; the program's file then gets the next number: `Xã Mỹ Quý-2.xlsx`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use workbook_io::write::place;

/// What is under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileState {
    Nothing,
    /// It already has the content to write.
    Same,
    /// The program wrote it, and nobody has edited it.
    Own,
    /// Anything else: a person's file, an edited one, a link, a folder.
    Theirs,
}

/// Separates the program's files from those of other people.
pub(super) trait Owner {
    /// The state of a file; `bytes` is the content to write, if any.
    ///
    /// # Errors
    /// The system's own, where the file cannot be looked into.
    fn state_of(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<FileState>;

    /// Called before these bytes are written, or if the file already has them.
    ///
    /// # Errors
    /// The system's own, where that cannot be remembered.
    fn note_write(&mut self, _path: &Path, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// A file that was written, or was there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacedFile {
    /// Its name.
    pub(super) name: String,
    /// Files with its name, or its name and a number, that belong to other people.
    pub(super) kept: Vec<String>,
}

/// A file that the system refused to read, write or remove.
#[derive(Debug)]
pub(super) struct RefusedFile {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// The folder as it was listed, and what was written since.
pub(super) struct SharedFolder<'f> {
    folder: &'f Path,
    /// Names that were there and have not been removed.
    names: BTreeSet<String>,
    /// Names of files that this run needs.
    standing: BTreeSet<String>,
}

impl<'f> SharedFolder<'f> {
    /// Lists the folder; a missing folder is empty.
    ///
    /// # Errors
    /// The system's own, where the folder cannot be listed.
    pub(super) fn open(folder: &'f Path) -> io::Result<Self> {
        let mut names = BTreeSet::new();
        match fs::read_dir(folder) {
            Ok(listing) => {
                for entry in listing {
                    // The program's own names are Unicode.
                    names.extend(entry?.file_name().into_string());
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(Self { folder, names, standing: BTreeSet::new() })
    }

    /// Writes a file under its name, or with the first number that is free or the program's. Writes
    /// nothing if the same content is there. Numbers that make a reserved name, which belongs to
    /// another file, are skipped.
    ///
    /// # Errors
    /// The file that the system refused.
    pub(super) fn put(
        &mut self,
        name: &str,
        bytes: &[u8],
        owner: &mut impl Owner,
        is_reserved: impl Fn(&str) -> bool,
    ) -> Result<PlacedFile, RefusedFile> {
        let placed = self.place_numbered(name, bytes, owner, is_reserved);
        let name = match &placed {
            Ok(put) => Some(put.name.clone()),
            // The file there is left alone, and the refusal is reported.
            Err(refused) => {
                refused.path.file_name().and_then(|name| name.to_str().map(String::from))
            }
        };
        self.standing.extend(name);
        placed
    }

    fn place_numbered(
        &self,
        name: &str,
        bytes: &[u8],
        owner: &mut impl Owner,
        is_reserved: impl Fn(&str) -> bool,
    ) -> Result<PlacedFile, RefusedFile> {
        let (stem, _) = split_ending(name);
        let alike = self.names.range::<str, _>((Bound::Included(stem), Bound::Unbounded));
        let alike = alike.take_while(|other| other.starts_with(stem));
        let numbers = alike.filter_map(|other| number_in(other, name));
        let found: BTreeSet<u32> = numbers.chain([1]).collect();
        let is_new = |number: &u32| !found.contains(number);
        let (mut kept, mut same, mut free) = (Vec::new(), None, None);
        for number in found.iter().copied().chain((2..).filter(is_new)) {
            if (same.is_some() || free.is_some()) && is_new(&number) {
                break;
            }
            let candidate = numbered(name, number);
            if number > 1 && is_reserved(&candidate) {
                continue;
            }
            let path = self.folder.join(&candidate);
            let state = owner.state_of(&path, Some(bytes));
            match state.map_err(|error| RefusedFile { path, error })? {
                FileState::Same => same = same.or(Some(candidate)),
                FileState::Nothing | FileState::Own => free = free.or(Some(candidate)),
                FileState::Theirs => kept.push(candidate),
            }
        }
        let is_there = same.is_some();
        let name = same.or(free).expect("numbers do not run out");
        let path = self.folder.join(&name);
        let mut written = owner.note_write(&path, bytes);
        if !is_there {
            written = written.and_then(|()| place(&path, bytes).map(drop));
        }
        match written {
            Ok(()) => Ok(PlacedFile { name, kept }),
            Err(error) => Err(RefusedFile { path, error }),
        }
    }

    /// Removes files of an earlier run that this one does not need, among names of a kind.
    pub(super) fn sweep(
        &mut self,
        owner: &mut impl Owner,
        among: impl Fn(&str) -> bool,
    ) -> SweepResult {
        let mut swept = SweepResult::default();
        let others = self.names.difference(&self.standing).filter(|name| among(name)).cloned();
        for name in others.collect::<Vec<_>>() {
            let path = self.folder.join(&name);
            // A file that cannot be read may not be the program's.
            if !owner.state_of(&path, None).is_ok_and(|state| state == FileState::Own) {
                continue;
            }
            match fs::remove_file(&path) {
                Ok(()) => {
                    self.names.remove(&name);
                    swept.removed += 1;
                }
                Err(error) => {
                    // It is reported as refused, not as somebody else's.
                    self.standing.insert(name);
                    swept.refused.push(RefusedFile { path, error });
                }
            }
        }
        swept
    }

    /// Names that were there before and that this run does not need.
    pub(super) fn others(&self) -> impl Iterator<Item = &str> {
        self.names.difference(&self.standing).map(String::as_str)
    }
}

/// The result of removing files that are not needed.
#[derive(Debug, Default)]
pub(super) struct SweepResult {
    /// How many were removed.
    pub(super) removed: usize,
    /// Those that could not be removed.
    pub(super) refused: Vec<RefusedFile>,
}

/// A file's name with a number; number 1 is the name itself.
fn numbered(name: &str, number: u32) -> String {
    let (stem, ending) = split_ending(name);
    if number == 1 { name.to_owned() } else { format!("{stem}-{number}{ending}") }
}

/// The number with which a file's name becomes this other name.
pub(super) fn number_in(other: &str, name: &str) -> Option<u32> {
    let ((stem, ending), (own_stem, own_ending)) = (split_ending(other), split_ending(name));
    let rest = stem.strip_prefix(own_stem).filter(|_| ending == own_ending)?;
    match rest.strip_prefix('-') {
        None => rest.is_empty().then_some(1),
        Some(digits) => digits.parse().ok().filter(|number| numbered(name, *number) == other),
    }
}

/// The name without its ending, and the ending with its dot.
fn split_ending(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('.').unwrap_or(name.len()))
}
