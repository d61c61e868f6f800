//! The cells of the table of years: each year's figure, the result and the verdict.

use rust_decimal::Decimal;

use super::years::{Year, YearRule, over_term, year_rule};
use super::{LEFT, Term};
use crate::judge::{ItemVerdict, Status};
use crate::report::annex::formula::literal;
use crate::report::annex::signed::number_words;
use crate::report::annex::signed::shown_cell::{DASH, ShownCell};
use crate::report::annex::signed::slots::{Slot, SlotKind};
use crate::report::annex::signed::verdict_formulas::{FormulaContext, ItemCells, NO_FIGURE};
use crate::report::annex::signed::verdict_range::PART;
use crate::report::wording::{name_of, number_of};
use crate::settings::{Criterion, Threshold, Yardstick};
use workbook_io::number::rounded;
use workbook_io::sheet::{Content, FormulaResult};

impl Term<'_, '_, '_> {
    pub(super) fn cells(&self, slot: &Slot) -> Vec<ShownCell> {
        let target = &self.page.verdict.set.targets[slot.target];
        let judged = &self.page.verdict.targets[slot.target];
        let item = &target.items[slot.item];
        let verdict = &judged.items[slot.item];
        match (slot.what, &item.criterion) {
            (SlotKind::Target, _) => {
                let (of, past) = self.verdicts_of(slot, Slot::is_item);
                let word = self.rolled_up(slot.target);
                self.without_figures(
                    &target.number,
                    &target.title,
                    "",
                    ShownCell::words(FormulaContext::roll_up(true, &of, &past, word), word),
                )
            }
            (SlotKind::Part(place), Criterion::ByParts { parts, .. }) => {
                let part = &parts[place];
                self.figures(
                    slot,
                    (PART, &part.name),
                    &item.text,
                    &part.yardstick,
                    (verdict, place),
                )
            }
            (_, judged_by) => {
                let (number, name) = (number_of(target, item), name_of(item));
                match judged_by {
                    Criterion::ByFigure(yardstick) => {
                        self.figures(slot, (number, name), &item.text, yardstick, (verdict, 0))
                    }
                    Criterion::ByOffice => {
                        let word = ShownCell::text(verdict.vietnamese());
                        self.without_figures(number, name, DASH, word)
                    }
                    Criterion::ByParts { how, .. } => {
                        let is_part = |slot: &Slot| matches!(slot.what, SlotKind::Part(_));
                        let (of, past) = self.verdicts_of(slot, is_part);
                        let word = self.item_status(slot.target, slot.item);
                        let word = word.word(verdict.past_deadline);
                        let content = FormulaContext::roll_up(how.needs_all, &of, &past, word);
                        let shown = ShownCell::words(content, word);
                        self.without_figures(number, name, "", shown)
                    }
                }
            }
        }
    }

    fn without_figures(
        &self,
        number: &str,
        name: &str,
        figure: &str,
        verdict: ShownCell,
    ) -> Vec<ShownCell> {
        let mut cells = vec![ShownCell::text(number), ShownCell::text(name)];
        cells.extend((2..=self.result()).map(|_| ShownCell::text(figure)));
        cells.push(verdict);
        cells
    }

    /// The row of a figure.
    fn figures(
        &self,
        slot: &Slot,
        (number, name): (&str, &str),
        text: &str,
        yardstick: &Yardstick,
        (judged, place): (&ItemVerdict, usize),
    ) -> Vec<ShownCell> {
        let live = |basis| self.context.figure(yardstick, basis);
        let threshold = number_words::threshold(yardstick, text, live);
        let mut cells = vec![
            ShownCell::text(number),
            ShownCell::text(name),
            ShownCell::text(yardstick.unit.as_str()),
            threshold,
        ];
        cells.extend(self.years.iter().map(|year| self.year(year, yardstick)));
        let (result, value) = self.term_result(slot, yardstick);
        cells.push(ShownCell::number(result, value, yardstick.decimals));
        let at = ItemCells {
            threshold: slot.cell(LEFT - 1),
            figure: slot.cell(self.result()),
            verdict: slot.cell(self.verdict()),
        };
        let status = self.figure_status(yardstick, judged, place);
        let verdict = match year_rule(yardstick, self.settings()) {
            YearRule::Last => {
                let measured = &judged.measured[place];
                self.context.verdict(yardstick, measured, &at, judged.past_deadline)
            }
            _ => {
                let doubt = (status == Status::NotChecked).then(|| self.context.doubt(yardstick));
                verdict_on(yardstick, &at, (status, doubt), judged.past_deadline)
            }
        };
        let word = status.word(judged.past_deadline);
        cells.push(ShownCell::words(verdict, word));
        cells
    }

    /// A year's figure. This year's is live; earlier months of the year are added to it.
    fn year(&self, year: &Year, yardstick: &Yardstick) -> ShownCell {
        let settings = self.settings();
        let value = year.value(yardstick, settings);
        let decimals = yardstick.decimals;
        let content = match (value, year_rule(yardstick, settings), year.is_current) {
            (None, _, false) => NO_FIGURE.into(),
            (Some(value), _, false) => value.into(),
            (_, YearRule::Last, true) => self.context.figure(yardstick, yardstick.basis),
            (Some(value), YearRule::Summed, true) => {
                let own = self.context.value(yardstick, yardstick.basis).unwrap_or_default();
                let before = value - rounded(own, decimals);
                let exact = self.context.exact(yardstick, yardstick.basis);
                let sum = format!("{before}+ROUND({exact},{decimals})");
                let formula = format!("IFERROR({sum},{})", literal(NO_FIGURE));
                Content::formula(formula, FormulaResult::Number(value))
            }
            (Some(value), YearRule::Recomputed, true) => value.into(),
            (None, _, true) => NO_FIGURE.into(),
        };
        ShownCell::number(content, value, decimals)
    }

    /// The result over all years, and its present value.
    fn term_result(&self, slot: &Slot, yardstick: &Yardstick) -> (Content, Option<Decimal>) {
        let settings = self.settings();
        let (first, last) = (slot.cell(LEFT), slot.cell(self.result() - 1));
        let value = self.term_value(yardstick);
        let result = || {
            let nothing = || FormulaResult::Text(NO_FIGURE.to_owned());
            value.map_or_else(nothing, FormulaResult::Number)
        };
        let content = match year_rule(yardstick, settings) {
            YearRule::Last => Content::formula(last, result()),
            YearRule::Summed => {
                let all = self.years.len();
                let nothing = literal(NO_FIGURE);
                let years = format!("{first}:{last}");
                let formula = format!("IF(COUNT({years})<{all},{nothing},SUM({years}))");
                Content::formula(formula, result())
            }
            YearRule::Recomputed => value.map_or_else(|| NO_FIGURE.into(), Content::from),
        };
        (content, value)
    }

    pub(super) fn term_value(&self, yardstick: &Yardstick) -> Option<Decimal> {
        let settings = self.settings();
        match year_rule(yardstick, settings) {
            YearRule::Last => self.years.last()?.value(yardstick, settings),
            YearRule::Summed => self.years.iter().map(|year| year.value(yardstick, settings)).sum(),
            YearRule::Recomputed => over_term(&self.years, yardstick, settings)
                .map(|value| rounded(value, yardstick.decimals)),
        }
    }
}

/// The verdict on the result over all years.
fn verdict_on(
    yardstick: &Yardstick,
    at: &ItemCells,
    (now, doubt): (Status, Option<String>),
    past: bool,
) -> Content {
    let threshold = match (&yardstick.threshold, yardstick.upper) {
        (Threshold::Number(lower), Some(_)) => lower.to_string(),
        _ => at.threshold.clone(),
    };
    let holds = yardstick.condition(&at.figure, &threshold);
    let word = |status: Status| literal(status.word(past));
    let formula = format!(
        "IF(AND(ISNUMBER({}),ISNUMBER({threshold})),IF({holds},{},{}),{})",
        at.figure,
        word(Status::Met),
        word(Status::Unmet),
        word(Status::NoData)
    );
    let formula = match doubt {
        Some(doubt) => format!("IF({doubt}>0,{},{formula})", word(Status::NotChecked)),
        None => formula,
    };
    Content::formula(formula, FormulaResult::Text(now.word(past).to_owned()))
}
