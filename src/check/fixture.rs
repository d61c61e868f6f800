//! Fixtures: small text grids built into workbooks in memory, the expected finding marked
//! under its cell. Every rule runs over every fixture.
//!
//! `fixtures/office.txt` holds the office's settings, form and one clean report; a fixture
//! writes only the sheets that differ:
//!
//! ```text
//! --- Xã Một.xlsx              a file; units that no file names report clean
//! == Biểu 01                   a sheet, cells parted by |
//! Tổng số HTX | HTX | 2.5 | 2
//!             |     | ^so-dem-le
//! ```
//!
//! Cells are written as [`grid`] says. Lines before the first file: `! code` for a finding without
//! cells, `vắng: unit`, `kỳ: period`, `tệp: name = kind`, `khai báo: sheet | key | header | text`
//! for a settings cell in the row that holds the key (a new row where none does), `sửa tay` for
//! an earlier annex changed by hand, `kỳ trước hỏng` for one that cannot be read, `thư mục: name` for a
//! folder beside the period's. `--- kỳ trước` opens the earlier period, written the same way.

mod grid;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use self::grid::{Marks, workbook};
use super::{Evidence, Finding, RULES, Severity, check, settle};
use crate::figures::consolidate::{Figures, consolidate};
use crate::figures::decision::{Decisions, decide};
use crate::figures::history::{EarlierPeriod, EarlierRow, History, UnreadAnnex, convert_units};
use crate::form::{LabelNormalizer, Template, learn};
use crate::intake::Unopened;
use crate::intake::submission::{Month, gather_books};
use crate::judge::judge;
use crate::settings::Settings;
use crate::workspace::REVIEW_FILE;
use crate::workspace::{Entries, aside_among};
use viet_text::period::Period;
use viet_text::period_text::find_period;
use workbook_io::read::Refusal;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

const OFFICE: &str = include_str!("fixtures/office.txt");
const EARLIER: &str = "kỳ trước";

/// The office of all fixtures.
pub(super) struct Office {
    pub(super) settings: Settings,
    templates: Vec<Template>,
    report: &'static str,
}

static ONE_OFFICE: LazyLock<Office> = LazyLock::new(|| office(&[]));

fn office(typed: &[Vec<&str>]) -> Office {
    let mut parts = OFFICE.split("--- ").skip(1).map(|part| part.split_once('\n').unwrap().1);
    let mut next = || parts.next().unwrap();
    let mut book = workbook("", next(), &mut Marks::new());
    typed.iter().for_each(|typed| type_into_settings(&mut book, typed));
    let settings = Settings::read(&book);
    let settings = settings.unwrap_or_else(|problems| panic!("{problems:#?}"));
    let form = workbook("", next(), &mut Marks::new());
    let template =
        learn("mau", &form, &settings, &LabelNormalizer::new(&settings.synonyms)).unwrap();
    Office { settings, templates: vec![template], report: next() }
}

fn type_into_settings(book: &mut Workbook, typed: &[&str]) {
    let [sheet, key, header, text] = typed else { panic!("{typed:?}") };
    let grid = book.sheets.iter_mut().find(|grid| grid.name == *sheet).unwrap();
    let find = |text: &str| {
        let found = grid.cells.iter().find(|(_, cell)| cell.text() == Some(text));
        found.map(|(at, _)| *at)
    };
    let col = find(header).unwrap().col;
    let row = find(key).map(|at| at.row);
    let row = row.unwrap_or_else(|| grid.cells.keys().next_back().unwrap().row + 1);
    let cell = |text: &str| Cell::plain(Value::Text(text.into()));
    grid.cells.insert(Address::new(row, col), cell(text));
    if grid.get(Address::new(row, 0)).is_none() {
        grid.cells.insert(Address::new(row, 0), cell(key));
    }
}

/// The office with the units of the fixture's period, or of the one before.
fn office_on(fixture: &Fixture<'_>, earlier: bool) -> Office {
    let own = (!fixture.settings.is_empty()).then(|| office(&fixture.settings));
    let office = own.as_ref().unwrap_or(&ONE_OFFICE);
    let settings = office.settings.on(period_of(fixture, earlier).last_day());
    Office { settings, templates: office.templates.clone(), report: office.report }
}

