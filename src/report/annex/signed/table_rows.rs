//! The rows of the table: one a target, an item or a part of an item.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::layout::{Head, Layout};
use super::notes::{NotePiece, joined};
use super::slots::{Slot, SlotKind};
use super::verdict_formulas::{FormulaContext, ItemCells, NO_FIGURE};
use super::verdict_range::{PART, VerdictRange};
use super::{SignedPage, number_words};
use crate::figures::history::EarlierPeriod;
use crate::judge::ItemVerdict;
use crate::report::annex::{earlier, style};
use crate::report::wording::{difference_shown, name_of, number_of};
use crate::settings::{Basis, ExtraColumn, Item, Judged, Part, Yardstick};
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;
use workbook_io::sheet::Content;

/// SlotKind stands in the place of an earlier figure of another whole.
const NOT_COMPARABLE: &str = "không so sánh được";
/// SlotKind stands where there is no number to be had: for a judgement, for last year's change.
const DASH: &str = "–";
/// The columns in which it stands.
const JUDGED_WITHOUT_NUMBER: [Head; 5] =
    [Head::Measure, Head::Threshold, Head::Before, Head::Actual, Head::Difference];

/// A cell of a row: content, number format, and the text that it shows.
#[derive(Clone)]
pub(in crate::report::annex) struct Shown {
    pub(in crate::report::annex) content: Content,
    pub(in crate::report::annex) number: Cow<'static, str>,
    pub(in crate::report::annex) text: String,
}

impl Shown {
    fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let content = if text.is_empty() { Content::Blank } else { Content::from(text.clone()) };
        Self { content, number: Cow::Borrowed(""), text }
    }

    fn blank() -> Self {
        Self::text("")
    }
}

/// A row in the making.
pub(in crate::report::annex) struct TableRow {
    pub(in crate::report::annex) slot: Slot,
    /// One a column of the page.
    pub(in crate::report::annex) cells: Vec<Shown>,
    /// The column of the figure that is judged.
    pub(in crate::report::annex) judged: Option<u32>,
}

