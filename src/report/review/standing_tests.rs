//! Opinions that stand: a peculiarity kept for later periods is not asked again until what is written
//! changes.

use rust_decimal::Decimal;

use super::ReviewOutcome;
use super::tests::SampleRun;
use crate::workspace::sheets;
use workbook_io::{Address, Value};

const UNIT: &str = "Xã Phú Điền";
const BOTH_CELLS: [&str; 3] = [UNIT, "F27, G27", "lech-danh-sach"];
const FORM_CELL: [&str; 3] = [UNIT, "F27", "lech-danh-sach"];

fn number(digits: i64, scale: u32) -> Value {
    Value::Number(Decimal::new(digits, scale))
}

fn is_open(sample: &SampleRun, code: &str) -> Option<bool> {
    let results = sample.results();
    let mut own = results.findings.iter().filter(|finding| finding.code == code);
    let found = own.next().map(|finding| finding.is_open());
    assert!(own.next().is_none());
    found
}

fn says(sample: &SampleRun, about: &[&str], header: &str) -> String {
    sample.says(sheets::CHECKS, about, header).unwrap()
}

#[test]
fn what_is_kept_for_later_is_not_asked_until_it_changes() {
    let october = SampleRun::new();
    october.report(UNIT, "Biểu 01", "F27", number(183, 0));
    october.run();
    assert_eq!(is_open(&october, "lech-danh-sach"), Some(true));
    october.decide(sheets::CHECKS, &FORM_CELL, "Ý kiến", "giữ các kỳ sau");
    october.decide(sheets::CHECKS, &FORM_CELL, "Lý do", "đã đối chiếu");
    october.decide(sheets::CHECKS, &FORM_CELL, "Xã xác nhận", "Ông A, 05/11");
    october.run();
    assert_eq!(is_open(&october, "lech-danh-sach"), Some(false));
    assert_eq!(says(&october, &FORM_CELL, "Xã xác nhận"), "Ông A, 05/11");

    let mut before = october;
    for (period, period_of_opinion) in [("2023-11", "10/2023"), ("2023-12", "10/2023")] {
        let month = before.sent_again(period);
        month.run();
        assert_eq!(is_open(&month, "lech-danh-sach"), Some(false), "{period}");
        assert_eq!(says(&month, &FORM_CELL, "Ý kiến"), "giữ các kỳ sau");
        let reason = format!("Theo ý kiến tháng {period_of_opinion}: đã đối chiếu");
        assert_eq!(says(&month, &FORM_CELL, "Lý do"), reason);
        assert_eq!(says(&month, &FORM_CELL, "Xã xác nhận"), "Ông A, 05/11");
        assert!(says(&month, &FORM_CELL, "Mức").ends_with("(đã giữ)"));
        assert_eq!(month.run().1, ReviewOutcome::Unchanged);
        before = month;
    }
    // The officer takes it back.
    before.decide(sheets::CHECKS, &FORM_CELL, "Ý kiến", "");
    before.run();
    assert_eq!(is_open(&before, "lech-danh-sach"), Some(true));
    before.decide(sheets::CHECKS, &FORM_CELL, "Ý kiến", "giữ luôn");
    before.run();
    // Another number is another question.
    let january = before.sent_again("2024-01");
    january.report(UNIT, "Biểu 01", "F27", number(184, 0));
    january.run();
    assert_eq!(is_open(&january, "lech-danh-sach"), Some(true));
}

/// The list's first cooperative has other members.
fn list_says(sample: &SampleRun, members: i64) {
    sample.report(UNIT, "Biểu 02", "F9", number(members, 0));
}

