//! Which columns of Tổng hợp hold which figures. The sheet is written by this plan, and the signed
//! page's formulas refer to it.

mod hidden;

use crate::figures::consolidate::{Figures, UnitFigure};
use crate::results::Results;
use crate::settings::{Basis, Criterion, ExtraColumn, Settings, Term, Threshold, Yardstick};
pub(super) use crate::workspace::annex_book::names::CONSOLIDATED as SHEET;
use workbook_io::Address;
use workbook_io::sheet::quote_sheet_name;

/// The first unit's row.
pub(super) const FIRST_UNIT: u32 = 7;
/// The first figure's column; left of it are number, unit and state.
pub(super) const LEFT: u32 = 3;

/// Which part of a figure a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnContent {
    /// The figure.
    Figure,
    /// A mean's numerator.
    Sum,
    /// A mean's divisor.
    Divisor,
    /// A mean.
    Mean,
}

/// A column of figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct FigureColumn {
    pub(super) indicator: usize,
    pub(super) basis: Basis,
    pub(super) holds: ColumnContent,
}

/// A hidden column.
#[derive(Clone, Copy, Debug)]
pub(super) struct HelperColumn {
    pub(super) indicator: usize,
    pub(super) basis: Basis,
    pub(super) holds: HelperContent,
}

/// What a hidden column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HelperContent {
    /// What each unit adds to a sum over some units only.
    Added,
    /// A 1 if a unit's figure is complete.
    Whole,
    /// A 1 if a unit's mean is a number or its divisor is 0.
    Mean,
}

/// The columns of one figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct FigureColumns {
    /// The figure, or a mean's numerator.
    pub(super) sum: u32,
    /// A mean's divisor.
    pub(super) divisor: Option<u32>,
    /// The figure, or the mean.
    pub(super) value: u32,
    /// For a sum over some units only: what each unit adds.
    pub(super) added: Option<u32>,
    /// If some units' figures are incomplete: marks the complete ones.
    pub(super) whole: Option<u32>,
    /// Marks the units whose mean is a number; somebody may type words over it.
    pub(super) mean: Option<u32>,
}

/// Which columns the sheet has.
#[derive(Clone, Debug)]
pub(super) struct ColumnPlan {
    /// Columns of figures, from [`LEFT`] on.
    pub(super) columns: Vec<FigureColumn>,
    /// Hidden columns to the right of those.
    pub(super) helpers: Vec<HelperColumn>,
    places: Vec<[Option<FigureColumns>; 4]>,
    units: u32,
    /// Does any open finding leave a figure in doubt?
    has_doubts: bool,
}

impl FigureColumns {
    const fn at(col: u32) -> Self {
        Self { sum: col, divisor: None, value: col, added: None, whole: None, mean: None }
    }
}

impl ColumnPlan {
    /// Plans the columns. A figure has a column of its own on a basis only if it differs there from
    /// its "thực hiện" column.
    pub(super) fn new(results: &Results<'_>) -> Self {
        let settings = &results.workspace.settings;
        let own = columns_claimed(results, settings);
        let mut plan = Self {
            columns: Vec::new(),
            helpers: Vec::new(),
            places: vec![[None; 4]; settings.indicators.len()],
            units: count(settings.units.len()),
            has_doubts: !results.doubtful.is_empty(),
        };
        for indicator in by_group(settings) {
            for basis in Basis::ALL.into_iter().filter(|basis| own[indicator][*basis as usize]) {
                plan.add(indicator, basis, settings);
            }
        }
        plan.add_helpers(results);
        plan
    }

