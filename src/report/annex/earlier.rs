//! An item's figure in an earlier period, as its annex has it.

use rust_decimal::Decimal;

use crate::figures::history::EarlierPeriod;
use crate::judge::figure_over;
use crate::settings::{Basis, Settings, Term, Yardstick};
use workbook_io::number::rounded;

/// The figure as it is printed, on a basis where its terms name none.
pub(super) fn value(
    earlier: &EarlierPeriod,
    yardstick: &Yardstick,
    basis: Basis,
    settings: &Settings,
) -> Option<Decimal> {
    let total = |term: &Term| {
        let indicator = settings.indicators.get_index_of(&term.code)?;
        earlier.totals[indicator][term.basis.unwrap_or(basis) as usize].value
    };
    // The figure of another whole is none to set beside today's.
    if !earlier.gaps.is_empty() {
        return None;
    }
    let value = figure_over(yardstick, settings, &total)?;
    Some(rounded(value, yardstick.decimals))
}
