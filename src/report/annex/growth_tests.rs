//! Offices of any size: no formula grows with the units, targets or items, and another spreadsheet
//! engine computes the same results.

use std::sync::Arc;

use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;
use rust_decimal::Decimal;

use super::book;
use crate::checker::checked;
use crate::judge::judge;
use crate::judge::units::{UnitVerdicts, judge_units};
use crate::report::review::tests::SampleRun;
use crate::results::Results;
use crate::settings::{Basis, Criterion, Expr, Item, Settings, Target, Unit};
use crate::workspace::Workspace;
use workbook_io::number::from_stored;
use workbook_io::read::{Limits, read};
use workbook_io::write::to_bytes;
use workbook_io::{Value, Workbook};

/// The sample's month for this many units, whose figures repeat those of the three; this many of
/// them have incomplete or missing figures.
fn of_units<'w>(results: &Results<'_>, workspace: &'w Workspace, incomplete: usize) -> Results<'w> {
    let settings = &workspace.settings;
    let mut results = Results {
        workspace,
        verdicts: Vec::new(),
        by_unit: UnitVerdicts::default(),
        month: results.month.clone(),
        figures: results.figures.clone(),
        doubtful: std::collections::BTreeSet::new(),
        findings: Vec::new(),
        entries: results.entries.clone(),
        decisions: results.decisions.clone(),
        ledger: results.ledger.clone(),
        history: results.history.clone(),
        revision: results.revision.clone(),
    };
    let reported = results.figures.by_unit.iter().filter(|own| own.iter().next().is_some());
    let reported: Vec<_> = reported.cloned().collect();
    let by_unit = (0..settings.units.len()).map(|unit| {
        let mut own = reported[unit % reported.len()].clone();
        if unit < incomplete {
            let mut place = unit;
            own.each(|figure| {
                place += 1;
                figure.complete = place % 3 > 0;
            });
            let gone = unit % settings.indicators.len();
            Basis::ALL.into_iter().for_each(|basis| own.set(gone, basis, None));
        }
        own
    });
    results.figures.by_unit = by_unit.collect();
    for list in &mut results.figures.lists {
        list.by_unit.resize(settings.units.len(), Arc::default());
    }
    results.figures.recount(settings);
    results.verdicts = judge(&results.figures, settings, results.month.period, &[]);
    let (figures, period) = (&results.figures, results.month.period);
    results.by_unit = judge_units(&results.verdicts, figures, settings, period, &[]);
    results
}

fn with_units(settings: &mut Settings, units: usize) {
    for number in settings.units.len()..units {
        let (code, name) = (format!("9{number:05}"), format!("Xã Số {number}"));
        settings.units.push(Unit { code, name, ..Unit::default() });
    }
}

/// More targets, each with all the items of the resolution, and as many compounds between them.
fn with_targets(settings: &mut Settings, targets: usize) {
    let set = &mut settings.sets[0];
    let items: Vec<Item> = set.targets.iter().flat_map(|target| target.items.clone()).collect();
    for number in set.targets.len() + 1..=targets {
        let own = items.iter().zip(1..).map(|(item, place)| {
            let deadline = item.deadline.filter(|_| place % 2 == 0);
            Item { number: format!("{number}.{place}"), deadline, ..item.clone() }
        });
        let title = format!("Chỉ tiêu {number}");
        set.targets.push(Target { number: number.to_string(), title, items: own.collect() });
    }
}

/// The annex, and the longest of its formulas. The writer itself refuses what Excel does not take.
fn written(results: &Results<'_>) -> (Vec<u8>, usize) {
    let bytes = checked("annex", to_bytes(book(results)).unwrap());
    let read = read(&bytes, &Limits::generous()).unwrap();
    let cells = read.sheets.iter().flat_map(|grid| grid.cells.values());
    let longest = cells.filter_map(|cell| Some(cell.formula.as_ref()?.chars().count())).max();
    (bytes, longest.unwrap())
}

fn assert_recalculates(bytes: &[u8]) {
    let loaded = load_from_xlsx_bytes(bytes, "annex", "en", "UTC").unwrap();
    let mut model = Model::from_workbook(loaded, "en").unwrap();
    model.evaluate();
    let Workbook { sheets, .. } = read(bytes, &Limits::generous()).unwrap();
    let mut formulas = 0;
    for (place, grid) in (0..).zip(&sheets) {
        for (at, cell) in grid.cells.iter().filter(|(_, cell)| cell.formula.is_some()) {
            let (row, col) = (at.row as i32 + 1, at.col as i32 + 1);
            let after = match model.get_cell_value_by_index(place, row, col).unwrap() {
                CellValue::String(text) if !text.is_empty() => Value::Text(text.into()),
                CellValue::Number(number) => Value::Number(from_stored(number).unwrap()),
                _ => Value::Blank,
            };
            let same = match (&cell.value, &after) {
                (Value::Number(one), Value::Number(other)) => {
                    (one - other).abs() <= one.abs().max(Decimal::ONE) * Decimal::new(1, 9)
                }
                (one, other) => one == other,
            };
            let formula = cell.formula.as_deref().unwrap_or_default();
            assert!(same, "{} {at}: {:?} became {after:?}: {formula}", grid.name, cell.value);
            formulas += 1;
        }
    }
    assert!(formulas > 400, "{formulas}");
}

