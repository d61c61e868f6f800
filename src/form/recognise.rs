//! Which forms a sheet holds, where their headers stand and which column is which. Only the texts
//! decide, never their position.

use std::rc::Rc;

use super::cache::recognition::RecognitionCache;
use super::cache::vocabulary::{FormTerms, TermId};
use super::column_mapping::{ColumnMapping, HeaderKey};
use super::found_form::{FoundForm, divide_rows};
use super::header::{is_numbering, paths};
use super::sheet_terms::SheetTerms;
use super::template::{Body, FigureArea, SheetForm, Template};
use workbook_io::{Address, Cell, Grid, Value};

/// How much of a form must be on a sheet for it to be that form, in thousandths.
const ENOUGH: u32 = 500;
/// All of a form's headers and labels.
const COMPLETE: u32 = 1_000;
/// Labels that are enough where less than a third of a form is left.
const FEWEST_LABELS: usize = 3;
/// Filled rows in which headers are looked for: near the top, or further down where several forms
/// stand one below another. Further rows would only be the text of long lists.
const SEARCHED_ROWS: usize = 400;
/// Blank rows within a header.
const HEADER_GAP: u32 = 6;

/// The forms on a sheet from the top down, usually one or none.
#[must_use]
pub(super) fn recognise<'t>(
    grid: &Grid,
    templates: &[&'t Template],
    cache: RecognitionCache<'_, 't>,
) -> Vec<FoundForm<'t>> {
    let mut rows = grid.filled_rows();
    rows.truncate(SEARCHED_ROWS);
    // All forms must be known before the first text is looked up: texts are compared with the
    // terms of all of them.
    for form in templates.iter().flat_map(|template| &template.sheets) {
        cache.terms.form_terms(form);
    }
    let keys = SheetTerms::new(grid, &rows, cache);
    let mut found: Vec<FoundForm<'t>> = Vec::new();
    for template in templates {
        for form in &template.sheets {
            found.extend(headers(grid, (template, form), &rows, &keys, cache));
        }
    }
    // Of two versions of one form, the one with more headers and labels on this sheet wins, then
    // the one that lacks less; among equals the first in the templates' order.
    found.sort_by_key(|form| std::cmp::Reverse((form.matched, form.likeness)));
    let mut kept: Vec<FoundForm<'t>> = Vec::new();
    for form in found {
        let overlaps = |other: &FoundForm<'_>| {
            form.header_top < other.body_top && other.header_top < form.body_top
        };
        if !kept.iter().any(overlaps) {
            kept.push(form);
        }
    }
    kept.sort_by_key(|form| form.header_top);
    divide_rows(grid, &mut kept, &keys, cache);
    kept
}

/// How many headers and labels of a template a sheet has.
pub(super) fn matched<'t>(
    grid: &Grid,
    template: &'t Template,
    cache: RecognitionCache<'_, 't>,
) -> usize {
    recognise(grid, &[template], cache).iter().map(|form| form.matched).sum()
}

/// What a form is looked for with.
struct Search<'s, 't> {
    grid: &'s Grid,
    keys: &'s SheetTerms,
    cache: RecognitionCache<'s, 't>,
    template: &'t Template,
    form: &'t SheetForm,
    terms: Rc<FormTerms>,
    label_column: Option<u32>,
}

/// Rows that may be a form's header.
struct HeaderMatch<'r> {
    rows: &'r [u32],
    placed: Rc<ColumnMapping>,
    likeness: u32,
    matched: usize,
}

/// Where the form's header stands: each row that begins one, with the depth that fits best.
fn headers<'t>(
    grid: &Grid,
    (template, form): (&'t Template, &'t SheetForm),
    rows: &[u32],
    keys: &SheetTerms,
    cache: RecognitionCache<'_, 't>,
) -> Vec<FoundForm<'t>> {
    let terms = cache.terms.form_terms(form);
    let label_column = match &form.body {
        Body::Figures(area) => match label_column(area, grid, keys, &terms) {
            None if !area.is_single_row() => return Vec::new(),
            found => found,
        },
        Body::List(_) => None,
    };
    let search = Search { grid, keys, cache, template, form, terms, label_column };
    let begins = |own: &&[(Address, TermId)]| {
        own.iter().filter(|(_, term)| search.terms.is_in_header(*term)).nth(1).is_some()
    };
    let by_row = keys.terms.chunk_by(|(one, _), (other, _)| one.row == other.row);
    let place_of = |own: &[(Address, TermId)]| rows.partition_point(|row| *row < own[0].0.row);
    let mut found = Vec::new();
    let deepest = form.header_rows.len().max(2) + 1;
    let places: Vec<usize> = by_row.filter(begins).map(place_of).collect();
    for place in &places {
        let mut best: Option<HeaderMatch<'_>> = None;
        for depth in 1..=deepest {
            let Some(header) = header_rows(grid, &rows[*place..], depth) else { break };
            let last = header[header.len() - 1];
            // Labels of this table stand below its header and above the next.
            let next = places.iter().map(|place| rows[*place]).find(|row| *row > last + HEADER_GAP);
            let labels = search.labels_within(last + 1..next.unwrap_or(u32::MAX));
            let next = search.match_header(labels, header);
            // Among equals the first wins: the header with fewer rows.
            if best.as_ref().is_none_or(|best| next.likeness > best.likeness) {
                best = Some(next);
            }
            if best.as_ref().is_some_and(|best| best.likeness == COMPLETE) {
                break;
            }
        }
        let best = best.filter(|best| best.likeness >= ENOUGH);
        found.extend(best.map(|best| search.recognised(best)));
    }
    found
}

