//! Which forms a sheet holds, where their headers stand and which column is which: by what
//! the sheet says, never by where it says it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

use super::assign::{Prepared, assign};
use super::header::{HeaderPath, is_numbering, paths};
use super::template::{Body, FigureArea, SheetForm, Template};
use super::wording::Wording;
use crate::cell::{Address, Cell, Grid, Value};

/// A form found on a sheet.
#[derive(Clone, Debug)]
pub(super) struct Recognised<'t> {
    /// The form's name.
    pub template: &'t str,
    /// The sheet of the form.
    pub form: &'t SheetForm,
    /// The first row that is this form's: its heading begins here.
    pub heading_top: u32,
    /// The header's first row.
    pub header_top: u32,
    /// The first row below the header (and below a row of column numbers).
    pub body_top: u32,
    /// The row after the last that can be this form's: where another form's heading begins.
    pub body_end: u32,
    /// For each coded column of the form, where it stands on this sheet.
    pub columns: Vec<Option<u32>>,
    /// Columns that the form has but that hold no figures (STT, Đơn vị tính, Ghi chú).
    pub other_columns: Vec<u32>,
    /// The column of row labels, on a figure sheet.
    pub label_column: Option<u32>,
    /// The column of units of measure, on a figure sheet.
    pub unit_column: Option<u32>,
    /// Columns left of the labels that group rows, on a figure sheet.
    pub group_columns: Vec<u32>,
    /// How much of the form was found, in thousandths.
    likeness: u32,
    /// How many headers and labels of the form were found.
    matched: usize,
}

impl Recognised<'_> {
    /// The rows that hold anything below the header, downwards.
    pub(super) fn body_rows(&self, grid: &Grid) -> Vec<u32> {
        let rows = grid.cells.range(Address::new(self.body_top, 0)..Address::new(self.body_end, 0));
        let mut rows: Vec<u32> = rows.map(|(at, _)| at.row).collect();
        rows.dedup();
        rows
    }
}

/// How much of a form must be on a sheet for it to be that form, in thousandths.
const ENOUGH: u32 = 500;
/// All of a form's headers and labels.
const COMPLETE: u32 = 1_000;
/// Filled rows in which headers are looked for: near the top, or further down where several
/// forms stand one below another. Looking on would only find long lists' own text.
const SEARCHED_ROWS: usize = 400;
/// Blank rows within a header.
const HEADER_GAP: u32 = 6;
/// Rows of a heading above a header that is not the sheet's first.
const HEADING_ROWS: u32 = 25;

/// The forms on a sheet, downwards: as a rule one or none.
#[must_use]
pub(super) fn recognise<'t>(
    grid: &Grid,
    templates: &[&'t Template],
    wording: &Wording<'_>,
) -> Vec<Recognised<'t>> {
    let mut rows = grid.filled_rows();
    rows.truncate(SEARCHED_ROWS);
    let keys = Keys::of(grid, &rows, wording);
    let mut found: Vec<Recognised<'t>> = Vec::new();
    for template in templates {
        for form in &template.sheets {
            found.extend(headers(grid, template, form, &rows, &keys, wording));
        }
    }
    // Of two versions of one form the one that has more of what stands here, then the one of
    // which less is missing. The first of equals stays: the templates' order decides.
    found.sort_by_key(|form| std::cmp::Reverse((form.matched, form.likeness)));
    let mut kept: Vec<Recognised<'t>> = Vec::new();
    for form in found {
        let overlaps = |other: &Recognised<'_>| {
            form.header_top < other.body_top && other.header_top < form.body_top
        };
        if !kept.iter().any(overlaps) {
            kept.push(form);
        }
    }
    kept.sort_by_key(|form| form.header_top);
    part(grid, &mut kept, &keys);
    kept
}

/// How many headers and labels of a template a sheet has.
pub(super) fn matched(grid: &Grid, template: &Template, wording: &Wording<'_>) -> usize {
    recognise(grid, &[template], wording).iter().map(|form| form.matched).sum()
}

/// The texts of the searched rows, evened out as labels are.
struct Keys {
    by_row: BTreeMap<u32, Vec<(u32, String)>>,
}

impl Keys {
    fn of(grid: &Grid, rows: &[u32], wording: &Wording<'_>) -> Self {
        let keys = |row: u32| {
            let texts = grid.row(row).filter_map(|(at, cell)| Some((at.col, cell.text()?)));
            texts.map(|(col, text)| (col, wording.header_key(text))).collect()
        };
        Self { by_row: rows.iter().map(|row| (*row, keys(*row))).collect() }
    }

