//! The review workbook over whole runs: what the officer types survives, and works.

use crate::written::Written as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Written, own, write};
use crate::figures::consolidate::FigureSource;
use crate::figures::history::EarlierPeriod;
use crate::intake::PREVIOUS_FILE;
use crate::intake::REVIEW_FILE;
use crate::results::Results;
use crate::settings::Basis;
use crate::workspace::{Workspace, locate, open, sheets};
use workbook_io::sheet::{Book, Sheet};
use workbook_io::write::to_bytes;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

/// Some of the sample's reports to work on, without a review workbook.
pub(crate) struct Desk {
    root: tempfile::TempDir,
    workspace: Workspace,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let sample = Path::new("samples/thap-muoi");
        for file in ["khai-bao.xlsx", "bieu-mau/bao-cao-xa.xlsx"] {
            let to = root.path().join(file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(sample.join(file), to).unwrap();
        }
        let period = root.path().join("2023-10");
        fs::create_dir(&period).unwrap();
        for unit in ["Xã Mỹ Quý", "Xã Mỹ Hòa", "Xã Phú Điền"] {
            let name = format!("{unit}.xlsx");
            fs::copy(sample.join("2023-10").join(&name), period.join(&name)).unwrap();
        }
        let workspace = Workspace::open(root.path()).unwrap();
        Self { root, workspace }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join("2023-10").join(name)
    }

    pub(crate) fn results(&self) -> Results<'_> {
        let place = locate(&self.root.path().join("2023-10"), None).unwrap();
        Results::read(&self.workspace, &place).unwrap()
    }

    pub(super) fn run(&self) -> (Results<'_>, Written) {
        let results = self.results();
        let written = write(&results, &self.root.path().join("2023-10")).unwrap();
        (results, written)
    }

    /// Changes a workbook as a person with Excel does.
    fn edit(&self, name: &str, change: impl FnOnce(&mut Workbook)) {
        let mut book = open(&self.path(name)).unwrap();
        change(&mut book);
        let mut names = Vec::new();
        let sheets: Vec<Sheet<'_>> = book
            .sheets
            .iter()
            .map(|grid| {
                let sheet = own::sheet(grid, &names, true);
                names.push(sheet.name.clone());
                sheet
            })
            .collect();
        let bytes = to_bytes(Book { sheets, ..Book::default() }).unwrap();
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Types into a commune's cell.
    pub(super) fn report(&self, unit: &str, sheet: &str, at: &str, value: Value) {
        self.edit(&format!("{unit}.xlsx"), |book| put(grid(book, sheet), at, value));
    }

    /// Types into the row of the review workbook in which some cell says `about`.
    pub(super) fn decide(&self, sheet: &str, about: &[&str], header: &str, value: &str) {
        self.edit(REVIEW_FILE, |book| {
            let grid = grid(book, sheet);
            let row = row_of(grid, about).expect("there is such a row");
            let col = column_of(grid, header);
            let value = Value::Text(value.into());
            grid.cells.insert(Address::new(row, col), Cell::plain(value));
        });
    }

    /// What the review workbook says in a column of a row.
    pub(super) fn says(&self, sheet: &str, about: &[&str], header: &str) -> Option<String> {
        let mut book = open(&self.path(REVIEW_FILE)).unwrap();
        let grid = grid(&mut book, sheet);
        let row = row_of(grid, about)?;
        let cell = grid.get(Address::new(row, column_of(grid, header)));
        Some(cell.map(|cell| cell.value.as_written()).unwrap_or_default())
    }
}

fn grid<'b>(book: &'b mut Workbook, name: &str) -> &'b mut Grid {
    book.sheets.iter_mut().find(|grid| grid.name == name).expect("there is such a sheet")
}

