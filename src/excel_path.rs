//! Paths that are too long for Excel.

use std::path::{Path, PathBuf};

use crate::path_text::PathText as _;

/// The most characters, folders and name together, of a workbook that Excel opens.
const MOST: usize = 218;

/// Says that files of these paths could not be opened in Excel, and what to do; nothing where all
/// can.
#[must_use]
pub(crate) fn too_long(paths: impl IntoIterator<Item = PathBuf>) -> Option<String> {
    let long: Vec<PathBuf> = paths.into_iter().filter(|path| length(path) > MOST).collect();
    let longest = long.iter().max_by_key(|path| length(path))?;
    Some(format!(
        "Đường dẫn quá dài: Excel không mở được tệp có đường dẫn trên {MOST} ký tự, mà {} tệp sẽ ghi dài hơn (dài \
         nhất {} ký tự: {}). Chuyển thư mục làm việc ra gần gốc ổ đĩa, ví dụ D:\\KTTT, hoặc đặt tên các thư mục \
         ngắn hơn, rồi chạy lại.",
        long.len(),
        length(longest),
        longest.on_one_line()
    ))
}

/// As Windows counts.
fn length(path: &Path) -> usize {
    path.to_string_lossy().encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_cannot_open_is_told() {
        let path = |name: usize| PathBuf::from("D:/").join("ộ".repeat(name));
        assert_eq!(too_long([path(215)]), None);
        let said = too_long([path(215), path(216), path(230)]).unwrap();
        assert!(said.contains("2 tệp") && said.contains("233 ký tự: D:/ộ"), "{said}");
    }
}
