//! Slips of typing on a marked template: said with sheet, cell and what was meant.

use crate::book::form_of;

fn said(text: &str) -> String {
    form_of("mau.xlsx", text).unwrap_err().join("\n")
}

#[test]
fn each_is_said_at_its_cell() {
    let head = "== A\nTên hợp tác xã | Chỉ tiêu | ĐVT | Thực hiện | Ước\n";
    for (rows, expected) in [
        (
            " | Số | HTX | hx.soo | hx.so@uoc\n",
            &["trang \"A\", ô D2", "hx.soo", "ý là \"hx.so\"?"][..],
        ),
        (" | Số | HTX | hx.so | hx.so@ước\n", &["ô E2", "@ước", "ý là \"hx.so@uoc\"?"]),
        (" | Số | HTX | hx.so | hx.so\n", &["ô E2", "đã ghi ở trang \"A\", ô D2"]),
        (
            " | | | hx.so | hx.so@uoc\n | | | hx.tv | hx.tv@uoc\n",
            &["ô D2", "không thấy cột tên chỉ tiêu"],
        ),
        (
            "hop.ten | hop.nganh | hop.ngay | to.tv |\n",
            &["ô D2", "to.tv", "cùng dòng", "ý là \"hop.tv\"?"],
        ),
        ("hop.ten | hop.nganh | hop.ngay | hx.so |\n", &["ô D2", "hx.so", "cùng dòng"]),
        ("hop.ten | hop.nganh\nhop.ngay | hop.tv\n", &["ô A3", "một dòng"]),
        (
            " | Số | HTX | hx.so | hx.so@uoc\n | Thành viên | Người | hx.tv | hx.tv@uoc | hx.ld\n",
            &["ô F3", "không có tiêu đề"],
        ),
    ] {
        let said = said(&format!("{head}{rows}"));
        for words in expected {
            assert!(said.contains(words), "{words:?} is not in: {said}");
        }
    }
}

#[test]
fn a_code_in_the_header() {
    let over_header = "== A\nChỉ tiêu | ĐVT | hx.so@namtruoc | Thực hiện\nSố | HTX | | hx.so\n";
    assert!(said(over_header).contains("ô C1: mã hx.so@namtruoc ghi vào dòng tiêu đề"));
    let list = "== A\nDanh sách\nTT | hop.ten | hop.tv\n'(1) | '(2) | '(3)\n";
    assert!(said(list).contains("ô B2: mã hop.ten ghi vào dòng tiêu đề"), "{}", said(list));
}

#[test]
fn money_in_another_unit_than_declared() {
    let form = "== A\nĐơn vị tính: tỷ đồng\nChỉ tiêu | Thực hiện\nDoanh thu | hx.dt\nSố | hx.so\n";
    let said = said(form);
    assert!(said.contains("ô B3: biểu ghi đơn vị tính \"Đơn vị tính: tỷ đồng\""), "{said}");
    assert!(said.contains("Triệu đồng"), "{said}");
}

#[test]
fn what_is_no_code_is_left_alone() {
    let form = "== A\nThư: ubnd.xa@tinh.gov.vn | v.v\nChỉ tiêu | ĐVT | Thực hiện\nDoanh thu | tr.d | Hx.dt\n";
    assert!(form_of("mau.xlsx", form).is_ok(), "{:?}", form_of("mau.xlsx", form));
    assert!(said("== A\nChỉ tiêu | Thực hiện\n").contains("không có ô nào ghi mã"));
}
