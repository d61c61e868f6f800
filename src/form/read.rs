//! Reading the forms on the sheets of a workbook.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::cache::FormCache;
use super::cell_reader::CellReader;
use super::column_time::column_times;
use super::continuation::{goes_on, taken_to_go_on};
use super::figure_cells::FigureCells;
use super::found_form::FoundForm;
use super::header::HeaderPath;
use super::heading::{Heading, read_heading_with};
use super::joined::{self, Covered, without_covered};
use super::recognise::{matched, recognise};
use super::sheet::FormSheet;
use super::sheet::HiddenLines;
use super::template::{Body, Template};
use super::units::{NamedUnit, UnitNames};
use super::{figures, list};
use crate::origin::SheetPlace;
use crate::settings::Settings;
use viet_text::text::folded;
use workbook_io::{Grid, Workbook};

/// Reads the forms of a workbook, sheet by sheet: usually one on each; none on a sheet that is not a form;
/// several where they stand one below another.
#[must_use]
pub fn read_book<'t>(
    file: &Arc<str>,
    book: &Workbook,
    templates: &[&'t Template],
    (settings, period_end): (&Settings, Option<NaiveDate>),
    units: &UnitNames,
    cache: &FormCache<'t>,
) -> Vec<Vec<FormSheet>> {
    let seen: Vec<(Cow<'_, Grid>, Covered)> = book.sheets.iter().map(without_covered).collect();
    let found: Vec<Vec<FoundForm<'t>>> =
        seen.iter().map(|(grid, _)| recognise(grid, templates, cache.for_recognition())).collect();
    let read = |place: usize, found: &FoundForm<'t>| {
        let (grid, covered) = &seen[place];
        let reader = CellReader::new(book, &book.sheets[place], settings, period_end);
        let mut sheet = read_form(file, reader.showing(grid), found, settings, units, cache);
        joined::set_aside(covered, found, &mut sheet);
        sheet
    };
    let mut sheets: Vec<Vec<FormSheet>> = found
        .iter()
        .enumerate()
        .map(|(place, forms)| forms.iter().map(|found| read(place, found)).collect())
        .collect();
    for place in 0..seen.len() {
        if !sheets[place].is_empty() {
            continue;
        }
        let continued = found.iter().enumerate().find_map(|(main, forms)| {
            let (found, list_sheet) = (forms.last()?, sheets[main].last()?);
            let list = settings.lists.get(list_sheet.list.as_deref()?)?;
            let taken = taken_to_go_on(&seen[place].0, found)?;
            let sheet = read(place, &taken);
            let (own, before) = ((&*seen[place].0, &sheet), (&*seen[main].0, list_sheet));
            goes_on(own, before, list).then(|| FormSheet {
                continues: Some(Arc::clone(&list_sheet.on.sheet)),
                measures: list_sheet.measures.clone(),
                ..sheet
            })
        });
        sheets[place].extend(continued);
    }
    sheets
}

/// The templates in the order in which they fit the whole file, the best first: a sheet that
/// several versions of a form share belongs to the version of the file's other sheets. `sent`
/// names the template of the blank form that the file was made from, where the file says so.
#[must_use]
pub fn order_by_fit<'t>(
    book: &Workbook,
    templates: &'t [Template],
    sent: Option<&str>,
    cache: &FormCache<'t>,
) -> Vec<&'t Template> {
    let mut ordered: Vec<&Template> = templates.iter().collect();
    if ordered.len() > 1 {
        let fit = |template: &&'t Template| -> usize {
            let sheets = book.sheets.iter();
            sheets.map(|grid| matched(grid, template, cache.for_recognition())).sum()
        };
        let said = |template: &Template| sent == Some(template.file.as_str());
        ordered.sort_by_cached_key(|template| std::cmp::Reverse((fit(template), said(template))));
    }
    ordered
}

fn read_form(
    file: &Arc<str>,
    reader: CellReader<'_>,
    found: &FoundForm<'_>,
    settings: &Settings,
    units: &UnitNames,
    cache: &FormCache<'_>,
) -> FormSheet {
    let grid = reader.grid();
    let mut sheet = FormSheet {
        on: SheetPlace::new(file, &grid.name.as_str().into()),
        hidden: grid.hidden,
        template: Arc::clone(found.template),
        list: None,
        sub_unit: None,
        heading: read_heading_with(grid, found.heading_top..found.header_top, units, |line| {
            cache.line(units, line)
        }),
        column_times: column_times(grid, found),
        figures: FigureCells::default(),
        rows: Vec::new(),
        missing_columns: missing_columns(found),
        missing_rows: Vec::new(),
        total_rows: Vec::new(),
        example_rows: Vec::new(),
        joined: Vec::new(),
        hidden_lines: HiddenLines::default(),
        continues: None,
        measures: Vec::new(),
        leftovers: Vec::new(),
        counts_from_1904: reader.counts_from_1904(),
    };
    match &found.form.body {
        Body::Figures(area) => {
            let known = (&cache.normalizer, &cache.layouts);
            figures::read(reader, found, area, settings, known, &mut sheet);
        }
        Body::List(list) => {
            let list = &settings.lists[list];
            let own_name = own_name(&sheet.heading, settings);
            list::read(reader, found, list, (&cache.lists, own_name.as_deref()), &mut sheet);
        }
    }
    sheet.hidden_lines = HiddenLines::of_sheet(grid, &sheet);
    sheet
}

/// The name, folded, of the unit that a sheet says it is of: a total may be called by it.
fn own_name(heading: &Heading, settings: &Settings) -> Option<String> {
    match &heading.unit.as_ref()?.0 {
        NamedUnit::Known(unit) => Some(folded(&settings.units[*unit].name)),
        NamedUnit::Unknown(name) => Some(folded(name)),
    }
}

fn missing_columns(found: &FoundForm<'_>) -> Vec<HeaderPath> {
    let places = found.form.columns.iter().zip(&found.mapping.columns);
    places.filter(|(_, place)| place.is_none()).map(|(column, _)| column.header.clone()).collect()
}
