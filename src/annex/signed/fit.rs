//! How the page fits on paper: widths of columns, the size of letters, heights of rows.

use super::COLUMNS;
use super::lines::{DIFFERENCE, Line, VERDICT};
use super::slots::What;
use crate::annex::look;
use crate::sheet::{Across, Row, Style, height, lines, one_line};

/// Widths of the columns in tenths of a character.
pub(super) type Widths = [u32; COLUMNS as usize];

/// Together they fill the width of an A4 page lying.
const USUAL: Widths = [40, 235, 110, 85, 75, 95, 80, 125, 85, 195];
/// The columns of names and of notes, which make room for others.
const ROOMY: [usize; 2] = [1, 9];
/// No roomy column becomes narrower than this.
const LEAST: u32 = 130;
/// The size in half points at which numbers must fit at the latest: 9,5 pt.
const SMALLEST: u16 = 19;
/// Font sizes in half points, the best first. Smaller nobody should have to read.
pub(super) const SIZES: [u16; 6] = [24, 23, 22, 21, 20, SMALLEST];
/// Points between top and bottom margin of an A4 page lying.
const PAGE_HEIGHT: u32 = 478;

/// Widths in which numbers and long words fit, at least in small letters.
pub(super) fn widths(lines: &[Line]) -> Widths {
    let mut widths = USUAL;
    for line in lines {
        for (col, cell) in line.cells.iter().enumerate().take(DIFFERENCE as usize + 1).skip(2) {
            let need = if cell.number.is_empty() {
                cell.text.split(' ').map(|word| one_line(word, SMALLEST, false)).max()
            } else {
                Some(one_line(&cell.text, SMALLEST, true))
            };
            widths[col] = widths[col].max(need.unwrap_or(0));
        }
    }
    let [sum, usual] = [widths, USUAL].map(|widths| widths.iter().sum::<u32>());
    let mut over = sum - usual;
    for col in ROOMY {
        let give = over.min(widths[col].saturating_sub(LEAST));
        widths[col] -= give;
        over -= give;
    }
    widths
}

/// The page in one size of letters.
pub(super) struct Draft {
    pub(super) rows: Vec<Row>,
    /// Every number and every word fits its cell: Excel shows others as ###, or broken.
    pub(super) fits: bool,
    /// Pages that it takes.
    pages: u32,
}

impl Draft {
    /// The page of these rows, of which `head` repeats on each sheet of paper.
    pub(super) fn new(rows: Vec<Row>, fits: bool, head: std::ops::Range<usize>) -> Self {
        // Heights are whole points; rows without one are not made here.
        let points = |row: &Row| row.height.map_or(0, |height| height as u32);
        let repeated: u32 = rows[head].iter().map(points).sum();
        let (mut pages, mut used) = (1, 0);
        for height in rows.iter().map(points) {
            if used + height > PAGE_HEIGHT {
                pages += 1;
                used = repeated;
            }
            used += height;
        }
        Self { rows, fits, pages }
    }

    /// Of several drafts, larger letters first: one in which all fits, on the fewest pages.
    pub(super) fn best(drafts: Vec<Self>) -> Option<Self> {
        drafts.into_iter().min_by_key(|draft| (!draft.fits, draft.pages))
    }
}

/// A row of the table, and whether its numbers and words fit their cells.
pub(super) fn row(line: &Line, widths: &Widths, size: u16) -> (Row, bool) {
    let mut most = 1;
    let mut fits = true;
    let mut cells = Vec::new();
    for ((col, shown), width) in (0..COLUMNS).zip(&line.cells).zip(widths) {
        let style = style(line, col, size);
        // The verdict's red is bold, too.
        let bold = style.bold || matches!(col, DIFFERENCE | VERDICT);
        let need = lines(&shown.text, *width, size, bold);
        let whole = if shown.number.is_empty() {
            let words = shown.text.split([' ', '\n']);
            words.map(|word| one_line(word, size, bold)).max().unwrap_or(0)
        } else {
            one_line(&shown.text, size, bold)
        };
        fits &= whole <= *width || !(2..=VERDICT).contains(&col);
        most = most.max(need);
        let style = Style { number: shown.number.clone(), ..style };
        cells.push((col, shown.content.clone(), style));
    }
    (Row { index: line.slot.row, height: Some(height(most, size)), cells }, fits)
}

fn style(line: &Line, col: u32, size: u16) -> Style {
    let is_part = matches!(line.slot.what, What::Part(_));
    Style {
        bold: (line.slot.is_target() && col < 2)
            || (line.slot.what == What::Target && col == VERDICT)
            || line.judged == Some(col),
        italic: is_part && col + 1 != COLUMNS,
        across: if ROOMY.contains(&(col as usize)) { Across::Left } else { Across::Center },
        ..look::cell(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_widths_fill_the_page() {
        // 252 mm are 714 pt; a column is 6 pt a character and 3,75 pt around.
        let points: u32 = USUAL.iter().map(|tenths| tenths * 60 + 375).sum();
        assert!((70_000..=71_400).contains(&points), "{points}");
    }
}
