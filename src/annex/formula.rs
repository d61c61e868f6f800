//! Pieces of formulas and of texts that several sheets need.

use rust_decimal::Decimal;

pub(super) use crate::wording::in_sentence;

/// Characters of a piece of text: Excel takes 255 within a formula, and quotes are doubled.
const PIECE: usize = 125;

/// A text as a formula writes it, in pieces where it is long.
pub(super) fn literal(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let pieces = letters.chunks(PIECE).map(|piece| {
        let piece: String = piece.iter().collect();
        format!("\"{}\"", piece.replace('"', "\"\""))
    });
    let joined = pieces.collect::<Vec<_>>().join("&");
    if joined.is_empty() { "\"\"".to_owned() } else { joined }
}

/// A whole number joined to a text with dots between thousands. TEXT() would follow the
/// reader's Windows, which may group by commas. Numbers under 1.000 need nothing.
pub(super) fn grouped(reference: &str, now: Decimal) -> String {
    let thousand = Decimal::ONE_THOUSAND;
    let last = format!("\".\"&RIGHT(1000+MOD({reference},1000),3)");
    if now < thousand {
        reference.to_owned()
    } else if now < thousand * thousand {
        format!("IF({reference}<1000,{reference},INT({reference}/1000)&{last})")
    } else {
        let middle = format!("\".\"&RIGHT(1000+MOD(INT({reference}/1000),1000),3)");
        let head = format!("INT({reference}/1000000)");
        let short = format!("IF({reference}<1000,{reference},INT({reference}/1000)&{last})");
        format!("IF({reference}<1000000,{short},{head}&{middle}&{last})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_quoted_and_cut() {
        assert_eq!(literal("Đạt \"tốt\""), "\"Đạt \"\"tốt\"\"\"");
        assert_eq!(literal(""), "\"\"");
        assert_eq!(literal(&"a".repeat(200)).matches('&').count(), 1);
    }

    #[test]
    fn thousands_are_grouped_by_arithmetic() {
        assert_eq!(grouped("A1", Decimal::from(999)), "A1");
        assert!(grouped("A1", Decimal::from(1000)).contains("INT(A1/1000)"));
        assert!(grouped("A1", Decimal::from(1_000_000)).contains("INT(A1/1000000)"));
    }

    #[test]
    fn units_within_a_sentence() {
        assert_eq!(in_sentence("Người"), "người");
        assert_eq!(in_sentence("HTX"), "HTX");
        assert_eq!(in_sentence(""), "");
    }
}
