//! What lies in a period's folder and beside it: the office's own output among the reports,
//! copies of folders, files whose names look like the tool's own.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::menu::answered;
use crate::sample::{Workspace, copy, run, set_number};

/// The file's line in the machine twin.
fn line<'a>(json: &'a Value, path: &str) -> &'a Value {
    let files = json["files"].as_array().unwrap();
    files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}: {files:?}"))
}

fn messages(json: &Value, code: &str) -> Vec<String> {
    let findings = json["findings"].as_array().unwrap().iter();
    let own = findings.filter(|finding| finding["code"] == code);
    own.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

fn status(json: &Value, unit: &str) -> String {
    let units = json["units"].as_array().unwrap();
    let unit = units.iter().find(|known| known["name"] == unit).unwrap();
    unit["status"].as_str().unwrap().to_owned()
}

/// October consolidated, and one commune's report gone since.
fn consolidated_but_one() -> Workspace {
    let workspace = Workspace::sample();
    // A slip for it is made, too.
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "999");
    assert!(workspace.run(&[]).status.success());
    assert!(workspace.period().join("ket-qua/gui-lai-xa/Xã Mỹ Quý.xlsx").is_file());
    fs::remove_file(workspace.file("Xã Mỹ Quý")).unwrap();
    workspace
}

/// Twelve communes' own reports are used, and the thirteenth has sent none.
fn assert_reports_count(json: &Value) {
    assert_eq!(json["summary"]["units_received"], 12);
    assert_eq!(status(json, "Xã Mỹ Quý"), "missing");
    for unit in ["Xã Mỹ An", "Xã Láng Biển"] {
        assert_eq!(line(json, &format!("{unit}.xlsx"))["status"], "used");
    }
}

#[test]
fn the_offices_own_annex_is_no_report() {
    let workspace = consolidated_but_one();
    let annex = workspace.period().join("ket-qua/phu-luc-2023-10.xlsx");
    let earlier = workspace.root().join("2023-09/ket-qua/phu-luc-2023-09.xlsx");
    let copies = [
        (&annex, "phu-luc-2023-10 - Copy.xlsx", "tháng 10/2023"),
        (&annex, "Xã Mỹ Quý.xlsx", "tháng 10/2023"),
        (&earlier, "da gui/Huyện Tháp Mười.xlsx", "tháng 9/2023"),
    ];
    for (from, to, period) in copies {
        let to_path = workspace.period().join(to);
        fs::create_dir_all(to_path.parent().unwrap()).unwrap();
        fs::copy(from, &to_path).unwrap();
        let json = workspace.checked();
        assert_reports_count(&json);
        assert_eq!(line(&json, to)["status"], "set_aside");
        let said = messages(&json, "tep-cua-co-quan");
        assert_eq!(said.len(), 1);
        for words in [to, period, "chính cơ quan này lập", "HUYỆN THÁP MƯỜI"] {
            assert!(said[0].contains(words), "{words}: {said:?}");
        }
        fs::remove_file(to_path).unwrap();
    }
}

#[test]
fn copies_of_the_output_folder_hold_no_report() {
    for name in ["ket-qua - Copy", "ket-qua (1)", "Bản sao của ket-qua"] {
        let workspace = consolidated_but_one();
        let output = workspace.period().join("ket-qua");
        copy(&output, &workspace.period().join(name));
        let json = workspace.checked();
        assert_reports_count(&json);
        for file in ["phu-luc-2023-10.xlsx", "gui-lai-xa/Xã Mỹ Quý.xlsx"] {
            let reason = line(&json, &format!("{name}/{file}"))["reason"].as_str().unwrap();
            assert!(reason.contains("không phải báo cáo"), "{reason}");
        }
        assert_eq!(line(&json, &format!("{name}/du-thao-thu.eml"))["status"], "ignored");
        // Filled in, a slip is a report wherever it lies.
        let slip = workspace.period().join(name).join("gui-lai-xa/Xã Mỹ Quý.xlsx");
        set_number(&slip, 2, "F27", "221");
        assert_eq!(workspace.checked()["summary"]["units_received"], 13);
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
#[test]
fn another_spelling_of_the_output_folder_is_the_output_folder() {
    let workspace = consolidated_but_one();
    let output = workspace.period().join("ket-qua");
    let other = workspace.period().join("KET-QUA");
    fs::rename(&output, &other).unwrap();
    let json = workspace.checked();
    assert_reports_count(&json);
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), 12, "{files:?}");
    assert!(workspace.run(&[]).status.success());
    assert!(!output.exists() && other.join("phu-luc-2023-10.xlsx").is_file());
    // Where both are there, both are told.
    copy(&other, &output);
    let json = workspace.checked();
    assert_reports_count(&json);
    assert_eq!(line(&json, "ket-qua")["status"], "ignored");
    assert_eq!(line(&json, "KET-QUA/phu-luc-2023-10.xlsx")["status"], "set_aside");
}

