//! Why a file is not read. The caller words it.

use serde::{Deserialize, Serialize};

use super::Limit;
use crate::grid::Address;

/// What a file really is, if it cannot be read as a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Empty.
    Empty,
    /// An encrypted workbook or archive.
    Password,
    /// A damaged workbook.
    Damaged(Damage),
    /// It exceeds one of the [`Limits`](super::Limits).
    TooLarge(Limit),
    /// HTML, usually exported by some program as .xls.
    WebPage,
    /// CSV or tab-separated text.
    DelimitedText,
    /// XML Spreadsheet 2003, usually named .xls or .xml.
    Xml2003,
    /// Flat OpenDocument XML (.fods).
    FlatOpenDocument,
    /// A workbook of Excel 4 or earlier.
    OldExcel,
    /// A workbook with an Excel 4 macro sheet that cannot be skipped.
    MacroSheet,
    /// A Word or other text document.
    Word,
    /// A PowerPoint or other presentation.
    PowerPoint,
    /// PDF.
    Pdf,
    /// An image.
    Image,
    /// RAR, 7z or gzip.
    Archive,
    /// A .zip of files, for the caller to read.
    PlainZip,
    /// Excel's lock file beside an open workbook (`~$...`).
    LockFile,
    /// Something else.
    NotAWorkbook,
}

/// How a workbook is damaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// The file is cut short.
    CutShort,
    /// The central directory does not match the parts.
    PartListMismatch,
    /// Two parts have the same name.
    PartTwice,
    /// A checksum does not match.
    ChecksumMismatch,
    /// The container cannot be unpacked.
    BrokenPackage,
    /// An archive of files cannot be unpacked.
    BrokenArchive,
    /// A required part is missing.
    MissingPart(String),
    /// The package names no main part.
    NoMainPart,
    /// A listed sheet refers to no part.
    UnlinkedSheet,
    /// XML in another encoding than UTF-8.
    NotUtf8,
    /// XML that is cut short or not well-formed.
    MalformedXml,
    /// Binary records are cut short or out of order.
    BrokenRecords,
    /// A record that the format does not define.
    ForeignRecord,
    /// The parts of the workbook are inconsistent.
    BrokenWorkbook,
    /// Two sheets have the same name.
    SheetNameTwice(String),
    /// The content of a listed sheet is missing.
    SheetWithoutContent(String),
    /// The content of a sheet is not at its listed position.
    SheetNotFound,
    /// A worksheet is missing from the list of sheets.
    UnlistedSheet,
    /// Several sheets refer to the same content.
    SharedContent,
    /// A cell occurs twice.
    CellTwice {
        /// The sheet, if known.
        sheet: Option<String>,
        /// The cell.
        at: Address,
    },
    /// A single cell is out of order.
    MisplacedCell,
    /// A cell lies outside the largest possible sheet.
    CellOutside(String),
    /// An invalid cell address.
    CellAddress(String),
    /// An invalid row number.
    RowNumber(String),
    /// A sheet has a different number of cells than was counted.
    CellCountMismatch(String),
    /// An impossible index of a shared formula.
    SharedFormulaIndex,
    /// The table of shared strings claims an impossible size.
    SharedStringCount,
    /// The reading library panicked.
    ReaderFailed,
    /// The child process ended while reading the file.
    ReaderStopped,
}

impl Refusal {
    /// A sheet with two contents for a cell.
    pub(crate) fn twice(sheet: &str, at: Address) -> Self {
        Self::Damaged(Damage::CellTwice { sheet: Some(sheet.to_owned()), at })
    }

    /// Is it, or was it meant to be, a spreadsheet?
    #[must_use]
    pub const fn is_spreadsheet(&self) -> bool {
        !matches!(
            self,
            Self::Word
                | Self::PowerPoint
                | Self::Pdf
                | Self::Image
                | Self::Archive
                | Self::LockFile
                | Self::NotAWorkbook
        )
    }
}

impl std::fmt::Display for Refusal {
    /// For developers. The caller words it for users.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not read: {self:?}")
    }
}

impl std::error::Error for Refusal {}