/// What lacks something is named as far as one row can show it.
fn assert_legible(bytes: &[u8]) {
    let page = &read(bytes, &Limits::generous()).unwrap().sheets[0];
    let note = page.cells.values().filter_map(|cell| cell.text());
    let note = note.into_iter().find(|text| text.contains("đơn vị ghi chưa đủ: ")).unwrap();
    assert!(note.contains(" số liệu khác, xem ô nền vàng"), "{note}");
    assert!(note.chars().count() < 1_700, "{note}");
}

#[test]
fn formulas_do_not_grow_with_units() {
    let sample = SampleRun::new();
    let results = sample.results();
    let mut longest = Vec::new();
    for (units, incomplete) in [(102, 102), (400, 200), (800, 800)] {
        let mut workspace = results.workspace.clone();
        with_units(&mut workspace.settings, units);
        let (bytes, length) = written(&of_units(&results, &workspace, incomplete));
        longest.push(length);
        if incomplete == 200 {
            assert_recalculates(&bytes);
            assert_legible(&bytes);
        }
    }
    // Addresses and counts have a few more digits.
    let (least, most) = (longest.iter().min().unwrap(), longest.iter().max().unwrap());
    assert!(*most < 3_000 && most - least < most / 10, "{longest:?}");
}

#[test]
fn formulas_do_not_grow_with_targets_and_items() {
    let sample = SampleRun::new();
    let results = sample.results();
    let mut longest = Vec::new();
    for targets in [20, 60] {
        let mut workspace = results.workspace.clone();
        with_targets(&mut workspace.settings, targets);
        let results = of_units(&results, &workspace, 3);
        let (bytes, length) = written(&results);
        longest.push(length);
        assert_recalculates(&bytes);
        // What the sentence under the table says is worked out, not written down.
        let page = &book(&results).sheets[0].name;
        let grid = read(&bytes, &Limits::generous()).unwrap();
        let page = grid.sheets.iter().find(|grid| grid.name == *page).unwrap();
        let sentence = page.cells.values().find(|cell| {
            cell.text().is_some_and(|text| text.contains(&format!("/{targets} chỉ tiêu")))
        });
        assert!(sentence.unwrap().formula.is_some());
    }
    // Footnotes fill their formulas as far as they may.
    assert!(longest.iter().all(|length| *length < 5_000), "{longest:?}");
}

#[test]
fn a_long_cause_beside_live_counts_does_not_stop_the_annex() {
    let sample = SampleRun::new();
    let mut results = sample.results();
    let set = results.verdicts[0].set;
    let is_share = |item: &&Item| matches!(&item.criterion, Criterion::ByFigure(y) if y.is_share());
    let item = set.targets.iter().flat_map(|target| &target.items).find(is_share).unwrap();
    for length in [300, 5_000, 30_000] {
        let cause = "Do \"hạn\" kéo dài. ".chars().cycle().take(length).collect::<String>();
        results.entries.causes.insert((set.code.clone(), item.number.clone()), cause.clone());
        let (bytes, _) = written(&results);
        let page = &read(&bytes, &Limits::generous()).unwrap().sheets[0];
        let note = page
            .cells
            .values()
            .find(|cell| cell.text().is_some_and(|text| text.starts_with(cause.trim_end())));
        assert_eq!(note.unwrap().formula.is_some(), length < 6_000, "{length}");
    }
}

#[test]
fn the_longest_arithmetic_is_written() {
    let sample = SampleRun::new();
    let results = sample.results();
    let mut workspace = results.workspace.clone();
    let codes: Vec<String> = workspace.settings.indicators.keys().take(6).cloned().collect();
    let terms = |number: usize| codes.iter().cycle().take(number).cloned().collect::<Vec<_>>();
    let sum = |number| terms(number).join(" + ");
    for target in workspace.settings.sets.iter_mut().flat_map(|set| &mut set.targets) {
        for item in &mut target.items {
            let Criterion::ByFigure(yardstick) = &mut item.criterion else { continue };
            yardstick.figure = match yardstick.is_share() {
                true => format!("({}) / ({})", sum(30), sum(30)).parse().unwrap(),
                false => sum(60).parse().unwrap(),
            };
        }
    }
    let (bytes, _) = written(&of_units(&results, &workspace, 2));
    assert_recalculates(&bytes);
    let too_many: Result<Expr, String> = sum(61).parse();
    assert!(too_many.unwrap_err().contains("61 số liệu, quá 60"));
}