#[test]
fn what_else_the_office_has_of_its_own_is_no_report() {
    let workspace = consolidated_but_one();
    let period = workspace.period();
    let into = |from: &Path, to: &str| {
        fs::create_dir_all(period.join(to).parent().unwrap()).unwrap();
        fs::copy(from, period.join(to)).unwrap();
    };
    into(&period.join("ra-soat.xlsx"), "Xã Mỹ Quý - ra soat.xlsx");
    into(&workspace.root().join("khai-bao.xlsx"), "khai-bao.xlsx");
    into(&workspace.root().join("bieu-mau/bao-cao-xa.xlsx"), "bieu-mau/Xã Mỹ Quý.xlsx");
    let json = workspace.checked();
    assert_reports_count(&json);
    for (file, words) in [
        ("Xã Mỹ Quý - ra soat.xlsx", "tệp rà soát"),
        ("khai-bao.xlsx", "tệp khai báo"),
        ("bieu-mau/Xã Mỹ Quý.xlsx", "biểu mẫu gắn mã"),
    ] {
        assert_eq!(line(&json, file)["status"], "set_aside");
        assert!(line(&json, file)["reason"].as_str().unwrap().contains(words), "{file}");
    }
    assert_eq!(messages(&json, "tep-cua-co-quan").len(), 3);
}

#[test]
fn a_slip_sent_back_as_it_went_out_never_stands_over_a_report() {
    let workspace = Workspace::sample();
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "999");
    assert!(workspace.run(&[]).status.success());
    let slip = workspace.period().join("ket-qua/gui-lai-xa/Xã Mỹ Quý.xlsx");
    fs::copy(slip, workspace.period().join("Xã Mỹ Quý (sửa lần 3).xlsx")).unwrap();
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "221");
    let json = workspace.checked();
    assert_eq!(line(&json, "Xã Mỹ Quý.xlsx")["status"], "used");
    assert_eq!(line(&json, "Xã Mỹ Quý (sửa lần 3).xlsx")["status"], "set_aside");
    assert!(messages(&json, "nhieu-ban")[0].contains("phiếu gửi lại, chưa sửa gì"));
}

#[test]
fn reports_whose_names_look_like_the_tools_own_have_their_line() {
    for name in [
        "ra-soat so lieu xa My Quy.xlsx",
        "ra-soat - Xã Mỹ Quý.xlsx",
        "rà soát xã Mỹ Quý.xlsx",
        "~tonghop xã Mỹ Quý.xlsx",
        "ra-soat/Xã Mỹ Quý.xlsx",
        "bieu-mau/Xã Mỹ Quý.xlsx",
    ] {
        let workspace = Workspace::sample();
        let to = workspace.period().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(workspace.file("Xã Mỹ Quý"), to).unwrap();
        let json = workspace.checked();
        assert_eq!(line(&json, name)["status"], "used");
        assert_eq!(json["summary"]["units_received"], 13);
    }
}

fn said(output: &std::process::Output) -> String {
    String::from_utf8([&output.stdout[..], &output.stderr[..]].concat()).unwrap()
}

