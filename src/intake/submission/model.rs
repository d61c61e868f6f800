//! Files and submissions as plain data.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sheets::SheetRecord;
use crate::form::{FormSheet, NamedUnit, VersionMark};
use crate::intake::FileError;
use crate::settings::Basis;
use crate::workspace::annex_book::SourceFigure;
use viet_text::period::Period;
use workbook_io::Address;

/// A file of the period folder and what came of it.
#[derive(Clone, Debug)]
pub struct FileRecord {
    /// Path relative to the period folder.
    pub path: Arc<str>,
    /// What came of it.
    pub outcome: Outcome,
    /// The unit that its name points to.
    pub unit_by_name: Option<usize>,
    /// The unit, none of the office's, that its name points to.
    pub unknown_by_name: Option<String>,
    /// The blank form that it was made from, where it bears the mark of one.
    pub made_from: Option<VersionMark>,
    /// It is a slip of this office's as it was sent out, without a change.
    pub is_unfilled_slip: bool,
    /// The time of last change stamped inside.
    pub modified: Option<String>,
    /// None of the office's forms was found in it, and its letters were broken by a wrong code page.
    pub has_broken_letters: bool,
    /// Its sheets, each with what it is; none where it could not be opened.
    pub sheets: Vec<SheetRecord>,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It could not be used at all.
    Refused(FileError),
    /// A workbook in which no form was found; the names of its sheets.
    NoForm(Vec<String>),
    /// A workbook of the office's own, that no unit sends.
    Own(OwnBook),
    /// Submissions came out of it, by their place in the month's list.
    Submissions(Vec<usize>),
}

/// One unit's figures for one period, out of one file.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The file's place in the month's list.
    pub file: usize,
    /// Whose it is.
    pub unit: Option<NamedUnit>,
    /// The unit whose name is nearly the one written, where that is none of the office's: for "did
    /// you mean". Where the file's name names that unit, too, the submission is assigned to it.
    pub near_unit: Option<usize>,
    /// Which period it says it is of.
    pub period: Option<Period>,
    /// Its sheets; of an annex its merged lists.
    pub sheets: Vec<FormSheet>,
    /// Its figures, where it is the annex of an office below.
    pub annexed: Option<Box<AnnexReport>>,
    /// What is done with it.
    pub fate: Fate,
}

impl Submission {
    /// The unit that it seems to be of while it names none of the office's.
    #[must_use]
    pub fn nearly_of(&self) -> Option<usize> {
        self.near_unit.filter(|_| matches!(self.unit, Some(NamedUnit::Unknown(_))))
    }
}

/// What the annex of an office below says of one unit.
#[derive(Clone, Debug)]
pub struct AnnexReport {
    /// The file.
    pub file: Arc<str>,
    /// Its sheet of figures used.
    pub sheet: Arc<str>,
    /// The sub-units, also those without figures; the name is empty where the figures are the
    /// unit's own.
    pub sub_units: Vec<SubUnit>,
    /// Rows of figures that could not be used.
    pub not_understood: Vec<NotUnderstood>,
    /// It is not as the program wrote it.
    pub edited: bool,
    /// The figures, by their indicators' places and bases, that the annex itself says are under review.
    pub under_review: BTreeSet<(usize, Basis)>,
}

/// A sub-unit of one of the office's units, with its figures.
#[derive(Clone, Debug)]
pub struct SubUnit {
    /// Its name; empty where the figures are the unit's own.
    pub name: Arc<str>,
    /// Its figures.
    pub figures: Vec<AnnexFigure>,
}

/// A figure of an annex and its cell.
#[derive(Clone, Debug)]
pub struct AnnexFigure {
    /// The figure.
    pub figure: SourceFigure,
    /// The cell of the number used.
    pub at: Address,
}

/// A row of an annex that holds no figure that can be used.
#[derive(Clone, Debug)]
pub struct NotUnderstood {
    /// The cell of the number used.
    pub at: Address,
    /// Why, in the officer's words.
    pub why: String,
}

impl AnnexReport {
    /// Its figures, each with its sub-unit.
    pub fn figures(&self) -> impl Iterator<Item = (&SubUnit, &AnnexFigure)> {
        self.sub_units.iter().flat_map(|part| part.figures.iter().map(move |figure| (part, figure)))
    }

    /// The sub-units without any figure.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let missing = self.sub_units.iter().filter(|part| part.figures.is_empty());
        missing.map(|part| &*part.name).collect()
    }

    /// The sub-units for which the office below used an earlier period's figures.
    #[must_use]
    pub fn carried(&self) -> Vec<&str> {
        let is_carried = |part: &&SubUnit| part.figures.iter().any(|f| f.figure.carried);
        self.sub_units.iter().filter(is_carried).map(|part| &*part.name).collect()
    }
}

/// What is done with a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its figures count.
    Used,
    /// Its figures do not count.
    SetAside(Reason),
}

/// Why a submission's figures do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It names a unit that is not on the office's list.
    UnknownUnit(String),
    /// It names no unit, nor does its file.
    NoUnit,
    /// It is a form that was sent back without a single figure.
    EmptyForm,
    /// It is of another period.
    OtherPeriod(Period),
    /// Another version of the same unit is used, by its place in the month's list.
    OtherVersion(usize),
    /// It is the same, cell for cell, as one that is used.
    IdenticalCopy(usize),
    /// The office decided so in the review workbook.
    ByOffice,
}

/// What the office decided of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It counts, whatever speaks against it.
    Use,
    /// It does not count.
    Drop,
}

/// A workbook of the office's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnBook {
    /// An annex of this very office.
    Annex {
        /// The office that made it, as it names itself.
        maker: String,
        /// Its period.
        period: Option<Period>,
    },
    /// A review workbook.
    Review,
    /// Settings.
    Settings,
    /// A form with codes in its cells.
    MarkedForm,
    /// A slip as it lies in the output folder, without a change.
    Slip,
}

impl OwnBook {
    /// What it is, in the officer's words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Annex { maker, period } => {
                let period = period.map(|period| format!(" {}", period.in_words()));
                let made = match maker.as_str() {
                    "" => "của các đơn vị ở đây, không ghi cơ quan nào lập".to_owned(),
                    maker => format!("do chính cơ quan này lập ({maker})"),
                };
                format!(
                    "phụ lục{} {made}, là kết quả tổng hợp, không phải báo cáo của đơn vị",
                    period.unwrap_or_default()
                )
            }
            Self::Review => "tệp rà soát của cơ quan tổng hợp, không phải báo cáo".to_owned(),
            Self::Settings => "tệp khai báo của chương trình, không phải báo cáo".to_owned(),
            Self::MarkedForm => "biểu mẫu gắn mã của cơ quan, không phải báo cáo".to_owned(),
            Self::Slip => {
                "phiếu do chương trình lập để gửi lại đơn vị, chưa sửa gì, nằm trong bản chép của thư \
                 mục kết quả; không phải báo cáo"
                    .to_owned()
            }
        }
    }
}
