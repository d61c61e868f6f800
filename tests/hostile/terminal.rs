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

/// A line break in a name or a cell begins no line of its own.
#[cfg(unix)]
#[test]
fn a_line_break_in_a_name_begins_no_line() {
    let claim = "Đạt 7 chỉ tiêu";
    let root = month(&[(&format!("x\n{claim}.xlsx"), xlsx::sound())]);
    let folder = root.path().join(format!("2023-10\n{claim}"));
    let inner = root.path().join("2023-10").join(format!("thư mục\n{claim}"));
    fs::create_dir_all(&inner).unwrap();
    fs::write(inner.join(format!("y\r{claim}.xls")), "hỏng").unwrap();
    let template = root.path().join(format!("bieu-mau/z\n{claim}.xlsx"));
    for (path, arguments) in [
        (root.path().join("2023-10"), &[][..]),
        (root.path().join("2023-10"), &["--json", "-"][..]),
        // No such folder.
        (folder, &[][..]),
    ] {
        let output = check(&path, arguments);
        let shown = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(shown.contains(claim), "{shown}");
        let own_line = shown.split(['\n', '\r']).any(|line| line.trim().starts_with(claim));
        assert!(!own_line, "{shown}");
    }
    fs::write(template, "hỏng").unwrap();
    let output = check(&root.path().join("2023-10"), &[]);
    let shown = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(shown.contains(claim) && !shown.lines().any(|line| line.starts_with(claim)), "{shown}");
}

/// What is asked for on the standard output arrives there, or the run has failed.
#[cfg(target_os = "linux")]
#[test]
fn json_that_cannot_be_delivered_is_an_error() {
    use std::process::Stdio;
    let root = month(&[("a.xlsx", xlsx::sound())]);
    let run = |out: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        let folder = root.path().join("2023-10");
        command.arg("check").arg(folder).args(["--json", "-"]).stdout(out);
        command.stderr(Stdio::piped()).spawn().unwrap()
    };
    let full = run(fs::File::create("/dev/full").unwrap().into()).wait_with_output().unwrap();
    let mut closed = run(Stdio::piped());
    drop(closed.stdout.take());
    let closed = closed.wait_with_output().unwrap();
    for (output, why) in [(full, "ổ đĩa đã đầy"), (closed, "chương trình nhận kết quả đã đóng")]
    {
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("JSON") && said.contains(why), "{said}");
        assert!(!said.contains("os error"), "{said}");
    }
}
