//! Whose a sheet is and of which period: by its heading, then by the sheet's name, then by what
//! the file's other sheets say, then by the file's name and its folders'.

use chrono::NaiveDate;

use super::context::ReadContext;
use crate::form::{FormSheet, NamedUnit, UnitNames};
use viet_text::period::Period;
use viet_text::period_text::{find_period, find_period_without_year};

/// What a file's path says.
pub(super) struct PathHints {
    /// The unit that the name, else the folders, point to.
    pub unit: Option<usize>,
    /// A name of the kind units have, but none of them.
    pub unknown_unit: Option<String>,
    pub period: Option<Period>,
}

impl PathHints {
    pub(super) fn read(path: &str, context: ReadContext<'_>) -> Self {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // The nearest folder first: "Mỹ Quý/T10.2023/bao cao.xlsx".
        let mut places = vec![stem];
        places.extend(folders.rsplit('/').filter(|folder| !folder.is_empty()));
        let named = places.iter().find_map(|place| context.units.in_name(place));
        let (unit, unknown_unit) = match named {
            Some(NamedUnit::Known(unit)) => (Some(unit), None),
            Some(NamedUnit::Unknown(name)) => (None, Some(name)),
            None => (None, None),
        };
        Self {
            unit,
            unknown_unit,
            period: places.iter().find_map(|place| period_in_name(place, context.period)),
        }
    }
}

/// The unit and period that a sheet is assigned to.
pub(super) struct SheetIdentity {
    pub unit: Option<NamedUnit>,
    pub near_unit: Option<usize>,
    pub period: Option<Period>,
}

impl SheetIdentity {
    pub(super) fn read_all(
        sheets: &[FormSheet],
        name: &PathHints,
        context: ReadContext<'_>,
    ) -> Vec<Self> {
        let own: Vec<Self> = sheets.iter().map(|sheet| Self::read(sheet, name, context)).collect();
        let only_unit = only(own.iter().filter_map(|said| said.unit.clone()));
        let only_period = only(own.iter().filter_map(|said| said.period));
        let unit_of_file = only_unit
            .or_else(|| name.unit.map(NamedUnit::Known))
            .or_else(|| name.unknown_unit.clone().map(NamedUnit::Unknown));
        let period_of_file = only_period.or(name.period);
        let filled = own.into_iter().map(|said| Self {
            unit: said.unit.or_else(|| unit_of_file.clone()),
            period: said.period.or(period_of_file),
            ..said
        });
        let near = |unit: &Option<NamedUnit>| match unit {
            Some(NamedUnit::Unknown(unknown)) => near_unit(unknown, context),
            _ => None,
        };
        filled
            .map(|said| Self { near_unit: said.near_unit.or_else(|| near(&said.unit)), ..said })
            .collect()
    }

    fn read(sheet: &FormSheet, name: &PathHints, context: ReadContext<'_>) -> Self {
        let (unit, near_unit) = unit_in_heading(sheet, name, context.units);
        let by_name = || context.units.in_sheet_name(&sheet.on.sheet);
        let period = period_in_heading(sheet, context);
        let period = period.or_else(|| period_in_name(&sheet.on.sheet, context.period));
        Self { unit: unit.or_else(by_name), near_unit, period }
    }
}

/// The unit whose name is nearly this, or that a unit of this name became: for "did you mean".
pub(super) fn near_unit(name: &str, context: ReadContext<'_>) -> Option<usize> {
    let ReadContext { settings, units, period, .. } = context;
    let became = || {
        let day = period.last_day();
        let old = settings.timeline.find_on_other_days(name, day)?;
        settings.timeline.successor(old, day, &settings.units)
    };
    units.nearest(name).or_else(became)
}

/// A heading that differs from a unit's name by its diacritics alone is taken for that unit
/// where the file's name says so, too.
fn unit_in_heading(
    sheet: &FormSheet,
    name: &PathHints,
    units: &UnitNames,
) -> (Option<NamedUnit>, Option<usize>) {
    let said = sheet.heading.unit.as_ref().map(|(unit, _)| unit.clone());
    match (&said, name.unit) {
        (Some(NamedUnit::Unknown(unknown)), Some(unit)) if units.same_letters(unknown, unit) => {
            (Some(NamedUnit::Known(unit)), Some(unit))
        }
        _ => (said, None),
    }
}

/// The year that a title names says nothing against a month within it. A day that closes the
/// figures tells the month where nothing else does.
fn period_in_heading(sheet: &FormSheet, context: ReadContext<'_>) -> Option<Period> {
    let (heading, wanted) = (&sheet.heading, context.period);
    let closing = context.settings.office.closing;
    let closes = |day: NaiveDate, period: Period| {
        day == closing.last_day(period) || day == period.last_day()
    };
    let by_closing = || {
        let (day, _) = heading.closing?;
        let month = Period::month_of(day);
        [wanted, month].into_iter().find(|period| closes(day, *period))
    };
    let yearless = || heading.yearless.map(|(period, _)| period.latest_until(wanted));
    match heading.period {
        Some((Period::Year { year }, _)) if !heading.is_outright && year == wanted.year() => {
            yearless().or_else(by_closing)
        }
        Some((period, _)) => Some(period),
        None => yearless().or_else(by_closing),
    }
}

fn period_in_name(name: &str, wanted: Period) -> Option<Period> {
    let full = find_period(name).filter(|period| {
        !matches!(period, Period::Year { year } if *year == wanted.year() && period.months() != wanted.months())
    });
    full.or_else(|| find_period_without_year(name).map(|period| period.latest_until(wanted)))
}

/// The common value, where all agree.
fn only<T: Clone + PartialEq>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut values = values.into_iter();
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
