//! One difference between two annexes.

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
    pub found: String,
    /// The officer's reason, or else the same.
    pub why: String,
    /// How the verdict changed.
    pub verdict: String,
}

impl Change {
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

    /// Is a row of the review workbook about this change? A row with another figure sent is not.
    #[must_use]
    pub fn is_at(&self, row: &EntryRow) -> bool {
        let texts = [(ABOUT, &self.about), (UNIT, &self.unit), (BEFORE, &self.before)];
        texts.into_iter().all(|(header, own)| clean(own) == row.text(header))
    }
}

/// The columns of sheet Nội dung điều chỉnh that identify a change.
pub const ABOUT: &str = "Nội dung, số liệu";
/// The unit.
pub const UNIT: &str = "Đơn vị";
/// The figure that was sent.
pub const BEFORE: &str = "Số đã gửi";

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
