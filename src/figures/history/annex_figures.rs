//! An earlier period's figures and lists, read back from its annex.

use std::collections::HashMap;
use std::sync::Arc;

use super::{EarlierPeriod, EarlierRow, EarlierRows};
use crate::figures::consolidate::{
    FigureSource, RowBitset, SubUnitFigures, Total, UnitFigure, UnitFigures, added_up, count_unit,
    entered, totals,
};
use crate::origin::{Origin, SheetPlace};
use crate::settings::{List, Settings};
use crate::workspace::annex_book::{
    HeadedSheet, SourceContent, SourceFigure, UnitCodes, list_rows, source_parts, source_rows,
    under_review,
};
use viet_text::notation::vietnamese;
use viet_text::period::Period;
use viet_text::text::folded;
use workbook_io::Workbook;

/// Reads an annex; `None` where it has no sheet of figures used.
#[must_use]
pub fn read(
    book: &Workbook,
    period: Period,
    file: &str,
    settings: &Settings,
) -> Option<EarlierPeriod> {
    let sources = source_parts(book);
    if sources.is_empty() {
        return None;
    }
    let mut by_unit = figures_by_unit(&sources, settings);
    for (own, unit) in by_unit.iter_mut().zip(&settings.units) {
        count_unit(own, unit, settings, period.last_day());
    }
    let totals = whole(&by_unit, period, settings);
    let lists = settings.lists.values();
    let rows = lists.map(|list| organisations(book, list, settings)).collect();
    Some(EarlierPeriod {
        period,
        file: file.to_owned(),
        by_unit,
        totals,
        rows,
        edited: false,
        under_review: under_review(book, settings),
        other_units: None,
        gaps: Vec::new(),
    })
}

/// The units' figures, each added up from those of its sub-units.
fn figures_by_unit(sources: &[HeadedSheet<'_>], settings: &Settings) -> Vec<UnitFigures> {
    let rows = sources.iter().flat_map(|sheet| source_rows(sheet, settings));
    let units = UnitCodes::new(&settings.units);
    let mut by_unit: Vec<SubUnitFigures> = vec![SubUnitFigures::new(); settings.units.len()];
    let mut last = None;
    for row in rows {
        let Some(unit) = units.place(&row.unit_code) else { continue };
        let parts = &mut by_unit[unit];
        let name = row.sub_unit.unwrap_or_default();
        let part = parts.iter().position(|(known, _)| **known == *name).unwrap_or_else(|| {
            parts.push((name, UnitFigures::default()));
            parts.len() - 1
        });
        if let SourceContent::Figure(figure) = row.holds {
            let (indicator, basis) = (figure.indicator, figure.basis);
            parts[part].1.set(indicator, basis, Some(as_used(figure, &mut last, settings)));
        }
    }
    let of_unit = |parts: SubUnitFigures| {
        if parts.is_empty() {
            return UnitFigures::default();
        }
        let mut figures = added_up(parts, settings);
        figures.shrink();
        figures
    };
    by_unit.into_iter().map(of_unit).collect()
}

/// The whole's figures: the units', and what the office entered for the period.
pub(super) fn whole(
    by_unit: &[UnitFigures],
    period: Period,
    settings: &Settings,
) -> Vec<[Total; 4]> {
    let mut whole = totals(by_unit, settings);
    for (indicator, total) in entered(settings, period) {
        whole[indicator] = total;
    }
    whole
}

fn as_used(
    figure: SourceFigure,
    last: &mut Option<Arc<SheetPlace>>,
    settings: &Settings,
) -> UnitFigure {
    let derivation = &settings.indicators[figure.indicator].derivation;
    let [file, sheet, cell] = figure.origin;
    // Figures of one sheet stand one below the other.
    let same = last.take().filter(|last| last.file == file && last.sheet == sheet);
    let on = Arc::clone(last.insert(same.unwrap_or_else(|| SheetPlace::new(&file, &sheet))));
    let source = match cell.parse() {
        Ok(cell) if derivation.is_none() => {
            // Text that the number tells is not kept, as in the month's own figures.
            let written = Some(figure.written).filter(|text| **text != *vietnamese(figure.sum));
            let written = written.map(|text| Box::new(text.to_string()));
            FigureSource::Form { origin: Origin { on, cell }, written, decided: false }
        }
        _ => FigureSource::List { on, rows: 0, rows_used: RowBitset::default() },
    };
    UnitFigure { sum: figure.sum, weight: figure.weight, complete: figure.complete, source }
}

fn organisations(book: &Workbook, list: &List, settings: &Settings) -> EarlierRows {
    let rows = list_rows(book, list, settings).into_iter().flat_map(|(_, rows)| rows);
    // Of two units with the same name the first is meant.
    let units = settings.units.iter().enumerate().rev();
    let units: HashMap<String, usize> =
        units.map(|(unit, known)| (folded(&known.name), unit)).collect();
    let row = |row: crate::workspace::annex_book::AnnexListRow| {
        let unit = *units.get(&folded(&row.unit))?;
        let name = row.row.name.to_string();
        // Rows of units beneath are for the office below to compare.
        let own = row.sub_unit.is_none().then(|| Arc::new(row.row));
        Some(EarlierRow { unit, name, row: own })
    };
    rows.filter_map(row).collect()
}
