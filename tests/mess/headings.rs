//! Whose a report is and of which period: headings, names of sheets, files and folders.

use tonghop::form::NamedUnit;
use tonghop::intake::submission::{Fate, Month, Outcome, Reason, Submission};
use viet_text::period_text::find_period;
use workbook_io::Workbook;

use crate::bend::{Bend, clean, report};
use crate::said::{
    UNIT, assert_same, is_of, month_of, month_of_period, only, read, refused, set_aside, unit, used,
};

/// The clean report with its lines A2 (unit) and A5 (period) rewritten on every sheet.
fn headed(unit: Option<&str>, period: Option<&str>) -> Workbook {
    let mut book = clean();
    for sheet in &mut book.sheets {
        match unit {
            Some(words) => sheet.say("A2", words),
            None => sheet.clear("A2"),
        }
        match period {
            Some(words) => sheet.say("A5", words),
            None => sheet.clear("A5"),
        }
    }
    book
}

const OCTOBER: Option<&str> = Some("Kỳ báo cáo: Tháng 10 năm 2023");
const BLANK: Option<&str> = Some("XÃ ...................");

fn named(path: &str, book: Workbook) -> Month {
    month_of(vec![(path, book)])
}

#[test]
fn the_unit_in_the_heading() {
    for words in [
        "UBND XÃ MỸ QUÝ",
        "Đơn vị: xã Mỹ Quý",
        "HUYỆN THÁP MƯỜI - XÃ MỸ QUÝ",
        "Xã Mỹ Quí",
        "Xã Mỹ Quý – Huyện Tháp Mười",
        "Đơn vị báo cáo: UBND xã Mỹ Quý, huyện Tháp Mười",
        "BÁO CÁO KINH TẾ TẬP THỂ CỦA XÃ MỸ QUÝ",
        "UBND HUYỆN THÁP MƯỜI\nỦY BAN NHÂN DÂN XÃ MỸ QUÝ",
        "Xa\u{303} My\u{303} Quy\u{301}",
    ] {
        assert_same(&read(headed(Some(words), OCTOBER)));
    }
}

#[test]
fn the_unit_elsewhere_where_the_heading_is_blank() {
    for heading in [BLANK, None] {
        let mut book = headed(heading, OCTOBER);
        for sheet in &mut book.sheets {
            sheet.name = format!("{} Mỹ Quý", sheet.name);
        }
        assert_same(&read(book));
        for path in [
            "Mỹ Quý.xlsx",
            "my quy.xlsx",
            "KTTT xã Mỹ Quý T10.xlsx",
            "Mỹ Quý/bao cao.xlsx",
            "Xã Mỹ Quý/thang 10/bao cao.xlsx",
            "goi.zip/Xã Mỹ Quý.xlsx",
        ] {
            assert_same(&named(path, headed(heading, OCTOBER)));
        }
        let month = read(headed(heading, OCTOBER));
        assert_eq!(set_aside(only(&month)), Some(&Reason::NoUnit));
    }
}

#[test]
fn one_sheet_names_the_unit_for_all() {
    let mut book = headed(None, OCTOBER);
    book.sheets[1].say("A2", "XÃ MỸ QUÝ");
    assert_same(&read(book));
}

#[test]
fn a_heading_copied_from_another_commune() {
    let copied = headed(Some("XÃ MỸ ĐÔNG"), OCTOBER);
    let month =
        month_of(vec![("Xã Mỹ Quý.xlsx", copied), ("Xã Mỹ Đông.xlsx", report("Xã Mỹ Đông"))]);
    // The heading wins, but not over the report of the commune itself.
    assert_eq!(month.files[0].unit_by_name, Some(unit(UNIT)));
    assert!(is_of(&month.submissions[0], "Xã Mỹ Đông"));
    assert_eq!(set_aside(&month.submissions[0]), Some(&Reason::OtherVersion(1)));
    assert!(month.sent_something(unit(UNIT)));
    let alone = named("Xã Mỹ Quý.xlsx", headed(Some("XÃ MỸ ĐÔNG"), OCTOBER));
    assert!(is_of(only(&alone), "Xã Mỹ Đông"));
}

