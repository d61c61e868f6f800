//! Annexes as submissions one level up: whatever groups the units are split into, the office
//! above comes to what all workbooks together give.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

#[expect(dead_code, reason = "the program itself is not run here")]
#[path = "ooxml/checker/mod.rs"]
mod checker;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use checker::checked;
use proptest::prelude::*;
use rust_decimal::Decimal;
use tempfile::TempDir;
use tonghop::judge::Status;
use tonghop::kinds::Sign;
use tonghop::kinds::over_units::OverUnits;
use tonghop::report::annex;
use tonghop::results::Results;
use tonghop::settings::{Basis, NumberKind, Settings, Unit};
use tonghop::workspace::{PeriodPlace, Workspace};
use viet_text::period::Period;
use workbook_io::write::to_bytes;
use zip::write::SimpleFileOptions;

const MONTH: &str = "2023-10";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A copy of the sample's workspace without its months.
fn workspace(change: impl FnOnce(&mut Settings)) -> Workspace {
    let mut workspace = Workspace::open(&repository("samples/thap-muoi")).unwrap();
    // A count over some units only that is more than nought in the sample.
    let indicators = &mut workspace.settings.indicators;
    let first = indicators.values().find(|i| i.kind == NumberKind::Count).unwrap().code.clone();
    let last = indicators.values_mut().rfind(|i| i.over_units == OverUnits::sum()).unwrap();
    let (comparison, value) = (Sign::AtMost, Decimal::TWO);
    last.over_units = OverUnits::sum_where(&first, comparison, value);
    change(&mut workspace.settings);
    workspace
}

fn unit(code: String, name: String) -> Unit {
    Unit { code, name, ..Unit::default() }
}

/// Everything a month comes to that an office above must come to as well.
#[derive(Debug, PartialEq)]
struct Outcome {
    totals: Vec<String>,
    verdicts: Vec<String>,
    rows: BTreeSet<String>,
}

fn outcome(results: &Results<'_>) -> Outcome {
    let settings = &results.workspace.settings;
    let mut totals = Vec::new();
    for (place, indicator) in settings.indicators.values().enumerate() {
        for basis in Basis::ALL {
            let total = results.figures.total(place, basis);
            totals.push(format!(
                "{}{}: {:?} = {} / {:?}, whole: {}",
                indicator.code,
                basis.suffix(),
                total.value.map(|value| value.normalize()),
                total.sum.normalize(),
                total.weight.map(|weight| weight.normalize()),
                total.missing.is_empty()
            ));
        }
    }
    let items = results.verdicts.iter().flat_map(|set| &set.targets).flat_map(|t| &t.items);
    let verdicts = items.map(|item| {
        let shown: Vec<_> = item.measured.iter().map(|m| m.value.map(|v| v.normalize())).collect();
        format!("{:?} {shown:?}", item.status)
    });
    let lists = results.figures.lists.iter().zip(settings.lists.values());
    let rows = lists.flat_map(|(merged, list)| {
        let units = 0..merged.by_unit.len();
        units.flat_map(|unit| merged.counted(unit)).map(move |row| {
            let field = |code: &String| row.row.field(code, Basis::Actual).map(|f| f.value.clone());
            let fields: Vec<_> = list.columns.keys().map(field).collect();
            format!("{} {} {fields:?}", list.code, row.row.name)
        })
    });
    Outcome { totals, verdicts: verdicts.collect(), rows: rows.collect() }
}

/// The month's workbooks of these units, in a folder of a workspace of their own.
fn copy_workbooks(units: &[Unit], to: &Path) {
    fs::create_dir_all(to).unwrap();
    for unit in units {
        let file = format!("{}.xlsx", unit.name);
        let from = repository(&format!("samples/thap-muoi/{MONTH}/{file}"));
        fs::copy(from, to.join(file)).unwrap();
    }
}

fn place(root: &Path) -> PeriodPlace {
    let period = Period::Month { year: 2023, month: 10 };
    PeriodPlace { folder: root.join(MONTH), root: root.to_owned(), period }
}

fn write_annex(results: &Results<'_>, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    let name = to.display().to_string();
    fs::write(to, checked(&name, to_bytes(annex::book(results)).unwrap())).unwrap();
}

