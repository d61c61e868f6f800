//! Errors of the system which mean that another program has the file open.

use std::io::Error;

/// What is said of such a file, within a sentence.
pub const HELD: &str = "tệp đang mở trong Excel hoặc chương trình khác";

/// Does the system refuse a file because another program has it open? Only Windows does.
#[must_use]
pub fn is_held(error: &Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(is_sharing_code)
}

/// The codes with which Windows says so: `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`, and
/// `ERROR_USER_MAPPED_FILE` where a viewer has the file mapped into its memory.
const fn is_sharing_code(code: i32) -> bool {
    matches!(code, 32 | 33 | 1224)
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
}
