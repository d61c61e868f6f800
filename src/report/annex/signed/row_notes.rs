//! What a row of the table says in its last column.

use super::SignedPage;
use super::notes::NotePiece;
use super::slots::{Slot, SlotKind};
use super::table_rows::verdicts_of;
use super::verdict_formulas::FormulaContext;
use crate::judge::ItemVerdict;
use crate::settings::{Criterion, Item, Part};

impl SignedPage<'_, '_> {
    /// What the officer typed about the row, under its own number or, for a target of one item,
    /// under the item's.
    pub(super) fn cause(&self, number: &str, slot: &Slot) -> Option<String> {
        let target = &self.verdict.set.targets[slot.target];
        let mut numbers = vec![number.to_owned()];
        if slot.what == SlotKind::Whole {
            numbers.push(target.items[slot.item].number.clone());
        }
        let key = |number: String| (self.verdict.set.code.clone(), number);
        numbers.into_iter().find_map(|number| self.causes.get(&key(number)).cloned())
    }

    /// A row's number, under which causes are stored, and the notes that the program itself writes.
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
                let (number, notes) = match &item.criterion {
                    Criterion::ByParts { parts, .. } => {
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
}

/// The name under which a part's causes are stored.
fn part_number(item: &Item, part: &Part) -> String {
    format!("{} {}", item.number, part.name)
}
