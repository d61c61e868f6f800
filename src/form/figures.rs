//! Figure sheets: rows found by section and label, figures read from the coded columns.

use crate::cell_text::CellText as _;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::cache::label_normalizer::LabelNormalizer;
use super::cache::layouts::{LayoutBasis, LayoutCache};
use super::cell_reader::{CellReader, NumberPlace};
use super::field::is_numeric;
use super::figure_cells::{FigureCells, FigureSlot};
use super::found_form::FoundForm;
use super::headings::Headings;
use super::joined::among_data;
use super::labels::{LabelMatch, LabelledRow, Matches, match_rows};
use super::measures::{MoneyUnits, over_all};
use super::row_groups::RowGroups;
use super::sheet::JoinedCells;
use super::sheet::{FormSheet, Leftover, LeftoverKind};
use super::template::{Figure, FigureArea, FigureRow};
use crate::settings::{NumberKind, Settings};
use viet_text::measure::Measure;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Area, Cell, Grid};

/// Where the figures of a sheet stand.
#[derive(Debug)]
pub(super) struct FigureLayout {
    slots: Arc<[FigureSlot]>,
    /// Some figure has two of them.
    repeats: bool,
    /// What each is measured in, and the unit as the office writes it.
    measures: Vec<FigureMeasure>,
    /// The cells of all of them, in reading order.
    claimed: Vec<Address>,
    missing_rows: Vec<String>,
    /// Units of money that rows and columns name.
    money: MoneyUnits,
}

pub(super) fn read(
    reader: CellReader<'_>,
    found: &FoundForm<'_>,
    area: &FigureArea,
    settings: &Settings,
    (normalizer, layouts): (&LabelNormalizer<'_>, &LayoutCache<FigureLayout>),
    sheet: &mut FormSheet,
) {
    let grid = reader.grid();
    let layout = || layout(grid, found, area, settings, normalizer);
    let layout = layouts.get_or_compute(LayoutBasis::Table, grid, found, layout);
    sheet.figures = FigureCells::new(Arc::clone(&layout.slots), layout.repeats);
    let mut walk = grid.cells.lookup();
    let joined = among_data(grid, found);
    for (place, (slot, figure)) in layout.slots.iter().zip(&layout.measures).enumerate() {
        let own = walk.get(slot.at).map(|cell| (slot.at, cell));
        let Some((at, cell)) = own.or_else(|| beside(grid, slot, &layout.slots, &joined)) else {
            continue;
        };
        let FigureMeasure { measure, unit, is_yes_no } = figure;
        let place_of_number = NumberPlace { measure: *measure, unit, is_yes_no: *is_yes_no };
        let reading = reader.figure(at, cell, place_of_number);
        sheet.figures.push(place, cell, reading);
    }
    sheet.joined = joined_figures(grid, &layout.slots, joined);
    sheet.figures.finish();
    sheet.missing_rows.clone_from(&layout.missing_rows);
    sheet.leftovers = strays(grid, found, &layout.claimed);
    sheet.measures = layout.money.over(|| over_all(grid, found));
}

/// The cell whose content shows over a figure's: that of another basis of the same figure, with which
/// it is joined.
fn beside<'g>(
    grid: &'g Grid,
    slot: &FigureSlot,
    slots: &[FigureSlot],
    joined: &[Area],
) -> Option<(Address, &'g Cell)> {
    let area = joined.iter().find(|area| area.contains(slot.at))?;
    let is_same =
        slots.iter().any(|other| other.at == area.from && other.indicator == slot.indicator);
    grid.get(area.from).filter(|_| is_same).map(|cell| (area.from, cell))
}

/// The merges over several figures.
fn joined_figures(grid: &Grid, slots: &[FigureSlot], areas: Vec<Area>) -> Vec<JoinedCells> {
    let joined = areas.into_iter().filter_map(|area| {
        let own: Vec<&FigureSlot> = slots.iter().filter(|slot| area.contains(slot.at)).collect();
        let written = grid.get(area.from).map(|cell| cell.as_written())?;
        let is_given = own.iter().all(|slot| slot.indicator == own[0].indicator);
        (own.len() > 1).then_some(JoinedCells { area, written, is_given })
    });
    joined.collect()
}

