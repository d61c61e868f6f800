//! The data that rules examine: sheets, rows and figures of the submissions used.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Evidence, Finding};
use crate::figures::consolidate::{FigureSource, MergedRow, UnitFigures};
use crate::form::FormSheet;
use crate::settings::{Basis, List};
use workbook_io::Address;
use workbook_io::parallel_map;

/// A sheet whose figures are used, and its unit.
#[derive(Clone, Copy)]
pub(super) struct UsedSheet<'a> {
    pub(super) unit: usize,
    pub(super) sheet: &'a FormSheet,
}

impl UsedSheet<'_> {
    /// A finding at cells of this sheet, without its sentence.
    pub(super) fn finding(&self, cells: Vec<Address>) -> Finding {
        Finding {
            unit: Some(self.unit),
            file: self.sheet.on.file.to_string(),
            sheet: self.sheet.on.sheet.to_string(),
            cells,
            ..Finding::default()
        }
    }
}

/// Units that a thread handles at a time.
const UNITS_AT_ONCE: usize = 64;

impl<'a> Evidence<'a> {
    /// Runs a function over groups of units in parallel; results are in the units' order.
    pub(super) fn map_unit_parts<R: Send>(
        &self,
        look: impl Fn(Range<usize>) -> R + Sync,
    ) -> Vec<R> {
        let units = self.settings.units.len();
        let begin: Vec<usize> = (0..units).step_by(UNITS_AT_ONCE).collect();
        parallel_map(&begin, || (), |(), begin| look(*begin..units.min(begin + UNITS_AT_ONCE)))
    }

    /// Runs a function over each unit in parallel; results are in the units' order.
    pub(super) fn map_units<R: Send>(&self, look: impl Fn(usize) -> Vec<R> + Sync) -> Vec<R> {
        self.map_unit_parts(|units| units.flat_map(&look).collect::<Vec<R>>())
            .into_iter()
            .flatten()
            .collect()
    }

    /// The sheets whose figures are used, by unit. The cells of an annex are checked by the office
    /// below.
    pub(super) fn used_sheets(&self) -> impl Iterator<Item = UsedSheet<'a>> + use<'a> {
        let evidence = *self;
        (0..self.settings.units.len()).flat_map(move |unit| evidence.used_sheets_of(unit))
    }

    /// A unit's sheets whose figures are used.
    pub(super) fn used_sheets_of(
        &self,
        unit: usize,
    ) -> impl Iterator<Item = UsedSheet<'a>> + use<'a> {
        let sheets = self.month.used_by(unit).flat_map(|submission| &submission.sheets);
        let sheets = sheets.filter(|sheet| sheet.sub_unit.is_none());
        sheets.map(move |sheet| UsedSheet { unit, sheet })
    }

    /// A unit's counted organisations, list by list.
    pub(super) fn counted_rows_of(
        &self,
        unit: usize,
    ) -> impl Iterator<Item = (&'a List, &'a MergedRow)> + use<'a> {
        let lists = self.figures.lists.iter().zip(self.settings.lists.values());
        lists.flat_map(move |(merged, list)| merged.counted(unit).map(move |row| (list, row)))
    }

    /// The counted organisations, list by list.
    pub(super) fn counted_rows(&self) -> impl Iterator<Item = (&'a List, &'a MergedRow)> {
        let (settings, figures) = (self.settings, self.figures);
        figures.lists.iter().flat_map(move |merged| {
            let list = &settings.lists[&merged.list];
            merged.all_counted().map(move |row| (list, row))
        })
    }

    /// A unit's figure from its list, if the list is the figure's source.
    pub(super) fn listed(&self, unit: usize, indicator: usize, basis: Basis) -> Option<Decimal> {
        listed(&self.figures.by_unit[unit], indicator, basis)
    }

    /// The indicators computed from a list's column.
    pub(super) fn drawn_from_column(&self, list: &str, column: &str) -> Vec<String> {
        let indicators = self.settings.indicators.values();
        let drawn = indicators.filter(|indicator| {
            let from = indicator.derivation.as_ref().filter(|from| from.list == list);
            from.is_some_and(|from| from.columns().any(|own| own == column))
        });
        drawn.map(|indicator| indicator.code.clone()).collect()
    }
}

/// A unit's figure from its list, if the list is the figure's source.
pub(super) fn listed(own: &UnitFigures, indicator: usize, basis: Basis) -> Option<Decimal> {
    let figure = own.get(indicator, basis)?;
    // A mean without a divisor may be written as 0 or left blank.
    match &figure.source {
        FigureSource::List { .. } => Some(figure.value().unwrap_or(Decimal::ZERO)),
        FigureSource::WithFirstMonths(with) if figure.weight == Decimal::ONE => {
            let is_listed = matches!(with.own, FigureSource::List { .. });
            is_listed.then(|| figure.sum - with.added)
        }
        _ => None,
    }
}
