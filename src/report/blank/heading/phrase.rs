//! Phrases of a heading that name a period or its days ("Từ ngày … đến ngày …", "Quý …/Năm …"),
//! with their slots.

use std::ops::Range;

use viet_text::slot::Slot;

/// The kind of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    /// The period's month, quarter, or half of a year or nine months.
    Month,
    Quarter,
    /// The period's half year; `only` is 1 or 2 if the words name it.
    Half {
        only: Option<u32>,
    },
    Year,
    /// "6 tháng/năm …": a choice between half a year and a year.
    HalfOrYear,
    /// From its first day or month to its last.
    Range,
    /// Up to its last day or month.
    Until,
    /// Something else: a day of signing, another document.
    Other,
    /// It may be anything: the last period, a deadline, eleven months.
    Unknown,
}

/// An end of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodEdge {
    First,
    Last,
}

/// The meaning of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotMeaning {
    /// A whole day: 31/03/2026.
    Date(PeriodEdge),
    /// A day of the month.
    Day(PeriodEdge),
    /// A month of the year.
    Month(PeriodEdge),
    /// The year.
    Year,
    /// The period's month.
    OwnMonth,
    /// The period's quarter.
    Quarter,
    /// The half of the year: "đầu", "cuối".
    Half,
    /// How many months it has, where these are half a year or nine.
    Count,
}

/// A phrase in a heading.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) kind: PhraseKind,
    pub(super) at: Range<usize>,
    pub(super) places: Vec<(Slot, SlotMeaning)>,
}

pub(super) type PhraseSlots = Vec<(Slot, SlotMeaning)>;
