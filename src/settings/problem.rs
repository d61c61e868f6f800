//! What is wrong with the settings, said so that the officer can go to the cell and mend it.

use std::fmt;

use crate::cell::Address;

/// One thing the settings do not say clearly enough to be run on.
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
        }
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

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

/// `; ý là "…"?` where one known word is much like what was written, else nothing.
pub(super) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(written, known).map_or_else(String::new, |word| format!("; ý là \"{word}\"?"))
}

/// The known word most like what was written, where it is like it at all.
fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LIKE_ENOUGH: f64 = 0.75;
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(&written, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= LIKE_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}
