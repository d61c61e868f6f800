//! Earlier periods: which annex is one's history, what a hand changed in it, the years of a
//! term, and communes that became others.

use std::fs;
use std::path::{Path, PathBuf};
use tonghop::cell_text::CellText as _;

use rust_decimal::Decimal;
use serde_json::Value as Json;
use tonghop::results::Results;
use tonghop::settings::{Basis, Settings};
use tonghop::workspace::{PeriodPlace, open};
use viet_text::period::Period;
use workbook_io::read::{Limits, read};
use workbook_io::sheet::{Book, Row, Sheet, Style};
use workbook_io::write::to_bytes;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

use crate::packs::repository;
use crate::sample::{Workspace, replace, set_number};

const OCTOBER: Period = Period::Month { year: 2023, month: 10 };

fn book(path: &Path) -> Workbook {
    read(&fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn september(workspace: &Workspace) -> PathBuf {
    workspace.root().join("2023-09/ket-qua/phu-luc-2023-09.xlsx")
}

/// Where Tổng hợp holds a unit's figure: the sheet's number and the cell.
fn on_page(book: &Workbook, unit: &str, code: &str) -> (usize, Address) {
    let place = book.sheets.iter().position(|grid| grid.name == "Tổng hợp").unwrap();
    let find = |text: &str| {
        let mut cells = book.sheets[place].cells.iter();
        *cells.find(|(_, cell)| cell.text() == Some(text)).unwrap().0
    };
    (place + 1, Address::new(find(unit).row, find(code).col))
}

/// The figure of an item in the column of the earlier period.
fn before(annex: &Workbook, item: &str) -> String {
    let page = &annex.sheets[0];
    let row = page.cells.iter().find(|(_, cell)| cell.text() == Some(item)).unwrap().0.row;
    page.get(Address::new(row, 4)).unwrap().value.as_written()
}

fn october_annex(workspace: &Workspace) -> Workbook {
    let output = workspace.run(&[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    book(&workspace.period().join("ket-qua/phu-luc-2023-10.xlsx"))
}

fn says(json: &Json, code: &str) -> Vec<String> {
    let findings = json["findings"].as_array().unwrap().iter();
    let own = findings.filter(|finding| finding["code"] == code);
    own.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_hand_changed_annex_is_used_and_said() {
    let workspace = Workspace::sample();
    let whole: i64 = number(&before(&october_annex(&workspace), "2.1"));
    assert!(says(&workspace.checked(), "phu-luc-truoc-sua-tay").is_empty());
    let (sheet, at) = on_page(&book(&september(&workspace)), "Xã Mỹ Quý", "htx.thanh_vien");
    let of_unit =
        book(&september(&workspace)).sheets[sheet - 1].get(at).unwrap().value.as_written();
    let changed = number(&of_unit) + 1000;
    set_number(&september(&workspace), sheet, &at.to_string(), &changed.to_string());
    assert_eq!(number(&before(&october_annex(&workspace), "2.1")), whole + 1000);
    let said = says(&workspace.checked(), "phu-luc-truoc-sua-tay");
    assert!(said[0].contains("2023-09/ket-qua/phu-luc-2023-09.xlsx"), "{said:?}");
}

fn number(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap()
}

/// The review workbook of September, saying what was sent.
pub(crate) fn sent(workspace: &Workspace, day: &str, annex: &str) {
    let row = |index, cells: [&str; 3]| Row {
        index,
        height: None,
        cells: (0..).zip(cells).map(|(col, text)| (col, text.into(), Style::default())).collect(),
    };
    let rows =
        vec![row(0, ["Mục", "Giá trị", "Phụ lục đã gửi"]), row(1, ["Đã gửi ngày", day, annex])];
    let sheets = vec![Sheet::new("Thông tin kỳ", rows)];
    let bytes = to_bytes(Book { sheets, ..Book::default() });
    fs::write(workspace.root().join("2023-09/ra-soat.xlsx"), bytes.unwrap()).unwrap();
}

#[test]
fn of_several_annexes_the_one_sent_counts_else_the_newest() {
    let workspace = Workspace::sample();
    let first = number(&before(&october_annex(&workspace), "2.1"));
    let second = workspace.root().join("2023-09/ket-qua/phu-luc-2023-09-2.xlsx");
    fs::copy(september(&workspace), &second).unwrap();
    let (sheet, at) = on_page(&book(&second), "Xã Mỹ Quý", "htx.thanh_vien");
    set_number(&second, sheet, &at.to_string(), "5000");
    let newest = number(&before(&october_annex(&workspace), "2.1"));
    assert_ne!(newest, first);
    sent(&workspace, "10/10/2023", "phu-luc-2023-09.xlsx");
    assert_eq!(number(&before(&october_annex(&workspace), "2.1")), first);
    // Nothing but the day: the newest that corrects nothing sent before.
    sent(&workspace, "10/10/2023", "");
    assert_eq!(number(&before(&october_annex(&workspace), "2.1")), newest);
}

#[test]
fn years_of_a_term_stand_side_by_side() {
    let workspace = Workspace::sample();
    let has_years = |annex: &Workbook| {
        annex.sheets.iter().find(|grid| grid.name == "Tổng kết nhiệm kỳ").cloned()
    };
    assert!(has_years(&october_annex(&workspace)).is_none(), "there is one year only");
    for (year, period) in [("2021", "năm 2021"), ("2022-12", "tháng 12/2022")] {
        let folder = workspace.root().join(year).join("ket-qua");
        fs::create_dir_all(&folder).unwrap();
        let annex = folder.join(format!("phu-luc-{year}.xlsx"));
        fs::copy(september(&workspace), &annex).unwrap();
        replace(&annex, "Kỳ báo cáo: tháng 9/2023", &format!("Kỳ báo cáo: {period}"));
    }
    let annex = october_annex(&workspace);
    let years = has_years(&annex).unwrap();
    let text = |row, col| {
        years.get(Address::new(row, col)).map(|c| c.value.as_written()).unwrap_or_default()
    };
    let heads: Vec<String> = (4..9).map(|col| text(3, col)).collect();
    let until = "Năm 2023 (đến 31/10/2023)";
    assert_eq!(heads, ["Năm 2021", "Năm 2022", until, "Kết quả", "Đánh giá"]);
    let row = years.cells.iter().find(|(_, cell)| cell.text() == Some("2.1")).unwrap().0.row;
    let old = before(&annex, "2.1");
    let expected = [&old, &old, "2.570", "2.570", "Chưa đạt"];
    assert_eq!((4..9).map(|col| text(row, col)).collect::<Vec<_>>(), expected);
    let live = |col| years.get(Address::new(row, col)).unwrap().formula.is_some();
    assert_eq!([4, 6, 7, 8].map(live), [false, true, true, true]);
}

/// The sample's settings with the real list of units, the change on a day of our choice, and
/// old names as other ways to write the new ones, so that the sample's reports stand for them.
fn settings(before: &str, after: &str, change: impl Fn(&str) -> String) -> Settings {
    let mut book = open(&repository("samples/thap-muoi/khai-bao.xlsx")).unwrap();
    let table = fs::read_to_string(repository("tests/data/don-vi-thap-muoi.tsv")).unwrap();
    let table = change(&table.replace("30/6/2025", before).replace("1/7/2025", after));
    let mut grid = Grid::named("Đơn vị");
    for (row, line) in (0..).zip(table.lines()) {
        for (col, text) in (0..).zip(line.split('\t')).filter(|(_, text)| !text.is_empty()) {
            let value = Value::Text(text.into());
            let cell = Cell::plain(value);
            grid.cells.insert(Address::new(row, col), cell);
        }
    }
    *book.sheets.iter_mut().find(|sheet| sheet.name == "Đơn vị").unwrap() = grid;
    Settings::read(&book).unwrap()
}

fn in_october(workspace: &Workspace, settings: &Settings, look: impl Fn(&Results<'_>)) {
    let sample = tonghop::workspace::Workspace::open(workspace.root()).unwrap();
    let settings = settings.on(OCTOBER.last_day());
    let changed = tonghop::workspace::Workspace { settings, ..sample };
    let root = workspace.root().to_owned();
    let place = PeriodPlace { folder: workspace.period(), root, period: OCTOBER };
    look(&Results::read(&changed, &place).unwrap());
}

fn total(results: &Results<'_>, unit: &str, code: &str) -> Option<Decimal> {
    let settings = &results.workspace.settings;
    let unit = settings.units.iter().position(|known| known.name == unit).unwrap();
    let indicator = settings.indicators.get_index_of(code).unwrap();
    let earlier = results.earlier().unwrap();
    Some(earlier.by_unit[unit].get(indicator, Basis::Actual)?.sum)
}

#[test]
fn a_month_before_and_after_the_change_has_the_list_of_its_day() {
    let workspace = Workspace::sample();
    let later = settings("30/6/2025", "1/7/2025", str::to_owned);
    in_october(&workspace, &later, |results| {
        assert_eq!(results.figures.by_unit.len(), 13);
        let used = results.month.submissions.iter();
        assert!(used.clone().all(|s| s.fate == tonghop::intake::submission::Fate::Used));
        assert!(results.earlier().unwrap().gaps.is_empty());
    });
    let now = settings("30/9/2023", "1/10/2023", str::to_owned);
    in_october(&workspace, &now, |results| {
        let units = &results.workspace.settings.units;
        assert_eq!(units.len(), 6);
        let sums = ["Xã Tháp Mười", "Xã Mỹ Quí"].map(|unit| total(results, unit, "htx.thanh_vien"));
        let old = in_september(&workspace, &["Thị trấn Mỹ An", "Xã Mỹ An", "Xã Mỹ Hòa"]);
        assert_eq!(sums[0], Some(old));
        let old = in_september(&workspace, &["Xã Mỹ Quý", "Xã Mỹ Đông", "Xã Láng Biển"]);
        assert_eq!(sums[1], Some(old));
        assert_eq!(total(results, "Xã Phương Thịnh", "htx.thanh_vien"), None);
        let messages: Vec<&str> = results.findings.iter().map(|f| f.message.as_str()).collect();
        let said = |text: &str| messages.iter().any(|message| message.contains(text));
        assert!(said("không so sánh được với kỳ này: Xã Phương Thịnh"), "{messages:#?}");
        assert!(said("chỉ báo cáo riêng đến ngày 30/09/2023, nay thuộc Xã Tháp Mười"));
        assert!(said("Lũy kế tính từ"));
    });
}

/// Members of cooperatives of September's communes, as its annex has them.
fn in_september(workspace: &Workspace, units: &[&str]) -> Decimal {
    let book = book(&september(workspace));
    let of = |unit: &&str| {
        let (sheet, at) = on_page(&book, unit, "htx.thanh_vien");
        match book.sheets[sheet - 1].get(at).unwrap().value {
            Value::Number(number) => number,
            _ => panic!("{unit}"),
        }
    };
    units.iter().map(of).sum()
}

#[test]
fn a_cooperative_that_moved_with_its_commune_is_neither_new_nor_gone_nor_doubled() {
    let workspace = Workspace::sample();
    // Two communes become one and two others are only renamed; their old names stay known.
    let named = |table: &str| {
        table
            .replace("Xã Tháp Mười\t", "Xã Tháp Mười\tXã Mỹ Hòa")
            .replace("Xã Mỹ Quí\t", "Xã Mỹ Quí\tXã Mỹ Quý")
    };
    let now = settings("30/9/2023", "1/10/2023", named);
    in_october(&workspace, &now, |results| {
        let codes = ["roi-danh-sach", "trung-hai-don-vi", "bien-dong-lon", "giong-ky-truoc"];
        let about = |name: &str| {
            let unit = results.workspace.settings.units.iter().position(|u| u.name == name);
            let own = results.findings.iter().filter(move |f| f.unit == unit);
            own.filter(|f| codes.contains(&f.code)).map(|f| f.message.clone()).collect::<Vec<_>>()
        };
        // What Xã Mỹ Hòa lists was there in September: nothing of it is said to be new or gone.
        let of_my_hoa = about("Xã Tháp Mười");
        assert!(
            of_my_hoa.iter().all(|message| !message.contains("Mỹ Hòa có trong")),
            "{of_my_hoa:?}"
        );
        // The communes whose lists did not come are missed, by the name of their new unit.
        assert!(of_my_hoa.iter().any(|message| message.contains("kỳ này không có")));
        let of_truong_xuan = about("Xã Trường Xuân");
        let own = of_truong_xuan.iter().filter(|message| message.contains("Trường Xuân có trong"));
        assert_eq!(own.count(), 0, "{of_truong_xuan:?}");
    });
}

#[test]
fn a_unit_that_counts_from_its_first_day_gets_the_months_before_it() {
    let workspace = Workspace::sample();
    let named = |table: &str| table.replace("Xã Tháp Mười\t", "Xã Tháp Mười\tXã Mỹ Hòa");
    let from_first_day =
        |table: &str| named(table).replace("1/10/2023\t\t\t\t", "1/10/2023\t\t\t\tngày thành lập");
    let code = "htx.thanh_vien_moi";
    let actual = |results: &Results<'_>| {
        let settings = &results.workspace.settings;
        let unit = settings.units.iter().position(|unit| unit.name == "Xã Tháp Mười").unwrap();
        let indicator = settings.indicators.get_index_of(code).unwrap();
        results.figures.unit_figure(unit, indicator, Basis::Actual).unwrap().clone()
    };
    let own = std::cell::Cell::new(Decimal::ZERO);
    in_october(&workspace, &settings("30/9/2023", "1/10/2023", named), |results| {
        own.set(actual(results).sum);
    });
    in_october(&workspace, &settings("30/9/2023", "1/10/2023", from_first_day), |results| {
        let before = total(results, "Xã Tháp Mười", code).unwrap();
        assert!(before > Decimal::ZERO);
        assert_eq!(actual(results).sum, own.get() + before);
        let said = results.findings.iter().filter(|f| f.code == "luy-ke-don-vi-moi");
        let said: Vec<&str> = said.map(|finding| finding.message.as_str()).collect();
        assert!(said[0].contains("đã cộng phần của các đơn vị cũ đến 30/09/2023"), "{said:?}");
    });
    fs::remove_dir_all(workspace.root().join("2023-09")).unwrap();
    in_october(&workspace, &settings("30/9/2023", "1/10/2023", from_first_day), |results| {
        assert!(!actual(results).complete, "what came before is not known");
    });
}
