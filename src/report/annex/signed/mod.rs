//! Phụ lục: the page that is signed, in the layout of NĐ 30/2020.

mod divisors;
mod earlier_column;
mod figure_cells;
mod footnote;
mod footnotes;
mod forecast;
mod heads;
mod highlights;
mod incomplete;
mod layout;
mod notes;
mod number_words;
mod page_fit;
mod row_notes;
mod shown_cell;
mod signature;
mod signed_page;
mod slots;
mod summary;
mod table_rows;
mod tally;
mod term;
mod unit_changes;
mod verdict_formulas;
mod verdict_range;

pub(super) use layout::{Head, Layout};
pub(super) use notes::NotePiece;
pub(super) use number_words::says_unmet;
pub(super) use shown_cell::ShownCell;
pub(super) use signed_page::SignedPage;
pub(super) use slots::SlotKind;
pub(super) use table_rows::TableRow;

use crate::judge::unmet_words;
use crate::report::annex::columns::count;
use crate::report::annex::style;
use page_fit::{PageDraft, RowBlock, SIZES, Widths};
use slots::Slot;
use verdict_formulas::FormulaContext;
use workbook_io::Address;
use workbook_io::sheet::{Area, Page, Row, Sheet, Style, count_lines as lines_of, row_height};

impl<'w> SignedPage<'_, 'w> {
    /// The sheet, in the largest font that keeps it on the fewest pages.
    pub(super) fn sheet(&self) -> Sheet<'static> {
        let context = self.context();
        let lines = self.lines();
        let draft = |size: &u16| self.draft(&context, &lines, *size);
        let best = PageDraft::best(SIZES.iter().map(draft).collect());
        let PageDraft { rows, widths, merges, .. } = best.expect("there is a draft of every size");
        let slots: Vec<Slot> = lines.iter().map(|line| line.slot).collect();
        let (heads, last) = (self.top(), rows.last().map_or(0, |row| row.index));
        let end = Address::new(last, context.layout.last());
        Sheet {
            widths: (0..).zip(widths.into_iter().map(style::width)).collect(),
            merges,
            page: Page {
                landscape: true,
                fit_width: true,
                repeat_rows: Some((heads, heads + 1)),
                area: Some(Area::new(Address::new(0, 0), end)),
                header: "&C&\"Times New Roman,Regular\"&13&P".to_owned(),
                plain_first: true,
                centered: true,
                ..Page::default()
            },
            highlights: self.highlights(&slots),
            gridlines: false,
            ..Sheet::new(&self.name, rows)
        }
    }

    /// The table's rows.
    pub(super) fn lines(&self) -> Vec<TableRow> {
        let slots = self.slots();
        let context = self.context();
        slots.iter().map(|slot| self.line(&context, slot, &slots)).collect()
    }

    /// The columns.
    pub(super) fn layout(&self) -> Layout {
        Layout::new(&self.results.workspace.settings.office.page.columns)
    }

    /// The words for unmet verdicts that can occur on the page.
    pub(super) fn unmet_words(&self) -> Vec<&'static str> {
        let items = self.verdict.targets.iter().flat_map(|target| &target.items);
        unmet_words(items.map(|item| item.past_deadline))
    }

    /// The summary's cell and its present text.
    pub(super) fn summary(&self) -> (Address, String) {
        let slots = self.slots();
        let row = self.top() + 2 + count(slots.len());
        (Address::new(row, 0), summary::summary(self, &self.context(), &slots).1)
    }

    /// For each row, the notes that the program itself writes.
    pub(super) fn own_notes(&self) -> Vec<(String, Vec<NotePiece>)> {
        let slots = self.slots();
        let context = self.context();
        slots.iter().map(|slot| self.notes_of(&context, slot, &slots)).collect()
    }

    fn slots(&self) -> Vec<Slot> {
        slots::slots(self.verdict.set, self.top() + 2)
    }

    fn context(&self) -> FormulaContext<'_, 'w> {
        FormulaContext { results: self.results, plan: self.plan, layout: self.layout() }
    }

    fn draft(&self, context: &FormulaContext<'_, '_>, lines: &[TableRow], size: u16) -> PageDraft {
        let (widths, mut all_fit) = page_fit::widths(&context.layout, lines, size);
        let mut block = self.heads(&context.layout, &widths, size);
        for line in lines {
            let (row, fits) = page_fit::row(&context.layout, line, &widths, size);
            block.rows.push(row);
            all_fit &= fits;
        }
        block.append(self.below(context, lines, &widths, size));
        if self.results.workspace.settings.office.page.standalone {
            let next = block.rows.last().map_or(0, |row| row.index) + 2;
            block.append(signature::signature(self.results, &context.layout, &widths, next));
        }
        let heads = self.top() as usize;
        PageDraft::new(block, widths, all_fit, heads..heads + 2)
    }

    /// The summary and the footnotes, each in a row across the page.
    fn below(
        &self,
        context: &FormulaContext<'_, '_>,
        lines: &[TableRow],
        widths: &Widths,
        size: u16,
    ) -> RowBlock {
        let slots: Vec<Slot> = lines.iter().map(|line| line.slot).collect();
        let bold = Style { bold: true, ..style::line(size) };
        let italic = Style { italic: true, ..style::line(size) };
        let mut notes = footnotes::footnotes(context, self.verdict);
        notes.extend(footnotes::too_long(lines, &context.layout, widths, size));
        let summary = summary::summary(self, context, &slots);
        let mut all: Vec<_> = std::iter::once((summary, bold))
            .chain(notes.into_iter().map(|note| (note, italic.clone())))
            .collect();
        if let Some((note, _)) = all.last_mut() {
            footnotes::close(note);
        }
        let mut block = RowBlock::default();
        let first = self.top() + 2 + count(slots.len());
        for (index, ((content, text), style)) in (first..).zip(all) {
            let lines = lines_of(&text, widths.iter().sum(), size, style.bold);
            block.merges.push(page_fit::across(index, 0, context.layout.last()));
            block.rows.push(Row {
                index,
                height: Some(row_height(lines, size)),
                cells: vec![(0, content, style)],
            });
        }
        block
    }
}
