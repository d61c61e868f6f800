//! Why a file is not read: what it truly is, as data. The caller words it.

use serde::{Deserialize, Serialize};

use super::Limit;
use crate::grid::Address;

/// A file that yields no workbook, by its true nature rather than its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Nothing in it.
    Empty,
    /// A workbook (or an archive) that only a password opens.
    Password,
    /// A workbook whose bytes are not whole.
    Damaged(Damage),
    /// It asks for more than [`Limits`](super::Limits) grants.
    TooLarge(Limit),
    /// HTML, usually an export of some software, named .xls.
    WebPage,
    /// CSV or text with tabs.
    DelimitedText,
    /// XML Spreadsheet 2003, usually named .xls or .xml.
    Xml2003,
    /// OpenDocument as one flat XML file (.fods).
    FlatOpenDocument,
    /// A workbook of Excel 4 or before.
    OldExcel,
    /// A workbook with an Excel 4 macro sheet, which the reader cannot pass over.
    MacroSheet,
    /// Word or another text document.
    Word,
    /// PowerPoint or another presentation.
    PowerPoint,
    /// PDF.
    Pdf,
    /// A picture: a scan, a photograph, a screenshot.
    Image,
    /// RAR, 7z or gzip.
    Archive,
    /// A .zip that holds files: its members are for the caller to read.
    PlainZip,
    /// The mark that Excel leaves beside an open workbook (`~$...`).
    LockFile,
    /// None of these.
    NotAWorkbook,
}

/// What is not whole about a damaged workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// The file ends before its content does.
    CutShort,
    /// The list of parts and the parts disagree.
    PartListMismatch,
    /// Two parts have one name.
    PartTwice,
    /// A part's bytes do not give the checksum that was stored with them.
    ChecksumMismatch,
    /// The container cannot be taken apart.
    BrokenPackage,
    /// An archive of files that cannot be unpacked.
    BrokenArchive,
    /// A part that the format requires is not there.
    MissingPart(String),
    /// XML in another encoding than UTF-8.
    NotUtf8,
    /// XML that is cut or not well-formed.
    MalformedXml,
    /// Binary records are cut or out of order.
    BrokenRecords,
    /// A record that the format does not know.
    ForeignRecord,
    /// The workbook's parts do not fit together.
    BrokenWorkbook,
    /// Two sheets have one name.
    SheetNameTwice(String),
    /// A sheet is listed and its content is missing.
    SheetWithoutContent(String),
    /// A sheet's content is not where the list of sheets says.
    SheetNotFound,
    /// A worksheet that the list of sheets leaves out.
    UnlistedSheet,
    /// Several sheets point at one content.
    SharedContent,
    /// A cell is given twice.
    CellTwice {
        /// The sheet, where it is known.
        sheet: Option<String>,
        /// The cell.
        at: Address,
    },
    /// A cell stands before one that it should follow.
    MisplacedCell,
    /// A cell lies beyond the largest sheet.
    CellOutside(String),
    /// A cell bears an address that is none.
    CellAddress(String),
    /// A row bears a number that is none.
    RowNumber(String),
    /// A sheet has other cells than were counted in it.
    CellCountMismatch(String),
    /// A shared formula bears an impossible number.
    SharedFormulaIndex,
    /// The table of shared texts claims an impossible size.
    SharedStringCount,
    /// The reader gave up inside.
    ReaderFailed,
    /// The process that read the file ended while reading it.
    ReaderStopped,
}

impl Refusal {
    /// A sheet that gives one cell two contents.
    pub(crate) fn twice(sheet: &str, at: Address) -> Self {
        Self::Damaged(Damage::CellTwice { sheet: Some(sheet.to_owned()), at })
    }

    /// Is it, or was it meant to be, a spreadsheet? A letter or a photo may lie in a folder
    /// for other reasons.
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
    /// For developers; what users see is worded by the caller.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not read: {self:?}")
    }
}

impl std::error::Error for Refusal {}
