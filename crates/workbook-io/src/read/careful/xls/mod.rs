//! .xls: its records scanned first, then read by calamine from a container of our own.

mod biff;
mod container;
mod soundness;
mod strings;

use std::io::Cursor;

use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError, XlsOptions};

use self::biff::{Globals, Survey};
use crate::grid::{Address, Cell, Grid, Value, Workbook};
use crate::read::catch_panic::catch_panic;
use crate::read::limits::{Meter, settle, within};
use crate::read::places::{area, refuse_doubles};
use crate::read::value::value;
use crate::read::{Damage, Limit, Limits, Refusal, UNKNOWN_FORMULA};

type Book = Xls<Cursor<Vec<u8>>>;

/// Reads a .xls file of Excel 5 to 2003.
pub(in crate::read) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut contents = container::contents(bytes)?;
    let globals = biff::globals(&contents.workbook, limits)?;
    let surveys = surveys(&contents.workbook, &globals, limits)?;
    disarm_dimensions(&mut contents.workbook);
    let mut options = XlsOptions::default();
    options.force_codepage = Some(codepage(&globals));
    let bytes = container::wrapped(&contents).map_err(|_| unsound())?;
    drop(contents);
    let mut book = Book::new_with_options(Cursor::new(bytes), options).map_err(refusal)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut meter = Meter::new(limits);
    let mut workbook = Workbook::default();
    for (sheet, survey) in sheets.iter().zip(surveys) {
        // Chart and macro sheets come back as data, so they are told by their type.
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if workbook.sheets.iter().any(|grid| grid.name == sheet.name) {
            return Err(Refusal::Damaged(Damage::SheetNameTwice(sheet.name.clone())));
        }
        let mut grid = Grid::named(&sheet.name);
        grid.hidden = sheet.visible != SheetVisible::Visible;
        fill(&mut grid, &mut book, survey, &mut meter)?;
        workbook.sheets.push(grid);
    }
    add_properties(&mut workbook, &mut book);
    Ok(workbook)
}

/// Surveys all sheets: calamine parses them all, each into a full rectangle.
fn surveys(stream: &[u8], globals: &Globals, limits: &Limits) -> Result<Vec<Survey>, Refusal> {
    let (mut cells, mut areas, mut text) = (0u64, 0u64, 0u64);
    let mut unread = stream.len();
    let mut surveys = Vec::new();
    for start in &globals.sheets {
        let survey = biff::survey(stream, *start, globals, limits)?;
        unread =
            unread.checked_sub(survey.length).ok_or(Refusal::Damaged(Damage::SharedContent))?;
        if survey.is_worksheet {
            refuse_doubles(&survey.places)?;
        }
        cells += survey.places.len() as u64;
        areas = areas.saturating_add(area(&survey.places));
        text = text.saturating_add(survey.text);
        within(cells, limits.cells, Limit::Cells)?;
        within(areas, limits.area, Limit::Area)?;
        within(text, limits.total_bytes, Limit::Total)?;
        surveys.push(survey);
    }
    Ok(surveys)
}

/// calamine reserves the rectangle that a DIMENSIONS record claims, up to terabytes, and
/// uses it for nothing else: the record is turned into one that it passes over.
fn disarm_dimensions(stream: &mut [u8]) {
    const PASSED_OVER: [u8; 2] = 0x0201_u16.to_le_bytes();
    let claims: Vec<usize> = biff::records(stream, 0)
        .map_while(Result::ok)
        .filter(|record| record.kind == biff::kind::DIMENSIONS)
        .map(|record| record.at)
        .collect();
    for at in claims {
        stream[at..at + 2].copy_from_slice(&PASSED_OVER);
    }
}

/// Excel 97 and later store Unicode, whatever the code page says. Before, a missing or odd
/// page is taken for 1252, under which TCVN3 and VNI letters keep their codes.
fn codepage(globals: &Globals) -> u16 {
    const UTF16: u16 = 1200;
    const WESTERN: u16 = 1252;
    match globals.codepage {
        _ if globals.is_biff8 => UTF16,
        Some(page @ (874 | 932 | 936 | 949 | 950 | 1250..=1258)) => page,
        _ => WESTERN,
    }
}

fn fill(
    grid: &mut Grid,
    book: &mut Book,
    survey: Survey,
    meter: &mut Meter<'_>,
) -> Result<(), Refusal> {
    let formulas = book.worksheet_formula(&grid.name).map_err(refusal)?;
    let range = book.worksheet_range(&grid.name).map_err(refusal)?;
    let mut filled = Vec::new();
    for at in survey.places {
        let place = (at.row, at.col);
        let value = value(range.get_value(place).cloned().unwrap_or(Data::Empty));
        let formula = formulas
            .get_value(place)
            .filter(|text| !text.is_empty())
            .map(|text| readable(text).into());
        let value = match (value, &formula) {
            (Some(value), _) => value,
            (None, Some(_)) => Value::Blank,
            (None, None) => continue,
        };
        let shows_number = matches!(value, Value::Number(_) | Value::Blank);
        let decimals = survey.decimals.get(&at).copied().filter(|_| shows_number);
        meter.put(
            &grid.name,
            &mut filled,
            at,
            Cell { value, formula, shown_decimals: decimals },
        )?;
    }
    settle(grid, filled)?;
    let inside = |row: &u32| *row < Address::MAX_ROWS;
    grid.hidden_rows = survey.hidden_rows.into_iter().filter(inside).collect();
    grid.hidden_cols = survey.hidden_cols;
    Ok(())
}

fn readable(formula: &str) -> String {
    let known = !formula.starts_with("Unrecognised formula");
    if known { formula.to_owned() } else { UNKNOWN_FORMULA.to_owned() }
}

/// Properties of a damaged summary make calamine panic: such a file is read without them.
fn add_properties(workbook: &mut Workbook, book: &mut Book) {
    if let Some(Ok(properties)) = catch_panic(|| book.workbook_properties()) {
        workbook.modified = properties.modified;
        workbook.properties = properties.custom_properties.into_iter().collect();
    }
}

fn refusal(error: XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Password,
        _ => unsound(),
    }
}

fn unsound() -> Refusal {
    Refusal::Damaged(Damage::BrokenWorkbook)
}
