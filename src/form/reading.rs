//! What a cell that should hold a number turned out to say.

use rust_decimal::Decimal;

use crate::cell_text::CellText as _;
use crate::settings::Mark;
use workbook_io::{Cell, Value};

/// A data cell as read. [`Reading::number`] tells which of these have a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing is written.
    Blank,
    /// A numeric cell, used as stored.
    Stored(Decimal),
    /// A number shown as per cent where per cents belong: what is shown.
    PerCent(Decimal),
    /// Text with one clear reading.
    Text(Decimal),
    /// The same, once what is crossed out or raised in it is left out.
    TextInPart(Decimal),
    /// Text with more than one reading, of which another cell of the same submission confirms
    /// exactly one.
    Corroborated(Decimal),
    /// A number under a unit of measure that is not the form's, in the form's: another cell of the same
    /// submission bears it out.
    Converted(Decimal),
    /// A formula that was saved without its result and is simple enough to compute exactly.
    Computed(Decimal),
    /// A formula that was saved with a result which it does not have: what it comes to.
    Recomputed(Decimal),
    /// A sign of the settings' table: missing or zero; where something is met or not, yes or no.
    Sign(Mark),
    /// The officer accepted this number for the cell, whatever is written there. Where the figure
    /// comes from a list, that does not change.
    Accepted(Decimal),
    /// The officer gave this number as the unit's figure, whatever is written.
    Decided(Decimal),
    /// Text with more than one reading, the likelier first.
    Doubtful(Box<[Decimal]>),
    /// Something that is no number.
    NotANumber(NoNumber),
    /// A number beyond all figures of this domain.
    Oversized,
    /// An error value.
    Error,
    /// A formula that was saved without its result.
    NoResult,
}

/// What stands in a cell instead of the number that belongs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// Words.
    Words,
    /// A day, with the number that stands for it, where one does: none of the report's, and kept only
    /// to know what was added up with it.
    Day(Option<Decimal>),
    /// A number in which a day was added up.
    AddsDay,
    /// A number shown as per cent where no share belongs: what is shown.
    PerCent(Decimal),
    /// A number in which per cents were added up with what is none.
    AddsPerCent,
    /// More than one number.
    Several,
    /// A number that is crossed out.
    CrossedOut,
    /// A footnote's mark.
    Raised,
}

/// Is a serial a day that somebody may have typed? Lesser ones are numbers of the report's that got a
/// format of days by mistake: what was added up with them is none the worse.
#[must_use]
pub fn is_typed_day(serial: Decimal) -> bool {
    /// 1 January 1945.
    const FIRST: Decimal = Decimal::from_parts(16_438, 0, 0, false, 0);
    serial >= FIRST
}

impl Reading {
    /// The number used, where there is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Stored(number)
            | Self::PerCent(number)
            | Self::Text(number)
            | Self::TextInPart(number)
            | Self::Corroborated(number)
            | Self::Converted(number)
            | Self::Computed(number)
            | Self::Recomputed(number)
            | Self::Accepted(number)
            | Self::Decided(number) => Some(*number),
            Self::Sign(Mark::Zero | Mark::No) => Some(Decimal::ZERO),
            Self::Sign(Mark::Yes) => Some(Decimal::ONE),
            _ => None,
        }
    }

    /// Does the cell say nothing of its figure, not that there is none of it either?
    #[must_use]
    pub const fn is_unfilled(&self) -> bool {
        matches!(self, Self::Blank | Self::Sign(Mark::Missing))
    }

    /// Did the officer decide what the cell says?
    #[must_use]
    pub const fn is_by_officer(&self) -> bool {
        matches!(self, Self::Accepted(_) | Self::Decided(_))
    }

    /// Does the cell hold something that could not be turned into a number?
    #[must_use]
    pub const fn is_trouble(&self) -> bool {
        matches!(
            self,
            Self::Doubtful(_)
                | Self::NotANumber(_)
                | Self::Oversized
                | Self::Error
                | Self::NoResult
        )
    }
}

/// A cell's content as written. A formula without a result shows nothing, but the cell is not
/// empty.
#[must_use]
pub(super) fn as_written(cell: &Cell) -> String {
    match cell {
        Cell { value: Value::Blank, formula: Some(formula), .. } if cell.lacks_result() => {
            format!("={formula}")
        }
        cell => cell.as_written(),
    }
}
