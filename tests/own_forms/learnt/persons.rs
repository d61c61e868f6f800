//! Lists of persons: a name alone does not tell who is meant.

use workbook_io::Workbook;

use super::office::{UNITS, learnt, month, opened, put, settings, template};
use crate::book::book;
use tonghop::figures::consolidate::{RowFate, consolidate};

const FORM: &str = "\
== Biểu 1
UBND XÃ ………………
DANH SÁCH NGƯỜI ĐƯỢC HỖ TRỢ
STT | Họ, tên | Năm sinh | Địa chỉ | Số tiền hỗ trợ (triệu đồng)
1
2
3
4
";

fn report(rows: &[[&str; 4]]) -> Workbook {
    let mut book = book(FORM);
    let grid = &mut book.sheets[0];
    put(grid, "A1".parse().unwrap(), &format!("UBND {}", UNITS[0].to_uppercase()));
    for (row, fields) in (3..).zip(rows) {
        for (col, text) in (1..).zip(fields) {
            put(grid, workbook_io::Address::new(row, col), text);
        }
    }
    book
}

#[test]
fn persons_of_one_name_are_told_apart_by_their_other_words() {
    let office = learnt(&opened("mau.xls", book(FORM)));
    let settings = settings(&office, |_| Some("đúng"));
    let rows = [
        ["Nguyễn Văn Hùng", "1960", "Ấp 1", "10"],
        ["Nguyễn Văn Hùng", "1972", "Ấp 3", "10"],
        ["Nguyễn Văn Hùng", "1960", "Ấp 1", "10"],
    ];
    let reports = vec![(UNITS[0], report(&rows))];
    let month = month("tháng 6/2026", reports, &settings, template(&office, &settings));
    let figures = consolidate(&month, &settings);
    let fates: Vec<RowFate> = figures.lists[0].rows().map(|row| row.fate).collect();
    assert_eq!(fates, [RowFate::Counted, RowFate::Counted, RowFate::Repeats(0)]);
}
