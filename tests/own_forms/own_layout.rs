//! The annex has the office's own form with the whole's figures in place.

use std::fs;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook as Writer};
use workbook_io::read::{Limits, sheet_looks};
use workbook_io::{Address, Grid, Value, Workbook};

use crate::blank::{Office, text};
use crate::book::dressed;

/// Rows of the form: label, unit of measure, code, and whether its cells show per cents.
const ROWS: [(&str, &str, &str, bool); 5] = [
    ("Số hợp tác xã", "HTX", "hx.so", false),
    ("Thành viên hợp tác xã", "Người", "hx.tv", false),
    ("Thành viên nữ hợp tác xã", "Người", "hx.tv_nu", false),
    ("Tỷ lệ nữ", "%", "hx.nu", true),
    ("Doanh thu hợp tác xã", "Triệu đồng", "hx.dt", false),
];
/// The first row of figures, from zero.
const FIRST: u32 = 9;

/// The form with four rows of headers: `cell` gives what stands where a code does.
pub(crate) fn form(cell: impl Fn(&str) -> Option<f64>) -> Vec<u8> {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name("Biểu KTTT").unwrap();
    sheet.set_landscape();
    for (col, width) in [(0, 5.0), (1, 36.0), (2, 12.0), (3, 11.0), (4, 11.0), (5, 11.0)] {
        sheet.set_column_width(col, width).unwrap();
    }
    let plain = Format::new().set_font_name("Times New Roman").set_font_size(12);
    sheet.write_with_format(0, 0, "ỦY BAN NHÂN DÂN", &plain).unwrap();
    sheet.write_with_format(1, 0, "XÃ, PHƯỜNG ..............", &plain).unwrap();
    sheet.write_with_format(2, 0, "(6 tháng ... năm ...)", &plain).unwrap();
    let head = plain
        .clone()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xFC_E4D6));
    for (col, words) in [(0, "TT"), (1, "Chỉ tiêu"), (2, "ĐVT"), (3, "TH năm 2022")] {
        sheet.merge_range(4, col, 7, col, words, &head).unwrap();
    }
    sheet.merge_range(4, 4, 4, 5, "Năm 2023", &head).unwrap();
    sheet.merge_range(5, 4, 5, 5, "Kết quả", &head).unwrap();
    for (row, words) in [(6, ["Thực hiện", "Ước"]), (7, ["6 tháng", "cả năm"])] {
        sheet.write_with_format(row, 4, words[0], &head).unwrap();
        sheet.write_with_format(row, 5, words[1], &head).unwrap();
    }
    sheet.set_row_height(7, 33).unwrap();
    let body = plain.clone().set_border(FormatBorder::Thin);
    for (col, number) in (0..).zip(["A", "B", "C", "1", "2", "3"]) {
        sheet.write_with_format(8, col, number, &body).unwrap();
    }
    for (row, (label, unit, code, per_cent)) in (FIRST..).zip(ROWS) {
        sheet.write_with_format(row, 0, row - FIRST + 1, &body).unwrap();
        sheet.write_with_format(row, 1, label, &body).unwrap();
        sheet.write_with_format(row, 2, unit, &body).unwrap();
        let shown = if per_cent { body.clone().set_num_format("0.00%") } else { body.clone() };
        for (col, basis) in [(3, "@namtruoc"), (4, ""), (5, "@uoc")] {
            let code = format!("{code}{basis}");
            let is_code = cell("").is_some();
            match cell(&code).filter(|_| !is_code) {
                Some(number) => sheet.write_with_format(row, col, number, &shown).unwrap(),
                None if is_code => sheet.write_with_format(row, col, code, &shown).unwrap(),
                None => sheet.write_blank(row, col, &shown).unwrap(),
            };
        }
    }
    let last = FIRST + 5;
    sheet.write_with_format(last, 1, "Cộng thành viên hai dòng trên", &body).unwrap();
    for (col, letter) in [(3, 'D'), (4, 'E'), (5, 'F')] {
        let formula = format!("={letter}11+{letter}12");
        sheet.write_formula_with_format(last, col, formula.as_str(), &body).unwrap();
    }
    sheet.write_with_format(last + 2, 1, "NGƯỜI LẬP BIỂU", &plain).unwrap();
    writer.save_to_buffer().unwrap()
}

/// An office with this form, and reports of its two units for the first half of 2024.
pub(crate) fn office() -> Office {
    let office = Office::new();
    let settings = include_str!("office.txt").replace(
        "th.so | THT",
        "hx.nu | HTX | Tỷ lệ nữ | % | tỷ lệ | 2 | hx.tv_nu / hx.tv | thời điểm\nth.so | THT",
    );
    fs::write(office.at("khai-bao.xlsx"), dressed(&settings)).unwrap();
    fs::remove_file(office.at("bieu-mau/ktkt.xlsx")).unwrap();
    fs::write(office.at("bieu-mau/bieu-kttt.xlsx"), form(|_| Some(0.0))).unwrap();
    fs::create_dir(office.at("2024-6T")).unwrap();
    for (unit, figures) in [
        ("Phường An Bình", [("hx.so", 2.0), ("hx.tv", 130.0), ("hx.tv_nu", 40.0), ("hx.dt", 10.5)]),
        (
            "Xã Bình Thạnh",
            [("hx.so", 1.0), ("hx.tv", 90.0), ("hx.tv_nu", 33.0), ("hx.dt", 1_000.0)],
        ),
    ] {
        let report = form(|code| {
            let found = figures.iter().find(|(own, _)| *own == code).map(|(_, number)| *number);
            // One unit alone estimates its members.
            found.or((code == "hx.tv@uoc" && unit.starts_with("Xã")).then_some(95.0))
        });
        fs::write(office.at(&format!("2024-6T/{unit}.xlsx")), report).unwrap();
    }
    office
}