fn put(grid: &mut Grid, at: &str, value: Value) {
    grid.cells.insert(at.parse().unwrap(), Cell::plain(value));
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// The row, below the header, whose cells say all of these.
fn row_of(grid: &Grid, about: &[&str]) -> Option<u32> {
    grid.filled_rows().into_iter().skip(2).find(|row| {
        let says = |word: &&str| grid.row(*row).any(|(_, cell)| cell.value.as_written() == **word);
        about.iter().all(says)
    })
}

fn column_of(grid: &Grid, header: &str) -> u32 {
    let found = grid.cells.iter().find(|(_, cell)| cell.text() == Some(header));
    found.map(|(at, _)| at.col).expect("there is such a header")
}

fn unions(results: &Results<'_>, unit: &str) -> Option<rust_decimal::Decimal> {
    let settings = &results.workspace.settings;
    let unit = settings.units.iter().position(|u| u.name == unit).unwrap();
    let indicator = settings.indicators.get_index_of("lhhtx.so_luong").unwrap();
    results.figures.unit_figure(unit, indicator, Basis::Actual)?.value()
}

#[test]
fn all_that_is_typed_survives_in_its_place() {
    let desk = Desk::new();
    assert_eq!(desk.run().1, Written::Created);
    assert_eq!(desk.run().1, Written::Unchanged);
    desk.decide(sheets::JUDGEMENTS, &["6.1"], "Kết quả", "Đạt");
    desk.decide(sheets::FACTS, &["Ngày tổng hợp"], "Giá trị", "10/11/2023");
    desk.edit(REVIEW_FILE, |book| {
        let causes = grid(book, sheets::CAUSES);
        put(causes, "C4", text("  do xã rút ra \nhai dòng"));
        put(causes, "D2", text("Người theo dõi"));
        put(causes, "D5", text("chị Lan"));
        put(causes, "F6", text("cột không tên"));
        put(causes, "B30", text("dòng của cơ quan"));
        // Two rows change places.
        for col in 0..3 {
            let (one, other) = (Address::new(2, col), Address::new(11, col));
            let (a, b) = (causes.cells.remove(&one), causes.cells.remove(&other));
            causes.cells.extend(b.map(|cell| (one, cell)));
            causes.cells.extend(a.map(|cell| (other, cell)));
        }
        let mut own = Grid::named("Việc riêng");
        put(&mut own, "B3", Value::Number(5.into()));
        let formula = Some("B3*2".into());
        let cell = Cell { formula, ..Cell::plain(Value::Number(10.into())) };
        own.cells.insert("B4".parse().unwrap(), cell);
        book.sheets.push(own);
    });
    let typed = open(&desk.path(REVIEW_FILE)).unwrap();
    // A tool's cell is wiped, so that the tool has to write the workbook anew.
    desk.edit(REVIEW_FILE, |book| {
        grid(book, sheets::FACTS).cells.remove(&"C4".parse().unwrap());
    });
    let before = fs::read(desk.path(REVIEW_FILE)).unwrap();
    let (results, written) = desk.run();
    assert_eq!(written, Written::Updated);
    assert_eq!(fs::read(desk.path(PREVIOUS_FILE)).unwrap(), before);
    assert_eq!(results.entries.judgements.len(), 1);
    assert!(results.entries.facts.reported_on.is_some());
    let mut kept = open(&desk.path(REVIEW_FILE)).unwrap();
    let causes = grid(&mut kept, sheets::CAUSES);
    let said = |at: &str| causes.text(at.parse().unwrap()).map(str::to_owned);
    assert_eq!(said("C4").as_deref(), Some("  do xã rút ra \nhai dòng"));
    assert_eq!((said("D2"), said("D5")), (Some("Người theo dõi".into()), Some("chị Lan".into())));
    assert_eq!(said("F6").as_deref(), Some("cột không tên"));
    assert_eq!(said("B14").as_deref(), Some("dòng của cơ quan"));
    assert_eq!((said("A3"), said("A12")), (Some("6.2".into()), Some("1.1".into())));
    let formula = kept.sheets.last().unwrap().get("B4".parse().unwrap()).unwrap();
    assert_eq!(formula.formula.as_deref(), Some("B3*2"));
    assert_eq!(kept.sheets.last(), typed.sheets.last());
    let bytes = fs::read(desk.path(REVIEW_FILE)).unwrap();
    assert_eq!(desk.run().1, Written::Unchanged);
    assert_eq!(fs::read(desk.path(REVIEW_FILE)).unwrap(), bytes);
}

#[test]
fn a_sheet_without_its_header_is_kept_whole() {
    let desk = Desk::new();
    desk.run();
    desk.edit(REVIEW_FILE, |book| {
        let causes = grid(book, sheets::CAUSES);
        put(causes, "C4", text("do xã rút ra"));
        causes.cells.retain(|at, _| at.row != 1);
    });
    let (results, _) = desk.run();
    assert_eq!(results.entries.unclear[0].sheet, sheets::CAUSES);
    let mut book = open(&desk.path(REVIEW_FILE)).unwrap();
    let kept = grid(&mut book, "Nguyên nhân (2)");
    assert_eq!(kept.text("C4".parse().unwrap()), Some("do xã rút ra"));
    assert_eq!(desk.run().1, Written::Unchanged);
}

/// Text for a number, about which the tool asks.
const ASKED: [&str; 2] = ["Xã Mỹ Quý", "F62"];

/// A month in which Mỹ Quý writes "khoảng 9" for its unions (F62).
fn doubtful() -> Desk {
    let desk = Desk::new();
    desk.report("Xã Mỹ Quý", "Biểu 01", "F62", text("khoảng 9"));
    desk
}

/// A row as the tool would make it, for a cell that no rule asks about yet.
fn ask(desk: &Desk, cells: &str, written: &str, proposed: &str) {
    desk.run();
    desk.edit(REVIEW_FILE, |book| {
        let checks = grid(book, sheets::CHECKS);
        let row = checks.filled_rows().last().unwrap() + 1;
        let says =
            ["Sai, thiếu", "Xã Mỹ Quý", "Xã Mỹ Quý.xlsx", "Biểu 01", cells, "…", written, proposed];
        for (value, col) in says.into_iter().zip(0..).filter(|(value, _)| !value.is_empty()) {
            checks.cells.insert(Address::new(row, col), Cell::plain(text(value)));
        }
    });
}

#[test]
fn a_value_given_is_used_until_the_unit_writes_another() {
    let desk = doubtful();
    assert_eq!(unions(&desk.results(), "Xã Mỹ Quý"), None);
    ask(&desk, "F62", "khoảng 9", "");
    desk.decide(sheets::CHECKS, &ASKED, "Ý kiến", "9");
    let (results, _) = desk.run();
    assert_eq!(unions(&results, "Xã Mỹ Quý"), Some(9.into()));
    assert_eq!(results.ledger.by_unit.iter().map(|c| c.not_understood).sum::<usize>(), 0);
    assert_eq!(desk.says(sheets::CHECKS, &ASKED, "Mức").as_deref(), Some("Đã xử lý"));
    assert_eq!(desk.run().1, Written::Unchanged);
    // Under another name the same report is decided all the same.
    fs::rename(desk.path("Xã Mỹ Quý.xlsx"), desk.path("mỹ quý (1).xlsx")).unwrap();
    assert_eq!(unions(&desk.run().0, "Xã Mỹ Quý"), Some(9.into()));
    fs::rename(desk.path("mỹ quý (1).xlsx"), desk.path("Xã Mỹ Quý.xlsx")).unwrap();
    desk.report("Xã Mỹ Quý", "Biểu 01", "F62", text("gần 12"));
    let (results, _) = desk.run();
    assert_eq!(unions(&results, "Xã Mỹ Quý"), None);
    assert_eq!(results.entries.stale.len(), 1);
    let about = ["Xã Mỹ Quý", "F62", "khoảng 9"];
    assert_eq!(desk.says(sheets::CHECKS, &about, "Mức").as_deref(), Some("Không còn khớp"));
    assert_eq!(desk.says(sheets::CHECKS, &about, "Ý kiến").as_deref(), Some("9"));
}

#[test]
fn a_proposal_is_accepted_cell_by_cell() {
    let desk = doubtful();
    let written = open(&desk.path("Xã Mỹ Quý.xlsx")).unwrap();
    let sheet = written.sheets.iter().find(|grid| grid.name == "Biểu 01").unwrap();
    let at = |at: &str| sheet.get(at.parse().unwrap()).map(|c| c.value.as_written());
    let both = format!("khoảng 9; {}", at("F63").unwrap_or_default());
    ask(&desk, "F62, F63", &both, "F62: 9");
    desk.decide(sheets::CHECKS, &["F62, F63"], "Ý kiến", "x");
    assert_eq!(unions(&desk.run().0, "Xã Mỹ Quý"), Some(9.into()));
    desk.decide(sheets::CHECKS, &["F62, F63"], "Ý kiến", "11; 5");
    assert_eq!(unions(&desk.run().0, "Xã Mỹ Quý"), Some(11.into()));
}

#[test]
fn what_is_not_clear_is_said_and_not_guessed() {
    let desk = doubtful();
    ask(&desk, "F62", "khoảng 9", "");
    for said in ["x", "ok", "2,57", "9; 10", "-3"] {
        desk.decide(sheets::CHECKS, &ASKED, "Ý kiến", said);
        let (results, _) = desk.run();
        assert_eq!(unions(&results, "Xã Mỹ Quý"), None, "{said}");
        assert_eq!(results.entries.unclear.len(), 1, "{said}");
        assert_eq!(results.entries.unclear[0].written, said);
        let state = desk.says(sheets::CHECKS, &ASKED, "Mức").unwrap();
        assert!(state.ends_with("(chưa rõ ý kiến)"), "{state}");
        assert_eq!(desk.run().1, Written::Unchanged);
    }
}

#[test]
fn what_is_kept_is_settled() {
    let desk = Desk::new();
    desk.report("Xã Phú Điền", "Biểu 01", "F27", Value::Number(183.into()));
    let (results, _) = desk.run();
    let open = results.findings.iter().filter(|finding| finding.is_open()).count();
    assert!(open > 0);
    desk.decide(sheets::CHECKS, &["Xã Phú Điền", "F27"], "Ý kiến", "giữ");
    desk.decide(sheets::CHECKS, &["Xã Phú Điền", "F27"], "Lý do", "đã hỏi lại xã");
    let (results, _) = desk.run();
    let settled = results.findings.iter().filter(|finding| finding.settled).count();
    assert_eq!(settled, 1);
    assert_eq!(results.findings.iter().filter(|finding| finding.is_open()).count(), open - 1);
    let about = ["Xã Phú Điền", "F27"];
    let state = desk.says(sheets::CHECKS, &about, "Mức").unwrap();
    assert!(state.ends_with("(đã giữ)"), "{state}");
    // The commune mends its figure: the row stays, for its reason was typed.
    let listed = open_number(&results, "Xã Phú Điền");
    desk.report("Xã Phú Điền", "Biểu 01", "F27", Value::Number(listed));
    desk.run();
    assert_eq!(desk.says(sheets::CHECKS, &about, "Mức").as_deref(), Some("Đã hết"));
    assert_eq!(desk.says(sheets::CHECKS, &about, "Lý do").as_deref(), Some("đã hỏi lại xã"));
}

#[test]
fn a_row_settled_by_a_value_says_the_value() {
    let desk = Desk::new();
    desk.report("Xã Phú Điền", "Biểu 01", "F27", Value::Number(183.into()));
    desk.run();
    let about = ["Xã Phú Điền", "F27"];
    let said = || desk.says(sheets::CHECKS, &about, "Nội dung").unwrap();
    assert!(said().contains("Đang dùng ") && !said().contains("theo ý kiến"), "{}", said());
    desk.decide(sheets::CHECKS, &about, "Ý kiến", "190");
    let (results, _) = desk.run();
    assert_eq!(open_number(&results, "Xã Phú Điền"), 190.into());
    assert!(said().contains("Đang dùng 190 theo ý kiến. "), "{}", said());
    assert_eq!(desk.run().1, Written::Unchanged);
}

fn open_number(results: &Results<'_>, unit: &str) -> rust_decimal::Decimal {
    let settings = &results.workspace.settings;
    let unit = settings.units.iter().position(|u| u.name == unit).unwrap();
    let indicator = settings.indicators.get_index_of("htx.thanh_vien").unwrap();
    results.figures.unit_figure(unit, indicator, Basis::Actual).unwrap().value().unwrap()
}

#[test]
fn the_office_decides_which_file_counts() {
    let desk = Desk::new();
    fs::copy(desk.path("Xã Mỹ Hòa.xlsx"), desk.path("Xã Mỹ Hòa (sửa lần 1).xlsx")).unwrap();
    desk.edit("Xã Mỹ Hòa (sửa lần 1).xlsx", |book| {
        put(grid(book, "Biểu 01"), "F62", Value::Number(77.into()));
    });
    desk.run();
    assert_eq!(unions(&desk.results(), "Xã Mỹ Hòa"), Some(77.into()));
    desk.decide(sheets::RECEIPT, &["Xã Mỹ Hòa (sửa lần 1).xlsx"], "Ý kiến", "bỏ");
    let (results, _) = desk.run();
    assert_ne!(unions(&results, "Xã Mỹ Hòa"), Some(77.into()));
    assert!(unions(&results, "Xã Mỹ Hòa").is_some());
    desk.decide(sheets::RECEIPT, &["Xã Mỹ Hòa (sửa lần 1).xlsx"], "Ý kiến", "dùng");
    assert_eq!(unions(&desk.run().0, "Xã Mỹ Hòa"), Some(77.into()));
    desk.decide(sheets::RECEIPT, &["Xã Mỹ Hòa (sửa lần 1).xlsx"], "Ý kiến", "dung");
    let (results, _) = desk.run();
    assert_eq!(results.entries.unclear.len(), 1);
    assert_eq!(desk.run().1, Written::Unchanged);
}

#[test]
fn last_figures_stand_in_until_the_report_comes() {
    let desk = Desk::new();
    let before = desk.results();
    let earlier = EarlierPeriod {
        period: before.month.period.previous(),
        file: "2023-09/ket-qua/phu-luc-2023-09.xlsx".to_owned(),
        by_unit: before.figures.by_unit.clone(),
        totals: before.figures.totals.clone(),
        rows: Vec::new(),
        edited: false,
        other_units: None,
        gaps: Vec::new(),
    };
    let report = fs::read(desk.path("Xã Mỹ Quý.xlsx")).unwrap();
    fs::remove_file(desk.path("Xã Mỹ Quý.xlsx")).unwrap();
    desk.run();
    desk.decide(sheets::RECEIPT, &["Xã Mỹ Quý"], "Ý kiến", "dùng kỳ trước");
    let mut results = desk.results();
    // Without an earlier annex there is nothing to carry over, and that is said.
    assert!(results.decisions.carried.is_empty());
    assert!(results.entries.unclear[0].expected.contains("kỳ trước nào"));
    results.entries.unclear.clear();
    let unit = desk.workspace.settings.units.iter().position(|u| u.name == "Xã Mỹ Quý").unwrap();
    results.decisions.carried.push(unit);
    let (settings, entries) = (&desk.workspace.settings, &mut results.entries);
    results.decisions.carry_over(&mut results.figures, Some(&earlier), entries, settings);
    assert_eq!(unions(&results, "Xã Mỹ Quý"), unions(&before, "Xã Mỹ Quý"));
    let sources = results.figures.by_unit[unit].values();
    assert!(sources.into_iter().all(|f| matches!(f.source, FigureSource::Carried { .. })));
    for (one, other) in results.figures.totals.iter().zip(&before.figures.totals) {
        assert_eq!(one[0].value, other[0].value);
    }
    fs::write(desk.path("Xã Mỹ Quý.xlsx"), report).unwrap();
    let (results, _) = desk.run();
    assert!(results.decisions.carried.is_empty());
    assert_eq!(results.entries.stale.len(), 1);
}

#[test]
fn paragraphs_are_written_anew_and_the_offices_own_words_stay() {
    let desk = Desk::new();
    desk.run();
    let about = ["Chỉ tiêu 2"];
    let text = desk.says(sheets::PROSE, &about, "Đoạn văn").unwrap();
    assert!(text.contains("chưa đủ số liệu do thiếu Thị trấn Mỹ An, "), "{text}");
    let missing = desk.says(sheets::PROSE, &["Đơn vị chưa có số liệu"], "Đoạn văn").unwrap();
    assert!(missing.starts_with("Số liệu trên chưa gồm 10/13 xã, thị trấn ("), "{missing}");
    desk.decide(sheets::PROSE, &about, "Sửa lại, ghi chú", "Câu của cơ quan");
    desk.decide(sheets::PROSE, &about, "Đoạn văn", "bị sửa");
    desk.run();
    assert_eq!(desk.says(sheets::PROSE, &about, "Đoạn văn"), Some(text));
    let own = desk.says(sheets::PROSE, &about, "Sửa lại, ghi chú");
    assert_eq!(own.as_deref(), Some("Câu của cơ quan"));
}