fn period_of(fixture: &Fixture<'_>, earlier: bool) -> Period {
    let period = fixture.period.or_else(|| find_period("tháng 10/2023")).unwrap();
    if earlier { period.previous() } else { period }
}

/// A fixture's text, taken apart.
#[derive(Default)]
struct Fixture<'t> {
    period: Option<Period>,
    absent: Vec<&'t str>,
    refused: Vec<(&'t str, Unopened)>,
    expected: Marks,
    now: BTreeMap<&'t str, &'t str>,
    before: Option<BTreeMap<&'t str, &'t str>>,
    by_hand: bool,
    unread: bool,
    settings: Vec<Vec<&'t str>>,
    folders: Vec<&'t str>,
}

fn parse_fixture(text: &str) -> Fixture<'_> {
    let mut fixture = Fixture::default();
    let mut parts = text.split("--- ");
    for line in parts.next().unwrap().lines() {
        if let Some(code) = line.strip_prefix("! ") {
            let key = (code.trim().to_owned(), String::new(), String::new());
            fixture.expected.insert(key, BTreeSet::new());
        } else if let Some(unit) = line.strip_prefix("vắng: ") {
            fixture.absent.push(unit.trim());
        } else if line == "sửa tay" {
            fixture.by_hand = true;
        } else if line == "kỳ trước hỏng" {
            fixture.unread = true;
        } else if let Some(typed) = line.strip_prefix("khai báo: ") {
            fixture.settings.push(typed.split('|').map(str::trim).collect());
        } else if let Some(folder) = line.strip_prefix("thư mục: ") {
            fixture.folders.push(folder.trim());
        } else if let Some(period) = line.strip_prefix("kỳ: ") {
            fixture.period = find_period(period);
        } else if let Some((file, kind)) =
            line.strip_prefix("tệp: ").and_then(|rest| rest.split_once(" = "))
        {
            fixture.refused.push((file, refusal(kind)));
        }
    }
    for part in parts {
        let (name, sheets) = part.split_once('\n').unwrap();
        if name.trim() == EARLIER {
            fixture.before = Some(BTreeMap::new());
        } else {
            fixture.before.as_mut().unwrap_or(&mut fixture.now).insert(name.trim(), sheets);
        }
    }
    fixture
}

fn refusal(kind: &str) -> Unopened {
    match kind.trim() {
        "khóa" => Unopened::Ignored("tệp khóa tạm"),
        "mật khẩu" => Unopened::Refused(Refusal::Password),
        "word" => Unopened::Refused(Refusal::Word),
        other => panic!("no such kind of file: {other}"),
    }
}

/// Every unit's report: the fixture's sheets over the clean ones.
fn month(office: &Office, fixture: &Fixture<'_>, earlier: bool, marks: &mut Marks) -> Month {
    let period = period_of(fixture, earlier);
    let nothing = BTreeMap::new();
    let files = if earlier { fixture.before.as_ref().unwrap_or(&nothing) } else { &fixture.now };
    let mut books: BTreeMap<String, Result<Workbook, Unopened>> = BTreeMap::new();
    for (place, unit) in office.settings.units.iter().enumerate() {
        if !fixture.absent.contains(&unit.name.as_str()) {
            let book = clean_report(office, place, period);
            books.insert(format!("{}.xlsx", unit.name), Ok(book));
        }
    }
    for (file, text) in files.iter().filter(|(file, _)| **file != REVIEW_FILE) {
        let written = workbook(file, text, marks);
        let clean = books.remove(*file).and_then(Result::ok).unwrap_or_default();
        let named = |name: &str| written.sheets.iter().any(|sheet| sheet.name == name);
        let rest = clean.sheets.into_iter().filter(|sheet| !named(&sheet.name));
        let mut sheets: Vec<Grid> = rest.chain(written.sheets.iter().cloned()).collect();
        sheets.sort_by(|a, b| a.name.cmp(&b.name));
        books.insert((*file).to_owned(), Ok(Workbook { sheets, ..Workbook::default() }));
    }
    if !earlier {
        let refused = fixture.refused.iter();
        books.extend(refused.map(|(file, why)| ((*file).to_owned(), Err(why.clone()))));
    }
    let books = books.iter().map(|(file, book)| (file.as_str(), book.clone())).collect();
    gather_books(books, period, &office.settings, &office.templates)
}

