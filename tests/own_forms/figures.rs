//! Forms of figures that offices use: learned from their codes, read as communes fill them.

use tonghop::form::{LabelNormalizer, learn};
use workbook_io::{Address, Area, Merges};

use crate::book::{book, form, left_over, month, settings, used};

/// The annex of a ministry's circular: two header rows, a row of column numbers, parts within
/// parts, "trong đó: nữ" under each parent.
const ANNEX: &str = "\
== PL 1
Phụ lục I
TÌNH HÌNH KINH TẾ TẬP THỂ
(Kỳ báo cáo: 6 tháng đầu năm 2024)
Đơn vị báo cáo: ................
TT | Chỉ tiêu | ĐVT | TH năm 2023 | Năm 2024 | | | Ghi chú
 | | | | Kế hoạch | TH 6 tháng | Ước cả năm
'(1) | '(2) | '(3) | '(4) | '(5) | '(6) | '(7) | '(8)
A | KẾT QUẢ
I | HỢP TÁC XÃ
1 | Tổng số hợp tác xã | HTX | hx.so@namtruoc | hx.so@kehoach | hx.so | hx.so@uoc
 | Trong đó: thành lập mới | HTX | | | hx.moi | hx.moi@uoc
2 | Tổng số thành viên | Người | | hx.tv@kehoach | hx.tv | hx.tv@uoc
 | Trong đó: nữ | Người | | | hx.tv_nu | hx.tv_nu@uoc
3 | Tổng số lao động | Người | | | hx.ld | hx.ld@uoc
 | Trong đó: nữ | Người | | | hx.ld_nu | hx.ld_nu@uoc
4 | Doanh thu (triệu đồng) | | | | hx.dt | hx.dt@uoc
II | TỔ HỢP TÁC
1 | Tổng số tổ hợp tác | THT | | | th.so | th.so@uoc
2 | Tổng số thành viên | Người | | | th.tv | th.tv@uoc
 | Trong đó: nữ | Người | | | th.tv_nu | th.tv_nu@uoc
";

const FIGURES: [&str; 13] = [
    "hx.dt = 1250.5",
    "hx.ld = 30",
    "hx.ld_nu = 11",
    "hx.moi = 1",
    "hx.so = 4",
    "hx.so@kehoach = 5",
    "hx.so@namtruoc = 3",
    "hx.tv = 120",
    "hx.tv@uoc = 130",
    "hx.tv_nu = 45",
    "th.so = 9",
    "th.tv = 88",
    "th.tv_nu = 33",
];

#[test]
fn a_ministry_annex_is_learned() {
    let form = form("phu-luc-1.xlsx", ANNEX);
    let [sheet] = &form.sheets[..] else { panic!("{} tables", form.sheets.len()) };
    assert_eq!(sheet.header_rows, [4, 5]);
    let tonghop::form::Body::Figures(area) = &sheet.body else { panic!("no figures") };
    assert_eq!(area.rows.len(), 10);
    let unit = |code| area.figure(code, tonghop::settings::Basis::Actual).unwrap().unit.clone();
    assert_eq!((unit("hx.dt").as_str(), unit("hx.tv").as_str()), ("triệu đồng", "Người"));
    let nu = area.rows.iter().find(|row| row.codes().any(|code| code == "th.tv_nu")).unwrap();
    assert_eq!(nu.section, "kết quả › tổ hợp tác");
}

