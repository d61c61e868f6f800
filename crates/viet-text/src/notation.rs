//! Numbers as Vietnamese documents write them.

use rust_decimal::Decimal;

/// The largest magnitude read as a figure: fifteen digits, all that a spreadsheet shows. A province's
/// plan in đồng lies below it, no figure of a report beyond.
pub const LIMIT: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 0);

/// Formats a number the Vietnamese way: dot for thousands, comma for decimals (Accounting Law 2015,
/// article 11).
#[must_use]
pub fn vietnamese(number: Decimal) -> String {
    let plain = number.normalize().abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        text.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// Parses a number in exactly the notation of [`vietnamese`]; `None` for any other.
#[must_use]
pub fn parse_vietnamese(text: &str) -> Option<Decimal> {
    let number: Decimal = text.replace('.', "").replace(',', ".").parse().ok()?;
    (vietnamese(number) == text).then_some(number)
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
    }

    #[test]
    fn vietnamese_notation() {
        for (number, text) in [
            ("2570", "2.570"),
            ("1490.5", "1.490,5"),
            ("-1234567.89", "-1.234.567,89"),
            ("45.00", "45"),
            ("0.255", "0,255"),
            ("-0", "0"),
        ] {
            assert_eq!(vietnamese(decimal(number)), text);
            assert_eq!(parse_vietnamese(text), Some(decimal(number)));
        }
        for text in ["1,189.5", "2.57", "02", "x", "", "1 000"] {
            assert_eq!(parse_vietnamese(text), None);
        }
    }
}