/// An office below: the units it has, and those of them that have sent their workbooks.
struct Office {
    name: String,
    units: Vec<Unit>,
    sent: Vec<Unit>,
}

impl Office {
    fn annex(&self, root: &Path, to: &Path) {
        self.annex_of_changed(root, to, |_| ());
    }

    /// The same after a change to the workbooks in a folder.
    fn annex_of_changed(&self, root: &Path, to: &Path, change: impl FnOnce(&Path)) {
        let workspace = workspace(|settings| {
            settings.units.clone_from(&self.units);
            settings.office.parent = format!("ỦY BAN NHÂN DÂN {}", self.name.to_uppercase());
        });
        copy_workbooks(&self.sent, &root.join(MONTH));
        change(&root.join(MONTH));
        write_annex(&Results::read(&workspace, &place(root)).unwrap(), to);
    }
}

fn offices(units: &[Unit], split: &[usize], sent: &[bool]) -> Vec<Office> {
    let groups: BTreeSet<usize> = split.iter().copied().collect();
    let office = |group: usize| {
        let of_group = || units.iter().zip(split).zip(sent).filter(move |((_, g), _)| **g == group);
        Office {
            name: format!("Huyện Số {}", ["Một", "Hai", "Ba", "Bốn"][group]),
            units: of_group().map(|((unit, _), _)| unit.clone()).collect(),
            sent: of_group().filter(|(_, s)| **s).map(|((unit, _), _)| unit.clone()).collect(),
        }
    };
    groups.into_iter().map(office).collect()
}

fn agree(split: &[usize], sent: &[bool]) {
    let whole = workspace(|_| ());
    let units = whole.settings.units.clone();
    let offices = offices(&units, split, sent);
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);

    let all: Vec<Unit> = offices.iter().flat_map(|office| office.sent.clone()).collect();
    copy_workbooks(&all, &at("all").join(MONTH));
    let directly = Results::read(&whole, &place(&at("all"))).unwrap();
    let expected = outcome(&directly);

    // All annexes have one name; folders tell them apart, and what they say tells whose they are.
    for (number, office) in offices.iter().enumerate() {
        let to = at("above").join(MONTH).join(format!("{number}/phu-luc-{MONTH}.xlsx"));
        office.annex(&at(&office.name), &to);
    }
    // The office above has those offices as its units …
    let above = workspace(|settings| {
        let numbered = offices.iter().enumerate();
        settings.units =
            numbered.map(|(n, office)| unit(format!("{n}"), office.name.clone())).collect();
    });
    let by_office = Results::read(&above, &place(&at("above"))).unwrap();
    assert_eq!(outcome(&by_office), expected, "by office");
    // … or their units as its own.
    let above_b = workspace(|settings| {
        for (unit, group) in settings.units.iter_mut().zip(split) {
            unit.group = format!("Huyện Số {}", ["Một", "Hai", "Ba", "Bốn"][*group]);
        }
    });
    let by_unit = Results::read(&above_b, &place(&at("above"))).unwrap();
    assert_eq!(outcome(&by_unit), expected, "by unit");
    // Each level above those comes to the same.
    let nation = workspace(|settings| settings.units = vec![unit("1".into(), "Tỉnh Thử".into())]);
    for (name, below) in [("one", &by_office), ("other", &by_unit)] {
        let to = at(name).join(MONTH).join(format!("Tỉnh Thử phu-luc-{MONTH}.xlsx"));
        write_annex(below, &to);
        let nationally = Results::read(&nation, &place(&at(name))).unwrap();
        assert_eq!(outcome(&nationally), expected, "one level further up, {name}");
    }
    for results in [&directly, &by_office, &by_unit] {
        let ledger = results.ledger.by_file.iter();
        assert!(ledger.clone().all(|c| c.found == c.used + c.set_aside + c.not_understood));
        assert!(ledger.clone().all(|counts| counts.used > 0));
    }
}

