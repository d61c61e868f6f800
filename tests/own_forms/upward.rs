//! Forms of the level above: filled in place from the office's figures, all else byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DataValidationRule, Format,
    Image, Note, Workbook as Writer,
};
use workbook_io::read::{Limits, read};
use workbook_io::{Address, Value, Workbook};

use crate::blank::{Office, text};
use crate::own_layout::{annex, office};

/// A picture of one dot.
const DOT: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, 0x49, 0x45, 0x4e,
    0x44, 0xae, 0x42, 0x60, 0x82,
];

/// Codes by cell. The first column is hidden and has the level above's own codes.
const CELLS: [(&str, &str); 8] = [
    ("D6", "hx.so"),
    ("D7", "hx.tv"),
    ("E7", "hx.tv@uoc"),
    ("D8", "hx.nu"),
    ("D9", "hx.dt"),
    ("E9", "hx.dt@kehoach"),
    ("D10", "Hx.tv_nu"),
    ("F7", "hx.tv"),
];

/// A form of the level above with all that such forms have; `formulas` adds one.
fn upward_form(cells: &[(&str, &str)], formulas: bool) -> Vec<u8> {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name("Mẫu 02-CT").unwrap();
    sheet.write(0, 1, "BIỂU TỔNG HỢP CỦA TỈNH").unwrap();
    sheet.set_column_hidden(0).unwrap();
    for row in 5..10 {
        // Codes of the level above, which look like the office's.
        sheet.write(row, 0, format!("hx.id_{row}")).unwrap();
        sheet.write(row, 1, format!("Chỉ tiêu {row}")).unwrap();
    }
    sheet.write(9, 0, "hx.tv").unwrap();
    let share = Format::new().set_num_format("0.00%");
    let plain = Format::new().set_bold();
    for (at, code) in cells {
        let at: Address = at.parse().unwrap();
        let format = if *code == "hx.nu" { &share } else { &plain };
        sheet.write_with_format(at.row, u16::try_from(at.col).unwrap(), *code, format).unwrap();
    }
    let whole = DataValidation::new().allow_whole_number(DataValidationRule::GreaterThan(0));
    sheet.add_data_validation(5, 3, 9, 5, &whole).unwrap();
    let rule = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(100))
        .set_format(Format::new().set_bold());
    sheet.add_conditional_format(5, 3, 9, 5, &rule).unwrap();
    sheet.insert_note(6, 3, &Note::new("Ghi số đến cuối kỳ")).unwrap();
    sheet.insert_image(12, 1, &Image::new_from_buffer(&DOT).unwrap()).unwrap();
    if formulas {
        sheet.write_formula(10, 3, "=D7+D10").unwrap();
    }
    let other = writer.add_worksheet();
    other.set_name("Danh mục").unwrap().set_hidden(true);
    other.write(0, 0, "hx.so").unwrap();
    writer.define_name("Vung_so_lieu", "='Mẫu 02-CT'!$D$6:$F$10").unwrap();
    writer.save_to_buffer().unwrap()
}

fn with_form(name: &str, bytes: &[u8]) -> Office {
    let office = office();
    fs::create_dir(office.at("bieu-mau/cap-tren")).unwrap();
    fs::write(office.at(&format!("bieu-mau/cap-tren/{name}")), bytes).unwrap();
    office
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.insert(part.name().unwrap().into_owned(), content);
    }
    parts
}

fn open(bytes: &[u8]) -> Workbook {
    read(bytes, &Limits::default()).unwrap()
}

const FILLED: &str = "2024-6T/ket-qua/Mẫu 02-CT-2024-6T.xlsx";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The XML of a sheet without these cells.
fn without_cells(xml: &[u8], cells: &[(&str, &str)]) -> String {
    let mut xml = String::from_utf8(xml.to_vec()).unwrap();
    for (at, _) in cells {
        let start = xml.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no {at}: {xml}"));
        let tag = start + xml[start..].find('>').unwrap();
        let end = match xml[..tag].ends_with('/') {
            true => tag + 1,
            false => tag + xml[tag..].find("</c>").unwrap() + 4,
        };
        xml.replace_range(start..end, "");
    }
    xml
}

