//! Parts of formulas that several sheets need.

use rust_decimal::Decimal;

pub(super) use crate::report::wording::in_sentence;
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;
use workbook_io::sheet::FormulaResult;

/// Characters of a part of text: Excel takes 255 within a formula, and quotes are doubled.
const LITERAL_LENGTH: usize = 125;

/// A text as a formula writes it, in parts where it is long, and where `_x0041_` in it would be
/// read as the letter A.
pub(super) fn literal(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let parts = letters.chunks(LITERAL_LENGTH).map(|part| {
        let part: String = part.iter().collect();
        format!("\"{}\"", part.replace('"', "\"\"").replace("_x", "_\"&\"x"))
    });
    let joined = parts.collect::<Vec<_>>().join("&");
    if joined.is_empty() { "\"\"".to_owned() } else { joined }
}

/// A number to be joined to a text, with dots between thousands and a comma before at most six
/// decimals. TEXT() and the number itself follow the reader's Windows ("396.49" or "396,49"), so
/// the digits are made by arithmetic. Whole numbers under 1.000 need nothing.
pub(super) fn grouped(reference: &str, now: Decimal) -> String {
    let below_a_thousand = now.abs() < Decimal::ONE_THOUSAND;
    match (now.is_integer(), now.is_sign_negative()) {
        (true, _) if below_a_thousand => reference.to_owned(),
        (true, false) => whole(reference, now),
        // Such counts should not exist; one that a commune writes is shown unchanged.
        (_, true) => literal(&vietnamese(rounded(now, DECIMALS))),
        (false, false) => {
            let fraction = format!("ROUND({reference}-INT({reference}),{DECIMALS})");
            let whole = whole(&format!("INT({reference})"), now);
            format!("{whole}&IF({fraction}=0,\"\",\",\"&MID({fraction},3,{DECIMALS}))")
        }
    }
}

const DECIMALS: u32 = 6;

/// Makes each group of three digits by arithmetic, as many as the number has now.
fn whole(reference: &str, now: Decimal) -> String {
    let mut formula = reference.to_owned();
    let mut last = String::new();
    let mut thousands = Decimal::ONE_THOUSAND;
    while thousands <= now {
        let below = thousands / Decimal::ONE_THOUSAND;
        let group = if below == Decimal::ONE {
            reference.to_owned()
        } else {
            format!("INT({reference}/{below})")
        };
        last = format!("&\".\"&RIGHT(1000+MOD({group},1000),3){last}");
        formula =
            format!("IF({reference}<{thousands},{formula},INT({reference}/{thousands}){last})");
        thousands *= Decimal::ONE_THOUSAND;
    }
    formula
}

/// A number as a formula's result; an empty text if there is none.
pub(super) fn number_or_blank(number: Option<Decimal>) -> FormulaResult {
    number.map_or_else(|| FormulaResult::Text(String::new()), FormulaResult::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_quoted_and_cut() {
        assert_eq!(literal("Đạt \"tốt\""), "\"Đạt \"\"tốt\"\"\"");
        assert_eq!(literal(""), "\"\"");
        assert_eq!(literal("_x0041_"), "\"_\"&\"x0041_\"");
        assert_eq!(literal(&"a".repeat(200)).matches('&').count(), 1);
    }

    #[test]
    fn thousands_are_grouped_by_arithmetic() {
        assert_eq!(grouped("A1", Decimal::from(999)), "A1");
        assert!(grouped("A1", Decimal::from(1000)).contains("INT(A1/1000)"));
        assert!(grouped("A1", Decimal::from(1_000_000)).contains("INT(A1/1000000)"));
        assert_eq!(
            grouped("A1", Decimal::from(1000)),
            "IF(A1<1000,A1,INT(A1/1000)&\".\"&RIGHT(1000+MOD(A1,1000),3))"
        );
        assert!(grouped("A1", Decimal::new(25, 1)).ends_with("3,6))"));
    }

    #[test]
    fn units_within_a_sentence() {
        assert_eq!(in_sentence("Người"), "người");
        assert_eq!(in_sentence("HTX"), "HTX");
        assert_eq!(in_sentence(""), "");
    }
}