#[test]
fn units_that_are_not_the_offices() {
    let unknown = |path: &str, heading| {
        let month = named(path, headed(heading, OCTOBER));
        let submission: Submission = only(&month).clone();
        (set_aside(&submission).cloned(), submission.near_unit)
    };
    let reason = |name: &str| Some(Reason::UnknownUnit(name.to_owned()));
    assert_eq!(unknown("a.xlsx", Some("XÃ TÂN HỘ CƠ")), (reason("Xã Tân Hộ Cơ"), None));
    assert_eq!(unknown("Xã Tân Hộ Cơ T10.2023.xlsx", BLANK), (reason("Xã Tân Hộ Cơ"), None));
    let near = Some(unit("Xã Phú Điền"));
    assert_eq!(unknown("a.xlsx", Some("XÃ PHÚ ĐIỀNG")), (reason("Xã Phú Điềng"), near));
    assert_eq!(unknown("a.xlsx", Some("XÃ PHÚ ĐIÊN")), (reason("Xã Phú Điên"), near));
    let near = Some(unit(UNIT));
    for heading in ["XA MY QUY", "MY QUY", "UBND XA MY QUY", "BAO CAO KTTT XA MY QUY THANG 10"] {
        assert_eq!(unknown("bao cao.xlsx", Some(heading)).1, near, "{heading}");
    }
    // Names that go on, or are in another district, are other units.
    for (path, heading) in [
        ("Xã Mỹ Quý Tây.xlsx", Some("XÃ MỸ QUÝ TÂY")),
        ("Xã Mỹ Quý.xlsx", Some("XÃ MỸ QUÝ TÂY")),
        ("Mỹ Đông Hưng A.xlsx", BLANK),
        ("xa my quy tay t10.xlsx", None),
        ("Mỹ Quý Tây/bao cao.xlsx", None),
        ("goi.zip/Xã Mỹ Quý Tây.xlsx", None),
        ("a.xlsx", Some("Mỹ Quý, huyện Đức Huệ")),
        ("a.xlsx", Some("XÃ PHÚ ĐIỀN, HUYỆN TÂN HỒNG")),
        ("Xã Phú Điền, huyện Tân Hồng.xlsx", None),
        ("a.xlsx", Some("MỸ QUÝ - MỸ ĐÔNG")),
        ("Mỹ Quý - Mỹ Đông.xlsx", None),
        ("a.xlsx", Some("PHƯỜNG MỸ QUÝ")),
    ] {
        let (reason, near) = unknown(path, heading);
        assert!(matches!(reason, Some(Reason::UnknownUnit(_))), "{path} {heading:?}: {reason:?}");
        assert_eq!(near, None, "{path} {heading:?}");
    }
    for title in ["BÁO CÁO KINH TẾ - XÃ HỘI", "TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 10 NĂM 2023"]
    {
        assert_same(&named("Xã Mỹ Quý.xlsx", headed(Some(title), OCTOBER)));
        let month = named("a.xlsx", headed(Some(title), OCTOBER));
        assert_eq!(set_aside(only(&month)), Some(&Reason::NoUnit));
    }
    let near = Some(unit("Xã Phú Điền"));
    // The file's name bears the slip out.
    let month = named("Xã Phú Điền.xlsx", headed(Some("XÃ PHÚ ĐIÊN"), OCTOBER));
    assert!(is_of(only(&month), "Xã Phú Điền"));
    assert_eq!(only(&month).near_unit, near);
}

#[test]
fn the_period_by_heading_file_and_folder() {
    for (path, heading) in [
        ("a.xlsx", OCTOBER),
        ("a.xlsx", Some("KỲ BÁO CÁO: T10/2023")),
        ("a.xlsx", Some("Kỳ báo cáo: Tháng 10")),
        ("a.xlsx", Some("Số liệu năm 2023")),
        ("a.xlsx", Some("Kỳ báo cáo: tháng mười năm 2023")),
        ("a.xlsx", Some("BÁO CÁO 10 THÁNG ĐẦU NĂM 2023")),
        ("a.xlsx", Some("Số liệu tính đến ngày 31/10/2023")),
        ("a.xlsx", None),
        ("T10.2023/a.xlsx", Some("Kỳ báo cáo: Tháng ... năm ...")),
        ("KTTT T10.xlsx", None),
        ("KTTT 10.2023.xlsx", None),
    ] {
        assert_same(&named(path, headed(Some("XÃ MỸ QUÝ"), heading)));
    }
    for (path, heading, said) in [
        ("a.xlsx", Some("Kỳ báo cáo: Tháng 9 năm 2023"), "2023-09"),
        ("a.xlsx", Some("Kỳ báo cáo: Tháng 9"), "2023-09"),
        ("a.xlsx", Some("Kỳ báo cáo: Tháng 12"), "2022-12"),
        ("T10.2023.xlsx", Some("Kỳ báo cáo: Tháng 9 năm 2023"), "2023-09"),
        ("KTTT T9.xlsx", None, "2023-09"),
        ("T9.2023/a.xlsx", None, "2023-09"),
        ("a.xlsx", Some("Kỳ báo cáo: Quý III năm 2023"), "2023-Q3"),
        ("a.xlsx", Some("Kỳ báo cáo: năm 2023"), "2023"),
        ("a.xlsx", Some("BÁO CÁO NĂM 2022"), "2022"),
        ("a.xlsx", Some("Báo cáo 9 tháng đầu năm 2023"), "2023-9T"),
        ("a.xlsx", Some("Báo cáo 9 tháng"), "2023-9T"),
        ("a.xlsx", Some("BÁO CÁO THÁNG CHÍN NĂM 2023"), "2023-09"),
        ("9T-2023.xlsx", None, "2023-9T"),
        ("a.xlsx", Some("Số liệu tính đến ngày 30/9/2023"), "2023-09"),
    ] {
        let month = named(path, headed(Some("XÃ MỸ QUÝ"), heading));
        let reason = Reason::OtherPeriod(find_period(said).unwrap());
        assert_eq!(set_aside(only(&month)), Some(&reason), "{path} {heading:?}");
    }
}

