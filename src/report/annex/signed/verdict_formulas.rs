//! Live formulas of the signed page: figures, differences, verdicts. Each judges exactly as
//! `judge::measure` does and carries that result.

use rust_decimal::Decimal;

use super::layout::Layout;
use super::verdict_range::VerdictRange;
use crate::judge::{
    FigureDoubt, Measurement, Status, difference, difference_decimals, unmet_words,
};
use crate::kinds::VerdictFormula;
use crate::report::annex::columns::{ColumnPlan, index};
use crate::report::annex::completeness::missing_of_any;
use crate::report::annex::formula::{literal, number_or_blank};
use crate::results::Results;
use crate::settings::{Basis, Settings, Term, Threshold, Yardstick};
use workbook_io::number::rounded;
use workbook_io::sheet::{Content, FormulaResult};

/// Shown in place of a missing figure.
pub(super) const NO_FIGURE: &str = "…";

/// What formulas refer to.
pub(super) struct FormulaContext<'a, 'w> {
    pub(super) results: &'a Results<'w>,
    pub(super) plan: &'a ColumnPlan,
    pub(super) layout: Layout,
}

/// The cells of an item's row that its formulas refer to.
pub(super) struct ItemCells {
    /// The threshold; for a part, its item's if all parts share one.
    pub(super) threshold: String,
    /// The figure judged.
    pub(super) figure: String,
    /// The verdict.
    pub(super) verdict: String,
}

impl FormulaContext<'_, '_> {
    fn settings(&self) -> &Settings {
        &self.results.workspace.settings
    }

    /// A figure's value on a basis.
    pub(super) fn value(&self, yardstick: &Yardstick, basis: Basis) -> Option<Decimal> {
        let settings = self.settings();
        let total = |term: &Term| self.results.figures.total_of(term, basis, settings).value;
        yardstick.figure_over(settings, &total)
    }

    /// A figure as printed: a live formula, rounded like the figure judged.
    pub(super) fn figure(&self, yardstick: &Yardstick, basis: Basis) -> Content {
        let exact = self.exact(yardstick, basis);
        let value = self.value(yardstick, basis).map(|value| rounded(value, yardstick.decimals));
        let rounded =
            format!("IFERROR(ROUND({exact},{}),{})", yardstick.decimals, literal(NO_FIGURE));
        let formula = match self.has_floor(yardstick) {
            true => {
                let terms = yardstick.figure.terms().into_iter();
                let cells = terms.map(|term| self.plan.total(term, basis, self.settings()));
                let cells = cells.collect::<Vec<_>>().join(",");
                format!("IF(COUNT({cells})=0,{},{rounded})", literal(NO_FIGURE))
            }
            false => rounded,
        };
        let nothing = || FormulaResult::Text(NO_FIGURE.to_owned());
        Content::formula(formula, value.map_or_else(nothing, FormulaResult::Number))
    }

    pub(super) fn exact(&self, yardstick: &Yardstick, basis: Basis) -> String {
        let settings = self.settings();
        let floor = self.has_floor(yardstick);
        let formula = yardstick.figure.formula(&|term| {
            let cell = self.plan.total(term, basis, settings);
            if floor { format!("N({cell})") } else { cell }
        });
        let scale = yardstick.scale(settings);
        if scale == Decimal::ONE { formula } else { format!("{formula}*{scale}") }
    }

    /// Is it a sum that can only grow, so that it is shown although one of its figures is missing?
    fn has_floor(&self, yardstick: &Yardstick) -> bool {
        yardstick.figure.terms().len() > 1 && yardstick.figure.cannot_fall(self.settings())
    }

    /// What is compared with the threshold: the figure's cell, or its value before rounding.
    fn judged(&self, yardstick: &Yardstick, cells: &ItemCells) -> String {
        match yardstick.threshold {
            // Nine decimals: later digits are only errors of binary fractions.
            Threshold::Number(number) if yardstick.is_judged_unrounded(number) => {
                format!("ROUND({},9)", self.exact(yardstick, yardstick.basis))
            }
            _ => cells.figure.clone(),
        }
    }

    fn threshold(yardstick: &Yardstick, cells: &ItemCells) -> String {
        match (&yardstick.threshold, yardstick.upper) {
            (Threshold::Number(lower), Some(_)) => lower.to_string(),
            _ => cells.threshold.clone(),
        }
    }

