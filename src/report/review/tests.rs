//! The review workbook over whole runs: what the officer types survives, and works.

use crate::cell_text::CellText as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::{ReviewOutcome, officer_sheets, write};
use crate::checker::assert_sound;
use crate::figures::consolidate::FigureSource;
use crate::figures::history::EarlierPeriod;
use crate::intake::locate;
use crate::results::Results;
use crate::settings::Basis;
use crate::workspace::PREVIOUS_FILE;
use crate::workspace::REVIEW_FILE;
use crate::workspace::{Workspace, open, sheets};
use workbook_io::sheet::{Book, Sheet};
use workbook_io::write::to_bytes;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

/// Some of the sample's reports to work on, without a review workbook.
pub(crate) struct SampleRun {
    root: Rc<tempfile::TempDir>,
    workspace: Workspace,
    /// The period's folder.
    period: &'static str,
}

impl SampleRun {
    pub(crate) fn new() -> Self {
        Self::of("2023-10")
    }

    /// Those of this period.
    pub(super) fn of(period: &'static str) -> Self {
        let root = Rc::new(tempfile::tempdir().unwrap());
        let sample = Path::new("samples/thap-muoi");
        for file in ["khai-bao.xlsx", "bieu-mau/bao-cao-xa.xlsx"] {
            let to = root.path().join(file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(sample.join(file), to).unwrap();
        }
        let workspace = Workspace::open(root.path()).unwrap();
        let sample = Self { root, workspace, period };
        sample.receive();
        sample
    }

    /// The same workspace, in another period.
    pub(super) fn on_to(self, period: &'static str) -> Self {
        let next = Self { period, ..self };
        next.receive();
        next
    }

    /// Puts the period's reports into its folder.
    fn receive(&self) {
        fs::create_dir(self.path("")).unwrap();
        let sample = Path::new("samples/thap-muoi").join(self.period);
        for unit in ["Xã Mỹ Quý", "Xã Mỹ Hòa", "Xã Phú Điền"] {
            let name = format!("{unit}.xlsx");
            fs::copy(sample.join(&name), self.path(&name)).unwrap();
        }
    }

    /// The same reports in a later month, without a review workbook.
    pub(super) fn sent_again(&self, period: &'static str) -> Self {
        let workspace = Workspace::open(self.root.path()).unwrap();
        let later = Self { root: Rc::clone(&self.root), workspace, period };
        fs::create_dir(later.folder()).unwrap();
        let [then, now] = [self.period, period].map(|own| {
            let (year, month) = own.split_once('-').unwrap();
            format!("Tháng {month} năm {year}")
        });
        for entry in fs::read_dir(self.folder()).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if !name.starts_with("Xã") {
                continue;
            }
            fs::copy(&path, later.path(&name)).unwrap();
            later.edit(&name, |book| {
                for cell in book.sheets.iter_mut().flat_map(|grid| grid.cells.values_mut()) {
                    if let Some(text) = cell.text().filter(|text| text.contains(&then)) {
                        let told = text.split('(').next().unwrap().replace(&then, &now);
                        *cell = Cell::plain(Value::Text(told.into()));
                    }
                }
            });
        }
        later
    }

    fn folder(&self) -> PathBuf {
        self.root.path().join(self.period)
    }

    /// The reports of all communes, and September.
    pub(super) fn of_all() -> Self {
        let run = Self::new();
        let sample = Path::new("samples/thap-muoi");
        for folder in ["2023-10", "2023-09", "2023-09/ket-qua"] {
            fs::create_dir_all(run.root.path().join(folder)).unwrap();
            for entry in fs::read_dir(sample.join(folder)).unwrap() {
                let from = entry.unwrap().path();
                let name = from.file_name().unwrap().to_owned();
                if from.is_file() && (folder != "2023-10" || name != REVIEW_FILE) {
                    fs::copy(&from, run.root.path().join(folder).join(name)).unwrap();
                }
            }
        }
        run
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub(crate) fn results(&self) -> Results<'_> {
        let place = locate(&self.folder(), None).unwrap();
        Results::read(&self.workspace, &place).unwrap()
    }

