//! One thing that is other than it was.

use crate::workspace::{EntryRow, REPORT};
use viet_text::text::clean;

/// Where there is nothing.
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
    /// Something that a hand put into the annex.
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

/// One thing that is other than it was.
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
    /// Why, as far as the tool can tell.
    pub found: String,
    /// Why, as the officer says; else the same.
    pub why: String,
    /// What became of the verdict.
    pub verdict: String,
}

impl Change {
    /// Only filled in what was left open: a report's number, a date.
    #[must_use]
    pub fn fills_in(&self) -> bool {
        self.kind == ChangeKind::Fact && (self.before == NOTHING || self.before.contains('…'))
    }

    /// Another number or day of the report that the annex goes with.
    #[must_use]
    pub fn is_of_report(&self) -> bool {
        self.kind == ChangeKind::Fact && self.about == REPORT
    }

    /// Is a row of the review workbook about it? One that was sent with another figure is not.
    #[must_use]
    pub fn is_at(&self, row: &EntryRow) -> bool {
        let texts = [(ABOUT, &self.about), (UNIT, &self.unit), (BEFORE, &self.before)];
        texts.into_iter().all(|(header, own)| clean(own) == row.text(header))
    }
}

/// Columns of sheet Nội dung điều chỉnh by which a change is known again.
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