    /// A formula that is 0 if no unit lacks the figure.
    pub(super) fn missing(&self, yardstick: &Yardstick) -> String {
        let mut cells: Vec<String> = Vec::new();
        for basis in Self::bases(yardstick) {
            for term in yardstick.figure.terms() {
                let cell = self.plan.missing(term, basis, self.settings());
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
        }
        if cells.is_empty() { "0".to_owned() } else { cells.join("+") }
    }

    /// A formula that is above 0 while open findings leave the figure in doubt.
    pub(super) fn doubt(&self, yardstick: &Yardstick) -> String {
        let mut cells: Vec<String> = Vec::new();
        for basis in Self::bases(yardstick) {
            for term in yardstick.figure.terms() {
                let cell = self.plan.doubt(term, basis, self.settings());
                cells.extend(cell.filter(|cell| !cells.contains(cell)));
            }
        }
        if cells.is_empty() { "0".to_owned() } else { format!("SUM({})", cells.join(",")) }
    }

    /// Do open findings leave a figure of the row in doubt?
    pub(super) fn is_doubtful(
        &self,
        yardstick: &Yardstick,
        measured: &Measurement,
        basis: Basis,
    ) -> bool {
        if basis == yardstick.basis {
            return measured.is_doubtful();
        }
        yardstick.figure.terms().into_iter().any(|term| {
            let place = index(self.settings(), &term.code);
            self.results.is_doubtful(place, term.basis.unwrap_or(basis))
        })
    }

    /// A formula for how many units lack one of the figures; none where no cell tells it.
    pub(super) fn units_missing(&self, yardstick: &Yardstick) -> Option<String> {
        let settings = self.settings();
        let mut figures: Vec<(usize, Basis)> = Vec::new();
        for basis in Self::bases(yardstick) {
            for term in yardstick.figure.terms() {
                let at = index(settings, &term.code);
                let figure = (at, term.basis.unwrap_or(basis));
                if settings.indicators[at].entered.is_none() && !figures.contains(&figure) {
                    figures.push(figure);
                }
            }
        }
        match figures[..] {
            [] => None,
            // The row of the units missing says it of one figure.
            [(at, basis)] => {
                let code = settings.indicators[at].code.clone();
                Some(self.plan.missing(&Term { code, basis: Some(basis) }, basis, settings))
            }
            _ => missing_of_any(settings, self.plan, &figures),
        }
    }

    /// The bases on which an item's figure is asked for.
    fn bases(yardstick: &Yardstick) -> Vec<Basis> {
        let mut bases = vec![yardstick.basis];
        if let Threshold::Column(basis) = yardstick.threshold {
            bases.push(basis);
        }
        bases
    }

    /// The verdict on a figure, before or after its item's deadline.
    pub(super) fn verdict(
        &self,
        yardstick: &Yardstick,
        measured: &Measurement,
        cells: &ItemCells,
        past: bool,
    ) -> Content {
        let judged = self.judged(yardstick, cells);
        let level = Self::threshold(yardstick, cells);
        let word = |status: Status| literal(status.word(past));
        let formula = VerdictFormula {
            holds: yardstick.condition(&judged, &level),
            figure: judged,
            level,
            upper: yardstick.upper,
            none_missing: format!("{}=0", self.missing(yardstick)),
            words: [Status::Met, Status::Unmet, Status::NoData].map(word),
        };
        let is_fixed = matches!(yardstick.threshold, Threshold::Number(_));
        let verdict = match is_fixed && yardstick.figure.cannot_fall(self.settings()) {
            true => yardstick.kind.certain.formula(&formula),
            false => formula.of_all_units(),
        };
        let verdict = match measured.doubt {
            FigureDoubt::Verdict => {
                let waits = word(Status::NotChecked);
                format!("IF({}>0,{waits},{verdict})", self.doubt(yardstick))
            }
            FigureDoubt::Figure | FigureDoubt::None => verdict,
        };
        let open = word(Status::NoData);
        let is_number = match yardstick.threshold {
            Threshold::Number(_) => format!("ISNUMBER({})", cells.figure),
            Threshold::Column(_) => {
                format!("AND(ISNUMBER({}),ISNUMBER({}))", cells.figure, cells.threshold)
            }
        };
        let result = FormulaResult::Text(measured.status.word(past).to_owned());
        Content::formula(format!("IF({is_number},{verdict},{open})"), result)
    }

    /// The difference between figure and threshold; blank while the verdict is open.
    pub(super) fn difference(
        &self,
        yardstick: &Yardstick,
        measured: &Measurement,
        cells: &ItemCells,
    ) -> (Content, Option<Decimal>) {
        let judged = self.judged(yardstick, cells);
        let threshold = Self::threshold(yardstick, cells);
        let decimals = difference_decimals(yardstick);
        let far = match yardstick.upper {
            Some(upper) => format!(
                "IF({judged}<{threshold},{judged}-{threshold},IF({judged}>{upper},{judged}-{upper},0))"
            ),
            None => format!("{judged}-{threshold}"),
        };
        let open = literal(Status::NoData.vietnamese());
        let is_open = match measured.doubt {
            FigureDoubt::Verdict => {
                let waits = literal(Status::NotChecked.vietnamese());
                format!("OR({0}={open},{0}={waits})", cells.verdict)
            }
            FigureDoubt::Figure | FigureDoubt::None => format!("{}={open}", cells.verdict),
        };
        let formula = format!("IF({is_open},\"\",ROUND({far},{decimals}))");
        let now = difference(yardstick, measured);
        let result = number_or_blank(now);
        (Content::formula(formula, result), now)
    }

    /// A verdict made from others: all must be met, or one. `past` says whether the others'
    /// deadlines are past.
    pub(super) fn roll_up(all: bool, range: &VerdictRange, past: &[bool], now: &str) -> Content {
        let open = [Status::NoData, Status::NotChecked].map(|status| vec![status.vietnamese()]);
        let [no_data, not_checked] = open;
        let unmet = unmet_words(past.iter().copied());
        let met = vec![Status::Met.vietnamese()];
        let order = if all {
            [unmet, no_data, not_checked, met].concat()
        } else {
            [met, no_data, not_checked, unmet].concat()
        };
        let (last, others) = order.split_last().expect("there are always four verdicts");
        let formula = others.iter().rfold(literal(last), |otherwise, word| {
            format!("IF({}>0,{},{otherwise})", range.count_of(word), literal(word))
        });
        Content::formula(formula, FormulaResult::Text(now.to_owned()))
    }
}