    pub(super) fn run(&self) -> (Results<'_>, ReviewOutcome) {
        let results = self.results();
        let written = write(&results, &self.folder()).unwrap();
        assert_sound(&self.path(REVIEW_FILE));
        (results, written)
    }

    /// Changes a workbook as a person with Excel does.
    pub(super) fn edit(&self, name: &str, change: impl FnOnce(&mut Workbook)) {
        let mut book = open(&self.path(name)).unwrap();
        change(&mut book);
        let mut names = Vec::new();
        let sheets: Vec<Sheet<'_>> = book
            .sheets
            .iter()
            .map(|grid| {
                let sheet = officer_sheets::sheet(grid, &names, true);
                names.push(sheet.name.clone());
                sheet
            })
            .collect();
        let bytes = to_bytes(Book { sheets, ..Book::default() }).unwrap();
        fs::write(self.path(name), bytes).unwrap();
    }

    /// A figure that no list gives.
    pub(super) fn by_form_alone(mut self, code: &str) -> Self {
        self.workspace.settings.indicators.get_mut(code).unwrap().derivation = None;
        self
    }

    /// Takes a sheet out of a commune's report.
    pub(super) fn without_sheet(&self, unit: &str, sheet: &str) {
        self.edit(&format!("{unit}.xlsx"), |book| book.sheets.retain(|grid| grid.name != sheet));
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
fn typed_entries_keep_their_place() {
    let sample = SampleRun::new();
    assert_eq!(sample.run().1, ReviewOutcome::Created);
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
    sample.decide(sheets::JUDGEMENTS, &["6.1"], "Kết quả", "Đạt");
    sample.decide(sheets::FACTS, &["Ngày tổng hợp"], "Giá trị", "10/11/2023");
    sample.edit(REVIEW_FILE, |book| {
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
    let typed = open(&sample.path(REVIEW_FILE)).unwrap();
    // One of the program's cells is cleared, so that it must write the workbook again.
    sample.edit(REVIEW_FILE, |book| {
        grid(book, sheets::FACTS).cells.remove(&"C4".parse().unwrap());
    });
    let before = fs::read(sample.path(REVIEW_FILE)).unwrap();
    let (results, written) = sample.run();
    assert_eq!(written, ReviewOutcome::Updated);
    assert_eq!(fs::read(sample.path(PREVIOUS_FILE)).unwrap(), before);
    assert_eq!(results.entries.judgements.len(), 1);
    assert!(results.entries.facts.reported_on.is_some());
    let mut kept = open(&sample.path(REVIEW_FILE)).unwrap();
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
    let bytes = fs::read(sample.path(REVIEW_FILE)).unwrap();
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
    assert_eq!(fs::read(sample.path(REVIEW_FILE)).unwrap(), bytes);
}

#[test]
fn a_sheet_without_its_header_is_kept_whole() {
    let sample = SampleRun::new();
    sample.run();
    sample.edit(REVIEW_FILE, |book| {
        let causes = grid(book, sheets::CAUSES);
        put(causes, "C4", text("do xã rút ra"));
        causes.cells.retain(|at, _| at.row != 1);
    });
    let (results, _) = sample.run();
    assert_eq!(results.entries.unclear[0].sheet, sheets::CAUSES);
    let mut book = open(&sample.path(REVIEW_FILE)).unwrap();
    let kept = grid(&mut book, "Nguyên nhân (2)");
    assert_eq!(kept.text("C4".parse().unwrap()), Some("do xã rút ra"));
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
}

/// A text in place of a number, which leads to a finding.
const ASKED: [&str; 2] = ["Xã Mỹ Quý", "F62"];

/// A month in which Mỹ Quý writes "khoảng 9" for its unions (F62).
fn doubtful() -> SampleRun {
    let sample = SampleRun::new();
    sample.report("Xã Mỹ Quý", "Biểu 01", "F62", text("khoảng 9"));
    sample
}

/// A row like the program's, for a cell without a finding.
fn ask(sample: &SampleRun, cells: &str, written: &str, proposed: &str) {
    sample.run();
    sample.edit(REVIEW_FILE, |book| {
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
    let sample = doubtful();
    assert_eq!(unions(&sample.results(), "Xã Mỹ Quý"), None);
    ask(&sample, "F62", "khoảng 9", "");
    sample.decide(sheets::CHECKS, &ASKED, "Ý kiến", "9");
    let (results, _) = sample.run();
    assert_eq!(unions(&results, "Xã Mỹ Quý"), Some(9.into()));
    assert_eq!(results.ledger.by_unit.iter().map(|c| c.not_understood).sum::<usize>(), 0);
    assert_eq!(sample.says(sheets::CHECKS, &ASKED, "Mức").as_deref(), Some("Đã xử lý"));
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
    // Under another name the same report is decided all the same.
    fs::rename(sample.path("Xã Mỹ Quý.xlsx"), sample.path("mỹ quý (1).xlsx")).unwrap();
    assert_eq!(unions(&sample.run().0, "Xã Mỹ Quý"), Some(9.into()));
    fs::rename(sample.path("mỹ quý (1).xlsx"), sample.path("Xã Mỹ Quý.xlsx")).unwrap();
    sample.report("Xã Mỹ Quý", "Biểu 01", "F62", text("gần 12"));
    let (results, _) = sample.run();
    assert_eq!(unions(&results, "Xã Mỹ Quý"), None);
    assert_eq!(results.entries.stale.len(), 1);
    let about = ["Xã Mỹ Quý", "F62", "khoảng 9"];
    assert_eq!(sample.says(sheets::CHECKS, &about, "Mức").as_deref(), Some("Không còn khớp"));
    assert_eq!(sample.says(sheets::CHECKS, &about, "Ý kiến").as_deref(), Some("9"));
}

#[test]
fn a_proposal_is_accepted_cell_by_cell() {
    let sample = doubtful();
    let written = open(&sample.path("Xã Mỹ Quý.xlsx")).unwrap();
    let sheet = written.sheets.iter().find(|grid| grid.name == "Biểu 01").unwrap();
    let at = |at: &str| sheet.get(at.parse().unwrap()).map(|c| c.value.as_written());
    let both = format!("khoảng 9; {}", at("F63").unwrap_or_default());
    ask(&sample, "F62, F63", &both, "F62: 9");
    sample.decide(sheets::CHECKS, &["F62, F63"], "Ý kiến", "x");
    assert_eq!(unions(&sample.run().0, "Xã Mỹ Quý"), Some(9.into()));
    sample.decide(sheets::CHECKS, &["F62, F63"], "Ý kiến", "11; 5");
    assert_eq!(unions(&sample.run().0, "Xã Mỹ Quý"), Some(11.into()));
}

#[test]
fn unclear_entries_are_reported_not_guessed() {
    let sample = doubtful();
    ask(&sample, "F62", "khoảng 9", "");
    for said in ["x", "ok", "2,57", "9; 10", "-3"] {
        sample.decide(sheets::CHECKS, &ASKED, "Ý kiến", said);
        let (results, _) = sample.run();
        assert_eq!(unions(&results, "Xã Mỹ Quý"), None, "{said}");
        assert_eq!(results.entries.unclear.len(), 1, "{said}");
        assert_eq!(results.entries.unclear[0].written, said);
        let state = sample.says(sheets::CHECKS, &ASKED, "Mức").unwrap();
        assert!(state.ends_with("(chưa rõ ý kiến)"), "{state}");
        assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
    }
}

#[test]
fn what_is_kept_is_settled() {
    let sample = SampleRun::new();
    sample.report("Xã Phú Điền", "Biểu 01", "F27", Value::Number(183.into()));
    let (results, _) = sample.run();
    let open = results.findings.iter().filter(|finding| finding.is_open()).count();
    assert!(open > 0);
    sample.decide(sheets::CHECKS, &["Xã Phú Điền", "F27"], "Ý kiến", "giữ");
    sample.decide(sheets::CHECKS, &["Xã Phú Điền", "F27"], "Lý do", "đã hỏi lại xã");
    let (results, _) = sample.run();
    let settled = results.findings.iter().filter(|finding| finding.settled).count();
    assert_eq!(settled, 1);
    assert_eq!(results.findings.iter().filter(|finding| finding.is_open()).count(), open - 1);
    let about = ["Xã Phú Điền", "F27"];
    let state = sample.says(sheets::CHECKS, &about, "Mức").unwrap();
    assert!(state.ends_with("(đã giữ)"), "{state}");
    // The commune mends its figure: the row stays, for its reason was typed.
    let listed = open_number(&results, "Xã Phú Điền");
    sample.report("Xã Phú Điền", "Biểu 01", "F27", Value::Number(listed));
    sample.run();
    assert_eq!(sample.says(sheets::CHECKS, &about, "Mức").as_deref(), Some("Đã hết"));
    assert_eq!(sample.says(sheets::CHECKS, &about, "Lý do").as_deref(), Some("đã hỏi lại xã"));
}

#[test]
fn a_row_settled_by_a_value_says_the_value() {
    let sample = SampleRun::new();
    sample.report("Xã Phú Điền", "Biểu 01", "F27", Value::Number(183.into()));
    sample.run();
    let about = ["Xã Phú Điền", "F27"];
    let said = || sample.says(sheets::CHECKS, &about, "Nội dung").unwrap();
    assert!(said().contains("Đang dùng ") && !said().contains("theo ý kiến"), "{}", said());
    sample.decide(sheets::CHECKS, &about, "Ý kiến", "190");
    let (results, _) = sample.run();
    assert_eq!(open_number(&results, "Xã Phú Điền"), 190.into());
    assert!(said().contains("Đang dùng 190 theo ý kiến. "), "{}", said());
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
}

fn open_number(results: &Results<'_>, unit: &str) -> rust_decimal::Decimal {
    let settings = &results.workspace.settings;
    let unit = settings.units.iter().position(|u| u.name == unit).unwrap();
    let indicator = settings.indicators.get_index_of("htx.thanh_vien").unwrap();
    results.figures.unit_figure(unit, indicator, Basis::Actual).unwrap().value().unwrap()
}

#[test]
fn the_office_decides_which_file_counts() {
    let sample = SampleRun::new();
    fs::copy(sample.path("Xã Mỹ Hòa.xlsx"), sample.path("Xã Mỹ Hòa (sửa lần 1).xlsx")).unwrap();
    sample.edit("Xã Mỹ Hòa (sửa lần 1).xlsx", |book| {
        put(grid(book, "Biểu 01"), "F62", Value::Number(77.into()));
    });
    sample.run();
    assert_eq!(unions(&sample.results(), "Xã Mỹ Hòa"), Some(77.into()));
    sample.decide(sheets::RECEIPT, &["Xã Mỹ Hòa (sửa lần 1).xlsx"], "Ý kiến", "bỏ");
    let (results, _) = sample.run();
    assert_ne!(unions(&results, "Xã Mỹ Hòa"), Some(77.into()));
    assert!(unions(&results, "Xã Mỹ Hòa").is_some());
    sample.decide(sheets::RECEIPT, &["Xã Mỹ Hòa (sửa lần 1).xlsx"], "Ý kiến", "dùng");
    assert_eq!(unions(&sample.run().0, "Xã Mỹ Hòa"), Some(77.into()));
    sample.decide(sheets::RECEIPT, &["Xã Mỹ Hòa (sửa lần 1).xlsx"], "Ý kiến", "dung");
    let (results, _) = sample.run();
    assert_eq!(results.entries.unclear.len(), 1);
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
}

#[test]
fn last_figures_are_used_until_the_report_comes() {
    let sample = SampleRun::new();
    let before = sample.results();
    let earlier = EarlierPeriod {
        period: before.month.period.previous(),
        file: "2023-09/ket-qua/phu-luc-2023-09.xlsx".to_owned(),
        by_unit: before.figures.by_unit.clone(),
        totals: before.figures.totals.clone(),
        rows: Vec::new(),
        edited: false,
        under_review: std::collections::BTreeSet::new(),
        other_units: None,
        gaps: Vec::new(),
    };
    let report = fs::read(sample.path("Xã Mỹ Quý.xlsx")).unwrap();
    fs::remove_file(sample.path("Xã Mỹ Quý.xlsx")).unwrap();
    sample.run();
    sample.decide(sheets::RECEIPT, &["Xã Mỹ Quý"], "Ý kiến", "dùng kỳ trước");
    let mut results = sample.results();
    // Without an earlier annex there is nothing to carry over, and that is said.
    assert!(results.decisions.carried.is_empty());
    assert!(results.entries.unclear[0].expected.contains("kỳ trước nào"));
    results.entries.unclear.clear();
    let unit = sample.workspace.settings.units.iter().position(|u| u.name == "Xã Mỹ Quý").unwrap();
    results.decisions.carried.push(unit);
    let (settings, entries) = (&sample.workspace.settings, &mut results.entries);
    results.decisions.carry_over(&mut results.figures, Some(&earlier), entries, settings);
    assert_eq!(unions(&results, "Xã Mỹ Quý"), unions(&before, "Xã Mỹ Quý"));
    let sources = results.figures.by_unit[unit].values();
    assert!(sources.into_iter().all(|f| matches!(f.source, FigureSource::Carried { .. })));
    for (one, other) in results.figures.totals.iter().zip(&before.figures.totals) {
        assert_eq!(one[0].value, other[0].value);
    }
    fs::write(sample.path("Xã Mỹ Quý.xlsx"), report).unwrap();
    let (results, _) = sample.run();
    assert!(results.decisions.carried.is_empty());
    assert_eq!(results.entries.stale.len(), 1);
}

#[test]
fn paragraphs_are_rewritten_and_own_texts_kept() {
    let sample = SampleRun::new();
    sample.run();
    let about = ["Chỉ tiêu 2"];
    let text = sample.says(sheets::PROSE, &about, "Đoạn văn").unwrap();
    assert!(text.contains("chưa đủ số liệu do thị trấn Mỹ An, "), "{text}");
    let missing = sample.says(sheets::PROSE, &["Đơn vị chưa có số liệu"], "Đoạn văn").unwrap();
    assert!(missing.starts_with("Số liệu trên chưa gồm 10/13 xã, thị trấn ("), "{missing}");
    sample.decide(sheets::PROSE, &about, "Sửa lại, ghi chú", "Câu của cơ quan");
    sample.decide(sheets::PROSE, &about, "Đoạn văn", "bị sửa");
    sample.run();
    assert_eq!(sample.says(sheets::PROSE, &about, "Đoạn văn"), Some(text));
    let own = sample.says(sheets::PROSE, &about, "Sửa lại, ghi chú");
    assert_eq!(own.as_deref(), Some("Câu của cơ quan"));
}

#[test]
fn a_new_finding_stands_above_older_notes() {
    let sample = SampleRun::new();
    sample.report("Xã Phú Điền", "Biểu 02", "L9", text("2.220 tr.đ"));
    sample.run();
    // An error of a unit that comes later in the settings.
    sample.report("Xã Phú Điền", "Biểu 01", "F39", Value::Number(2.into()));
    sample.run();
    let book = open(&sample.path(REVIEW_FILE)).unwrap();
    let grid = book.sheets.iter().find(|grid| grid.name == sheets::CHECKS).unwrap();
    let levels = grid.filled_rows().into_iter().skip(2);
    let levels: Vec<&str> = levels.filter_map(|row| grid.text(Address::new(row, 0))).collect();
    let first_note = levels.iter().position(|level| *level == "Để biết").unwrap();
    assert!(levels[first_note..].iter().all(|level| *level == "Để biết"), "{levels:?}");
    assert!(levels[..first_note].contains(&"Sai, thiếu"), "{levels:?}");
}
