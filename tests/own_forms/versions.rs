//! Several forms, and several versions of one, side by side in one period.

use tonghop::intake::submission::{Fate, form_in_words};

use crate::book::{form, month, used};

const OLD: &str = "\
== Biểu
Chỉ tiêu | ĐVT | Thực hiện
Số hợp tác xã | HTX | hx.so
Thành viên | Người | hx.tv
== DS
Tên tổ hợp tác | Số thành viên
to.ten | to.tv
";
const NEW: &str = "\
== Biểu
Chỉ tiêu | ĐVT | Thực hiện | Ước cả năm
Số hợp tác xã | HTX | hx.so | hx.so@uoc
Thành viên | Người | hx.tv | hx.tv@uoc
Lao động | Người | hx.ld | hx.ld@uoc
== DS
Tên tổ hợp tác | Số thành viên
to.ten | to.tv
";
const OTHER: &str = "\
== Tổ hợp tác
Nội dung | Kết quả
Số tổ hợp tác | th.so
Doanh thu | th.dt
";

#[test]
fn each_file_says_which_it_is_written_on() {
    let forms = [form("mau-2023.xlsx", OLD), form("mau-2024.xlsx", NEW), form("tht.xlsx", OTHER)];
    let old = "== S\nPhường An Bình\nChỉ tiêu | ĐVT | Thực hiện\nSố hợp tác xã | HTX | 4\nThành viên | Người | 50\n\
               == DS\nTên tổ hợp tác | Số thành viên\nTHT Sen | 5\n";
    let new = "== S\nXã Bình Thạnh\nChỉ tiêu | ĐVT | Thực hiện | Ước cả năm\nSố hợp tác xã | HTX | 6 | 7\n\
               Thành viên | Người | 60 | 65\nLao động | Người | 8 | 9\n\
               == DS\nTên tổ hợp tác | Số thành viên\nTHT Lúa | 6\n";
    let other = "== S\nXã Bình Thạnh\nNội dung | Kết quả\nSố tổ hợp tác | 3\nDoanh thu | 45.5\n";
    let read = month(&[("a.xlsx", old), ("b.xlsx", new), ("c.xlsx", other)], &forms);
    let on: Vec<String> = (0..3).map(|file| form_in_words(file, &read, &forms)).collect();
    assert_eq!(on, ["mau-2023.xlsx", "mau-2024.xlsx", "tht.xlsx"]);
    assert_eq!(used(&read).len(), 2 + 1 + 6 + 1 + 2);
}

#[test]
fn two_versions_of_one_unit_are_rivals() {
    let forms = [form("mau-2023.xlsx", OLD), form("mau-2024.xlsx", NEW)];
    let old = "== S\nXã Bình Thạnh\nChỉ tiêu | ĐVT | Thực hiện\nSố hợp tác xã | HTX | 4\nThành viên | Người | 50\n";
    let new = "== S\nXã Bình Thạnh\nChỉ tiêu | ĐVT | Thực hiện | Ước cả năm\nSố hợp tác xã | HTX | 6 | 7\n\
               Thành viên | Người | 60 | 65\nLao động | Người | 8 | 9\n";
    let read = month(&[("a.xlsx", old), ("b sửa lần 1.xlsx", new)], &forms);
    let counted: Vec<bool> = read.submissions.iter().map(|s| s.fate == Fate::Used).collect();
    assert_eq!(counted, [false, true]);
}

#[test]
fn two_sheets_of_figures_in_one_form_do_not_rival() {
    let marked = "== Một\nChỉ tiêu | Thực hiện\nSố hợp tác xã | hx.so\nThành viên | hx.tv\n\
                  == Hai\nChỉ tiêu | Thực hiện\nSố tổ hợp tác | th.so\nLao động | th.ld\n";
    let forms = [form("hai-trang.xlsx", marked)];
    let filled = "== Một\nXã Bình Thạnh\nChỉ tiêu | Thực hiện\nSố hợp tác xã | 4\nThành viên | 50\n\
                  == Hai\nXã Bình Thạnh\nChỉ tiêu | Thực hiện\nSố tổ hợp tác | 3\nLao động | 7\n";
    let read = month(&[("a.xlsx", filled)], &forms);
    assert_eq!(used(&read), ["hx.so = 4", "hx.tv = 50", "th.ld = 7", "th.so = 3"]);
}
