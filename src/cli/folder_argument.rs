//! The folder meant by a dropped or typed path.

use crate::path_text::PathText as _;
use std::path::{Path, PathBuf};

/// The folder meant by what was dropped onto the program: a folder; or files of one folder.
///
/// # Errors
/// A Vietnamese sentence, where the files are of several folders.
pub(super) fn folder_meant(given: &[PathBuf]) -> Result<PathBuf, String> {
    let mut folders: Vec<PathBuf> = given.iter().map(|path| around(&cleaned(path))).collect();
    folders.dedup();
    match &folders[..] {
        [] => Ok(PathBuf::from(".")),
        [folder] => Ok(folder.clone()),
        several => Err(format!(
            "Mỗi lần chỉ tổng hợp được một thư mục, đang nhận {}: {}. Kéo thả từng thư mục một; nếu \
             đường dẫn có dấu cách, đặt nó trong dấu nháy kép.",
            several.len(),
            several.iter().map(|folder| folder.on_one_line()).collect::<Vec<_>>().join("; ")
        )),
    }
}

/// A path without quotes that the command line leaves on it: `"D:\Báo cáo\"` arrives as `D:\Báo
/// cáo"`, because a backslash before a quote keeps the quote.
pub(super) fn cleaned(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    let bare = text.trim().trim_matches(['"', '\u{201c}', '\u{201d}']).trim();
    // A path that is not Unicode must not be rewritten.
    if path.to_str().is_none() || bare.is_empty() || path.exists() {
        return path.to_owned();
    }
    PathBuf::from(bare)
}

/// A folder itself, or the folder of a file.
fn around(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if path.is_file() && parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) if path.is_file() => parent.to_owned(),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_left_by_the_command_line_are_removed() {
        for (given, meant) in [
            ("no such/Tháng 10\"", "no such/Tháng 10"),
            ("\"no such/Tháng 10\"", "no such/Tháng 10"),
            (" no such/2023-10 ", "no such/2023-10"),
            ("\u{201c}no such\u{201d}", "no such"),
            ("no such", "no such"),
        ] {
            assert_eq!(cleaned(Path::new(given)), Path::new(meant), "{given}");
        }
    }

    #[test]
    fn files_mean_their_folder() {
        let root = tempfile::tempdir().unwrap();
        let period = root.path().join("Tháng 10");
        std::fs::create_dir(&period).unwrap();
        let files = [period.join("a.xlsx"), period.join("b.xlsx")];
        files.iter().for_each(|file| std::fs::write(file, "").unwrap());
        assert_eq!(folder_meant(&files).unwrap(), period);
        assert_eq!(folder_meant(std::slice::from_ref(&period)).unwrap(), period);
        assert_eq!(folder_meant(&[]).unwrap(), Path::new("."));
        let said = folder_meant(&[period, root.path().to_owned()]).unwrap_err();
        assert!(said.contains("một thư mục"), "{said}");
    }
}
