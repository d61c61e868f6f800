//! Versions of one form: what is the same in both has one code, whatever the month in its header.

use tonghop::setup::blank::tables;
use tonghop::setup::propose::{BlankForm, propose};

use crate::book::book;

const SEPTEMBER: &str = "\
== Biểu 1
TÌNH HÌNH SẢN XUẤT
STT | Chỉ tiêu | Đơn vị tính | Kế hoạch tháng 9 | Thực hiện tháng 9
1 | Diện tích gieo trồng | ha
2 | Số hộ sản xuất | hộ
";

const OCTOBER: &str = "\
== Biểu 1
TÌNH HÌNH SẢN XUẤT
STT | Chỉ tiêu | Đơn vị tính | Kế hoạch tháng 10 | Thực hiện tháng 10 | Số hộ thiệt hại
1 | Diện tích gieo trồng | ha
2 | Số hộ sản xuất | hộ
3 | Sản lượng | tấn
";

#[test]
fn a_row_and_column_of_two_versions_have_one_code() {
    let form =
        |name: &str, text: &str| BlankForm { name: name.to_owned(), tables: tables(&book(text)) };
    let proposal = propose(&[form("t9", SEPTEMBER), form("t10", OCTOBER)]);
    let [first, second] = &proposal.forms[..] else { panic!() };
    let codes = |cells: &[tonghop::setup::proposal::MarkedCell]| -> Vec<String> {
        cells.iter().map(|cell| cell.code.clone()).collect()
    };
    let (first, second) = (codes(first), codes(second));
    assert_eq!(first.len(), 4, "{first:?}");
    assert!(first.iter().all(|code| second.contains(code)), "{first:?} {second:?}");
    assert_eq!(second.len(), 9, "{second:?}");
    let mut all: Vec<&String> = proposal.figures.iter().map(|own| &own.code).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "no figure is proposed twice: {all:?}");
}
