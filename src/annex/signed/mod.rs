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

use crate::annex::columns::{Plan, count};
use crate::annex::look;
use crate::cell::Address;
use crate::results::Results;
use crate::sheet::{Area, Page, Row, Sheet, Style, height, lines as lines_of};
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
const WIDTHS: [u32; COLUMNS as usize] = [40, 235, 130, 85, 75, 95, 80, 145, 85, 155];
/// Font sizes in half points, the best first. Smaller than 9,5 pt nobody should have to read.
const SIZES: [u16; 6] = [24, 23, 22, 21, 20, 19];
/// Points between top and bottom margin of an A4 page lying.
const PAGE_HEIGHT: f64 = 478.0;

/// The page in one size of letters.
struct Draft {
    rows: Vec<Row>,
    /// Every number fits its cell.
    fits: bool,
    height: f64,
}

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
    /// The sheet, in the largest letters that keep it on one page; else in the largest in
    /// which every number fits its cell, on several.
    pub(super) fn sheet(&self) -> Sheet<'static> {
        let slots = slots::slots(self.verdict.set, BODY);
        let drafts: Vec<Draft> = SIZES.iter().map(|size| self.draft(&slots, *size)).collect();
        let one_page = drafts.iter().position(|draft| draft.fits && draft.height <= PAGE_HEIGHT);
        let fitting = one_page.or_else(|| drafts.iter().position(|draft| draft.fits));
        let chosen = drafts.into_iter().nth(fitting.unwrap_or(SIZES.len() - 1));
        let rows = chosen.expect("there is a draft of every size").rows;
        let last = rows.last().map_or(BODY, |row| row.index);
        Sheet {
            widths: (0..).zip(WIDTHS.iter().map(|width| look::width(*width))).collect(),
            merges: self.merges(&slots, last),
            page: Page {
                landscape: true,
                fit_width: true,
                repeat_rows: Some((HEADS, HEADS + 1)),
                area: Some(Area::new(Address::new(0, 0), Address::new(last, COLUMNS - 1))),
                header: "&C&P".to_owned(),
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

    fn draft(&self, slots: &[Slot], size: u16) -> Draft {
        let context = self.context();
        let mut rows = self.heads(size);
        let mut fits = true;
        for slot in slots {
            let (row, numbers_fit) = self.line(&context, slot, slots, size);
            rows.push(row);
            fits &= numbers_fit;
        }
        rows.extend(self.below(&context, slots, size));
        let height = rows.iter().filter_map(|row| row.height).sum();
        Draft { rows, fits, height }
    }

    /// The summary and the footnotes.
    fn below(&self, context: &Context<'_, '_>, slots: &[Slot], size: u16) -> Vec<Row> {
        let bold = Style { bold: true, ..look::line(size) };
        let italic = Style { italic: true, ..look::line(size) };
        let summary = (summary::summary(context, self.verdict, slots), bold);
        let notes = footnotes::footnotes(context, self.verdict).into_iter();
        let all = [summary].into_iter().chain(notes.map(|note| (note, italic.clone())));
        let first = BODY + count(slots.len());
        let rows = (first..).zip(all).map(|(index, ((content, text), style))| {
            let lines = lines_of(&text, WIDTHS.iter().sum(), size, style.bold);
            Row { index, height: Some(height(lines, size)), cells: vec![(0, content, style)] }
        });
        rows.collect()
    }

    fn merges(&self, slots: &[Slot], last: u32) -> Vec<Area> {
        let across = |row| Area::new(Address::new(row, 0), Address::new(row, COLUMNS - 1));
        let body_end = BODY + count(slots.len());
        (0..HEADS).chain(body_end..=last).map(across).collect()
    }
}
