//! The workbooks of a folder.

use std::fs;
use std::path::PathBuf;

/// Endings of workbooks.
const WORKBOOK_ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "xlsb"];

/// The workbooks of a folder in the order of their names, without the marks of those open in Excel.
pub(super) fn workbooks(listing: fs::ReadDir) -> Vec<PathBuf> {
    let is_workbook = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let locked = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("~$"));
        ending.is_some_and(|ending| WORKBOOK_ENDINGS.contains(&&*ending)) && !locked
    };
    let mut files: Vec<PathBuf> = listing
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(is_workbook)
        .collect();
    files.sort();
    files
}
