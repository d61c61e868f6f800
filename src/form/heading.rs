//! The unit and the period that the lines above a sheet's header name.

use std::rc::Rc;
use std::sync::Arc;

use super::units::{NamedUnit, UnitNames};
use crate::form::revision::read_revision;
use chrono::NaiveDate;

use viet_text::period::Period;
use viet_text::period_text::{
    YearlessPeriod, find_closing_day, find_period_without_year, find_stated_period,
};
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid};

/// What the lines above a sheet's header say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The unit.
    pub unit: Option<(NamedUnit, Address)>,
    /// The period.
    pub period: Option<(Period, Address)>,
    /// A period named without its year.
    pub yearless: Option<(YearlessPeriod, Address)>,
    /// The day up to which it says that its figures are counted.
    pub closing: Option<(NaiveDate, Address)>,
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
    /// A district or province that is none of the settings'.
    elsewhere: Option<String>,
    period: Option<(Period, u32)>,
    yearless: Option<YearlessPeriod>,
    closing: Option<NaiveDate>,
}

impl HeadingLine {
    /// What a line says.
    pub(super) fn read(raw: &str, units: &UnitNames) -> Self {
        let text = clean(raw);
        Self {
            unit: units.in_heading(raw),
            elsewhere: units.elsewhere(raw),
            period: find_stated_period(&text).map(|period| (period, weight(&text, period))),
            yearless: find_period_without_year(&text),
            closing: find_closing_day(&text),
            revision: read_revision(&text),
            is_blank: text.is_empty(),
        }
    }
}

/// Reads the lines above the header. A period after "kỳ báo cáo" outweighs all others; any other
/// period outweighs a year alone.
#[must_use]
pub fn read_heading(grid: &Grid, rows: std::ops::Range<u32>, units: &UnitNames) -> Heading {
    read_heading_with(grid, rows, units, |raw| Rc::new(HeadingLine::read(raw, units)))
}

/// The same, given a function that reads one line.
pub(super) fn read_heading_with(
    grid: &Grid,
    rows: std::ops::Range<u32>,
    units: &UnitNames,
    line: impl Fn(&Arc<str>) -> Rc<HeadingLine>,
) -> Heading {
    let mut heading = Heading::default();
    let mut best = 0;
    let mut elsewhere = None;
    for (at, cell) in grid.cells.range(Address::new(rows.start, 0)..Address::new(rows.end, 0)) {
        let Some(raw) = cell.shared_text() else { continue };
        let line = line(raw);
        if line.is_blank {
            continue;
        }
        match &line.unit {
            Some(NamedUnit::Known(unit)) if is_longer(heading.unit.as_ref(), *unit, units) => {}
            Some(said @ NamedUnit::Known(_)) if !is_known(heading.unit.as_ref()) => {
                heading.unit = Some((said.clone(), *at));
            }
            Some(said) if heading.unit.is_none() => heading.unit = Some((said.clone(), *at)),
            _ => {}
        }
        elsewhere = elsewhere.or_else(|| line.elsewhere.clone());
        if let Some((period, weight)) = line.period.filter(|(_, weight)| *weight > best) {
            best = weight;
            heading.period = Some((period, *at));
            heading.is_outright = weight > 1;
        }
        heading.yearless = heading.yearless.or_else(|| line.yearless.map(|period| (period, *at)));
        heading.closing = heading.closing.or_else(|| line.closing.map(|day| (day, *at)));
        heading.revision = heading.revision.max(line.revision);
    }
    if let (Some((NamedUnit::Known(unit), at)), Some(place)) = (&heading.unit, elsewhere) {
        heading.unit = Some((units.in_place(*unit, &place), *at));
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

/// Does a heading name "Xã Mỹ Quý Tây" already, of which "xã Mỹ Quý" further down is no more
/// than the beginning?
fn is_longer(said: Option<&(NamedUnit, Address)>, unit: usize, units: &UnitNames) -> bool {
    matches!(said, Some((NamedUnit::Unknown(name), _)) if units.goes_on_from(name, unit))
}

fn is_known(unit: Option<&(NamedUnit, Address)>) -> bool {
    matches!(unit, Some((NamedUnit::Known(_), _)))
}
