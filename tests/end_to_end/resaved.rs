//! A workbook that another program only saved again is not edited by hand; what somebody changed in
//! it is seen.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sample::{Workspace, rewrite, set_number};

/// A number as a program writes it that keeps fifteen digits.
fn of_fifteen_digits(number: &str) -> String {
    let double: f64 = number.parse().unwrap();
    let kept: f64 = format!("{double:.14e}").parse().unwrap();
    kept.to_string()
}

/// Each piece between `open` and `close`, changed.
fn each(xml: &str, open: &str, close: &str, change: impl Fn(&str) -> String) -> String {
    let mut parts = xml.split(open);
    let mut changed = parts.next().unwrap().to_owned();
    for part in parts {
        let (inner, rest) = part.split_once(close).unwrap();
        changed += &format!("{open}{}{close}{rest}", change(inner));
    }
    changed
}

/// Saves a workbook again: fifteen digits, formulas calculated anew and spelt in another way, blank
/// cells left out, other properties added.
fn save_again(workbook: &Path) {
    rewrite(workbook, |name, xml| match name {
        _ if name.starts_with("xl/worksheets/sheet") => {
            let digits = |text: &str| match text.parse::<f64>() {
                Ok(_) => of_fifteen_digits(text),
                Err(_) => text.to_owned(),
            };
            let xml = each(xml, "<v>", "</v>", digits);
            let xml = each(&xml, "<f>", "</f>", |formula| formula.replace("IF(", "if( "));
            Some(xml)
        }
        "docProps/core.xml" => Some(
            xml.replace("</cp:coreProperties>", "<cp:revision>2</cp:revision></cp:coreProperties>"),
        ),
        _ => None,
    });
}

/// The annexes of a period.
fn annexes(period: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(period.join("ket-qua")).unwrap().map(|entry| entry.unwrap().path());
    let is_annex = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("phu-luc"))
    };
    all.filter(is_annex).collect()
}

#[test]
fn an_annex_saved_again_is_not_edited() {
    let office = Workspace::sample();
    assert!(office.run(&["--quiet"]).status.success());
    let annex = office.period().join("ket-qua/phu-luc-2023-10.xlsx");
    for workbook in [&annex, &office.period().join("ra-soat.xlsx")] {
        save_again(workbook);
    }
    let output = office.run(&[]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && !said.contains("sửa tay"), "{said}");
    assert_eq!(annexes(&office.period()), [annex]);
}

#[test]
fn a_figure_changed_in_an_annex_is_seen() {
    let office = Workspace::sample();
    assert!(office.run(&["--quiet"]).status.success());
    let annex = office.period().join("ket-qua/phu-luc-2023-10.xlsx");
    save_again(&annex);
    let sheet = sheet_number(&annex, "Nguồn số liệu");
    set_number(&annex, sheet, "F44", "1579.33");
    let output = office.run(&[]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("sửa tay"), "{said}");
    assert_eq!(annexes(&office.period()).len(), 2, "the edited annex is kept");
}

/// The place of a sheet, from 1.
fn sheet_number(workbook: &Path, name: &str) -> usize {
    let bytes = fs::read(workbook).unwrap();
    let book = workbook_io::read::read(&bytes, &workbook_io::read::Limits::default()).unwrap();
    1 + book.sheets.iter().position(|grid| grid.name == name).unwrap()
}
