//! Where the tables of a sheet stand: header, row of column numbers, body.

use super::header::{is_order_word, is_signature};
use super::model::Region;
use super::text_at::text_at;
use crate::form::{is_heading_line, is_numbering};
use workbook_io::{Address, Grid};

/// The tables of a sheet, downwards.
pub(super) fn regions(grid: &Grid) -> Vec<Region> {
    let rows = grid.filled_rows();
    let Some(last) = rows.last().copied() else { return Vec::new() };
    let mut regions: Vec<Region> = Vec::new();
    let mut from = 0;
    while let Some(header) = next_header(grid, from, last) {
        let below = header.numbering.unwrap_or(header.rows[header.rows.len() - 1]) + 1;
        let end = body_end(grid, below, last, &header.rows);
        regions.push(Region {
            heading_top: from,
            header_rows: header.rows,
            numbering: header.numbering,
            body: below..end,
        });
        from = end.max(below);
    }
    regions
}

/// A header as found.
struct Header {
    rows: Vec<u32>,
    numbering: Option<u32>,
}

/// The next header: the rows around the word for running numbers ("STT"), else those above a row
/// of column numbers, else the first row of many texts.
fn next_header(grid: &Grid, from: u32, last: u32) -> Option<Header> {
    let first_with = |is: &dyn Fn(u32) -> bool| (from..=last).find(|row| is(*row));
    let by_word = first_with(&|row| grid.row(row).any(|(at, _)| is_order_word(&text_at(grid, at))));
    let by_numbers = first_with(&|row| is_numbering(grid, row) && has_words_above(grid, row, from));
    match (by_word, by_numbers) {
        (Some(word), Some(numbers)) if numbers < word => above_numbers(grid, numbers, from),
        (Some(word), _) => Some(around_word(grid, word, from, last)),
        (None, Some(numbers)) => above_numbers(grid, numbers, from),
        (None, None) => {
            let row = first_with(&|row| is_row_of_titles(grid, row))?;
            Some(around_word(grid, row, from, last))
        }
    }
}

fn words_in(grid: &Grid, row: u32) -> usize {
    let is_words =
        |at: Address| text_at(grid, at).chars().filter(|c| c.is_alphabetic()).count() > 1;
    grid.row(row).filter(|(at, _)| is_words(*at)).count()
}

fn has_words_above(grid: &Grid, row: u32, from: u32) -> bool {
    row > from && words_in(grid, row - 1) > 0
}

/// A row of at least three short texts, beneath which something stands.
fn is_row_of_titles(grid: &Grid, row: u32) -> bool {
    const LONGEST: usize = 120;
    let is_short = |at: Address| text_at(grid, at).chars().count() <= LONGEST;
    let all_short = grid.row(row).all(|(at, _)| is_short(at));
    words_in(grid, row) >= 3 && all_short && !is_heading_line(grid, row)
}

/// The unbroken rows of words above a row of column numbers.
fn above_numbers(grid: &Grid, numbering: u32, from: u32) -> Option<Header> {
    let is_header = |row: &u32| words_in(grid, *row) > 0 && !is_heading_line(grid, *row);
    let mut rows: Vec<u32> = (from..numbering).rev().take_while(is_header).collect();
    rows.reverse();
    // A title that reaches over the whole table is no header.
    while rows.len() > 1 && grid.row(rows[0]).count() == 1 && !spans_part(grid, rows[0]) {
        rows.remove(0);
    }
    (!rows.is_empty()).then_some(Header { rows, numbering: Some(numbering) })
}

/// Does the only text of a row stand over some of the columns of the row beneath, to the right of
/// its first?
fn spans_part(grid: &Grid, row: u32) -> bool {
    let first = |row: u32| grid.row(row).map(|(at, _)| at.col).min();
    first(row) > first(row + 1)
}

/// The rows of the header that has a word for running numbers in a row.
fn around_word(grid: &Grid, row: u32, from: u32, last: u32) -> Header {
    let first_col = grid.row(row).map(|(at, _)| at.col).min().unwrap_or(0);
    let bottom = bottom_of_header(grid, row, first_col, last);
    let top = top_of_header(grid, row, first_col, from);
    let numbering = (bottom + 1..=last.min(bottom + 2)).find(|row| is_numbering(grid, *row));
    let rows = (top..=bottom).filter(|row| words_in(grid, *row) > 0).collect();
    Header { rows, numbering }
}

/// Merges of the header's cells tell how far down it reaches; without them, rows with text beneath
/// that have none under the first columns.
fn bottom_of_header(grid: &Grid, row: u32, first_col: u32, last: u32) -> u32 {
    let merged = grid.row(row).filter_map(|(at, _)| grid.merge_at(at)).map(|m| m.area.to.row);
    let mut bottom = merged.max().unwrap_or(row).max(row);
    // A cell merged down into the body is no header: it would be longer than any header is.
    const DEEPEST: u32 = 6;
    bottom = bottom.min(row + DEEPEST);
    let label_col = grid.row(row).map(|(at, _)| at.col).find(|col| *col > first_col);
    let is_open = |at: Address| text_at(grid, at).is_empty();
    let goes_on = |next: u32| {
        let labels = [Some(first_col), label_col];
        let are_blank = labels.into_iter().flatten().all(|col| is_open(Address::new(next, col)));
        are_blank
            && words_in(grid, next) > 0
            && !is_heading_line(grid, next)
            && !is_signature(grid, next)
    };
    while bottom < last && goes_on(bottom + 1) && !is_numbering(grid, bottom + 1) {
        bottom += 1;
    }
    bottom
}

/// Rows above that group columns: text to the right of the running numbers, and no heading.
fn top_of_header(grid: &Grid, row: u32, first_col: u32, from: u32) -> u32 {
    let mut top = row;
    let is_group_row = |above: u32| {
        let texts: Vec<Address> = grid.row(above).map(|(at, _)| at).collect();
        let merged = |at: &Address| {
            grid.merge_at(*at)
                .is_some_and(|m| m.area.to.col > m.area.from.col && m.area.from.col > first_col)
        };
        let right = texts.iter().all(|at| at.col > first_col);
        let known = grid.merges.is_some();
        let groups = if known { texts.iter().any(merged) } else { texts.len() > 1 };
        !texts.is_empty()
            && right
            && groups
            && words_in(grid, above) > 0
            && !is_heading_line(grid, above)
    };
    while top > from && is_group_row(top - 1) {
        top -= 1;
    }
    top
}

/// The row after the body's last: a signature, the next header, or the sheet's end.
fn body_end(grid: &Grid, below: u32, last: u32, header: &[u32]) -> u32 {
    let height = u32::try_from(header.len()).unwrap_or(1);
    let is_next_header = |row: u32| {
        grid.row(row).any(|(at, _)| is_order_word(&text_at(grid, at)))
            || (row > below + height && is_numbering(grid, row) && words_in(grid, row - 1) > 1)
    };
    let ends = |row: &u32| is_signature(grid, *row) || is_next_header(*row);
    let end = (below..=last).find(ends).unwrap_or(last + 1);
    // What stands directly above the next header is its heading.
    if end <= last && !is_signature(grid, end) {
        let is_blank = |row: &u32| grid.row(*row).all(|(at, _)| text_at(grid, at).is_empty());
        return (below..end).rev().find(is_blank).map_or(end, |blank| blank.max(below));
    }
    end
}
