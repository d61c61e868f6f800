//! Every workbook that a run writes is one that Excel opens without a word: checked against
//! the rules of ECMA-376 and Excel's own limits.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod broken;
mod checker;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use checker::{assert_sound, workbooks};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs the program on a period; the workbooks it wrote.
fn written(period: &Path) -> Vec<PathBuf> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    let output = checker::checked_output(program.arg(period), period);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut books: Vec<PathBuf> = workbooks(&period.join("ket-qua")).into_keys().collect();
    books.push(period.join("ra-soat.xlsx"));
    books
}

#[test]
fn all_that_a_run_on_the_samples_writes() {
    for (sample, period) in [
        ("thap-muoi", "2023-10"),
        ("ba-to", "2025-01"),
        ("tan-loi", "2024-10"),
        ("ct-huyen", "2024-06"),
        ("nuoc-sach", "2025-05"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        copy(&repository("samples").join(sample), folder.path());
        for path in written(&folder.path().join(period)) {
            assert_sound(&path);
        }
    }
}

#[test]
fn all_that_a_run_on_a_bad_month_writes() {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository("samples/thap-muoi"), folder.path());
    let period = folder.path().join("2023-10");
    fs::remove_file(period.join("Xã Mỹ Quý.xlsx")).unwrap();
    fs::write(period.join("Xã Phú Điền.xlsx"), "hỏng").unwrap();
    fs::copy(period.join("Xã Tân Kiều.xlsx"), period.join("Xã Tân Kiều (1).xlsx")).unwrap();
    fs::copy(
        repository("samples/thap-muoi/2023-09/Xã Thanh Mỹ.xlsx"),
        period.join("Xã Thanh Mỹ.xlsx"),
    )
    .unwrap();
    let books = written(&period);
    for path in &books {
        assert_sound(path);
    }
    // What the officer then types must do no harm either: a second run reads it back.
    for path in written(&period) {
        assert_sound(&path);
    }
}

#[test]
fn the_packs_workbooks() {
    for path in workbooks(&repository("templates")).into_keys() {
        assert_sound(&path);
    }
}
