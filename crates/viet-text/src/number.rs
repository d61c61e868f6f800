//! Numbers typed as text, read the Vietnamese way: dot for thousands, comma for decimals.
//!
//! A text that only makes sense in English notation, or in two ways, is doubtful: the caller must
//! confirm it from other figures or leave it without a value.

use rust_decimal::Decimal;

use crate::digit_groups::read_digit_groups;
use crate::measure::{Measure, MoneyUnit, UnitWord, unit_after_number};
use crate::notation::LIMIT;
use crate::text::folded;

/// The number in a text, in the unit of the measure it was read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberText {
    /// The Vietnamese reading, and no other.
    Clear(Decimal),
    /// Possible readings, likeliest first; at least one.
    Doubtful(Vec<Decimal>),
    /// Beyond [`LIMIT`].
    TooLarge,
    /// No number, or more than one: `~200`, `trên 45`, `10-15`, `20/22`, a date, a code.
    NotANumber,
}

/// Reads a number as people type it into a cell of this measure: `1.623,5`, `2 570`, `42 người`,
/// `1.200 tr.đ`, `2,2 tỷ`, `75%`.
///
/// Doubtful are `2.57` and `12.5` (the dot does not separate thousands), `2,570` (thousands, or
/// three decimals), `1,234.5` (English), `(5)` (minus five to an accountant, five to others),
/// `0,75` as a percentage, and a unit that does not fit the measure.
#[must_use]
pub fn read_number(text: &str, measure: Measure) -> NumberText {
    if !text.contains(is_digit) {
        return NumberText::NotANumber;
    }
    let text = with_ascii_digits(&folded(text));
    let text = text.trim_start_matches('\'').trim_start();
    if let Some(inside) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        return match read_unsigned(inside.trim(), measure) {
            NumberText::Clear(number) => NumberText::Doubtful(vec![-number, number]),
            NumberText::TooLarge => NumberText::TooLarge,
            _ => NumberText::NotANumber,
        };
    }
    match text.strip_prefix('-') {
        Some(rest) => negative(read_unsigned(rest.trim_start(), measure)),
        None => read_unsigned(text.strip_prefix('+').unwrap_or(text).trim_start(), measure),
    }
}

/// Reads a number of which only one reading is possible: digits and separators, no unit.
///
/// # Errors
///
/// The other readings, for the message.
pub fn read_typed_decimal(text: &str) -> Result<Decimal, NumberText> {
    let text = folded(text);
    if !text.chars().all(|letter| letter.is_ascii_digit() || "+-., ".contains(letter)) {
        return Err(NumberText::NotANumber);
    }
    match read_number(&text, Measure::Other) {
        NumberText::Clear(number) => Ok(number),
        reading => Err(reading),
    }
}

/// A digit as it may be typed: ASCII, Arabic, full-width.
fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
        || matches!(letter, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{FF10}'..='\u{FF19}')
}

/// Converts Arabic digits, which come from scans. Full-width digits, from input methods, are folded
/// already.
fn with_ascii_digits(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let value = match letter {
                '\u{660}'..='\u{669}' => u32::from(letter) - 0x660,
                '\u{6F0}'..='\u{6F9}' => u32::from(letter) - 0x6F0,
                _ => return letter,
            };
            char::from_digit(value, 10).unwrap_or(letter)
        })
        .collect()
}

fn negative(reading: NumberText) -> NumberText {
    match reading {
        NumberText::Clear(number) => NumberText::Clear(-number),
        NumberText::Doubtful(numbers) => {
            NumberText::Doubtful(numbers.into_iter().map(|number| -number).collect())
        }
        other => other,
    }
}

fn read_unsigned(text: &str, measure: Measure) -> NumberText {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !"., ".contains(letter));
    let (figures, words) = text.split_at(end.unwrap_or(text.len()));
    let words = words.trim_end_matches(['.', ' ']);
    let unit = unit_after_number(words);
    if !words.is_empty() && unit.is_none() {
        return NumberText::NotANumber;
    }
    let Some(mut readings) = read_digit_groups(figures.trim_end(), own_measure(unit, measure))
    else {
        return NumberText::NotANumber;
    };
    if unit.is_none() && measure == Measure::Percent && is_part_of_one(readings.numbers[0]) {
        // 0,75 may mean 0.75 % or 75 %.
        readings.numbers.insert(0, readings.numbers[0] * Decimal::ONE_HUNDRED);
    }
    let factor = factor(unit, measure);
    let scaled = readings.numbers.iter().map(|number| scaled(*number, factor));
    let Some(numbers) = scaled.collect::<Option<Vec<_>>>() else { return NumberText::TooLarge };
    match numbers[..] {
        [number] if readings.clear && suits(unit, measure) => NumberText::Clear(number),
        _ => NumberText::Doubtful(numbers),
    }
}

