//! A period's annexes as they stand in its output folder.

use std::path::{Path, PathBuf};

use crate::workspace::annex_book::names::annexes;
use crate::workspace::refusal_words;
use crate::workspace::{OpenError, try_open};
use viet_text::period::Period;
use workbook_io::Workbook;
use workbook_io::digest::is_as_written;

/// The property in which a correction keeps which annexes were sent, for the run that could
/// not write it into the review workbook.
pub const SENT_PROPERTY: &str = "tonghop-sent";

/// An annex as it stands on disk.
#[derive(Clone, Debug)]
pub struct AnnexFile {
    /// Its number.
    pub number: u32,
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, without its cells where nobody edited it; `None` where it is no workbook that
    /// can be read.
    pub book: Option<Workbook>,
    /// It was changed since the tool wrote it, or the tool did not write it.
    pub edited: bool,
    /// What it is, where it is no annex of this period and of this office: another month's annex, a
    /// unit's report. In Vietnamese.
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

    /// May it be written over? What was edited, cannot be read or is something else is kept as it is.
    #[must_use]
    pub fn is_replaceable(&self) -> bool {
        !self.edited && self.damage.is_none() && self.foreign.is_none()
    }

    /// A property that the tool gave it.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&String> {
        self.book.as_ref()?.properties.get(name)
    }
}

/// Reads a period's annexes, the lowest number first, and has each looked at in turn. The cells
/// of those that nobody edited are not kept: a nation's annex takes a gigabyte. `what_else` says what
/// a workbook is that is no annex of the period and the office.
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
            // What another program holds may be read the next time, and may hold notes.
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