    fn row(&self, row: u32) -> impl Iterator<Item = &(u32, String)> {
        self.by_row.get(&row).into_iter().flatten()
    }
}

/// A form's headers, prepared for comparing when they are needed.
struct Known<'t> {
    headers: Vec<&'t HeaderPath>,
    prepared: OnceCell<Vec<Prepared<'t>>>,
}

impl<'t> Known<'t> {
    fn prepared(&self) -> &[Prepared<'t>] {
        self.prepared.get_or_init(|| self.headers.iter().map(|path| Prepared::new(path)).collect())
    }
}

/// Where the form's header stands: each row that begins one, with the depth that fits best.
fn headers<'t>(
    grid: &Grid,
    template: &'t Template,
    form: &'t SheetForm,
    rows: &[u32],
    keys: &Keys,
    wording: &Wording<'_>,
) -> Vec<Recognised<'t>> {
    let label_column = match &form.body {
        Body::Figures(area) => match label_column(area, keys) {
            None if !area.is_single_row() => return Vec::new(),
            found => found,
        },
        Body::List(_) => None,
    };
    let headers = all_headers(form);
    let parts: HashSet<&str> = headers.iter().flat_map(|path| *path).map(String::as_str).collect();
    let begins =
        |row: &u32| keys.row(*row).filter(|(_, k)| parts.contains(k.as_str())).count() >= 2;
    let known = Known { headers, prepared: OnceCell::new() };
    let mut found = Vec::new();
    let deepest = form.header_rows.len().max(2) + 1;
    let beginnings: Vec<u32> = rows.iter().copied().filter(|row| begins(row)).collect();
    for (place, _) in rows.iter().enumerate().filter(|(_, row)| begins(row)) {
        let mut best: Option<Recognised<'t>> = None;
        for depth in 1..=deepest {
            let Some(rows) = header_rows(grid, &rows[place..], depth) else { break };
            let last = rows[rows.len() - 1];
            // Labels of this table stand below its header and above the next.
            let next = beginnings.iter().find(|row| **row > last + HEADER_GAP).copied();
            let labels =
                labels_within(form, keys, label_column, last + 1..next.unwrap_or(u32::MAX));
            let next = match_header(grid, (template, form), labels, &known, rows, wording);
            // The first of equals stays: the shallower is the header.
            if best.as_ref().is_none_or(|best| next.likeness > best.likeness) {
                best = Some(next);
            }
            if best.as_ref().is_some_and(|best| best.likeness == COMPLETE) {
                break;
            }
        }
        found.extend(best.filter(|best| best.likeness >= ENOUGH));
    }
    found
}

/// So many filled rows with hardly a blank one between, and none of them a row of figures.
fn header_rows<'r>(grid: &Grid, rows: &'r [u32], depth: usize) -> Option<&'r [u32]> {
    let rows = rows.get(..depth)?;
    let close = rows.windows(2).all(|two| two[1] - two[0] <= 1 + HEADER_GAP);
    let is_number = |(_, cell): &(Address, &Cell)| matches!(cell.value, Value::Number(_));
    let figures = depth > 1 && grid.row(rows[depth - 1]).filter(is_number).count() > 2;
    (close && !figures).then_some(rows)
}

fn all_headers(form: &SheetForm) -> Vec<&HeaderPath> {
    let coded = form.columns.iter().map(|column| &column.header);
    coded.chain(&form.other_headers).collect()
}

/// The column whose texts are the form's row labels; `None` where hardly any are.
fn label_column(area: &FigureArea, keys: &Keys) -> Option<u32> {
    let labels = labels(area);
    let mut hits: BTreeMap<u32, usize> = BTreeMap::new();
    for (col, key) in keys.by_row.values().flatten() {
        if labels.contains(key.as_str()) {
            *hits.entry(*col).or_default() += 1;
        }
    }
    let (col, count) = hits.into_iter().max_by_key(|(col, n)| (*n, std::cmp::Reverse(*col)))?;
    (count * 3 >= area.rows.len()).then_some(col)
}

fn labels(area: &FigureArea) -> HashSet<&str> {
    area.rows.iter().map(|row| row.label.as_str()).filter(|label| !label.is_empty()).collect()
}

/// Row labels of a figure sheet: where they stand, and how many of the form's there are among
/// these rows. A lone row of figures is known by its columns.
#[derive(Clone, Copy)]
enum Labels {
    None,
    At { col: u32, found: usize, all: usize },
}

