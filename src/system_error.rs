//! Why the system refused a file or folder, in the officer's words. The system's own text is
//! English or the system's language, and says nothing to an officer: only its number is kept.

use crate::path_text::PathText as _;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// The reason where another program has the file open, within a sentence; where the file is known,
/// `held_file` says more.
const HELD: &str = "tệp đang mở trong Excel hoặc chương trình khác";

/// Does the system refuse a file because another program has it open? Only Windows does.
#[must_use]
pub(crate) fn is_held(error: &Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(is_sharing_code)
}

/// The codes with which Windows says so: `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`, and
/// `ERROR_USER_MAPPED_FILE` where a viewer has the file mapped into its memory.
const fn is_sharing_code(code: i32) -> bool {
    matches!(code, 32 | 33 | 1224)
}

/// The reason, within a sentence and without a full stop.
#[must_use]
pub(crate) fn in_words(error: &Error) -> String {
    let words = match error.kind() {
        _ if is_held(error) => HELD,
        ErrorKind::NotFound => "không thấy tệp hoặc thư mục này",
        ErrorKind::PermissionDenied => "không có quyền",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "đã có một tệp trùng tên thư mục",
        ErrorKind::IsADirectory => "đã có một thư mục trùng tên",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ổ đĩa đã đầy",
        ErrorKind::OutOfMemory => "máy tính không đủ bộ nhớ, cần đóng bớt chương trình khác",
        ErrorKind::BrokenPipe => "chương trình nhận kết quả đã đóng",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::InvalidFilename => {
            "tên tệp hoặc đường dẫn quá dài, hay có ký tự không dùng được"
        }
        ErrorKind::TimedOut
        | ErrorKind::NotConnected
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset => "mất kết nối tới ổ đĩa mạng",
        _ => return unknown(error),
    };
    words.to_owned()
}

fn unknown(error: &Error) -> String {
    match error.raw_os_error() {
        Some(code) => format!("máy tính báo lỗi số {code}"),
        None => "máy tính không cho biết lý do".to_owned(),
    }
}

/// A folder that could not be opened, and what to do.
#[must_use]
pub(crate) fn folder_not_opened(folder: &Path, error: &Error) -> String {
    format!(
        "Không mở được thư mục {}: {}. Kiểm tra quyền mở thư mục, kết nối tới ổ đĩa, rồi chạy lại.",
        folder.on_one_line(),
        in_words(error)
    )
}

/// A file that could not be opened, and what to do.
#[must_use]
pub(crate) fn file_not_opened(file: &Path, error: &Error) -> String {
    format!(
        "Không mở được tệp {}: {}. Đóng tệp nếu đang mở, kiểm tra quyền mở tệp, rồi chạy lại.",
        file.on_one_line(),
        in_words(error)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_windows_keeps_an_open_file_from_others() {
        for code in [32, 33, 1224] {
            assert_eq!(is_held(&Error::from_raw_os_error(code)), cfg!(windows), "{code}");
        }
        // Access denied: a folder's rights may be the reason as well.
        assert!(!is_held(&Error::from_raw_os_error(5)));
        assert!(!is_held(&Error::other("33")));
    }

    #[test]
    fn no_reason_uses_the_systems_words() {
        use ErrorKind::{
            AlreadyExists, BrokenPipe, HostUnreachable, InvalidData, NotFound, OutOfMemory,
            PermissionDenied, StorageFull, TimedOut,
        };
        let kinds = [
            AlreadyExists,
            BrokenPipe,
            HostUnreachable,
            InvalidData,
            NotFound,
            OutOfMemory,
            PermissionDenied,
            StorageFull,
            TimedOut,
        ];
        let errors = kinds.map(Error::from).into_iter();
        let errors = errors.chain([1, 5, 22, 9999].map(Error::from_raw_os_error));
        for error in errors.chain([Error::other("disk on fire")]) {
            let said = folder_not_opened(Path::new("D:/Kỳ"), &error);
            assert!(!said.contains(&error.to_string()), "{said}");
            assert!(!said.contains("os error") && said.ends_with("rồi chạy lại."), "{said}");
        }
        assert_eq!(in_words(&Error::from_raw_os_error(9999)), "máy tính báo lỗi số 9999");
    }
}