#[test]
fn a_ministry_annex_is_read_as_it_is_and_as_it_is_bent() {
    let forms = [form("phu-luc-1.xlsx", ANNEX)];
    let clean = "\
== Sheet1
Đơn vị báo cáo: Phường An Bình
Kỳ báo cáo: 6 tháng đầu năm 2024
TT | Chỉ tiêu | ĐVT | TH năm 2023 | Năm 2024 | | | Ghi chú
 | | | | Kế hoạch | TH 6 tháng | Ước cả năm
'(1) | '(2) | '(3) | '(4) | '(5) | '(6) | '(7) | '(8)
A | KẾT QUẢ
I | HỢP TÁC XÃ
1 | Tổng số hợp tác xã | HTX | 3 | 5 | 4
 | Trong đó: thành lập mới | HTX | | | 1
2 | Tổng số thành viên | Người | | | 120 | 130
 | Trong đó: nữ | Người | | | 45
3 | Tổng số lao động | Người | | | 30
 | Trong đó: nữ | Người | | | 11
4 | Doanh thu (triệu đồng) | | | | 1250.5
II | TỔ HỢP TÁC
1 | Tổng số tổ hợp tác | THT | | | 9
2 | Tổng số thành viên | Người | | | 88
 | Trong đó: nữ | Người | | | 33
";
    let read = month(&[("a.xlsx", clean)], &forms);
    assert_eq!((used(&read), left_over(&read)), (FIGURES.map(str::to_owned).to_vec(), vec![]));
    // Parts changed places, rows were added and moved, labels mistyped, the numbers' row is gone.
    let bent = "\
== tháng 6
UBND PHƯỜNG AN BÌNH
6 tháng đầu năm 2024
Số TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2023 | Năm 2024 | | | Ghi chú
 | | | | Kế hoạch | TH 6 tháng | Ước cả năm
II | TỔ HỢP TÁC
1 | Tổng số tổ hợp tác | THT | | | 9
2 | Tổng số xã viên | người | | | 88
 | Trong đó: nữ | Người | | | 33
I | HỢP TÁC XÃ
3 | Tổng số lao đông | Người | | | 30
 | Trong đó: nữ | Người | | | 11
 | Số lao động khuyết tật | Người | | | 2
2 | Tổng số thành viênn | Người | | | 120 | 130
 | Trong đó: nữ | Người | | | 45
1 | Tổng số hợp tác xã | HTX | 3 | 5 | 4
 | Trong đó: thành lập mới | HTX | | | 1
4 | Doanh thu (triệu đồng) | | | | 1250.5
";
    let read = month(&[("a.xlsx", bent)], &forms);
    assert_eq!(used(&read), FIGURES.map(str::to_owned).to_vec());
    assert_eq!(left_over(&read), ["F12"]);
}

/// Groups in a column of their own, figures across columns, a unit of measure over a column.
const ACROSS: &str = "\
== Biểu tổng hợp
BIỂU SỐ LIỆU                        
STT | Loại hình | Nội dung | Tổng số | Trong đó: nữ | Doanh thu | 
 | | | (người) | (người) | (triệu đồng) |
1 | Hợp tác xã | Thành viên | hx.tv | hx.tv_nu | hx.dt
2 | | Lao động | hx.ld | hx.ld_nu |
3 | Tổ hợp tác | Thành viên | th.tv | th.tv_nu | th.dt
4 | | Lao động | th.ld | th.ld_nu |
";

#[test]
fn figures_across_columns_under_groups() {
    let forms = [form("ngang.xlsx", ACROSS)];
    let filled = "\
== Trang 1
Xã Bình Thạnh
STT | Loại hình | Nội dung | Tổng số | Trong đó: nữ | Doanh thu |
 | | | (người) | (người) | (triệu đồng) |
1 | Tổ hợp tác | Lao động | 7 | 3 |
2 | | Thành viên | 70 | 30 | 12
3 | Hợp tác xã | Thành viên | 120 | 45 | 900
4 | | Lao động | 30 | 11 |
";
    let read = month(&[("b.xlsx", filled)], &forms);
    let expected = [
        "hx.dt = 900",
        "hx.ld = 30",
        "hx.ld_nu = 11",
        "hx.tv = 120",
        "hx.tv_nu = 45",
        "th.dt = 12",
        "th.ld = 7",
        "th.ld_nu = 3",
        "th.tv = 70",
        "th.tv_nu = 30",
    ];
    assert_eq!(used(&read), expected.map(str::to_owned).to_vec());
}

