use super::*;

#[test]
fn number_and_date_in_any_usual_form() {
    let full = "45/BC-STC ngày 04 tháng 02 năm 2026";
    for typed in [
        "45/BC-STC ngày 04/02/2026",
        "45/BC-STC ngày 4/2/2026",
        "45/BC-STC, ngày 04 tháng 02 năm 2026",
        "45/BC-STC ngày 04 tháng 2, năm 2026",
        "Số 45/BC-STC ngày 4.2.2026",
        "Số: 45/BC-STC, Ngày 4-2-2026.",
        "Báo cáo số 45/BC-STC ngày 04/02/2026",
        "báo cáo số: 45/BC-STC (ngày 04/02/2026)",
        "45/BC-STC 04/02/2026",
        "45/BC-STC - 4/2/2026",
        "45/BC-STC (04/02/2026)",
        "45/BC-STC\nngày 04/02/2026",
        "45/BC-STC ký ngày 04/02/2026",
        "ngày 04/02/2026, số 45/BC-STC",
        "45/BC-STC nga\u{300}y 04/02/2026",
    ] {
        assert_eq!(Citation::read(typed).in_full(), full, "{typed}");
    }
}

#[test]
fn missing_parts_stay_open() {
    for (typed, full) in [
        ("", "…… ngày … tháng … năm …"),
        ("45/BC-STC", "45/BC-STC ngày … tháng … năm …"),
        ("45", "45 ngày … tháng … năm …"),
        ("123/2026/BC-UBND", "123/2026/BC-UBND ngày … tháng … năm …"),
        ("04/02/2026", "…… ngày 04 tháng 02 năm 2026"),
        ("Ngày 12 tháng 10 năm 2026", "…… ngày 12 tháng 10 năm 2026"),
        ("45/BC-STC ngày … tháng 4 năm 2026", "45/BC-STC ngày … tháng 4 năm 2026"),
        ("45/BC-STC ngày ... tháng ... năm 2026", "45/BC-STC ngày … tháng … năm 2026"),
        ("45/BC-STC ngày     tháng 02 năm 2026", "45/BC-STC ngày … tháng 02 năm 2026"),
        ("45/BC-STC tháng 02/2026", "45/BC-STC ngày … tháng 02 năm 2026"),
        ("45/BC-STC ngày 4/2", "45/BC-STC ngày 04 tháng 02 năm …"),
        ("…/BC-STC ngày 4/2/2026", "…/BC-STC ngày 04 tháng 02 năm 2026"),
        ("45/BC-STC ngày", "45/BC-STC ngày … tháng … năm …"),
        (
            "45/BC-UBND ngày 4/2/2026 của UBND tỉnh",
            "45/BC-UBND ngày 04 tháng 02 năm 2026 của UBND tỉnh",
        ),
    ] {
        let cited = Citation::read(typed);
        assert_eq!(cited.in_full(), full, "{typed}");
        assert!(!cited.no_such_day, "{typed}");
        assert_eq!(Citation::read(&cited.in_full()), cited, "{typed}");
        assert_eq!(Citation::read(&cited.in_short()), cited, "{typed}");
    }
}

#[test]
fn an_impossible_date_is_reported_and_left_open() {
    for typed in [
        "45/BC-STC ngày 31/02/2026",
        "45/BC-STC ngày 31 tháng 2 năm 2026",
        "45/BC-STC ngày 4/2/26",
        "45/BC-STC ngày 4/13/2026",
        "45/BC-STC ngày 5",
    ] {
        let cited = Citation::read(typed);
        assert!(cited.no_such_day, "{typed}");
        assert_eq!(cited.number, "45/BC-STC", "{typed}");
        assert_eq!(cited.day, PartialDay::default(), "{typed}");
    }
}

#[test]
fn citations_of_one_document_are_recognised() {
    let same =
        |one: &str, other: &str| Citation::read(one).is_same_document(&Citation::read(other));
    assert!(same("45/BC-STC ngày 4/2/2026", "Số 45 / bc-stc"));
    assert!(same("04/02/2026", "45/BC-STC ngày 4/2/2026"));
    assert!(!same("45/BC-STC ngày 4/2/2026", "52/BC-STC ngày 4/2/2026"));
    assert!(!same("45/BC-STC", "…/BC-STC"));
    assert!(!same("", ""));
}
