//! Figures, days and marks as people write them.

use rust_decimal::Decimal;
use tonghop::form::{DayReading, FieldValue, NoNumber, Reading, TickReading};
use tonghop::intake::submission::Month;
use tonghop::settings::{Basis, Mark};
use workbook_io::{Cell, FormatKind, Look, Value};

use crate::bend::{Bend, clean, formula, number, text};
use crate::said::{assert_same, only, read, reading, set_aside};

/// The members of the cooperatives on the sheet of figures, written in another way.
fn members(cell: Cell) -> Reading {
    let mut book = clean();
    book.sheets.truncate(1);
    book.sheets[0].clear("G27");
    book.sheets[0].put("F27", cell);
    reading(&read(book), "htx.thanh_vien", Basis::Actual)
}

fn revenue(words: &str) -> Reading {
    let mut book = clean();
    book.sheets.truncate(1);
    book.sheets[0].clear("G33");
    book.sheets[0].say("F33", words);
    reading(&read(book), "htx.doanh_thu_bq", Basis::Actual)
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn text_with_one_reading() {
    for (words, said) in [
        ("2.570", "2570"),
        ("2 570", "2570"),
        ("2\u{a0}570 người", "2570"),
        ("'42", "42"),
        ("07", "7"),
        ("４２", "42"),
        ("42 người", "42"),
        ("2.570.", "2570"),
        ("186 thành viên", "186"),
    ] {
        assert_eq!(members(text(words)), Reading::Text(decimal(said)), "{words}");
    }
    for (words, said) in [
        ("1.623,5", "1623.5"),
        ("1.200 tr.đ", "1200"),
        ("45,5 triệu", "45.5"),
        ("2,2 tỷ", "2200"),
        ("1.800 triệu đồng", "1800"),
        ("500.000.000 đồng", "500"),
    ] {
        assert_eq!(revenue(words), Reading::Text(decimal(said)), "{words}");
    }
}

#[test]
fn text_without_a_number() {
    for words in ["~200", "trên 45", "20/22", "10-15", "chưa rõ", "x"] {
        let found = members(text(words));
        assert_eq!(found.number(), None, "{words}");
    }
    assert_eq!(members(Cell::plain(Value::Error("#DIV/0!".into()))), Reading::Error);
    assert!(matches!(members(text("2.57")), Reading::Doubtful(_)));
}

#[test]
fn signs_by_the_table_of_the_settings() {
    for words in ["-", "–", "không", "Không có", "KPS"] {
        assert_eq!(members(text(words)), Reading::Sign(Mark::Zero), "{words}");
    }
    for words in ["…", "...", "chưa có số liệu", "n/a", "đang cập nhật"] {
        assert_eq!(members(text(words)), Reading::Sign(Mark::Missing), "{words}");
    }
    for words in ["", "\u{a0}", " "] {
        assert_eq!(members(text(words)), Reading::Blank, "{words:?}");
    }
}

#[test]
fn formulas_saved_without_results() {
    for (words, said) in [
        ("F30+166", Some("186")),
        ("SUM(F38:F41)", Some("12")),
        ("F31*2", Some("36")),
        ("F30-F31", Some("2")),
        ("ROUND(SUM(F38:F41)/7,1)", Some("1.7")),
        ("SUM(F38;F39)", Some("2")),
        ("SUM(D38:D41)", None),
        ("'Biểu 02'!F9", None),
        ("F27+1", None),
        ("IF(F30>0,1,2)", None),
        ("F30+B30", None),
    ] {
        let expected = said.map_or(Reading::NoResult, |said| Reading::Computed(decimal(said)));
        assert_eq!(members(formula(words)), expected, "{words}");
    }
    // A blank among the parts adds nothing, as on the commune's own screen.
    assert_eq!(members(formula("SUM(F38:F41)+F20")), Reading::Computed(decimal("12")));
}

#[test]
fn formulas_saved_with_results_are_held_against_them() {
    let stored =
        |words: &str, result: &str| members(Cell { formula: Some(words.into()), ..number(result) });
    for (words, result) in [
        ("F30+166", "186"),
        ("SUM('Biểu 02'!F9:F10)", "186"),
        ("1.15*100", "114.99999999999999"),
        ("VLOOKUP(1,A:F,6,0)", "186"),
        ("F27*2", "186"),
        ("SUM(D38:D41)", "0"),
    ] {
        let reading = stored(words, result);
        assert!(matches!(reading, Reading::Stored(_)), "{words}: {reading:?}");
    }
    for (words, result, computed) in
        [("F30+166", "0", "186"), ("F30+F31", "20", "38"), ("1+1", "186", "2")]
    {
        assert_eq!(stored(words, result), Reading::Recomputed(decimal(computed)), "{words}");
    }
    let mut book = clean();
    let sum = Cell { formula: Some("SUM('Biểu 02'!F9:F10)".into()), ..number("0") };
    book.sheets[0].put("F27", sum);
    let across = reading(&read(book), "htx.thanh_vien", Basis::Actual);
    assert_eq!(across, Reading::Recomputed(decimal("186")));
    let empty = Cell { empty_result: true, ..formula("IF(F30>0,\"\",1)") };
    assert_eq!(members(empty), Reading::Blank);
}

#[test]
fn a_number_is_what_its_cell_shows() {
    let looking = |cell: Cell, look: Look| members(Cell { look, ..cell });
    let percent = Look { format: FormatKind::Percent, ..Look::ORDINARY };
    let no = Reading::NotANumber;
    let shown = looking(number("1.15"), percent);
    assert_eq!(shown, no(NoNumber::PerCent(decimal("115"))));
    let struck = Look { struck: Some(true), ..Look::ORDINARY };
    assert_eq!(looking(number("186"), struck), no(NoNumber::CrossedOut));
    let raised = Look { raised: Some(true), ..Look::ORDINARY };
    assert_eq!(looking(text("1"), raised), no(NoNumber::Raised));
    // Whatever a file does not say of a look is nothing out of the ordinary.
    assert_eq!(looking(number("186"), Look::UNKNOWN), Reading::Stored(decimal("186")));
    let day = chrono::NaiveDate::from_ymd_opt(2023, 7, 1);
    let serial = decimal("45108");
    let is_day = no(NoNumber::Day(Some(serial)));
    assert_eq!(members(Cell::plain(Value::Date { serial, day })), is_day);
    assert_eq!(members(text("01/07/2023")), no(NoNumber::Day(None)));
    assert_eq!(members(text("115\n71")), no(NoNumber::Several));
    assert_eq!(members(number("114.99999999999999")), Reading::Stored(decimal("115")));
    assert_eq!(members(text("118 hs")), Reading::Doubtful([decimal("118")].into()));
}

#[test]
fn days_and_per_cents_pass_into_no_sum() {
    let day =
        Value::Date { serial: decimal("45058"), day: chrono::NaiveDate::from_ymd_opt(2023, 5, 12) };
    for (cell, no) in [
        (Cell::plain(day), NoNumber::AddsDay),
        (
            Cell { look: Look { format: FormatKind::Percent, ..Look::ORDINARY }, ..number("1.15") },
            NoNumber::AddsPerCent,
        ),
    ] {
        let mut book = clean();
        book.sheets[1].put("F9", cell);
        let sum = Cell { formula: Some("SUM('Biểu 02'!F9:F10)".into()), ..number("45129") };
        book.sheets[0].put("F27", sum);
        let found = reading(&read(book), "htx.thanh_vien", Basis::Actual);
        assert_eq!(found, Reading::NotANumber(no));
    }
}

#[test]
fn amounts_by_the_month_are_asked_about() {
    let month = with(&[(1, "Q9", "4,2 triệu/tháng"), (1, "Q10", "4,2 triệu/người/năm")]);
    let income = field(&month, 1, "thu_nhap");
    let asked = Reading::Doubtful([decimal("50.4"), decimal("4.2")].into());
    assert_eq!(income, FieldValue::Number(asked));
}

/// The clean report with cells of the sheets of figures and cooperatives changed.
fn with(cells: &[(usize, &str, &str)]) -> Month {
    let mut book = clean();
    for (sheet, address, words) in cells {
        book.sheets[*sheet].say(address, words);
    }
    read(book)
}

#[test]
fn ambiguous_text_counts_where_another_cell_bears_it_out() {
    // 186 members on the other basis, and in the list.
    let month = with(&[(0, "F27", "186.0")]);
    assert_eq!(
        reading(&month, "htx.thanh_vien", Basis::Actual),
        Reading::Corroborated(decimal("186"))
    );
    // 1.338 by the list alone: "1338.0" is 1338, not 13380.
    let month = with(&[(0, "F33", "1338.0")]);
    assert_eq!(
        reading(&month, "htx.doanh_thu_bq", Basis::Actual),
        Reading::Corroborated(decimal("1338"))
    );
    // The list's "1,588" is 1.588 by the form's mean of 1.338.
    let month = with(&[(1, "L9", "1,588")]);
    assert_same(&month);
    // Nothing bears out a figure that no other cell repeats.
    assert!(matches!(members(text("1.86")), Reading::Doubtful(_)));
}

fn field(month: &Month, sheet: usize, column: &str) -> FieldValue {
    let row = &only(month).sheets[sheet].rows[0];
    row.field(column, Basis::Actual).unwrap().value.clone()
}

#[test]
fn days_as_written() {
    let founded = |cell: Cell| {
        let mut book = clean();
        book.sheets[1].put("D9", cell);
        let month = read(book);
        field(&month, 1, "ngay_thanh_lap")
    };
    let day = chrono::NaiveDate::from_ymd_opt(2008, 12, 9);
    let is_day = FieldValue::Day(DayReading::Day(day.unwrap()));
    for words in ["09/12/2008", "9-12-2008", "9.12.2008", "ngày 9 tháng 12 năm 2008"] {
        assert_eq!(founded(text(words)), is_day, "{words}");
    }
    assert_eq!(founded(number("39791")), is_day);
    assert_eq!(founded(Cell::plain(Value::Date { serial: decimal("39791"), day })), is_day);
    for cell in [text("2008"), number("2008"), text("12/2008"), text("31/02/2008"), number("3.5")] {
        let found = founded(cell.clone());
        assert!(matches!(found, FieldValue::Day(DayReading::NotADay(_))), "{cell:?}");
    }
    assert_eq!(founded(text("…")), FieldValue::Day(DayReading::Blank));
}

#[test]
fn ticks_as_written() {
    let ticked = |cell: Cell| {
        let mut book = clean();
        book.sheets[1].put("Y9", cell);
        let month = read(book);
        field(&month, 1, "da_dich_vu")
    };
    for cell in [
        text("x"),
        text(" X "),
        text("có"),
        text("✓"),
        text("✔"),
        text("√"),
        text("1"),
        number("1"),
    ] {
        assert_eq!(ticked(cell.clone()), FieldValue::Tick(TickReading::Yes), "{cell:?}");
    }
    for cell in [text("không"), text("-"), text("0"), number("0"), text(" "), text("☐"), text("✗")]
    {
        assert_eq!(ticked(cell.clone()), FieldValue::Tick(TickReading::No), "{cell:?}");
    }
    assert_eq!(ticked(text("một phần")), FieldValue::Tick(TickReading::Unclear));
}

#[test]
fn a_number_that_is_one_is_used_as_stored() {
    let month = with(&[]);
    assert_eq!(set_aside(only(&month)), None);
    assert_eq!(members(number("2.57")), Reading::Stored(decimal("2.57")));
    assert_eq!(members(number("-5")), Reading::Stored(decimal("-5")));
}
