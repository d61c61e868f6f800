//! Reads .xlsb: checks and surveys the records first, then streams cells in step with their
//! positions.

mod manifest;
mod records;
mod styles;
mod survey;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader as _, SheetType, Xlsb, XlsbError};

use self::survey::{Survey, WorkbookTables, survey};
use super::sheets::{set_properties, start_grid, without_content};
use crate::grid::{Address, Grid, Look, Value, Workbook};
use crate::read::careful::UNKNOWN_FORMULA;
use crate::read::font::RichText;
use crate::read::limits::{Meter, place_cells};
use crate::read::package::Package;
use crate::read::places::check_no_duplicates;
use crate::read::value::{CellContent, from_calamine};
use crate::read::{Damage, Limits, Refusal};

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads an .xlsb package.
pub(in crate::read) fn read(
    bytes: &[u8],
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Workbook, Refusal> {
    let parts = manifest::sheet_parts(package, limits)?;
    let styles = styles::styles(package, limits)?;
    let texts = manifest::texts(package, &styles, limits)?;
    let tables = WorkbookTables { texts: &texts, styles: &styles };
    let mut meter = Meter::new(limits);
    let mut surveys = surveys(package, &parts, tables, limits, &mut meter)?;
    let mut book: Book<'_> = Xlsb::new(Cursor::new(bytes)).map_err(|e| refusal(&e))?;
    let sheets = book.sheets_metadata().to_vec();
    let epoch_1904 = Some(book.has_1904_epoch());
    let mut workbook = Workbook { epoch_1904, ..Workbook::default() };
    for (sheet, part) in sheets.iter().zip(&parts) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut grid = start_grid(sheet, &workbook.sheets)?;
        let survey = surveys.remove(part).ok_or_else(|| without_content(sheet))?;
        let formulas = formulas(&mut book, &sheet.name, &survey)?;
        fill(&mut grid, &mut book, survey, formulas, &styles.looks, &mut meter)?;
        workbook.sheets.push(grid);
    }
    set_properties(&mut workbook, book.workbook_properties());
    Ok(workbook)
}

/// Reads every part to its end and surveys the sheets.
fn surveys(
    package: &mut Package<'_>,
    sheets: &[String],
    tables: WorkbookTables<'_>,
    limits: &Limits,
    meter: &mut Meter<'_>,
) -> Result<HashMap<String, Survey>, Refusal> {
    let mut surveys = HashMap::new();
    package.inflate_all(limits, |name, bytes| {
        let is_sheet = name.starts_with("xl/worksheets/") && sheets.iter().any(|s| s == name);
        if is_sheet {
            let survey = survey(bytes, tables, limits)?;
            let merges = survey.merges.as_ref().map_or(0, |merges| merges.areas().len());
            meter.count_cells((survey.places.len() + merges) as u64)?;
            let places: Vec<Address> = survey.places.iter().map(|place| place.at).collect();
            check_no_duplicates(&places)?;
            surveys.insert(name.to_owned(), survey);
        }
        Ok(())
    })?;
    Ok(surveys)
}

/// The formulas of a sheet, in the order of the cells that have one.
fn formulas(
    book: &mut Book<'_>,
    sheet: &str,
    survey: &Survey,
) -> Result<std::vec::IntoIter<String>, Refusal> {
    let count = survey.places.iter().filter(|place| place.has_formula).count();
    let mut texts = Vec::new();
    if count > 0 {
        let mut cells = book.worksheet_cells_reader(sheet).map_err(|e| refusal(&e))?;
        for _ in 0..count {
            texts.push(match cells.next_formula() {
                Ok(Some(cell)) if !cell.get_value().is_empty() => cell.get_value().clone(),
                Ok(None) => return Err(unsound()),
                // calamine consumed the whole record, so the next one follows.
                Ok(Some(_)) | Err(_) => UNKNOWN_FORMULA.to_owned(),
            });
        }
    }
    Ok(texts.into_iter())
}

fn fill(
    grid: &mut Grid,
    book: &mut Book<'_>,
    survey: Survey,
    mut formulas: std::vec::IntoIter<String>,
    looks: &[Look],
    meter: &mut Meter<'_>,
) -> Result<(), Refusal> {
    let mut cells = book.worksheet_cells_reader(&grid.name).map_err(|e| refusal(&e))?;
    let mut filled = Vec::new();
    for place in survey.places {
        let content = match place.value {
            Some(value) => CellContent::Value(value),
            None => streamed(cells.next_cell(), place.at)?,
        };
        let formula = if place.has_formula { formulas.next() } else { None }.map(Box::from);
        let look = looks.get(place.format).copied().unwrap_or_default();
        let Some(cell) = content.cell(formula, look) else { continue };
        let rich = place.rich.zip(cell.text());
        let rich = rich.map(|(starts, text)| RichText::from_units(text, &starts));
        meter.put(&grid.name, &mut filled, place.at, cell)?;
        if let Some(rich) = rich {
            meter.put_rich(grid, &mut filled, &rich)?;
        }
    }
    place_cells(grid, filled)?;
    grid.hidden_rows = survey.hidden_rows;
    grid.hidden_cols = survey.hidden_cols;
    grid.merges = survey.merges;
    grid.set_filter(survey.filter, survey.filter_has_condition);
    Ok(())
}

/// The value of a streamed cell, which must be at the surveyed position.
fn streamed(
    next: Result<Option<calamine::Cell<DataRef<'_>>>, XlsbError>,
    at: Address,
) -> Result<CellContent, Refusal> {
    match next {
        Ok(Some(cell)) if cell.get_position() == (at.row, at.col) => {
            Ok(from_calamine(Data::from(cell.get_value().clone())))
        }
        Err(XlsbError::CellError(code)) => Ok(CellContent::Value(Value::UnknownError(code))),
        Ok(_) => Err(unsound()),
        Err(error) => Err(refusal(&error)),
    }
}

fn refusal(error: &XlsbError) -> Refusal {
    match error {
        XlsbError::Password => Refusal::Password,
        XlsbError::Unrecognized { typ: "BoundSheet8:dt", .. } => Refusal::MacroSheet,
        _ => unsound(),
    }
}

fn unsound() -> Refusal {
    Refusal::Damaged(Damage::BrokenWorkbook)
}
