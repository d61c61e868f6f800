//! What LibreOffice only opened and saved is not edited.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use workbook_io::digest::is_as_written;

use crate::checker::checked_output;
use crate::libreoffice::recalculated;

/// The samples with a period of each.
const SAMPLES: [(&str, &str); 5] = [
    ("thap-muoi", "2023-10"),
    ("ba-to", "2025-01"),
    ("tan-loi", "2024-10"),
    ("ct-huyen", "2024-06"),
    ("nuoc-sach", "2025-05"),
];

/// The workbooks that the program writes for a period: its folder's review workbook, and all below
/// `ket-qua`.
fn written(period: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) =
        (vec![period.join("ra-soat.xlsx")], vec![period.join("ket-qua")]);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "xlsx") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_workbook_saved_again_is_as_written() {
    let (folder, all) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (sample, period) in SAMPLES {
        let workspace = folder.path().join(sample);
        super::office::copy(&super::sample().with_file_name(sample), &workspace);
        let period = workspace.join(period);
        if sample == "thap-muoi" {
            // A report that is cut off gets a slip.
            let report = period.join("Xã Mỹ Quý.xlsx");
            let bytes = fs::read(&report).unwrap();
            fs::write(report, &bytes[..5_000]).unwrap();
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        let run = checked_output(program.arg(&period), &period);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        for (place, path) in written(&period).iter().enumerate() {
            assert!(is_as_written(&super::read(&fs::read(path).unwrap())), "{}", path.display());
            fs::copy(path, all.path().join(format!("{sample}-{place}.xlsx"))).unwrap();
        }
    }
    let again = recalculated(all.path());
    assert!(again.len() > 2 * SAMPLES.len(), "{}", again.len());
    for (name, book) in again {
        assert!(is_as_written(&book), "{name} counts as edited");
    }
}
