//! Numbers in words: "hai", "hai mươi lăm", "một trăm".

use rust_decimal::Decimal;

use super::tokens::Token;

const DIGITS: [(&str, u32); 14] = [
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mốt", 1),
    ("tư", 4),
    ("lăm", 5),
    ("nhăm", 5),
];

/// The number in words that begins at a token, and the token behind it.
pub(super) fn numeral_at(tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let word = |at: usize| tokens.get(at).map(|token| token.key.as_str());
    let digit = |at: usize| {
        let own = word(at)?;
        DIGITS.into_iter().find(|(name, _)| *name == own).map(|(_, value)| value)
    };
    let (mut value, mut end) = match word(at)? {
        "mười" => (10, at + 1),
        "mốt" | "tư" | "lăm" | "nhăm" => return None,
        _ => (digit(at)?, at + 1),
    };
    if word(end) == Some("trăm") && value < 10 {
        (value, end) = (value * 100, end + 1);
        if let Some((rest, to)) =
            numeral_at(tokens, end).filter(|(rest, _)| *rest < Decimal::ONE_HUNDRED)
        {
            return Some((Decimal::from(value) + rest, to));
        }
        return Some((Decimal::from(value), end));
    }
    if matches!(word(end), Some("mươi" | "chục")) && value < 10 {
        (value, end) = (value * 10, end + 1);
    }
    if value.is_multiple_of(10)
        && let Some(ones) = digit(end)
    {
        (value, end) = (value + ones, end + 1);
    }
    Some((Decimal::from(value), end))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn numbers_in_words() {
        for (text, value, length) in [
            ("một mô hình", 1, 1),
            ("hai mươi hộ", 20, 2),
            ("hai mươi lăm hộ", 25, 3),
            ("mười hai xã", 12, 2),
            ("một trăm hộ", 100, 2),
            ("ba trăm hai mươi hộ", 320, 4),
        ] {
            let found = numeral_at(&tokens(text), 0);
            assert_eq!(found, Some((Decimal::from(value), length)), "{text}");
        }
    }
}
