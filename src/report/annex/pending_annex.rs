//! An annex that is ready to be written.

use std::path::PathBuf;

use super::book;
use crate::report::wording::not_written;
use crate::results::Results;
use crate::revision::AnnexFile;
use workbook_io::opc::PackageBytes;
use workbook_io::write;

/// An annex that is ready to be written, and where.
#[derive(Clone, Debug)]
pub struct PendingAnnex {
    /// Where it goes.
    pub path: PathBuf,
    /// The file.
    pub package: PackageBytes,
    /// Nothing need be written: the annex on the disk, or the one that was sent, says the same.
    pub says_the_same: bool,
    /// Annexes edited by hand, which are kept.
    pub kept: Vec<PathBuf>,
    /// Annexes that cannot be read, and why; they are kept, too.
    pub damaged: Vec<(PathBuf, String)>,
    /// Files under an annex's name that are something else, and what; they are kept, too.
    pub foreign: Vec<(PathBuf, String)>,
}

impl PendingAnnex {
    /// Nothing is to be written: this existing annex already says it all.
    pub(super) fn already_at(self, annex: &AnnexFile) -> Self {
        Self { path: annex.path.clone(), says_the_same: true, ..self }
    }
}

/// The annex as a file.
///
/// # Errors
/// A Vietnamese sentence.
pub fn packed(results: &Results<'_>) -> Result<PackageBytes, String> {
    write::to_package(book(results))
        .map_err(|error| format!("Không lập được phụ lục: {}", not_written(&error)))
}