#[test]
fn all_reports_in_three_groups() {
    agree(&[0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0], &[true; 13]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn any_split_and_any_reports_missing(
        split in prop::collection::vec(0_usize..4, 13),
        sent in prop::collection::vec(prop::bool::weighted(0.85), 13),
    ) {
        // An office without a single report sends no annex.
        let offices = offices(&workspace(|_| ()).settings.units, &split, &sent);
        prop_assume!(offices.iter().all(|office| !office.sent.is_empty()));
        agree(&split, &sent);
    }
}

/// One office's annex of all thirteen units, for the unit "Huyện Số Một" of the office above.
struct Above {
    folder: TempDir,
    workspace: Workspace,
}

impl Above {
    fn new() -> Self {
        Self::of_changed(|_| ())
    }

    /// The same where the workbooks below were changed.
    fn of_changed(change: impl FnOnce(&Path)) -> Self {
        let units = workspace(|_| ()).settings.units;
        let folder = TempDir::new().unwrap();
        let workspace = workspace(|settings| {
            settings.units = vec![unit("1".into(), "Huyện Số Một".into())];
        });
        let above = Self { folder, workspace };
        let office = offices(&units, &[0; 13], &[true; 13]).remove(0);
        let below = above.folder.path().join("below");
        office.annex_of_changed(&below, &above.file("phu-luc-2023-10.xlsx"), change);
        above
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(MONTH).join(name)
    }

    fn results(&self) -> Results<'_> {
        Results::read(&self.workspace, &place(self.folder.path())).unwrap()
    }

    /// Members of all cooperatives, as the office above has them.
    fn members(&self) -> String {
        let results = self.results();
        let place = self.workspace.settings.indicators.get_index_of("htx.thanh_vien").unwrap();
        results.figures.total(place, Basis::Actual).sum.normalize().to_string()
    }

    /// The annex with another number of members, or of another period, under another name.
    fn changed(&self, name: &str, change: impl Fn(&str) -> String) {
        rewrite(&self.file("phu-luc-2023-10.xlsx"), &self.file(name), change);
    }

    /// What the findings of a rule say.
    fn said(&self, rule: &str) -> Vec<String> {
        let findings = self.results().findings;
        findings.into_iter().filter(|f| f.code == rule).map(|f| f.message).collect()
    }

    /// The verdict on an item, and whether it waits for an open finding.
    fn verdict(&self, number: &str) -> (Status, bool) {
        let results = self.results();
        let verdict = &results.verdicts[0];
        let items = verdict.set.targets.iter().flat_map(|target| &target.items);
        let judged = verdict.targets.iter().flat_map(|target| &target.items);
        let (_, judged) = items.zip(judged).find(|(item, _)| item.number == number).unwrap();
        (judged.status, judged.waits_for_findings())
    }
}

/// Writes a workbook with its parts changed.
fn rewrite(from: &Path, to: &Path, change: impl Fn(&str) -> String) {
    let bytes = fs::read(from).unwrap();
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => change(&text).into_bytes(),
            Err(other) => other.into_bytes(),
        };
        changed.start_file(part.name().unwrap(), SimpleFileOptions::default()).unwrap();
        changed.write_all(&bytes).unwrap();
    }
    fs::write(to, changed.finish().unwrap().into_inner()).unwrap();
}

/// Ten members more for the first unit, in the cell where its sum stands.
fn ten_more(text: &str) -> String {
    let book = |at: usize| text[at..].find("<v>").map(|from| at + from + 3);
    // The thirty-second row is the first unit's count of members.
    let Some(from) = text.find("r=\"G32\"").filter(|_| text.contains("<autoFilter")).and_then(book)
    else {
        return text.to_owned();
    };
    let end = from + text[from..].find('<').unwrap();
    let sum: u32 = text[from..end].parse().unwrap();
    format!("{}{}{}", &text[..from], sum + 10, &text[end..])
}

#[test]
fn an_annex_as_written_is_used_without_a_word() {
    let above = Above::new();
    assert_eq!(above.members(), "2570");
    let codes: Vec<_> = above.results().findings.into_iter().map(|f| (f.code, f.message)).collect();
    assert_eq!(codes, []);
}

#[test]
fn an_annex_changed_by_hand_is_used_and_said_so() {
    let above = Above::new();
    above.changed("phu-luc-2023-10.xlsx", ten_more);
    assert_eq!(above.members(), "2580");
    assert_eq!(above.said("phu-luc-da-sua").len(), 1);
}

