//! An item's figure in an earlier period, from that period's annex.

use rust_decimal::Decimal;

use crate::figures::history::EarlierPeriod;
use crate::judge::figure_over;
use crate::settings::{Basis, Settings, Term, Yardstick};
use workbook_io::number::rounded;

/// The figure as printed, on this basis unless its terms name another.
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
    // A total over other units cannot be compared with today's.
    if !earlier.gaps.is_empty() {
        return None;
    }
    let value = figure_over(yardstick, settings, &total)?;
    Some(rounded(value, yardstick.decimals))
}
