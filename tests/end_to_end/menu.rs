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
    let pack = "6"; // nq47-thap-muoi, as the list shows it below
    let (output, said) = answered(here, &["1", pack, "Báo cáo KTTT", "", "2", "2023-10", "0"]);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("  6. nq47-thap-muoi"), "{said}");
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
fn what_lies_within_a_period_means_the_period() {
    let desk = Workspace::sample();
    fs::write(desk.file("Xã Mỹ Quý"), b"PK").unwrap();
    assert!(run(&desk.period(), &["--quiet"]).status.success());
    let output = desk.period().join("ket-qua");
    let annex = output.join("phu-luc-2023-10.xlsx");
    let slip = output.join("gui-lai-xa/Xã Mỹ Quý.xlsx");
    let settings = desk.root().join("khai-bao.xlsx");
    let form = desk.root().join("bieu-mau/bao-cao-xa.xlsx");
    for dropped in [&output, &annex, &slip, &output.join("gui-lai-xa"), &settings, &form] {
        let (said, code) = dropped_onto(dropped);
        assert_eq!(code, Some(0), "{}: {said}", dropped.display());
        assert!(said.contains("phu-luc-2023-10.xlsx (không có gì thay đổi"), "{said}");
    }
    // Away from the workspace nobody knows whose it is.
    let elsewhere = tempfile::tempdir().unwrap();
    for (from, what) in [(&annex, "phụ lục"), (&slip, "phiếu gửi lại")] {
        let copy = elsewhere.path().join("chép ra.xlsx");
        fs::copy(from, &copy).unwrap();
        let (said, code) = dropped_onto(&copy);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(what) && said.contains("Kéo thả thư mục của kỳ"), "{said}");
    }
}

fn dropped_onto(path: &Path) -> (String, Option<i32>) {
    let output = run(path, &[]);
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    (String::from_utf8(said).unwrap(), output.status.code())
}

#[test]
fn a_form_dropped_where_nobody_answers_names_the_command() {
    let desk = tempfile::tempdir().unwrap();
    let form = desk.path().join("mẫu.xlsx");
    fs::copy(repository("tests/data/forms-2026/2-giam-ngheo.xlsx"), &form).unwrap();
    let (said, code) = dropped_onto(&form);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("mẫu.xlsx") && said.contains("tonghop init THƯ-MỤC --form"), "{said}");
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1, "nothing is made");
}

#[test]
fn a_path_too_long_for_excel_is_told_before_anything_is_written() {
    let desk = Workspace::sample();
    let deep = desk.root().join("đ".repeat(100)).join("ư".repeat(60));
    fs::create_dir_all(&deep).unwrap();
    for own in ["khai-bao.xlsx", "bieu-mau", "2023-10"] {
        fs::rename(desk.root().join(own), deep.join(own)).unwrap();
    }
    let (said, code) = dropped_onto(&deep.join("2023-10"));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("trên 218 ký tự") && said.contains("gần gốc ổ đĩa"), "{said}");
    let stderr = run(&deep.join("2023-10"), &[]).stderr;
    assert!(String::from_utf8(stderr).unwrap().starts_with("Đường dẫn quá dài"));
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