fn layout(
    grid: &Grid,
    found: &FoundForm<'_>,
    area: &FigureArea,
    settings: &Settings,
    normalizer: &LabelNormalizer<'_>,
) -> FigureLayout {
    let matches = if area.is_single_row() {
        lone_row(grid, found, area, normalizer)
    } else {
        match_rows(&labelled_rows(grid, found, area, normalizer), area)
    };
    let mut slots: Vec<FigureSlot> = Vec::new();
    let mut measures: Vec<FigureMeasure> = Vec::new();
    for (row, (form_row, matched)) in &matches {
        let label_at = printed_label(grid, found, *row).map_or(Address::new(*row, 0), |(at, _)| at);
        for (figure, place) in form_row.figures.iter().zip(&found.mapping.columns) {
            let (Some(figure), Some(col)) = (figure, place) else { continue };
            let indicator = settings.indicators.get_index_of(&figure.code);
            measures.push(measure(figure, settings));
            slots.push(FigureSlot {
                code: figure.code.as_str().into(),
                indicator: indicator.expect("learning checked every code"),
                basis: figure.basis,
                at: Address::new(*row, *col),
                label_at,
                matched: matched.clone(),
            });
        }
    }
    let missing = |row: &&FigureRow| !matches.values().any(|(found, _)| std::ptr::eq(*found, *row));
    let missing = area.rows.iter().filter(missing);
    let mut claimed: Vec<Address> = slots.iter().map(|slot| slot.at).collect();
    claimed.sort_unstable();
    let mut known = BTreeSet::new();
    FigureLayout {
        repeats: slots.iter().any(|slot| !known.insert((slot.indicator, slot.basis))),
        measures,
        claimed,
        missing_rows: missing.flat_map(FigureRow::codes).map(str::to_owned).collect(),
        money: MoneyUnits::of_figures(grid, found, area, &slots, settings),
        slots: slots.into(),
    }
}

/// The row of a form with a single row of figures: the one with its label, else the only one with
/// a number under the form's columns.
fn lone_row<'f>(
    grid: &Grid,
    found: &FoundForm<'_>,
    area: &'f FigureArea,
    normalizer: &LabelNormalizer<'_>,
) -> Matches<'f> {
    let form = &area.rows[0];
    let rows = found.body_rows(grid);
    let says = |row: &&u32| {
        let printed = printed_label(grid, found, **row);
        printed.is_some_and(|(_, text)| normalizer.header_key(&text) == form.label)
    };
    let numbered = |row: &&u32| {
        let cells = found
            .mapping
            .columns
            .iter()
            .flatten()
            .filter_map(|col| grid.get(Address::new(**row, *col)));
        cells.into_iter().any(|cell| is_numeric(&cell.value))
    };
    let by_label: Vec<u32> = rows.iter().filter(says).copied().collect();
    let by_number: Vec<u32> = rows.iter().filter(numbered).copied().collect();
    match (&by_label[..], &by_number[..]) {
        (_, [row]) | ([row], _) => Matches::from([(*row, (form, LabelMatch::SameWords))]),
        _ => Matches::new(),
    }
}

/// What belongs into a figure's cell.
#[derive(Debug)]
struct FigureMeasure {
    measure: Measure,
    /// The unit of measure as it is written.
    unit: Arc<str>,
    is_yes_no: bool,
}

/// What belongs into a figure's cell, by the form and the settings.
fn measure(figure: &Figure, settings: &Settings) -> FigureMeasure {
    let indicator = &settings.indicators[&figure.code];
    let unit = if figure.unit.is_empty() { &indicator.unit } else { &figure.unit };
    let measure = match indicator.kind {
        NumberKind::Count | NumberKind::YesNo => Measure::Count,
        NumberKind::Money => Measure::in_text(unit),
        NumberKind::Share => Measure::Percent,
    };
    let is_yes_no = indicator.kind == NumberKind::YesNo;
    FigureMeasure { measure, unit: unit.as_str().into(), is_yes_no }
}

