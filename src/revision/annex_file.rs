//! A period's annexes in its output folder.

use std::path::{Path, PathBuf};

use crate::workspace::annex_book::names::annexes;
use crate::workspace::refusal_words;
use crate::workspace::{OpenError, try_open};
use viet_text::period::Period;
use workbook_io::Workbook;
use workbook_io::digest::is_as_written;

/// The property in which a correction records which annexes were sent, in case the review workbook
/// could not be written.
pub const SENT_PROPERTY: &str = "tonghop-sent";

/// An annex on disk.
#[derive(Clone, Debug)]
pub struct AnnexFile {
    /// Its number.
    pub number: u32,
    /// Where it is.
    pub path: PathBuf,
    /// Its content, without cells if nobody edited it; `None` if it cannot be read.
    pub book: Option<Workbook>,
    /// It was changed since the program wrote it, or was not written by it.
    pub edited: bool,
    /// What else it is (another month's annex, a unit's report), in Vietnamese; `None` for an annex
    /// of this period and office.
    pub foreign: Option<String>,
    /// Why it cannot be read: cut short, empty, no workbook. In Vietnamese, without a full stop.
    pub damage: Option<String>,
}

impl AnnexFile {
    /// The file's name.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// May it be overwritten? An edited, unreadable or foreign file is kept.
    #[must_use]
    pub fn is_replaceable(&self) -> bool {
        !self.edited && self.damage.is_none() && self.foreign.is_none()
    }

    /// One of its custom properties.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&String> {
        self.book.as_ref()?.properties.get(name)
    }
}

/// Reads a period's annexes, the lowest number first, and passes each to `look`. Cells of unedited
/// annexes are dropped afterwards: they may need a gigabyte. `what_else` says what a workbook is if
/// it is not an annex of this period and office.
///
/// # Errors
/// The path that could not be listed or opened, with its reason.
pub fn read_annex_files(
    folder: &Path,
    period: Period,
    what_else: impl Fn(&Workbook) -> Option<String>,
    mut look: impl FnMut(&AnnexFile),
) -> Result<Vec<AnnexFile>, (PathBuf, OpenError)> {
    let listed = annexes(folder, period);
    let listed = listed.map_err(|error| (folder.to_owned(), OpenError::BySystem(error)))?;
    let read = listed.into_iter().map(|(number, path)| {
        let (book, damage) = match try_open(&path) {
            Ok(book) => (Some(book), None),
            Err(OpenError::Unreadable(why)) => (None, Some(refusal_words::what_it_is(&why))),
            // A file that is open elsewhere may contain notes; the next run can read it.
            Err(why) => return Err((path, why)),
        };
        let edited = book.as_ref().is_some_and(|book| !is_as_written(book));
        let foreign = book.as_ref().and_then(&what_else);
        let mut annex = AnnexFile { number, path, book, edited, foreign, damage };
        look(&annex);
        if let Some(book) = annex.book.as_mut().filter(|_| !edited || annex.foreign.is_some()) {
            book.sheets = Vec::new();
        }
        Ok(annex)
    });
    read.collect()
}
