//! Live formats: red for unmet, no decimals for whole numbers.

use super::layout::{Head, Layout};
use super::slots::{Slot, SlotKind};
use super::{SignedPage, number_words};
use crate::judge::Status;
use crate::report::annex::style;
use crate::settings::{Basis, Criterion, Yardstick};
use workbook_io::Address;
use workbook_io::sheet::{Area, Emphasis, Highlight};

impl SignedPage<'_, '_> {
    /// The rules for red verdicts and for whole numbers.
    pub(super) fn highlights(&self, slots: &[Slot]) -> Vec<Highlight> {
        let context = self.context();
        let [verdict, difference] =
            [Head::Verdict, Head::Difference].map(|head| context.layout.col(head));
        let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return Vec::new() };
        let column = Area::new(Address::new(first.row, verdict), Address::new(last.row, verdict));
        let mut rules = vec![Highlight {
            areas: vec![column],
            formula: number_words::says_unmet(&column.from.to_string(), &self.unmet_words()),
            emphasis: style::UNMET,
        }];
        rules.push(says_open(column));
        if self.results.workspace.settings.office.page.beyond {
            rules.extend(slots.iter().filter_map(|slot| self.beyond(slot, verdict, difference)));
        }
        rules.extend(slots.iter().flat_map(|slot| self.figure_rules(slot, &context.layout)));
        rules
    }

    /// The rules of a figure's row: a red difference, and whole numbers without decimals. Where both
    /// hold, programs that apply only the first rule need one for both.
    fn figure_rules(&self, slot: &Slot, layout: &Layout) -> Vec<Highlight> {
        let Some(yardstick) = self.yardstick(slot) else { return Vec::new() };
        let [verdict, difference] = [Head::Verdict, Head::Difference].map(|head| layout.col(head));
        let (figures, last_figure) = (layout.col(Head::Threshold) + 1, layout.col(Head::Estimate));
        let judged = &self.verdict.targets[slot.target].items[slot.item];
        let unmet = [Status::Unmet.word(judged.past_deadline)];
        let is_unmet = number_words::says_unmet(&slot.cell(verdict), &unmet);
        let far = slot.cell(difference);
        let is_far = format!("AND({is_unmet},{far}<>\"\")");
        let rule = |from: u32, to: u32, formula: String, emphasis: Emphasis| Highlight {
            areas: vec![Area::new(Address::new(slot.row, from), Address::new(slot.row, to))],
            formula,
            emphasis,
        };
        let mut rules = Vec::new();
        if yardstick.decimals > 0 {
            let is_whole = |cell: &str| format!("ROUND({cell},6)=ROUND({cell},0)");
            let number = Some(number_words::difference(yardstick).1);
            let both = format!("IF({is_far},{})", is_whole(&far));
            let red = Emphasis { number, ..style::UNMET };
            rules.push(rule(difference, difference, both, red));
            let plain = Emphasis { number, ..Emphasis::default() };
            rules.push(rule(difference, difference, is_whole(&far), plain));
            let whole = |number| Emphasis { number: Some(number), ..Emphasis::default() };
            // A figure in doubt keeps its mark.
            let marked = self.doubtful_columns(slot, yardstick, layout);
            for col in marked {
                let is_whole = is_whole(&slot.cell(col));
                rules.push(rule(col, col, is_whole, whole(style::MARKED_WHOLE)));
            }
            rules.push(rule(figures, last_figure, is_whole(&slot.cell(figures)), whole("#,##0")));
        }
        rules.push(rule(difference, difference, is_far, style::UNMET));
        rules
    }

    /// The columns of a row's figures that bear the mark of what is in doubt, or was then.
    fn doubtful_columns(&self, slot: &Slot, yardstick: &Yardstick, layout: &Layout) -> Vec<u32> {
        let context = self.context();
        let judged = &self.verdict.targets[slot.target].items[slot.item];
        let place = match slot.what {
            SlotKind::Part(place) => place,
            _ => 0,
        };
        let measured = judged.measured.get(place);
        let now = [(Head::Actual, Basis::Actual), (Head::Estimate, Basis::Estimate)];
        let mut marked: Vec<u32> = now
            .into_iter()
            .filter(|(_, basis)| {
                measured.is_some_and(|m| context.is_doubtful(yardstick, m, *basis))
            })
            .map(|(head, _)| layout.col(head))
            .collect();
        if self.before(yardstick).is_some_and(|before| before.under_review) {
            marked.push(layout.col(Head::Before));
        }
        marked
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
        match (&item.criterion, slot.what) {
            (_, SlotKind::Target) | (Criterion::ByOffice, _) => None,
            (Criterion::ByFigure(yardstick), _) => Some(yardstick),
            (Criterion::ByParts { parts, .. }, SlotKind::Part(place)) => {
                Some(&parts[place].yardstick)
            }
            (Criterion::ByParts { .. }, _) => None,
        }
    }
}

/// The rule for verdicts that are open.
fn says_open(column: Area) -> Highlight {
    let open = [Status::NoData, Status::NotChecked].map(Status::vietnamese);
    Highlight {
        areas: vec![column],
        formula: number_words::says_unmet(&column.from.to_string(), &open),
        emphasis: style::OPEN,
    }
}