impl SignedPage<'_, '_> {
    /// SlotKind a row says.
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
        line.cells[notes] = Shown { content, number: Cow::Borrowed(""), text };
        line
    }

    /// SlotKind the officer typed about the row: under its own number, or for a target of one
    /// item under the item's.
    fn cause(&self, number: &str, slot: &Slot) -> Option<String> {
        let target = &self.verdict.set.targets[slot.target];
        let mut numbers = vec![number.to_owned()];
        if slot.what == SlotKind::Whole {
            numbers.push(target.items[slot.item].number.clone());
        }
        let key = |number: String| (self.verdict.set.code.clone(), number);
        numbers.into_iter().find_map(|number| self.causes.get(&key(number)).cloned())
    }

    /// A row's number, under which causes are kept, and its notes that no officer typed.
    pub(super) fn notes_of(
        &self,
        context: &FormulaContext<'_, '_>,
        slot: &Slot,
        slots: &[Slot],
    ) -> (String, Vec<NotePiece>) {
        let target = &self.verdict.set.targets[slot.target];
        let judged = &self.verdict.targets[slot.target];
        let item = &target.items[slot.item];
        match slot.what {
            SlotKind::Target => {
                let items = verdicts_of(context, slot, slots, Slot::is_item);
                (target.number.clone(), vec![context.items_met(judged, &items)])
            }
            SlotKind::Whole => {
                (target.number.clone(), self.item_notes(context, item, &judged.items[0]))
            }
            SlotKind::Item => {
                let notes = self.item_notes(context, item, &judged.items[slot.item]);
                (item.number.clone(), notes)
            }
            SlotKind::Part(place) => {
                let measured = &judged.items[slot.item].measured[place];
                let (number, notes) = match &item.judged {
                    Judged::ByParts { parts, .. } => {
                        let part = &parts[place];
                        (part_number(item, part), context.figure_notes(&part.yardstick, measured))
                    }
                    _ => (item.number.clone(), Vec::new()),
                };
                (number, notes)
            }
        }
    }

    fn item_notes(
        &self,
        context: &FormulaContext<'_, '_>,
        item: &Item,
        judged: &ItemVerdict,
    ) -> Vec<NotePiece> {
        let mut notes = context.item_notes(item, judged);
        notes.extend(context.forecast(self.verdict.set, item, judged));
        notes
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
        match &item.judged {
            Judged::ByOffice => {
                for head in JUDGED_WITHOUT_NUMBER {
                    line.cells[context.layout.col(head) as usize] = Shown::text(DASH);
                }
                line.cells[verdict as usize] = Shown::text(word);
            }
            Judged::ByFigure(yardstick) => {
                line.threshold(context, yardstick, &item.text);
                let cells = cells(context, slot, slot, yardstick);
                self.figure(context, &mut line, yardstick, (judged, 0), &cells);
            }
            Judged::ByParts { how, parts } => {
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
        let Judged::ByParts { parts, .. } = &item.judged else {
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
            line.cells[2] = Shown::text(part.yardstick.unit.as_str());
        } else {
            line.threshold(context, &part.yardstick, &item.text);
        }
        let cells = cells(context, slot, at, &part.yardstick);
        self.figure(context, &mut line, &part.yardstick, (judged, place), &cells);
        line
    }

    /// Earlier figure, figure, estimate, difference, verdict.
    fn figure(
        &self,
        context: &FormulaContext<'_, '_>,
        line: &mut TableRow,
        yardstick: &Yardstick,
        (judged, place): (&ItemVerdict, usize),
        cells: &ItemCells,
    ) {
        let measured = &judged.measured[place];
        let layout = &context.layout;
        let before = self.results.earlier();
        line.cells[layout.col(Head::Before) as usize] = self.in_period(yardstick, before);
        self.extra(context, line, yardstick);
        let [at_actual, at_estimate] = [Head::Actual, Head::Estimate].map(|head| layout.col(head));
        let on = |basis| context.value(yardstick, basis).map(|v| rounded(v, yardstick.decimals));
        let (actual, estimate) = (on(Basis::Actual), on(Basis::Estimate));
        let shown = |value: Option<Decimal>| value.map_or(NO_FIGURE.to_owned(), vietnamese);
        let number = style::decimals(yardstick.decimals);
        line.set(at_actual, context.figure(yardstick, Basis::Actual), &shown(actual));
        line.cells[at_actual as usize].number = number.clone();
        let is_estimate = yardstick.basis == Basis::Estimate;
        let is_other = yardstick.figure.stands_in(Basis::Estimate) && estimate != actual;
        if is_estimate || (estimate.is_some() && is_other) {
            line.set(at_estimate, context.figure(yardstick, Basis::Estimate), &shown(estimate));
            line.cells[at_estimate as usize].number = number;
        }
        line.judged = Some(layout.judged(yardstick.basis));
        let (content, now) = context.difference(yardstick, measured, cells);
        let text = now.map(|now| difference_shown(yardstick, now)).unwrap_or_default();
        let difference = layout.col(Head::Difference);
        line.set(difference, content, &text);
        line.cells[difference as usize].number = number_words::difference(yardstick).0;
        let word = measured.status.word(judged.past_deadline);
        let verdict = context.verdict(yardstick, measured, cells, judged.past_deadline);
        line.set(layout.col(Head::Verdict), verdict, word);
    }

    /// SlotKind the columns that the office switched on say of a figure.
    fn extra(&self, context: &FormulaContext<'_, '_>, line: &mut TableRow, yardstick: &Yardstick) {
        for (col, head) in context.layout.heads().iter().enumerate() {
            let basis = match head {
                Head::Extra(ExtraColumn::LastYear) => Basis::Prior,
                Head::Extra(ExtraColumn::Plan) => Basis::Plan,
                Head::Extra(ExtraColumn::YearAgo) => {
                    let year_ago = self.results.history.year_ago(self.results.month.period);
                    line.cells[col] = self.in_period(yardstick, year_ago);
                    continue;
                }
                _ => continue,
            };
            if !yardstick.figure.stands_in(basis) {
                line.cells[col] = Shown::text(DASH);
                continue;
            }
            let now = context.value(yardstick, basis).map(|v| rounded(v, yardstick.decimals));
            line.cells[col] = Shown {
                content: context.figure(yardstick, basis),
                number: style::decimals(yardstick.decimals),
                text: now.map_or(NO_FIGURE.to_owned(), vietnamese),
            };
        }
    }

    /// A figure as an earlier period's annex has it.
    fn in_period(&self, yardstick: &Yardstick, earlier: Option<&EarlierPeriod>) -> Shown {
        let settings = &self.results.workspace.settings;
        if earlier.is_some_and(|earlier| !earlier.gaps.is_empty()) {
            return Shown::text(NOT_COMPARABLE);
        }
        let value =
            earlier.and_then(|earlier| earlier::value(earlier, yardstick, Basis::Actual, settings));
        match value {
            Some(value) => Shown {
                content: value.into(),
                number: style::fitting(value, yardstick.decimals),
                text: vietnamese(value),
            },
            None => Shown::text(NO_FIGURE),
        }
    }
}

impl TableRow {
    fn named(layout: &Layout, slot: &Slot, number: &str, name: &str) -> Self {
        let mut cells = vec![Shown::blank(); layout.heads().len()];
        cells[0] = Shown::text(number);
        cells[1] = Shown::text(name);
        Self { slot: *slot, cells, judged: None }
    }

    fn set(&mut self, col: u32, content: Content, text: &str) {
        let cell = &mut self.cells[col as usize];
        *cell = Shown { content, number: Cow::Borrowed(""), text: text.to_owned() };
    }

    /// Unit of measure and threshold.
    fn threshold(&mut self, context: &FormulaContext<'_, '_>, yardstick: &Yardstick, text: &str) {
        self.cells[2] = Shown::text(yardstick.unit.as_str());
        let live = |basis| context.figure(yardstick, basis);
        let number_words::Worded { content, number, text } =
            number_words::threshold(yardstick, text, live);
        let at = context.layout.col(Head::Threshold) as usize;
        self.cells[at] = Shown { content, number, text };
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
fn verdicts_of(
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

/// The threshold that all parts have in common.
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

/// The name under which a part's causes are kept.
fn part_number(item: &Item, part: &Part) -> String {
    format!("{} {}", item.number, part.name)
}
