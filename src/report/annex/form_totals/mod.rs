//! The office's own forms with the whole's figures in place: each sheet that asks for figures as it
//! is printed, each figure a live reference to its total on Tổng hợp. Nothing is computed anew.

mod cells;
mod figures;
mod notes;
mod plain_look;
mod sheet_cells;
mod widths;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::columns::ColumnPlan;
use crate::form::{Body, FormPage, SheetForm, Template};
use crate::results::Results;
use cells::PrintedCells;
use figures::FormFigures;
use sheet_cells::SheetCells;
use viet_text::text::{bare, folded};
use workbook_io::read::SheetLook;
use workbook_io::sheet::{Area, Page, Row, Sheet};

/// A sheet of this width, in tenths of a character, is printed across where its file does not say.
const STANDING: u32 = 1_100;

/// The sheets, in the order of the templates and of their sheets.
pub(super) fn sheets(results: &Results<'_>, plan: &ColumnPlan) -> Vec<Sheet<'static>> {
    let templates = results.workspace.templates.iter();
    let pages = templates.flat_map(|template| template.pages.iter().map(move |p| (template, p)));
    pages.filter_map(|(template, page)| sheet(results, plan, template, page)).collect()
}

/// The name that a form's sheet should have. Signed pages are known by theirs.
fn wanted_name(page: &FormPage) -> String {
    let name = &page.grid.name;
    let is_signed = bare(&folded(name)).starts_with("phu luc");
    if is_signed { format!("Biểu {name}") } else { name.clone() }
}

/// A sheet; `None` where it asks for lists alone, which the annex has merged on sheets of their own.
fn sheet(
    results: &Results<'_>,
    plan: &ColumnPlan,
    template: &Template,
    page: &FormPage,
) -> Option<Sheet<'static>> {
    let forms: Vec<&SheetForm> =
        template.sheets.iter().filter(|form| form.name == page.grid.name).collect();
    if !forms.iter().any(|form| matches!(form.body, Body::Figures(_))) {
        return None;
    }
    let look = match &page.look {
        Some(look) => Cow::Borrowed(look),
        None => Cow::Owned(plain_look::look(&page.grid, &forms)),
    };
    let figures = FormFigures::new(results, plan, &forms, &look);
    let printed = PrintedCells { results, page, forms: &forms, look: &look, figures: &figures };
    let mut cells = printed.all();
    let below = cells.keys().map(|at| at.row).max().unwrap_or(0) + 2;
    cells.extend(notes::below(results, &figures, below));
    let merges = merges(page);
    let widths = widths::fitting(&look, &cells, &merges);
    let heights = widths::heights(&look, &cells, &merges, &widths);
    Some(Sheet {
        widths: widths.iter().map(|(col, tenths)| (*col, super::style::width(*tenths))).collect(),
        hidden_columns: look.hidden_columns.clone(),
        highlights: figures.whole_numbers(),
        page: page_setup(&look, &forms, widths.values().sum()),
        gridlines: !look.hides_gridlines,
        merges,
        ..Sheet::new(&wanted_name(page), rows(cells, &heights))
    })
}

fn merges(page: &FormPage) -> Vec<Area> {
    page.grid.merges.as_ref().map_or_else(Vec::new, |merges| merges.areas().to_vec())
}

fn page_setup(look: &SheetLook, forms: &[&SheetForm], width: u32) -> Page {
    let header = match forms {
        [form] => form.header_rows.first().copied().zip(form.header_rows.last().copied()),
        _ => None,
    };
    Page {
        landscape: look.landscape.unwrap_or(width > STANDING),
        margins: look.margins.unwrap_or_default(),
        fit_width: true,
        repeat_rows: header,
        footer: "&C&P/&N".to_owned(),
        ..Page::default()
    }
}

fn rows(cells: SheetCells, heights: &BTreeMap<u32, f64>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, (content, style)) in cells {
        if rows.last().is_none_or(|row| row.index != at.row) {
            let height = heights.get(&at.row).copied();
            rows.push(Row { index: at.row, height, cells: Vec::new() });
        }
        let row = rows.last_mut().expect("a row was just pushed");
        row.cells.push((at.col, content, style));
    }
    rows
}
