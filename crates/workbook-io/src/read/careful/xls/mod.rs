//! Reads .xls: surveys the records first, then lets calamine read them from a new container.

mod container;
mod globals;
mod records;
mod soundness;
mod strings;
mod styles;
mod survey;

use std::io::Cursor;

use calamine::{Data, Reader as _, SheetType, Xls, XlsError, XlsOptions};

use self::globals::{Globals, read_globals};
use self::records::{kind, records};
use self::survey::{CellStyle, CellText, Survey, survey};
use super::sheets::{set_properties, start_grid};
use crate::grid::{Address, Grid, Look, Merges, Workbook};
use crate::read::careful::UNKNOWN_FORMULA;
use crate::read::catch_panic::catch_panic;
use crate::read::font::RichText;
use crate::read::limits::{Meter, check_limit, place_cells};
use crate::read::places::{area, check_no_duplicates};
use crate::read::value::from_calamine;
use crate::read::{Damage, Limit, Limits, Refusal};

type Book = Xls<Cursor<Vec<u8>>>;

/// Reads a .xls file of Excel 5 to 2003.
pub(in crate::read) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut contents = container::contents(bytes)?;
    let globals = read_globals(&contents.workbook, limits)?;
    let surveys = surveys(&contents.workbook, &globals, limits)?;
    disarm_dimensions(&mut contents.workbook);
    let mut options = XlsOptions::default();
    options.force_codepage = Some(codepage(&globals));
    let bytes = container::wrapped(&contents).map_err(|_| unsound())?;
    drop(contents);
    let mut book = Book::new_with_options(Cursor::new(bytes), options).map_err(refusal)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut meter = Meter::new(limits);
    let epoch_1904 = Some(book.has_1904_epoch());
    let mut workbook = Workbook { epoch_1904, ..Workbook::default() };
    for (sheet, survey) in sheets.iter().zip(surveys) {
        // Chart and macro sheets also have data, so only the type tells them apart.
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut grid = start_grid(sheet, &workbook.sheets)?;
        fill(&mut grid, &mut book, survey, &globals, &mut meter)?;
        workbook.sheets.push(grid);
    }
    // calamine panics on some damaged properties.
    if let Some(properties) = catch_panic(|| book.workbook_properties()) {
        set_properties(&mut workbook, properties);
    }
    Ok(workbook)
}

/// Surveys all sheets. calamine parses all of them, each into a full rectangle.
fn surveys(stream: &[u8], globals: &Globals, limits: &Limits) -> Result<Vec<Survey>, Refusal> {
    let (mut cells, mut areas, mut text) = (0u64, 0u64, 0u64);
    let mut unread = stream.len();
    let mut surveys = Vec::new();
    for sheet in 0..globals.sheets.len() {
        let survey = survey(stream, sheet, globals, limits)?;
        unread =
            unread.checked_sub(survey.length).ok_or(Refusal::Damaged(Damage::SharedContent))?;
        if survey.is_worksheet {
            check_no_duplicates(&survey.places)?;
        }
        cells += (survey.places.len() + survey.merges.len()) as u64;
        areas = areas.saturating_add(area(&survey.places));
        text = text.saturating_add(survey.text);
        check_limit(cells, limits.cells, Limit::Cells)?;
        check_limit(areas, limits.area, Limit::Area)?;
        check_limit(text, limits.total_bytes, Limit::Total)?;
        surveys.push(survey);
    }
    Ok(surveys)
}

/// calamine allocates the rectangle that a DIMENSIONS record claims, up to terabytes, and does not
/// use it otherwise. Changes the record to one that calamine ignores.
fn disarm_dimensions(stream: &mut [u8]) {
    const PASSED_OVER: [u8; 2] = 0x0201_u16.to_le_bytes();
    let claims: Vec<usize> = records(stream, 0)
        .map_while(Result::ok)
        .filter(|record| record.kind == kind::DIMENSIONS)
        .map(|record| record.at)
        .collect();
    for at in claims {
        stream[at..at + 2].copy_from_slice(&PASSED_OVER);
    }
}

/// Excel 97 and later store Unicode, whatever the code page says. Before that, a missing or invalid
/// code page is taken for 1252, in which legacy Vietnamese encodings keep their codes.
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
    globals: &Globals,
    meter: &mut Meter<'_>,
) -> Result<(), Refusal> {
    let formulas = book.worksheet_formula(&grid.name).map_err(refusal)?;
    let range = book.worksheet_range(&grid.name).map_err(refusal)?;
    let mut filled = Vec::new();
    for (at, style) in survey.places.into_iter().zip(survey.styles) {
        let place = (at.row, at.col);
        let content = from_calamine(range.get_value(place).cloned().unwrap_or(Data::Empty));
        let formula = formulas
            .get_value(place)
            .filter(|text| !text.is_empty())
            .map(|text| readable(text).into());
        let Some(cell) = content.cell(formula, look(style, globals)) else { continue };
        let rich = match style.text {
            CellText::Shared(index) => globals.rich.get(&(index as usize)),
            _ => None,
        };
        let rich = rich.zip(cell.text()).map(|(starts, text)| RichText::from_units(text, starts));
        meter.put(&grid.name, &mut filled, at, cell)?;
        if let Some(rich) = rich {
            meter.put_rich(grid, &mut filled, &rich)?;
        }
    }
    place_cells(grid, filled)?;
    let inside = |row: &u32| *row < Address::MAX_ROWS;
    grid.hidden_rows = survey.hidden_rows.into_iter().filter(inside).collect();
    grid.hidden_cols = survey.hidden_cols;
    grid.merges = (!survey.merges_are_unsound).then(|| Merges::new(survey.merges));
    grid.set_filter(survey.filter, survey.filter_hides_rows);
    Ok(())
}

/// The look of a cell by its format. Fonts inside the cell's own record are not read.
fn look(style: CellStyle, globals: &Globals) -> Look {
    let look = globals.looks.get(usize::from(style.format)).copied().unwrap_or_default();
    match style.text {
        CellText::OwnRich => Look { struck: None, raised: None, ..look },
        CellText::Own | CellText::Shared(_) => look,
    }
}

fn readable(formula: &str) -> String {
    let known = !formula.starts_with("Unrecognised formula");
    if known { formula.to_owned() } else { UNKNOWN_FORMULA.to_owned() }
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
