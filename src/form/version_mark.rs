//! The mark that a blank form bears, so that a filled one says which version it was made from.

use workbook_io::Workbook;

/// The document property that holds the mark. It survives saving in every spreadsheet program.
pub const MARK_PROPERTY: &str = "tonghop.bieu-mau";

/// Which template a blank form was made from, and which version of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionMark {
    /// The template's file name.
    pub file: String,
    /// Its version then.
    pub version: String,
}

impl VersionMark {
    /// The mark of a workbook, where it bears one.
    #[must_use]
    pub fn read(book: &Workbook) -> Option<Self> {
        let (file, version) = book.properties.get(MARK_PROPERTY)?.rsplit_once(' ')?;
        Some(Self { file: file.to_owned(), version: version.to_owned() })
    }

    /// As the property holds it.
    #[must_use]
    pub fn in_property(&self) -> String {
        format!("{} {}", self.file, self.version)
    }
}
