//! What the page shows live: red where unmet, and no decimals where there are none.

use super::lines::{ACTUAL, DIFFERENCE, ESTIMATE, VERDICT};
use super::slots::{Slot, What};
use super::{SignedPage, words};
use crate::annex::look;
use crate::cell::Address;
use crate::settings::{Judged, Yardstick};
use crate::sheet::{Area, Emphasis, Highlight};
use crate::target::{Status, unmet_words};

impl SignedPage<'_, '_> {
    /// Red where unmet, and whole numbers without decimals.
    pub(super) fn highlights(&self, slots: &[Slot]) -> Vec<Highlight> {
        let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return Vec::new() };
        let area = |row: u32, from: u32, to: u32| {
            vec![Area::new(Address::new(row, from), Address::new(row, to))]
        };
        let column = Area::new(Address::new(first.row, VERDICT), Address::new(last.row, VERDICT));
        let items = self.verdict.targets.iter().flat_map(|target| &target.items);
        let any = unmet_words(items.map(|item| item.past_deadline));
        let mut rules = vec![Highlight {
            areas: vec![column],
            formula: words::says_unmet(&column.from.to_string(), &any),
            emphasis: look::UNMET,
        }];
        for slot in slots {
            let judged = &self.verdict.targets[slot.target].items[slot.item];
            let unmet = [Status::Unmet.word(judged.past_deadline)];
            let is_unmet = words::says_unmet(&slot.cell(VERDICT), &unmet);
            let far = slot.cell(DIFFERENCE);
            let is_far = format!("AND({is_unmet},{far}<>\"\")");
            let Some(yardstick) = self.yardstick(slot) else { continue };
            let whole = words::difference(yardstick).1;
            let decimals = yardstick.decimals;
            if decimals > 0 {
                let is_whole = |cell: &str| format!("ROUND({cell},6)=ROUND({cell},0)");
                let number = Some(whole);
                rules.push(Highlight {
                    areas: area(slot.row, DIFFERENCE, DIFFERENCE),
                    formula: format!("IF({is_far},{})", is_whole(&far)),
                    emphasis: Emphasis { number, ..look::UNMET },
                });
                rules.push(Highlight {
                    areas: area(slot.row, DIFFERENCE, DIFFERENCE),
                    formula: is_whole(&far),
                    emphasis: Emphasis { number, ..Emphasis::default() },
                });
                rules.push(Highlight {
                    areas: area(slot.row, ACTUAL, ESTIMATE),
                    formula: is_whole(&slot.cell(ACTUAL)),
                    emphasis: Emphasis { number: Some("#,##0"), ..Emphasis::default() },
                });
            }
            rules.push(Highlight {
                areas: area(slot.row, DIFFERENCE, DIFFERENCE),
                formula: is_far,
                emphasis: look::UNMET,
            });
        }
        rules
    }

    fn yardstick(&self, slot: &Slot) -> Option<&Yardstick> {
        let item = &self.verdict.set.targets[slot.target].items[slot.item];
        match (&item.judged, slot.what) {
            (_, What::Target) | (Judged::ByOffice, _) => None,
            (Judged::ByFigure(yardstick), _) => Some(yardstick),
            (Judged::ByParts { parts, .. }, What::Part(place)) => Some(&parts[place].yardstick),
            (Judged::ByParts { .. }, _) => None,
        }
    }
}
