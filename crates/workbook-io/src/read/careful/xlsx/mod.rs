//! .xlsx and .xlsm: every part checked, then cells streamed in step with their places. Plain
//! files take a shorter way (`read::plain`) to the same cells.

pub(in crate::read) mod manifest;
pub(in crate::read) mod survey;

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use self::survey::{Survey, survey};
use crate::grid::{Cell, Grid, Value, Workbook};
use crate::read::limits::{Meter, settle, within};
use crate::read::number_format::shown_decimals;
use crate::read::package::Package;
use crate::read::value::value;
use crate::read::xml::{self, Tag, attribute};
use crate::read::{Damage, Limit, Limits, Refusal, UNKNOWN_FORMULA};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;
type Cells<'b, 'a> = XlsxCellReader<'b, Cursor<&'a [u8]>>;

/// Reads an .xlsx or .xlsm package.
pub(in crate::read) fn read(
    bytes: &[u8],
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Workbook, Refusal> {
    let parts = manifest::sheet_parts(package, limits)?;
    let mut meter = Meter::new(limits);
    let surveys = surveys(package, &parts, limits, &mut meter)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut workbook = Workbook::default();
    let mut shown = None;
    for (sheet, part) in sheets.iter().zip(&parts) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        // calamine finds sheets by name: of two with one name it would read the first twice.
        if workbook.sheets.iter().any(|grid| grid.name == sheet.name) {
            return Err(Refusal::Damaged(Damage::SheetNameTwice(sheet.name.clone())));
        }
        let survey = surveys
            .get(part)
            .ok_or_else(|| Refusal::Damaged(Damage::SheetWithoutContent(sheet.name.clone())))?;
        let mut grid = Grid::named(&sheet.name);
        grid.hidden = sheet.visible != SheetVisible::Visible;
        grid.hidden_rows.clone_from(&survey.hidden_rows);
        grid.hidden_cols.clone_from(&survey.hidden_cols);
        let formulas = formulas(&mut book, &sheet.name, survey)?;
        let cells = book.worksheet_cells_reader(&sheet.name).map_err(refusal)?;
        let shown = shown.get_or_insert_with(|| decimals_by_style(&cells));
        fill(&mut grid, cells, survey, formulas, shown, &mut meter)?;
        workbook.sheets.push(grid);
    }
    add_properties(&mut workbook, &mut book);
    Ok(workbook)
}

/// Reads every part to its end; sheets are surveyed and tables bounded on the way.
fn surveys(
    package: &mut Package<'_>,
    sheets: &[String],
    limits: &Limits,
    meter: &mut Meter<'_>,
) -> Result<HashMap<String, Survey>, Refusal> {
    let mut surveys = HashMap::new();
    package.inflate_all(limits, |name, bytes| {
        if sheets.iter().any(|sheet| sheet == name) {
            surveys.insert(name.to_owned(), survey(bytes, limits, meter)?);
        } else if name.ends_with("sharedstrings.xml") {
            check_strings(bytes, limits)?;
        } else if name.ends_with("styles.xml") {
            check_styles(bytes, limits)?;
        }
        Ok(())
    })?;
    Ok(surveys)
}

/// calamine reserves room for as many texts as the table claims to have.
pub(in crate::read) fn check_strings(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut texts = 0u64;
    xml::walk(xml::text(bytes)?, |tag| {
        match tag {
            Tag::Start("sst", element) => {
                let claim = attribute(element, "uniqueCount").and_then(|c| c.parse::<usize>().ok());
                // The shortest text is `<si/>`, of five bytes.
                if claim.is_some_and(|claim| claim > bytes.len() / 5) {
                    return Err(Refusal::Damaged(Damage::SharedStringCount));
                }
            }
            Tag::Start("si", _) => texts += 1,
            _ => {}
        }
        within(texts, limits.cells, Limit::Cells)
    })
}

/// calamine keeps a full description for every format, so they are counted first.
pub(in crate::read) fn check_styles(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut formats = 0;
    xml::walk(xml::text(bytes)?, |tag| {
        if let Tag::Start(name, element) = tag {
            within(element.attributes_raw().len(), limits.text_bytes, Limit::Text)?;
            if matches!(name, "xf" | "font" | "fill" | "border" | "numFmt") {
                formats += 1;
            }
        }
        within(formats, limits.formats, Limit::Formats)
    })
}

/// The formulas of a sheet, as many as it has cells; nothing where it has none.
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

/// Formulas by the index of their cell among the sheet's cells.
type Formulas = HashMap<usize, String>;

/// Puts the cells that hold anything on the sheet.
fn fill(
    grid: &mut Grid,
    mut cells: Cells<'_, '_>,
    survey: &Survey,
    mut formulas: Formulas,
    shown: &[Option<u32>],
    meter: &mut Meter<'_>,
) -> Result<(), Refusal> {
    let mut filled = Vec::new();
    for (index, at) in survey.places.iter().enumerate() {
        let (value, style) = match cells.next_cell_with_style_id() {
            Ok(Some((cell, style))) => (value(Data::from(cell.get_value().clone())), style),
            Ok(None) => return Err(out_of_step(&grid.name)),
            Err(error) if concerns_one_cell(&error) => (Some(unreadable_value(error)), 0),
            Err(error) => return Err(refusal(error)),
        };
        let formula = formulas.remove(&index).map(Box::from);
        let value = match (value, &formula) {
            (Some(value), _) => value,
            (None, Some(_)) => Value::Blank,
            (None, None) => continue,
        };
        let shows_number = matches!(value, Value::Number(_) | Value::Blank);
        let decimals = shown.get(style).copied().flatten().filter(|_| shows_number);
        meter.put(
            &grid.name,
            &mut filled,
            *at,
            Cell { value, formula, shown_decimals: decimals },
        )?;
    }
    settle(grid, filled)
}

fn decimals_by_style(cells: &Cells<'_, '_>) -> Vec<Option<u32>> {
    let code = |style: &calamine::Style| {
        style.number_format.as_ref().and_then(|format| shown_decimals(&format.format_code))
    };
    cells.styles().iter().map(code).collect()
}

/// Errors after which the stream goes on with the next cell.
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

/// A value that calamine does not know stays visible as an error in its cell.
fn unreadable_value(error: XlsxError) -> Value {
    Value::Error(match error {
        XlsxError::CellError(code) => code.into(),
        XlsxError::Unrecognized { val, .. } => format!("giá trị không đọc được: {val}").into(),
        _ => "giá trị không đọc được".into(),
    })
}

fn add_properties(workbook: &mut Workbook, book: &mut Book<'_>) {
    // A document without sound properties is read as one that has none.
    if let Ok(properties) = book.workbook_properties() {
        workbook.modified = properties.modified;
        workbook.properties = properties.custom_properties.into_iter().collect();
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
