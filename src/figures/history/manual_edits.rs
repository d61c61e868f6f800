//! An annex changed by hand: what it says now is used.
//!
//! A figure stands in it three times: on Nguồn số liệu as used and as numerator, and on Tổng hợp.
//! Two that agree are as the program wrote them; the third was changed.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::EarlierPeriod;
use super::annex_figures::whole;
use crate::figures::consolidate::{FigureSource, UnitFigure, count_unit};
use crate::origin::{Origin, SheetPlace};
use crate::settings::{Basis, Settings};
use crate::workspace::annex_book::names::{CONSOLIDATED, CONSOLIDATED_HEADERS, UNIT};
use crate::workspace::annex_book::{
    HeadedSheet, SourceContent, UnitCodes, source_parts, source_rows,
};
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid, Value, Workbook};

/// Numbers that agree to this relative precision are the same double.
const BILLION: i64 = 1_000_000_000;

/// What a column of Tổng hợp holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ColumnRole {
    /// A figure, or a mean's numerator.
    Sum,
    /// A mean's divisor.
    Divisor,
}

/// Puts what was changed by hand in the place of what the tool wrote.
pub(super) fn apply(book: &Workbook, earlier: &mut EarlierPeriod, then: &Settings) {
    let mut typed = on_page(book, then);
    let units = UnitCodes::new(&then.units);
    let parts = source_parts(book);
    let rows = parts.iter().flat_map(|part| source_rows(part, then).map(|row| (part.grid, row)));
    // Sub-units have no cells on Tổng hợp: what was typed there is about the unit.
    for (grid, row) in rows.filter(|(_, row)| row.sub_unit.is_none()) {
        let unit = units.place(&row.unit_code);
        let (Some(unit), SourceContent::Figure(figure)) = (unit, row.holds) else { continue };
        let place = (unit, figure.indicator, figure.basis);
        let own = earlier.by_unit[unit].get_mut(figure.indicator, figure.basis);
        let Some(own) = own else { continue };
        let (sum, divisor, _) = typed.remove(&place).unwrap_or((None, None, row.at));
        let weight_stands = divisor.is_none_or(|divisor| same(divisor, own.weight));
        own.weight = divisor.filter(|_| !weight_stands).unwrap_or(own.weight);
        let used = number_at(grid, row.at);
        let used = used.and_then(|used| used.checked_mul(own.weight));
        own.sum = find_changed_copy(own.sum, used.filter(|_| weight_stands), sum);
    }
    for ((unit, indicator, basis), (sum, divisor, at)) in typed {
        let Some(sum) = sum else { continue };
        let own = earlier.by_unit[unit].get(indicator, basis);
        if own.is_some_and(|own| same(own.sum, sum)) {
            continue;
        }
        let (origin, written) = (origin(&earlier.file, at), Some(Box::default()));
        let source = FigureSource::Form { origin, written, decided: false };
        let weight = divisor.or(own.map(|own| own.weight)).unwrap_or(Decimal::ONE);
        let figure = UnitFigure { sum, weight, complete: true, source };
        earlier.by_unit[unit].set(indicator, basis, Some(figure));
    }
    for (own, unit) in earlier.by_unit.iter_mut().zip(&then.units) {
        count_unit(own, unit, then, earlier.period.last_day());
    }
    earlier.totals = whole(&earlier.by_unit, earlier.period, then);
}

fn number_at(grid: &Grid, at: Address) -> Option<Decimal> {
    match grid.get(at)?.value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Of three copies of a number the one that differs from the two others; of three different ones
/// that of Tổng hợp, where people work.
fn find_changed_copy(sum: Decimal, as_used: Option<Decimal>, on_page: Option<Decimal>) -> Decimal {
    match (as_used, on_page) {
        (Some(used), Some(page)) if same(page, sum) => {
            if same(used, sum) {
                sum
            } else {
                used
            }
        }
        (Some(used), Some(page)) if same(used, page) => sum,
        (_, Some(page)) => page,
        (Some(used), None) if !same(used, sum) => used,
        (_, None) => sum,
    }
}

/// Equal but for the errors of binary fractions.
fn same(one: Decimal, other: Decimal) -> bool {
    let size = one.abs().max(other.abs()).max(Decimal::ONE);
    let apart = (one - other).abs();
    apart.checked_mul(Decimal::from(BILLION)).is_some_and(|apart| apart <= size)
}

/// Figures typed on Tổng hợp, or numerators and divisors, by unit, indicator and basis.
type OnPage = BTreeMap<(usize, usize, Basis), (Option<Decimal>, Option<Decimal>, Address)>;

fn on_page(book: &Workbook, then: &Settings) -> OnPage {
    let mut found = OnPage::new();
    let headed = HeadedSheet::named(book, CONSOLIDATED, &CONSOLIDATED_HEADERS);
    let Some(headed) = headed else { return found };
    let columns = columns(headed.grid, headed.row, then);
    let units = then.units.iter().enumerate().rev();
    let units: HashMap<String, usize> =
        units.map(|(place, unit)| (folded(&unit.name), place)).collect();
    for row in headed.rows() {
        let Some(unit) = units.get(&folded(&headed.text(row, UNIT))).copied() else { continue };
        for (col, indicator, basis, holds) in &columns {
            let at = Address::new(row, *col);
            let Some(number) = number_at(headed.grid, at) else { continue };
            let entry = found.entry((unit, *indicator, *basis));
            let (sum, divisor, _) = entry.or_insert((None, None, at));
            match holds {
                ColumnRole::Sum => *sum = Some(number),
                ColumnRole::Divisor => *divisor = Some(number),
            }
        }
    }
    found
}

fn origin(file: &str, cell: Address) -> Origin {
    Origin { on: SheetPlace::new(&file.into(), &CONSOLIDATED.into()), cell }
}

/// Columns whose cells are constants, by the codes above them; shares and means are formulas.
fn columns(grid: &Grid, header: u32, then: &Settings) -> Vec<(u32, usize, Basis, ColumnRole)> {
    let rows = grid.filled_rows().into_iter().filter(|row| *row > header);
    let coded = rows.map(|row| {
        let cells = grid.row(row).filter_map(|(at, cell)| {
            let (indicator, basis, holds) = column(cell.text()?, then)?;
            Some((at.col, indicator, basis, holds))
        });
        cells.collect::<Vec<_>>()
    });
    coded.into_iter().find(|columns| !columns.is_empty()).unwrap_or_default()
}

fn column(text: &str, then: &Settings) -> Option<(usize, Basis, ColumnRole)> {
    let text = clean(text);
    let (code, part) = match text.split_once(" (") {
        Some((code, part)) => (code, part),
        None => (&*text, ""),
    };
    let (code, suffix) = match code.find('@') {
        Some(at) => code.split_at(at),
        None => (code, ""),
    };
    let basis = Basis::ALL.into_iter().find(|basis| basis.suffix() == suffix)?;
    let indicator = then.indicators.get_index_of(code)?;
    let over_units = &then.indicators[indicator].over_units;
    let holds = match part {
        "tổng)" if over_units.is_mean() => ColumnRole::Sum,
        "số chia)" if over_units.is_mean() => ColumnRole::Divisor,
        "" if over_units.rule.adds_up && over_units.test.is_none() => ColumnRole::Sum,
        _ => return None,
    };
    Some((indicator, basis, holds))
}
