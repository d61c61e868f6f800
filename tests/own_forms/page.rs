//! The signed page of an office's own plan: the report's number and day as typed, an item under its
//! Tóm tắt, no last year's figure of what is measured against last year.

use std::fs;
use std::path::Path;
use std::process::Command;
use tonghop::cell_text::CellText as _;

use tempfile::TempDir;
use tonghop::workspace::open;
use workbook_io::{Address, Grid};

use crate::book::dressed;
use crate::checker::checked_output;

const FORM: &str = "\
== Số liệu
XÃ ..............
Kỳ báo cáo: Tháng ... năm ...
TT | Chỉ tiêu | ĐVT | TH năm trước | Thực hiện
1 | Số hợp tác xã | HTX | hx.so@namtruoc | hx.so
2 | Thành viên | Người | hx.tv@namtruoc | hx.tv
";

/// A target of one item whose title does not say what is wanted; a growth target; a count.
const TARGETS: [&str; 3] = [
    "kh | '1.1 | | Giảm HTX xếp loại yếu | Giảm 40% | (hx.so@namtruoc - hx.so) / hx.so@namtruoc | \
     từ … trở lên | 40 | | % | thực hiện | 2",
    "kh | '2.1 | | Tăng thành viên | Tăng 10% | (hx.tv - hx.tv@namtruoc) / hx.tv@namtruoc | \
     từ … trở lên | 10 | | % | thực hiện | 2",
    "kh | '2.2 | | Thành viên | Có 200 người | hx.tv | từ … trở lên | 200 | | người | thực hiện | 0",
];

struct Office(TempDir);

impl Office {
    fn new(look: &str) -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        let settings = include_str!("office.txt");
        let old = settings.lines().find(|line| line.starts_with("kh | '1.1")).unwrap();
        let settings = settings
            .replace(old, &TARGETS.join("\n"))
            .replace("kh | '1 | Hợp tác xã", "kh | '1 | HTX xếp loại yếu (%)\nkh | '2 | Thành viên")
            .replace("Cơ quan | Phòng Kinh tế", &format!("Cơ quan | Phòng Kinh tế\n{look}"));
        fs::create_dir(office.at("bieu-mau")).unwrap();
        fs::create_dir(office.at("2026-01")).unwrap();
        fs::write(office.at("khai-bao.xlsx"), dressed(&settings)).unwrap();
        fs::write(office.at("bieu-mau/bieu.xlsx"), dressed(FORM)).unwrap();
        for (unit, so, tv) in [("Phường An Bình", 4, 120), ("Xã Bình Thạnh", 3, 90)] {
            let report = FORM
                .replace("XÃ ..............", &unit.to_uppercase())
                .replace("Tháng ... năm ...", "Tháng 1 năm 2026")
                .replace("hx.so@namtruoc | hx.so", &format!("5 | {so}"))
                .replace("hx.tv@namtruoc | hx.tv", &format!("100 | {tv}"));
            fs::write(office.at(&format!("2026-01/{unit}.xlsx")), dressed(&report)).unwrap();
        }
        office
    }

    fn at(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    /// Writes what the officer typed, runs, and gives the signed page and all that was said.
    fn page(&self, facts: &[(&str, &str)]) -> (Grid, String) {
        let rows: Vec<String> =
            facts.iter().map(|(name, value)| format!("{name} | '{value}")).collect();
        let typed = format!("== Thông tin kỳ\nMục | Giá trị\n{}\n", rows.join("\n"));
        fs::write(self.at("2026-01/ra-soat.xlsx"), dressed(&typed)).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        program.arg("2026-01").current_dir(self.0.path());
        let output = checked_output(&mut program, self.0.path());
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        let annex = open(Path::new(&self.at("2026-01/ket-qua/phu-luc-2026-01.xlsx"))).unwrap();
        (annex.sheets[0].clone(), said)
    }
}

fn says(page: &Grid, text: &str) -> bool {
    page.cells.values().any(|cell| cell.text() == Some(text))
}

/// The cells of an item's row.
fn row(page: &Grid, number: &str) -> Vec<String> {
    let row = page.cells.iter().find(|(_, cell)| cell.text() == Some(number)).unwrap().0.row;
    let text = |col| page.get(Address::new(row, col)).map(|cell| cell.value.as_written());
    (0..11).map(|col| text(col).unwrap_or_default()).collect()
}

