//! Reads .xlsx and .xlsm: checks every part, then streams cells in step with their positions. Plain
//! files take the fast path (`read::plain`) to the same result.

pub(in crate::read) mod layout;
pub(in crate::read) mod manifest;
mod row_grammar;
pub(in crate::read) mod styles;
pub(in crate::read) mod survey;
pub(in crate::read) mod texts;

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, SheetType, Xlsx, XlsxCellReader, XlsxError};

use self::manifest::{Manifest, manifest};
use self::styles::looks;
use self::survey::{Survey, survey};
use self::texts::{RichTexts, rich_texts};
use super::sheets::{set_properties, start_grid, without_content};
use crate::grid::{Grid, Look, Value, Workbook};
use crate::read::careful::UNKNOWN_FORMULA;
use crate::read::limits::{Meter, place_cells};
use crate::read::package::Package;
use crate::read::value::{CellContent, from_calamine};
use crate::read::{Damage, Limits, Refusal};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;
type CellStream<'b, 'a> = XlsxCellReader<'b, Cursor<&'a [u8]>>;

/// Reads an .xlsx or .xlsm package.
pub(in crate::read) fn read(
    bytes: &[u8],
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Workbook, Refusal> {
    let manifest = manifest(package, limits)?;
    let mut meter = Meter::new(limits);
    let (looks, surveys) = surveys(package, &manifest, limits, &mut meter)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let sheets = book.sheets_metadata().to_vec();
    let epoch_1904 = Some(book.has_1904_epoch());
    let mut workbook = Workbook { epoch_1904, ..Workbook::default() };
    for (sheet, part) in sheets.iter().zip(&manifest.sheets) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut grid = start_grid(sheet, &workbook.sheets)?;
        let survey = surveys.get(part).ok_or_else(|| without_content(sheet))?;
        grid.hidden_rows.clone_from(&survey.hidden_rows);
        survey.layout.clone().apply_to(&mut grid);
        let formulas = formulas(&mut book, &sheet.name, survey)?;
        let cells = book.worksheet_cells_reader(&sheet.name).map_err(refusal)?;
        fill(&mut grid, cells, survey, formulas, &looks, &mut meter)?;
        workbook.sheets.push(grid);
    }
    set_properties(&mut workbook, book.workbook_properties());
    Ok(workbook)
}

/// Surveys by name of the part.
type Surveys = HashMap<String, Survey>;

/// Reads every part to its end: first shared strings and styles, then the sheets, which are
/// surveyed.
fn surveys(
    package: &mut Package<'_>,
    manifest: &Manifest,
    limits: &Limits,
    meter: &mut Meter<'_>,
) -> Result<(Vec<Look>, Surveys), Refusal> {
    let is_sheet = |name: &str| manifest.sheets.iter().any(|sheet| sheet == name);
    let (mut styles, mut texts) = (Vec::new(), RichTexts::new());
    package.inflate_those(
        |name| !is_sheet(name),
        limits,
        |name, bytes| check_table(name, bytes, manifest, limits, &mut styles, &mut texts),
    )?;
    let mut surveys = Surveys::new();
    package.inflate_those(is_sheet, limits, |name, bytes| {
        surveys.insert(name.to_owned(), survey(bytes, &texts, limits, meter)?);
        Ok(())
    })?;
    Ok((styles, surveys))
}

/// Checks the limits of a part with shared strings or styles; keeps the content of the workbook's
/// own.
pub(in crate::read) fn check_table(
    name: &str,
    bytes: &[u8],
    manifest: &Manifest,
    limits: &Limits,
    styles: &mut Vec<Look>,
    texts: &mut RichTexts,
) -> Result<(), Refusal> {
    if name.ends_with(manifest::TEXTS) {
        let found = rich_texts(bytes, limits)?;
        if name == manifest.texts {
            *texts = found;
        }
    } else if name.ends_with(manifest::STYLES) {
        let found = looks(bytes, limits)?;
        if name == manifest.styles {
            *styles = found;
        }
    }
    Ok(())
}

/// The formulas of a sheet.
fn formulas(book: &mut Book<'_>, sheet: &str, survey: &Survey) -> Result<Formulas, Refusal> {
    let mut formulas = Formulas::new();
    if survey.formulas.is_empty() {
        return Ok(formulas);
    }
    let mut cells = book.worksheet_cells_reader(sheet).map_err(refusal)?;
    let mut with_formula = survey.formulas.iter().peekable();
    for index in 0..survey.places.len() {
        let text = match cells.next_formula() {
            Ok(Some(cell)) => cell.get_value().clone(),
            Ok(None) => return Err(out_of_step(sheet)),
            Err(error) if concerns_one_cell(&error) => String::new(),
            Err(error) => return Err(refusal(error)),
        };
        if with_formula.next_if_eq(&&index).is_some() {
            let text = if text.is_empty() { UNKNOWN_FORMULA.to_owned() } else { text };
            formulas.insert(index, text);
        }
    }
    Ok(formulas)
}

/// Formulas by index of their cell.
type Formulas = HashMap<usize, String>;

/// Adds the filled cells to the sheet.
fn fill(
    grid: &mut Grid,
    mut cells: CellStream<'_, '_>,
    survey: &Survey,
    mut formulas: Formulas,
    looks: &[Look],
    meter: &mut Meter<'_>,
) -> Result<(), Refusal> {
    let mut filled = Vec::new();
    for (index, at) in survey.places.iter().enumerate() {
        let (content, look) = match cells.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                (from_calamine(Data::from(cell.get_value().clone())), looks.get(style).copied())
            }
            Ok(None) => return Err(out_of_step(&grid.name)),
            Err(error) if concerns_one_cell(&error) => {
                (CellContent::Value(unreadable_value(error)), None)
            }
            Err(error) => return Err(refusal(error)),
        };
        let formula = formulas.remove(&index).map(Box::from);
        let Some(cell) = content.cell(formula, look.unwrap_or_default()) else { continue };
        meter.put(&grid.name, &mut filled, *at, cell)?;
        if let Some(rich) = survey.rich.get(&index) {
            meter.put_rich(grid, &mut filled, rich)?;
        }
    }
    place_cells(grid, filled)
}

/// Errors after which the stream continues with the next cell.
const fn concerns_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::XmlAttr(_)
    )
}

/// A value that calamine cannot read stays visible in its cell.
fn unreadable_value(error: XlsxError) -> Value {
    match error {
        XlsxError::CellError(code) => Value::Error(code.into()),
        XlsxError::Unrecognized { val, .. } => Value::Unreadable(Some(val.into())),
        _ => Value::Unreadable(None),
    }
}

fn out_of_step(sheet: &str) -> Refusal {
    Refusal::Damaged(Damage::CellCountMismatch(sheet.to_owned()))
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Password,
        XlsxError::Unrecognized { typ: "sheet:type", .. } => Refusal::MacroSheet,
        _ => Refusal::Damaged(Damage::BrokenWorkbook),
    }
}