#[test]
fn only_marked_cells_of_a_form_of_the_level_above_change() {
    let blank = upward_form(&CELLS, false);
    let office = with_form("Mẫu 02-CT.xlsx", &blank);
    let said = office.run(&["2024-6T", "--json", "ket-qua.json"]);
    let filled = fs::read(office.at(FILLED)).unwrap();
    let (before, after) = (parts(&blank), parts(&filled));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, content) in before.iter().filter(|(name, _)| *name != SHEET) {
        assert!(after[name] == *content, "{name} changed");
    }
    assert_eq!(without_cells(&before[SHEET], &CELLS), without_cells(&after[SHEET], &CELLS));
    // Read back, the cells are our totals.
    let book = open(&filled);
    let shown = |at: &str| text(&book, 0, at);
    for (at, number) in
        [("D6", "3"), ("D7", "220"), ("F7", "220"), ("D9", "1.010,5"), ("D10", "73"), ("E7", "95")]
    {
        assert_eq!(shown(at), number, "{at}");
    }
    let value = |at: &str| match &book.sheets[0].get(at.parse().unwrap()).unwrap().value {
        Value::Number(number) => *number,
        other => panic!("{at}: {other:?}"),
    };
    let (_, annex) = annex(&office);
    let totals = annex.sheets.iter().find(|grid| grid.name == "Biểu KTTT").unwrap();
    let total = |at: &str| match &totals.get(at.parse().unwrap()).unwrap().value {
        Value::Number(number) => *number,
        other => panic!("{at}: {other:?}"),
    };
    for (here, there) in [("D6", "E10"), ("D7", "E11"), ("D8", "E13"), ("D9", "E14"), ("E7", "F11")]
    {
        let off = (value(here) - total(there)).abs();
        assert!(off < Decimal::new(1, 12), "{here}: {} and {}", value(here), total(there));
    }
    // What is not known is blank, and said; what is hidden stays, though it looks like a code.
    assert_eq!(
        (shown("E9"), shown("A10"), shown("A6")),
        (String::new(), "hx.tv".into(), "hx.id_5".into())
    );
    assert_eq!(text(&book, 1, "A1"), "hx.so");
    for words in [
        "Biểu cấp trên Mẫu 02-CT-2024-6T.xlsx: đã điền 7/8 ô",
        "1 ô để trống vì chưa có số liệu (Mẫu 02-CT E9)",
        "1 ô tạm tính, còn thiếu đơn vị (Mẫu 02-CT E7)",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("Tệp có công thức"), "{said}");
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(office.at("ket-qua.json")).unwrap()).unwrap();
    let form = &json["upward_forms"][0];
    assert_eq!(form["output"], "Mẫu 02-CT-2024-6T.xlsx");
    assert_eq!(
        (&form["cells"][0]["cell"], &form["cells"][0]["value"]),
        (&"D6".into(), &"3".into())
    );
    assert!(form["cells"].as_array().unwrap().iter().any(|cell| cell["value"].is_null()));
    let review = open(&fs::read(office.at("2024-6T/ra-soat.xlsx")).unwrap());
    let sheet = review.sheets.iter().find(|grid| grid.name == "Biểu cấp trên").unwrap();
    let says = |words: &str| sheet.cells.values().any(|cell| cell.text() == Some(words));
    assert!(says("chưa có số liệu, ô để trống") && says("1.010,5") && says("hx.tv@uoc"));
    assert!(office.run(&["check", "."]).contains("Mẫu 02-CT.xlsx: 8 ô gắn mã"));
}

#[test]
fn formulas_of_the_form_are_calculated_by_whoever_opens_it() {
    let blank = crate::blank::with_part(&upward_form(&CELLS, true), "xl/workbook.xml", |xml| {
        xml.replace(" fullCalcOnLoad=\"1\"", "")
    });
    let office = with_form("Mẫu 02-CT.xlsx", &blank);
    let said = office.run(&["2024-6T"]);
    assert!(said.contains("Tệp có công thức: trước khi gửi, mở bằng Excel"), "{said}");
    let filled = fs::read(office.at(FILLED)).unwrap();
    let (before, after) = (parts(&blank), parts(&filled));
    let changed: Vec<&str> = before
        .iter()
        .filter(|(name, content)| after[*name] != **content)
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(changed, ["xl/workbook.xml", SHEET]);
    let workbook = String::from_utf8(after["xl/workbook.xml"].clone()).unwrap();
    assert!(workbook.contains("fullCalcOnLoad=\"1\""), "{workbook}");
    assert_eq!(without_cells(&before[SHEET], &CELLS), without_cells(&after[SHEET], &CELLS));
}

