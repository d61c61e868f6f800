//! A file of a period folder: where its bytes are, and whether its name says that it is no report.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file_error::FileError;
use crate::path_text::name_on_one_line;
use crate::workspace::is_in_output;
use workbook_io::opc::archive::Member;

/// A file in the period folder, or in a .zip that lies there.
#[derive(Debug)]
pub struct Source {
    /// Path relative to the period folder, with `/` between folders. A .zip counts as a folder:
    /// `goi.zip/Xã Mỹ Quý.xlsx`.
    pub path: Arc<str>,
    /// Where its bytes are.
    pub(super) content: Content,
}

/// Where a file's bytes are.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// On disk. Was it a file when it was listed, not a pipe, a device or a link to one?
    Disk(PathBuf, bool),
    /// In a .zip, which is held in memory: nothing is ever extracted to disk.
    Zipped(Member),
    /// Nowhere to be read from.
    Refused(FileError),
}

impl Source {
    /// The file's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Why the file is none of the communes' reports, where its name says so.
    #[must_use]
    pub fn ignored(&self) -> Option<&'static str> {
        if let Content::Refused(FileError::Ignored(reason)) = &self.content {
            return Some(reason);
        }
        let name = self.name().to_lowercase();
        if name.starts_with("~$") || name.starts_with(".~lock.") {
            Some("tệp khóa tạm của Excel (sổ tính đang mở), không phải báo cáo")
        } else if matches!(name.as_str(), "thumbs.db" | "desktop.ini") || name.starts_with('.') {
            Some("tệp riêng của hệ điều hành, không phải báo cáo")
        } else if (name.ends_with(".eml") || name.ends_with(".txt")) && is_in_output(&self.path) {
            Some("thư, tin nhắn do chương trình soạn, trong bản chép của thư mục kết quả")
        } else {
            None
        }
    }
}

impl Source {
    pub(super) fn at(path: &str, content: Content) -> Self {
        Self { path: Arc::from(&*name_on_one_line(path)), content }
    }

    pub(super) fn of_disk(path: &str, file: PathBuf, is_file: bool) -> Self {
        Self::at(path, Content::Disk(file, is_file))
    }

    /// Where it lies on disk. Names that are no Unicode may be shown alike.
    pub(super) fn on_disk(&self) -> Option<&Path> {
        match &self.content {
            Content::Disk(file, _) => Some(file),
            _ => None,
        }
    }
}