fn labels_within(
    form: &SheetForm,
    keys: &Keys,
    col: Option<u32>,
    rows: std::ops::Range<u32>,
) -> Labels {
    let (Body::Figures(area), Some(col)) = (&form.body, col) else { return Labels::None };
    let labels = labels(area);
    let is_label = |(at, key): &&(u32, String)| *at == col && labels.contains(key.as_str());
    let found = keys.by_row.range(rows).flat_map(|(_, keys)| keys).filter(is_label).count();
    let all = area.rows.len();
    Labels::At { col, found: found.min(all), all }
}

fn match_header<'t>(
    grid: &Grid,
    (template, form): (&'t Template, &'t SheetForm),
    labels: Labels,
    known: &Known<'_>,
    rows: &[u32],
    wording: &Wording<'_>,
) -> Recognised<'t> {
    let found = paths(grid, rows, wording);
    let numbering = found.iter().filter(|(_, path)| numbers_rows(path)).map(|(col, _)| *col);
    let numbering: Vec<u32> = numbering.collect();
    let name = format!("{}/{}", template.name, form.name);
    let places = wording.places(name, found.clone(), |found| assign(known.prepared(), found));
    let (columns, others) = places.split_at(form.columns.len());
    let mut other_columns: Vec<u32> = others.iter().flatten().copied().collect();
    other_columns.extend(numbering);
    let place_of = |header: &HeaderPath| {
        let place = form.other_headers.iter().position(|path| path == header)?;
        others[place]
    };
    let (unit_column, group_columns) = match &form.body {
        Body::Figures(area) => (
            area.unit_header.as_ref().and_then(place_of),
            area.group_headers.iter().filter_map(place_of).collect(),
        ),
        Body::List(_) => (None, Vec::new()),
    };
    let (likeness, matched) = likeness(columns, &places, labels);
    let (top, last) = (rows[0], rows[rows.len() - 1]);
    Recognised {
        template: &template.name,
        form,
        heading_top: 0,
        header_top: top,
        body_top: below_numbering(grid, last + 1),
        body_end: Address::MAX_ROWS,
        columns: columns.to_vec(),
        other_columns,
        label_column: match labels {
            Labels::At { col, .. } => Some(col),
            Labels::None => None,
        },
        unit_column,
        group_columns,
        likeness,
        matched,
    }
}

/// The column of running numbers, however the commune heads it.
fn numbers_rows(header: &HeaderPath) -> bool {
    const WORDS: [&str; 5] = ["stt", "tt", "số tt", "số thứ tự", "s.t.t"];
    header.last().is_some_and(|last| WORDS.contains(&last.as_str()))
}

/// The first row of the body: below a row of column numbers, where there is one.
fn below_numbering(grid: &Grid, below_header: u32) -> u32 {
    let next = grid.cells.range(Address::new(below_header, 0)..).next().map(|(at, _)| at.row);
    match next {
        Some(row) if is_numbering(grid, row) => row + 1,
        _ => below_header,
    }
}

/// Thousandths of the form's headers found, and on a figure sheet of its labels, with how many
/// those are; none of the coded columns is no likeness at all.
fn likeness(coded: &[Option<u32>], places: &[Option<u32>], labels: Labels) -> (u32, usize) {
    if coded.iter().all(Option::is_none) {
        return (0, 0);
    }
    let share = |found: usize, all: usize| u32::try_from(found * 1000 / all.max(1)).unwrap_or(0);
    let headers = places.iter().flatten().count();
    let of_headers = share(headers, places.len());
    match labels {
        Labels::None => (of_headers, headers),
        Labels::At { found, all, .. } => ((of_headers + share(found, all)) / 2, headers + found),
    }
}

/// Parts a sheet's rows among its forms: each ends where the heading of the next begins.
fn part(grid: &Grid, forms: &mut [Recognised<'_>], keys: &Keys) {
    for place in 1..forms.len() {
        let top = forms[place].header_top;
        let labels: HashSet<&str> = match &forms[place - 1].form.body {
            Body::Figures(area) => area.rows.iter().map(|row| row.label.as_str()).collect(),
            Body::List(_) => HashSet::new(),
        };
        let earliest = forms[place - 1].body_top.max(top.saturating_sub(HEADING_ROWS));
        let is_heading = |row: &u32| {
            grid.row(*row).all(|(_, cell)| matches!(cell.value, Value::Text(_) | Value::Blank))
                && !keys.row(*row).any(|(_, key)| labels.contains(key.as_str()))
        };
        let heading_top = (earliest..top).rev().take_while(is_heading).last().unwrap_or(top);
        forms[place].heading_top = heading_top;
        forms[place - 1].body_end = heading_top;
    }
}