#[test]
fn longer_periods() {
    for (period, headings) in [
        ("2024-Q2", ["Quý II-2024", "QUÝ II NĂM 2024"]),
        ("2024-6T", ["6T-2024", "6 tháng đầu năm 2024"]),
        ("2024-6T", ["6 tháng năm 2024", "Số liệu đến ngày 30/6/2024, năm 2024"]),
        ("2024-9T", ["9T-2024", "9 tháng đầu năm 2024"]),
        ("2024", ["Năm 2024", "Kỳ báo cáo: Năm 2024"]),
    ] {
        for heading in headings {
            let book = headed(Some("XÃ MỸ QUÝ"), Some(heading));
            let month = month_of_period(period, vec![("a.xlsx", book)]);
            assert_eq!(only(&month).fate, Fate::Used, "{period} {heading}");
            let folder = format!("{heading}/a.xlsx");
            let book = headed(Some("XÃ MỸ QUÝ"), None);
            let month = month_of_period(period, vec![(&folder, book)]);
            assert_eq!(only(&month).fate, Fate::Used, "{period} {folder}");
        }
    }
}

#[test]
fn corrections_replace_form_by_form() {
    let mut changed = clean();
    changed.sheets.truncate(1);
    changed.sheets[0].put("F27", crate::bend::number("190"));
    let month = month_of(vec![("a.xlsx", clean()), ("a (sửa lần 2).xlsx", changed)]);
    assert_eq!(used(&month, UNIT)["htx.thanh_vien"], "190");
    assert!(used(&month, UNIT).contains_key("ds_tht THT sen số 2 thanh_vien"));
    let fates: Vec<_> = month.submissions.iter().map(|submission| set_aside(submission)).collect();
    assert_eq!(fates, [None, None, Some(&Reason::OtherVersion(1))]);
}

#[test]
fn copies_of_one_report() {
    let mut shifted = clean();
    shifted.sheets[0].insert_rows(5, 2);
    let month = month_of(vec![("a.xlsx", clean()), ("b.xlsx", shifted), ("c.xlsx", clean())]);
    assert_same(&month);
    for copy in &month.submissions[1..] {
        assert_eq!(set_aside(copy), Some(&Reason::IdenticalCopy(0)));
    }
}

#[test]
fn forms_sent_back_blank() {
    let mut blank = clean();
    for sheet in &mut blank.sheets {
        sheet.cells.retain(|at, _| at.row < 8 || at.col < 3 && sheet.name == "Biểu 01");
    }
    let month = named("Xã Mỹ Quý.xlsx", blank);
    assert_eq!(set_aside(only(&month)), Some(&Reason::EmptyForm));
    assert!(month.sent_something(unit(UNIT)));
    let template = tonghop::workspace::open(std::path::Path::new(
        "templates/nq47-thap-muoi/bieu-mau-gui-xa/bao-cao-xa.xlsx",
    ));
    let month = named("Xã Mỹ Quý.xlsx", template.unwrap());
    assert!(is_of(only(&month), UNIT));
    assert_eq!(set_aside(only(&month)), Some(&Reason::EmptyForm));
    assert_eq!(only(&month).unit, Some(NamedUnit::Known(unit(UNIT))));
}

#[test]
fn workbooks_with_nothing_in_them() {
    let mut blank = clean();
    blank.sheets.iter_mut().for_each(|sheet| sheet.cells.clear());
    for book in [blank, Workbook::default()] {
        let month = named("Xã Mỹ Quý.xlsx", book);
        assert_eq!(refused(&month, 0), "Tệp rỗng, không có nội dung");
        assert!(month.sent_something(unit(UNIT)));
    }
    let mut other = clean();
    other.sheets.truncate(1);
    other.sheets[0].cells.retain(|at, _| at.row < 5);
    assert!(matches!(named("a.xlsx", other).files[0].outcome, Outcome::NoForm(_)));
}
