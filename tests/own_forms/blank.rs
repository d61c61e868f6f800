//! The guide's walk-through with an office's own form: mark it, look at what was learned, send
//! blank forms out, put the filled ones into the period's folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tonghop::cell_text::CellText as _;

use tempfile::TempDir;
use tonghop::form::VersionMark;
use tonghop::workspace::open;
use workbook_io::{Address, Value, Workbook};

use crate::book::dressed;
use crate::checker::checked_output;

const FORM: &str = "\
== Số liệu
ỦY BAN NHÂN DÂN | | Độc lập - Tự do - Hạnh phúc
XÃ, PHƯỜNG ..............
BÁO CÁO KINH TẾ TẬP THỂ
(6 tháng ... năm ...)
TT | Chỉ tiêu | ĐVT | TH năm 2022 | TH 6 tháng 2023 | Ước năm 2023
1 | Số hợp tác xã | HTX | hx.so@namtruoc | hx.so | hx.so@uoc
2 | Thành viên | Người | hx.tv@namtruoc | hx.tv | hx.tv@uoc
 | Tổng số dòng | | | =1
== Danh sách HTX
DANH SÁCH HỢP TÁC XÃ
Đơn vị: ..................

TT | Tên hợp tác xã | Ngành nghề | Ngày thành lập | Giám đốc | Thành viên | Vốn điều lệ (triệu đồng) | OCOP
'(1) | '(2) | '(3) | '(4) | '(5) | '(6) | '(7) | '(8)
 | hop.ten | hop.nganh | hop.ngay | hop.giam_doc | hop.tv | hop.von | hop.ocop

 | | | | | NGƯỜI LẬP BIỂU
";

pub(crate) struct Office(TempDir);

impl Office {
    pub(crate) fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        fs::create_dir(office.at("bieu-mau")).unwrap();
        fs::write(office.at("khai-bao.xlsx"), dressed(include_str!("office.txt"))).unwrap();
        fs::write(office.at("bieu-mau/ktkt.xlsx"), dressed(FORM)).unwrap();
        office
    }

    pub(crate) fn at(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        program.args(arguments).current_dir(self.0.path());
        let output = checked_output(&mut program, self.0.path());
        let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat())
            .into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    }

    fn blank(&self, unit: &str) -> Workbook {
        open(&self.at(&format!("bieu-mau-gui-xa/{unit}.xlsx"))).unwrap()
    }
}

pub(crate) fn text(book: &Workbook, sheet: usize, at: &str) -> String {
    let at: Address = at.parse().unwrap();
    book.sheets[sheet].get(at).map(|cell| cell.value.as_written()).unwrap_or_default()
}

/// A blank form filled in by typing into its cells, kept in all else.
fn fill(from: &Path, to: &Path, cells: &[(&str, &str, &str)]) {
    let bytes = fs::read(from).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(fs::File::create(to).unwrap());
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        for (_, at, value) in cells.iter().filter(|(sheet, ..)| name.ends_with(*sheet)) {
            let xml = String::from_utf8(text).unwrap();
            let start = xml.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("{at}"));
            let end = start + xml[start..].find("/>").unwrap();
            let cell = if value.parse::<f64>().is_ok() {
                format!("><v>{value}</v></c>")
            } else {
                format!(" t=\"inlineStr\"><is><t>{value}</t></is></c>")
            };
            text = format!("{}{cell}{}", &xml[..end], &xml[end + 2..]).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, &text).unwrap();
    }
    out.finish().unwrap();
}

const SHEET_1: &str = "worksheets/sheet1.xml";
const SHEET_2: &str = "worksheets/sheet2.xml";

