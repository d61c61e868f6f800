//! Workspaces that version 0.1 left: opinions, annexes sent and unsent, several periods. They
//! go on as if nothing had changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tonghop::cell_text::CellText as _;

use serde_json::Value as Json;
use tempfile::TempDir;
use workbook_io::Workbook;
use workbook_io::read::{Limits, read};

use crate::sample::{copy, files, item, run};

/// A copy of one of them.
struct Old {
    root: TempDir,
    period: &'static str,
}

impl Old {
    fn new(name: &str, period: &'static str) -> Self {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workspaces-0.1").join(name);
        let root = tempfile::tempdir().unwrap();
        copy(&kept, root.path());
        Self { root, period }
    }

    fn folder(&self) -> PathBuf {
        self.root.path().join(self.period)
    }

    fn book(&self, path: &str) -> Workbook {
        read(&fs::read(self.folder().join(path)).unwrap(), &Limits::default()).unwrap()
    }

    /// Runs the program on the period; its machine twin and what it said.
    fn run(&self) -> (Json, String) {
        let twin = self.root.path().join("twin.json");
        let silent = run(&self.folder(), &["--json", twin.to_str().unwrap()]);
        let said = String::from_utf8_lossy(&silent.stdout).into_owned();
        assert!(silent.status.success(), "{said}{}", String::from_utf8_lossy(&silent.stderr));
        (serde_json::from_slice(&fs::read(twin).unwrap()).unwrap(), said)
    }

    /// The texts of a sheet's rows that hold a text.
    fn rows(&self, path: &str, sheet: &str, text: &str) -> Vec<Vec<String>> {
        let book = self.book(path);
        let grid = book.sheets.iter().find(|grid| grid.name == sheet).unwrap();
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (at, cell) in &grid.cells {
            rows.entry(at.row).or_default().push(cell.value.as_written());
        }
        rows.into_values().filter(|row| row.iter().any(|cell| cell == text)).collect()
    }
}

fn statuses(json: &Json) -> Vec<(String, String)> {
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let items = json["items"].as_array().unwrap().iter();
    items.map(|item| (text(&item["item"]), text(&item["status"]))).collect()
}

#[test]
fn opinions_of_the_first_version_are_obeyed() {
    let old = Old::new("opinions", "2023-10");
    let (json, said) = old.run();
    assert!(!said.contains("Phụ lục đã sửa tay"), "{said}");
    // x, a value, and a commune on last month's figures.
    let value = |code: &str| {
        let indicators = json["indicators"].as_array().unwrap();
        indicators.iter().find(|row| row["code"] == code).unwrap()["actual"].clone()
    };
    assert_eq!(value("htx.thanh_vien"), "2348");
    assert_eq!(value("tht.thanh_vien"), "2955");
    assert_eq!(item(&json, "6.1")["status"], "met");
    for (code, opinion) in [("so-dem-le", "255"), ("quan-he-so-lieu", "giữ")] {
        let rows = old.rows("ra-soat.xlsx", "Cần kiểm tra", code);
        assert!(rows.iter().flatten().any(|cell| cell == opinion), "{code}: {rows:?}");
    }
    let cause = "Các xã chưa vận động được thành viên";
    assert_eq!(old.rows("ra-soat.xlsx", "Nguyên nhân", cause).len(), 1);
    // The cause stands in a cell with the notes that the program writes.
    let page = &old.book("ket-qua/phu-luc-2023-10.xlsx").sheets[0];
    assert!(page.cells.values().any(|cell| cell.value.as_written().contains(cause)));
}

#[test]
fn what_the_first_version_sent_stays_as_it_was_sent() {
    let old = Old::new("sent", "2023-10");
    let annex = old.folder().join("ket-qua/phu-luc-2023-10.xlsx");
    let sent = fs::read(&annex).unwrap();
    let (json, said) = old.run();
    assert_eq!(fs::read(&annex).unwrap(), sent);
    assert!(!said.contains("Phụ lục đã sửa tay"), "{said}");
    assert!(said.contains("điều chỉnh lần 1 so với phu-luc-2023-10.xlsx"), "{said}");
    assert!(!old.folder().join("ket-qua/phu-luc-2023-10-3.xlsx").exists());
    assert_eq!(json["summary"]["items_met"], 6);
    let changes = old.rows("ket-qua/phu-luc-2023-10-2.xlsx", "Nội dung điều chỉnh", "3.205");
    assert!(!changes.is_empty());
}

#[test]
fn a_cause_typed_into_an_annex_of_the_first_version_is_read_back() {
    let old = Old::new("three-months", "2025-06");
    let annex = old.folder().join("ket-qua/phu-luc-2025-06.xlsx");
    let edited = fs::read(&annex).unwrap();
    let (json, said) = old.run();
    assert_eq!(fs::read(&annex).unwrap(), edited);
    assert!(said.contains("Phụ lục đã sửa tay được giữ nguyên: phu-luc-2025-06.xlsx"), "{said}");
    let cause = "Chưa có kinh phí đấu nối";
    assert_eq!(old.rows("ket-qua/phu-luc-2025-06-2.xlsx", "Phụ lục", cause).len(), 1);
    assert_eq!(json["summary"]["items_met"], 5);
    // May's annex is June's history: the column before has its figures.
    let row = &old.rows("ket-qua/phu-luc-2025-06-2.xlsx", "Phụ lục", "1.2")[0];
    assert!(row.iter().filter(|cell| *cell == "68,75").count() == 2, "{row:?}");
}

#[test]
fn a_second_run_over_an_old_workspace_writes_nothing() {
    for (name, period) in
        [("opinions", "2023-10"), ("sent", "2023-10"), ("three-months", "2025-06")]
    {
        let old = Old::new(name, period);
        let (first, _) = old.run();
        let before = files(&old.folder());
        let (second, _) = old.run();
        assert_eq!(statuses(&first), statuses(&second), "{name}");
        let now = files(&old.folder());
        let changed = now.iter().filter(|(path, held)| before.get(*path) != Some(held));
        let changed: Vec<&PathBuf> = changed.map(|(path, _)| path).collect();
        assert!(changed.is_empty(), "{name}: {changed:?}");
        assert_eq!(before.len(), now.len(), "{name}");
    }
}
