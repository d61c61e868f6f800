//! What a run leaves behind: each output placed whole, or not at all.

use std::fs;
use std::path::Path;

use crate::intake::OUTPUT_FOLDER;
use crate::json;
use crate::results::Results;
use crate::screen;
use crate::workbook::write::place;

/// What was written, for the screen.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Sentences on each output, in the order in which the officer needs them.
    pub sentences: Vec<String>,
    /// The JSON went to the screen, which then belongs to whoever reads it.
    pub json_on_screen: bool,
}

impl Written {
    /// The sentences, one a line.
    #[must_use]
    pub fn lines(&self) -> String {
        self.sentences.join("\n")
    }
}

/// Writes everything that a run yields.
///
/// # Errors
/// A Vietnamese sentence on what could not be written and what to do.
pub fn write(
    results: &Results<'_>,
    period_folder: &Path,
    json: Option<&Path>,
) -> Result<Written, String> {
    let mut written = Written::default();
    let folder = period_folder.join(OUTPUT_FOLDER);
    fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    written.json_on_screen = write_json(results, json)?;
    Ok(written)
}

/// Writes the machine twin where it was asked for; true where that is the screen.
///
/// # Errors
/// A Vietnamese sentence on what could not be written and what to do.
pub fn write_json(results: &Results<'_>, path: Option<&Path>) -> Result<bool, String> {
    let Some(path) = path else { return Ok(false) };
    let text = json::render(results);
    if path == Path::new("-") {
        screen::show(&text);
        return Ok(true);
    }
    place(path, text.as_bytes()).map_err(|error| cannot_write(path, &error))?;
    Ok(false)
}

/// "Không ghi được …", with the next step.
#[must_use]
pub fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    let why = match error.raw_os_error() {
        // ERROR_SHARING_VIOLATION: somebody has the file open.
        Some(32) if cfg!(windows) => {
            "tệp đang mở trong Excel. Đóng tệp đó lại rồi chạy lại".to_owned()
        }
        _ => match error.kind() {
            std::io::ErrorKind::PermissionDenied => {
                "không có quyền ghi, hoặc tệp đang mở trong Excel. Đóng tệp, kiểm tra thư mục có \
                 bị đặt chỉ đọc không, rồi chạy lại"
                    .to_owned()
            }
            std::io::ErrorKind::StorageFull => "ổ đĩa đã đầy. Xóa bớt tệp rồi chạy lại".to_owned(),
            _ => format!("{error}. Kiểm tra thư mục rồi chạy lại"),
        },
    };
    format!("Không ghi được {}: {why}.", path.display())
}
