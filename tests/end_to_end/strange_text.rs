//! Whatever people type stays text, in every output: no formula, no link, no damaged file, and
//! nothing cut but by a mark.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use workbook_io::read::{Limits, read};
use workbook_io::{Value, Workbook};

use crate::sample::{Workspace, replace, set_text};

/// What is typed, and what of it must be seen in the outputs.
const TYPED: [(&str, &str); 9] = [
    ("=HYPERLINK(\"http://x.vn\",\"bấm\")", "=HYPERLINK(\"http://x.vn\",\"bấm\")"),
    ("+84 912 345 678", "+84 912 345 678"),
    ("-2+3", "-2+3"),
    ("@SUM(A1:A9)", "@SUM(A1:A9)"),
    ("http://x.vn/a?b=c", "http://x.vn/a?b=c"),
    ("Tên \u{202e}ngược \u{1F600} & <thẻ> 'nháy'", "Tên ngược \u{1F600} & <thẻ> 'nháy'"),
    ("chuông _x0007_ reo", "chuông reo"),
    ("ghi _x005F_x0041_ thật", "ghi _x0041_ thật"),
    ("]:*?/\\[ 'History'", "]:*?/\\[ 'History'"),
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// All workbooks under a folder.
fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(workbooks(&entry.path()));
        } else if entry.path().extension().is_some_and(|ending| ending == "xlsx") {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

fn open(path: &Path) -> Workbook {
    read(&fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn texts(book: &Workbook) -> Vec<(String, bool)> {
    let cells = book.sheets.iter().flat_map(|grid| grid.cells.values());
    let said = cells.filter_map(|cell| match &cell.value {
        Value::Text(text) => Some((text.to_string(), cell.formula.is_some())),
        _ => None,
    });
    said.collect()
}

/// Targets of links that lead out of a workbook.
fn links(path: &Path) -> Vec<String> {
    let mut package = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut found = Vec::new();
    for place in 0..package.len() {
        let mut part = package.by_index(place).unwrap();
        if !part.name().unwrap().ends_with(".rels") {
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        let external = xml.split("<Relationship ").filter(|one| one.contains("External"));
        found.extend(external.map(|one| {
            one.split("Target=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        }));
    }
    found
}

/// A formula without the texts in it, in which a quote is doubled.
fn without_quoted(formula: &str) -> String {
    formula.split('"').step_by(2).collect()
}

#[test]
fn strange_names_stay_text_in_every_output() {
    for (typed, seen) in TYPED {
        let office = Workspace::sample();
        let typed = escaped(typed);
        // An organisation, a part of the settings' wording, and a cause.
        replace(&office.file("Xã Hưng Thạnh"), ">HTX DVNN Thắng Lợi<", &format!(">{typed}<"));
        replace(&office.root().join("khai-bao.xlsx"), ">Thành viên THT<", &format!(">{typed}<"));
        let review = office.period().join("ra-soat.xlsx");
        replace(&review, ">133 thành viên ra khỏi HTX", &format!(">{typed} 133 thành viên"));
        let output = office.run(&["--quiet"]);
        assert!(output.status.success(), "{typed}: {}", String::from_utf8_lossy(&output.stderr));

        let annex = open(&office.period().join("ket-qua/phu-luc-2023-10.xlsx"));
        let sheet = |name: &str| annex.sheets.iter().find(|grid| grid.name == name).unwrap();
        let said = texts(&annex);
        assert!(said.iter().any(|(text, live)| text == seen && !live), "{seen}");
        let list = sheet("Danh sách HTX").cells.values().filter_map(|cell| cell.text());
        assert!(list.into_iter().any(|text| text == seen), "{seen} in the list");
        let cause = format!("{seen} 133 thành viên");
        let page = sheet("Phụ lục").cells.values().filter_map(|cell| cell.text());
        assert!(page.into_iter().any(|text| text.starts_with(&cause)), "{cause} on the page");

        for path in workbooks(&office.period().join("ket-qua")) {
            let book = open(&path);
            for cell in book.sheets.iter().flat_map(|grid| grid.cells.values()) {
                let formula = without_quoted(cell.formula.as_deref().unwrap_or_default());
                assert!(!formula.contains("HYPERLINK"), "{formula} in {}", path.display());
            }
            assert_eq!(links(&path), Vec::<String>::new(), "{}", path.display());
        }
        let again = office.run(&["--quiet"]);
        assert!(again.status.success());
        assert_eq!(workbooks(&office.period().join("ket-qua")).iter().filter(is_annex).count(), 1);
    }
}

fn is_annex(path: &&PathBuf) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("phu-luc"))
}

/// Names of files lead nowhere but to the files themselves.
#[cfg(unix)]
#[test]
fn strange_names_of_files_make_no_strange_links() {
    let office = Workspace::sample();
    let long = format!("{}.xlsx", "x".repeat(240));
    let names = [
        ("Xã Mỹ Hòa", "=cmd|' !A0 [b] & \u{1F600}.xlsx"),
        ("Xã Mỹ Quý", "\\\\may-khac\\chia-se\\a.xlsx"),
        ("Xã Phú Điền", "http:evil.xlsx"),
        ("Xã Mỹ An", "a%20b#c.xlsx"),
        ("Xã Tân Kiều", "b\u{202e}xslx.xlsx"),
        ("Xã Thanh Mỹ", &long),
    ];
    for (unit, name) in names {
        fs::rename(office.file(unit), office.period().join(name)).unwrap();
    }
    let output = office.run(&["--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let review = office.period().join("ra-soat.xlsx");
    for target in links(&review) {
        let strange = ["\\", "http:", "//", "|", ".."].iter().any(|part| target.contains(part));
        assert!(!strange, "{target}");
    }
    let said = texts(&open(&review));
    assert!(said.iter().any(|(text, _)| text.contains("\\\\may-khac")), "named as it is");
}

/// A cause longer than the tallest row: the cell keeps it, the page shows it in full beneath.
#[test]
fn a_very_long_cause_is_shown_in_full() {
    let office = Workspace::sample();
    let long = "Giá nông sản giảm, dịch bệnh kéo dài. ".repeat(120);
    let review = office.period().join("ra-soat.xlsx");
    replace(&review, ">133 thành viên ra khỏi HTX", &format!(">{long}HẾT 133 thành viên"));
    assert!(office.run(&["--quiet"]).status.success());
    let annex = open(&office.period().join("ket-qua/phu-luc-2023-10.xlsx"));
    let said = texts(&annex);
    let beneath = said.iter().filter(|(text, _)| text.contains("HẾT")).count();
    assert!(beneath >= 2, "in its cell and beneath the table");
    assert!(said.iter().any(|(text, _)| text.starts_with("Ghi chú đầy đủ của mục 2.1: ")));
}

/// The texts to paste are cleaned as the terminal is, and a cell's line break begins no line there or on
/// the screen.
#[test]
fn texts_to_paste_hold_no_sign_that_is_obeyed() {
    let office = Workspace::sample();
    let claim = "Đạt 7/7 chỉ tiêu";
    let report = office.file("Xã Mỹ Quý");
    set_text(&report, 1, "F27", "Ghi\u{202e}ngược");
    set_text(&report, 1, "F36", &format!("_x001B_[2J2&#10;{claim}."));
    let run = office.run(&[]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let program = env!("CARGO_BIN_EXE_tonghop");
    let check = Command::new(program).arg("check").arg(office.period()).output().unwrap();
    let mut texts: Vec<(String, String)> = [("run", run.stdout), ("check", check.stdout)]
        .map(|(name, said)| (name.to_owned(), String::from_utf8(said).unwrap()))
        .into();
    for folder in ["ket-qua", "ket-qua/gui-lai-xa"] {
        let Ok(listing) = fs::read_dir(office.period().join(folder)) else { continue };
        for path in listing.map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|ending| ending == "txt" || ending == "eml") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                texts.push((name, String::from_utf8(fs::read(&path).unwrap()).unwrap()));
            }
        }
    }
    assert!(texts.iter().any(|(name, text)| name == "tin-nhan.txt" && text.contains(claim)));
    for (name, text) in texts {
        let obeyed = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
                || ('\u{202a}'..='\u{202e}').contains(&c)
        };
        assert!(!text.contains(obeyed), "{name}: {text:?}");
        assert!(!text.lines().any(|line| line.starts_with(claim)), "{name}: {text}");
    }
}
