//! Forms as files: opened, their tables found.

use std::fs;
use std::path::Path;

use super::blank::{BlankTable, tables};
use super::propose::BlankForm;
use crate::path_text::PathText as _;
use crate::system_error::file_not_opened;
use crate::workspace::{in_unicode, open};
use workbook_io::Workbook;

/// A form's file, opened.
#[derive(Clone, Debug)]
pub struct OpenForm {
    /// Its name.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its content.
    pub book: Workbook,
    /// Its tables.
    pub tables: Vec<BlankTable>,
    /// It is a filled report, called after who sent it.
    pub is_report: bool,
}

impl OpenForm {
    /// The form as it is proposed for.
    pub(super) fn as_blank(&self) -> BlankForm {
        if self.is_report {
            return BlankForm { name: "biểu mẫu".to_owned(), tables: self.tables.clone() };
        }
        let name = self.file.rsplit_once('.').map_or(self.file.as_str(), |(stem, _)| stem);
        BlankForm { name: name.to_owned(), tables: self.tables.clone() }
    }
}

/// Opens a form and finds its tables.
///
/// # Errors
/// A Vietnamese sentence that names the file.
pub fn open_form(path: &Path) -> Result<OpenForm, String> {
    let book = in_unicode(open(path)?);
    let bytes = fs::read(path).map_err(|error| file_not_opened(path, &error))?;
    let file = Path::new(path.file_name().unwrap_or_default()).on_one_line();
    let tables = tables(&book);
    Ok(OpenForm { file, bytes, book, tables, is_report: false })
}
