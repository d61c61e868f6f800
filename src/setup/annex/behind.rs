//! Who is behind a difference: the unit whose figure is missing, counted twice, or written otherwise.

use rust_decimal::Decimal;
use viet_text::notation::vietnamese;

use super::model::{FigureCell, FigureId};
use super::ours::{Ours, says_same};
use crate::figures::consolidate::FigureSource;

/// Units that could be behind it are named up to this many.
const NAMED: usize = 3;

/// Who is behind the whole's figure; `others` are the cells of the annex with units' figures.
pub(super) fn of_total(ours: &Ours<'_>, cell: &FigureCell, others: &[FigureCell]) -> String {
    let wrong: Vec<&FigureCell> = others
        .iter()
        .filter(|other| other.figure == cell.figure && other.unit.is_some())
        .filter(|other| {
            let own = other.unit.and_then(|unit| ours.of_unit(unit, other.figure));
            own.is_some_and(|own| !says_same(other.value, own))
        })
        .collect();
    let own_sum = ours.total(cell.figure).map(|total| {
        let differences = wrong
            .iter()
            .filter_map(|other| Some(other.value - ours.of_unit(other.unit?, other.figure)?));
        total + differences.sum::<Decimal>()
    });
    if !wrong.is_empty() && own_sum.is_some_and(|sum| says_same(cell.value, sum)) {
        let names: Vec<&str> =
            wrong.iter().filter_map(|own| Some(ours.unit_name(own.unit?))).collect();
        return format!("do số của {} ghi khác báo cáo", names.join(", "));
    }
    let Some(total) = ours.total(cell.figure) else { return String::new() };
    let units = || 0..ours.units();
    let without = |unit: &usize| {
        ours.total_without(cell.figure, *unit)
            .is_some_and(|left| left != total && says_same(cell.value, left))
    };
    let missing: Vec<usize> = units().filter(without).collect();
    if !missing.is_empty() {
        return format!("bằng tổng khi thiếu {}", named(ours, &missing));
    }
    if !ours.is_sum(cell.figure.0) {
        return String::new();
    }
    let value = |unit: usize| ours.of_unit(unit, cell.figure).filter(|value| !value.is_zero());
    let is_difference = |own: Decimal| says_same(cell.value, total + own);
    let doubled: Vec<usize> =
        units().filter(|unit| value(*unit).is_some_and(is_difference)).collect();
    if !doubled.is_empty() {
        return format!("bằng tổng khi cộng hai lần {}", named(ours, &doubled));
    }
    two_missing(ours, cell, total).unwrap_or_default()
}

/// Two units that are missing together, where only two can be.
fn two_missing(ours: &Ours<'_>, cell: &FigureCell, total: Decimal) -> Option<String> {
    let value = |unit: usize| ours.of_unit(unit, cell.figure).filter(|value| !value.is_zero());
    let mut pairs =
        (0..ours.units()).flat_map(|one| (one + 1..ours.units()).map(move |o| (one, o)));
    let fits = |(one, other): &(usize, usize)| {
        let both = value(*one).zip(value(*other)).map(|(one, other)| one + other);
        both.is_some_and(|both| says_same(cell.value, total - both))
    };
    let (one, other) = pairs.find(&fits)?;
    let is_only = pairs.find(&fits).is_none();
    is_only.then(|| {
        format!("bằng tổng khi thiếu cả {} và {}", ours.unit_name(one), ours.unit_name(other))
    })
}

fn named(ours: &Ours<'_>, units: &[usize]) -> String {
    let names: Vec<&str> = units.iter().take(NAMED).map(|unit| ours.unit_name(*unit)).collect();
    let more = units.len().saturating_sub(NAMED);
    let names = names.join(" hoặc ");
    if more == 0 { names } else { format!("{names} (hoặc {more} đơn vị khác)") }
}

/// Where a unit's own figure stands, and whose figure the annex has in its place.
pub(super) fn of_unit(ours: &Ours<'_>, cell: &FigureCell, unit: usize) -> String {
    let reported = ours.of_unit(unit, cell.figure);
    let place = place(ours, unit, cell.figure);
    let mut text = match reported {
        Some(_) => format!("{}: báo cáo {place}", ours.unit_name(unit)),
        None => format!("{}: báo cáo không có số này", ours.unit_name(unit)),
    };
    let same = |other: &usize| {
        *other != unit
            && !cell.value.is_zero()
            && ours.of_unit(*other, cell.figure).is_some_and(|own| says_same(cell.value, own))
    };
    let others: Vec<usize> = (0..ours.units()).filter(same).collect();
    if let [other] = others.as_slice() {
        text.push_str(&format!(
            "; số {} là của {}",
            vietnamese(cell.value),
            ours.unit_name(*other)
        ));
    }
    text
}

fn place(ours: &Ours<'_>, unit: usize, (place, basis): FigureId) -> String {
    let figure = ours.results.figures.unit_figure(unit, place, basis);
    match figure.map(|figure| &figure.source) {
        Some(FigureSource::Form { origin, .. }) => {
            format!("ghi ở {}, trang \"{}\", ô {}", origin.on.file, origin.on.sheet, origin.cell)
        }
        Some(FigureSource::List { on, rows, .. }) => {
            format!("tính từ {rows} dòng ở {}, trang \"{}\"", on.file, on.sheet)
        }
        _ => "tính từ nhiều nguồn".to_owned(),
    }
}
