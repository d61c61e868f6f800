//! The rows of the table: one a target, an item or a part of an item.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::judged::{Cells, Context, NOTHING};
use super::notes::{Piece, joined};
use super::slots::{Slot, What};
use super::{COLUMNS, SignedPage, words};
use crate::annex::look;
use crate::decimal::{rounded, vietnamese};
use crate::settings::{Basis, Item, Judged, Part, Yardstick};
use crate::sheet::Content;
use crate::target::{ItemVerdict, Measured, figure_over};
use crate::wording::difference_shown;

/// The column of thresholds.
pub(super) const THRESHOLD: u32 = 3;
/// The column of figures.
pub(super) const ACTUAL: u32 = 5;
/// The column of full-year estimates.
pub(super) const ESTIMATE: u32 = 6;
/// The column of differences.
pub(super) const DIFFERENCE: u32 = 7;
/// The column of verdicts.
pub(super) const VERDICT: u32 = 8;
/// What stands where a judgement has no number.
const DASH: &str = "–";

/// A cell of a row: content, number format, and the text that it shows.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) content: Content,
    pub(super) number: Cow<'static, str>,
    pub(super) text: String,
}

impl Shown {
    fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let content = if text.is_empty() { Content::Blank } else { Content::Text(text.clone()) };
        Self { content, number: Cow::Borrowed(""), text }
    }

    fn blank() -> Self {
        Self::text("")
    }
}

/// A row in the making.
pub(super) struct Line {
    pub(super) slot: Slot,
    pub(super) cells: [Shown; COLUMNS as usize],
    /// The column of the figure that is judged.
    pub(super) judged: Option<u32>,
}

impl SignedPage<'_, '_> {
    /// What a row says.
    pub(super) fn line(&self, context: &Context<'_, '_>, slot: &Slot, slots: &[Slot]) -> Line {
        let mut line = match slot.what {
            What::Target => self.target(context, slot, slots),
            What::Whole | What::Item => self.item(context, slot, slots),
            What::Part(part) => self.part(context, slot, slots, part),
        };
        let (number, pieces) = self.notes_of(context, slot, slots);
        let mut pieces = pieces;
        if let Some(cause) = self.cause(&number, slot) {
            pieces.insert(0, Piece::Fixed(cause));
        }
        let (content, text) = joined(&pieces);
        line.cells[COLUMNS as usize - 1] = Shown { content, number: Cow::Borrowed(""), text };
        line
    }

    /// What the officer typed about the row: under its own number, or for a target of one
    /// item under the item's.
    fn cause(&self, number: &str, slot: &Slot) -> Option<String> {
        let target = &self.verdict.set.targets[slot.target];
        let mut numbers = vec![number.to_owned()];
        if slot.what == What::Whole {
            numbers.push(target.items[slot.item].number.clone());
        }
        let key = |number: String| (self.verdict.set.code.clone(), number);
        numbers.into_iter().find_map(|number| self.causes.get(&key(number)).cloned())
    }

