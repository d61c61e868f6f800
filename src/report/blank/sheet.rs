//! The differences of a blank form's sheet from the template's.

use crate::cell_text::CellText as _;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Source;
use super::heading::{HeadingValues, filled, line_of_period, unit_kinds};
use super::last_list::OrganisationIdentity;
use super::runs;
use super::validation::{AllowedInput, elements};
use super::year::header_years;
use crate::form::{Body, CodedCell, SheetForm};
use crate::report::patch::sheet_xml::{CellValue, SheetXml};
use crate::report::patch::shift::RowShift;
use crate::report::patch::styles::CellStyles;
use crate::settings::{Column, ColumnKind, List};
use viet_text::date::read_date;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid, Value};

/// The fewest empty rows of a list after last month's organisations.
const SPARE_ROWS: u32 = 5;
/// The rows searched for unit and period on a sheet without codes.
const HEADING_ROWS: u32 = 30;

/// What a sheet's changes depend on.
#[derive(Clone, Copy)]
pub(super) struct SheetContext<'a> {
    pub(super) source: Source<'a>,
    /// The unit; `None` for the general form.
    pub(super) unit: Option<usize>,
    /// The package's shared texts, as XML.
    pub(super) texts: &'a [String],
}

/// A sheet with its changes made.
pub(super) struct BlankSheet {
    pub(super) name: String,
    pub(super) xml: SheetXml,
    /// Inserted rows: the first row moved, and by how many.
    inserted: Vec<(u32, u32)>,
}

impl BlankSheet {
    /// The inserted rows, with the sheet's name.
    pub(super) fn shifts(&self) -> impl Iterator<Item = (String, u32, u32)> + '_ {
        self.inserted.iter().map(|(from, by)| (self.name.clone(), *from, *by))
    }
}

/// Makes the changes that turn a template's sheet into a blank form's.
pub(super) fn make_blank_sheet(
    context: &SheetContext<'_>,
    styles: &mut CellStyles,
    grid: &Grid,
    xml: SheetXml,
) -> Result<BlankSheet, String> {
    let forms = || context.source.template.sheets.iter().filter(|form| form.name == grid.name);
    let mut sheet = BlankSheet { name: grid.name.clone(), xml, inserted: Vec::new() };
    let mut cells: BTreeMap<Address, CellValue> = BTreeMap::new();
    let mut allowed: BTreeMap<Address, AllowedInput> = BTreeMap::new();
    let bottom = forms().map(|form| form.header_rows[0]).min().unwrap_or(HEADING_ROWS);
    let own_texts = runs::texts_above(bottom, &sheet.xml, context.texts);
    fill_heading(context, grid, bottom, &own_texts, &mut cells);
    for form in forms() {
        if let Some(period) = context.source.period {
            let moved = header_years(grid, form, period).into_iter();
            cells.extend(moved.map(|(at, text)| (at, CellValue::Text(text))));
        }
        match &form.body {
            Body::Figures(_) => {
                let of_cells = sheet.xml.styles();
                for cell in &form.cells {
                    let style = of_cells.get(&cell.at).copied().unwrap_or_default();
                    let known = known(context, cell, styles.shows_per_cent(style));
                    cells.insert(cell.at, known.map_or(CellValue::Nothing, CellValue::Number));
                    let indicator = &context.source.settings.indicators[&cell.code];
                    allowed.insert(cell.at, AllowedInput::of_figure(indicator.kind));
                }
            }
            Body::List(_) => {}
        }
    }
    sheet.xml.put(&cells);
    // From the bottom up, so that rows still to be changed do not move.
    let mut lists: Vec<&SheetForm> =
        forms().filter(|form| matches!(form.body, Body::List(_))).collect();
    lists.sort_by_key(|form| std::cmp::Reverse(form.cells[0].at.row));
    for form in lists {
        sheet = fill_list(context, styles, grid, form, sheet, &mut allowed)?;
    }
    let own = sheet.xml.validated();
    sheet.xml.add_validations(&elements(&allowed, &own));
    sheet.xml.fit_paper();
    Ok(sheet)
}

/// Writes unit and period into the heading's slots; without slots, on a sheet with codes, into a
/// blank row above the table.
fn fill_heading(
    context: &SheetContext<'_>,
    grid: &Grid,
    bottom: u32,
    own_texts: &BTreeMap<Address, String>,
    cells: &mut BTreeMap<Address, CellValue>,
) {
    let Source { settings, period, .. } = context.source;
    let unit = context.unit.map(|unit| settings.units[unit].name.as_str());
    let kinds = unit_kinds(&settings.office);
    let asked = HeadingValues { unit, kinds: &kinds, period, closing: settings.office.closing };
    let (mut unit_said, mut period_said) = (unit.is_none(), period.is_none());
    for (at, cell) in grid.cells.range(Address::new(0, 0)..Address::new(bottom, 0)) {
        let Some(text) = cell.text() else { continue };
        let filled = filled(text, &asked);
        if !filled.edits.is_empty() {
            let xml = own_texts.get(at).map(String::as_str);
            let Some(put) = runs::filled(xml, text, &filled.edits) else { continue };
            cells.insert(*at, put);
        }
        unit_said |= filled.says_unit;
        period_said |= filled.says_period;
    }
    let line = [
        unit.filter(|_| !unit_said).map(|unit| format!("Đơn vị báo cáo: {unit}")),
        period.filter(|_| !period_said).map(line_of_period),
    ];
    let line: Vec<String> = line.into_iter().flatten().collect();
    let is_blank = |row: &u32| grid.row(*row).next().is_none();
    let is_form = context.source.template.sheets.iter().any(|form| form.name == grid.name);
    let free = (0..bottom).rev().find(is_blank).filter(|_| is_form && !line.is_empty());
    if let Some(row) = free {
        cells.insert(Address::new(row, 0), CellValue::Text(line.join("; ")));
    }
}

