//! Reports bent as communes bend them, one folder a case: what was done to the report, and what
//! the program must say of it (`case.json`).
//!
//! `open.tsv` lists the assertions that do not hold yet; the test fails where it is out of date
//! in either direction.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod assertion;
mod case;
#[path = "../ooxml/checker/mod.rs"]
mod checker;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use case::Case;

/// The folder of cases.
fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The assertions that do not hold, as `open.tsv` writes them: case, tab, assertion.
fn open_assertions(folders: &[PathBuf]) -> BTreeSet<String> {
    let open = folders.iter().flat_map(|folder| {
        let case = Case::from_folder(folder);
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let open = case.run().into_iter().map(move |short| format!("{name}\t{short}"));
        open.collect::<Vec<_>>()
    });
    open.collect()
}

#[test]
fn every_bent_report_is_read_as_the_eye_reads_it() {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("case.json").is_file());
    folders.sort();
    assert!(folders.len() >= 54, "{} cases", folders.len());
    // Most of the time goes to starting the program, so two halves run beside each other.
    let (first, second) = folders.split_at(folders.len() / 2);
    let open = std::thread::scope(|scope| {
        let beside = scope.spawn(|| open_assertions(second));
        let mut open = open_assertions(first);
        open.extend(beside.join().unwrap());
        open
    });
    let written = fs::read_to_string(cases().join("open.tsv")).unwrap();
    let expected: BTreeSet<String> = written.lines().map(str::to_owned).collect();
    if std::env::var_os("TONGHOP_WRITE_DOCS").is_some() {
        let text: String = open.iter().map(|line| format!("{line}\n")).collect();
        fs::write(cases().join("open.tsv"), text).unwrap();
        return;
    }
    let worse: Vec<_> = open.difference(&expected).collect();
    assert!(worse.is_empty(), "these hold no longer: {worse:#?}");
    let better: Vec<_> = expected.difference(&open).collect();
    assert!(better.is_empty(), "these hold now, take them out of open.tsv: {better:#?}");
}
