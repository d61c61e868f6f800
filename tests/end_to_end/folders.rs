//! What lies in a period's folder and beside it: the office's own output among the reports,
//! copies of folders, files whose names look like the tool's own.

use serde_json::Value;

use crate::checker::checked_output;
use crate::layout::{assert_files, lay_out};
use crate::menu::answered;
use crate::sample::{Workspace, copy, run, set_number};

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
    // A slip for it is made, too; so little decides nothing, so that there is a letter.
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "187");
    assert!(workspace.run(&[]).status.success());
    assert!(workspace.period().join("ket-qua/gui-lai-xa/Xã Mỹ Quý.xlsx").is_file());
    lay_out(workspace.root(), "2023-10/Xã Mỹ Quý.xlsx gone");
    workspace
}

/// Twelve communes' own reports are used, and the thirteenth has sent none.
fn assert_reports_count(json: &Value) {
    assert_eq!(json["summary"]["units_received"], 12);
    assert_eq!(status(json, "Xã Mỹ Quý"), "missing");
    assert_files(json, "Xã Mỹ An.xlsx  used\n Xã Láng Biển.xlsx  used");
}

#[test]
fn the_offices_own_annex_is_no_report() {
    let workspace = consolidated_but_one();
    let annex = "2023-10/ket-qua/phu-luc-2023-10.xlsx";
    let earlier = "2023-09/ket-qua/phu-luc-2023-09.xlsx";
    let copies = [
        (annex, "phu-luc-2023-10 - Copy.xlsx", "tháng 10/2023"),
        (annex, "Xã Mỹ Quý.xlsx", "tháng 10/2023"),
        (earlier, "da gui/Huyện Tháp Mười.xlsx", "tháng 9/2023"),
    ];
    for (from, to, period) in copies {
        lay_out(workspace.root(), &format!("2023-10/{to} = {from}"));
        let json = workspace.checked();
        assert_reports_count(&json);
        assert_files(&json, &format!("{to}  set_aside"));
        let said = messages(&json, "tep-cua-co-quan");
        assert_eq!(said.len(), 1);
        for words in [to, period, "chính cơ quan này lập", "HUYỆN THÁP MƯỜI"] {
            assert!(said[0].contains(words), "{words}: {said:?}");
        }
        lay_out(workspace.root(), &format!("2023-10/{to} gone"));
    }
}

#[test]
fn copies_of_the_output_folder_hold_no_report() {
    for name in ["ket-qua - Copy", "ket-qua (1)", "Bản sao của ket-qua"] {
        let workspace = consolidated_but_one();
        lay_out(workspace.root(), &format!("2023-10/{name}/ = 2023-10/ket-qua/"));
        let json = workspace.checked();
        assert_reports_count(&json);
        let lines = "phu-luc-2023-10.xlsx       set_aside  không phải báo cáo
                     gui-lai-xa/Xã Mỹ Quý.xlsx  set_aside  không phải báo cáo
                     du-thao-thu.eml            ignored";
        for line in lines.lines() {
            assert_files(&json, &format!("{name}/{}", line.trim()));
        }
        // Filled in, a slip is a report wherever it lies.
        let slip = workspace.period().join(name).join("gui-lai-xa/Xã Mỹ Quý.xlsx");
        set_number(&slip, 1, "F27", "221");
        assert_eq!(workspace.checked()["summary"]["units_received"], 13);
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
#[test]
fn another_spelling_of_the_output_folder_is_the_output_folder() {
    let workspace = consolidated_but_one();
    let (output, other) = (workspace.period().join("ket-qua"), workspace.period().join("KET-QUA"));
    lay_out(workspace.root(), "2023-10/KET-QUA/ < 2023-10/ket-qua/");
    let json = workspace.checked();
    assert_reports_count(&json);
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), 12, "{files:?}");
    assert!(workspace.run(&[]).status.success());
    assert!(!output.exists() && other.join("phu-luc-2023-10.xlsx").is_file());
    // Where both are there, both are told.
    lay_out(workspace.root(), "2023-10/ket-qua/ = 2023-10/KET-QUA/");
    let json = workspace.checked();
    assert_reports_count(&json);
    assert_files(&json, "ket-qua  ignored\n KET-QUA/phu-luc-2023-10.xlsx  set_aside");
}

#[test]
fn what_else_the_office_has_of_its_own_is_no_report() {
    let workspace = consolidated_but_one();
    lay_out(
        workspace.root(),
        "2023-10/Xã Mỹ Quý - ra soat.xlsx  = 2023-10/ra-soat.xlsx
         2023-10/khai-bao.xlsx             = khai-bao.xlsx
         2023-10/bieu-mau/Xã Mỹ Quý.xlsx   = bieu-mau/bao-cao-xa.xlsx",
    );
    let json = workspace.checked();
    assert_reports_count(&json);
    assert_files(
        &json,
        "Xã Mỹ Quý - ra soat.xlsx  set_aside  tệp rà soát
         khai-bao.xlsx             set_aside  tệp khai báo
         bieu-mau/Xã Mỹ Quý.xlsx   set_aside  biểu mẫu gắn mã",
    );
    assert_eq!(messages(&json, "tep-cua-co-quan").len(), 3);
}

#[test]
fn a_slip_sent_back_as_it_went_out_never_stands_over_a_report() {
    let workspace = Workspace::sample();
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "187");
    assert!(workspace.run(&[]).status.success());
    let slip = "2023-10/ket-qua/gui-lai-xa/Xã Mỹ Quý.xlsx";
    lay_out(workspace.root(), &format!("2023-10/Xã Mỹ Quý (sửa lần 3).xlsx = {slip}"));
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "221");
    let json = workspace.checked();
    assert_files(&json, "Xã Mỹ Quý.xlsx  used\n Xã Mỹ Quý (sửa lần 3).xlsx  set_aside");
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
        lay_out(workspace.root(), &format!("2023-10/{name} < 2023-10/Xã Mỹ Quý.xlsx"));
        let json = workspace.checked();
        assert_files(&json, &format!("{name}  used"));
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
        lay_out(workspace.root(), &format!("{name}/ = 2023-10/"));
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
        lay_out(workspace.root(), "2023-10/ gone\n 2023-09/ gone");
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
    lay_out(workspace.root(), "2023-09 - Copy/ = 2023-09/\n 2023-09/ket-qua/ gone");
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
    lay_out(workspace.root(), "T10.2023/ = 2023-10/");
    let output = run(workspace.root(), &[]);
    assert!(said(&output).contains("dùng \"2023-10\", không đọc \"T10.2023\""));
    assert!(!other.join("ket-qua").exists());
    assert_eq!(run(&other, &[]).status.code(), Some(1));
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_tonghop"));
    let template = checked_output(program.arg("template").arg(&other), workspace.root());
    assert!(said(&template).contains("không đọc \"T10.2023\""), "{}", said(&template));
    // Alone, a name as people give it is the period's.
    lay_out(workspace.root(), "2023-10/ gone");
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
    lay_out(workspace.root(), "2023-12 - Copy/ = 2023-10/");
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
    lay_out(workspace.root(), "2023-10/khai-bao.xlsx = khai-bao.xlsx");
    assert!(workspace.run(&[]).status.success());
    assert!(workspace.period().join("ket-qua/phu-luc-2023-10.xlsx").is_file());
}
