//! What ARCHITECTURE.md says of the code is true: the files that it names are there, and a room
//! uses only rooms that stand above it in the table. No files use one another in a circle.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod imports;

use std::fs;
use std::path::{Path, PathBuf};

use imports::Imports;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands between backquotes in a document.
fn quoted(document: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Paths are written from the root, from `src/` or from `src/report/`; a path ends in `.rs`, in
/// `.md`, or in `/`.
#[test]
fn the_files_that_the_documents_name_are_there() {
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/glossary.md"] {
        let looks_like_a_path = |text: &String| {
            let ending = [".rs", ".md", "/"].iter().any(|ending| text.ends_with(ending));
            // `2023-10/` is a period's folder.
            let is_period = text.starts_with(|letter: char| letter.is_ascii_digit());
            ending && !is_period && text.contains('/') && !text.contains(['<', ' ', '*'])
        };
        let paths: Vec<String> = quoted(document).into_iter().filter(looks_like_a_path).collect();
        let is_there = |path: &String| {
            ["", "src", "src/report", "docs"]
                .iter()
                .any(|from| root().join(from).join(path).exists())
        };
        let gone: Vec<_> = paths.iter().filter(|path| !is_there(path)).collect();
        assert!(gone.is_empty(), "{document} names what is not there: {gone:?}");
    }
}

/// The rooms of `src/` in the order of ARCHITECTURE.md's table, names of folders and files.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let heads = text.lines().filter(|line| line.starts_with("| `src/"));
    let named = heads.flat_map(|line| {
        let head = line.split('|').nth(1).unwrap();
        head.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    });
    let room =
        |path: String| path.strip_prefix("src/").map(|name| plain(name.trim_end_matches('/')));
    named.filter_map(room).collect()
}

fn plain(name: &str) -> String {
    name.trim_end_matches(".rs").to_owned()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let rooms = rooms();
    assert!(rooms.len() > 8, "{rooms:?}");
    let place = |name: &str| rooms.iter().position(|room| room == name);
    let src = root().join("src");
    let mut upwards = Vec::new();
    for path in sources(&src) {
        let inner = path.strip_prefix(&src).unwrap();
        let own = plain(&inner.components().next().unwrap().as_os_str().to_string_lossy());
        let Some(own) = place(&own) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for used in text.split("crate::").skip(1) {
            let name: String = used
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            if place(&name).is_some_and(|used| used > own) {
                upwards.push(format!("{} uses {name}", inner.display()));
            }
        }
    }
    assert!(upwards.is_empty(), "{upwards:#?}");
}

/// What two files need of each other stands in a third, below both.
#[test]
fn no_files_use_one_another_in_a_circle() {
    for src in ["src", "crates/workbook-io/src", "crates/viet-text/src"] {
        let imports = Imports::of_crate(&root().join(src));
        let edges: usize = imports.uses.values().map(|uses| uses.len()).sum();
        assert!(edges > imports.uses.len(), "{src}: {edges} imports");
        let circles = imports.circles();
        assert!(circles.is_empty(), "{src}: {circles:#?}");
    }
}