    fn add(&mut self, indicator: usize, basis: Basis, settings: &Settings) {
        let left = LEFT + count(self.columns.len());
        let is_mean = settings.indicators[indicator].over_units.is_mean();
        let (place, holds): (FigureColumns, &[ColumnContent]) = if is_mean {
            let place = FigureColumns {
                divisor: Some(left + 1),
                value: left + 2,
                ..FigureColumns::at(left)
            };
            (place, &[ColumnContent::Sum, ColumnContent::Divisor, ColumnContent::Mean])
        } else {
            (FigureColumns::at(left), &[ColumnContent::Figure])
        };
        self.places[indicator][basis as usize] = Some(place);
        self.columns.extend(holds.iter().map(|holds| FigureColumn {
            indicator,
            basis,
            holds: *holds,
        }));
    }

    /// A figure's columns. The estimate uses those of "thực hiện" if it has none of its own.
    pub(super) fn place(&self, indicator: usize, basis: Basis) -> FigureColumns {
        self.columns_of(indicator, basis).expect("whatever a formula names has a column")
    }

    /// The same; `None` where no unit has the figure and nothing refers to it.
    pub(super) fn columns_of(&self, indicator: usize, basis: Basis) -> Option<FigureColumns> {
        let places = &self.places[indicator];
        let shared = if basis == Basis::Estimate { places[Basis::Actual as usize] } else { None };
        places[basis as usize].or(shared)
    }

    /// The row of totals.
    pub(super) const fn total_row(&self) -> u32 {
        FIRST_UNIT + self.units
    }

    /// The row that counts units without a figure.
    pub(super) const fn missing_row(&self) -> u32 {
        self.total_row() + 1
    }

    /// The row that says which figures open findings leave in doubt, where any does.
    pub(super) fn doubt_row(&self) -> Option<u32> {
        self.has_doubts.then(|| self.missing_row() + 1)
    }

    /// The first row below the table.
    pub(super) fn below(&self) -> u32 {
        self.doubt_row().unwrap_or_else(|| self.missing_row()) + 1
    }

    /// The cell that says whether a term's figure is in doubt: 1 if it is.
    pub(super) fn doubt(&self, term: &Term, basis: Basis, settings: &Settings) -> Option<String> {
        let col = self.columns_of_term(term, basis, settings).value;
        Some(Self::reference(self.doubt_row()?, col))
    }

    /// A column's units, as a formula of the sheet itself refers to them.
    pub(super) fn units(&self, col: u32) -> String {
        let last = Address::new(self.total_row() - 1, col);
        format!("{}:{last}", Address::new(FIRST_UNIT, col))
    }

    /// A cell of the sheet, as formulas of other sheets refer to it.
    pub(super) fn reference(row: u32, col: u32) -> String {
        format!("{}!{}", quote_sheet_name(SHEET), Address::new(row, col))
    }

    /// A term's total.
    pub(super) fn total(&self, term: &Term, basis: Basis, settings: &Settings) -> String {
        Self::reference(self.total_row(), self.columns_of_term(term, basis, settings).value)
    }

    /// The number of units without a term's figure.
    pub(super) fn missing(&self, term: &Term, basis: Basis, settings: &Settings) -> String {
        Self::reference(self.missing_row(), self.columns_of_term(term, basis, settings).value)
    }

    fn columns_of_term(&self, term: &Term, basis: Basis, settings: &Settings) -> FigureColumns {
        self.place(index(settings, &term.code), term.basis.unwrap_or(basis))
    }
}

/// A count as a sheet position. The writer refuses what lies beyond the grid.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX / 2)
}

/// An indicator's place in the settings.
pub(super) fn index(settings: &Settings, code: &str) -> usize {
    settings.indicators.get_index_of(code).expect("resolving checked every code")
}

/// Indicators by group, groups in the order of their first indicator.
fn by_group(settings: &Settings) -> Vec<usize> {
    let groups: Vec<&str> = settings.indicators.values().map(|i| i.group.as_str()).collect();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|place| groups.iter().position(|group| *group == groups[*place]));
    order
}

