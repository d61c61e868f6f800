//! Fixtures: small text grids that become workbooks in memory, with the expected findings marked
//! below their cells. Every rule runs over every fixture.
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
mod tests;
mod text;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use self::grid::{Marks, workbook};
use self::text::{Fixture, parse_fixture};
use super::{Checked, Evidence, Finding, check};
use crate::figures::consolidate::{Figures, consolidate};
use crate::figures::decision::{Decisions, decide};
use crate::figures::history::{EarlierPeriod, EarlierRow, History, UnreadAnnex, convert_units};
use crate::form::{LabelNormalizer, Template, learn};
use crate::intake::FileError;
use crate::intake::submission::{Month, gather_books};
use crate::judge::{ItemVerdict, SetVerdict, enter_doubts, judge};
use crate::settings::Settings;
use crate::workspace::REVIEW_FILE;
use crate::workspace::{Entries, aside_among};
use viet_text::period::Period;
use viet_text::period_text::find_period;
use workbook_io::read::Refusal;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

const OFFICE: &str = include_str!("fixtures/office.txt");

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

/// Every unit's report: the fixture's sheets over the clean ones.
fn month(office: &Office, fixture: &Fixture<'_>, earlier: bool, marks: &mut Marks) -> Month {
    let period = period_of(fixture, earlier);
    let nothing = BTreeMap::new();
    let files = if earlier { fixture.before.as_ref().unwrap_or(&nothing) } else { &fixture.now };
    let mut books: BTreeMap<String, Result<Workbook, FileError>> = BTreeMap::new();
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

/// The correct report of a unit: money grows from month to month, counts stay the same.
fn clean_report(office: &Office, place: usize, period: Period) -> Workbook {
    let unit = &office.settings.units[place].name;
    let short = unit.strip_prefix("Xã ").unwrap();
    // A unit keeps its own days and amounts when others come or go.
    let turn = office.settings.units[place].code.trim_start_matches('0').parse();
    let turn = turn.map_or(place + 1, |code: usize| code % 10);
    let month = period.last_month();
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
        row: Some(Arc::clone(&row.row)),
    };
    let rows = lists.iter().map(|list| list.rows().map(row).collect()).collect();
    let earlier = EarlierPeriod {
        period: month.period,
        file: format!("{0}/ket-qua/phu-luc-{0}.xlsx", month.period),
        by_unit,
        totals,
        rows,
        edited: fixture.by_hand,
        under_review: std::collections::BTreeSet::new(),
        other_units: None,
        gaps: Vec::new(),
    };
    let today = period_of(fixture, false).last_day();
    Some(convert_units(earlier, &then.settings, &office.settings, today))
}

/// The last period, if its annex is damaged.
fn unread(fixture: &Fixture<'_>) -> Option<UnreadAnnex> {
    let period = period_of(fixture, true);
    let file = format!("{period}/ket-qua/phu-luc-{period}.xlsx");
    let (why, to_do) = (
        crate::workspace::refusal_words::what_it_is(&Refusal::Empty),
        "Chép đè bản đã gửi rồi chạy lại",
    );
    fixture.unread.then_some(UnreadAnnex { period, file, why, to_do })
}

/// The result of a fixture.
pub(super) struct Outcome {
    pub(super) office: Office,
    pub(super) month: Month,
    pub(super) figures: Figures,
    pub(super) entries: Entries,
    pub(super) decisions: Decisions,
    pub(super) findings: Vec<Finding>,
    /// The items' verdicts by number, with what open findings leave in doubt.
    pub(super) items: BTreeMap<String, ItemVerdict>,
    expected: Marks,
}

/// The result of a fixture with further entries in its review workbook.
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
        ..History::default()
    };
    history.add_first_months(&mut figures, settings, month.period);
    let mut verdicts = judge(&figures, settings, month.period, &entries.judgements);
    let evidence = Evidence::new(settings, &month, &figures, &verdicts, &entries, &history);
    let evidence = evidence.with_earlier(earlier.as_ref()).with_templates(&office.templates);
    let Checked { findings, doubts, standing } = check(&evidence, &decisions);
    decisions.stand(standing);
    enter_doubts(&mut verdicts, doubts.items);
    let items = items(&verdicts);
    Outcome { findings, items, expected, figures, entries, decisions, month, office }
}

fn items(verdicts: &[SetVerdict<'_>]) -> BTreeMap<String, ItemVerdict> {
    let items = verdicts.iter().flat_map(|set| {
        let targets = set.set.targets.iter().zip(&set.targets);
        targets.flat_map(|(target, judged)| target.items.iter().zip(&judged.items))
    });
    items.map(|(item, judged)| (item.number.clone(), judged.clone())).collect()
}

/// The findings in a fixture, and those that it expects.
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
