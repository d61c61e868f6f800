//! Copies of the sample that a test may bend, and the program run over them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::checker::checked_output;

/// A copy of the sample workspace, gone when the test ends.
pub(crate) struct Workspace {
    root: TempDir,
}

impl Workspace {
    /// The sample as committed, without what a run on it may have left.
    pub(crate) fn sample() -> Self {
        let root = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
        copy(&sample, root.path());
        let workspace = Self { root };
        let _ = fs::remove_dir_all(workspace.period().join("ket-qua"));
        workspace
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    /// The sample's October.
    pub(crate) fn period(&self) -> PathBuf {
        self.root().join("2023-10")
    }

    /// A commune's workbook.
    pub(crate) fn file(&self, unit: &str) -> PathBuf {
        self.period().join(format!("{unit}.xlsx"))
    }

    /// Runs the program on the October folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        run(&self.period(), arguments)
    }

    /// The machine twin of a check of the October folder.
    pub(crate) fn checked(&self) -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(["check", "--json", "-"])
            .arg(self.period())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// Runs the program on a folder, and checks the workbooks that it writes there.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    checked_output(program.arg(folder).args(arguments), folder)
}

/// Copies a folder with all beneath it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Puts another number into a numeric cell, as Excel would store it. Sheets are counted
/// from 1, as their parts are.
pub(crate) fn set_number(workbook: &Path, sheet: usize, cell: &str, number: &str) {
    let part = format!("xl/worksheets/sheet{sheet}.xml");
    rewrite(workbook, |name, xml| {
        if name != part {
            return None;
        }
        let start = xml.find(&format!("r=\"{cell}\"")).expect("the cell is in the sheet");
        let open = start + xml[start..].find("<v>").expect("the cell has a value") + 3;
        let close = open + xml[open..].find("</v>").unwrap();
        Some(format!("{}{number}{}", &xml[..open], &xml[close..]))
    });
}

/// Puts a text into a cell that is there. Sheets are counted from 1, as their parts are.
pub(crate) fn set_text(workbook: &Path, sheet: usize, cell: &str, xml_text: &str) {
    let part = format!("xl/worksheets/sheet{sheet}.xml");
    rewrite(workbook, |name, xml| {
        if name != part {
            return None;
        }
        let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell is in the sheet");
        let close = start + xml[start..].find("</c>").expect("the cell has a value") + 4;
        let text = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{xml_text}</t></is></c>");
        Some(format!("{}{text}{}", &xml[..start], &xml[close..]))
    });
}

/// Replaces a piece of XML wherever it stands in a workbook.
pub(crate) fn replace(workbook: &Path, from: &str, to: &str) {
    rewrite(workbook, |_, xml| xml.contains(from).then(|| xml.replace(from, to)));
}

/// Rewrites the parts of a workbook's package that a test wants changed; one at the least.
pub(crate) fn rewrite(workbook: &Path, change: impl Fn(&str, &str) -> Option<String>) {
    let bytes = fs::read(workbook).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut written = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut changes = 0;
    for index in 0..package.len() {
        let mut entry = package.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let name = entry.name().unwrap().into_owned();
        if let Ok(xml) = std::str::from_utf8(&content)
            && let Some(changed) = change(&name, xml)
        {
            content = changed.into_bytes();
            changes += 1;
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&content).unwrap();
    }
    assert!(changes > 0, "nothing to change in {}", workbook.display());
    fs::write(workbook, written.finish().unwrap().into_inner()).unwrap();
}

/// An item of the machine twin.
pub(crate) fn item<'a>(json: &'a Value, number: &str) -> &'a Value {
    let items = json["items"].as_array().unwrap();
    items.iter().find(|item| item["item"] == number).expect("the item is there")
}

/// Every file below a folder, with its bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => drop(found.insert(path.clone(), fs::read(&path).unwrap())),
        }
    }
    found
}
