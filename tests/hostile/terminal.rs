//! The program over a folder of such files: it ends well, names each, and what they hold
//! reaches neither the terminal nor the file system as more than text.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::build::{ods, xls, xlsb, xlsx, zipped};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command.arg("check").arg(folder).args(arguments).output().unwrap()
}

/// The sample's workspace with a month of these files alone.
fn month(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
    fs::copy(sample.join("khai-bao.xlsx"), root.path().join("khai-bao.xlsx")).unwrap();
    copy(&sample.join("bieu-mau"), &root.path().join("bieu-mau"));
    fs::create_dir(root.path().join("2023-10")).unwrap();
    for (name, bytes) in files {
        fs::write(root.path().join("2023-10").join(name), bytes).unwrap();
    }
    root
}

#[test]
fn a_folder_of_damage_has_a_verdict_for_each_file() {
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let files = [
        ("a.xlsx", cut(xlsx::sound())),
        ("b.xlsb", cut(xlsb::sound())),
        ("c.xls", cut(xls::sound())),
        ("d.ods", cut(ods::sound())),
        ("e.xls", xls::sheet(&xls::text(0, 0, 7))),
        ("f.xlsx", Vec::new()),
        ("g.zip", cut(zipped(&[("x.xlsx".to_owned(), xlsx::sound())]))),
    ];
    let root = month(&files);
    let output = check(&root.path().join("2023-10"), &["--json", "-"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let verdicts = json["files"].as_array().unwrap();
    assert_eq!(verdicts.len(), files.len());
    for file in verdicts {
        assert_eq!(file["status"], "unreadable", "{file}");
        assert!(!file["reason"].as_str().unwrap().is_empty());
    }
}

#[test]
fn what_files_hold_reaches_the_terminal_as_text_only() {
    let nasty = "\u{9b}31m\u{202e}";
    let sheet = xlsx::rows(&format!("<row r=\"1{nasty}\"><c><v>1</v></c></row>"));
    let inner = |name: &str| (name.to_owned(), sheet.clone());
    let entries =
        [inner("../../thoat.xlsx"), inner("C:\\a\u{1b}[2J.xlsx"), inner("b\u{202e}xslx.exe")];
    let root = month(&[("a.xlsx", sheet.clone()), ("goi.zip", zipped(&entries))]);
    let folder = root.path().join("2023-10");
    for arguments in [&[][..], &["--json", "-"]] {
        let output = check(&folder, arguments);
        let shown = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let obeyed =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!shown.contains(obeyed), "{shown:?}");
        assert!(shown.contains("thoat.xlsx"));
    }
    assert!(
        !root.path().join("thoat.xlsx").exists()
            && !root.path().parent().unwrap().join("thoat.xlsx").exists()
    );
}
