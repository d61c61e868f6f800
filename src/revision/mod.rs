//! What the period's own earlier annexes mean for a run: what has changed since, which of them was
//! sent, and what a correction says.

mod annex_file;
mod change;
mod changes;
mod comparison;
mod corrected;
mod hand_edits;
mod reasons;
mod sent_annexes;
mod signed_page;
mod statement;

pub use annex_file::{AnnexFile, SENT_PROPERTY, read_annex_files};
pub use change::{ABOUT, BEFORE, Change, ChangeKind, Reason, UNIT};
pub use changes::changes;
pub use comparison::ChangeContext;
pub use corrected::corrected;
pub use hand_edits::hand_edits;
pub use reasons::listed;
pub use sent_annexes::{SentAnnexes, sent_annexes};
pub use signed_page::{PageRow, note_column, page_rows};
pub use statement::{ListedRow, StatedFigure, Statement};

use std::collections::BTreeMap;

use crate::figures::history::sendings::Sending;
use viet_text::citation::Citation;

/// What the period's own earlier annexes mean for a run.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    /// What has changed since the last run.
    pub previous: Previous,
    /// Which annexes were sent.
    pub sent: SentAnnexes,
    /// The annex corrects one that was sent.
    pub correction: Option<Correction>,
    /// Causes that were typed into annexes and are now in the review workbook.
    pub read_back: Vec<ReadBack>,
    /// Properties of the annex that separate the program's notes from typed ones.
    pub note_marks: BTreeMap<String, String>,
}

impl Revision {
    /// The report's number and day for the annex: those typed. A correction goes with a new report
    /// and does not repeat those of the annex corrected.
    #[must_use]
    pub fn report(&self, typed: &Citation) -> Citation {
        if self.wants_report(typed) { Citation::default() } else { typed.clone() }
    }

    /// Is the annex a correction while the typed number is still that of the report sent?
    #[must_use]
    pub fn wants_report(&self, typed: &Citation) -> bool {
        self.correction.is_some() && self.sent.went_with(typed)
    }
}

/// What is known of the last run.
#[derive(Clone, Debug, Default)]
pub enum Previous {
    /// It left no annex.
    #[default]
    None,
    /// Its annex cannot be read.
    Unreadable,
    /// What has changed. If nothing has, the earlier list stays.
    Since(Vec<Change>),
}

/// A correction of an annex that was sent.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Its number, from 1.
    pub number: usize,
    /// What it corrects.
    pub against: Sending,
    /// What has changed, if that is known.
    pub changes: Result<Vec<Change>, NoComparison>,
}

/// Why a correction cannot say what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoComparison {
    /// The annex that was sent is gone.
    Gone,
    /// It exists but cannot be read.
    Unreadable,
}

impl Correction {
    /// "điều chỉnh lần 1"
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("điều chỉnh lần {}", self.number)
    }
}

/// A cause that was typed into an annex and is now in the review workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// The resolution's code and the item's number.
    pub item: (String, String),
    /// The annex's file name.
    pub file: String,
    /// The review workbook has another text: both are kept.
    pub differs: bool,
}
