//! What is wrong with the settings, so that the officer can go to the cell and correct it.

use std::fmt;

use viet_text::text::{bare, folded};
use workbook_io::Address;

/// One thing that must be corrected in the settings before a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Sheet of the settings workbook.
    pub sheet: String,
    /// The cell, where one cell is at fault.
    pub cell: Option<Address>,
    /// What is wrong and what to do, in Vietnamese.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cell {
            Some(cell) => write!(f, "trang \"{}\", ô {cell}: {}", self.sheet, self.message),
            None => write!(f, "trang \"{}\": {}", self.sheet, self.message),
        }?;
        // A question mark already ends the sentence.
        if self.message.ends_with('?') { Ok(()) } else { f.write_str(".") }
    }
}

/// Problems gathered while settings are read; all are shown, not only the first.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, sheet: &str, cell: Option<Address>, message: impl Into<String>) {
        let problem = Problem { sheet: sheet.to_owned(), cell, message: message.into() };
        if !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    /// Is the whole sheet affected: is it or one of its columns absent?
    pub(super) fn of_whole(&self, sheet: &str) -> bool {
        self.0.iter().any(|problem| problem.sheet == sheet && problem.cell.is_none())
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

/// `; ý là "…"?` with the known word that is most like what was written; empty where none is.
pub(super) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(written, known).map_or_else(String::new, |word| format!("; ý là \"{word}\"?"))
}

/// The same at the end of a sentence that another follows.
pub(super) fn did_you_mean_stop<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> String {
    let hint = did_you_mean(written, known);
    if hint.is_empty() { ".".to_owned() } else { hint }
}

/// The known word that is most like what was written; `None` where none is like it.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const LIKE_ENOUGH: f64 = 0.75;
    let written = folded(written);
    let likeness = |word: &str| {
        let word = folded(word);
        let as_typed = strsim::normalized_damerau_levenshtein(&written, &word);
        // In a short word one missing diacritic would already make too much of a difference.
        if bare(&written) == bare(&word) { as_typed.max(LIKE_ENOUGH) } else { as_typed }
    };
    known
        .into_iter()
        .map(|word| (likeness(word), word))
        .filter(|(likeness, _)| *likeness >= LIKE_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}
