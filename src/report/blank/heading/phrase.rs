//! Phrases of a heading that name a period or its days, "Từ ngày … đến ngày …", "Quý …/Năm …",
//! with their places: open, or written in already.

use std::ops::Range;

use viet_text::slot::Slot;

/// What a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    /// The period's month, quarter, or half of a year.
    Month,
    Quarter,
    /// `only` the first or second half, where the words say which.
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
    /// Not the period's: a day of signing, of another document.
    Other,
    /// It may be anything: the last period, a deadline, nine months.
    Unknown,
}

/// An end of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodEdge {
    First,
    Last,
}

/// What belongs in a place.
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
    /// The month that the period is.
    OwnMonth,
    /// The quarter that it is.
    Quarter,
    /// Which half of the year it is: "đầu", "cuối".
    Half,
    /// How many months it has, where these are half a year.
    Six,
}

/// A phrase in a heading.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) kind: PhraseKind,
    pub(super) at: Range<usize>,
    pub(super) places: Vec<(Slot, SlotMeaning)>,
}

pub(super) type PhraseSlots = Vec<(Slot, SlotMeaning)>;