/// The first `depth` filled rows, if few blank rows lie between them and the last is not a row of
/// figures.
fn header_rows<'r>(grid: &Grid, rows: &'r [u32], depth: usize) -> Option<&'r [u32]> {
    let rows = rows.get(..depth)?;
    let close = rows.windows(2).all(|two| two[1] - two[0] <= 1 + HEADER_GAP);
    let is_number = |(_, cell): &(Address, &Cell)| matches!(cell.value, Value::Number(_));
    let figures = depth > 1 && grid.row(rows[depth - 1]).filter(is_number).count() > 2;
    (close && !figures).then_some(rows)
}

/// The column of the form's row labels; `None` where there are hardly any. Of a form that was cut
/// off, few labels are enough if there is little other text among them.
fn label_column(
    area: &FigureArea,
    grid: &Grid,
    keys: &SheetTerms,
    terms: &FormTerms,
) -> Option<u32> {
    // Labels stand in few columns.
    let mut hits: Vec<(u32, usize)> = Vec::new();
    for (at, _) in keys.terms.iter().filter(|(_, term)| terms.is_label(*term)) {
        match hits.iter_mut().find(|(col, _)| *col == at.col) {
            Some((_, count)) => *count += 1,
            None => hits.push((at.col, 1)),
        }
    }
    let (col, count) = hits.into_iter().max_by_key(|(col, n)| (*n, std::cmp::Reverse(*col)))?;
    let is_cut_off = || {
        let labels = keys.terms.iter().filter(|(at, term)| at.col == col && terms.is_label(*term));
        let top = labels.map(|(at, _)| *at).min();
        let below = top.into_iter().flat_map(|top| grid.cells.range(top..));
        let texts = below.filter(|(at, cell)| at.col == col && cell.text().is_some()).count();
        count >= FEWEST_LABELS && count * 2 >= texts
    };
    (count * 3 >= area.rows.len() || is_cut_off()).then_some(col)
}

/// Row labels of a figure sheet: where they stand, and how many of the form's there are among
/// these rows. A form with a single row is recognised by its columns alone.
#[derive(Clone, Copy)]
enum LabelCount {
    None,
    At { found: usize, all: usize },
}

impl<'t> Search<'_, 't> {
    fn labels_within(&self, rows: std::ops::Range<u32>) -> LabelCount {
        let (Body::Figures(area), Some(col)) = (&self.form.body, self.label_column) else {
            return LabelCount::None;
        };
        let is_label =
            |(at, term): &&(Address, TermId)| at.col == col && self.terms.is_label(*term);
        let found = self.keys.rows(rows).iter().filter(is_label).count();
        let all = area.rows.len();
        LabelCount::At { found: found.min(all), all }
    }

    /// What tells one header from another.
    fn header_key(&self, rows: &[u32]) -> HeaderKey {
        let texts = |row: &u32| self.keys.headers(self.grid, *row, self.cache);
        HeaderKey { form: self.terms.place, rows: rows.iter().map(texts).collect() }
    }

    fn match_header<'r>(&self, labels: LabelCount, rows: &'r [u32]) -> HeaderMatch<'r> {
        let key = self.header_key(rows);
        let paths = || paths(self.grid, rows, self.cache.normalizer);
        let placed = |_: &HeaderKey| Rc::new(ColumnMapping::under(self.form, &paths()));
        let placed = self.cache.headers.get_or_compute(key, placed);
        let (likeness, matched) = likeness(&placed, labels);
        HeaderMatch { rows, placed, likeness, matched }
    }

    fn recognised(
        &self,
        HeaderMatch { rows, placed, likeness, matched }: HeaderMatch<'_>,
    ) -> FoundForm<'t> {
        let (top, last) = (rows[0], rows[rows.len() - 1]);
        FoundForm {
            template: &self.template.name,
            form: self.form,
            place: self.terms.place,
            heading_top: 0,
            header_top: top,
            body_top: below_numbering(self.grid, last + 1),
            body_end: Address::MAX_ROWS,
            label_column: self.label_column,
            mapping: placed,
            likeness,
            matched,
        }
    }
}

/// The first row of the body: below a row of column numbers, where there is one.
fn below_numbering(grid: &Grid, below_header: u32) -> u32 {
    let next = grid.cells.range(Address::new(below_header, 0)..).next().map(|(at, _)| at.row);
    match next {
        Some(row) if is_numbering(grid, row) => row + 1,
        _ => below_header,
    }
}

/// How much of the form's headers, and on a figure sheet of its labels, was found: in thousandths
/// and as a number. Without any coded column it is 0.
fn likeness(placed: &ColumnMapping, labels: LabelCount) -> (u32, usize) {
    if placed.columns.iter().all(Option::is_none) {
        return (0, 0);
    }
    let share = |found: usize, all: usize| u32::try_from(found * 1000 / all.max(1)).unwrap_or(0);
    let (headers, all) = placed.headers;
    let of_headers = share(headers, all);
    match labels {
        LabelCount::None => (of_headers, headers),
        LabelCount::At { found, all } => ((of_headers + share(found, all)) / 2, headers + found),
    }
}
