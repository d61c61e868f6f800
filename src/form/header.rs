//! Column headers of one, two or three rows, merged or not, as paths from the top down.

use crate::cell::{Address, Grid, Value};
use crate::form::wording::Wording;
use crate::reading::text::clean;

/// A column's header: the texts above it, from the topmost down, evened out.
pub type HeaderPath = Vec<String>;

/// The paths of all columns that have a header in these rows, by column.
///
/// Formats differ in what they tell of merged cells, so nothing is asked of them: a blank
/// cell over a lower header belongs to the nearest header on its left in the same row.
#[must_use]
pub(super) fn paths(grid: &Grid, rows: &[u32], wording: &Wording<'_>) -> Vec<(u32, HeaderPath)> {
    let mut columns: Vec<u32> =
        rows.iter().flat_map(|row| filled(grid, *row)).map(|(col, _)| col).collect();
    columns.sort_unstable();
    columns.dedup();
    let path = |col: u32| {
        let parts = rows.iter().enumerate().filter_map(|(depth, row)| {
            let own = text_at(grid, *row, col);
            let lower = rows[depth + 1..].iter().any(|row| text_at(grid, *row, col).is_some());
            own.or_else(|| if lower { text_left_of(grid, *row, col) } else { None })
        });
        let mut path: HeaderPath = parts.map(|text| wording.header_key(&text)).collect();
        path.retain(|part| !part.is_empty());
        path.dedup();
        path
    };
    columns.into_iter().map(|col| (col, path(col))).filter(|(_, path)| !path.is_empty()).collect()
}

/// Is this the row of column numbers that some forms have under the header: (1) (2) (3)?
#[must_use]
pub(super) fn is_numbering(grid: &Grid, row: u32) -> bool {
    let marks: Vec<String> = grid
        .row(row)
        .map(|(_, cell)| clean(&cell.value.as_written()))
        .filter(|text| !text.is_empty())
        .collect();
    let is_mark = |text: &String| {
        let bare = text.trim_matches(['(', ')', '[', ']']);
        let number = bare.split(['=', '+', '-', '/', ':']).all(|part| {
            let part = part.trim();
            !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
        });
        number || (bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_uppercase()))
    };
    // Three running numbers at the least, or a short data row would be taken for one.
    let running = marks.windows(3).any(|three| {
        let numbers: Vec<u32> = three
            .iter()
            .filter_map(|mark| mark.trim_matches(['(', ')', '[', ']']).parse().ok())
            .collect();
        matches!(numbers[..], [a, b, c] if b == a + 1 && c == b + 1)
    });
    running && marks.iter().all(is_mark)
}

fn filled(grid: &Grid, row: u32) -> impl Iterator<Item = (u32, String)> {
    grid.row(row).filter_map(|(at, cell)| match &cell.value {
        Value::Text(text) => {
            let text = clean(text);
            (!text.is_empty()).then_some((at.col, text))
        }
        _ => None,
    })
}

fn text_at(grid: &Grid, row: u32, col: u32) -> Option<String> {
    let text = clean(grid.text(Address::new(row, col))?);
    (!text.is_empty()).then_some(text)
}

fn text_left_of(grid: &Grid, row: u32, col: u32) -> Option<String> {
    filled(grid, row).take_while(|(at, _)| *at < col).last().map(|(_, text)| text)
}