#[test]
fn a_filled_form_that_a_person_changed_is_kept() {
    let office = with_form("Mẫu 02-CT.xlsx", &upward_form(&CELLS, false));
    office.run(&["2024-6T"]);
    let first = fs::read(office.at(FILLED)).unwrap();
    let said = office.run(&["2024-6T"]);
    assert_eq!(fs::read(office.at(FILLED)).unwrap(), first, "{said}");
    let typed = upward_form(&[("D6", "sửa tay")], false);
    fs::write(office.at(FILLED), &typed).unwrap();
    let said = office.run(&["2024-6T"]);
    assert!(said.contains("Mẫu 02-CT-2024-6T.xlsx (bản mới: Mẫu 02-CT-2024-6T-2.xlsx)"), "{said}");
    assert_eq!(fs::read(office.at(FILLED)).unwrap(), typed);
    let second = office.at("2024-6T/ket-qua/Mẫu 02-CT-2024-6T-2.xlsx");
    assert_eq!(fs::read(&second).unwrap(), first);
    // The form is gone: so is what was filled, but not what a person made.
    fs::remove_dir_all(office.at("bieu-mau/cap-tren")).unwrap();
    office.run(&["2024-6T"]);
    assert!(!second.exists() && office.at(FILLED).exists());
    assert!(office.at("2024-6T/ket-qua/phu-luc-2024-6T.xlsx").exists());
}

#[test]
fn what_cannot_be_filled_is_said_and_costs_nothing_else() {
    let cells = [("D6", "hx.so"), ("D7", "hx.tvv"), ("D8", "hx.tv@uocc"), ("D9", "hop.ten")];
    let office = with_form("Mẫu 02-CT.xlsx", &upward_form(&cells, false));
    let folder = office.at("bieu-mau/cap-tren");
    fs::write(folder.join("cu.xls"), b"x").unwrap();
    fs::write(folder.join("hong.xlsx"), b"PK\x03\x04x").unwrap();
    fs::write(folder.join("trong.xlsx"), upward_form(&[], false)).unwrap();
    fs::write(folder.join("~$Mẫu 02-CT.xlsx"), b"").unwrap();
    fs::write(folder.join("ghi-chu.docx"), b"").unwrap();
    let said = office.run(&["2024-6T"]);
    for words in [
        "bieu-mau/cap-tren/Mẫu 02-CT.xlsx: trang \"Mẫu 02-CT\", ô D7: mã hx.tvv không có trong tệp khai báo",
        "ô D8: sau mã hx.tv ghi \"@uocc\" là căn cứ không có",
        "ô D9: mã hop.ten là của danh sách",
        "bieu-mau/cap-tren/cu.xls: chưa điền được vào tệp loại này. Mở tệp bằng Excel, lưu thành .xlsx",
        "bieu-mau/cap-tren/hong.xlsx: Tệp hong.xlsx: ",
        "bieu-mau/cap-tren/trong.xlsx: chưa có ô nào ghi mã số liệu",
        "đã điền 1/2 ô",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let book = open(&fs::read(office.at(FILLED)).unwrap());
    let shown = |at: &str| text(&book, 0, at);
    assert_eq!(["D6", "D7", "D8", "D9"].map(shown), ["3", "hx.tvv", "hx.tv@uocc", ""]);
    let made = fs::read_dir(office.at("2024-6T/ket-qua")).unwrap();
    let made = made.filter(|file| {
        let name = file.as_ref().unwrap().file_name().into_string().unwrap();
        name.ends_with(".xlsx")
    });
    assert_eq!(made.count(), 2);
    // The forms of the level above are none of the communes' forms.
    assert!(!office.run(&["template", "--show"]).contains("Mẫu 02-CT"));
}
