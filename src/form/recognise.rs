//! Which form a sheet is, where its header stands and which column is which: by what the
//! sheet says, never by where it says it.

use super::header::{HeaderPath, is_numbering, paths};
use super::template::{Body, FigureArea, SheetForm, Template};
use super::wording::Wording;
use crate::cell::Grid;

/// A sheet recognised as one of the forms.
#[derive(Clone, Debug)]
pub(super) struct Recognised<'t> {
    /// The form's name.
    pub template: &'t str,
    /// The sheet of the form.
    pub form: &'t SheetForm,
    /// The header's first row.
    pub header_top: u32,
    /// The first row below the header (and below a row of column numbers).
    pub body_top: u32,
    /// For each coded column of the form, where it stands on this sheet.
    pub columns: Vec<Option<u32>>,
    /// Columns that the form has but that hold no figures (STT, Đơn vị tính, Ghi chú).
    pub other_columns: Vec<u32>,
    /// The column of row labels, on a figure sheet.
    pub label_column: Option<u32>,
    /// The column of units of measure, on a figure sheet.
    pub unit_column: Option<u32>,
    /// How much of the form was found, in thousandths.
    pub likeness: u32,
}

/// How much of a form must be on a sheet for it to be that form, in thousandths.
const ENOUGH: u32 = 500;
/// Headers stand near the top; looking further would only find lists' own text.
const HEADER_SEARCH_ROWS: usize = 80;

/// The form that the sheet is, if it is one: the likeliest of all, and like enough.
#[must_use]
pub(super) fn recognise<'t>(
    grid: &Grid,
    templates: &'t [Template],
    wording: &Wording<'_>,
) -> Option<Recognised<'t>> {
    let forms =
        templates.iter().flat_map(|template| template.sheets.iter().map(move |f| (template, f)));
    let matches = forms.filter_map(|(template, form)| match_form(grid, template, form, wording));
    // The first of equals stays, so that the office's order of forms decides.
    matches
        .filter(|found| found.likeness >= ENOUGH)
        .reduce(|best, next| if next.likeness > best.likeness { next } else { best })
}

fn match_form<'t>(
    grid: &Grid,
    template: &'t Template,
    form: &'t SheetForm,
    wording: &Wording<'_>,
) -> Option<Recognised<'t>> {
    let label_column = match &form.body {
        Body::Figures(area) => Some(label_column(grid, area, wording)?),
        Body::List(_) => None,
    };
    let known = all_headers(form);
    let tops = grid.filled_rows().into_iter().take(HEADER_SEARCH_ROWS).filter(|row| {
        let hits = grid.row(*row).filter_map(|(_, cell)| cell.text()).filter(|text| {
            let key = wording.header_key(text);
            !key.is_empty() && known.iter().any(|path| path.contains(&key))
        });
        hits.take(2).count() >= 2
    });
    let mut best: Option<Recognised<'t>> = None;
    for top in tops {
        for depth in 1..=form.header_depth.max(2) + 1 {
            let found = match_header(grid, template, form, label_column, (top, depth), wording);
            if best.as_ref().is_none_or(|best| found.likeness > best.likeness) {
                best = Some(found);
            }
        }
    }
    best
}

fn all_headers(form: &SheetForm) -> Vec<&HeaderPath> {
    let coded = form.columns.iter().map(|column| &column.header);
    coded.chain(&form.other_headers).collect()
}

/// The column whose texts are the form's row labels; `None` where hardly any is.
fn label_column(grid: &Grid, area: &FigureArea, wording: &Wording<'_>) -> Option<u32> {
    let mut hits: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for (at, cell) in &grid.cells {
        if let Some(text) = cell.text() {
            let key = wording.key(text);
            if area.rows.iter().any(|row| row.label == key) {
                *hits.entry(at.col).or_default() += 1;
            }
        }
    }
    let (col, count) = hits.into_iter().max_by_key(|(col, n)| (*n, std::cmp::Reverse(*col)))?;
    (count * 3 >= area.rows.len()).then_some(col)
}

