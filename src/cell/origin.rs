//! Where a value came from: the answer to "từ đâu?".

use std::sync::Arc;

use super::Address;

/// A cell of a sheet of a file that the communes sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The file, relative to the period folder, with `/` between folders.
    pub file: Arc<str>,
    /// The sheet's name as decoded.
    pub sheet: Arc<str>,
    /// The cell.
    pub cell: Address,
}