fn is_part_of_one(number: Decimal) -> bool {
    number > Decimal::ZERO && number < Decimal::ONE
}

/// The unit of the number and the unit of the column, for conversion.
fn factor(unit: Option<UnitWord>, measure: Measure) -> (MoneyUnit, MoneyUnit) {
    match (unit, measure) {
        (Some(UnitWord::Money(own)), Measure::Money(column)) => (own, column),
        _ => (MoneyUnit::Dong, MoneyUnit::Dong),
    }
}

fn scaled(number: Decimal, (own, column): (MoneyUnit, MoneyUnit)) -> Option<Decimal> {
    let dong = number.checked_mul(own.in_dong())?;
    let result = dong.checked_div(column.in_dong())?.normalize();
    (result.abs() <= LIMIT).then_some(result)
}

/// Does the unit after the number fit the measure? "42 người" in a column of cooperatives does:
/// people write the wrong noun, not the wrong number.
fn suits(unit: Option<UnitWord>, measure: Measure) -> bool {
    matches!(
        (unit, measure),
        (None, _)
            | (Some(UnitWord::Percent), Measure::Percent)
            | (Some(UnitWord::Money(_)), Measure::Money(_))
            | (Some(UnitWord::Counted), Measure::Count | Measure::Other)
    )
}

