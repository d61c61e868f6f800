//! The cells of a row that is judged by a figure.

use rust_decimal::Decimal;

use super::layout::Head;
use super::shown_cell::{DASH, ShownCell};
use super::table_rows::TableRow;
use super::verdict_formulas::{FormulaContext, ItemCells, NO_FIGURE};
use super::{SignedPage, number_words};
use crate::figures::history::{PeriodTotals, Span};
use crate::judge::ItemVerdict;
use crate::report::annex::earlier::{self, EarlierFigure};
use crate::report::annex::style;
use crate::report::wording::difference_shown;
use crate::settings::{Basis, ExtraColumn, Yardstick};
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;

/// Shown in place of an earlier figure of other units.
const NOT_COMPARABLE: &str = "không so sánh được";

impl SignedPage<'_, '_> {
    /// Fills the cells of earlier figure, figure, estimate, difference and verdict.
    pub(super) fn figure(
        &self,
        context: &FormulaContext<'_, '_>,
        line: &mut TableRow,
        yardstick: &Yardstick,
        (judged, place): (&ItemVerdict, usize),
        cells: &ItemCells,
    ) {
        let measured = &judged.measured[place];
        let layout = &context.layout;
        let before = self.results.preceding().map(Span::totals);
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
        let is_other = yardstick.figure.has_meaning_in(Basis::Estimate) && estimate != actual;
        if is_estimate || (estimate.is_some() && is_other) {
            line.set(at_estimate, context.figure(yardstick, Basis::Estimate), &shown(estimate));
            line.cells[at_estimate as usize].number = number;
        }
        for (col, basis) in [(at_actual, Basis::Actual), (at_estimate, Basis::Estimate)] {
            if context.is_doubtful(yardstick, measured, basis) {
                line.cells[col as usize].mark();
            }
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

    /// Fills the columns that the office has switched on.
    fn extra(&self, context: &FormulaContext<'_, '_>, line: &mut TableRow, yardstick: &Yardstick) {
        for (col, head) in context.layout.heads().iter().enumerate() {
            let basis = match head {
                Head::Extra(ExtraColumn::LastYear) => Basis::Prior,
                Head::Extra(ExtraColumn::Plan) => Basis::Plan,
                Head::Extra(ExtraColumn::YearAgo) => {
                    let year_ago = self.year_ago();
                    let totals = year_ago.as_ref().map(Span::totals);
                    line.cells[col] = self.in_period(yardstick, totals);
                    continue;
                }
                _ => continue,
            };
            if !yardstick.figure.has_meaning_in(basis) {
                line.cells[col] = ShownCell::text(DASH);
                continue;
            }
            let now = context.value(yardstick, basis).map(|v| rounded(v, yardstick.decimals));
            line.cells[col] = ShownCell {
                content: context.figure(yardstick, basis),
                number: style::decimals(yardstick.decimals),
                text: now.map_or(NO_FIGURE.to_owned(), vietnamese),
            };
        }
    }

    /// The same period of the year before, from its own annex or from those of its months, where
    /// they reach its end.
    fn year_ago(&self) -> Option<Span> {
        let settings = &self.results.workspace.settings;
        let period = self.results.month.period;
        let span = self.results.history.same_period_last_year(period, settings)?;
        (span.latest.last_day() == span.period.last_day()).then_some(span)
    }

    /// What the column of the period before says of an item.
    pub(super) fn before(&self, yardstick: &Yardstick) -> Option<EarlierFigure> {
        let settings = &self.results.workspace.settings;
        let span = self.results.preceding()?;
        earlier::figure(span.totals(), yardstick, Basis::Actual, settings)
    }

    /// A figure from an earlier period's annex.
    fn in_period(&self, yardstick: &Yardstick, earlier: Option<PeriodTotals<'_>>) -> ShownCell {
        let settings = &self.results.workspace.settings;
        if earlier.is_some_and(|earlier| !earlier.gaps.is_empty()) {
            return ShownCell::text(NOT_COMPARABLE);
        }
        let known = earlier
            .and_then(|earlier| earlier::figure(earlier, yardstick, Basis::Actual, settings));
        match known {
            Some(EarlierFigure { value, under_review, .. }) => {
                let mut cell = ShownCell {
                    content: value.into(),
                    number: style::fitting(value, yardstick.decimals),
                    text: vietnamese(value),
                };
                if under_review {
                    cell.mark();
                }
                cell
            }
            None => ShownCell::text(NO_FIGURE),
        }
    }
}