/// The clean report of a unit: money grows from month to month, heads stand still.
fn clean_report(office: &Office, place: usize, period: Period) -> Workbook {
    let unit = &office.settings.units[place].name;
    let short = unit.strip_prefix("Xã ").unwrap();
    let (turn, month) = (place + 1, period.last_month());
    let text = office
        .report
        .replace("{unit}", short)
        .replace("{turn}", &turn.to_string())
        .replace("{month}", &format!("{month:02}"))
        .replace("{period}", &period.in_words());
    workbook(unit, &text, &mut Marks::new())
}

fn earlier(office: &Office, fixture: &Fixture<'_>) -> Option<EarlierPeriod> {
    fixture.before.as_ref()?;
    let then = office_on(fixture, true);
    let month = month(&then, fixture, true, &mut Marks::new());
    let Figures { lists, by_unit, totals, .. } = consolidate(&month, &then.settings);
    let row = |row: &crate::figures::consolidate::MergedRow| EarlierRow {
        unit: row.unit,
        name: row.row.name.to_string(),
    };
    let rows = lists.iter().map(|list| list.rows().map(row).collect()).collect();
    let earlier = EarlierPeriod {
        period: month.period,
        file: format!("{0}/ket-qua/phu-luc-{0}.xlsx", month.period),
        by_unit,
        totals,
        rows,
        edited: fixture.by_hand,
        other_units: None,
        gaps: Vec::new(),
    };
    let today = period_of(fixture, false).last_day();
    Some(convert_units(earlier, &then.settings, &office.settings, today))
}

/// The period before, its annex cut short.
fn unread(fixture: &Fixture<'_>) -> Option<UnreadAnnex> {
    let period = period_of(fixture, true);
    let file = format!("{period}/ket-qua/phu-luc-{period}.xlsx");
    let (why, to_do) = (
        crate::workspace::refusal_words::what_it_is(&Refusal::Empty),
        "Chép đè bản đã gửi rồi chạy lại",
    );
    fixture.unread.then_some(UnreadAnnex { period, file, why, to_do })
}

/// What comes of a fixture.
pub(super) struct Outcome {
    pub(super) office: Office,
    pub(super) month: Month,
    pub(super) figures: Figures,
    pub(super) entries: Entries,
    pub(super) decisions: Decisions,
    pub(super) findings: Vec<Finding>,
    expected: Marks,
}

/// What comes of a fixture in whose review workbook more is typed.
pub(super) fn outcome(text: &str, type_in: impl FnOnce(&mut Entries)) -> Outcome {
    let mut fixture = parse_fixture(text);
    let office = office_on(&fixture, false);
    let settings = &office.settings;
    let mut expected = std::mem::take(&mut fixture.expected);
    let review = fixture.now.get(REVIEW_FILE).copied().unwrap_or_default();
    let mut entries = Entries::read(&workbook(REVIEW_FILE, review, &mut expected), Some("nq"));
    type_in(&mut entries);
    let mut month = month(&office, &fixture, false, &mut expected);
    let mut decisions = decide(&mut month, &mut entries, settings);
    let mut figures = consolidate(&month, settings);
    decisions.confirm(&mut month, &mut figures, &mut entries, settings);
    let earlier = earlier(&office, &fixture);
    let history = History {
        periods: earlier.clone().into_iter().collect(),
        unread: unread(&fixture).into_iter().collect(),
        unused: aside_among(&fixture.folders),
    };
    history.add_first_months(&mut figures, settings, month.period);
    let verdicts = judge(&figures, settings, month.period, &entries.judgements);
    let evidence = Evidence::new(settings, &month, &figures, &verdicts, &entries, &history);
    let evidence = evidence.with_earlier(earlier.as_ref()).with_templates(&office.templates);
    let mut findings = check(&evidence);
    settle(&mut findings, &decisions.kept, &month, settings);
    Outcome { findings, expected, figures, entries, decisions, month, office }
}

/// What the rules find in a fixture, and what it expects.
fn run(text: &str) -> (Vec<Finding>, Marks) {
    let Outcome { findings, expected, .. } = outcome(text, |_| ());
    (findings, expected)
}