/// The measure of the digits: their own unit, else the column's.
fn own_measure(unit: Option<UnitWord>, measure: Measure) -> Measure {
    match unit {
        Some(UnitWord::Money(own)) => Measure::Money(own),
        Some(UnitWord::Percent) => Measure::Percent,
        Some(UnitWord::Counted) => Measure::Count,
        None => measure,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::NumberText::{Clear, Doubtful, NotANumber, TooLarge};
    use crate::notation::vietnamese;

    const MILLIONS: Measure = Measure::Money(MoneyUnit::Trieu);

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn clear(text: &str) -> NumberText {
        Clear(decimal(text))
    }

    fn doubtful(texts: &[&str]) -> NumberText {
        Doubtful(texts.iter().map(|text| decimal(text)).collect())
    }

    #[test]
    fn clear_in_any_measure() {
        for measure in [Measure::Count, MILLIONS, Measure::Other] {
            for (text, number) in [
                ("1.623,5", "1623.5"),
                (" 2.570 ", "2570"),
                ("45,5", "45.5"),
                ("2 570", "2570"),
                ("2\u{A0}570", "2570"),
                ("2\u{2009}570,25", "2570.25"),
                ("07", "7"),
                ("-5", "-5"),
                ("− 5", "-5"),
                ("+5", "5"),
                ("'42", "42"),
                ("’42", "42"),
                ("42.", "42"),
                ("2.570.", "2570"),
                ("１２", "12"),
                ("٤٢", "42"),
                ("0", "0"),
                ("0,255", "0.255"),
                ("1.234.567,89", "1234567.89"),
                ("1234,567", "1234.567"),
                ("007", "7"),
                ("10000000000000", "10000000000000"),
                ("-2.570", "-2570"),
                ("0 ", "0"),
            ] {
                assert_eq!(read_number(text, measure), clear(number), "{text} {measure:?}");
            }
        }
    }

    #[test]
    fn with_a_unit_behind() {
        use Measure::{Count, Other, Percent};
        for (text, measure, number) in [
            ("42 người", Count, "42"),
            ("42người", Count, "42"),
            (" 2 người ", Count, "2"),
            ("07 THT", Count, "7"),
            ("01 HTX.", Count, "1"),
            ("2.570 thành viên", Count, "2570"),
            ("3 tổ", Other, "3"),
            ("5 khâu", Count, "5"),
            ("7 xã", Count, "7"),
            ("1.200 tr.đ", MILLIONS, "1200"),
            (" 479,22 tr.đ", MILLIONS, "479.22"),
            ("2,2 tỷ", MILLIONS, "2200"),
            ("2,2 tỉ đồng", MILLIONS, "2200"),
            ("500.000.000 đồng", MILLIONS, "500"),
            ("510 triệu", MILLIONS, "510"),
            ("45 triệu đồng/người/năm", MILLIONS, "45"),
            ("850.000đ", MILLIONS, "0.85"),
            ("1.000 đồng", Measure::Money(MoneyUnit::Dong), "1000"),
            ("75%", Percent, "75"),
            ("75 %", Percent, "75"),
            ("0,5%", Percent, "0.5"),
            ("91,47", Percent, "91.47"),
            ("100", Percent, "100"),
            ("0", Percent, "0"),
        ] {
            assert_eq!(read_number(text, measure), clear(number), "{text}");
        }
    }

    #[test]
    fn doubtful_with_the_likeliest_first() {
        use Measure::{Count, Other, Percent};
        for (text, measure, numbers) in [
            ("2.57", Count, &["2570", "257"][..]),
            ("12.5", Count, &["12500", "125"]),
            ("0.255", Count, &["255"]),
            ("5.0", Count, &["5", "5000", "50"]),
            ("2.57", MILLIONS, &["2.57", "2570", "257"]),
            ("1623.5", MILLIONS, &["1623.5"]),
            ("12.5", Percent, &["12.5"]),
            ("12.345", Percent, &["12.345", "12345"]),
            ("2,570", Count, &["2570"]),
            ("2,570", MILLIONS, &["2570", "2.57"]),
            ("1,623 tỷ", MILLIONS, &["1623", "1623000"]),
            ("2,570", Other, &["2.57", "2570"]),
            ("1,234,567", Count, &["1234567"]),
            ("1,234.5", MILLIONS, &["1234.5"]),
            ("(5)", Count, &["-5", "5"]),
            ("-12.5", Percent, &["-12.5"]),
            ("0,75", Percent, &["75", "0.75"]),
            ("42 người", MILLIONS, &["42"]),
            ("75%", Count, &["75"]),
            ("5 triệu", Count, &["5"]),
            ("5 tr.đ", Other, &["5"]),
        ] {
            assert_eq!(read_number(text, measure), doubtful(numbers), "{text} {measure:?}");
        }
    }

    #[test]
    fn no_number() {
        for text in [
            "",
            "-",
            "x",
            "không",
            "…",
            "~200",
            "trên 45",
            "10-15",
            "20/22",
            "31/10/2023",
            "31.10.2023",
            "0912345678",
            "0912 345 678",
            "0277.3824123",
            "1e5",
            "1_000",
            "HTX 3",
            "1.23.456",
            "2 57",
            "1.234,5,6",
            "5,",
            ",5",
            ".5",
            "--5",
            "5 tháng 6 năm 2025",
            "1 vững mạnh, 4 khá",
            "42 người (5 nữ)",
            "#REF!",
            "NaN",
            "inf",
            "0x10",
            "½",
            "5 năm",
            "khoảng 20",
            "12:30",
            "2.570,",
            "(",
            "()",
            "(-5)",
            "%",
            "người",
            "1.234.56",
            "1 . 5",
        ] {
            assert_eq!(read_number(text, Measure::Count), NotANumber, "{text}");
            assert_eq!(read_number(text, Measure::Other), NotANumber, "{text}");
        }
    }

    #[test]
    fn too_large() {
        for text in ["10000000000001", "99.999.999.999.999", &"9".repeat(400), "20.000.000.000 tỷ"]
        {
            assert_eq!(read_number(text, Measure::Money(MoneyUnit::Dong)), TooLarge, "{text}");
        }
    }

    #[test]
    fn settings_are_strict() {
        for (text, number) in [("2.600", "2600"), ("2,6", "2.6"), ("-5", "-5"), ("40", "40")] {
            assert_eq!(read_typed_decimal(text), Ok(decimal(number)));
        }
        assert_eq!(read_typed_decimal("2.6"), Err(doubtful(&["2.6", "2600", "26"])));
        for text in ["40%", "40 người", "", "trên 45", "(5)"] {
            assert_eq!(read_typed_decimal(text), Err(NotANumber), "{text}");
        }
    }

    proptest! {
        #[test]
        fn vietnamese_notation_reads_back(units in -1_000_000_000_000i64..1_000_000_000_000, scale in 0u32..6) {
            let number = Decimal::new(units, scale).normalize();
            for measure in [Measure::Other, MILLIONS] {
                match read_number(&vietnamese(number), measure) {
                    Clear(read) => prop_assert_eq!(read, number),
                    // Three decimals look like thousands.
                    Doubtful(read) => prop_assert!(read.contains(&number) && number.scale() == 3),
                    other => prop_assert!(false, "{:?}", other),
                }
            }
        }

        #[test]
        fn any_text_reads_without_panic(text in "[0-9., %()tỷđ'+-]{0,20}|\\PC{0,20}") {
            for measure in [Measure::Count, Measure::Percent, MILLIONS] {
                if let Doubtful(numbers) = read_number(&text, measure) {
                    prop_assert!(!numbers.is_empty());
                }
            }
        }
    }
}
