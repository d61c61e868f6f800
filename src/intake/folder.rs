//! The files of a period folder, in an order that does not depend on the system.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The review workbook of a period.
pub const REVIEW_FILE: &str = "ra-soat.xlsx";
/// The folder that the tool writes to within a period.
pub const OUTPUT_FOLDER: &str = "ket-qua";

/// A file in the period folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Path relative to the period folder, with `/` between folders.
    pub path: Arc<str>,
    /// Where it is on disk.
    pub file: PathBuf,
}

impl Source {
    /// The file's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Why the file is none of the communes' reports, where its name says so.
    pub(super) fn ignored(&self) -> Option<&'static str> {
        let name = self.name().to_lowercase();
        if name.starts_with("~$") {
            Some("tệp khóa tạm của Excel (sổ tính đang mở), không phải báo cáo")
        } else if matches!(name.as_str(), "thumbs.db" | "desktop.ini") || name.starts_with('.') {
            Some("tệp riêng của hệ điều hành, không phải báo cáo")
        } else {
            None
        }
    }
}

/// Folders within folders beyond this depth are not looked into; no office goes so deep.
const MAX_DEPTH: usize = 8;

/// All files of the folder and its subfolders, but for what the tool itself wrote there.
///
/// # Errors
/// The system's own, where a folder cannot be listed.
pub fn list(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    walk(folder, "", 0, &mut sources)?;
    sources.sort();
    Ok(sources)
}

fn walk(folder: &Path, prefix: &str, depth: usize, sources: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let own = depth == 0 && (name == OUTPUT_FOLDER || is_review(&name));
        if own {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if depth < MAX_DEPTH {
                walk(&entry.path(), &format!("{path}/"), depth + 1, sources)?;
            }
        } else {
            sources.push(Source { path: Arc::from(path), file: entry.path() });
        }
    }
    Ok(())
}

/// The review workbook and its kept versions.
fn is_review(name: &str) -> bool {
    let stem = REVIEW_FILE.trim_end_matches(".xlsx");
    name == REVIEW_FILE || (name.starts_with(stem) && name.ends_with(".xlsx"))
}
