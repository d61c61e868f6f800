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
            ("45.000.000.000.000", "45000000000000"),
            ("-2.570", "-2570"),
            ("0 ", "0"),
        ] {
            assert_eq!(read_number(text, measure), clear(number), "{text} {measure:?}");
        }
    }
}

#[test]
fn numbers_with_a_unit() {
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
        ("118 hs", Count, &["118"][..]),
        ("2.570 hội viên nữ", Count, &["2570"]),
        ("2.57", Count, &["2570", "257"]),
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
    for text in ["1000000000000000", "9.999.999.999.999.999", &"9".repeat(400), "20.000.000.000 tỷ"]
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

#[test]
fn several_numbers_are_not_one() {
    for text in ["115\n171", "115\r\n 171", "115\t171", "115   171", "1.150\u{a0} 171"] {
        assert_eq!(read_number(text, Measure::Count), NumberText::Several, "{text:?}");
    }
    for text in ["115\n", "\n115", "115\nngười", "2 570"] {
        assert_ne!(read_number(text, Measure::Count), NumberText::Several, "{text:?}");
    }
}
