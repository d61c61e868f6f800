//! One unit's figure held against its level.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::turning::{Direction, Turning, turning};
use crate::figures::consolidate::{UnitChange, UnitFigures, UnitTotals};
use crate::judge::{FigureDoubt, Measurement, Status, measure};
use crate::settings::{Basis, Expr, Operator, Settings, Threshold, UnitYardstick, Yardstick};

/// How a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A document gave it a level: it is judged.
    Assigned(Status),
    /// Nobody gave it a level: how its figure lies beside the level of all, or beside its own figure
    /// of another column.
    Common(Status),
    /// Its figure is a part of a sum, and nobody gave it a level.
    NoLevel,
    /// Its own figures say nothing about the item.
    Unrelated,
}

impl Standing {
    /// The verdict, or where its figure lies.
    #[must_use]
    pub const fn status(self) -> Option<Status> {
        match self {
            Self::Assigned(status) | Self::Common(status) => Some(status),
            Self::NoLevel | Self::Unrelated => None,
        }
    }

    const fn with(self, status: Status) -> Self {
        match self {
            Self::Assigned(_) => Self::Assigned(status),
            Self::Common(_) => Self::Common(status),
            other => other,
        }
    }
}

/// One unit's figure and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitMeasure {
    /// How it stands.
    pub standing: Standing,
    /// The exact figure.
    pub value: Option<Decimal>,
    /// The figure as printed and judged.
    pub printed: Option<Decimal>,
    /// What it is held against.
    pub level: Option<Decimal>,
    /// The upper level.
    pub upper: Option<Decimal>,
    /// The document that gave the level.
    pub document: Option<Arc<str>>,
    /// Its figure is better than asked.
    pub is_beyond: bool,
    /// What open findings leave in doubt.
    pub doubt: FigureDoubt,
}

impl UnitMeasure {
    /// The level that lies in a direction.
    #[must_use]
    pub fn level_towards(&self, direction: Direction) -> Option<Decimal> {
        if direction == Direction::Down { self.upper.or(self.level) } else { self.level }
    }
}

/// The figures of one unit that are asked for; `None` where it has none of them.
#[must_use]
pub fn unit_totals(
    own: &UnitFigures,
    wanted: &[(usize, Basis)],
    settings: &Settings,
) -> Option<UnitTotals> {
    let parts = |place: usize| settings.with_parts(place);
    let has = |(place, basis): &(usize, Basis)| {
        parts(*place).into_iter().any(|part| own.get(part, *basis).is_some())
    };
    wanted.iter().any(has).then(|| UnitTotals::new(own, wanted, settings))
}

/// Holds one unit's figure against its level.
pub(super) fn measure_unit(
    own: &UnitFigures,
    unit: &UnitYardstick,
    (changes, waits_for_answer): (&[&UnitChange], bool),
    settings: &Settings,
) -> UnitMeasure {
    let yardstick = &unit.yardstick;
    let wanted = yardstick.figures_named(settings);
    let totals = UnitTotals::new(own, &wanted, settings);
    let measured = measure(yardstick, &totals, settings);
    let standing = standing(unit, measured.status, settings);
    let others = changes.iter().map(|change| {
        let then = UnitTotals::with_change(own, change, &wanted, settings);
        doubt(&measured, &measure(yardstick, &then, settings))
    });
    let answer = match waits_for_answer && measured.status != Status::NoData {
        true => FigureDoubt::Verdict,
        false => FigureDoubt::None,
    };
    let doubt = others.max().unwrap_or_default().max(answer);
    let waits = doubt == FigureDoubt::Verdict;
    UnitMeasure {
        standing: if waits { standing.with(Status::NotChecked) } else { standing },
        value: measured.value,
        printed: measured.printed,
        level: measured.threshold.filter(|_| standing.status().is_some()),
        upper: measured.threshold.and(yardstick.upper),
        document: unit.document.clone(),
        is_beyond: !waits && is_beyond(yardstick, &measured),
        doubt,
    }
}

