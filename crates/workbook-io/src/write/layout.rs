//! Everything around the cells of a sheet: widths, page setup, conditional formats, notes.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Formula, IgnoreError, Note,
    ProtectionOptions, Worksheet, XlsxError,
};

use super::error::{Cause, WriteError};
use super::{format, text};
use crate::grid::Address;
use crate::sheet::{
    Area, DropDownList, DropDownValues, Highlight, Locale, Page, Sheet, nearest_double,
};

/// A4 in the numbering of the file format.
const A4: u8 = 9;
/// Excel's limit for a header or footer.
const PAGE_TEXT_LIMIT: usize = 255;
/// The library's limit for a note.
const NOTE_LIMIT: usize = 32_000;

/// A column in the library's type. One outside the grid stays outside.
pub(super) fn column(col: u32) -> u16 {
    u16::try_from(col).unwrap_or(u16::MAX)
}

/// Sets up everything that does not depend on the rows.
pub(super) fn before_rows(
    worksheet: &mut Worksheet,
    sheet: &Sheet<'_>,
    locale: Option<Locale>,
) -> Result<(), WriteError> {
    let name = &sheet.name;
    look(worksheet, sheet).map_err(WriteError::of_sheet(name))?;
    page(worksheet, &sheet.page, name)?;
    for rule in &sheet.highlights {
        highlight(worksheet, rule, (name, locale))?;
    }
    for list in &sheet.choices {
        choice(worksheet, list, name)?;
    }
    for (at, words) in &sheet.notes {
        let words = text::truncate(&text::cleaned(words), NOTE_LIMIT).into_owned();
        let note = Note::new(words).add_author_prefix(false);
        let placed = worksheet.insert_note(at.row, column(at.col), &note);
        placed.map_err(WriteError::of_sheet(name))?;
    }
    Ok(())
}

fn look(worksheet: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    worksheet.set_name(sheet.name.as_str())?;
    worksheet.set_hidden(sheet.hidden).set_screen_gridlines(sheet.gridlines);
    // A text result may be empty; without this the library would store 0 for it.
    worksheet.set_formula_result_default("");
    // Numbers stored as text are intended: no green corners.
    let (rows, cols) = (Address::MAX_ROWS - 1, column(Address::MAX_COLS - 1));
    worksheet.ignore_error_range(0, 0, rows, cols, IgnoreError::NumberStoredAsText)?;
    for (col, width) in &sheet.widths {
        worksheet.set_column_width(column(*col), *width)?;
    }
    for col in &sheet.hidden_columns {
        worksheet.set_column_hidden(column(*col))?;
    }
    if let Some(at) = sheet.freeze {
        worksheet.set_freeze_panes(at.row, column(at.col))?;
    }
    if let Some(Area { from, to }) = sheet.filter {
        worksheet.autofilter(from.row, column(from.col), to.row, column(to.col))?;
    }
    if let Some(color) = sheet.tab {
        worksheet.set_tab_color(format::ink(color));
    }
    if let Some(zoom) = sheet.zoom {
        worksheet.set_zoom(zoom);
    }
    if sheet.protected {
        worksheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        });
    }
    Ok(())
}

fn page(worksheet: &mut Worksheet, page: &Page, sheet: &str) -> Result<(), WriteError> {
    worksheet.set_paper_size(A4).set_print_center_horizontally(page.centered);
    if page.landscape {
        worksheet.set_landscape();
    }
    let margins = page.margins;
    let [left, right, top, bottom] =
        [margins.left, margins.right, margins.top, margins.bottom].map(inches);
    // Header and footer are in the middle of the top and bottom margins.
    let [header, footer] = [margins.top / 2, margins.bottom / 2].map(inches);
    worksheet.set_margins(left, right, top, bottom, header, footer);
    if page.fit_width {
        worksheet.set_print_fit_to_pages(1, 0);
    }
    for words in [&page.header, &page.footer] {
        if words.encode_utf16().count() > PAGE_TEXT_LIMIT {
            let cause = Cause::PageText(words.clone());
            return Err(WriteError { sheet: sheet.to_owned(), at: None, cause });
        }
    }
    worksheet.set_header(page.header.as_str()).set_footer(page.footer.as_str());
    page_ranges(worksheet, page).map_err(WriteError::of_sheet(sheet))
}

fn page_ranges(worksheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    worksheet.set_page_breaks(&page.breaks)?;
    if let Some((first, last)) = page.repeat_rows {
        worksheet.set_repeat_rows(first, last)?;
    }
    if let Some((first, last)) = page.repeat_cols {
        worksheet.set_repeat_columns(column(first), column(last))?;
    }
    if let Some(Area { from, to }) = page.area {
        worksheet.set_print_area(from.row, column(from.col), to.row, column(to.col))?;
    }
    Ok(())
}

/// Millimetres in inches, the unit of the file format.
fn inches(millimetres: u16) -> f64 {
    nearest_double((Decimal::from(millimetres) / Decimal::new(254, 1)).round_dp(4))
}

fn highlight(
    worksheet: &mut Worksheet,
    rule: &Highlight,
    (sheet, locale): (&str, Option<Locale>),
) -> Result<(), WriteError> {
    let Some(Area { from, to }) = rule.areas.first().copied() else { return Ok(()) };
    if !super::formula::is_sound(&rule.formula) {
        return Err(WriteError::at(sheet, from, Cause::Formula(rule.formula.clone())));
    }
    let format = ConditionalFormatFormula::new()
        .set_rule(rule.formula.as_str())
        .set_format(format::emphasis(rule.emphasis, locale))
        .set_multi_range(joined(&rule.areas));
    let (left, right) = (column(from.col), column(to.col));
    let added = worksheet.add_conditional_format(from.row, left, to.row, right, &format);
    added.map(drop).map_err(WriteError::of_sheet(sheet))
}

fn choice(worksheet: &mut Worksheet, list: &DropDownList, sheet: &str) -> Result<(), WriteError> {
    let Some(Area { from, to }) = list.areas.first().copied() else { return Ok(()) };
    if let DropDownValues::Words(words) = &list.options
        && let Some(word) = words.iter().find(|word| word.contains(','))
    {
        return Err(WriteError::at(sheet, from, Cause::DropDownValue(word.clone())));
    }
    let rule = validation(list).map_err(WriteError::of_sheet(sheet))?;
    let (left, right) = (column(from.col), column(to.col));
    let added = worksheet.add_data_validation(from.row, left, to.row, right, &rule);
    added.map(drop).map_err(WriteError::of_sheet(sheet))
}

fn validation(list: &DropDownList) -> Result<DataValidation, XlsxError> {
    let rule = match &list.options {
        DropDownValues::Words(words) => DataValidation::new().allow_list_strings(words)?,
        DropDownValues::Range(range) => {
            DataValidation::new().allow_list_formula(Formula::new(format!("={range}")))
        }
    };
    let refusal = if list.strict {
        DataValidationErrorStyle::Stop
    } else {
        DataValidationErrorStyle::Warning
    };
    rule.set_error_style(refusal)
        .set_multi_range(joined(&list.areas))
        .set_error_title(list.error_title.as_str())?
        .set_error_message(list.error_text.as_str())
}

/// Areas as one reference: `A1:B9 D1`.
fn joined(areas: &[Area]) -> String {
    areas.iter().map(Area::to_string).collect::<Vec<_>>().join(" ")
}
