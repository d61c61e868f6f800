//! The unit and the period that the lines above a sheet's header name.

use std::rc::Rc;
use std::sync::Arc;

use super::units::{NamedUnit, UnitNames};
use crate::form::revision::read_revision;
use viet_text::period::Period;
use viet_text::period_text::{find_month_without_year, find_period};
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid};

/// What the lines above a sheet's header say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The unit.
    pub unit: Option<(NamedUnit, Address)>,
    /// The period.
    pub period: Option<(Period, Address)>,
    /// A month named without its year, where no period is named.
    pub month: Option<(u32, Address)>,
    /// The period stands after "kỳ báo cáo", or is more exact than a year, which any title may
    /// name.
    pub is_outright: bool,
    /// What the lines say of the version ([`read_revision`]).
    pub revision: u32,
}

/// What one line of a heading says, wherever it stands.
#[derive(Clone, Debug)]
pub(super) struct HeadingLine {
    is_blank: bool,
    revision: u32,
    unit: Option<NamedUnit>,
    period: Option<(Period, u32)>,
    month: Option<u32>,
}

impl HeadingLine {
    /// What a line says.
    pub(super) fn read(raw: &str, units: &UnitNames) -> Self {
        let text = clean(raw);
        Self {
            unit: units.in_heading(raw),
            period: find_period(&text).map(|period| (period, weight(&text, period))),
            month: find_month_without_year(&text),
            revision: read_revision(&text),
            is_blank: text.is_empty(),
        }
    }
}

/// Reads the lines above the header. A period after "kỳ báo cáo" outweighs all others; any other
/// period outweighs a year alone.
#[must_use]
pub fn read_heading(grid: &Grid, rows: std::ops::Range<u32>, units: &UnitNames) -> Heading {
    read_heading_with(grid, rows, |raw| Rc::new(HeadingLine::read(raw, units)))
}

/// The same, given a function that reads one line.
pub(super) fn read_heading_with(
    grid: &Grid,
    rows: std::ops::Range<u32>,
    line: impl Fn(&Arc<str>) -> Rc<HeadingLine>,
) -> Heading {
    let mut heading = Heading::default();
    let mut best = 0;
    for (at, cell) in grid.cells.range(Address::new(rows.start, 0)..Address::new(rows.end, 0)) {
        let Some(raw) = cell.shared_text() else { continue };
        let line = line(raw);
        if line.is_blank {
            continue;
        }
        match &line.unit {
            Some(said @ NamedUnit::Known(_)) if !is_known(heading.unit.as_ref()) => {
                heading.unit = Some((said.clone(), *at));
            }
            Some(said) if heading.unit.is_none() => heading.unit = Some((said.clone(), *at)),
            _ => {}
        }
        if let Some((period, weight)) = line.period.filter(|(_, weight)| *weight > best) {
            best = weight;
            heading.period = Some((period, *at));
            heading.is_outright = weight > 1;
        }
        heading.month = heading.month.or_else(|| line.month.map(|month| (month, *at)));
        heading.revision = heading.revision.max(line.revision);
    }
    heading
}

fn weight(line: &str, period: Period) -> u32 {
    match period {
        _ if folded(line).contains(&folded("kỳ báo cáo")) => 3,
        Period::Year { .. } => 1,
        _ => 2,
    }
}

fn is_known(unit: Option<&(NamedUnit, Address)>) -> bool {
    matches!(unit, Some((NamedUnit::Known(_), _)))
}
