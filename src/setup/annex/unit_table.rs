//! A sheet with a line for each unit, rows or columns: which figure each column (or row) shows is told
//! by its header and by what it says of the units.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::cells::{number, text};
use super::likeness::likeness;
use super::model::{FigureCell, FigureId};
use super::ours::{Ours, says_same};
use crate::form::{NamedUnit, UnitNames};
use crate::settings::Basis;
use crate::setup::blank::is_total;
use viet_text::text::folded;
use workbook_io::{Address, Grid};

/// A table with a line for each unit.
struct UnitTable<'g> {
    grid: &'g Grid,
    /// Units are in rows, not in columns.
    down: bool,
    /// The line of each unit.
    lines: BTreeMap<usize, u32>,
    /// The lines of the whole.
    totals: Vec<u32>,
    /// The first line of a unit: headers stand before it.
    first: u32,
    /// The column (or row) that names the units.
    names: u32,
}

impl UnitTable<'_> {
    fn at(&self, line: u32, across: u32) -> Address {
        if self.down { Address::new(line, across) } else { Address::new(across, line) }
    }
}

/// The cells of figures on a sheet with a line for each unit; none where there is no such table.
pub(super) fn figures(
    grid: &Grid,
    units: &UnitNames,
    ours: &Ours<'_>,
    unread: &mut Vec<String>,
) -> Vec<FigureCell> {
    let Some(table) = find(grid, units, ours) else { return Vec::new() };
    let across: BTreeSet<u32> =
        grid.cells.keys().map(|at| if table.down { at.col } else { at.row }).collect();
    let known = ours.figures();
    let mut cells = Vec::new();
    // What is hidden is a spreadsheet's own arithmetic, not what the annex says.
    let hidden = if table.down { &grid.hidden_cols } else { &grid.hidden_rows };
    let is_shown = |across: &u32| *across != table.names && !hidden.contains(across);
    for across in across.into_iter().filter(is_shown) {
        let values: BTreeMap<usize, Decimal> = table
            .lines
            .iter()
            .filter_map(|(unit, line)| Some((*unit, number(grid, table.at(*line, across))?)))
            .collect();
        if values.len() * 2 < table.lines.len() {
            continue;
        }
        let header = header(&table, across);
        let Some(figure) = figure(&values, &header, &known, ours) else {
            if !is_running_number(&header, &values) {
                let name = if header.is_empty() { "không có tiêu đề" } else { &header };
                unread.push(format!(
                    "trang \"{}\", từ ô {}: chưa biết là số liệu nào của báo cáo ({name})",
                    grid.name,
                    table.at(table.first, across)
                ));
            }
            continue;
        };
        let whole = table.totals.iter().map(|line| (None, *line));
        let own = table.lines.iter().map(|(unit, line)| (Some(*unit), *line));
        for (unit, line) in own.chain(whole) {
            let at = table.at(line, across);
            if let Some(value) = number(grid, at) {
                cells.push(FigureCell { sheet: grid.name.clone(), at, figure, unit, value });
            }
        }
    }
    cells
}

/// The table with a line for most of the units, each once.
fn find<'g>(grid: &'g Grid, units: &UnitNames, ours: &Ours<'_>) -> Option<UnitTable<'g>> {
    let mut by_col: BTreeMap<u32, Vec<(usize, u32)>> = BTreeMap::new();
    let mut by_row: BTreeMap<u32, Vec<(usize, u32)>> = BTreeMap::new();
    for (at, cell) in &grid.cells {
        let Some(written) = cell.text() else { continue };
        if let Some(NamedUnit::Known(unit)) = units.in_heading(written)
            && written.chars().count() < 60
        {
            by_col.entry(at.col).or_default().push((unit, at.row));
            by_row.entry(at.row).or_default().push((unit, at.col));
        }
    }
    let wanted = (ours.units() / 2).max(2);
    let once = |found: &[(usize, u32)]| {
        let different: BTreeSet<usize> = found.iter().map(|(unit, _)| *unit).collect();
        different.len() >= wanted && different.len() == found.len()
    };
    let best = |lines: BTreeMap<u32, Vec<(usize, u32)>>, down: bool| {
        let fit = lines.into_iter().filter(|(_, found)| once(found));
        fit.max_by_key(|(_, found)| found.len()).map(|(names, found)| (names, found, down))
    };
    let (names, found, down) = best(by_col, true).or_else(|| best(by_row, false))?;
    let first = found.iter().map(|(_, line)| *line).min()?;
    let last = found.iter().map(|(_, line)| *line).max()?;
    let mut table =
        UnitTable { grid, down, lines: found.into_iter().collect(), totals: vec![], first, names };
    const NEAR: u32 = 3;
    let near = (first.saturating_sub(NEAR)..first).chain(last + 1..=last + NEAR);
    let is_of_whole = |line: &u32| {
        (0..=names + 1).any(|across| {
            let words = text(grid, table.at(*line, across));
            let short = words.chars().count() < 40;
            short && (is_total(&words) || folded(&words).starts_with(&folded("tổng")))
        })
    };
    table.totals = near.filter(is_of_whole).collect();
    Some(table)
}

/// The texts above (or left of) a column's figures, from the outside in.
fn header(table: &UnitTable<'_>, across: u32) -> String {
    const DEEP: u32 = 8;
    let mut parts: Vec<String> = Vec::new();
    for line in table.first.saturating_sub(DEEP)..table.first {
        if table.totals.contains(&line) {
            continue;
        }
        let at = table.at(line, across);
        let origin = table.grid.merge_at(at).map_or(at, |merge| merge.area.from);
        let words = text(table.grid, origin);
        if words.chars().any(char::is_alphabetic) && !parts.contains(&words) {
            parts.push(words);
        }
    }
    parts.join(" - ")
}

fn is_running_number(header: &str, values: &BTreeMap<usize, Decimal>) -> bool {
    let header = folded(header);
    let is_named = ["stt", "tt", "số tt"].iter().any(|word| header == *word);
    let mut sorted: Vec<Decimal> = values.values().copied().collect();
    sorted.sort();
    is_named || sorted.iter().zip(1_i64..).all(|(value, turn)| *value == Decimal::from(turn))
}

/// The figure that a column shows: the one of which it says most, and whose name its header has.
fn figure(
    values: &BTreeMap<usize, Decimal>,
    header: &str,
    known: &[FigureId],
    ours: &Ours<'_>,
) -> Option<FigureId> {
    let says_estimate = folded(header).contains(&folded("ước"));
    let score = |id: &FigureId| {
        let equal = values.iter().filter(|(unit, value)| {
            ours.of_unit(**unit, *id).is_some_and(|own| says_same(**value, own))
        });
        let equal = equal.count() * 100 / values.len();
        let alike = likeness(header, &ours.name(*id), &ours.indicator(id.0).group);
        let telling = values.values().collect::<BTreeSet<_>>().len() > 2;
        let fits = equal >= 60 && (telling || alike >= 50) || equal >= 30 && alike >= 80;
        let basis = match id.1 {
            Basis::Actual => !says_estimate,
            Basis::Estimate => says_estimate,
            _ => false,
        };
        fits.then_some((equal * 2 + alike + usize::from(basis) * 20, *id))
    };
    // The first of equals: the form's own figure before one that a list gives.
    let best = known.iter().filter_map(score).rev().max_by_key(|(score, _)| *score)?;
    Some(best.1)
}