fn labelled_rows(
    grid: &Grid,
    found: &FoundForm<'_>,
    area: &FigureArea,
    normalizer: &LabelNormalizer<'_>,
) -> Vec<LabelledRow> {
    let mut headings = Headings::new(area);
    let mut groups = RowGroups::default();
    let mut rows = Vec::new();
    for row in found.body_rows(grid) {
        if let Some(col) = groups.left_above(grid, row) {
            headings.leave_groups(col);
        }
        for group in &found.mapping.group_columns {
            let printed = grid.text(Address::new(row, *group)).map(clean).unwrap_or_default();
            if headings.open_group(*group, &printed, normalizer) {
                groups.begin(*group, row);
            }
        }
        let Some((at, printed)) = printed_label(grid, found, row) else { continue };
        if found.mapping.group_columns.contains(&at.col) {
            headings.leave_groups(at.col);
            groups.leave(at.col);
        }
        let key = normalizer.header_key(&printed);
        let filled = || {
            let coded = found.mapping.columns.iter().flatten();
            coded.filter_map(|col| grid.get(Address::new(row, *col))).any(|c| is_numeric(&c.value))
        };
        let is_row = headings.is_label(&key) && filled();
        if !is_row && headings.open(&printed, &key, normalizer) {
            continue;
        }
        headings.pass(&key);
        let unit = found.mapping.unit_column.and_then(|col| grid.text(Address::new(row, col)));
        let unit = unit.map(folded).unwrap_or_default();
        let hidden = grid.hidden_rows.contains(&row);
        rows.push(LabelledRow { row, section: headings.path(), printed, key, unit, hidden });
    }
    rows
}

/// A row's label and its cell. Where the label column is blank, the label may stand in a column
/// without a header beside it: some indent by columns, or merge the cell of the row's number with
/// the label's. Last it may stand where other rows name their group.
fn printed_label(grid: &Grid, found: &FoundForm<'_>, row: u32) -> Option<(Address, String)> {
    let label_col = found.label_column?;
    let label = |col: u32| {
        let at = Address::new(row, col);
        let text = grid.text(at).map(clean).filter(|text| !text.is_empty())?;
        Some((at, text))
    };
    let first_coded = found.mapping.columns.iter().flatten().min().copied().unwrap_or(label_col);
    let beside = |col: &u32| {
        !found.mapping.group_columns.contains(col)
            && (*col < label_col
                || (Some(*col) != found.mapping.unit_column
                    && !found.mapping.other_columns.contains(col)))
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let is_worded = |(_, text): &(Address, String)| letters(text);
    let own = label(label_col);
    let own = own.or_else(|| (0..first_coded).filter(beside).filter_map(label).find(is_worded));
    own.or_else(|| {
        let groups = found.mapping.group_columns.iter().copied();
        groups.filter_map(label).find(is_worded)
    })
}

/// Numbers below the header that belong to no known row and column, except in columns that hold no
/// figures.
fn strays(grid: &Grid, found: &FoundForm<'_>, claimed: &[Address]) -> Vec<Leftover> {
    let silent =
        |col: u32| found.mapping.other_columns.contains(&col) || found.label_column == Some(col);
    let body = Address::new(found.body_top, 0)..Address::new(found.body_end, 0);
    let cells = grid.cells.range(body).filter(|(at, cell)| {
        !silent(at.col) && claimed.binary_search(at).is_err() && is_numeric(&cell.value)
    });
    let leftover = |(at, cell): (&Address, &workbook_io::Cell)| Leftover {
        at: *at,
        written: cell.as_written(),
        kind: LeftoverKind::Stray,
    };
    cells.map(leftover).collect()
}
