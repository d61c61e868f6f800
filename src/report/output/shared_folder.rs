//! A folder in which the tool's own files stand beside those of somebody else. What a person made
//! or edited stays as it is; the tool's file then takes the next number: `Xã Mỹ Quý-2.xlsx`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use workbook_io::write::place;

/// What stands under a name, as seen by whoever wants to write there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileState {
    Nothing,
    /// It says what is to be written already.
    Same,
    /// The tool wrote it, and nobody has edited it since.
    Own,
    /// Everything else: a person's file, an edited one, a link, a folder.
    Theirs,
}

/// Tells the tool's own files from those of somebody else.
pub(super) trait Owner {
    /// What stands there, beside the bytes that would be written where there are any.
    ///
    /// # Errors
    /// The system's own, where the file cannot be looked into.
    fn state_of(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<FileState>;

    /// The bytes are about to be written there, or say what stands there already.
    ///
    /// # Errors
    /// The system's own, where that cannot be remembered.
    fn note_write(&mut self, _path: &Path, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// What became of a file that was to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacedFile {
    /// The name under which it stands.
    pub(super) name: String,
    /// Files of its name and of its name with a number that are somebody else's.
    pub(super) kept: Vec<String>,
}

/// A file that the system did not let be read, written or removed.
#[derive(Debug)]
pub(super) struct RefusedFile {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// The folder as it was listed, and what was put into it since.
pub(super) struct SharedFolder<'f> {
    folder: &'f Path,
    /// Names that were there and were not removed.
    names: BTreeSet<String>,
    /// Names under which stands what this run wants.
    standing: BTreeSet<String>,
}

impl<'f> SharedFolder<'f> {
    /// Lists the folder; one that is not there has nothing in it.
    ///
    /// # Errors
    /// The system's own, where the folder cannot be listed.
    pub(super) fn open(folder: &'f Path) -> io::Result<Self> {
        let mut names = BTreeSet::new();
        match fs::read_dir(folder) {
            Ok(listing) => {
                for entry in listing {
                    // A name that is no Unicode is none of the tool's.
                    names.extend(entry?.file_name().into_string());
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(Self { folder, names, standing: BTreeSet::new() })
    }

    /// Puts a file under its name, or under the first number that is free or the tool's own.
    /// Nothing is written where the same stands there already. Numbers that make a reserved name,
    /// which is another file's own, are passed over.
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
            // What it was to take the place of is left alone, and said.
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

    /// Removes what an earlier run wrote and this one does not want, among names of a kind.
    pub(super) fn sweep(
        &mut self,
        owner: &mut impl Owner,
        among: impl Fn(&str) -> bool,
    ) -> SweepResult {
        let mut swept = SweepResult::default();
        let others = self.names.difference(&self.standing).filter(|name| among(name)).cloned();
        for name in others.collect::<Vec<_>>() {
            let path = self.folder.join(&name);
            // What cannot be looked into cannot be told to be the tool's.
            if !owner.state_of(&path, None).is_ok_and(|state| state == FileState::Own) {
                continue;
            }
            match fs::remove_file(&path) {
                Ok(()) => {
                    self.names.remove(&name);
                    swept.removed += 1;
                }
                Err(error) => {
                    // It is said to be refused, and not to be somebody else's.
                    self.standing.insert(name);
                    swept.refused.push(RefusedFile { path, error });
                }
            }
        }
        swept
    }

    /// Names that were there before and are none of those that this run wants.
    pub(super) fn others(&self) -> impl Iterator<Item = &str> {
        self.names.difference(&self.standing).map(String::as_str)
    }
}

/// What became of files that nobody wants any more.
#[derive(Debug, Default)]
pub(super) struct SweepResult {
    /// How many are gone.
    pub(super) removed: usize,
    /// Those that could not be removed.
    pub(super) refused: Vec<RefusedFile>,
}

/// A file's name with a number; its own name is the first.
fn numbered(name: &str, number: u32) -> String {
    let (stem, ending) = split_ending(name);
    if number == 1 { name.to_owned() } else { format!("{stem}-{number}{ending}") }
}

/// The number that makes this other name of a file's name.
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
