//! Phụ lục: the page that is signed, in the layout of NĐ 30/2020.

mod changes;
mod fit;
mod footnotes;
mod forecast;
mod heads;
mod highlights;
mod judged;
mod lines;
mod notes;
mod slots;
mod summary;
mod term;
mod words;

pub(super) use notes::Piece;

use crate::annex::columns::{Plan, count};
use crate::annex::look;
use crate::cell::Address;
use crate::results::Results;
use crate::sheet::{Area, Page, Row, Sheet, Style, height, lines as lines_of};
use crate::target::SetVerdict;
use crate::workspace::Causes;
use fit::{Draft, SIZES, Widths};
use judged::Context;
use lines::Line;
use slots::Slot;

/// Columns of the table.
pub(super) const COLUMNS: u32 = 10;
/// The table's header row; below it stand the columns' numbers.
const HEADS: u32 = 4;
/// The first row of the table's body.
const BODY: u32 = HEADS + 2;

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
    /// The sheet, in the largest letters that keep it on the fewest pages.
    pub(super) fn sheet(&self) -> Sheet<'static> {
        let slots = slots::slots(self.verdict.set, BODY);
        let context = self.context();
        let lines: Vec<Line> = slots.iter().map(|slot| self.line(&context, slot, &slots)).collect();
        let widths = fit::widths(&lines);
        let draft = |size: &u16| self.draft(&context, &lines, &widths, *size);
        let best = Draft::best(SIZES.iter().map(draft).collect());
        let rows = best.expect("there is a draft of every size").rows;
        let last = rows.last().map_or(BODY, |row| row.index);
        Sheet {
            widths: (0..).zip(widths.map(look::width)).collect(),
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
        Context { results: self.results, plan: self.plan }
    }

    fn draft(
        &self,
        context: &Context<'_, '_>,
        lines: &[Line],
        widths: &Widths,
        size: u16,
    ) -> Draft {
        let mut rows = self.heads(widths, size);
        let mut all_fit = true;
        for line in lines {
            let (row, fits) = fit::row(line, widths, size);
            rows.push(row);
            all_fit &= fits;
        }
        rows.extend(self.below(context, lines, widths, size));
        Draft::new(rows, all_fit, HEADS as usize..BODY as usize)
    }

    /// The summary and the footnotes.
    fn below(
        &self,
        context: &Context<'_, '_>,
        lines: &[Line],
        widths: &Widths,
        size: u16,
    ) -> Vec<Row> {
        let slots: Vec<Slot> = lines.iter().map(|line| line.slot).collect();
        let bold = Style { bold: true, ..look::line(size) };
        let italic = Style { italic: true, ..look::line(size) };
        let summary = (summary::summary(context, self.verdict, &slots), bold);
        let notes = footnotes::footnotes(context, self.verdict).into_iter();
        let all = [summary].into_iter().chain(notes.map(|note| (note, italic.clone())));
        let first = BODY + count(slots.len());
        let rows = (first..).zip(all).map(|(index, ((content, text), style))| {
            let lines = lines_of(&text, widths.iter().sum(), size, style.bold);
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