/// The fixtures' texts by name, the office's own left out.
pub(super) fn texts() -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/check/fixtures");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let fixtures = files.filter(|path| path.file_stem().unwrap() != "office");
    let text = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap().replace("\r\n", "\n"))
    };
    fixtures.map(text).collect()
}

fn marks_of(findings: &[Finding]) -> Marks {
    let mut marks = Marks::new();
    for finding in findings {
        let place = |text: &str| if finding.cells.is_empty() { "" } else { text }.to_owned();
        let key = (finding.code.to_owned(), place(&finding.file), place(&finding.sheet));
        marks.entry(key).or_default().extend(&finding.cells);
    }
    marks
}

/// All fixtures by name with what is found and what is marked, the office's own left out.
static ALL: LazyLock<BTreeMap<String, (Vec<Finding>, Marks)>> =
    LazyLock::new(|| texts().into_iter().map(|(name, text)| (name, run(&text))).collect());

#[test]
fn every_rule_finds_what_fixtures_mark_and_nothing_else() {
    let mut failed = Vec::new();
    for (name, (findings, expected)) in &*ALL {
        let found = marks_of(findings);
        if found != *expected {
            let said: Vec<&String> = findings.iter().map(|finding| &finding.message).collect();
            failed.push(format!("{name}\nfound {found:#?}\nexpected {expected:#?}\n{said:#?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn every_rule_has_a_fixture_of_its_code_that_fires_it() {
    for rule in RULES {
        let own = ALL.get(rule.code);
        let (findings, _) = own.unwrap_or_else(|| panic!("no fixture {}.txt", rule.code));
        assert!(findings.iter().any(|finding| finding.code == rule.code), "{}", rule.code);
    }
}

#[test]
fn a_clean_month_is_silent() {
    for text in ["", "--- kỳ trước\n"] {
        let (findings, _) = run(text);
        let loud: Vec<_> =
            findings.iter().filter(|finding| finding.severity != Severity::Info).collect();
        assert!(loud.is_empty(), "{loud:#?}");
    }
}

#[test]
fn findings_say_who_where_what_and_what_to_do() {
    for (name, (findings, _)) in &*ALL {
        for finding in findings {
            let message = &finding.message;
            assert!(message.ends_with(['.', '?']), "{name}: {message}");
            assert!(!message.contains("  ") && !message.contains(".."), "{name}: {message}");
            for at in &finding.cells {
                let row = format!("{}", at.row + 1);
                assert!(message.contains(&row) || message.contains('-'), "{name}: {message}");
            }
        }
    }
}

#[test]
fn sentences_read_as_a_colleague_would_write_them() {
    for (fixture, sentence) in [
        (
            "so-dem-le-2",
            "Xã Một, Biểu 02, ô E4: Số thành viên của HTX Một Bắc ghi 0,012; số đếm phải là số \
             nguyên. Có thể là 12 (dấu chấm hàng nghìn bị hiểu là dấu thập phân). Chưa sửa, chờ ý \
             kiến. Có thể làm thay đổi đánh giá nội dung 1.1.",
        ),
        (
            "sai-don-vi-tinh",
            "Xã Một, Biểu 02, ô F4: ô này tính bằng triệu đồng nhưng ghi 1.110.000.000; nhiều khả \
             năng ghi theo đồng. Đề xuất 1.110. Chưa sửa, chờ ý kiến.",
        ),
        (
            "quan-he-so-lieu-2",
            "Xã Một, Biểu 01, ô C9: HTX nông nghiệp không nhiều hơn tổng số HTX, nhưng HTX nông \
             nghiệp (ô C9) là 3, còn tính từ ô C4 chỉ cho phép đến 2, chênh lệch 1. Có khả năng ô \
             C9 ghi thừa 2 (tính theo danh sách là 1, đang dùng 1). Đề nghị kiểm tra.",
        ),
        (
            "thieu-bieu",
            "Xã Một: báo cáo không có trang \"Biểu 01\" của mẫu (trang bị xóa, bị xóa hết nội dung \
             hoặc không còn đúng mẫu). Chưa có 3 số liệu (Thành viên nữ; Thành viên nam; Tỷ lệ hộ \
             tham gia), không tính là 0. Đề nghị gửi bổ sung trang này. Có thể làm thay đổi đánh \
             giá nội dung 1.3.",
        ),
        (
            "thieu-bieu-khong-co",
            "Xã Một: báo cáo không có trang \"Biểu 02\" của mẫu; Biểu 01, ô C4 ghi 0 nên coi như \
             không có tổ chức nào.",
        ),
        (
            "trung-trong-don-vi",
            "Xã Một, Biểu 02, dòng 6 (đang ẩn): HTX Một Bắc đã có tại dòng 4. Không tính dòng 6.",
        ),
        (
            "nhieu-ban",
            "Xã Một gửi nhiều bản; dùng tệp Xã Một (sửa lần 1).xlsx (tên tệp hoặc đầu biểu ghi là \
             bản sửa sau). Tệp Xã Một.xlsx khác tại Biểu 01, ô C6: 11 (đang dùng) và 10; ô C7: 19 \
             (đang dùng) và 20. Bản còn lại không cộng vào kết quả.",
        ),
    ] {
        let said: Vec<&str> = ALL[fixture].0.iter().map(|f| f.message.as_str()).collect();
        assert!(said.contains(&sentence), "{sentence}\n{said:#?}");
    }
}

#[test]
fn proposals_name_cell_written_and_value() {
    let findings = ALL["sai-don-vi-tinh"].0.iter();
    let fixes: Vec<(String, &str, String)> = findings
        .flat_map(|finding| &finding.fixes)
        .map(|fix| (fix.at.to_string(), fix.written.as_str(), fix.value.to_string()))
        .collect();
    let expected = [("C8", "555.000.555", "1110"), ("F4", "1.110.000.000", "1110")];
    for (at, written, value) in expected {
        assert!(fixes.contains(&(at.to_owned(), written, value.to_owned())), "{fixes:?}");
    }
}

/// Words that are the office's own.
const OFFICE_WORDS: [&str; 18] = [
    "đang dùng",
    "đang tính",
    "chưa sửa",
    "chờ ý kiến",
    "đề xuất quy đổi",
    "ảnh hưởng đến",
    "đánh giá nội dung",
    "chưa dùng",
    "chưa sử dụng",
    "chưa tính",
    "không tính",
    "không cộng",
    "để riêng",
    "hỏi lại",
    ", chưa có số liệu",
    "; chưa có số liệu",
    "khai-bao",
    "ra-soat",
];

/// Rules about units that are for the office alone to settle.
const OF_THE_OFFICE: [&str; 3] = ["nhieu-ban", "ten-tep-khac-don-vi", "phu-luc-khong-hieu"];

#[test]
fn units_are_asked_in_words_that_are_theirs() {
    for (name, (findings, _)) in &*ALL {
        let of_units = findings.iter().filter(|f| f.is_open() && f.unit.is_some());
        for finding in of_units {
            let ask = &finding.ask;
            let is_asked = !OF_THE_OFFICE.contains(&finding.code);
            assert_eq!(!ask.is_empty(), is_asked, "{name}: {} {ask}", finding.code);
            assert!(ask.is_empty() || ask.ends_with(['.', '?']), "{name}: {ask}");
            let said = ask.to_lowercase();
            for words in OFFICE_WORDS {
                assert!(!said.contains(words), "{name}: {ask}");
            }
        }
    }
}

#[test]
fn where_several_corrections_are_possible_none_is_proposed() {
    for (fixture, proposed) in [
        ("quan-he-so-lieu", vec![]),
        // The list shows which cell is wrong.
        ("quan-he-so-lieu-2", vec!["C9 1"]),
        // It would, but another relation holds only with what is written there.
        ("quan-he-so-lieu-3", vec![]),
    ] {
        let findings = ALL[fixture].0.iter().filter(|finding| finding.is_open());
        let values = findings.flat_map(Finding::proposed);
        let values: Vec<String> = values.map(|(at, value)| format!("{at} {value}")).collect();
        assert_eq!(values, proposed, "{fixture}");
    }
    let asks: Vec<&str> = ALL["quan-he-so-lieu-3"].0.iter().map(|f| f.ask.as_str()).collect();
    let open = "Tính theo danh sách, ô C9 là 1, nhưng như vậy lại không khớp với ô khác của biểu";
    assert!(asks.iter().any(|ask| ask.contains(open)), "{asks:#?}");
}