/// Fills a list's rows: last month's organisations, then blank rows.
fn fill_list(
    context: &SheetContext<'_>,
    styles: &mut CellStyles,
    grid: &Grid,
    form: &SheetForm,
    mut sheet: BlankSheet,
    allowed: &mut BTreeMap<Address, AllowedInput>,
) -> Result<BlankSheet, String> {
    let Source { settings, last, .. } = context.source;
    let Body::List(code) = &form.body else { return Ok(sheet) };
    let list = &settings.lists[code];
    let first = form.cells[0].at.row;
    let place = settings.lists.get_index_of(code).unwrap_or_default();
    let rows: &[OrganisationIdentity] =
        context.unit.map_or(&[], |unit| last.organisations(place, unit));
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let mut room = free_rows(grid, form, list, &sheet);
    let needed = count + SPARE_ROWS;
    if needed > room {
        let shift = RowShift { sheet: &grid.name, from: first + 1, by: needed - room };
        sheet.xml = sheet.xml.insert_rows(shift)?;
        let down = |at: Address| Address::new(shift.row(at.row), at.col);
        *allowed = std::mem::take(allowed).into_iter().map(|(at, a)| (down(at), a)).collect();
        sheet.inserted.push((shift.from, shift.by));
        room = needed;
    }
    let of_cells = sheet.xml.styles();
    let mut cells: BTreeMap<Address, CellValue> = BTreeMap::new();
    let number_col = number_column(grid, form);
    for offset in 0..room {
        let row = first + offset;
        let identity = rows.get(usize::try_from(offset).unwrap_or(usize::MAX));
        if let Some(col) = number_col {
            let number = identity.map(|_| CellValue::Number(Decimal::from(offset + 1)));
            cells.insert(Address::new(row, col), number.unwrap_or(CellValue::Nothing));
        }
        for cell in &form.cells {
            let at = Address::new(row, cell.at.col);
            let column = &list.columns[&cell.code];
            let value = identity.and_then(|of| of.get(&(cell.code.clone(), cell.basis)));
            let style = of_cells.get(&at).copied().unwrap_or_default();
            let value = value.map(|value| cell_value(value, column, style, styles));
            cells.insert(at, value.unwrap_or(CellValue::Nothing));
            if let Some(kind) = AllowedInput::of_column(column, settings.marks.tick()) {
                allowed.insert(at, kind);
            }
        }
    }
    sheet.xml.put(&cells);
    Ok(sheet)
}

/// What is known of a unit's figure, as its cell shows it.
fn known(context: &SheetContext<'_>, cell: &CodedCell, per_cent: bool) -> Option<Decimal> {
    let Source { settings, known, .. } = context.source;
    let indicator = settings.indicators.get_index_of(&cell.code)?;
    let value = known.value(context.unit?, indicator, cell.basis, settings)?;
    if per_cent { value.checked_div(Decimal::ONE_HUNDRED) } else { Some(value) }
}

fn cell_value(value: &Value, column: &Column, style: usize, styles: &mut CellStyles) -> CellValue {
    let text = || clean(&value.as_written());
    let day = match value {
        Value::Date { day, .. } => *day,
        Value::Text(_) if column.kind == ColumnKind::Date => read_date(&text()),
        _ => None,
    };
    match (value, day) {
        (_, Some(day)) => styles.day(day, style),
        (Value::Number(number), _) => CellValue::Number(number.normalize()),
        _ => CellValue::Text(text()),
    }
}

/// How many rows the template has free for a list, the coded one among them.
fn free_rows(grid: &Grid, form: &SheetForm, list: &List, sheet: &BlankSheet) -> u32 {
    let styles = sheet.xml.styles();
    let name = form.cells.iter().find(|cell| cell.code == list.name_column().code);
    let name_col = name.unwrap_or(&form.cells[0]).at.col;
    let is_free = |row: &u32| {
        let blank = grid.row(*row).all(|(_, cell)| matches!(&cell.value, Value::Number(_)));
        blank && styles.get(&Address::new(*row, name_col)).is_some_and(|style| *style > 0)
    };
    let first = form.cells[0].at.row;
    1 + (first + 1..).take_while(is_free).fold(0, |rows, _| rows + 1)
}

/// The column of running numbers to the left of the list's names.
fn number_column(grid: &Grid, form: &SheetForm) -> Option<u32> {
    let first = form.cells.iter().map(|cell| cell.at.col).min()?;
    let says = |at: Address| {
        let words = ["stt", "tt", "số tt", "số thứ tự", "số"];
        grid.text(at).is_some_and(|text| words.contains(&folded(text).as_str()))
    };
    let header = || form.header_rows.iter();
    (0..first).find(|col| header().any(|row| says(Address::new(*row, *col))))
}