#[test]
fn from_the_marked_form_to_the_annex_and_the_next_forms() {
    let office = Office::new();
    let learned = office.run(&["template", "--show"]);
    for words in
        ["ktkt.xlsx", "tiêu đề ở dòng 5", "hx.so@namtruoc", "hop.giam_doc", "tiêu đề ở dòng 4"]
    {
        assert!(learned.contains(words), "{words:?} is not in: {learned}");
    }
    let made = office.run(&["template", "--period", "2024-6T"]);
    assert!(made.contains("3 tệp") && made.contains("Chưa có phụ lục kỳ trước"), "{made}");
    let blank = office.blank("Phường An Bình");
    assert_eq!(text(&blank, 0, "A2"), "PHƯỜNG AN BÌNH");
    assert_eq!(text(&blank, 0, "D5"), "TH năm 2023");
    assert_eq!(text(&blank, 0, "F5"), "Ước năm 2024");
    assert_eq!(text(&blank, 1, "A2"), "Đơn vị: Phường An Bình");
    assert!(!blank.sheets.iter().any(|grid| {
        grid.cells
            .values()
            .any(|c| matches!(&c.value, Value::Text(t) if t.contains("hx.") || t.contains("hop.")))
    }));
    assert_eq!(VersionMark::read(&blank).unwrap().file, "ktkt.xlsx");

    fs::create_dir(office.at("2024-6T")).unwrap();
    for (unit, so, tv) in [("Phường An Bình", "2", "130"), ("Xã Bình Thạnh", "1", "90")] {
        let mut cells = vec![(SHEET_1, "E6", so), (SHEET_1, "E7", tv), (SHEET_1, "F7", "150")];
        let rows = [("6", "Trồng trọt"), ("7", "Dịch vụ")];
        let names: Vec<String> = rows.iter().map(|(row, _)| format!("HTX {unit} {row}")).collect();
        let at: Vec<Vec<String>> = rows
            .iter()
            .map(|(row, _)| ["B", "C", "E", "F", "G"].map(|c| format!("{c}{row}")).to_vec())
            .collect();
        for ((place, (_, kind)), name) in rows.iter().enumerate().zip(&names) {
            cells.push((SHEET_2, &at[place][0], name));
            cells.push((SHEET_2, &at[place][1], kind));
            cells.push((SHEET_2, &at[place][2], "Ông Ba"));
            cells.push((SHEET_2, &at[place][3], "40"));
            cells.push((SHEET_2, &at[place][4], "500.5"));
        }
        let from = office.at(&format!("bieu-mau-gui-xa/{unit}.xlsx"));
        fill(&from, &office.at(&format!("2024-6T/{unit}.xlsx")), &cells);
    }
    let said = office.run(&["2024-6T", "--json", "ket-qua.json"]);
    assert!(said.contains("đã nhận 2/2"), "{said}");
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(office.at("ket-qua.json")).unwrap()).unwrap();
    assert_eq!(json["items"][0]["value"], "220");
    assert!(json["files"][0]["form"].as_str().unwrap().starts_with("ktkt.xlsx, bản "), "{json}");
    let doubtful: Vec<&serde_json::Value> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] != "info" && finding["file"] != "")
        .filter(|finding| {
            !["thieu-so-lieu", "thieu-danh-sach"].contains(&finding["code"].as_str().unwrap())
        })
        .collect();
    assert!(doubtful.is_empty(), "{doubtful:#?}");

    // The next forms come with the list, without its figures.
    let made = office.run(&["template", "--period", "2024"]);
    assert!(made.contains("6 tháng đầu năm 2024"), "{made}");
    let next = office.blank("Xã Bình Thạnh");
    assert_eq!(text(&next, 1, "A6"), "1");
    assert_eq!(text(&next, 1, "B6"), "HTX Xã Bình Thạnh 6");
    assert_eq!(text(&next, 1, "C7"), "Dịch vụ");
    assert_eq!(text(&next, 1, "E7"), "Ông Ba");
    assert_eq!(text(&next, 1, "F6"), "");
    // Five rows are free, and what stood beneath the list stands beneath it still.
    let signature = next.sheets[1].cells.iter().find(|(_, c)| c.text() == Some("NGƯỜI LẬP BIỂU"));
    assert_eq!(signature.unwrap().0.to_string(), "F14");
    assert_eq!(text(&office.blank("Mẫu chung"), 1, "B6"), "");
}