#[test]
fn of_two_annexes_the_one_of_the_higher_number_counts() {
    let above = Above::new();
    above.changed("phu-luc-2023-10-2.xlsx", ten_more);
    assert_eq!(above.members(), "2580");
    let said = above.said("nhieu-ban");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("phụ lục có số thứ tự lớn hơn"), "{said:?}");
    assert!(said[0].contains("khác tại Nguồn số liệu"), "{said:?}");
    // The same annex twice counts once.
    let above = Above::new();
    above.changed("Huyện Số Một phu-luc-2023-10 (1).xlsx", str::to_owned);
    assert_eq!(above.members(), "2570");
    assert_eq!(above.said("ban-trung").len(), 1);
}

#[test]
fn an_annex_and_a_units_own_report_are_never_added() {
    let mut above = Above::new();
    above.workspace = workspace(|_| ());
    let sample = repository("samples/thap-muoi/2023-10/Xã Mỹ Quý.xlsx");
    fs::copy(sample, above.file("Xã Mỹ Quý.xlsx")).unwrap();
    assert_eq!(above.members(), "2570");
    let said = above.said("nhieu-ban");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("Tệp Xã Mỹ Quý.xlsx không cộng vào kết quả"), "{said:?}");
}

#[test]
fn an_annex_of_another_period_is_set_aside() {
    let above = Above::new();
    above.changed("phu-luc-2023-10.xlsx", |text| text.replace("tháng 10/2023", "tháng 9/2023"));
    assert_eq!(above.members(), "0");
    assert_eq!(above.said("sai-ky").len(), 1);
}

#[test]
fn codes_that_the_office_above_does_not_know_are_said() {
    let mut above = Above::new();
    above.workspace = workspace(|settings| {
        settings.units = vec![unit("1".into(), "Huyện Số Một".into())];
        settings.indicators.shift_remove("htx.cong_nghe_cao").unwrap();
    });
    let said = above.said("phu-luc-khong-hieu");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("không có mã số liệu htx.cong_nghe_cao"), "{said:?}");
    let counts = above.results().ledger.by_file[0];
    assert_eq!(counts.not_understood, 26);
    assert_eq!(counts.found, counts.used + counts.not_understood);
}

#[test]
fn an_annex_of_no_unit_is_set_aside() {
    let mut above = Above::new();
    above.workspace = workspace(|settings| {
        settings.units = vec![unit("1".into(), "Huyện Khác".into())];
        settings.office.unit_kinds = "huyện".to_owned();
    });
    assert_eq!(above.members(), "0");
    let said = above.said("don-vi-la");
    assert!(said[0].contains("Huyện Số Một"), "{said:?}");
}

/// A profit in thousands for millions: the office below does not say whether 3.2 is met.
fn in_thousands(folder: &Path) {
    let file = folder.join("Xã Phú Điền.xlsx");
    rewrite(&file, &file, |text| match text.find("r=\"I9\"") {
        Some(at) if text[at..].starts_with("r=\"I9\" s=\"14\" t=\"n\"><v>94</v>") => {
            format!("{}{}", &text[..at], text[at..].replacen("<v>94</v>", "<v>94000</v>", 1))
        }
        _ => text.to_owned(),
    });
}

#[test]
fn what_is_under_review_below_is_no_firmer_above() {
    assert_eq!(Above::new().verdict("3.2"), (Status::Unmet, false));
    let mut above = Above::of_changed(in_thousands);
    let said = above.said("phu-luc-dang-ra-soat");
    assert_eq!(said.len(), 1);
    let words = "Huyện Số Một: phụ lục phu-luc-2023-10.xlsx ghi đang rà soát: Lãi bình quân một THT (thực \
                 hiện); Lãi bình quân một THT (ước cả năm). Đang dùng số trong phụ lục.";
    assert!(said[0].starts_with(words), "{said:?}");
    assert_eq!(above.verdict("3.2"), (Status::NotChecked, true));
    assert_eq!(above.verdict("3.1"), (Status::Met, false));
    // The same where the annex's units are the office's own.
    above.workspace = workspace(|_| ());
    let said = above.said("phu-luc-dang-ra-soat");
    assert!(said.len() == 1 && said[0].starts_with("Phụ lục phu-luc-2023-10.xlsx ghi"), "{said:?}");
    assert_eq!(above.verdict("3.2"), (Status::NotChecked, true));
}
