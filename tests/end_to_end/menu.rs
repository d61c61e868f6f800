//! A folder dropped onto the program, and the menu that a double click shows.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::checker::{assert_sound_since, workbooks};
use crate::packs::repository;
use crate::sample::{Workspace, run};

/// Runs the program in a folder with answers typed, and gives back what it said.
pub(crate) fn answered(folder: &Path, answers: &[&str]) -> (Output, String) {
    let before = workbooks(folder);
    let mut child = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let typed: String = answers.iter().map(|answer| format!("{answer}\r\n")).collect();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_sound_since(&before, folder);
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    (output, String::from_utf8(said).unwrap())
}

#[test]
fn from_nothing_to_the_annex_by_numbers_alone() {
    let desk = tempfile::tempdir().unwrap();
    let here = desk.path();
    let pack = "5"; // nq47-thap-muoi, as the list shows it below
    let (output, said) = answered(here, &["1", "3", pack, "Báo cáo KTTT", "", "2", "2023-10", "0"]);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("  5. nq47-thap-muoi"), "{said}");
    let month = here.join("Báo cáo KTTT/2023-10");
    assert!(month.is_dir(), "{said}");
    let (_, said) = answered(here, &["3", "0"]);
    assert!(said.contains("Chưa có báo cáo nào"), "{said}");
    for entry in fs::read_dir(repository("samples/thap-muoi/2023-10")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), month.join(entry.file_name())).unwrap();
        }
    }
    let (output, said) = answered(here, &["3", "9", "2", "", "4", "5", "0"]);
    assert!(output.status.success(), "{said}");
    for words in ["Không có việc số \"9\"", "Enter để mở kỳ 2023-11", "NGHỊ QUYẾT", "2.600"]
    {
        assert!(said.to_uppercase().contains(&words.to_uppercase()), "{words}: {said}");
    }
    assert!(month.join("ket-qua/phu-luc-2023-10.xlsx").is_file(), "{said}");
    assert!(here.join("Báo cáo KTTT/2023-11").is_dir());
}

#[test]
fn nobody_to_answer_gets_the_reason() {
    let desk = tempfile::tempdir().unwrap();
    let (output, said) = answered(desk.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("thư mục làm việc") && !said.contains("1. Tạo"), "{said}");
}

#[test]
fn a_path_as_windows_hands_it_over() {
    let desk = Workspace::sample();
    let month = desk.period();
    let quoted = format!("{}\"", month.display());
    let output = run(Path::new(&quoted), &["--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // A file stands for the folder around it.
    let output = run(&desk.file("Xã Láng Biển"), &["--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = run(&month, &[desk.root().join("2023-09").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("một thư mục"));
}

#[test]
fn a_form_dropped_onto_the_program_becomes_a_workspace_beside_it() {
    let desk = tempfile::tempdir().unwrap();
    let form = desk.path().join("biểu 1.xlsx");
    fs::copy(repository("tests/data/forms-2026/1-ntm-xa-2026.xlsx"), &form).unwrap();
    let output = run(&form, &[]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("ô đã gắn mã"), "{said}");
    assert!(desk.path().join("Tổng hợp biểu 1/khai-bao.xlsx").is_file());
}

#[test]
fn the_menu_begins_with_the_reports_of_a_month() {
    let desk = tempfile::tempdir().unwrap();
    let reports = repository("samples/nuoc-sach/2025-05");
    let reports = reports.to_str().unwrap();
    let (output, said) = answered(desk.path(), &["1", "1", reports, "", "Nước sạch", "0"]);
    assert!(output.status.success() && said.contains("7 đơn vị"), "{said}");
    assert!(desk.path().join("Nước sạch/2025-05/Xã An Phú.xlsx").is_file(), "{said}");
}
