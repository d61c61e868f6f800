//! Phụ lục: the page that is signed, in the layout of NĐ 30/2020.

mod footnotes;
mod heads;
mod judged;
mod lines;
mod notes;
mod slots;
mod summary;
mod words;

pub(super) use notes::Piece;

use crate::annex::columns::Plan;
use crate::annex::look;
use crate::cell::Address;
use crate::results::Results;
use crate::sheet::{Area, Page, Row, Sheet, height, lines as lines_of};
use crate::target::SetVerdict;
use crate::workspace::Causes;
use judged::Context;
use slots::Slot;
use words::Verdicts;

/// Columns of the table.
pub(super) const COLUMNS: u32 = 10;
/// The table's header row; below it stand the columns' numbers.
const HEADS: u32 = 4;
/// The first row of the table's body.
const BODY: u32 = HEADS + 2;
/// Widths in tenths of a character; together the width of an A4 page lying.
const WIDTHS: [u32; COLUMNS as usize] = [45, 245, 120, 90, 80, 95, 85, 110, 85, 150];
/// Font sizes in half points, the best first. Smaller than 9,5 pt nobody should have to read.
const SIZES: [u16; 6] = [24, 23, 22, 21, 20, 19];
/// Points between top and bottom margin of an A4 page lying.
const PAGE_HEIGHT: f64 = 478.0;

/// One resolution's page.
pub(super) struct SignedPage<'a, 'w> {
    pub(super) results: &'a Results<'w>,
    pub(super) verdict: &'a SetVerdict<'w>,
    pub(super) plan: &'a Plan,
    pub(super) causes: &'a Causes,
    /// Roman, where there is more than one page.
    pub(super) numeral: Option<&'static str>,
    pub(super) name: String,
}

impl<'w> SignedPage<'_, 'w> {
    /// The sheet, in the largest letters that keep it on one page; else in 12 pt on several.
    pub(super) fn sheet(&self) -> Sheet<'static> {
        let slots = slots::slots(self.verdict.set, BODY);
        let mut drafts = SIZES.iter().map(|size| self.rows(&slots, *size));
        let fits = |rows: &Vec<Row>| {
            rows.iter().map(|row| row.height.unwrap_or_default()).sum::<f64>() <= PAGE_HEIGHT
        };
        let rows = drafts.find(fits).unwrap_or_else(|| self.rows(&slots, SIZES[0]));
        let last = rows.last().map_or(BODY, |row| row.index);
        Sheet {
            widths: (0..).zip(WIDTHS.iter().map(|width| look::width(*width))).collect(),
            merges: self.merges(&slots, last),
            freeze: Some(Address::new(BODY, 2)),
            page: Page {
                landscape: true,
                fit_width: true,
                repeat_rows: Some((HEADS, HEADS + 1)),
                area: Some(Area::new(Address::new(0, 0), Address::new(last, COLUMNS - 1))),
                footer: "&C&P/&N".to_owned(),
                centered: true,
                ..Page::default()
            },
            highlights: self.highlights(&slots),
            gridlines: false,
            ..Sheet::new(&self.name, rows)
        }
    }

    /// The pieces of notes that stand on each row without an officer's typing.
    pub(super) fn own_notes(&self) -> Vec<(String, Vec<Piece>)> {
        let slots = slots::slots(self.verdict.set, BODY);
        let context = self.context();
        slots.iter().map(|slot| self.notes_of(&context, slot, &slots)).collect()
    }

    fn context(&self) -> Context<'_, 'w> {
        let verdicts = Verdicts::of(self.verdict.set, self.results.month.period);
        Context { results: self.results, plan: self.plan, verdicts }
    }

    fn rows(&self, slots: &[Slot], size: u16) -> Vec<Row> {
        let context = self.context();
        let mut rows = self.heads(size);
        rows.extend(slots.iter().map(|slot| self.line(&context, slot, slots, size)));
        let summary = summary::summary(&context, self.verdict, slots);
        let mut below = vec![(summary, true)];
        below.extend(footnotes::footnotes(&context, self.verdict).into_iter().map(|n| (n, false)));
        let first = BODY + crate::annex::columns::count(slots.len());
        let width = WIDTHS.iter().sum();
        for (index, ((content, text), is_summary)) in (first..).zip(below) {
            let style =
                crate::sheet::Style { bold: is_summary, italic: !is_summary, ..look::line(size) };
            let lines = lines_of(&text, width, size, is_summary);
            let space = if is_summary { 6.0 } else { 0.0 };
            let height = Some(height(lines, size).max(space));
            rows.push(Row { index, height, cells: vec![(0, content, style)] });
        }
        rows
    }

    fn merges(&self, slots: &[Slot], last: u32) -> Vec<Area> {
        let across = |row| Area::new(Address::new(row, 0), Address::new(row, COLUMNS - 1));
        let body_end = BODY + crate::annex::columns::count(slots.len());
        (0..HEADS).chain(body_end..=last).map(across).collect()
    }
}
