//! A unit's figure, and where it came from.

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::row_bitset::RowBitset;
use crate::origin::{Origin, SheetPlace};
use crate::settings::Indicator;
use viet_text::notation::vietnamese;
use viet_text::period::Period;
use workbook_io::number::rounded;

/// A unit's figure. Its value is `sum`, or for a mean `sum / weight`.
#[derive(Clone, Debug)]
pub struct UnitFigure {
    /// The figure, or a mean's numerator.
    pub sum: Decimal,
    /// A mean's divisor; one for every other figure.
    pub weight: Decimal,
    /// Nothing that belongs in it is missing. An incomplete figure is provisional.
    pub complete: bool,
    /// Where it came from.
    pub source: FigureSource,
}

/// Where a unit's figure came from.
#[derive(Clone, Debug)]
pub enum FigureSource {
    /// One cell of a figure sheet.
    Form {
        /// The cell.
        origin: Origin,
        /// As written there, where the figure does not tell it. Boxed, as this is rare.
        written: Option<Box<String>>,
        /// The office decided on the figure, whatever is written.
        decided: bool,
    },
    /// Rows of a list.
    List {
        /// The sheet of the first row.
        on: Arc<SheetPlace>,
        /// How many rows went in.
        rows: u32,
        /// Which of the unit's counted rows were used ([`super::Figures::cells`]).
        rows_used: RowBitset,
    },
    /// Its own report, plus the figures up to its beginning of the units that it was made of.
    WithFirstMonths(Box<WithFirstMonths>),
    /// One row of the annex of an office below.
    Annex {
        /// The cell of its sheet of figures used.
        origin: Origin,
        /// What the office below was sent.
        sub_unit: Box<SubUnitSource>,
    },
    /// Added up over the sub-units that count.
    Added {
        /// The sub-units' figures, by name.
        parts: Vec<(Arc<str>, UnitFigure)>,
    },
    /// The unit's other figures, or what the settings say of it: whether it counts.
    Judged,
    /// An earlier period's annex, on the office's decision.
    Carried {
        /// The earlier period.
        period: Period,
        /// Its annex, relative to the workspace.
        file: Arc<str>,
    },
}

/// A figure's cell in what an office below was sent.
#[derive(Clone, Debug)]
pub struct SubUnitSource {
    /// As written there.
    pub written: String,
    /// Where that is, in words: file, sheet, cell.
    pub place: String,
}

/// A figure that is more than the unit's own report.
#[derive(Clone, Debug)]
pub struct WithFirstMonths {
    /// Where its own part came from.
    pub own: FigureSource,
    /// What was added.
    pub added: Decimal,
    /// The last period before it began.
    pub period: Period,
}

impl UnitFigure {
    /// Marks the figure, and those that went into it, as taken from an earlier period.
    pub(crate) fn carry(&mut self, period: Period, annex: &Arc<str>) {
        match &mut self.source {
            FigureSource::Added { parts } => {
                parts.iter_mut().for_each(|(_, part)| part.carry(period, annex));
            }
            source => *source = FigureSource::Carried { period, file: Arc::clone(annex) },
        }
    }

    /// As written in the form's cell that it came from.
    #[must_use]
    pub fn written(&self) -> Option<Cow<'_, str>> {
        match &self.source {
            FigureSource::Form { written: None, .. } => Some(Cow::Owned(vietnamese(self.sum))),
            FigureSource::Form { written: Some(written), .. } => Some(Cow::Borrowed(written)),
            _ => None,
        }
    }

    /// Is it the same figure drawn from the same rows of a list?
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let same_rows = match (&self.source, &other.source) {
            (
                FigureSource::List { on, rows, rows_used },
                FigureSource::List { on: o, rows: r, rows_used: t },
            ) => Arc::ptr_eq(on, o) && rows == r && rows_used == t,
            _ => false,
        };
        same_rows
            && (self.sum, self.weight, self.complete) == (other.sum, other.weight, other.complete)
    }

    /// Does the list say nothing of it? No row gave a value although some should have: the column
    /// is absent or blank. That is not 0.
    pub(super) fn is_unknown(&self) -> bool {
        match &self.source {
            FigureSource::List { rows_used, .. } => !self.complete && rows_used.is_empty(),
            _ => false,
        }
    }

    /// Is the number the figure, rounded to the number's decimals? A mean over nothing may be
    /// given as 0.
    #[must_use]
    pub fn is_given_as(&self, number: Decimal) -> bool {
        let number = number.normalize();
        self.value().map_or(number.is_zero(), |own| rounded(own, number.scale()) == number)
    }

    /// The figure to show; `None` for a mean over nothing.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        if self.weight == Decimal::ONE { Some(self.sum) } else { self.sum.checked_div(self.weight) }
    }
}

/// Is it a mean over units?
pub(super) fn is_mean(indicator: &Indicator) -> bool {
    indicator.over_units.is_mean()
}
