//! The office's own finished annex held against what the program makes of the same reports: sheets with
//! a line for each unit, sheets that are the form with its totals, lists of all units, and the targets.
//! What differs is told with its cell and with who is behind it.

mod behind;
mod book;
mod cells;
mod form_sheets;
mod likeness;
mod model;
mod ours;
mod target_table;
mod targets;
mod unit_table;
mod words;

pub use book::comparison_book;
pub use model::{AnnexComparison, Difference, LearntRule};
pub use target_table::{AnnexTarget, TargetTable};
pub use targets::{
    FoundFigure, annex_targets, compare_targets, doubtful_comparisons, figures_by_result,
};
pub use words::{COMPARISON_FILE, comparison_in_words};

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::form::UnitNames;
use crate::results::Results;
use crate::settings::Basis;
use model::FigureCell;
use ours::{Ours, says_same};
use viet_text::notation::vietnamese;
use workbook_io::{Address, Workbook};

/// Holds an annex against a consolidated period; `learns` also rules over units of it.
#[must_use]
pub fn compare_annex(
    file: &str,
    book: &Workbook,
    results: &Results<'_>,
    learns: bool,
) -> AnnexComparison {
    let settings = &results.workspace.settings;
    let units = UnitNames::new(&settings.office, &settings.units);
    let mut ours = Ours::new(results);
    let mut comparison = AnnexComparison { file: file.to_owned(), ..AnnexComparison::default() };
    let read = form_sheets::read(file, book, results, &units);
    let mut cells: Vec<FigureCell> = Vec::new();
    let targets = annex_targets(book, results.month.period).map(|table| table.sheet);
    for (grid, sheets) in book.sheets.iter().zip(&read) {
        if grid.hidden || targets.as_ref() == Some(&grid.name) && sheets.is_empty() {
            continue;
        }
        let own = match sheets.is_empty() {
            true => unit_table::figures(grid, &units, &ours, &mut comparison.unread),
            false => form_sheets::figures(grid, sheets),
        };
        cells.extend(own);
        form_sheets::rows(grid, sheets, &units, results, &mut comparison);
    }
    if learns {
        comparison.rules = learn_rules(&cells, &mut ours);
    }
    let mut met: BTreeSet<(String, Address)> = BTreeSet::new();
    for cell in &cells {
        if met.insert((cell.sheet.clone(), cell.at)) {
            compare_cell(cell, &cells, &ours, &mut comparison);
        }
    }
    comparison
}

/// The rules that the annex's numbers of the whole show.
fn learn_rules(cells: &[FigureCell], ours: &mut Ours<'_>) -> Vec<LearntRule> {
    let mut said: BTreeMap<usize, Vec<(Basis, Decimal)>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.unit.is_none()) {
        said.entry(cell.figure.0).or_default().push((cell.figure.1, cell.value));
    }
    // Means of few digits are told by like ones that were learnt before them.
    let twice = said.iter().chain(&said);
    twice.filter_map(|(place, said)| ours.learn_rule(*place, said)).collect()
}

fn compare_cell(
    cell: &FigureCell,
    all: &[FigureCell],
    ours: &Ours<'_>,
    comparison: &mut AnnexComparison,
) {
    let own = match cell.unit {
        Some(unit) => ours.of_unit(unit, cell.figure),
        None => ours.total(cell.figure),
    };
    match own {
        Some(own) if says_same(cell.value, own) => comparison.equal += 1,
        None if cell.unit.is_none() && ours.lacks_rule(cell.figure.0) => {
            comparison.unread.push(format!(
                "trang \"{}\", ô {}: {} ghi {}; chưa biết số chung tính thế nào từ số của các đơn vị",
                cell.sheet,
                cell.at,
                ours.name(cell.figure),
                vietnamese(cell.value)
            ));
        }
        // Zero for what nobody reports says no more than a blank.
        None if cell.value.is_zero() => {}
        own => {
            let behind = match cell.unit {
                Some(unit) => behind::of_unit(ours, cell, unit),
                None => behind::of_total(ours, cell, all),
            };
            let who = cell.unit.map(|unit| format!("{}: ", ours.unit_name(unit)));
            comparison.differences.push(model::Difference {
                sheet: cell.sheet.clone(),
                at: cell.at,
                what: format!("{}{}", who.unwrap_or_default(), ours.name(cell.figure)),
                theirs: vietnamese(cell.value),
                ours: own.map_or_else(
                    || "không có số".to_owned(),
                    |own| vietnamese(workbook_io::number::rounded(own, 2)),
                ),
                behind,
            });
        }
    }
}