    /// A row's number, under which causes are kept, and its notes that no officer typed.
    pub(super) fn notes_of(
        &self,
        context: &Context<'_, '_>,
        slot: &Slot,
        slots: &[Slot],
    ) -> (String, Vec<Piece>) {
        let target = &self.verdict.set.targets[slot.target];
        let judged = &self.verdict.targets[slot.target];
        let item = &target.items[slot.item];
        match slot.what {
            What::Target => {
                let cells = verdicts_of(slot, slots, Slot::is_item);
                (target.number.clone(), vec![context.items_met(judged, &cells)])
            }
            What::Whole => (target.number.clone(), context.item_notes(item, &judged.items[0])),
            What::Item => (item.number.clone(), context.item_notes(item, &judged.items[slot.item])),
            What::Part(place) => {
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

    fn target(&self, context: &Context<'_, '_>, slot: &Slot, slots: &[Slot]) -> Line {
        let target = &self.verdict.set.targets[slot.target];
        let cells = verdicts_of(slot, slots, Slot::is_item);
        let status = self.verdict.targets[slot.target].status;
        let mut line = Line::named(slot, &target.number, &target.title);
        line.set(VERDICT, context.roll_up(true, &cells, status), context.verdicts.word(status));
        line
    }

    fn item(&self, context: &Context<'_, '_>, slot: &Slot, slots: &[Slot]) -> Line {
        let target = &self.verdict.set.targets[slot.target];
        let item = &target.items[slot.item];
        let judged = &self.verdict.targets[slot.target].items[slot.item];
        let mut line = match slot.what {
            What::Whole => Line::named(slot, &target.number, &target.title),
            _ => Line::named(slot, &item.number, &item.short),
        };
        let word = context.verdicts.word(judged.status);
        match &item.judged {
            Judged::ByOffice => {
                for col in [2, THRESHOLD, 4, ACTUAL, DIFFERENCE] {
                    line.cells[col as usize] = Shown::text(DASH);
                }
                line.cells[VERDICT as usize] = Shown::text(word);
            }
            Judged::ByFigure(yardstick) => {
                line.threshold(context, yardstick, &item.text);
                let cells = cells(slot, slot, yardstick);
                self.figure(context, &mut line, yardstick, &judged.measured[0], &cells);
            }
            Judged::ByParts { all, parts } => {
                if let Some(yardstick) = common(parts) {
                    line.threshold(context, yardstick, &item.text);
                }
                let cells = verdicts_of(slot, slots, |slot| matches!(slot.what, What::Part(_)));
                line.set(VERDICT, context.roll_up(*all, &cells, judged.status), word);
            }
        }
        line
    }

    fn part(&self, context: &Context<'_, '_>, slot: &Slot, slots: &[Slot], place: usize) -> Line {
        let item = &self.verdict.set.targets[slot.target].items[slot.item];
        let judged: &ItemVerdict = &self.verdict.targets[slot.target].items[slot.item];
        let Judged::ByParts { parts, .. } = &item.judged else { return Line::named(slot, "-", "") };
        let part = &parts[place];
        let mut line = Line::named(slot, "-", &part.name);
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
        let cells = cells(slot, at, &part.yardstick);
        self.figure(context, &mut line, &part.yardstick, &judged.measured[place], &cells);
        line
    }

    /// Earlier figure, figure, estimate, difference, verdict.
    fn figure(
        &self,
        context: &Context<'_, '_>,
        line: &mut Line,
        yardstick: &Yardstick,
        measured: &Measured,
        cells: &Cells,
    ) {
        line.cells[4] = self.earlier(yardstick);
        let on = |basis| context.value(yardstick, basis).map(|v| rounded(v, yardstick.decimals));
        let (actual, estimate) = (on(Basis::Actual), on(Basis::Estimate));
        let shown = |value: Option<Decimal>| value.map_or(NOTHING.to_owned(), vietnamese);
        let number = look::decimals(yardstick.decimals);
        line.set(ACTUAL, context.figure(yardstick, Basis::Actual), &shown(actual));
        line.cells[ACTUAL as usize].number = number.clone();
        let is_estimate = yardstick.basis == Basis::Estimate;
        if is_estimate || (estimate.is_some() && estimate != actual) {
            line.set(ESTIMATE, context.figure(yardstick, Basis::Estimate), &shown(estimate));
            line.cells[ESTIMATE as usize].number = number;
        }
        line.judged = Some(if is_estimate { ESTIMATE } else { ACTUAL });
        let (content, now) = context.difference(yardstick, measured, cells);
        let text = now.map(|now| difference_shown(yardstick, now)).unwrap_or_default();
        line.set(DIFFERENCE, content, &text);
        line.cells[DIFFERENCE as usize].number = words::difference(yardstick).0;
        let word = context.verdicts.word(measured.status);
        line.set(VERDICT, context.verdict(yardstick, measured, cells), word);
    }

    fn earlier(&self, yardstick: &Yardstick) -> Shown {
        let settings = &self.results.workspace.settings;
        let value = self.results.earlier().and_then(|earlier| {
            let total = |term: &crate::settings::Term| {
                let indicator = settings.indicators.get_index_of(&term.code)?;
                let basis = term.basis.unwrap_or(Basis::Actual);
                earlier.totals[indicator][basis as usize].value
            };
            figure_over(yardstick, settings, &total)
        });
        match value.map(|value| rounded(value, yardstick.decimals)) {
            Some(value) => Shown {
                content: value.into(),
                number: look::fitting(value, yardstick.decimals),
                text: vietnamese(value),
            },
            None => Shown::text(NOTHING),
        }
    }
}

impl Line {
    fn named(slot: &Slot, number: &str, name: &str) -> Self {
        let mut cells = std::array::from_fn(|_| Shown::blank());
        cells[0] = Shown::text(number);
        cells[1] = Shown::text(name);
        Self { slot: *slot, cells, judged: None }
    }

    fn set(&mut self, col: u32, content: Content, text: &str) {
        let cell = &mut self.cells[col as usize];
        *cell = Shown { content, number: Cow::Borrowed(""), text: text.to_owned() };
    }

    /// Unit of measure and threshold.
    fn threshold(&mut self, context: &Context<'_, '_>, yardstick: &Yardstick, text: &str) {
        self.cells[2] = Shown::text(yardstick.unit.as_str());
        let live = |basis| context.figure(yardstick, basis);
        let words::Worded { content, number, text } = words::threshold(yardstick, text, live);
        self.cells[THRESHOLD as usize] = Shown { content, number, text };
    }
}

fn cells(slot: &Slot, threshold: &Slot, yardstick: &Yardstick) -> Cells {
    let judged = if yardstick.basis == Basis::Estimate { ESTIMATE } else { ACTUAL };
    Cells {
        threshold: threshold.cell(THRESHOLD),
        figure: slot.cell(judged),
        verdict: slot.cell(VERDICT),
    }
}

/// The verdict cells of rows that belong to a target or an item.
fn verdicts_of(slot: &Slot, slots: &[Slot], wanted: impl Fn(&Slot) -> bool) -> Vec<String> {
    let belongs = |other: &&Slot| {
        other.target == slot.target
            && (slot.what == What::Target || other.item == slot.item)
            && wanted(other)
    };
    slots.iter().filter(belongs).map(|other| other.cell(VERDICT)).collect()
}

/// The threshold that all parts have in common.
fn common(parts: &[Part]) -> Option<&Yardstick> {
    let (first, rest) = parts.split_first()?;
    let one = &first.yardstick;
    let same = |part: &Part| {
        let other = &part.yardstick;
        matches!(one.threshold, crate::settings::Threshold::Number(_))
            && other.threshold == one.threshold
            && other.comparison == one.comparison
            && other.upper == one.upper
            && other.unit == one.unit
    };
    (rest.iter().all(same) && same(first)).then_some(one)
}

/// The name under which a part's causes are kept.
fn part_number(item: &Item, part: &Part) -> String {
    format!("{} {}", item.number, part.name)
}
