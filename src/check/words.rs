//! Words that findings share: who, where, how much.

use rust_decimal::Decimal;

use super::Evidence;
use crate::cell::{Address, addresses_in_words};
use crate::decimal::vietnamese;

/// "Xã Phú Điền, Biểu 01, ô F27".
pub(super) fn place(
    evidence: &Evidence<'_>,
    unit: Option<usize>,
    file: &str,
    sheet: &str,
    cells: &[Address],
) -> String {
    let who = unit.map_or_else(|| format!("Tệp {file}"), |unit| unit_name(evidence, unit));
    let mut place = who;
    if !sheet.is_empty() {
        place = format!("{place}, {sheet}");
    }
    if !cells.is_empty() {
        place = format!("{place}, ô {}", addresses_in_words(cells));
    }
    place
}

/// The unit's name.
pub(super) fn unit_name(evidence: &Evidence<'_>, unit: usize) -> String {
    evidence.settings.units[unit].name.clone()
}

/// A number as printed, to at most six decimals.
pub(super) fn number(number: Decimal) -> String {
    vietnamese(crate::decimal::rounded(number, 6))
}