pub(crate) fn annex(office: &Office) -> (Vec<u8>, Workbook) {
    let bytes = fs::read(office.at("2024-6T/ket-qua/phu-luc-2024-6T.xlsx")).unwrap();
    let book = workbook_io::read::read(&bytes, &Limits::default()).unwrap();
    (bytes, book)
}

fn formula(grid: &Grid, at: &str) -> String {
    let cell = grid.get(at.parse().unwrap());
    cell.and_then(|cell| cell.formula.as_deref()).unwrap_or_default().to_owned()
}

#[test]
fn the_form_stands_in_the_annex_with_the_whole_s_figures() {
    let office = office();
    let said = office.run(&["2024-6T"]);
    assert!(said.contains("đã nhận 2/2"), "{said}");
    let (bytes, book) = annex(&office);
    let names: Vec<&str> = book.sheets.iter().map(|grid| grid.name.as_str()).collect();
    let place = names.iter().position(|name| *name == "Biểu KTTT").unwrap();
    assert_eq!(names[place - 1], "Tổng hợp", "{names:?}");
    let grid = &book.sheets[place];
    let shown = |at: &str| text(&book, place, at);
    // Its own words, with period and years; the whole stands for the unit.
    for (at, words) in [
        ("A2", "2 XÃ, PHƯỜNG"),
        ("A3", "(6 tháng đầu năm 2024)"),
        ("B5", "Chỉ tiêu"),
        ("D5", "TH năm 2023"),
        ("E5", "Năm 2024"),
        ("F8", "cả năm"),
        ("A9", "A"),
        ("B17", "NGƯỜI LẬP BIỂU"),
    ] {
        assert_eq!(shown(at), words, "{at}");
    }
    // Each figure is its total on Tổng hợp; a figure that nobody has is blank, not nought.
    for (at, number) in [("E10", "3"), ("E11", "220"), ("E12", "73"), ("E14", "1.010,5")] {
        assert_eq!(shown(at), number, "{at}");
        assert!(formula(grid, at).starts_with("'Tổng hợp'!"), "{at}: {}", formula(grid, at));
    }
    assert_eq!(["D10", "D13", "F14"].map(shown), ["", "", ""]);
    // A cell of per cents holds the hundredth.
    let share = &grid.get("E13".parse().unwrap()).unwrap().value;
    let Value::Number(share) = share else { panic!("{share:?}") };
    assert_eq!(share.round_dp(9).to_string(), "0.331818182");
    assert!(formula(grid, "E13").contains("/100"), "{}", formula(grid, "E13"));
    // Its own formulas go on, where there is something to add.
    assert_eq!((shown("E15"), formula(grid, "E15")), ("293".to_owned(), "E11+E12".to_owned()));
    assert_eq!((shown("D15"), formula(grid, "D15")), (String::new(), String::new()));
    // It looks like the form.
    let own = &sheet_looks(&form(|_| None), &Limits::default()).unwrap()[0];
    let look = &sheet_looks(&bytes, &Limits::default()).unwrap()[place];
    for (at, style) in own.styles.iter().filter(|(at, _)| grid.get(**at).is_some()) {
        let made = &look.styles[at];
        let of = |style: &workbook_io::sheet::Style| {
            (style.bold, style.half_points, style.fill, style.borders, style.across, style.wrap)
        };
        assert_eq!(of(made), of(style), "{at}");
    }
    assert_eq!(look.heights.get(&7), Some(&33.0));
    assert_eq!(look.landscape, Some(true));
    let merged = |book: &Grid| book.merges.clone().unwrap().areas().to_vec();
    let blank = workbook_io::read::read(&form(|_| None), &Limits::default()).unwrap();
    assert_eq!(merged(grid), merged(&blank.sheets[0]));
    // An estimate that one unit alone gives is provisional, and said to be.
    assert_eq!(shown("F11"), "95");
    assert!(look.styles[&"F11".parse::<Address>().unwrap()].italic);
    let notes: Vec<&str> = grid.cells.values().filter_map(|cell| cell.text()).collect();
    assert!(
        notes.iter().any(|note| note.starts_with("Số trên biểu này dẫn từ trang")),
        "{notes:?}"
    );
    assert!(notes.iter().any(|note| note.starts_with("Số in nghiêng")), "{notes:?}");
    // Two runs write the same.
    office.run(&["2024-6T"]);
    assert_eq!(annex(&office).0, bytes);
}

/// An annex that has lost its sources is not read as the report of whoever the form names.
#[test]
fn the_whole_s_form_is_nobodys_report() {
    let office = office();
    office.run(&["2024-6T"]);
    let (bytes, _) = annex(&office);
    let nameless = crate::blank::with_part(&bytes, "xl/workbook.xml", |xml| {
        xml.replace("name=\"Nguồn số liệu\"", "name=\"Khác\"")
    });
    let report = office.at("2024-6T/Xã Bình Thạnh.xlsx");
    fs::write(&report, nameless).unwrap();
    let said = office.run(&["2024-6T"]);
    assert!(said.contains("đã nhận 1/2"), "{said}");
    let (_, book) = annex(&office);
    let place = book.sheets.iter().position(|grid| grid.name == "Biểu KTTT").unwrap();
    assert_eq!(text(&book, place, "E11"), "130");
}