/// For each indicator and basis: does it need a column of its own?
fn columns_claimed(results: &Results<'_>, settings: &Settings) -> Vec<[bool; 4]> {
    let used = used(&results.figures, settings.indicators.len());
    let mut own = vec![[false; 4]; settings.indicators.len()];
    for indicator in 0..own.len() {
        for basis in Basis::ALL {
            if used[indicator].any[basis as usize] || basis == Basis::Actual {
                claim_column(&mut own, indicator, basis, &used, settings);
            }
        }
    }
    let tests = settings.indicators.values().filter_map(|own| own.over_units.test.as_ref());
    for (_, item) in tests.filter_map(|test| settings.counted_item(test)) {
        for yardstick in item.yardsticks() {
            for (indicator, basis) in yardstick.figures_named(settings) {
                claim_column(&mut own, indicator, basis, &used, settings);
            }
        }
    }
    let sets = results.verdicts.iter().map(|verdict| verdict.set);
    let items = sets.flat_map(|set| &set.targets).flat_map(|target| &target.items);
    for yardstick in
        items.filter(|i| !matches!(i.criterion, Criterion::ByOffice)).flat_map(|i| i.yardsticks())
    {
        for basis in bases(yardstick, settings) {
            for term in yardstick.figure.terms() {
                let basis = term.basis.unwrap_or(basis);
                claim_column(&mut own, index(settings, &term.code), basis, &used, settings);
            }
        }
    }
    own
}

/// The bases on which the signed page shows an item's figure.
fn bases(yardstick: &Yardstick, settings: &Settings) -> Vec<Basis> {
    let mut bases = vec![Basis::Actual, Basis::Estimate, yardstick.basis];
    if let Threshold::Column(basis) = yardstick.threshold {
        bases.push(basis);
    }
    let extra = settings.office.page.columns.iter().filter_map(|column| match column {
        ExtraColumn::LastYear => Some(Basis::Prior),
        ExtraColumn::Plan => Some(Basis::Plan),
        ExtraColumn::YearAgo => None,
    });
    bases.extend(extra);
    bases
}

/// What the units reported of an indicator.
#[derive(Clone, Copy)]
struct IndicatorUse {
    /// For each basis: does any unit have a figure?
    any: [bool; 4],
    /// Is every unit's estimate the same as its "thực hiện" figure?
    same: bool,
}

fn used(figures: &Figures, indicators: usize) -> Vec<IndicatorUse> {
    let mut used = vec![IndicatorUse { any: [false; 4], same: true }; indicators];
    for unit in &figures.by_unit {
        for (at, used) in used.iter_mut().enumerate() {
            let on = Basis::ALL.map(|basis| unit.get(at, basis));
            used.any.iter_mut().zip(on).for_each(|(any, figure)| *any |= figure.is_some());
            used.same &= match (on[Basis::Actual as usize], on[Basis::Estimate as usize]) {
                (Some(one), Some(other)) => is_same(one, other),
                (None, None) => true,
                _ => false,
            };
        }
    }
    used
}

fn claim_column(
    own: &mut [[bool; 4]],
    at: usize,
    basis: Basis,
    used: &[IndicatorUse],
    settings: &Settings,
) {
    let is_same = |at: usize| used[at].same;
    let shared = basis == Basis::Estimate
        && is_same(at)
        && referred_to(at, settings).into_iter().all(is_same);
    if own[at][basis as usize] || shared {
        return;
    }
    own[at][basis as usize] = true;
    for other in referred_to(at, settings) {
        claim_column(own, other, basis, used, settings);
    }
}

/// The indicators whose columns this indicator's total refers to.
fn referred_to(at: usize, settings: &Settings) -> Vec<usize> {
    let over_units = &settings.indicators[at].over_units;
    // A mean brings its divisor in a column of its own.
    let codes = over_units.codes.iter().filter(|_| !over_units.is_mean());
    codes.map(|code| index(settings, code)).collect()
}

fn is_same(one: &UnitFigure, other: &UnitFigure) -> bool {
    std::ptr::eq(one, other)
        || one.sum == other.sum && one.weight == other.weight && one.complete == other.complete
}
