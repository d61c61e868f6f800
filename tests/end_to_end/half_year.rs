//! A half-year whose months are at hand: what it says of the time before, and its trends.

use std::fs;
use std::path::Path;

use tonghop::cell_text::CellText as _;
use workbook_io::read::{Limits, read};
use workbook_io::{Address, Grid, Workbook};

use crate::sample::{Workspace, copy, replace, run};

const OCTOBER: &str = "Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)";

/// The sample's October reports as those of another period; some units send none.
fn period(workspace: &Workspace, folder: &str, words: &str, absent: &[&str]) {
    let to = workspace.root().join(folder);
    copy(&workspace.period(), &to);
    let _ = fs::remove_file(to.join("ra-soat.xlsx"));
    for entry in fs::read_dir(&to).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if absent.contains(&name.as_str()) {
            fs::remove_file(path).unwrap();
        } else if path.is_file() {
            replace(&path, OCTOBER, words);
        }
    }
    let output = run(&to, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Months of 2023, the third of them without a unit, and the first half of the year.
fn months_and_half(months: &[u32]) -> (Workspace, Workbook) {
    let workspace = Workspace::sample();
    fs::remove_dir_all(workspace.root().join("2023-09")).unwrap();
    for month in months {
        let absent: &[&str] = if *month == 3 { &["Xã Mỹ Hòa"] } else { &[] };
        let folder = format!("2023-{month:02}");
        period(&workspace, &folder, &format!("Tháng {month} năm 2023"), absent);
    }
    period(&workspace, "2023-6T", "6 tháng đầu năm 2023", &[]);
    let annex = annex(&workspace.root().join("2023-6T/ket-qua/phu-luc-2023-6T.xlsx"));
    (workspace, annex)
}

fn annex(path: &Path) -> Workbook {
    read(&fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn sheet<'b>(book: &'b Workbook, name: &str) -> &'b Grid {
    book.sheets.iter().find(|grid| grid.name == name).unwrap()
}

fn texts(grid: &Grid) -> Vec<String> {
    grid.cells.values().filter_map(|cell| cell.text().map(str::to_owned)).collect()
}

fn row_of(grid: &Grid, text: &str) -> u32 {
    let mut cells = grid.cells.iter();
    cells.find(|(_, cell)| cell.text().is_some_and(|own| own == text)).unwrap().0.row
}

#[test]
fn a_half_year_uses_its_months() {
    let (_workspace, annex) = months_and_half(&[2, 3, 4, 5]);
    let page = &annex.sheets[0];
    let heads = row_of(page, "STT");
    assert_eq!(page.text(Address::new(heads, 4)), Some("Thực hiện đến 31/05/2023"));
    let members = row_of(page, "2.1");
    let shown = |grid: &Grid, row, col| {
        grid.get(Address::new(row, col)).map(|c| c.value.as_written()).unwrap_or_default()
    };
    assert_eq!(shown(page, members, 4), "2.570");
    let charts = sheet(&annex, "Biểu đồ");
    let header = row_of(charts, "Số liệu");
    let labels: Vec<String> = (4..9).map(|col| shown(charts, header, col)).collect();
    assert_eq!(labels, ["T2/23", "T3/23", "T4/23", "T5/23", "6T đầu/23"]);
    // The table of what is drawn lies below that of how far each item has come.
    let is_trend = |row: &u32| shown(charts, *row, 1) == "2.1 Thành viên HTX";
    let whole = (header..header + 20).find(is_trend).unwrap();
    // The month without a unit is in a row of its own, so that no line goes through it.
    let row = |row| (4..9).map(|col| shown(charts, row, col)).collect::<Vec<_>>();
    assert_eq!(row(whole), ["2.570", "", "2.570", "2.570", "2.570"]);
    assert_eq!(shown(charts, whole + 1, 3), "Tạm tính");
    assert_eq!(row(whole + 1).iter().filter(|text| !text.is_empty()).count(), 1);
    let said = texts(charts).join("\n");
    assert!(said.contains("tháng 3/2023 (thiếu Xã Mỹ Hòa)"), "{said}");
    let progress = sheet(&annex, "Tiến độ");
    let said = texts(progress).join("\n");
    assert!(said.contains("Kỳ trước: đến ngày 31/05/2023"), "{said}");
    assert!(said.contains("Mức xuất phát tính từ ngày 28/02/2023."), "{said}");
    // 105 of 140 stands against 40 %: nobody must have more than is asked.
    let managers = row_of(progress, "5.1");
    let cell = |col| shown(progress, managers, col);
    assert_eq!([cell(4), cell(8), cell(11)], ["75", "40", "Đã đạt"]);
}

#[test]
fn two_periods_are_no_pace() {
    let (_workspace, annex) = months_and_half(&[5]);
    let said = texts(sheet(&annex, "Tiến độ"));
    let too_few = said.iter().filter(|text| *text == "Chưa đủ kỳ để tính").count();
    assert_eq!(too_few, 7, "{said:#?}");
    assert!(!said.iter().any(|text| text.contains("Nếu giữ tốc độ hiện nay: ")), "{said:#?}");
}
