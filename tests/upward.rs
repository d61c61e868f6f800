//! Annexes as submissions one level up: whatever groups the units are split into, the office
//! above comes to what all workbooks together give.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;
use tonghop::annex;
use tonghop::reading::period::Period;
use tonghop::results::Results;
use tonghop::settings::{Basis, Settings, Unit};
use tonghop::workbook::write::to_bytes;
use tonghop::workspace::{Place, Workspace};

const MONTH: &str = "2023-10";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A copy of the sample's workspace without its months.
fn workspace(change: impl FnOnce(&mut Settings)) -> Workspace {
    let mut workspace = Workspace::open(&repository("samples/thap-muoi")).unwrap();
    change(&mut workspace.settings);
    workspace
}

fn unit(code: String, name: String) -> Unit {
    Unit { code, name, also: Vec::new(), group: String::new() }
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
        let units = 0..merged.of_unit.len();
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

fn place(root: &Path) -> Place {
    let period = Period::Month { year: 2023, month: 10 };
    Place { folder: root.join(MONTH), root: root.to_owned(), period }
}

fn write_annex(results: &Results<'_>, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::write(to, to_bytes(annex::book(results)).unwrap()).unwrap();
}

/// An office below: the units it has, and those of them that have sent their workbooks.
struct Office {
    name: String,
    units: Vec<Unit>,
    sent: Vec<Unit>,
}

impl Office {
    fn annex(&self, root: &Path, to: &Path) {
        let workspace = workspace(|settings| {
            settings.units.clone_from(&self.units);
            settings.office.parent = format!("ỦY BAN NHÂN DÂN {}", self.name.to_uppercase());
        });
        copy_workbooks(&self.sent, &root.join(MONTH));
        write_annex(&Results::of(&workspace, &place(root)).unwrap(), to);
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
    let directly = Results::of(&whole, &place(&at("all"))).unwrap();
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
    let by_office = Results::of(&above, &place(&at("above"))).unwrap();
    assert_eq!(outcome(&by_office), expected, "by office");
    // … or their units as its own.
    let above_b = workspace(|settings| {
        for (unit, group) in settings.units.iter_mut().zip(split) {
            unit.group = format!("Huyện Số {}", ["Một", "Hai", "Ba", "Bốn"][*group]);
        }
    });
    let by_unit = Results::of(&above_b, &place(&at("above"))).unwrap();
    assert_eq!(outcome(&by_unit), expected, "by unit");
    // Each level above those comes to the same.
    let nation = workspace(|settings| settings.units = vec![unit("1".into(), "Tỉnh Thử".into())]);
    for (name, below) in [("one", &by_office), ("other", &by_unit)] {
        let to = at(name).join(MONTH).join(format!("Tỉnh Thử phu-luc-{MONTH}.xlsx"));
        write_annex(below, &to);
        let nationally = Results::of(&nation, &place(&at(name))).unwrap();
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
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

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
