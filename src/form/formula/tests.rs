use super::*;
use workbook_io::Look;

/// A sheet with 2 in F1, 3,5 in F2, nothing in F3, a space in F4, "12" as text in F5, an error
/// in F6, and the formula in G1; F7 holds `=F1*2` and F8 `=F8+1`, both without result.
fn result(formula: &str) -> Option<String> {
    let mut grid = Grid::named("Biểu 01");
    let mut put = |at: &str, value: Value, formula: Option<&str>| {
        let cell = Cell { formula: formula.map(Box::from), ..Cell::plain(value) };
        grid.cells.insert(at.parse().unwrap(), cell);
    };
    put("F1", Value::Number(Decimal::from(2)), None);
    put("F2", Value::Number("3.5".parse().unwrap()), None);
    put("F4", Value::Text("\u{a0}".into()), None);
    put("F5", Value::Text("12".into()), None);
    put("F6", Value::Error("#REF!".into()), None);
    put("F7", Value::Blank, Some("F1*2"));
    put("F8", Value::Blank, Some("F8+1"));
    put("G1", Value::Blank, Some(formula));
    let mut other = Grid::named("Biểu 02");
    let day = Value::Date { serial: Decimal::from(45_058), day: None };
    other.cells.insert("I9".parse().unwrap(), Cell::plain(day));
    other.cells.insert("I10".parse().unwrap(), Cell::plain(Value::Number(8.into())));
    let look = Look { format: FormatKind::Percent, ..Look::ORDINARY };
    let share = Cell { look, ..Cell::plain(Value::Number("1.15".parse().unwrap())) };
    other.cells.insert("K9".parse().unwrap(), share);
    let book = Workbook { sheets: vec![grid, other], ..Workbook::default() };
    match evaluate(&book, &book.sheets[0], "G1".parse().unwrap(), &Marks::default()) {
        Outcome::Number(number) => Some(number.to_string()),
        Outcome::No(odd) => Some(format!("{odd:?}")),
        Outcome::Unknown => None,
    }
}

#[test]
fn simple_formulas() {
    for (formula, number) in [
        ("F1+F2", "5.5"),
        ("=F1-F2", "-1.5"),
        ("F1*F2", "7"),
        ("F1/4", "0.5"),
        ("-F1+10", "8"),
        ("(F1+F2)*2", "11"),
        ("SUM(F1:F2)", "5.5"),
        ("sum($F$1:$F$4)", "5.5"),
        ("SUM(F1,F2;1)", "6.5"),
        ("ROUND(SUM(F1:F2)/3,1)", "1.8"),
        ("ROUND(F2;0)", "4"),
        ("AVERAGE(F1:F3)", "2.75"),
        ("SUBTOTAL(9,F1:F2)", "5.5"),
        ("F1+F3", "2"),
        ("F7+1", "5"),
        ("SUM(F1:F2)+F7", "9.5"),
        ("0.1+0.2+F1*0", "0.3"),
        ("F1*50%", "1"),
        ("of:=SUM([.F1:.F2])+[.$F$7]", "9.5"),
        ("1+2", "3"),
        ("MAX(F1:F2)-MIN(F1:F2)", "1.5"),
        ("'Biểu 02'!I10+F1", "10"),
        ("SUM('Biểu 02'!I10:I12)", "8"),
        ("of:=[$'Biểu 02'.I10]*[.F1]", "16"),
        ("F1*'Biểu 02'!K9", "2.3"),
        ("'Biểu 02'!I9-'Biểu 02'!I9", "0"),
    ] {
        assert_eq!(result(formula).as_deref(), Some(number), "{formula}");
    }
}

#[test]
fn days_and_per_cents_are_not_added_up() {
    for (formula, odd) in [
        ("SUM('Biểu 02'!I9:I10)", "AddsDay"),
        ("'Biểu 02'!I9+'Biểu 02'!I10", "AddsDay"),
        ("'Biểu 02'!I9", "AddsDay"),
        ("'Biểu 02'!K9+1", "AddsPerCent"),
        ("SUM('Biểu 02'!K9,F1)", "AddsPerCent"),
    ] {
        assert_eq!(result(formula).as_deref(), Some(odd), "{formula}");
    }
}

#[test]
fn what_is_not_simple_has_no_result() {
    for formula in [
        "F3",
        "SUM(F3:F4)",
        "F1+F4",
        "F1+F5",
        "SUM(F1:F5)",
        "SUM(F1:F6)",
        "F8",
        "G1",
        "F1/F3",
        "'Biểu 09'!F1",
        "'Biểu 02'!F1",
        "IF(F1>1,2,3)",
        "VLOOKUP(F1,F1:F2,1)",
        "F1:F2",
        "F1 F2",
        "?",
        "",
        "SUM(F1",
        "SUM(A1:XFD1048576)",
        "ROUND(F1,-1)",
        "#REF!+1",
        "F1+",
        "SUM()",
        "9999999999999*9999999999999*9999999999999",
    ] {
        assert_eq!(result(formula), None, "{formula}");
    }
    assert_eq!(result(&"(".repeat(900)), None);
    assert_eq!(result(&"-".repeat(900)), None);
}