/// A unit's exact figure; none where anything that belongs in it is missing.
#[must_use]
pub fn figure_of_unit(
    yardstick: &Yardstick,
    own: &UnitFigures,
    settings: &Settings,
) -> Option<Decimal> {
    let wanted = yardstick.figures_named(settings);
    let totals = UnitTotals::new(own, &wanted, settings);
    let measured = measure(yardstick, &totals, settings);
    measured.value.filter(|_| measured.missing.is_empty())
}

/// What would turn the verdict of a unit that was given a level.
#[must_use]
pub fn unit_turning(
    yardstick: &Yardstick,
    unit: &UnitMeasure,
    own: &UnitFigures,
    settings: &Settings,
) -> Option<Turning> {
    let Standing::Assigned(Status::Met | Status::Unmet) = unit.standing else { return None };
    let threshold = Threshold::Number(unit.level?);
    let yardstick = Yardstick { threshold, upper: unit.upper, ..yardstick.clone() };
    let totals = UnitTotals::new(own, &yardstick.figures_named(settings), settings);
    turning(&yardstick, &measure(&yardstick, &totals, settings), &totals, settings)
}

/// What another value leaves in doubt.
fn doubt(today: &Measurement, then: &Measurement) -> FigureDoubt {
    match () {
        () if then.status != today.status && today.status != Status::NoData => FigureDoubt::Verdict,
        () if then.printed != today.printed => FigureDoubt::Figure,
        () => FigureDoubt::None,
    }
}

fn standing(unit: &UnitYardstick, status: Status, settings: &Settings) -> Standing {
    let yardstick = &unit.yardstick;
    let terms = yardstick.figure.terms();
    let mut indicators = terms.iter().map(|term| &settings.indicators[&term.code]);
    if terms.is_empty() || indicators.any(|own| own.entered.is_some()) {
        return Standing::Unrelated;
    }
    if unit.document.is_some() {
        return Standing::Assigned(status);
    }
    let mut indicators = terms.iter().map(|term| &settings.indicators[&term.code]);
    match () {
        () if indicators.any(|own| own.over_units.test.is_some()) => Standing::Unrelated,
        () if matches!(yardstick.threshold, Threshold::Column(_)) => Standing::Common(status),
        () if is_rate(&yardstick.figure, settings) => Standing::Common(status),
        () => Standing::NoLevel,
    }
}

fn is_beyond(yardstick: &Yardstick, measured: &Measurement) -> bool {
    let rises = match yardstick.kind.better {
        Some(">0") => true,
        Some(_) => false,
        None => return false,
    };
    let figure = measured.value.zip(measured.threshold).map(|(value, level)| {
        let judged = yardstick.judged_value(value, level);
        if rises { judged > level } else { judged < level }
    });
    measured.status == Status::Met && figure == Some(true)
}

/// Is the figure a mean or a share, which says of each unit what it says of all?
pub(super) fn is_rate(figure: &Expr, settings: &Settings) -> bool {
    let is = |part: &Expr| is_rate(part, settings);
    let is_number = |part: &Expr| matches!(part, Expr::Number(_));
    match figure {
        Expr::Number(_) => false,
        Expr::Term(term) => !settings.indicators[&term.code].over_units.rule.adds_up,
        Expr::Binary(one, Operator::Divide, by) if is_sum(one, settings) => is_sum(by, settings),
        Expr::Binary(one, _, other) => {
            is(one) && (is(other) || is_number(other)) || is_number(one) && is(other)
        }
    }
}

/// Is the figure a sum over units?
fn is_sum(figure: &Expr, settings: &Settings) -> bool {
    let is = |part: &Expr| is_sum(part, settings);
    let is_number = |part: &Expr| matches!(part, Expr::Number(_));
    match figure {
        Expr::Number(_) => false,
        Expr::Term(term) => settings.indicators[&term.code].over_units.rule.adds_up,
        Expr::Binary(one, Operator::Divide, by) => is(one) && is_number(by),
        Expr::Binary(one, _, other) => {
            is(one) && (is(other) || is_number(other)) || is_number(one) && is(other)
        }
    }
}
