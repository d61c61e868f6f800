//! Phrases that an office would not write occur in no output.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use crate::sample::{Workspace, files, set_number};

/// What was written once, and is written otherwise now.
const NOT_WRITTEN: [&str; 9] = [
    "điểm %",
    "thành viên/2.600 thành viên",
    "Số chia khi tính",
    "Gộp qua các",
    "do thiếu ",
    "Tính đến ngày",
    "Theo đường thẳng",
    "Theo nhịp này",
    "Kính gửi: Xã",
];

/// All words of a file: of a package those of its parts.
fn words(path: &Path, bytes: &[u8]) -> String {
    let is_package = path.extension().is_some_and(|ending| ending == "xlsx" || ending == "docx");
    if !is_package {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..zip.len() {
        let mut part = Vec::new();
        zip.by_index(index).unwrap().read_to_end(&mut part).unwrap();
        all += &String::from_utf8_lossy(&part);
    }
    all
}

#[test]
fn no_output_says_what_an_office_would_not_write() {
    let workspace = Workspace::sample();
    fs::remove_file(workspace.file("Xã Thanh Mỹ")).unwrap();
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "99");
    let output = workspace.run(&[]);
    assert!(output.status.success());
    let screen = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut said = vec![("screen".to_owned(), screen)];
    let written = files(&workspace.period().join("ket-qua"));
    assert!(written.len() > 4);
    said.extend(
        written.iter().map(|(path, bytes)| (path.display().to_string(), words(path, bytes))),
    );
    for (file, text) in &said {
        for phrase in NOT_WRITTEN {
            assert!(!text.contains(phrase), "{file}: {phrase}");
        }
    }
}
