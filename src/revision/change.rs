//! One difference between two annexes.

use crate::settings::Basis;
use crate::workspace::{EntryRow, REPORT};
use viet_text::text::clean;

/// Shown in place of an empty value.
pub(super) const NOTHING: &str = "–";

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// An item's figure or verdict.
    Item,
    /// What the settings require.
    Threshold,
    /// A cause or note.
    Note,
    /// A date or number of the period.
    Fact,
    /// Whether there is a unit's report.
    Unit,
    /// Rows of a list.
    List,
    /// A unit's figure.
    Figure,
    /// Something typed into the annex.
    Hand,
}

impl ChangeKind {
    /// The officer's word for it.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Item => "Kết quả",
            Self::Threshold => "Mức phải đạt",
            Self::Note => "Ghi chú",
            Self::Fact => "Thông tin kỳ",
            Self::Unit => "Đơn vị",
            Self::List => "Danh sách",
            Self::Figure => "Số liệu",
            Self::Hand => "Sửa tay",
        }
    }
}

/// Why something has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// For the office: which file, which cell.
    pub found: String,
    /// For those who get a correction: no files and no cells.
    pub told: String,
    /// It is the office's own entry in the review workbook.
    pub typed: bool,
}

impl Reason {
    /// The same for the office and for others.
    pub(super) fn plain(words: impl Into<String>) -> Self {
        let found = words.into();
        Self { told: found.clone(), found, typed: false }
    }

    /// What the office is told, and what others are.
    pub(super) fn new(found: impl Into<String>, told: impl Into<String>) -> Self {
        Self { found: found.into(), told: told.into(), typed: false }
    }

    /// The same, typed by the office.
    pub(super) fn typed(self) -> Self {
        Self { typed: true, ..self }
    }
}

/// One difference between two annexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub kind: ChangeKind,
    /// The item or figure: "2.1 Thành viên HTX (thực hiện)".
    pub about: String,
    /// The unit that reported it; empty for the whole.
    pub unit: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub now: String,
    /// The reason that the program found.
    pub reason: Reason,
    /// What a correction gives as the reason: the officer's, or else what it may tell of that.
    pub why: String,
    /// How the verdict changed.
    pub verdict: String,
}

impl Change {
    /// A change of the whole, for a reason.
    pub(super) fn new(
        kind: ChangeKind,
        about: String,
        [before, now]: [String; 2],
        reason: Reason,
    ) -> Self {
        let (unit, why, verdict) = (String::new(), reason.told.clone(), String::new());
        Self { kind, about, unit, before, now, reason, why, verdict }
    }

    /// Has the office itself decided it since, and not only filled in what was open?
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.reason.typed && !self.fills_in() && !self.is_of_report()
    }

    /// Does it only fill in what was open, like a report's number or a date?
    #[must_use]
    pub fn fills_in(&self) -> bool {
        self.kind == ChangeKind::Fact && (self.before == NOTHING || self.before.contains('…'))
    }

    /// Is it only the number or day of the report that goes with the annex?
    #[must_use]
    pub fn is_of_report(&self) -> bool {
        self.kind == ChangeKind::Fact && self.about == REPORT
    }

    /// Is it a row on the same figure that names its basis, too? Earlier versions listed each basis.
    fn names_less_than(&self, row: &EntryRow) -> bool {
        let about = row.text(ABOUT);
        let basis = about.strip_prefix(&*clean(&self.about)).map(str::trim_start);
        let is_basis = |text: &str| Basis::ALL.iter().any(|own| text == in_brackets(*own));
        basis.is_some_and(is_basis)
            && row.text(UNIT) == clean(&self.unit)
            && row.text(BEFORE) == clean(&self.before)
    }

    /// Is a row of the review workbook about this change? A row with another figure sent is not.
    #[must_use]
    pub fn is_at(&self, row: &EntryRow) -> bool {
        let texts = [(ABOUT, &self.about), (UNIT, &self.unit), (BEFORE, &self.before)];
        texts.into_iter().all(|(header, own)| clean(own) == row.text(header))
            || self.names_less_than(row)
    }
}

/// The columns of sheet Nội dung điều chỉnh that identify a change.
pub const ABOUT: &str = "Nội dung, số liệu";
/// The unit.
pub const UNIT: &str = "Đơn vị";
/// The figure that was sent.
pub const BEFORE: &str = "Số đã gửi";

/// "(thực hiện)"
pub(super) fn in_brackets(basis: Basis) -> String {
    format!("({})", basis.vietnamese())
}

/// A text, or a dash in place of none.
pub(super) fn or_nothing(text: &str) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() }
}

/// "Chưa đạt → Đạt", or that the verdict has not changed.
pub(super) fn verdict_in_words(before: &str, now: &str) -> String {
    match (before, now) {
        ("", "") => String::new(),
        (before, now) if before == now => format!("không đổi ({now})"),
        (before, now) => format!("{} → {}", or_nothing(before), or_nothing(now)),
    }
}
