//! A small language for what lies in a workspace, and for what the program says of it.
//!
//! [`lay_out`] changes a workspace line by line, top to bottom; paths are written from its root,
//! a folder's with a `/` at its end:
//!
//! ```text
//! 2023-10 - Copy/           = 2023-10/                      a copy of a folder with all beneath it
//! 2023-10/b.xlsx            = 2023-10/Xã Mỹ Quý.xlsx        a copy of a file
//! 2023-10/b.xlsx            < 2023-10/Xã Mỹ Quý.xlsx        the file itself, under another name
//! 2023-10/ghi chú.txt       : Báo cáo gửi sau               a text file
//! 2023-11/                                                  an empty folder
//! 2023-10/link              -> ../elsewhere                 a link (Unix alone)
//! 2023-10/Xã Mỹ Quý.xlsx    gone
//! ```
//!
//! [`assert_files`] holds the machine twin's files against lines of path, status and words of the
//! reason:
//!
//! ```text
//! ket-qua (1)/phu-luc-2023-10.xlsx    set_aside    không phải báo cáo
//! ```

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::sample::copy;

/// Changes what lies under the root as the lines say.
pub(crate) fn lay_out(root: &Path, lines: &str) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        apply(root, line);
    }
}

fn apply(root: &Path, line: &str) {
    let split = |mark: &str| {
        line.split_once(&format!(" {mark} ")).map(|(path, rest)| (path.trim(), rest.trim()))
    };
    if let Some((to, from)) = split("=") {
        let (from, to) = (root.join(from), with_parents(root, to));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    } else if let Some((to, from)) = split("<") {
        fs::rename(root.join(from), with_parents(root, to)).unwrap();
    } else if let Some((path, text)) = split(":") {
        fs::write(with_parents(root, path), text).unwrap();
    } else if let Some((path, target)) = split("->") {
        link(Path::new(target), &with_parents(root, path));
    } else if let Some(path) = line.strip_suffix(" gone") {
        let path = root.join(path.trim());
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    } else {
        assert!(line.ends_with('/'), "what is to be done with {line:?}?");
        fs::create_dir_all(root.join(line)).unwrap();
    }
}

fn with_parents(root: &Path, path: &str) -> std::path::PathBuf {
    let path = root.join(path.trim_end_matches('/'));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    path
}

#[cfg(unix)]
fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Path, path: &Path) {
    panic!("{}: links are made on Unix alone", path.display());
}

/// Holds files of the machine twin against lines of path, status and words of the reason; columns
/// are two spaces or more apart.
#[track_caller]
pub(crate) fn assert_files(json: &Value, lines: &str) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut columns = line.split("  ").map(str::trim).filter(|column| !column.is_empty());
        let (path, status) = (columns.next().unwrap(), columns.next().expect("path, then status"));
        let files = json["files"].as_array().unwrap();
        let file = files.iter().find(|file| file["path"] == path);
        let file = file.unwrap_or_else(|| panic!("{path} is not among {files:#?}"));
        assert_eq!(file["status"], status, "{file:#?}");
        let reason = file["reason"].as_str().unwrap();
        assert!(columns.all(|words| reason.contains(words)), "{line:?}: {reason}");
    }
}
