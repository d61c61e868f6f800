//! Live formats: red for unmet, no decimals for whole numbers.

use super::layout::Head;
use super::slots::{Slot, SlotKind};
use super::{SignedPage, number_words};
use crate::judge::Status;
use crate::report::annex::style;
use crate::settings::{Judged, Yardstick};
use workbook_io::Address;
use workbook_io::sheet::{Area, Emphasis, Highlight};

impl SignedPage<'_, '_> {
    /// The rules for red verdicts and for whole numbers.
    pub(super) fn highlights(&self, slots: &[Slot]) -> Vec<Highlight> {
        let context = self.context();
        let [verdict, difference] =
            [Head::Verdict, Head::Difference].map(|head| context.layout.col(head));
        let figures = context.layout.col(Head::Threshold) + 1;
        let last_figure = context.layout.col(Head::Estimate);
        let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return Vec::new() };
        let area = |row: u32, from: u32, to: u32| {
            vec![Area::new(Address::new(row, from), Address::new(row, to))]
        };
        let column = Area::new(Address::new(first.row, verdict), Address::new(last.row, verdict));
        let mut rules = vec![Highlight {
            areas: vec![column],
            formula: number_words::says_unmet(&column.from.to_string(), &self.unmet_words()),
            emphasis: style::UNMET,
        }];
        if self.results.workspace.settings.office.page.beyond {
            rules.extend(slots.iter().filter_map(|slot| self.beyond(slot, verdict, difference)));
        }
        for slot in slots {
            let judged = &self.verdict.targets[slot.target].items[slot.item];
            let unmet = [Status::Unmet.word(judged.past_deadline)];
            let is_unmet = number_words::says_unmet(&slot.cell(verdict), &unmet);
            let far = slot.cell(difference);
            let is_far = format!("AND({is_unmet},{far}<>\"\")");
            let Some(yardstick) = self.yardstick(slot) else { continue };
            let whole = number_words::difference(yardstick).1;
            let decimals = yardstick.decimals;
            if decimals > 0 {
                let is_whole = |cell: &str| format!("ROUND({cell},6)=ROUND({cell},0)");
                let number = Some(whole);
                rules.push(Highlight {
                    areas: area(slot.row, difference, difference),
                    formula: format!("IF({is_far},{})", is_whole(&far)),
                    emphasis: Emphasis { number, ..style::UNMET },
                });
                rules.push(Highlight {
                    areas: area(slot.row, difference, difference),
                    formula: is_whole(&far),
                    emphasis: Emphasis { number, ..Emphasis::default() },
                });
                rules.push(Highlight {
                    areas: area(slot.row, figures, last_figure),
                    formula: is_whole(&slot.cell(figures)),
                    emphasis: Emphasis { number: Some("#,##0"), ..Emphasis::default() },
                });
            }
            rules.push(Highlight {
                areas: area(slot.row, difference, difference),
                formula: is_far,
                emphasis: style::UNMET,
            });
        }
        rules
    }

    /// Shows "Vượt" over a verdict whose value stays "Đạt" for formulas that count verdicts.
    fn beyond(&self, slot: &Slot, verdict: u32, difference: u32) -> Option<Highlight> {
        let better = self.yardstick(slot)?.kind.better?;
        let met = Status::Met.vietnamese();
        let (cell, far) = (slot.cell(verdict), slot.cell(difference));
        let at = Address::new(slot.row, verdict);
        Some(Highlight {
            areas: vec![Area::new(at, at)],
            formula: format!("IF({cell}=\"{met}\",IF(ISNUMBER({far}),{far}{better}))"),
            emphasis: Emphasis { number: Some(";;;\"Vượt\""), ..Emphasis::default() },
        })
    }

    fn yardstick(&self, slot: &Slot) -> Option<&Yardstick> {
        let item = &self.verdict.set.targets[slot.target].items[slot.item];
        match (&item.judged, slot.what) {
            (_, SlotKind::Target) | (Judged::ByOffice, _) => None,
            (Judged::ByFigure(yardstick), _) => Some(yardstick),
            (Judged::ByParts { parts, .. }, SlotKind::Part(place)) => Some(&parts[place].yardstick),
            (Judged::ByParts { .. }, _) => None,
        }
    }
}
