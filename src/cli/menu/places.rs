//! Where workspaces are searched.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::is_workspace;

/// How deep below a folder workspaces are searched: `mẫu/thap-muoi` within the unzipped folder.
const DEPTH: usize = 2;

/// The workspaces in these folders and a little below, each once, in the order of their names.
pub(super) fn workspaces(beside: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in beside {
        let folder = crate::full_path::full_path(folder).unwrap_or_else(|_| folder.clone());
        gather(&folder, DEPTH, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn gather(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if is_workspace(folder) {
        found.push(folder.to_owned());
        return;
    }
    if depth == 0 {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            gather(&entry.path(), depth - 1, found);
        }
    }
}
