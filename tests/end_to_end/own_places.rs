//! The tool's own places, occupied by something that is no file of its own: a pipe, a device, a
//! folder, a link out of the workspace. Each ends in a sentence, soon, and nothing behind it changes.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::checker::{assert_sound_since, workbooks};
use crate::sample::{Workspace, files, run};

const PATIENCE: Duration = Duration::from_secs(20);

/// Runs the program on October; it must end by itself. All that it says, and whether it succeeded.
fn run_that_ends(workspace: &Workspace, place: &str) -> (bool, String) {
    let before = workbooks(workspace.root());
    let mut child = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .arg(workspace.period())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{place}: the run does not end");
        }
        sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    assert_sound_since(&before, workspace.root());
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

fn pipe(at: &Path) {
    let _ = fs::remove_file(at);
    assert!(Command::new("mkfifo").arg(at).status().unwrap().success());
}

/// Places of the workspace with their file's name, and whether a run goes on without them.
const PLACES: [(&str, bool); 6] = [
    ("2023-10/ra-soat.xlsx", false),
    ("2023-10/~tonghop.lock", false),
    ("2023-10/ket-qua/phu-luc-2023-10.xlsx", false),
    ("2023-09/ket-qua/phu-luc-2023-09.xlsx", true),
    ("bieu-mau/bao-cao-xa.xlsx", false),
    ("khai-bao.xlsx", false),
];

#[test]
fn a_pipe_in_any_place_ends_in_a_sentence() {
    for (place, goes_on) in PLACES {
        let workspace = Workspace::sample();
        assert!(workspace.run(&[]).status.success());
        pipe(&workspace.root().join(place));
        let (succeeded, said) = run_that_ends(&workspace, place);
        assert_eq!(succeeded, goes_on, "{place}: {said}");
        if !goes_on {
            assert!(said.contains(place.rsplit('/').next().unwrap()), "{place}: {said}");
        }
    }
}

#[test]
fn a_device_is_not_read() {
    let workspace = Workspace::sample();
    for place in ["ra-soat.xlsx", "Xã Mỹ Quý.xlsx"] {
        let at = workspace.period().join(place);
        let _ = fs::remove_file(&at);
        symlink("/dev/zero", &at).unwrap();
        let (_, said) = run_that_ends(&workspace, place);
        assert!(said.contains(place), "{said}");
        fs::remove_file(at).unwrap();
    }
}

#[test]
fn links_out_of_the_workspace_are_named_and_not_followed() {
    for place in ["2023-10/ra-soat.xlsx", "2023-10/ket-qua", "bieu-mau", "khai-bao.xlsx"] {
        let workspace = Workspace::sample();
        assert!(workspace.run(&[]).status.success());
        let outside = tempfile::tempdir().unwrap();
        let (at, target) = (workspace.root().join(place), outside.path().join("đích"));
        fs::rename(&at, &target).unwrap();
        symlink(&target, &at).unwrap();
        fs::remove_file(workspace.file("Xã Mỹ An")).unwrap();
        let before = files(outside.path());
        let (succeeded, said) = run_that_ends(&workspace, place);
        assert!(!succeeded && said.contains("dẫn ra ngoài thư mục làm việc"), "{place}: {said}");
        assert!(said.contains(place), "{place}: {said}");
        assert!(files(outside.path()) == before, "{place}");
    }
}

#[test]
fn a_report_behind_a_link_out_is_not_read_and_one_within_is() {
    let workspace = Workspace::sample();
    let (report, outside) = (workspace.file("Xã Mỹ Quý"), tempfile::tempdir().unwrap());
    let target = outside.path().join("a.xlsx");
    fs::copy(&report, &target).unwrap();
    let within = workspace.root().join("a.xlsx");
    fs::rename(&report, &within).unwrap();
    symlink(&within, &report).unwrap();
    assert_eq!(workspace.checked()["summary"]["units_received"], 13);
    fs::remove_file(&report).unwrap();
    symlink(&target, &report).unwrap();
    let json = workspace.checked();
    assert_eq!(json["summary"]["units_received"], 12);
    let findings = json["findings"].as_array().unwrap();
    let is_said = |finding: &&serde_json::Value| {
        finding["message"].as_str().unwrap().contains("liên kết dẫn ra ngoài")
    };
    assert!(findings.iter().any(|finding| is_said(&finding)));
}

#[test]
fn how_the_workspace_is_reached_does_not_matter() {
    let (workspace, elsewhere) = (Workspace::sample(), tempfile::tempdir().unwrap());
    let way = elsewhere.path().join("Tài liệu");
    symlink(workspace.root(), &way).unwrap();
    let output = run(&way.join("2023-10"), &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(workspace.period().join("ket-qua/phu-luc-2023-10.xlsx").is_file());
}
