//! Reading the forms on a sheet.

use std::sync::Arc;

use super::cache::FormCache;
use super::cell_reader::CellReader;
use super::column_time::column_times;
use super::figure_cells::FigureCells;
use super::found_form::FoundForm;
use super::header::HeaderPath;
use super::heading::read_heading_with;
use super::recognise::{matched, recognise};
use super::sheet::FormSheet;
use super::template::{Body, Template};
use super::units::UnitNames;
use super::{figures, list};
use crate::origin::SheetPlace;
use crate::settings::Settings;
use workbook_io::Workbook;

/// Reads the forms on one sheet of a file: usually one; none on a sheet that is not a form;
/// several where they stand one below another.
#[must_use]
pub fn read_sheet<'t>(
    file: &Arc<str>,
    reader: CellReader<'_>,
    templates: &[&'t Template],
    settings: &Settings,
    units: &UnitNames,
    cache: &FormCache<'t>,
) -> Vec<FormSheet> {
    let forms = recognise(reader.grid(), templates, cache.for_recognition());
    forms.iter().map(|found| read_form(file, reader, found, settings, units, cache)).collect()
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
            list::read(reader, found, list, &cache.lists, &mut sheet);
        }
    }
    sheet
}

fn missing_columns(found: &FoundForm<'_>) -> Vec<HeaderPath> {
    let places = found.form.columns.iter().zip(&found.mapping.columns);
    places.filter(|(_, place)| place.is_none()).map(|(column, _)| column.header.clone()).collect()
}
