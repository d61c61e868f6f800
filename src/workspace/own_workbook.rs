//! Opening the office's own workbooks: settings, templates, the review workbook, annexes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::held_file::held_in_words;
use crate::path_text::PathText as _;
use crate::system_error::in_words;
use crate::workspace::{LEADS_OUT, link_out, refusal_words};
use viet_text::text::lowercase_first;
use workbook_io::Workbook;
use workbook_io::read::{Limit, Limits, Refusal, read};

/// Why a workbook could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// The system would not hand it over.
    BySystem(io::Error),
    /// Another program has it open: which one, and who, within a sentence.
    Held(String),
    /// Something else has that name: what it is, in Vietnamese.
    NotAFile(&'static str),
    /// A link within the workspace leads out of it.
    LeadsOut(PathBuf),
    /// It was read and cannot be used.
    Unreadable(Refusal),
}

impl OpenError {
    /// Is there nothing of that name at all?
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::BySystem(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// What is wrong: one sentence in Vietnamese, without its full stop.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::BySystem(error) => format!("Không mở được tệp: {}", io_error_in_words(error)),
            Self::Held(how) => format!("Không mở được tệp: {how}"),
            Self::NotAFile(what) => (*what).to_owned(),
            Self::LeadsOut(link) => format!("{}: {LEADS_OUT}", link.display()),
            Self::Unreadable(unreadable) => refusal_words::what_it_is(unreadable),
        }
    }

    /// What the office can do about its own file, which nobody else can send again.
    fn what_to_do(&self) -> &'static str {
        match self {
            Self::BySystem(error) if error.kind() == io::ErrorKind::NotFound => {
                "Chép lại tệp này từ bản đã lưu trước đó rồi chạy lại"
            }
            Self::BySystem(_) => "Kiểm tra quyền mở tệp, kết nối tới ổ đĩa rồi chạy lại",
            Self::Held(_) => "Đóng tệp đó rồi chạy lại",
            Self::LeadsOut(_) => "Thay liên kết đó bằng thư mục, tệp thật rồi chạy lại",
            Self::NotAFile(_) => "Đổi tên hoặc chuyển ra chỗ khác rồi chạy lại",
            Self::Unreadable(_) => {
                "Mở tệp này bằng Excel xem lại, lưu lại; nếu không mở được, chép lại từ bản đã lưu \
                 trước đó rồi chạy lại"
            }
        }
    }
}

/// Opens a workbook. A pipe or a device might never end and is not read; a link out of the
/// workspace is not followed.
///
/// # Errors
/// [`OpenError`], with its reason.
pub fn try_open(path: &Path) -> Result<Workbook, OpenError> {
    try_open_with_bytes(path).map(|(_, book)| book)
}

/// The same with the file's bytes.
pub(super) fn try_open_with_bytes(path: &Path) -> Result<(Vec<u8>, Workbook), OpenError> {
    let limits = Limits::generous();
    if let Some(link) = link_out(path) {
        return Err(OpenError::LeadsOut(link));
    }
    let by_system = |error| match held_in_words(path, &error) {
        Some(how) => OpenError::Held(how),
        None => OpenError::BySystem(error),
    };
    let about = fs::metadata(path).map_err(by_system)?;
    if about.is_dir() {
        return Err(OpenError::NotAFile("Đây là một thư mục, không phải tệp"));
    }
    if !about.is_file() {
        return Err(OpenError::NotAFile("Đây không phải là một tệp"));
    }
    if about.len() > limits.file_bytes {
        return Err(OpenError::Unreadable(Refusal::TooLarge(Limit::File)));
    }
    let bytes = fs::read(path).map_err(by_system)?;
    let book = read(&bytes, &limits).map_err(OpenError::Unreadable)?;
    Ok((bytes, book))
}

/// Opens a workbook without which there is no run.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn open(path: &Path) -> Result<Workbook, String> {
    try_open(path).map_err(|why| refusal(path, &why))
}

/// Why a file of the office's own cannot be used, and what to do.
pub(super) fn refusal(path: &Path, why: &OpenError) -> String {
    let name = path.file_name().map(|name| Path::new(name).on_one_line()).unwrap_or_default();
    let remedy = why.what_to_do();
    match why {
        OpenError::Unreadable(_) | OpenError::LeadsOut(_) => {
            format!("Tệp {name}: {}. {remedy}.", why.describe())
        }
        OpenError::NotAFile(what) => {
            format!("Tệp {name} ({}): {}. {remedy}.", path.on_one_line(), lowercase_first(what))
        }
        OpenError::BySystem(error) => {
            let reason = io_error_in_words(error);
            format!("Không mở được tệp {name} ({}): {reason}. {remedy}.", path.on_one_line())
        }
        OpenError::Held(how) => {
            format!("Không mở được tệp {name} ({}): {how}. {remedy}.", path.on_one_line())
        }
    }
}

/// The system's reason in Vietnamese, where it is a common one.
#[must_use]
pub fn io_error_in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "không thấy tệp này".to_owned(),
        io::ErrorKind::PermissionDenied => "không có quyền đọc".to_owned(),
        io::ErrorKind::NotADirectory => "đây là một tệp, không phải thư mục".to_owned(),
        _ => in_words(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_errors_are_explained_with_what_to_do() {
        for (kind, words) in [
            (io::ErrorKind::PermissionDenied, ["không có quyền đọc", "Kiểm tra quyền mở tệp"]),
            (io::ErrorKind::NotFound, ["không thấy tệp này", "bản đã lưu trước đó"]),
            (io::ErrorKind::TimedOut, ["mất kết nối tới ổ đĩa mạng", "chạy lại"]),
        ] {
            let said = refusal(Path::new("a/b.xlsx"), &OpenError::BySystem(kind.into()));
            assert!(said.contains("tệp b.xlsx"), "{said}");
            assert!(words.iter().all(|word| said.contains(word)), "{said}");
        }
    }

    #[test]
    fn only_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let why = try_open(folder.path()).unwrap_err();
        assert_eq!(why.describe(), "Đây là một thư mục, không phải tệp");
        let absent = try_open(&folder.path().join("a.xlsx")).unwrap_err();
        assert!(absent.is_absent() && !why.is_absent());
        let empty = folder.path().join("b.xlsx");
        fs::write(&empty, b"").unwrap();
        assert!(matches!(try_open(&empty), Err(OpenError::Unreadable(Refusal::Empty))));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_read_to_its_end() {
        let why = try_open(Path::new("/dev/zero")).unwrap_err();
        assert!(matches!(why, OpenError::NotAFile(_)));
    }
}