fn match_header<'t>(
    grid: &Grid,
    template: &'t Template,
    form: &'t SheetForm,
    label_column: Option<u32>,
    (top, depth): (u32, usize),
    wording: &Wording<'_>,
) -> Recognised<'t> {
    let rows: Vec<u32> = (top..).take(depth).collect();
    let found = paths(grid, &rows, wording);
    let known = all_headers(form);
    let places = assign(&known, &found);
    let (columns, others) = places.split_at(form.columns.len());
    let matched = places.iter().filter(|place| place.is_some()).count();
    let unit_header = match &form.body {
        Body::Figures(area) => area.unit_header.as_ref(),
        Body::List(_) => None,
    };
    let unit_place = form.other_headers.iter().position(|path| Some(path) == unit_header);
    let mut body_top = top + u32::try_from(depth).expect("headers have few rows");
    if is_numbering(grid, body_top) {
        body_top += 1;
    }
    Recognised {
        template: &template.name,
        form,
        header_top: top,
        body_top,
        columns: columns.to_vec(),
        other_columns: others.iter().flatten().copied().collect(),
        label_column,
        unit_column: unit_place.and_then(|place| others[place]),
        // Of two depths that match as many columns the shallower is the header.
        likeness: likeness(matched, columns, known.len(), depth),
    }
}

/// Thousandths of the form's headers found; none of the coded ones is no likeness at all.
fn likeness(matched: usize, coded: &[Option<u32>], known: usize, depth: usize) -> u32 {
    if coded.iter().all(Option::is_none) {
        return 0;
    }
    let share = matched * 1000 / known.max(1);
    u32::try_from(share.saturating_sub(depth)).unwrap_or(0)
}

/// How alike two headers are: the surer kinds of likeness first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// A header worded nearly so.
    Nearly,
    /// The lowest header alone agrees, the upper one is missing on one side.
    Lowest,
    /// The same words.
    Same,
}

fn alike(known: &HeaderPath, found: &HeaderPath) -> Option<Alike> {
    let (one, other) = (known.join(" "), found.join(" "));
    if one == other {
        return Some(Alike::Same);
    }
    if known.last() == found.last() && known.len().min(found.len()) == 1 {
        return Some(Alike::Lowest);
    }
    const NEAR: f64 = 0.8;
    (strsim::normalized_levenshtein(&one, &other) >= NEAR).then_some(Alike::Nearly)
}

/// Gives each known header the column that is most like it; a column serves one header, and
/// a likeness that is not the only one of its kind serves none.
fn assign(known: &[&HeaderPath], found: &[(u32, HeaderPath)]) -> Vec<Option<u32>> {
    let mut places: Vec<Option<u32>> = vec![None; known.len()];
    for kind in [Alike::Same, Alike::Lowest, Alike::Nearly] {
        let free = |col: u32, places: &[Option<u32>]| !places.contains(&Some(col));
        for index in 0..known.len() {
            if places[index].is_some() {
                continue;
            }
            let mut candidates = found.iter().filter(|(col, path)| {
                free(*col, &places) && alike(known[index], path) == Some(kind)
            });
            let first = candidates.next().map(|(col, _)| *col);
            let only = candidates.next().is_none();
            let rivals = known
                .iter()
                .enumerate()
                .filter(|(other, path)| {
                    *other != index
                        && places[*other].is_none()
                        && found.iter().any(|(col, found)| {
                            Some(*col) == first && alike(path, found) == Some(kind)
                        })
                })
                .count();
            // The same words twice (two "Thực hiện" without a header above): left to right.
            if let Some(col) = first
                && (kind == Alike::Same || (only && rivals == 0))
            {
                places[index] = Some(col);
            }
        }
    }
    places
}

/// Rows below the header, downwards.
pub(super) fn body_rows(grid: &Grid, body_top: u32) -> impl Iterator<Item = u32> {
    grid.filled_rows().into_iter().filter(move |row| *row >= body_top)
}
