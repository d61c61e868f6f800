//! The rows of the table: one for each target, item or part of an item.

use std::borrow::Cow;

use super::layout::{Head, Layout};
use super::notes::{NotePiece, joined};
use super::shown_cell::{DASH, ShownCell};
use super::slots::{Slot, SlotKind};
use super::verdict_formulas::{FormulaContext, ItemCells};
use super::verdict_range::{PART, VerdictRange};
use super::{SignedPage, number_words};
use crate::judge::ItemVerdict;
use crate::report::wording::{name_of, number_of};
use crate::settings::{Criterion, Part, Yardstick};
use workbook_io::sheet::Content;

/// The columns in which a judgement has a dash.
const JUDGED_WITHOUT_NUMBER: [Head; 5] =
    [Head::Measure, Head::Threshold, Head::Before, Head::Actual, Head::Difference];

/// A row while it is being built.
pub(in crate::report::annex) struct TableRow {
    pub(in crate::report::annex) slot: Slot,
    /// One for each column of the page.
    pub(in crate::report::annex) cells: Vec<ShownCell>,
    /// The column of the figure that is judged.
    pub(in crate::report::annex) judged: Option<u32>,
}

impl SignedPage<'_, '_> {
    /// Fills a row.
    pub(super) fn line(
        &self,
        context: &FormulaContext<'_, '_>,
        slot: &Slot,
        slots: &[Slot],
    ) -> TableRow {
        let mut line = match slot.what {
            SlotKind::Target => self.target(context, slot, slots),
            SlotKind::Whole | SlotKind::Item => self.item(context, slot, slots),
            SlotKind::Part(part) => self.part(context, slot, slots, part),
        };
        let (number, pieces) = self.notes_of(context, slot, slots);
        let mut pieces = pieces;
        if let Some(cause) = self.cause(&number, slot) {
            pieces.insert(0, NotePiece::Fixed(cause));
        }
        let (content, text) = joined(&pieces);
        let notes = context.layout.last() as usize;
        line.cells[notes] = ShownCell { content, number: Cow::Borrowed(""), text };
        line
    }

    fn target(&self, context: &FormulaContext<'_, '_>, slot: &Slot, slots: &[Slot]) -> TableRow {
        let target = &self.verdict.set.targets[slot.target];
        let items = verdicts_of(context, slot, slots, Slot::is_item);
        let judged = &self.verdict.targets[slot.target];
        let past: Vec<bool> = judged.items.iter().map(|item| item.past_deadline).collect();
        let word = judged.vietnamese();
        let layout = &context.layout;
        let mut line = TableRow::named(layout, slot, &target.number, &target.title);
        line.set(
            layout.col(Head::Verdict),
            FormulaContext::roll_up(true, &items, &past, word),
            word,
        );
        line
    }

    fn item(&self, context: &FormulaContext<'_, '_>, slot: &Slot, slots: &[Slot]) -> TableRow {
        let target = &self.verdict.set.targets[slot.target];
        let item = &target.items[slot.item];
        let judged = &self.verdict.targets[slot.target].items[slot.item];
        let mut line =
            TableRow::named(&context.layout, slot, number_of(target, item), name_of(item));
        let verdict = context.layout.col(Head::Verdict);
        let word = judged.vietnamese();
        match &item.criterion {
            Criterion::ByOffice => {
                for head in JUDGED_WITHOUT_NUMBER {
                    line.cells[context.layout.col(head) as usize] = ShownCell::text(DASH);
                }
                line.cells[verdict as usize] = ShownCell::text(word);
            }
            Criterion::ByFigure(yardstick) => {
                line.threshold(context, yardstick, &item.text);
                let cells = cells(context, slot, slot, yardstick);
                self.figure(context, &mut line, yardstick, (judged, 0), &cells);
            }
            Criterion::ByParts { how, parts } => {
                if let Some(yardstick) = common(parts) {
                    line.threshold(context, yardstick, &item.text);
                }
                let is_part = |slot: &Slot| matches!(slot.what, SlotKind::Part(_));
                let parts = verdicts_of(context, slot, slots, is_part);
                let past = [judged.past_deadline];
                line.set(
                    verdict,
                    FormulaContext::roll_up(how.needs_all, &parts, &past, word),
                    word,
                );
            }
        }
        line
    }

