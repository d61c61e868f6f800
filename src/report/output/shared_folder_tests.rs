//! The program's files beside those of other people.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::shared_folder::{FileState, Owner, PlacedFile, SharedFolder, number_in};

/// Files that begin with "máy" are the program's.
struct ByContent;

impl Owner for ByContent {
    fn state_of(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<FileState> {
        Ok(match fs::read(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => FileState::Nothing,
            Err(_) => FileState::Theirs,
            Ok(there) if Some(&there[..]) == bytes => FileState::Same,
            Ok(there) if there.starts_with("máy".as_bytes()) => FileState::Own,
            Ok(_) => FileState::Theirs,
        })
    }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn with_files(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    /// Writes one file and removes others; returns the placed file and what is there then.
    fn put(&self, name: &str, text: &str) -> (PlacedFile, Vec<(String, String)>) {
        let mut shared = SharedFolder::open(self.0.path()).unwrap();
        let put = shared.put(name, text.as_bytes(), &mut ByContent, |name| name == "Xã B-3.txt");
        shared.sweep(&mut ByContent, |_| true);
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
fn own_files_are_replaced_and_old_ones_removed() {
    let before = [("Xã A.txt", "máy 1"), ("Xã A-2.txt", "máy 0"), ("Xã B.txt", "máy 1")];
    let (put, files) = Folder::with_files(&before).put("Xã A.txt", "máy 2");
    assert_eq!(put, PlacedFile { name: "Xã A.txt".to_owned(), kept: Vec::new() });
    assert_eq!(files, pairs(&[("Xã A.txt", "máy 2")]));
}

#[test]
fn a_foreign_file_is_kept_and_the_own_one_gets_a_number_once() {
    let folder =
        Folder::with_files(&[("Xã A.txt", "tay"), ("Xã A-10.txt", "tay"), ("Khác.txt", "tay")]);
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
fn the_same_content_is_not_written_again() {
    let folder = Folder::with_files(&[("Xã A.txt", "tay"), ("Xã A-4.txt", "máy 1")]);
    assert_eq!(folder.put("Xã A.txt", "máy 1").0.name, "Xã A-4.txt");
    assert_eq!(folder.put("Xã A.txt", "tay").0.name, "Xã A.txt");
}

#[test]
fn reserved_numbers_are_skipped() {
    let folder = Folder::with_files(&[("Xã B.txt", "tay"), ("Xã B-2.txt", "tay")]);
    assert_eq!(folder.put("Xã B.txt", "máy").0.name, "Xã B-4.txt");
}

#[test]
fn folders_and_links_are_foreign() {
    let folder = Folder::with_files(&[]);
    fs::create_dir(folder.0.path().join("Xã A.txt")).unwrap();
    let (put, files) = folder.put("Xã A.txt", "máy");
    assert_eq!(put.name, "Xã A-2.txt");
    assert_eq!(files.len(), 2);
}

#[test]
fn a_file_that_is_refused_stays_and_costs_only_itself() {
    struct Refusing;
    impl Owner for Refusing {
        fn state_of(&mut self, path: &Path, bytes: Option<&[u8]>) -> io::Result<FileState> {
            ByContent.state_of(path, bytes)
        }
        fn note_write(&mut self, path: &Path, _: &[u8]) -> io::Result<()> {
            match path.ends_with("Xã A.txt") {
                true => Err(io::Error::from(ErrorKind::PermissionDenied)),
                false => Ok(()),
            }
        }
    }
    let folder = Folder::with_files(&[("Xã A.txt", "máy 1"), ("Xã B.txt", "máy 1")]);
    let mut shared = SharedFolder::open(folder.0.path()).unwrap();
    let mut put = |name| shared.put(name, b"m\xc3\xa1y 2", &mut Refusing, |_| false);
    let refused = put("Xã A.txt").unwrap_err();
    assert!(refused.path.ends_with("Xã A.txt"));
    assert_eq!(put("Xã B.txt").unwrap().name, "Xã B.txt");
    assert_eq!(shared.sweep(&mut Refusing, |_| true).removed, 0);
    let text = |name: &str| fs::read_to_string(folder.0.path().join(name)).unwrap();
    assert_eq!((text("Xã A.txt"), text("Xã B.txt")), ("máy 1".to_owned(), "máy 2".to_owned()));
}

#[test]
fn numbers_are_read_as_they_are_written() {
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
