//! The annex on disk: the same bytes each time, never over what a hand has changed, and read
//! back as the history of later periods.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

#[expect(dead_code, reason = "the program itself is not run here")]
#[path = "ooxml/checker/mod.rs"]
mod checker;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use tonghop::cell_text::CellText as _;

use checker::{assert_sound, checked};
use tonghop::figures::history;
use tonghop::report::annex;
use tonghop::report::review;
use tonghop::results::Results;
use tonghop::revision::Previous;
use tonghop::settings::Basis;
use tonghop::workspace::{PeriodPlace, Workspace};
use viet_text::period::Period;
use workbook_io::read::{Limits, read};
use workbook_io::write::{PlaceOutcome, to_bytes};
use workbook_io::{Address, Workbook};

const OCTOBER: Period = Period::Month { year: 2023, month: 10 };

fn workspace() -> Workspace {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
    Workspace::open(&sample).unwrap()
}

fn october(workspace: &Workspace) -> Results<'_> {
    let root = workspace.root.clone();
    let place = PeriodPlace { folder: root.join("2023-10"), root, period: OCTOBER };
    Results::read(workspace, &place).unwrap()
}

/// The annex as bytes, checked.
fn built(results: &Results<'_>) -> Vec<u8> {
    checked("annex", to_bytes(annex::book(results)).unwrap())
}

/// Writes the annex, and checks what is there then.
fn write(results: &mut Results<'_>, folder: &Path) -> Result<annex::PlacedAnnex, String> {
    let written = annex::write(results, folder)?;
    assert_sound(&written.path);
    Ok(written)
}

