//! The difference between a figure and its threshold.

use rust_decimal::Decimal;

use super::measure::Measurement;
use crate::settings::{Threshold, Yardstick};
use workbook_io::number::rounded;

/// Decimals of a difference. A share judged before rounding must not read "bằng mức" when it
/// is not met.
pub(crate) fn difference_decimals(yardstick: &Yardstick) -> u32 {
    match yardstick.threshold {
        Threshold::Number(number) if yardstick.is_judged_unrounded(number) => 6,
        Threshold::Number(number) => yardstick.decimals.max(number.normalize().scale()),
        Threshold::Column(_) => yardstick.decimals,
    }
}

/// How far the figure lies from its threshold, in its unit; of a range, from the nearer bound.
/// `None` while the verdict is open.
#[must_use]
pub fn difference(yardstick: &Yardstick, measured: &Measurement) -> Option<Decimal> {
    if measured.status.is_open() {
        return None;
    }
    let threshold = measured.threshold?;
    let judged = yardstick.judged_value(measured.value?, threshold);
    let far = match yardstick.upper {
        Some(upper) if judged > upper => judged - upper,
        Some(_) if judged >= threshold => Decimal::ZERO,
        _ => judged - threshold,
    };
    Some(rounded(far, difference_decimals(yardstick)))
}
