//! The slip is the file that the commune sent, with marks: nothing else of it changes, and sent back
//! it is a report.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use workbook_io::Workbook;
use workbook_io::read::{Limits, read};

use crate::sample::{Workspace, set_number, set_text};

const UNIT: &str = "Xã Mỹ Quý";

fn parts(file: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.insert(part.name().unwrap().into_owned(), content);
    }
    parts
}

fn book(file: &Path) -> Workbook {
    read(&fs::read(file).unwrap(), &Limits::default()).unwrap()
}

fn text(parts: &BTreeMap<String, Vec<u8>>, ending: &str) -> String {
    let part = parts.iter().find(|(name, _)| name.ends_with(ending)).expect("the part is there");
    String::from_utf8(part.1.clone()).unwrap()
}

#[test]
fn a_slip_is_the_file_that_was_sent_and_sent_back_it_is_a_report() {
    let workspace = Workspace::sample();
    let sent = workspace.file(UNIT);
    set_number(&sent, 1, "F27", "99");
    set_text(&sent, 1, "F10", "khoảng 5");
    assert!(workspace.run(&[]).status.success());
    let slip = workspace.period().join(format!("ket-qua/gui-lai-xa/{UNIT}.xlsx"));
    let (before, after) = (parts(&sent), parts(&slip));
    let changed = before.iter().filter(|(name, content)| after[*name] != **content);
    let changed: Vec<&str> = changed.map(|(name, _)| name.as_str()).collect();
    let may_change = [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ];
    assert!(changed.iter().all(|name| may_change.contains(name)), "{changed:?}");
    assert!(changed.contains(&"xl/worksheets/sheet1.xml"), "{changed:?}");
    let notes = text(&after, "comments/tonghop1.xml");
    for cell in ["ref=\"F10\"", "ref=\"F27\""] {
        assert!(notes.contains(cell), "{notes}");
    }
    let (sent_book, slip_book) = (book(&sent), book(&slip));
    assert_eq!(slip_book.sheets[0].name, "Đề nghị");
    assert_eq!(slip_book.sheets[1..], sent_book.sheets);

    // The commune mends the slip itself and sends it back; one cell is still wrong.
    fs::copy(&slip, workspace.file(&format!("{UNIT} sửa lần 1"))).unwrap();
    set_number(&workspace.file(&format!("{UNIT} sửa lần 1")), 1, "F27", "98");
    fs::remove_file(&sent).unwrap();
    let checked = workspace.checked();
    let findings = checked["findings"].as_array().unwrap();
    let about_page = |finding: &&serde_json::Value| finding["sheet"] == "Đề nghị";
    assert!(!findings.iter().any(|finding| about_page(&finding)), "{findings:#?}");
    assert!(workspace.run(&[]).status.success());
    let again = book(&slip);
    let pages = again.sheets.iter().filter(|grid| grid.name.starts_with("Đề nghị"));
    assert_eq!(pages.count(), 1);
    let notes = text(&parts(&slip), "comments/tonghop1.xml");
    assert_eq!(notes.matches("Đề nghị rà soát:").count(), 2, "{notes}");
}
