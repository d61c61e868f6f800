//! The annex onto the disk: whole or not at all, never over one that was edited by hand.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::typed;
use crate::annexed::names::{annexes, file_name};
use crate::cell::Workbook;
use crate::results::Results;
use crate::sheet::digest::{PROPERTY, of_workbook};
use crate::workbook::read::{Limits, read};
use crate::workbook::write::{Placed, place, to_bytes};
use crate::workspace::Causes;

/// What became of the annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// Was it written, or there already?
    pub placed: Placed,
    /// Earlier annexes of the period that were edited by hand, and are kept.
    pub kept: Vec<PathBuf>,
}

/// Writes the period's annex into a folder, which is made if it is not there.
///
/// # Errors
/// A Vietnamese sentence that names the file and says what to do.
pub fn write(results: &Results<'_>, folder: &Path) -> Result<Written, String> {
    let period = results.month.period;
    let listed = annexes(folder, period).map_err(|error| not_listed(folder, &error))?;
    let mut causes = Causes::new();
    let mut kept = Vec::new();
    let mut number = 1;
    let mut newest = None;
    for (found, path) in listed {
        let book = read_back(&path)?;
        let edited = book.as_ref().is_none_or(is_edited);
        if edited {
            causes.extend(book.iter().flat_map(|book| typed::notes(book, results)));
            kept.push(path);
        }
        number = if edited { found.saturating_add(1) } else { found };
        newest = book.filter(|_| !edited);
    }
    // What stands in the review workbook is the officer's last word.
    causes.extend(results.entries.causes.clone());
    let bytes = to_bytes(super::with_causes(results, &causes))
        .map_err(|error| format!("Không lập được phụ lục: {error}."))?;
    let path = folder.join(file_name(period, number));
    // One that Excel only saved again says the same, though in other bytes.
    let says_the_same = newest.is_some_and(|old| {
        let new = read(&bytes, &Limits::own());
        new.is_ok_and(|new| new.properties.get(PROPERTY) == old.properties.get(PROPERTY))
    });
    if says_the_same {
        return Ok(Written { path, placed: Placed::Unchanged, kept });
    }
    fs::create_dir_all(folder).map_err(|error| not_made(folder, &error))?;
    let placed = place(&path, &bytes).map_err(|error| not_written(&path, &error))?;
    Ok(Written { path, placed, kept })
}

/// An annex as it is on disk; `None` where it is none that can be read.
fn read_back(path: &Path) -> Result<Option<Workbook>, String> {
    let bytes = fs::read(path).map_err(|error| {
        format!(
            "Không đọc được tệp {}: {}. Kiểm tra quyền mở tệp rồi chạy lại.",
            path.display(),
            reason(&error)
        )
    })?;
    Ok(read(&bytes, &Limits::own()).ok())
}

/// Was it changed since the tool wrote it? So, too, where the tool did not write it.
fn is_edited(book: &Workbook) -> bool {
    book.properties.get(PROPERTY) != Some(&of_workbook(book))
}

fn not_listed(folder: &Path, error: &io::Error) -> String {
    format!(
        "Không ghi được kết quả vào thư mục {}: {}. Nếu đó là một tệp, hãy đổi tên tệp; nếu là thư mục, \
         hãy kiểm tra quyền mở rồi chạy lại.",
        folder.display(),
        reason(error)
    )
}

fn not_made(folder: &Path, error: &io::Error) -> String {
    format!(
        "Không ghi được kết quả: không tạo được thư mục {}: {}. Kiểm tra quyền ghi, hoặc chép thư mục của kỳ sang \
         nơi khác (ví dụ ổ D) rồi chạy lại.",
        folder.display(),
        reason(error)
    )
}

/// Windows keeps a file that Excel has open from being replaced (errors 5, 32, 33).
fn not_written(path: &Path, error: &io::Error) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let code = error.raw_os_error();
    if cfg!(windows) && path.exists() && matches!(code, Some(5 | 32 | 33)) {
        return format!(
            "Không ghi được tệp {name}: tệp đang mở trong Excel. Đóng tệp rồi chạy lại."
        );
    }
    let folder = path.parent().unwrap_or(path).display();
    let remedy = match error.kind() {
        io::ErrorKind::StorageFull => "Giải phóng dung lượng ổ đĩa rồi chạy lại",
        io::ErrorKind::IsADirectory => "Đổi tên thư mục trùng tên với tệp rồi chạy lại",
        _ => {
            "Đóng tệp nếu đang mở, kiểm tra quyền ghi của thư mục, hoặc chép thư mục của kỳ sang \
             nơi khác (ví dụ ổ D) rồi chạy lại"
        }
    };
    format!("Không ghi được tệp {name} vào thư mục {folder}: {}. {remedy}.", reason(error))
}

/// The system's reason in Vietnamese, where it is a common one.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "không có quyền".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "đã có một tệp trùng tên thư mục".to_owned()
        }
        io::ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc".to_owned(),
        io::ErrorKind::IsADirectory => "đã có một thư mục trùng tên".to_owned(),
        _ => error.to_string(),
    }
}