#[test]
fn what_a_person_changed_stays_and_the_same_is_not_written_twice() {
    let office = Office::new();
    let files = |office: &Office| -> BTreeMap<String, Vec<u8>> {
        let listing = fs::read_dir(office.at("bieu-mau-gui-xa")).unwrap();
        let entry = |entry: fs::DirEntry| {
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        };
        listing.map(|e| entry(e.unwrap())).collect()
    };
    office.run(&["template", "--period", "2024-6T"]);
    let first = files(&office);
    assert!(office.run(&["template", "--period", "2024-6T"]).contains("không có gì thay đổi"));
    let other = Office::new();
    other.run(&["template", "--period", "2024-6T"]);
    assert_eq!(first, files(&other));
    // Another period: the program's own files are made anew, a person's is kept.
    let own = office.at("bieu-mau-gui-xa/Xã Bình Thạnh.xlsx");
    fill(&own.clone(), &office.at("changed.xlsx"), &[(SHEET_1, "E6", "5")]);
    fs::rename(office.at("changed.xlsx"), &own).unwrap();
    let said = office.run(&["template", "--period", "2025-6T"]);
    assert!(said.contains("Giữ nguyên Xã Bình Thạnh.xlsx"), "{said}");
    let now = files(&office);
    assert_eq!(text(&office.blank("Xã Bình Thạnh"), 0, "E6"), "5");
    assert_ne!(now["Phường An Bình.xlsx"], first["Phường An Bình.xlsx"]);
}