#[test]
fn rows_under_plain_headings_are_told_apart() {
    let marked = "\
== Mẫu
Chỉ tiêu | ĐVT | Thực hiện
1. Hợp tác xã
- Thành viên | Người | hx.tv
- Lao động | Người | hx.ld
2. Tổ hợp tác
- Thành viên | Người | th.tv
- Lao động | Người | th.ld
";
    let forms = [form("don-gian.xlsx", marked)];
    let filled = "\
== Mẫu
Xã Bình Thạnh
Chỉ tiêu | ĐVT | Thực hiện
2. Tổ hợp tác
- Thành viên | Người | 70
- Lao động | Người | 7
1. Hợp tác xã
- Thành viên | Người | 120
- Lao động | Người | 30
";
    let read = month(&[("b.xlsx", filled)], &forms);
    assert_eq!(used(&read), ["hx.ld = 30", "hx.tv = 120", "th.ld = 7", "th.tv = 70"]);
}

#[test]
fn one_row_of_figures_is_known_by_its_columns() {
    let marked = "\
== Số liệu
STT | Tên đơn vị | Số HTX | Thành viên | Doanh thu (triệu đồng)
1 | Xã ........ | hx.so | hx.tv | hx.dt
";
    let forms = [form("mot-dong.xlsx", marked)];
    let filled = "\
== Sheet2
Số liệu hợp tác xã
STT | Tên đơn vị | Số HTX | Thành viên | Doanh thu (triệu đồng)
1 | Xã Bình Thạnh | 4 | 120 | 900
";
    let read = month(&[("Xã Bình Thạnh.xlsx", filled)], &forms);
    assert_eq!(used(&read), ["hx.dt = 900", "hx.so = 4", "hx.tv = 120"]);
}

/// Groups merged down over their rows; then a row whose label stands in the groups' column, and one
/// below the last group.
const BESIDE_GROUPS: &str = "\
== Biểu
STT | Loại hình | Nội dung | Tổng số
1 | Hợp tác xã | Thành viên | hx.tv
2 | | Lao động | hx.ld
3 | Tổ hợp tác | Thành viên | th.tv
4 | | Lao động | th.ld
5 | | Số hợp tác xã | hx.so
6 | Số tổ hợp tác | | th.so
";

#[test]
fn a_group_ends_where_its_merged_cell_ends() {
    let merged = |text: &str| {
        let mut book = book(text);
        let area = |from, to| Area::new(Address::new(from, 1), Address::new(to, 1));
        book.sheets[0].merges = Some(Merges::new(vec![area(1, 2), area(3, 4)]));
        book
    };
    let settings = settings();
    let normalizer = LabelNormalizer::new(&settings.synonyms);
    let form = learn("nhom.xlsx", &merged(BESIDE_GROUPS), &settings, &normalizer).unwrap();
    let tonghop::form::Body::Figures(area) = &form.sheets[0].body else { panic!("no figures") };
    let under = |row: &tonghop::form::FigureRow| area.printed_headings(&row.section).join(" › ");
    let sections: Vec<String> = area.rows.iter().map(under).collect();
    assert_eq!(sections, ["Hợp tác xã", "Hợp tác xã", "Tổ hợp tác", "Tổ hợp tác", "", ""]);
    let filled = "\
== Trang 1
Xã Bình Thạnh
STT | Loại hình | Nội dung | Tổng số
1 | Hợp tác xã | Thành viên | 120
2 | | Lao động | 30
3 | Tổ hợp tác | Thành viên | 70
4 | | Lao động | 7
5 | | Số hợp tác xã | 4
6 | Số tổ hợp tác | | 9
";
    let read = month(&[("b.xlsx", filled)], &[form]);
    let expected =
        ["hx.ld = 30", "hx.so = 4", "hx.tv = 120", "th.ld = 7", "th.so = 9", "th.tv = 70"];
    assert_eq!((used(&read), left_over(&read)), (expected.map(str::to_owned).to_vec(), vec![]));
}
