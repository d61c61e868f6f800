//! A folder in which the tool's own files stand beside those of somebody else. What a person made
//! or edited stays as it is; the tool's file then takes the next number: `Xã Mỹ Quý-2.xlsx`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use crate::workbook::write::place;

/// What stands under a name, as seen by whoever wants to write there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
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
    fn stands(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<Stands>;

    /// The bytes are about to be written there, or say what stands there already.
    ///
    /// # Errors
    /// The system's own, where that cannot be remembered.
    fn writes(&mut self, _path: &Path, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// What became of a file that was to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Put {
    /// The name under which it stands.
    pub(super) name: String,
    /// Files of its name and of its name with a number that are somebody else's.
    pub(super) kept: Vec<String>,
}

/// A file that the system did not let be read, written or removed.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// The folder as it was listed, and what was put into it since.
pub(super) struct Shelf<'f> {
    folder: &'f Path,
    /// Names that were there and were not removed.
    names: BTreeSet<String>,
    /// Names under which stands what this run wants.
    standing: BTreeSet<String>,
}

impl<'f> Shelf<'f> {
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
    ) -> Result<Put, Refused> {
        let placed = self.placed(name, bytes, owner, is_reserved);
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

    fn placed(
        &self,
        name: &str,
        bytes: &[u8],
        owner: &mut impl Owner,
        is_reserved: impl Fn(&str) -> bool,
    ) -> Result<Put, Refused> {
        let (stem, _) = parted(name);
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
            let stands = owner.stands(&path, Some(bytes));
            match stands.map_err(|error| Refused { path, error })? {
                Stands::Same => same = same.or(Some(candidate)),
                Stands::Nothing | Stands::Own => free = free.or(Some(candidate)),
                Stands::Theirs => kept.push(candidate),
            }
        }
        let stands = same.is_some();
        let name = same.or(free).expect("numbers do not run out");
        let path = self.folder.join(&name);
        let mut written = owner.writes(&path, bytes);
        if !stands {
            written = written.and_then(|()| place(&path, bytes).map(drop));
        }
        match written {
            Ok(()) => Ok(Put { name, kept }),
            Err(error) => Err(Refused { path, error }),
        }
    }

    /// Removes what an earlier run wrote and this one does not want, among names of a kind.
    pub(super) fn sweep(&mut self, owner: &mut impl Owner, among: impl Fn(&str) -> bool) -> Swept {
        let mut swept = Swept::default();
        let others = self.names.difference(&self.standing).filter(|name| among(name)).cloned();
        for name in others.collect::<Vec<_>>() {
            let path = self.folder.join(&name);
            // What cannot be looked into cannot be told to be the tool's.
            if !owner.stands(&path, None).is_ok_and(|stands| stands == Stands::Own) {
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
                    swept.refused.push(Refused { path, error });
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
pub(super) struct Swept {
    /// How many are gone.
    pub(super) removed: usize,
    /// Those that could not be removed.
    pub(super) refused: Vec<Refused>,
}

/// A file's name with a number; its own name is the first.
fn numbered(name: &str, number: u32) -> String {
    let (stem, ending) = parted(name);
    if number == 1 { name.to_owned() } else { format!("{stem}-{number}{ending}") }
}

/// The number that makes this other name of a file's name.
pub(super) fn number_in(other: &str, name: &str) -> Option<u32> {
    let ((stem, ending), (own_stem, own_ending)) = (parted(other), parted(name));
    let rest = stem.strip_prefix(own_stem).filter(|_| ending == own_ending)?;
    match rest.strip_prefix('-') {
        None => rest.is_empty().then_some(1),
        Some(digits) => digits.parse().ok().filter(|number| numbered(name, *number) == other),
    }
}

/// The name without its ending, and the ending with its dot.
fn parted(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('.').unwrap_or(name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files that begin with "máy" are the tool's.
    struct ByContent;

    impl Owner for ByContent {
        fn stands(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<Stands> {
            Ok(match fs::read(path) {
                Err(error) if error.kind() == ErrorKind::NotFound => Stands::Nothing,
                Err(_) => Stands::Theirs,
                Ok(there) if Some(&there[..]) == bytes => Stands::Same,
                Ok(there) if there.starts_with("máy".as_bytes()) => Stands::Own,
                Ok(_) => Stands::Theirs,
            })
        }
    }

    struct Folder(tempfile::TempDir);

    impl Folder {
        fn of(files: &[(&str, &str)]) -> Self {
            let folder = tempfile::tempdir().unwrap();
            for (name, text) in files {
                fs::write(folder.path().join(name), text).unwrap();
            }
            Self(folder)
        }

        /// Puts one file and sweeps the others; the name, what was kept, and what is there then.
        fn put(&self, name: &str, text: &str) -> (Put, Vec<(String, String)>) {
            let mut shelf = Shelf::open(self.0.path()).unwrap();
            let put = shelf.put(name, text.as_bytes(), &mut ByContent, |name| name == "Xã B-3.txt");
            shelf.sweep(&mut ByContent, |_| true);
            let listing = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().path());
            let files = listing.map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, fs::read_to_string(path).unwrap_or_default())
            });
            let mut files: Vec<_> = files.collect();
            files.sort();
            (put.unwrap(), files)
        }
    }

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn the_tools_own_file_is_replaced_and_stale_ones_go() {
        let before = [("Xã A.txt", "máy 1"), ("Xã A-2.txt", "máy 0"), ("Xã B.txt", "máy 1")];
        let (put, files) = Folder::of(&before).put("Xã A.txt", "máy 2");
        assert_eq!(put, Put { name: "Xã A.txt".to_owned(), kept: Vec::new() });
        assert_eq!(files, pairs(&[("Xã A.txt", "máy 2")]));
    }

    #[test]
    fn somebody_elses_stays_and_the_tools_takes_the_next_number_once() {
        let folder =
            Folder::of(&[("Xã A.txt", "tay"), ("Xã A-10.txt", "tay"), ("Khác.txt", "tay")]);
        for text in ["máy 1", "máy 1", "máy 2"] {
            let (put, files) = folder.put("Xã A.txt", text);
            assert_eq!(put.name, "Xã A-2.txt");
            assert_eq!(put.kept, ["Xã A.txt", "Xã A-10.txt"]);
            let expected = [
                ("Khác.txt", "tay"),
                ("Xã A-10.txt", "tay"),
                ("Xã A-2.txt", text),
                ("Xã A.txt", "tay"),
            ];
            assert_eq!(files, pairs(&expected));
        }
    }

    #[test]
    fn what_is_there_already_is_not_written_once_more() {
        let folder = Folder::of(&[("Xã A.txt", "tay"), ("Xã A-4.txt", "máy 1")]);
        assert_eq!(folder.put("Xã A.txt", "máy 1").0.name, "Xã A-4.txt");
        assert_eq!(folder.put("Xã A.txt", "tay").0.name, "Xã A.txt");
    }

    #[test]
    fn a_number_that_makes_another_files_name_is_passed_over() {
        let folder = Folder::of(&[("Xã B.txt", "tay"), ("Xã B-2.txt", "tay")]);
        assert_eq!(folder.put("Xã B.txt", "máy").0.name, "Xã B-4.txt");
    }

    #[test]
    fn folders_and_links_are_somebody_elses() {
        let folder = Folder::of(&[]);
        fs::create_dir(folder.0.path().join("Xã A.txt")).unwrap();
        let (put, files) = folder.put("Xã A.txt", "máy");
        assert_eq!(put.name, "Xã A-2.txt");
        assert_eq!(files.len(), 2);
    }

    #[test]
    fn a_file_that_is_refused_stays_and_costs_only_itself() {
        struct Refusing;
        impl Owner for Refusing {
            fn stands(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<Stands> {
                ByContent.stands(path, bytes)
            }
            fn writes(&mut self, path: &Path, _: &[u8]) -> io::Result<()> {
                match path.ends_with("Xã A.txt") {
                    true => Err(io::Error::from(ErrorKind::PermissionDenied)),
                    false => Ok(()),
                }
            }
        }
        let folder = Folder::of(&[("Xã A.txt", "máy 1"), ("Xã B.txt", "máy 1")]);
        let mut shelf = Shelf::open(folder.0.path()).unwrap();
        let mut put = |name| shelf.put(name, b"m\xc3\xa1y 2", &mut Refusing, |_| false);
        let refused = put("Xã A.txt").unwrap_err();
        assert!(refused.path.ends_with("Xã A.txt"));
        assert_eq!(put("Xã B.txt").unwrap().name, "Xã B.txt");
        assert_eq!(shelf.sweep(&mut Refusing, |_| true).removed, 0);
        let text = |name: &str| fs::read_to_string(folder.0.path().join(name)).unwrap();
        assert_eq!((text("Xã A.txt"), text("Xã B.txt")), ("máy 1".to_owned(), "máy 2".to_owned()));
    }

    #[test]
    fn numbers_are_told_as_they_are_written() {
        for (other, number) in [
            ("Xã A.txt", Some(1)),
            ("Xã A-2.txt", Some(2)),
            ("Xã A-02.txt", None),
            ("Xã A-1.txt", None),
            ("Xã A2.txt", None),
            ("Xã A-2.xlsx", None),
            ("Xã A-cũ.txt", None),
        ] {
            assert_eq!(number_in(other, "Xã A.txt"), number, "{other}");
        }
    }
}
