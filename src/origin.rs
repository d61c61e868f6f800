//! Where a value came from.

use std::sync::Arc;

use workbook_io::Address;

/// A sheet of a file that the communes sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SheetPlace {
    /// The file, relative to the period folder, with `/` between folders.
    pub file: Arc<str>,
    /// The sheet's name as decoded.
    pub sheet: Arc<str>,
}

/// A cell of such a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The sheet.
    pub on: Arc<SheetPlace>,
    /// The cell.
    pub cell: Address,
}

impl SheetPlace {
    /// A sheet by file and name.
    #[must_use]
    pub fn new(file: &Arc<str>, sheet: &Arc<str>) -> Arc<Self> {
        Arc::new(Self { file: Arc::clone(file), sheet: Arc::clone(sheet) })
    }
}
