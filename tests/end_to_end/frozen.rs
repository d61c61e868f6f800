//! What the program says, all of it, held against what it said before: every workbook part by
//! part, every text file, the screen and the machine twin, over the samples and the
//! workspaces of version 0.1.
//!
//! `tests/data/outputs.tsv` holds a digest of each, so that a change of structure shows that it
//! changed nothing, and a change of output says in its commit what it changed.
//! `TONGHOP_WRITE_DOCS=1 cargo test` writes the table anew; `tools/compare_outputs.py` shows
//! what differs between two programs, line by line.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};

use crate::checker::checked_output;
use crate::sample::copy;

/// Every workspace with the periods that are run, earlier ones first.
const RUNS: [(&str, &[&str]); 8] = [
    ("samples/thap-muoi", &["2023-09", "2023-10"]),
    ("samples/ba-to", &["2025-01"]),
    ("samples/ct-huyen", &["2024-06"]),
    ("samples/nuoc-sach", &["2025-05"]),
    ("samples/tan-loi", &["2024-10"]),
    ("tests/workspaces-0.1/opinions", &["2023-10"]),
    ("tests/workspaces-0.1/sent", &["2023-10"]),
    ("tests/workspaces-0.1/three-months", &["2025-05", "2025-06", "2025-07"]),
];

/// Digests by what they are of: file and part, in the order of their names.
type Digests = BTreeMap<String, String>;

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    Some(parts)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// What one command prints, without the place where the test happens to run.
fn said(root: &Path, arguments: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    let output = checked_output(program.args(arguments), root);
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&said).replace(&*root.to_string_lossy(), "…")
}

fn workspace(name: &str, periods: &[&str], digests: &mut Digests) {
    let folder = tempfile::tempdir().unwrap();
    let root = dunce::canonicalize(folder.path()).unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &root);
    let given = files(&root);
    let given: BTreeMap<PathBuf, Vec<u8>> =
        given.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    let mut put = |what: &str, bytes: &[u8]| {
        digests.insert(format!("{name}\t{what}"), digest(bytes));
    };
    for period in periods {
        let folder = root.join(period);
        let folder = folder.to_str().unwrap();
        let json = said(&root, &["check", folder, "--json", "-"]);
        put(&format!("{period}: check --json"), json.as_bytes());
        put(&format!("{period}: check"), said(&root, &["check", folder]).as_bytes());
        put(&format!("{period}: screen"), said(&root, &[folder]).as_bytes());
    }
    let root_text = root.to_str().unwrap();
    put("settings in words", said(&root, &["check", root_text]).as_bytes());
    put("template", said(&root, &["template", root_text]).as_bytes());
    for path in files(&root) {
        let bytes = fs::read(&path).unwrap();
        if given.get(&path) == Some(&bytes) {
            continue;
        }
        let shown = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let content = parts(&bytes).map_or(bytes, |parts| {
            parts
                .into_iter()
                .flat_map(|(name, content)| [name.into_bytes(), content])
                .flatten()
                .collect()
        });
        put(&shown, &content);
    }
}

#[test]
#[cfg_attr(windows, ignore = "paths on the screen are of the other kind")]
fn outputs_are_as_they_were() {
    let mut digests = Digests::new();
    for (name, periods) in RUNS {
        workspace(name, periods, &mut digests);
    }
    let now: String = digests.iter().map(|(what, digest)| format!("{what}\t{digest}\n")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/outputs.tsv");
    if std::env::var_os("TONGHOP_WRITE_DOCS").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, now) = (lines(&before), lines(&now));
    let changed: Vec<&String> = now.iter().filter(|line| !before.contains(line)).collect();
    let gone: Vec<&String> = before.iter().filter(|line| !now.contains(line)).collect();
    assert!(changed.is_empty() && gone.is_empty(), "now:\n{changed:#?}\nbefore:\n{gone:#?}");
}
