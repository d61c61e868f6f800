//! The built-in packs: each plan over the same month gives what was worked out by hand.

use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use tonghop::judge::{ItemVerdict, SetVerdict, Status, judge};
use tonghop::results::Results;
use tonghop::settings::{Criterion, Item};
use tonghop::workspace::{Judgement, PeriodPlace, Workspace};
use viet_text::period::Period;
use workbook_io::number::rounded;

const OCTOBER: Period = Period::Month { year: 2023, month: 10 };

pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A pack that judges the sample's units, whenever its plan was made.
fn pack_over_the_sample(pack: &str) -> Workspace {
    let mut workspace = Workspace::open(&repository(&format!("templates/{pack}"))).unwrap();
    let sample = Workspace::open(&repository("samples/thap-muoi")).unwrap();
    workspace.settings.units = sample.settings.units;
    workspace.settings.office = sample.settings.office;
    for set in &mut workspace.settings.sets {
        (set.from, set.to) = (None, None);
    }
    workspace
}

fn october(workspace: &Workspace) -> Results<'_> {
    let root = repository("samples/thap-muoi");
    let place = PeriodPlace { folder: root.join("2023-10"), root, period: OCTOBER };
    Results::read(workspace, &place).unwrap()
}

/// One row of the table: set, item, value, status.
struct Expected {
    set: String,
    item: String,
    value: Option<Decimal>,
    status: String,
}

fn expected() -> Vec<Expected> {
    let table = std::fs::read_to_string(repository("tests/data/expected-items.tsv")).unwrap();
    let rows = table.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        Expected {
            set: cells[0].to_owned(),
            item: cells[1].to_owned(),
            value: cells[2].parse().ok(),
            status: cells[3].to_owned(),
        }
    });
    rows.collect()
}

fn found<'v>(verdicts: &'v [SetVerdict<'_>], row: &Expected) -> (&'v Item, &'v ItemVerdict) {
    let verdict = verdicts.iter().find(|v| v.set.code == row.set).expect("the set is judged");
    let items = verdict.set.targets.iter().flat_map(|target| &target.items);
    let judged = verdict.targets.iter().flat_map(|target| &target.items);
    items.zip(judged).find(|(item, _)| item.number == row.item).expect("the item is judged")
}

fn status(word: &str) -> Status {
    match word {
        "met" => Status::Met,
        "unmet" => Status::Unmet,
        "no_data" => Status::NoData,
        // Judged by the office, and no office said anything.
        "judgement" => Status::NotChecked,
        other => panic!("unknown status {other}"),
    }
}

#[test]
fn every_plan_over_the_sample_month() {
    let expected = expected();
    let mut packs: Vec<&str> = expected.iter().map(|row| row.set.as_str()).collect();
    packs.dedup();
    assert_eq!(packs.len(), 5);
    for pack in packs {
        let workspace = pack_over_the_sample(pack);
        let results = october(&workspace);
        let verdicts = judge(&results.figures, &workspace.settings, OCTOBER, &[]);
        let rows: Vec<&Expected> = expected.iter().filter(|row| row.set == pack).collect();
        let items = verdicts.iter().flat_map(|v| &v.set.targets).flat_map(|t| &t.items).count();
        assert_eq!(items, rows.len(), "{pack}: every item is expected and judged");
        for row in rows {
            let (item, verdict) = found(&verdicts, row);
            assert_eq!(verdict.status, status(&row.status), "{pack} {}", row.item);
            assert_eq!(matches!(item.criterion, Criterion::ByOffice), row.status == "judgement");
            let value = match &verdict.measured[..] {
                [one] => one.value.map(|value| rounded(value, 6)),
                _ => None,
            };
            assert_eq!(value, row.value, "{pack} {}", row.item);
            if row.status == "judgement" {
                the_office_judges(&results, row);
            }
        }
    }
}

fn the_office_judges(results: &Results<'_>, row: &Expected) {
    for met in [true, false] {
        let judgement = Judgement {
            set: row.set.clone(),
            item: row.item.clone(),
            met,
            reason: "theo báo cáo".to_owned(),
        };
        let settings = &results.workspace.settings;
        let verdicts = judge(&results.figures, settings, OCTOBER, &[judgement]);
        let (_, verdict) = found(&verdicts, row);
        assert_eq!(verdict.status == Status::Met, met, "{} {}", row.set, row.item);
        assert_eq!(verdict.reason.as_deref(), Some("theo báo cáo"));
    }
}