#[test]
fn a_copied_period_folder_is_never_the_period() {
    for name in ["2023-10 - Copy", "2023-10 (1)", "Copy of 2023-10", "2023-10 - Bản sao"] {
        let workspace = Workspace::sample();
        let folder = workspace.root().join(name);
        copy(&workspace.period(), &folder);
        // Dropped onto the program it says what to do instead.
        let output = run(&folder, &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(name) && said(&output).contains("\"2023-10\""));
        assert!(!folder.join("ket-qua").exists());
        // Beside the period it is told, on the screen and among the findings.
        let output = run(workspace.root(), &[]);
        assert!(said(&output).contains(name), "{}", said(&output));
        assert!(workspace.period().join("ket-qua").exists() && !folder.join("ket-qua").exists());
        assert!(messages(&workspace.checked(), "thu-muc-ky-trung")[0].contains(name));
        // Alone it is no period either.
        fs::remove_dir_all(workspace.period()).unwrap();
        fs::remove_dir_all(workspace.root().join("2023-09")).unwrap();
        for given in [workspace.root(), &folder] {
            let output = run(given, &[]);
            assert_eq!(output.status.code(), Some(1));
            assert!(said(&output).contains("đổi tên thành 2023-10"), "{}", said(&output));
        }
    }
}

#[test]
fn a_copied_earlier_period_is_no_history() {
    let workspace = Workspace::sample();
    let before = workspace.checked();
    let earlier = workspace.root().join("2023-09");
    copy(&earlier, &workspace.root().join("2023-09 - Copy"));
    fs::remove_dir_all(earlier.join("ket-qua")).unwrap();
    let json = workspace.checked();
    assert!(!messages(&json, "thu-muc-ky-trung").is_empty());
    assert_ne!(before["findings"], json["findings"]);
    let annexes = json.to_string();
    assert!(!annexes.contains("2023-09 - Copy/"), "{annexes}");
}

#[test]
fn of_two_plain_names_the_canonical_one_is_used() {
    let workspace = Workspace::sample();
    let other = workspace.root().join("T10.2023");
    copy(&workspace.period(), &other);
    let output = run(workspace.root(), &[]);
    assert!(said(&output).contains("dùng \"2023-10\", không đọc \"T10.2023\""));
    assert!(!other.join("ket-qua").exists());
    assert_eq!(run(&other, &[]).status.code(), Some(1));
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_tonghop"));
    let template = { program }.arg("template").arg(&other).output().unwrap();
    assert!(said(&template).contains("không đọc \"T10.2023\""), "{}", said(&template));
    // Alone, a name as people give it is the period's.
    fs::remove_dir_all(workspace.period()).unwrap();
    assert!(run(&other, &[]).status.success());
    assert!(other.join("ket-qua/phu-luc-2023-10.xlsx").is_file());
    // The menu opens the period where it is, and not a second time.
    let desk = workspace.root().parent().unwrap();
    let root = workspace.root().to_str().unwrap();
    let (_, told) = answered(desk.join(root).as_path(), &["2", "2023-10", "0"]);
    assert!(!workspace.period().exists(), "{told}");
}

#[test]
fn the_menu_tells_copies_and_passes_them_over() {
    let workspace = Workspace::sample();
    copy(&workspace.period(), &workspace.root().join("2023-12 - Copy"));
    // Within a workspace the menu does not show; the folder around it has it.
    let desk = tempfile::tempdir().unwrap();
    copy(workspace.root(), &desk.path().join("KTTT"));
    let (_, told) = answered(desk.path(), &["2", "", "3", "1", "0"]);
    assert!(told.contains("Enter để mở kỳ 2023-11"), "{told}");
    assert!(told.contains("đổi tên thành 2023-12"), "{told}");
    assert!(desk.path().join("KTTT/2023-11").is_dir());
}

#[test]
fn settings_copied_into_a_period_make_it_no_workspace() {
    let workspace = Workspace::sample();
    let copied = workspace.period().join("khai-bao.xlsx");
    fs::copy(workspace.root().join("khai-bao.xlsx"), copied).unwrap();
    assert!(workspace.run(&[]).status.success());
    assert!(workspace.period().join("ket-qua/phu-luc-2023-10.xlsx").is_file());
}