#[test]
fn the_look_is_the_office_s_own() {
    let office = Office::new();
    office.run(&["template", "--period", "2024-6T"]);
    let part = |path: &str, part: &str| {
        let bytes = fs::read(office.at(path)).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(part).unwrap(), &mut text).unwrap();
        text
    };
    let (own, made) = ("bieu-mau/ktkt.xlsx", "bieu-mau-gui-xa/Phường An Bình.xlsx");
    for same in ["xl/styles.xml", "xl/theme/theme1.xml"] {
        assert_eq!(part(own, same), part(made, same), "{same}");
    }
    let sheet = part(made, "xl/worksheets/sheet2.xml");
    for words in [
        "width=\"43.2",
        "orientation=\"landscape\"",
        "Trồng trọt,Chăn nuôi,Dịch vụ",
        "Cần ghi số nguyên",
    ] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    assert!(part(made, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

/// A package with one of its parts changed.
pub(crate) fn with_part(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if name == part {
            bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, &bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_statutory_heading_keeps_its_words_lines_and_runs() {
    const HEADING: &str = "<si><r><rPr><b/><sz val=\"12\"/></rPr>\
        <t xml:space=\"preserve\">Kỳ báo cáo: </t></r><r><t xml:space=\"preserve\">Quý …/Năm …\n</t></r>\
        <r><rPr><i/></rPr><t>(Từ ngày … tháng … năm … đến ngày …)</t></r></si>";
    let office = Office::new();
    let form = with_part(&dressed(FORM), "xl/sharedStrings.xml", |xml| {
        let plain = "<si><t>(6 tháng ... năm ...)</t></si>";
        assert!(xml.contains(plain), "{xml}");
        xml.replace(plain, HEADING)
    });
    fs::write(office.at("bieu-mau/ktkt.xlsx"), form).unwrap();
    office.run(&["template", "--period", "2026-Q1"]);
    assert_eq!(
        text(&office.blank("Phường An Bình"), 0, "A4"),
        "Kỳ báo cáo: Quý I/Năm 2026\n(Từ ngày 01 tháng 01 năm 2026 đến ngày 31/03/2026)"
    );
    let sheet = |period: &str| {
        office.run(&["template", "--period", period]);
        let bytes = fs::read(office.at("bieu-mau-gui-xa/Phường An Bình.xlsx")).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let part = zip.by_name("xl/worksheets/sheet1.xml");
        std::io::Read::read_to_string(&mut part.unwrap(), &mut text).unwrap();
        text
    };
    let filled = sheet("2026-Q1");
    for run in [
        "<r><rPr><b/><sz val=\"12\"/></rPr><t xml:space=\"preserve\">Kỳ báo cáo: </t></r>",
        "Quý I/Năm 2026\n</t></r>",
        "<r><rPr><i/></rPr><t xml:space=\"preserve\">(Từ ngày 01 tháng 01 năm 2026 đến ngày 31/03/2026)",
    ] {
        assert!(filled.contains(run), "{run}: {filled}");
    }
    // A month is no quarter: the cell is as the office made it.
    let cell = |xml: &str| xml[xml.find("<c r=\"A4\"").unwrap()..][..40].to_owned();
    assert!(cell(&sheet("2026-02")).contains("t=\"s\""), "{}", cell(&sheet("2026-02")));
    assert_eq!(text(&office.blank("Phường An Bình"), 0, "A2"), "PHƯỜNG AN BÌNH");
}

#[test]
fn what_is_known_is_filled_in_and_days_are_days() {
    let office = Office::new();
    let unit = "Xã Bình Thạnh";
    let made = |period: &str| {
        office.run(&["template", "--period", period]);
        office.blank(unit)
    };
    let send = |period: &str, cells: &[(&str, &str, &str)]| {
        made(period);
        fs::create_dir(office.at(period)).unwrap();
        let from = office.at(&format!("bieu-mau-gui-xa/{unit}.xlsx"));
        fill(&from, &office.at(&format!("{period}/{unit}.xlsx")), cells);
        office.run(&[period])
    };
    let list = [
        (SHEET_2, "B6", "HTX Một"),
        (SHEET_2, "C6", "Dịch vụ"),
        (SHEET_2, "D6", "15/3/2021"),
        (SHEET_2, "F6", "40"),
    ];
    let figures = [(SHEET_1, "D6", "3"), (SHEET_1, "E6", "4"), (SHEET_1, "E7", "90")];
    let said = send("2024-6TC", &[&figures[..], &list[..]].concat());
    assert!(said.contains("đã nhận 1/2"), "{said}");
    // Last year's column is last year's annex; a cell of the plan or of this year is not.
    let first = made("2025-6T");
    assert_eq!(["D6", "D7", "E6"].map(|at| text(&first, 0, at)), ["4", "90", ""]);
    let day = |book: &Workbook| book.sheets[1].get("D6".parse().unwrap()).unwrap().value.clone();
    assert!(
        matches!(day(&first), Value::Date { day: Some(day), .. } if day.to_string() == "2021-03-15")
    );
    // A form sent back as it was made is not a report.
    fs::create_dir(office.at("2025-6T")).unwrap();
    let from = office.at(&format!("bieu-mau-gui-xa/{unit}.xlsx"));
    fs::copy(&from, office.at(&format!("2025-6T/{unit}.xlsx"))).unwrap();
    let said = office.run(&["2025-6T"]);
    assert!(said.contains("đã nhận 0/2"), "{said}");
    fs::remove_dir_all(office.at("2025-6T")).unwrap();
    // What the unit itself said earlier in the year comes first.
    fs::remove_file(&from).unwrap();
    made("2025-6T");
    fs::create_dir(office.at("2025-6T")).unwrap();
    let bytes = fs::read(&from).unwrap();
    let changed = with_part(&bytes, "xl/worksheets/sheet1.xml", |xml| {
        let at = xml.find("<c r=\"D6\"").unwrap();
        let end = at + xml[at..].find("</c>").unwrap();
        xml[..at].to_owned() + &xml[at..end].replace("<v>4</v>", "<v>5</v>") + &xml[end..]
    });
    fs::write(&from, changed).unwrap();
    let cells = [(SHEET_1, "E6", "5"), (SHEET_1, "E7", "91"), (SHEET_2, "F6", "41")];
    fill(&from, &office.at(&format!("2025-6T/{unit}.xlsx")), &cells);
    office.run(&["2025-6T"]);
    fs::remove_file(&from).unwrap();
    let nine = made("2025-9T");
    assert_eq!(["D6", "D7"].map(|at| text(&nine, 0, at)), ["5", "90"]);
}

#[test]
fn a_half_year_starts_from_its_last_month() {
    let office = Office::new();
    let unit = "Xã Bình Thạnh";
    for (period, name) in [("2024-05", "HTX Tháng Năm"), ("2024-06", "HTX Tháng Sáu")] {
        office.run(&["template", "--period", period]);
        fs::create_dir(office.at(period)).unwrap();
        let form = office.at(&format!("bieu-mau-gui-xa/{unit}.xlsx"));
        let row = if period == "2024-05" { "6" } else { "7" };
        let at = ["B", "C", "F"].map(|col| format!("{col}{row}"));
        let list =
            [(SHEET_2, &*at[0], name), (SHEET_2, &*at[1], "Dịch vụ"), (SHEET_2, &*at[2], "4")];
        let cells = [&[(SHEET_1, "E6", "1"), (SHEET_1, "E7", "9")][..], &list].concat();
        fill(&form, &office.at(&format!("{period}/{unit}.xlsx")), &cells);
        fs::remove_file(form).unwrap();
        office.run(&[period]);
    }
    let said = office.run(&["template", "--period", "2024-6T"]);
    assert!(said.contains("lấy từ phụ lục tháng 6/2024"), "{said}");
    assert_eq!(text(&office.blank(unit), 1, "B7"), "HTX Tháng Sáu");
}