    fn part(
        &self,
        context: &FormulaContext<'_, '_>,
        slot: &Slot,
        slots: &[Slot],
        place: usize,
    ) -> TableRow {
        let item = &self.verdict.set.targets[slot.target].items[slot.item];
        let judged: &ItemVerdict = &self.verdict.targets[slot.target].items[slot.item];
        let Criterion::ByParts { parts, .. } = &item.criterion else {
            return TableRow::named(&context.layout, slot, PART, "");
        };
        let part = &parts[place];
        let mut line = TableRow::named(&context.layout, slot, PART, &part.name);
        let same_item = |other: &&Slot| {
            other.is_item() && (other.target, other.item) == (slot.target, slot.item)
        };
        let own = slots.iter().find(same_item).unwrap_or(slot);
        let mut at = slot;
        if common(parts).is_some() {
            at = own;
            line.cells[2] = ShownCell::text(part.yardstick.unit.as_str());
        } else {
            line.threshold(context, &part.yardstick, &item.text);
        }
        let cells = cells(context, slot, at, &part.yardstick);
        self.figure(context, &mut line, &part.yardstick, (judged, place), &cells);
        line
    }
}

impl TableRow {
    fn named(layout: &Layout, slot: &Slot, number: &str, name: &str) -> Self {
        let mut cells = vec![ShownCell::blank(); layout.heads().len()];
        cells[0] = ShownCell::text(number);
        cells[1] = ShownCell::text(name);
        Self { slot: *slot, cells, judged: None }
    }

    pub(super) fn set(&mut self, col: u32, content: Content, text: &str) {
        let cell = &mut self.cells[col as usize];
        *cell = ShownCell { content, number: Cow::Borrowed(""), text: text.to_owned() };
    }

    /// Unit of measure and threshold.
    fn threshold(&mut self, context: &FormulaContext<'_, '_>, yardstick: &Yardstick, text: &str) {
        self.cells[2] = ShownCell::text(yardstick.unit.as_str());
        let live = |basis| context.figure(yardstick, basis);
        let threshold = number_words::threshold(yardstick, text, live);
        let at = context.layout.col(Head::Threshold) as usize;
        self.cells[at] = threshold;
    }
}

fn cells(
    context: &FormulaContext<'_, '_>,
    slot: &Slot,
    threshold: &Slot,
    yardstick: &Yardstick,
) -> ItemCells {
    let layout = &context.layout;
    ItemCells {
        threshold: threshold.cell(layout.col(Head::Threshold)),
        figure: slot.cell(layout.judged(yardstick.basis)),
        verdict: slot.cell(layout.col(Head::Verdict)),
    }
}

/// The verdicts of rows that belong to a target or an item.
pub(super) fn verdicts_of(
    context: &FormulaContext<'_, '_>,
    slot: &Slot,
    slots: &[Slot],
    wanted: impl Fn(&Slot) -> bool,
) -> VerdictRange {
    let col = context.layout.col(Head::Verdict);
    let belongs = |other: &&Slot| {
        other.target == slot.target
            && (slot.what == SlotKind::Target || other.item == slot.item)
            && wanted(other)
    };
    VerdictRange::new(&slots.iter().filter(belongs).collect::<Vec<_>>(), col)
}

/// The threshold, if all parts have the same.
fn common(parts: &[Part]) -> Option<&Yardstick> {
    let (first, rest) = parts.split_first()?;
    let one = &first.yardstick;
    let same = |part: &Part| {
        let other = &part.yardstick;
        matches!(one.threshold, crate::settings::Threshold::Number(_))
            && other.threshold == one.threshold
            && other.kind == one.kind
            && other.upper == one.upper
            && other.unit == one.unit
    };
    (rest.iter().all(same) && same(first)).then_some(one)
}
