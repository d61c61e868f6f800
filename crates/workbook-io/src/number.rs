//! Exact decimals: conversion from stored doubles, spelling and rounding.

use std::fmt::Write as _;

use rust_decimal::{Decimal, RoundingStrategy};

/// The largest magnitude taken in: fifteen digits, all that a spreadsheet shows. Beyond it no figure
/// of this domain lies.
pub const LIMIT: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 0);

/// The shortest decimal that gives this double: 0.1, not 0.1000000000000000055.
///
/// `None` if the double is not finite or lies beyond [`LIMIT`].
#[must_use]
pub fn from_stored(double: f64) -> Option<Decimal> {
    let shortest = format!("{double}");
    let exact = shortest.parse::<Decimal>().ok()?.normalize();
    (exact.abs() <= LIMIT).then_some(exact)
}

/// Writes a number of at most 15 digits, without trailing zeros: the same text as the shortest
/// decimal of its double. False if it needs more digits or lies beyond [`LIMIT`].
pub(crate) fn spell_short(number: Decimal, text: &mut String) -> bool {
    let number = if number.scale() == 0 { number } else { number.normalize() };
    text.clear();
    if !is_short(number) {
        return false;
    }
    let Ok(whole) = u64::try_from(number.mantissa().unsigned_abs()) else { return false };
    if number.mantissa().is_negative() {
        text.push('-');
    }
    let written = match number.scale() {
        0 => {
            text.push_str(format_digits(whole, &mut [0; 20]));
            Ok(())
        }
        places if places < 19 => {
            let one = 10_u64.pow(places);
            write!(text, "{}.{:0width$}", whole / one, whole % one, width = places as usize)
        }
        places => write!(text, "0.{whole:0width$}", width = places as usize),
    };
    written.is_ok()
}

/// Formats a whole number. Faster than `format!`, for millions of cells.
pub(crate) fn format_digits(mut number: u64, room: &mut [u8; 20]) -> &str {
    let mut start = room.len();
    loop {
        start -= 1;
        room[start] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    std::str::from_utf8(&room[start..]).unwrap_or_default()
}

/// A number as a spreadsheet shows it: of fifteen digits, so that 114.99999999999999 is 115.
#[must_use]
pub fn to_shown_digits(number: Decimal) -> Decimal {
    const SHOWN: u32 = 15;
    if is_short(number) {
        return number;
    }
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    number.round_sf_with_strategy(SHOWN, strategy).map_or(number, |shown| shown.normalize())
}

/// Does a number need at most 15 digits, zeros at its end among them, within [`LIMIT`]? A double
/// then holds it exactly enough to give it back.
#[must_use]
pub fn is_short(number: Decimal) -> bool {
    const DIGITS: u128 = 1_000_000_000_000_000;
    number.mantissa().unsigned_abs() < DIGITS && number.abs() <= LIMIT
}

/// Rounds half away from zero, as Excel's ROUND does.
#[must_use]
pub fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_limit_is_what_fifteen_digits_hold() {
        assert_eq!(LIMIT, decimal("999999999999999"));
        assert_eq!(from_stored(999_999_999_999_999.0), Some(LIMIT));
        assert_eq!(from_stored(1e15), None);
        assert_eq!(from_stored(-1e300), None);
        assert_eq!(from_stored(f64::NAN), None);
        assert_eq!(from_stored(f64::INFINITY), None);
    }

    #[test]
    fn digits_as_they_are_formatted() {
        for number in [0, 7, 10, 1_048_576, u64::MAX] {
            assert_eq!(format_digits(number, &mut [0; 20]), number.to_string());
        }
    }

    #[test]
    fn plain_numbers_are_spelt_as_their_doubles() {
        let mut text = String::new();
        for number in ["0", "-0.0", "0.10", "-1579.3300", "0.000000001", "100", "9999999999999.99"]
        {
            assert!(spell_short(decimal(number), &mut text), "{number}");
            let double: f64 = decimal(number).to_string().parse().unwrap();
            assert_eq!(text, (double + 0.0).to_string(), "{number}");
            assert_eq!(text, from_stored(double).unwrap().to_string(), "{number}");
        }
        for number in ["0.3333333333333333", "1000000000000000"] {
            assert!(!spell_short(decimal(number), &mut text), "{number}");
        }
    }

    #[test]
    fn a_stored_double_is_its_shortest_decimal() {
        assert_eq!(from_stored(0.1), Some(decimal("0.1")));
        assert_eq!(from_stored(1579.33), Some(decimal("1579.33")));
        assert_eq!(from_stored(f64::from_bits(0x3FA9_1687_2B02_0C4A)), Some(decimal("0.049")));
        assert_eq!(from_stored(-0.0), Some(Decimal::ZERO));
        assert_eq!(from_stored(1e-40), Some(Decimal::ZERO));
    }

    #[test]
    fn a_spreadsheet_shows_fifteen_digits() {
        for (stored, shown) in [
            ("114.99999999999999", "115"),
            ("-0.30000000000000004", "-0.3"),
            ("15.793333333333333", "15.7933333333333"),
            ("2570", "2570"),
            ("0", "0"),
        ] {
            assert_eq!(to_shown_digits(decimal(stored)), decimal(shown), "{stored}");
        }
    }

    #[test]
    fn half_goes_away_from_zero() {
        assert_eq!(rounded(decimal("2.5"), 0), decimal("3"));
        assert_eq!(rounded(decimal("-2.5"), 0), decimal("-3"));
        assert_eq!(rounded(decimal("90.7692307"), 2), decimal("90.77"));
    }
}
