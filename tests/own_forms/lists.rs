//! Lists with an office's own columns, several on a sheet, beside figures.

use crate::book::{form, left_over, month, used};

const LISTS: &str = "\
== DS HTX, THT
DANH SÁCH HỢP TÁC XÃ, TỔ HỢP TÁC
Đơn vị tính: triệu đồng
I. Số liệu chung
Chỉ tiêu | | Đầu năm | Hiện nay
Số hợp tác xã | | hx.so@namtruoc | hx.so
Số tổ hợp tác | | th.so@namtruoc | th.so
II. Hợp tác xã
TT | Tên hợp tác xã | Thông tin chung | | | Quy mô | | OCOP
 | | Ngành nghề | Thành lập | | Thành viên | Vốn điều lệ |
 | | | Ngày | Giám đốc | | |
'(1) | '(2) | '(3) | '(4) | '(5) | '(6) | '(7) | '(8)
 | hop.ten | hop.nganh | hop.ngay | hop.giam_doc | hop.tv | hop.von | hop.ocop
III. Tổ hợp tác
TT | Tên tổ hợp tác | Số thành viên
 | to.ten | to.tv
";

#[test]
fn lists_and_figures_on_one_sheet() {
    let forms = [form("ds.xlsx", LISTS)];
    assert_eq!(forms[0].sheets.len(), 3);
    assert_eq!(forms[0].sheets[1].header_rows, [7, 8, 9]);
    let filled = "\
== DS
Phường An Bình, 6 tháng đầu năm 2024
Đơn vị tính: triệu đồng
I. Số liệu chung
Chỉ tiêu | | Đầu năm | Hiện nay
Số hợp tác xã | | 1 | 2
Số tổ hợp tác | | 1 | 1
II. Hợp tác xã
TT | Tên hợp tác xã | Thông tin chung | | | Quy mô | | OCOP
 | | Ngành nghề | Thành lập | | Thành viên | Vốn điều lệ |
 | | | Ngày | Giám đốc | | |
'(1) | '(2) | '(3) | '(4) | '(5) | '(6) | '(7) | '(8)
1 | HTX Bắc | Trồng trọt | 15/3/2021 | Ông A | 20 | 500 | x
2 | HTX Nam | Dịch vụ | | Bà B | 30 | 700 |
 | Tổng cộng | | | | 50 | 1200 |
III. Tổ hợp tác
TT | Tên tổ hợp tác | Số thành viên
1 | THT Sen | 9
";
    let read = month(&[("a.xlsx", filled)], &forms);
    let expected = [
        "HTX Bắc: ten HTX Bắc, nganh Trồng trọt, ngay 15/3/2021, giam_doc Ông A, tv 20, von 500, ocop x",
        "HTX Nam: ten HTX Nam, nganh Dịch vụ, giam_doc Bà B, tv 30, von 700",
        "THT Sen: ten THT Sen, tv 9",
        "hx.so = 2",
        "hx.so@namtruoc = 1",
        "th.so = 1",
        "th.so@namtruoc = 1",
    ];
    assert_eq!(used(&read), expected.map(str::to_owned).to_vec());
    assert_eq!(left_over(&read), ["F14", "G14"]);
}
