//! `tonghop init`, and what the program says in a workspace that is still empty.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::checker::{assert_sound, workbooks};
use crate::packs::repository;
use crate::sample::run;

fn init(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    let output = program.arg("init").args(arguments).output().unwrap();
    if let Some(folder) = arguments.first() {
        workbooks(Path::new(folder)).into_keys().for_each(|path| assert_sound(&path));
    }
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

fn expect(output: &Output, code: i32, words: &[&str]) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} is not in: {said}");
    }
}

#[test]
fn samples_are_made_from_packs() {
    for (sample, pack) in [
        ("thap-muoi", "nq47-thap-muoi"),
        ("ba-to", "kh-ba-to-2025"),
        ("tan-loi", "kh-tan-loi-2024"),
        ("ct-huyen", "ct-huyen-2030-2045"),
    ] {
        for file in ["khai-bao.xlsx", "bieu-mau/bao-cao-xa.xlsx"] {
            let of = |folder: &str| fs::read(repository(folder).join(file)).unwrap();
            let same = of(&format!("samples/{sample}")) == of(&format!("templates/{pack}"));
            assert!(same, "{sample}/{file}; run tools/make_workbooks.py");
        }
    }
}

#[test]
fn a_workspace_from_scratch_to_the_annex() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("tan-loi");
    let path = folder.to_str().unwrap();
    let made = init(&[path, "--pack", "kh-tan-loi-2024", "--period", "2024-10"]);
    expect(&made, 0, &["Hướng dẫn", "bieu-mau-gui-xa", "2024-10"]);
    expect(&run(&folder, &[]), 1, &["Chưa có báo cáo nào", "2024-10", "Chép các tệp Excel"]);
    for entry in fs::read_dir(repository("samples/tan-loi/2024-10")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), folder.join("2024-10").join(entry.file_name())).unwrap();
        }
    }
    expect(&run(&folder, &[]), 0, &["đã nhận 6/6 ấp, sóc", "3/5 nội dung"]);
    expect(&run(&folder, &["--period", "2024-11"]), 1, &["Chưa có báo cáo nào", "2024-11"]);
}

#[test]
fn a_workspace_without_a_period_says_what_to_make() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("mới");
    let said = ["một thư mục cho kỳ đầu tiên", "Gói trống chưa có biểu mẫu"];
    expect(&init(&[folder.to_str().unwrap(), "--pack", "trong"]), 0, &said);
    expect(&run(&folder, &[]), 1, &["chưa có kỳ nào", "2023-10"]);
}

#[test]
fn what_is_missing_or_mistyped_is_said() {
    expect(&init(&[]), 2, &["Chưa ghi thư mục", "nq47-thap-muoi", "trong"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    expect(&init(&[path]), 2, &["Chưa chọn gói", "kh-ba-to-2025"]);
    expect(&init(&[path, "--pack", "nq47-thap-moi"]), 2, &["Ý là \"nq47-thap-muoi\"?"]);
    assert!(is_empty(folder.path()));
    fs::write(folder.path().join("a.txt"), "").unwrap();
    expect(&init(&[path, "--pack", "trong"]), 1, &["đã có tệp bên trong"]);
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}
