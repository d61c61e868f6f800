//! Sentences on an annex that the system would not let be read or written.

use std::io;
use std::path::Path;

use crate::held_file::held_in_words;
use crate::path_text::PathText as _;
use crate::system_error::in_words;
use crate::workspace::{LEADS_OUT, OpenError};
use viet_text::text::lowercase_first;

/// The folder could not be listed, or an annex in it could not be read.
pub(super) fn not_read(folder: &Path, path: &Path, why: &OpenError) -> String {
    let (what, remedy) = match why {
        OpenError::BySystem(error) if path == folder => return not_listed(folder, error),
        OpenError::BySystem(error) => {
            (in_words(error), "Kiểm tra quyền mở tệp, kết nối tới ổ đĩa rồi chạy lại")
        }
        OpenError::Held(how) => (how.clone(), "Đóng tệp đó rồi chạy lại"),
        OpenError::LeadsOut(link) if link == path => {
            (LEADS_OUT.to_owned(), "Thay liên kết đó bằng tệp thật rồi chạy lại")
        }
        _ => (lowercase_first(&why.describe()), "Đổi tên hoặc chuyển ra chỗ khác rồi chạy lại"),
    };
    format!("Không đọc được tệp {}: {what}. {remedy}.", path.on_one_line())
}

/// The folder could not be listed.
pub(super) fn not_listed(folder: &Path, error: &io::Error) -> String {
    format!(
        "Không ghi được kết quả vào thư mục {}: {}. Nếu đó là một tệp, hãy đổi tên tệp; nếu là thư mục, \
         hãy kiểm tra quyền mở rồi chạy lại.",
        folder.on_one_line(),
        in_words(error)
    )
}

/// The folder of the results could not be made.
pub(super) fn not_made(folder: &Path, error: &io::Error) -> String {
    format!(
        "Không ghi được kết quả: không tạo được thư mục {}: {}. Kiểm tra quyền ghi, hoặc chép thư mục của kỳ sang \
         nơi khác (ví dụ ổ D) rồi chạy lại.",
        folder.on_one_line(),
        in_words(error)
    )
}

/// The annex could not be put in its place.
pub(super) fn not_written(path: &Path, error: &io::Error) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if let Some(how) = held_in_words(path, error) {
        return format!("Không ghi được tệp {name}: {how}. Đóng tệp đó rồi chạy lại.");
    }
    let folder = path.parent().unwrap_or(path).on_one_line();
    let remedy = match error.kind() {
        io::ErrorKind::StorageFull => "Giải phóng dung lượng ổ đĩa rồi chạy lại",
        io::ErrorKind::IsADirectory => "Đổi tên thư mục trùng tên với tệp rồi chạy lại",
        _ => {
            "Kiểm tra tệp, thư mục có bị đặt chỉ đọc không, hoặc chép thư mục của kỳ sang \
             nơi khác (ví dụ ổ D) rồi chạy lại"
        }
    };
    format!("Không ghi được tệp {name} vào thư mục {folder}: {}. {remedy}.", in_words(error))
}
