//! Writes the review workbook, whole or not at all, and keeps the previous version.

use std::fs;
use std::io;
use std::path::Path;

use super::book::book_with;
use crate::held_file::held_in_words;
use crate::path_text::name_on_one_line;
use crate::report::wording::not_written;
use crate::results::Results;
use crate::system_error::in_words;
use crate::workspace::{REVIEW_FILE, own_path};
use workbook_io::digest::workbook_digest;
use workbook_io::read::{Limits, read};
use workbook_io::write::{place, to_bytes};

use crate::workspace::PREVIOUS_FILE;

/// What happened to the review workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewOutcome {
    /// It is new.
    Created,
    /// It was rewritten; the previous version is kept beside it.
    Updated,
    /// Nothing had changed.
    Unchanged,
    /// It could not be written, probably because it is open in Excel, and is unchanged; with a
    /// sentence for the officer.
    NotWritten(String),
}

impl ReviewOutcome {
    /// The sentence for the officer, if any.
    #[must_use]
    pub fn sentence(self) -> Option<String> {
        match self {
            Self::Created => Some(format!("Đã lập tệp rà soát {REVIEW_FILE}.")),
            Self::Updated => Some(format!(
                "Đã ghi lại tệp rà soát {REVIEW_FILE}, giữ nguyên các ý kiến; bản trước: \
                 {PREVIOUS_FILE}."
            )),
            Self::Unchanged => None,
            Self::NotWritten(why) => Some(why),
        }
    }
}

/// Writes the review workbook of a period.
///
/// # Errors
/// A Vietnamese sentence, where the workbook cannot be made at all.
pub fn write(results: &Results<'_>, folder: &Path) -> Result<ReviewOutcome, String> {
    let live = to_bytes(book_with(results, true));
    // If the writer refuses one of the officer's formulas, all are written as values.
    let bytes = live.or_else(|_| to_bytes(book_with(results, false)));
    let bytes = bytes.map_err(|error| not_written(&error))?;
    let (path, previous) = (own_path(folder, REVIEW_FILE), own_path(folder, PREVIOUS_FILE));
    let placed = place_with_previous(&path, &previous, &bytes);
    Ok(placed.unwrap_or_else(|(path, error)| ReviewOutcome::NotWritten(refusal(path, &error))))
}

/// Refused, it gives back which of the two files it was.
fn place_with_previous<'p>(
    path: &'p Path,
    previous: &'p Path,
    bytes: &[u8],
) -> Result<ReviewOutcome, (&'p Path, io::Error)> {
    let at = |error| (path, error);
    let old = match fs::read(path) {
        Ok(old) => old,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            place(path, bytes).map_err(at)?;
            return Ok(ReviewOutcome::Created);
        }
        Err(error) => return Err(at(error)),
    };
    if says_the_same(&old, bytes) {
        return Ok(ReviewOutcome::Unchanged);
    }
    // Excel blocks writing to an open workbook. This is tested before the kept version is replaced.
    drop(fs::OpenOptions::new().write(true).open(path).map_err(at)?);
    place(previous, &old).map_err(|error| (previous, error))?;
    place(path, bytes).map_err(at)?;
    Ok(ReviewOutcome::Updated)
}

/// Do both have the same texts in the same cells? Formats that the officer changed are kept.
fn says_the_same(old: &[u8], new: &[u8]) -> bool {
    let digest = |bytes| read(bytes, &Limits::generous()).ok().map(|book| workbook_digest(&book));
    old == new || digest(old).is_some_and(|old| digest(new) == Some(old))
}

fn refusal(path: &Path, error: &io::Error) -> String {
    let (why, remedy) = match (held_in_words(path, error), error.kind()) {
        (Some(how), _) => (how, "Lưu và đóng tệp đó rồi chạy lại"),
        (None, io::ErrorKind::StorageFull) => {
            ("ổ đĩa đã đầy".to_owned(), "Xóa bớt tệp rồi chạy lại")
        }
        (None, io::ErrorKind::IsADirectory) => (in_words(error), "Đổi tên thư mục đó rồi chạy lại"),
        _ => (in_words(error), "Kiểm tra tệp, thư mục có bị đặt chỉ đọc không, rồi chạy lại"),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!(
        "Chưa ghi được tệp {}: {why}. Phụ lục vẫn được lập; nội dung đã ghi trong {REVIEW_FILE} còn nguyên. \
         {remedy}.",
        name_on_one_line(&name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_file_is_reported_and_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(REVIEW_FILE);
        let previous = folder.path().join(PREVIOUS_FILE);
        // A folder of that name refuses like a workbook open in Excel.
        fs::create_dir(&path).unwrap();
        let (refused, error) = place_with_previous(&path, &previous, b"new").unwrap_err();
        assert_eq!(refused, path);
        assert!(refusal(refused, &error).contains("còn nguyên"));
        assert!(!previous.exists());
    }

    #[test]
    fn nothing_is_overwritten_without_a_kept_version() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(REVIEW_FILE);
        let previous = folder.path().join(PREVIOUS_FILE);
        assert_eq!(place_with_previous(&path, &previous, b"one").unwrap(), ReviewOutcome::Created);
        assert_eq!(
            place_with_previous(&path, &previous, b"one").unwrap(),
            ReviewOutcome::Unchanged
        );
        assert!(!previous.exists());
        assert_eq!(place_with_previous(&path, &previous, b"two").unwrap(), ReviewOutcome::Updated);
        assert_eq!(fs::read(&previous).unwrap(), b"one");
        // If the previous version cannot be kept, nothing is overwritten.
        fs::remove_file(&previous).unwrap();
        fs::create_dir(&previous).unwrap();
        fs::write(previous.join("inside"), b"").unwrap();
        assert!(place_with_previous(&path, &previous, b"three").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }
}