const DAY_OF_SUMMARY: (&str, &str) = ("Ngày tổng hợp", "03/02/2026");

#[test]
fn the_page_bears_the_number_and_the_day_typed_and_no_other() {
    let office = Office::new("Cột thêm | năm trước");
    for (typed, line) in [
        ("45/BC-STC ngày 04/02/2026", "45/BC-STC ngày 04 tháng 02 năm 2026"),
        ("45/BC-STC, ngày 4 tháng 2 năm 2026", "45/BC-STC ngày 04 tháng 02 năm 2026"),
        ("45/BC-STC", "45/BC-STC ngày … tháng … năm …"),
        ("04/02/2026", "…… ngày 04 tháng 02 năm 2026"),
        ("", "…… ngày … tháng … năm …"),
    ] {
        let (page, _) = office.page(&[DAY_OF_SUMMARY, ("Số, ngày báo cáo", typed)]);
        assert!(says(&page, &format!("(Kèm theo Báo cáo số {line})")), "{typed}: {page:#?}");
    }
}

#[test]
fn a_page_issued_by_itself_bears_them_above_its_title() {
    let office = Office::new("Phát hành riêng | có\nĐịa danh | An Bình");
    for (typed, number, day) in [
        ("45/BC-STC ngày 04/02/2026", "Số: 45/BC-STC", "ngày 04 tháng 02 năm 2026"),
        ("45/BC-STC", "Số: 45/BC-STC", "ngày … tháng … năm …"),
        ("", "Số: ……/……", "ngày … tháng … năm …"),
    ] {
        let (page, _) = office.page(&[DAY_OF_SUMMARY, ("Số, ngày báo cáo", typed)]);
        assert!(
            says(&page, number) && says(&page, &format!("An Bình, {day}")),
            "{typed}: {page:#?}"
        );
        assert!(
            !page
                .cells
                .values()
                .any(|cell| { cell.text().is_some_and(|text| text.contains("03 tháng 02")) })
        );
    }
    let (page, said) = office.page(&[("Số, ngày báo cáo", "45/BC-STC ngày 31/02/2026")]);
    assert!(says(&page, "Số: 45/BC-STC") && says(&page, "An Bình, ngày … tháng … năm …"));
    assert!(said.contains("45/BC-STC ngày 04/02/2026"), "{said}");
}

#[test]
fn a_target_of_one_item_is_named_as_everywhere() {
    let office = Office::new("Cột thêm | năm trước");
    let (page, said) = office.page(&[]);
    let row = row(&page, "1");
    assert_eq!((&*row[1], &*row[3], &*row[6]), ("Giảm HTX xếp loại yếu", "40", "30"));
    assert_eq!(row[9], "Chưa đạt");
    assert!(!says(&page, "HTX xếp loại yếu (%)"));
    assert!(said.contains("Giảm HTX xếp loại yếu"), "{said}");
    let letter = fs::read_to_string(office.at("2026-01/ket-qua/du-thao-thu.txt")).unwrap();
    assert!(letter.contains("Giảm HTX xếp loại yếu"), "{letter}");
    let annex = open(&office.at("2026-01/ket-qua/phu-luc-2026-01.xlsx")).unwrap();
    for sheet in ["Xem nhanh", "Biểu đồ"] {
        let grid = annex.sheets.iter().find(|grid| grid.name == sheet).unwrap();
        let named = |cell: &workbook_io::Cell| {
            cell.text().is_some_and(|text| text.contains("Giảm HTX xếp loại yếu"))
        };
        assert!(grid.cells.values().any(named), "{sheet}");
    }
}

#[test]
fn what_is_measured_against_last_year_has_no_last_year_of_its_own() {
    let office = Office::new("Cột thêm | năm trước");
    let (page, _) = office.page(&[]);
    let last_year = |number| (row(&page, number)[4].clone(), row(&page, number)[6].clone());
    assert!(says(&page, "Thực hiện năm 2025"));
    assert_eq!(last_year("1"), ("–".to_owned(), "30".to_owned()));
    assert_eq!(last_year("2.1"), ("–".to_owned(), "5".to_owned()));
    assert_eq!(last_year("2.2"), ("200".to_owned(), "210".to_owned()));
}