fn open(path: &Path) -> Workbook {
    read(&fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The text of a column on the row of an item of the signed page.
fn shown(book: &Workbook, number: &str, col: u32) -> String {
    let page = &book.sheets[0];
    let row = page.cells.iter().find(|(_, cell)| cell.text() == Some(number)).unwrap().0.row;
    let cell = page.get(Address::new(row, col));
    cell.map(|cell| cell.value.as_written()).unwrap_or_default()
}

/// The row of an item of the signed page.
fn row_of(path: &Path, number: &str) -> u32 {
    let book = open(path);
    let row = book.sheets[0].cells.iter().find(|(_, cell)| cell.text() == Some(number)).unwrap();
    row.0.row
}

/// Types a note into a cell of the signed page that shows nothing, as Excel would save it.
fn type_note(path: &Path, number: &str, note: &str) {
    let at = Address::new(row_of(path, number), 9);
    change_page(path, |xml| {
        let (before, cell) = xml.split_at(xml.find(&format!("<c r=\"{at}\"")).unwrap());
        let (own, after) = cell.split_once("</c>").unwrap();
        assert!(own.ends_with("<v></v>"), "{at} is not empty");
        format!("{before}{}{after}", typed(at, note))
    });
}

/// Types into a cell beside the table.
fn type_beside(path: &Path, number: &str, text: &str) -> Address {
    let at = Address::new(row_of(path, number), 11);
    change_page(path, |xml| {
        let (before, row) = xml.split_at(xml.find(&format!("<row r=\"{}\"", at.row + 1)).unwrap());
        let (cells, after) = row.split_once("</row>").unwrap();
        format!("{before}{cells}{}</row>{after}", typed(at, text))
    });
    at
}

fn typed(at: Address, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// Changes the XML of the signed page.
fn change_page(path: &Path, change: impl Fn(&str) -> String) {
    let mut parts = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            bytes = change(&String::from_utf8(bytes).unwrap()).into_bytes();
        }
        changed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(&bytes).unwrap();
    }
    fs::write(path, changed.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn two_builds_are_the_same_bytes() {
    let workspace = workspace();
    let build = || built(&october(&workspace));
    assert!(build() == build());
}

#[test]
fn a_run_that_changes_nothing_writes_nothing() {
    let workspace = workspace();
    let mut results = october(&workspace);
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("ket-qua");
    let first = write(&mut results, &output).unwrap();
    assert_eq!(first.placed, PlaceOutcome::Written);
    assert_eq!(first.path, output.join("phu-luc-2023-10.xlsx"));
    let again = write(&mut results, &output).unwrap();
    assert_eq!((again.placed, again.kept), (PlaceOutcome::Unchanged, Vec::<PathBuf>::new()));
    assert_eq!(names(&output), ["phu-luc-2023-10.xlsx"]);
}

#[test]
fn an_edited_annex_is_kept_and_its_notes_live_on() {
    let workspace = workspace();
    let mut results = october(&workspace);
    let folder = tempfile::tempdir().unwrap();
    let first = write(&mut results, folder.path()).unwrap().path;
    type_note(&first, "3.2", "Giá nông sản giảm");
    let edited = fs::read(&first).unwrap();

    let second = write(&mut results, folder.path()).unwrap();
    assert_eq!(second.path, folder.path().join("phu-luc-2023-10-2.xlsx"));
    assert_eq!(second.kept, std::slice::from_ref(&first));
    assert_eq!(fs::read(&first).unwrap(), edited);
    assert_eq!(shown(&open(&second.path), "3.2", 9), "Giá nông sản giảm");
    // It now stands in the review workbook, too, with where it came from.
    review::write(&results, folder.path()).unwrap();
    assert_sound(&folder.path().join("ra-soat.xlsx"));
    let book = open(&folder.path().join("ra-soat.xlsx"));
    let causes = book.sheets.iter().find(|grid| grid.name == "Nguyên nhân").unwrap();
    let row = causes.cells.iter().find(|(_, cell)| cell.text() == Some("3.2")).unwrap().0.row;
    let row: Vec<&str> = causes.row(row).filter_map(|(_, cell)| cell.text()).collect();
    assert_eq!(row[2..], ["Giá nông sản giảm", "phu-luc-2023-10.xlsx"]);

    let third = write(&mut results, folder.path()).unwrap();
    assert_eq!((third.path, third.placed), (second.path.clone(), PlaceOutcome::Unchanged));

    type_note(&second.path, "2.2", "Có 05 THT kết nạp thêm");
    let fourth = write(&mut results, folder.path()).unwrap();
    assert_eq!(fourth.path, folder.path().join("phu-luc-2023-10-3.xlsx"));
    let book = open(&fourth.path);
    assert_eq!(shown(&book, "3.2", 9), "Giá nông sản giảm");
    assert_eq!(shown(&book, "2.2", 9), "Có 05 THT kết nạp thêm");
    // What the tool writes there itself is not taken for the officer's.
    assert_eq!(shown(&book, "2", 9), "Đạt 1/2 nội dung");
}

#[test]
fn what_a_hand_wrote_beside_the_table_is_named() {
    let workspace = workspace();
    let mut results = october(&workspace);
    let folder = tempfile::tempdir().unwrap();
    let first = write(&mut results, folder.path()).unwrap().path;
    let at = type_beside(&first, "2.1", "hỏi lại xã");
    write(&mut results, folder.path()).unwrap();
    let Previous::Since(changes) = &results.revision.previous else { panic!("there was a run") };
    let said: Vec<(&str, &str)> = changes.iter().map(|c| (&*c.about, &*c.before)).collect();
    assert_eq!(said, [(&*format!("Trang Phụ lục, {at}: ghi thêm"), "hỏi lại xã")]);
    assert!(open(&first).sheets[0].get(at).is_some());
}

#[test]
fn a_cause_that_both_changed_is_kept_twice() {
    let workspace = workspace();
    let mut results = october(&workspace);
    let folder = tempfile::tempdir().unwrap();
    let first = write(&mut results, folder.path()).unwrap().path;
    type_note(&first, "3.2", "ghi trên phụ lục");
    let key = (results.verdicts[0].set.code.clone(), "3.2".to_owned());
    results.entries.causes.insert(key, "ghi trong rà soát".to_owned());
    let second = write(&mut results, folder.path()).unwrap();
    assert_eq!(shown(&open(&second.path), "3.2", 9), "ghi trong rà soát\nghi trên phụ lục");
    assert!(results.revision.read_back.iter().all(|read| read.differs));
    // Taken out of the review workbook it does not come back from the annex that was kept.
    let mut pruned = october(&workspace);
    let key = (pruned.verdicts[0].set.code.clone(), "3.2".to_owned());
    pruned.entries.causes.insert(key, "ghi trong rà soát".to_owned());
    let third = write(&mut pruned, folder.path()).unwrap();
    assert_eq!(third.path, second.path);
    assert_eq!(shown(&open(&third.path), "3.2", 9), "ghi trong rà soát");
}

#[test]
fn a_file_that_is_no_annex_is_kept() {
    let workspace = workspace();
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("phu-luc-2023-10.xlsx");
    fs::write(&foreign, "của người khác").unwrap();
    let written = write(&mut october(&workspace), folder.path()).unwrap();
    assert_eq!(written.path, folder.path().join("phu-luc-2023-10-2.xlsx"));
    assert_eq!(fs::read_to_string(&foreign).unwrap(), "của người khác");
}

#[test]
fn a_folder_that_cannot_be_written_gives_a_sentence() {
    let workspace = workspace();
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("ket-qua");
    fs::write(&taken, "một tệp").unwrap();
    let said = write(&mut october(&workspace), &taken).unwrap_err();
    assert!(said.starts_with("Không ghi được kết quả vào thư mục"), "{said}");
    assert!(said.contains("đổi tên tệp"), "{said}");
    assert_eq!(names(folder.path()), ["ket-qua"]);
}

#[test]
fn an_annex_reads_back_as_history() {
    let workspace = workspace();
    let results = october(&workspace);
    let bytes = built(&results);
    let book = read(&bytes, &Limits::default()).unwrap();
    let earlier = history::read(&book, OCTOBER, "phu-luc.xlsx", &workspace.settings).unwrap();
    for (place, indicator) in workspace.settings.indicators.values().enumerate() {
        for basis in Basis::ALL {
            let (old, new) =
                (&earlier.totals[place][basis as usize], results.figures.total(place, basis));
            assert_eq!(old.value, new.value, "{} {basis:?}", indicator.code);
            assert_eq!(old.missing, new.missing, "{} {basis:?}", indicator.code);
        }
    }
    let rows: Vec<usize> = earlier.rows.iter().map(|list| list.iter().count()).collect();
    assert_eq!(rows, [22, 130]);
}

#[test]
fn the_page_shows_the_month_before() {
    let workspace = workspace();
    let results = october(&workspace);
    let earlier = results.earlier().unwrap();
    assert_eq!(earlier.file, "2023-09/ket-qua/phu-luc-2023-09.xlsx");
    let book = read(&built(&results), &Limits::default()).unwrap();
    for (item, september, october) in
        [("2.1", "2.563", "2.570"), ("3.1", "1.460,7", "1.623"), ("7", "22,73", "22,73")]
    {
        assert_eq!(shown(&book, item, 4), september, "{item}");
        assert_eq!(shown(&book, item, 5), october, "{item}");
    }
}

#[test]
fn the_live_sentence_is_the_one_that_other_outputs_say() {
    let root = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
    let reports: Vec<PathBuf> =
        fs::read_dir(sample).unwrap().map(|entry| entry.unwrap().path()).collect();
    let workspace = workspace();
    for missing in [0, 1, 13] {
        let folder = root.path().join(missing.to_string());
        fs::create_dir(&folder).unwrap();
        let mut sent: Vec<&PathBuf> = reports
            .iter()
            .filter(|path| path.is_file() && !path.ends_with("ra-soat.xlsx"))
            .collect();
        sent.sort();
        for report in &sent[..sent.len() - missing.min(sent.len())] {
            fs::copy(report, folder.join(report.file_name().unwrap())).unwrap();
        }
        let place = PeriodPlace { root: workspace.root.clone(), folder, period: OCTOBER };
        let results = Results::read(&workspace, &place).unwrap();
        let book = read(&built(&results), &Limits::default()).unwrap();
        let said = tonghop::report::wording::summary(&results, &results.verdicts[0]);
        let shown = book.sheets[0].cells.values().any(|cell| cell.text() == Some(said.as_str()));
        assert!(shown, "{missing} missing: {said}");
    }
}
