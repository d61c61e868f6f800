//! Fits the page on paper: column widths, font size, row heights.

use super::layout::{Head, Layout};
use super::slots::SlotKind;
use super::table_rows::TableRow;
use crate::report::annex::style;
use workbook_io::Address;
use workbook_io::sheet::{
    Area, HorizontalAlign, Row, Style, count_lines, one_line_width, row_height,
};

/// Widths of the columns in tenths of a character.
pub(super) type Widths = Vec<u32>;

/// The ten usual columns together fill a landscape A4 page.
const PAGE_WIDTH: u32 = 1125;
/// The space that a cell keeps free at both sides, in tenths of a character.
const PADDING: u32 = 8;
/// The columns of names and notes become no narrower than this.
const NARROWEST: u32 = 130;
/// The smallest font size in half points: 9,5 pt.
const SMALLEST: u16 = 19;
/// Font sizes in half points, the best first.
pub(super) const SIZES: [u16; 6] = [24, 23, 22, 21, 20, SMALLEST];
/// Points between the top and bottom margin of a landscape A4 page.
const PAGE_HEIGHT: u32 = 478;

const fn usual(head: Head) -> u32 {
    match head {
        Head::Number => 40,
        Head::Name => 225,
        Head::Measure => 110,
        Head::Threshold | Head::Verdict => 85,
        Head::Extra(_) => 75,
        Head::Before | Head::Actual => 95,
        Head::Estimate => 80,
        Head::Difference => 125,
        Head::Notes => 185,
    }
}

/// The columns of names and notes, which give space to the others.
const fn is_roomy(head: Head) -> bool {
    matches!(head, Head::Name | Head::Notes)
}

/// The widths in which numbers and long words fit at a font size, and whether they also fit the
/// page.
pub(super) fn widths(layout: &Layout, lines: &[TableRow], size: u16) -> (Widths, bool) {
    let mut widths: Widths = layout.heads().iter().map(|head| usual(*head)).collect();
    let up_to = layout.col(Head::Verdict) as usize;
    for line in lines {
        for (col, cell) in line.cells.iter().enumerate().take(up_to + 1).skip(2) {
            let need = if cell.number.is_empty() {
                cell.text.split(' ').map(|word| one_line_width(word, size, false)).max()
            } else {
                Some(one_line_width(&cell.text, size, true))
            };
            widths[col] = widths[col].max(need.unwrap_or(0) + PADDING);
        }
    }
    let mut over = widths.iter().sum::<u32>().saturating_sub(PAGE_WIDTH);
    for (width, head) in widths.iter_mut().zip(layout.heads()) {
        if is_roomy(*head) {
            let give = over.min(width.saturating_sub(NARROWEST));
            *width -= give;
            over -= give;
        }
    }
    (widths, over == 0)
}

/// Rows with their merged areas.
#[derive(Default)]
pub(super) struct RowBlock {
    pub(super) rows: Vec<Row>,
    pub(super) merges: Vec<Area>,
}

impl RowBlock {
    /// Adds another block below.
    pub(super) fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.merges.extend(other.merges);
    }
}

/// The area of a row from one column to another.
pub(super) const fn across(row: u32, from: u32, to: u32) -> Area {
    Area::new(Address::new(row, from), Address::new(row, to))
}

/// The page in one font size.
pub(super) struct PageDraft {
    pub(super) rows: Vec<Row>,
    pub(super) merges: Vec<Area>,
    pub(super) widths: Widths,
    /// Every number and word fits its cell; otherwise Excel shows ### or breaks words.
    fits: bool,
    /// The number of printed pages.
    pages: u32,
}

impl PageDraft {
    /// Lays these rows out; the rows of `head` repeat on each printed page.
    pub(super) fn new(
        block: RowBlock,
        widths: Widths,
        fits: bool,
        head: std::ops::Range<usize>,
    ) -> Self {
        let RowBlock { rows, merges } = block;
        // Heights are whole points, and every row here has one.
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
        Self { rows, merges, widths, fits, pages }
    }

    /// The best of several drafts, largest font first: everything fits, on the fewest pages.
    pub(super) fn best(drafts: Vec<Self>) -> Option<Self> {
        drafts.into_iter().min_by_key(|draft| (!draft.fits, draft.pages))
    }
}

/// A row of the table, and whether its numbers and words fit.
pub(super) fn row(layout: &Layout, line: &TableRow, widths: &Widths, size: u16) -> (Row, bool) {
    let mut most = 1;
    let mut fits = true;
    let mut cells = Vec::new();
    for ((col, shown), width) in (0..).zip(&line.cells).zip(widths) {
        let head = layout.heads()[col as usize];
        let style = style(line, head, col, size);
        // A red verdict is bold, too.
        let bold = style.bold || matches!(head, Head::Difference | Head::Verdict);
        let need = count_lines(&shown.text, *width, size, bold);
        let whole = if shown.number.is_empty() {
            let words = shown.text.split([' ', '\n']);
            words.map(|word| one_line_width(word, size, bold)).max().unwrap_or(0)
        } else {
            one_line_width(&shown.text, size, bold)
        };
        fits &= whole <= *width || matches!(head, Head::Number | Head::Name | Head::Notes);
        most = most.max(need);
        let style = Style { number: shown.number.clone(), ..style };
        cells.push((col, shown.content.clone(), style));
    }
    (Row { index: line.slot.row, height: Some(row_height(most, size)), cells }, fits)
}

fn style(line: &TableRow, head: Head, col: u32, size: u16) -> Style {
    let is_part = matches!(line.slot.what, SlotKind::Part(_));
    Style {
        bold: (line.slot.is_target() && col < 2)
            || (line.slot.what == SlotKind::Target && head == Head::Verdict)
            || line.judged == Some(col),
        italic: is_part && head != Head::Notes,
        across: if is_roomy(head) { HorizontalAlign::Left } else { HorizontalAlign::Center },
        ..style::cell(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_widths_fill_the_page() {
        // 252 mm are 714 pt; a column is 6 pt a character and 3,75 pt around.
        let usual: Vec<u32> = Layout::new(&[]).heads().iter().map(|head| usual(*head)).collect();
        let points: u32 = usual.iter().map(|tenths| tenths * 60 + 375).sum();
        assert_eq!(usual.iter().sum::<u32>(), PAGE_WIDTH);
        assert!((70_000..=71_400).contains(&points), "{points}");
    }
}
