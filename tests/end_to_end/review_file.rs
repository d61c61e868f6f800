//! Another file in the place of the review workbook: said, refused, and nothing is touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as Json;
use workbook_io::Workbook;
use workbook_io::read::{Limits, read};

use crate::sample::{Workspace, files, replace};

const KEPT: &str = "ra-soat (bản trước).xlsx";

fn review(workspace: &Workspace) -> PathBuf {
    workspace.period().join("ra-soat.xlsx")
}

fn book(path: &Path) -> Workbook {
    read(&fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn check(workspace: &Workspace) -> Output {
    let program = env!("CARGO_BIN_EXE_tonghop");
    Command::new(program).arg("check").arg(workspace.period()).output().unwrap()
}

/// A run and a check both refuse in the same words, and leave every file as it was.
fn refused(workspace: &Workspace, words: &[&str]) -> String {
    let before = files(workspace.root());
    let mut said = Vec::new();
    for output in [workspace.run(&[]), check(workspace)] {
        said.push(String::from_utf8(output.stderr).unwrap());
        assert_eq!(output.status.code(), Some(1), "{said:?}");
        assert_eq!(files(workspace.root()), before);
    }
    assert_eq!(said[0], said[1]);
    for word in words {
        assert!(said[0].contains(word), "{word:?} is not in: {}", said[0]);
    }
    said.swap_remove(0)
}

/// A run that works: what it says and its machine twin.
fn run(workspace: &Workspace) -> (String, Json) {
    let twin = workspace.root().join("twin.json");
    let output = workspace.run(&["--json", twin.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json = serde_json::from_slice(&fs::read(&twin).unwrap()).unwrap();
    fs::remove_file(twin).unwrap();
    (String::from_utf8(output.stdout).unwrap(), json)
}

#[test]
fn a_report_saved_over_it_costs_no_opinion() {
    let workspace = Workspace::sample();
    run(&workspace);
    let own = fs::read(review(&workspace)).unwrap();
    let kept = workspace.period().join(KEPT);
    fs::write(&kept, &own).unwrap();
    fs::copy(workspace.file("Xã Mỹ Quý"), review(&workspace)).unwrap();
    let what = "không phải là tệp rà soát mà là báo cáo của Xã Mỹ Quý, tháng 10/2023";
    let said = refused(&workspace, &[what, "đổi tên tệp ra-soat (bản trước).xlsx"]);
    assert!(said.ends_with("rồi chạy lại.\n"), "{said}");
    assert_eq!(fs::read(&kept).unwrap(), own);
    // As told: the version kept takes its place, and the judgement counts again.
    fs::rename(&kept, review(&workspace)).unwrap();
    assert_eq!(run(&workspace).1["summary"]["items_met"], 6);
}

#[test]
fn a_kept_version_that_is_no_good_is_not_offered() {
    let workspace = Workspace::sample();
    fs::copy(workspace.file("Xã Mỹ An"), review(&workspace)).unwrap();
    let without = refused(&workspace, &["báo cáo của Xã Mỹ An", "lập tệp rà soát mới"]);
    for other in ["2023-10/Xã Mỹ An.xlsx", "2023-09/ra-soat.xlsx"] {
        fs::copy(workspace.root().join(other), workspace.period().join(KEPT)).unwrap();
        assert_eq!(refused(&workspace, &[]), without);
    }
}

#[test]
fn every_other_workbook_is_called_what_it_is() {
    let annex = "2023-09/ket-qua/phu-luc-2023-09.xlsx";
    for (file, what) in [
        ("khai-bao.xlsx", "mà là một tệp khai báo"),
        (annex, "mà là một phụ lục tháng 9/2023 của PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
    ] {
        let workspace = Workspace::sample();
        fs::copy(workspace.root().join(file), review(&workspace)).unwrap();
        refused(&workspace, &[what]);
    }
    let workspace = Workspace::sample();
    fs::remove_file(review(&workspace)).unwrap();
    fs::create_dir(review(&workspace)).unwrap();
    refused(&workspace, &["ra-soat.xlsx", "đây là một thư mục", "Đổi tên"]);
}

/// Copying last month's folder to begin the new one is an everyday habit.
#[test]
fn last_months_is_not_taken_for_this_months() {
    let workspace = Workspace::sample();
    // As the first version left it: only its sheets say the month.
    let september = workspace.root().join("2023-09/ra-soat.xlsx");
    fs::copy(&september, review(&workspace)).unwrap();
    let what = "là tệp rà soát của tháng 9/2023, không phải của tháng 10/2023";
    refused(&workspace, &[what, "Xóa tệp này", "tự lấy từ kỳ trước"]);
    // With its property alone, and, where a program dropped that, with its row alone.
    for (lost, of) in [(">tháng 10/2023<", ">tháng<"), ("\"tonghop-period\"", "\"period\"")] {
        let workspace = Workspace::sample();
        run(&workspace);
        let folder = workspace.root().join("2023-11");
        fs::rename(workspace.period(), &folder).unwrap();
        replace(&folder.join("ra-soat.xlsx"), lost, of);
        let output = crate::sample::run(&folder, &[]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        let what = "là tệp rà soát của tháng 10/2023, không phải của tháng 11/2023";
        assert!(said.contains(what), "{said}");
    }
}

#[test]
fn one_of_the_first_version_is_taken_once_and_bears_its_office_from_then_on() {
    let workspace = Workspace::sample();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workspaces-0.1/sent/2023-10");
    fs::copy(old.join("ra-soat.xlsx"), review(&workspace)).unwrap();
    let told = "chưa ghi cơ quan tổng hợp: đã nhận là tệp của PHÒNG TÀI CHÍNH - KẾ HOẠCH";
    let (said, json) = run(&workspace);
    assert!(said.contains(told), "{said}");
    assert_eq!(json["summary"]["items_met"], 6);
    let marks = book(&review(&workspace)).properties;
    assert_eq!(marks["tonghop-period"], "2023-10");
    assert!(marks["tonghop-office"].starts_with("PHÒNG TÀI CHÍNH - KẾ HOẠCH"));
    assert!(!run(&workspace).0.contains("chưa ghi cơ quan"));
}

#[test]
fn a_renamed_office_is_told_and_keeps_its_opinions() {
    let workspace = Workspace::sample();
    run(&workspace);
    let settings = workspace.root().join("khai-bao.xlsx");
    replace(&settings, "PHÒNG TÀI CHÍNH - KẾ HOẠCH", "PHÒNG KINH TẾ");
    let words = ["ghi cơ quan tổng hợp là PHÒNG TÀI CHÍNH - KẾ HOẠCH", "nay ghi PHÒNG KINH TẾ"];
    let told = |said: &str| words.iter().all(|word| said.contains(word));
    let checked = String::from_utf8(check(&workspace).stdout).unwrap();
    assert!(told(&checked), "{checked}");
    let (said, json) = run(&workspace);
    assert!(told(&said), "{said}");
    assert_eq!(json["summary"]["items_met"], 6);
    assert!(!told(&run(&workspace).0));
}

/// Of the same month, but with none of this office's communes.
#[test]
fn another_offices_is_refused() {
    let workspace = Workspace::sample();
    run(&workspace);
    let settings = workspace.root().join("khai-bao.xlsx");
    replace(&settings, "PHÒNG TÀI CHÍNH - KẾ HOẠCH", "PHÒNG KINH TẾ");
    for kind in [">Xã ", ">Thị trấn "] {
        replace(&review(&workspace), kind, ">Bản ");
    }
    let what = "là tệp rà soát của cơ quan khác (PHÒNG TÀI CHÍNH - KẾ HOẠCH";
    let words = [what, "Bản Mỹ An", "khai-bao.xlsx"];
    refused(&workspace, &words);
}

#[test]
fn contacts_come_from_a_review_workbook_of_its_own_month_alone() {
    let workspace = Workspace::sample();
    run(&workspace);
    let contact = || {
        let own = book(&review(&workspace));
        let mut cells = own.sheets.iter().flat_map(|grid| grid.cells.values());
        cells.any(|cell| cell.text() == Some("Ghi chú của tháng 9"))
    };
    let september = workspace.root().join("2023-09/ra-soat.xlsx");
    let own = fs::read(&september).unwrap();
    // October's own, typed into, in September's place.
    fs::copy(review(&workspace), &september).unwrap();
    replace(&september, ">Ghi chú<", ">Ghi chú của tháng 9<");
    fs::remove_file(review(&workspace)).unwrap();
    run(&workspace);
    assert!(!contact());
    fs::write(&september, own).unwrap();
    replace(&september, ">Ghi chú<", ">Ghi chú của tháng 9<");
    fs::remove_file(review(&workspace)).unwrap();
    run(&workspace);
    assert!(contact());
}
