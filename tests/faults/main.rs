//! What goes wrong around a run: killed half-way, two at once, folders that refuse. Results
//! stay whole, the next run clears up, and what is wrong is said.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

#[path = "../ooxml/checker/mod.rs"]
mod checker;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use checker::checked_output;
use tempfile::TempDir;

/// The sample's October with three units' reports.
struct Month {
    root: TempDir,
}

impl Month {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
        let files = ["khai-bao.xlsx", "bieu-mau/bao-cao-xa.xlsx"].into_iter();
        let units = ["2023-10/Xã Mỹ Quý.xlsx", "2023-10/Xã Mỹ Hòa.xlsx"];
        for file in files.chain(units) {
            let to = root.path().join(file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(sample.join(file), to).unwrap();
        }
        Self { root }
    }

    fn period(&self) -> PathBuf {
        self.root.path().join("2023-10")
    }

    fn output(&self) -> PathBuf {
        self.period().join("ket-qua")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        command.arg(self.period()).stdin(Stdio::null());
        command
    }

    fn run(&self) -> Output {
        checked_output(&mut self.command(), self.root.path())
    }

    /// Every file below the period's folder with its content, in order.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.period()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.clone(), fs::read(path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).unwrap()
}

#[test]
fn a_run_killed_at_any_moment_leaves_whole_files_and_the_next_clears_up() {
    let undisturbed = Month::new();
    assert!(undisturbed.run().status.success());
    let whole: Vec<Vec<u8>> = undisturbed.files().into_iter().map(|(_, bytes)| bytes).collect();
    let month = Month::new();
    for wait in [0, 20, 60, 120, 200, 300, 450, 700, 1000, 1500] {
        let mut child = month.command().stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        for (path, bytes) in month.files() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let passing = name.starts_with("~tonghop");
            assert!(passing || whole.contains(&bytes), "{name} after {wait} ms");
        }
    }
    fs::create_dir_all(month.output()).unwrap();
    fs::write(month.output().join("~tonghop-abc.tmp"), b"half").unwrap();
    fs::write(month.period().join("~tonghop-abc.tmp"), b"half").unwrap();
    assert!(month.run().status.success());
    let after: Vec<Vec<u8>> = month.files().into_iter().map(|(_, bytes)| bytes).collect();
    assert!(after == whole);
}

#[test]
fn two_runs_at_once_take_turns() {
    let month = Month::new();
    let mut children: Vec<_> = (0..3)
        .map(|_| month.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
        .collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let alone = Month::new();
    assert!(alone.run().status.success());
    let bytes = |month: &Month| -> Vec<Vec<u8>> {
        month.files().into_iter().map(|(_, bytes)| bytes).collect()
    };
    assert!(bytes(&month) == bytes(&alone));
}

#[test]
fn a_report_that_vanishes_is_said() {
    let month = Month::new();
    std::os::unix::fs::symlink("khong-con.xlsx", month.period().join("Xã Mỹ An.xlsx")).unwrap();
    let output = month.run();
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("Xã Mỹ An.xlsx"), "{}", said(&output));
}

#[test]
fn folders_that_cannot_be_written_keep_what_they_have() {
    let month = Month::new();
    assert!(month.run().status.success());
    let before = month.files();
    fs::remove_file(month.period().join("Xã Mỹ Hòa.xlsx")).unwrap();
    let refuse = |mode: u32| {
        for folder in [month.output(), month.period()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    refuse(0o555);
    // Whoever may write anyway (root) proves nothing here.
    if fs::write(month.period().join("thu"), b"").is_ok() {
        refuse(0o755);
        return;
    }
    let output = month.run();
    refuse(0o755);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("quyền"), "{}", said(&output));
    let after = month.files();
    let kept = before.iter().filter(|(path, _)| !path.ends_with("Xã Mỹ Hòa.xlsx"));
    assert!(kept.eq(after.iter()));
}

#[test]
fn a_folder_in_the_place_of_an_output_is_said_and_the_rest_is_written() {
    let month = Month::new();
    fs::create_dir_all(month.output().join("phu-luc-2023-10.xlsx")).unwrap();
    let output = month.run();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("phu-luc-2023-10.xlsx"), "{}", said(&output));
    // In the place of the review workbook: the annex is made all the same.
    let other = Month::new();
    fs::create_dir_all(other.period().join("ra-soat.xlsx/x")).unwrap();
    let output = other.run();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("ra-soat.xlsx"), "{}", said(&output));
}