#[test]
fn what_is_kept_is_kept_against_what_the_list_says() {
    let october = SampleRun::new();
    october.report(UNIT, "Biểu 01", "F27", number(999, 0));
    list_says(&october, 50);
    october.run();
    assert!(says(&october, &BOTH_CELLS, "Đã ghi").contains(" (danh sách: "));
    for opinion in ["giữ", "giữ các kỳ sau"] {
        list_says(&october, 50);
        october.run();
        october.decide(sheets::CHECKS, &BOTH_CELLS, "Ý kiến", opinion);
        october.run();
        assert_eq!(is_open(&october, "lech-danh-sach"), Some(false), "{opinion}");
        list_says(&october, 40);
        october.run();
        assert_eq!(is_open(&october, "lech-danh-sach"), Some(true), "{opinion}");
        list_says(&october, 50);
        october.run();
        assert_eq!(is_open(&october, "lech-danh-sach"), Some(false), "{opinion}");
    }
    let november = october.sent_again("2023-11");
    november.run();
    assert_eq!(is_open(&november, "lech-danh-sach"), Some(false));
    let december = october.sent_again("2023-12");
    list_says(&december, 40);
    december.run();
    assert_eq!(is_open(&december, "lech-danh-sach"), Some(true));
    // A row of an earlier version says nothing of the list, and is taken once.
    let written = says(&october, &BOTH_CELLS, "Đã ghi");
    let written = written.split(" (").next().unwrap().to_owned();
    october.decide(sheets::CHECKS, &BOTH_CELLS, "Đã ghi", &written);
    october.run();
    assert_eq!(is_open(&october, "lech-danh-sach"), Some(false));
    assert!(says(&october, &BOTH_CELLS, "Đã ghi").contains(" (danh sách: "));
}

#[test]
fn an_organisation_is_known_in_another_row() {
    let october = SampleRun::new();
    october.report("Xã Mỹ Quý", "Biểu 02", "F9", number(1155, 1));
    october.run();
    let about = ["Xã Mỹ Quý", "F9", "so-dem-le"];
    october.decide(sheets::CHECKS, &about, "Ý kiến", "giữ những kỳ sau");
    october.run();
    let november = october.sent_again("2023-11");
    november.edit("Xã Mỹ Quý.xlsx", |book| {
        let list = book.sheets.iter_mut().find(|grid| grid.name == "Biểu 02").unwrap();
        for col in 1..40 {
            let [one, other] = [8, 9].map(|row| Address::new(row, col));
            let (a, b) = (list.cells.remove(&one), list.cells.remove(&other));
            list.cells.extend(b.map(|cell| (one, cell)));
            list.cells.extend(a.map(|cell| (other, cell)));
        }
    });
    november.run();
    assert_eq!(is_open(&november, "so-dem-le"), Some(false));
    assert_eq!(says(&november, &["Xã Mỹ Quý", "F10", "so-dem-le"], "Ý kiến"), "giữ những kỳ sau");
    // The same number of another organisation is asked.
    let december = october.sent_again("2023-12");
    december.report("Xã Mỹ Quý", "Biểu 02", "B9", Value::Text("HTX Tân Tiến".into()));
    assert_eq!(is_open(&december, "so-dem-le"), Some(true));
}

#[test]
fn rows_left_out_and_counted_stay_so() {
    let sample = SampleRun::new();
    sample.edit("Xã Mỹ Quý.xlsx", |book| {
        let list = book.sheets.iter_mut().find(|grid| grid.name == "Biểu 02").unwrap();
        for col in 1..40 {
            let copy = list.get(Address::new(8, col)).cloned();
            list.cells.extend(copy.map(|cell| (Address::new(10, col), cell)));
        }
    });
    sample.run();
    let about = ["Xã Mỹ Quý", "B11", "trung-trong-don-vi"];
    assert!(says(&sample, &about, "Cách xử lý").contains("ghi tính"));
    let rows = |sample: &SampleRun| sample.results().figures.lists[0].all_counted().count();
    let before = rows(&sample);
    for (opinion, more) in [("tính", 1), ("bỏ", 0), ("giữ", 0)] {
        sample.decide(sheets::CHECKS, &about, "Ý kiến", opinion);
        sample.run();
        assert_eq!(rows(&sample), before + more, "{opinion}");
        assert_ne!(is_open(&sample, "trung-trong-don-vi"), Some(true), "{opinion}");
        let is_left_out = says(&sample, &about, "Nội dung").contains(" Không tính dòng ");
        assert_eq!(is_left_out, more == 0, "{opinion}");
        assert_eq!(sample.run().1, ReviewOutcome::Unchanged, "{opinion}");
    }
}
