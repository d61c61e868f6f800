//! An annex changed by hand: what it says now is used.
//!
//! A figure stands in it three times: on Nguồn số liệu as used and as numerator, and on Tổng
//! hợp. Two that agree are as the tool wrote them; the one that differs was changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Earlier;
use super::names::{CONSOLIDATED, SOURCE_HEADERS, SOURCES, UNIT};
use super::read::{Headed, used, whole};
use crate::cell::{Address, Grid, Origin, Value, Workbook};
use crate::consolidate::{FigureSource, UnitFigure};
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, OverUnits, Settings};

/// Doubles agree to more digits than this.
const BILLION: i64 = 1_000_000_000;

/// What a column of Tổng hợp holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A figure, or a mean's numerator.
    Sum,
    /// A mean's divisor.
    Divisor,
}

/// Puts what was changed by hand in the place of what the tool wrote.
pub(super) fn apply(book: &Workbook, earlier: &mut Earlier, then: &Settings) {
    let sheet = |name: &str| book.sheets.iter().find(|grid| folded(&grid.name) == folded(name));
    let mut typed = sheet(CONSOLIDATED).map_or_else(BTreeMap::new, |grid| on_page(grid, then));
    let sources = sheet(SOURCES).and_then(|grid| Headed::find(grid, SOURCE_HEADERS[2]));
    for row in sources.iter().flat_map(|sources| used(sources, then)) {
        let Some(mut figure) = row.figure else { continue };
        let page = typed.remove(&(row.unit, row.indicator, row.basis as usize));
        let (sum, divisor, _) = page.unwrap_or((None, None, Address::new(0, 0)));
        figure.weight = match divisor {
            Some(divisor) if !same(divisor, figure.weight) => divisor,
            _ => figure.weight,
        };
        let as_used = row.value.and_then(|value| value.checked_mul(figure.weight));
        let weight_stands = divisor.is_none_or(|divisor| same(divisor, figure.weight));
        figure.sum = the_odd_one(figure.sum, as_used.filter(|_| weight_stands), sum);
        earlier.by_unit[row.unit][row.indicator][row.basis as usize] = Some(figure);
    }
    for ((unit, indicator, basis), (sum, divisor, at)) in typed {
        let Some(sum) = sum else { continue };
        let source =
            FigureSource::Form { origin: origin(&earlier.file, at), written: String::new() };
        let weight = divisor.unwrap_or(Decimal::ONE);
        let figure = UnitFigure { sum, weight, complete: true, source };
        earlier.by_unit[unit][indicator][basis] = Some(figure);
    }
    earlier.totals = whole(&earlier.by_unit, earlier.period, then);
}

/// Of three that were written alike: the one that differs from the two others; of three
/// different ones that of Tổng hợp, where people work.
fn the_odd_one(sum: Decimal, as_used: Option<Decimal>, on_page: Option<Decimal>) -> Decimal {
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
type OnPage = BTreeMap<(usize, usize, usize), (Option<Decimal>, Option<Decimal>, Address)>;

fn on_page(grid: &Grid, then: &Settings) -> OnPage {
    let mut found = OnPage::new();
    let Some(headed) = Headed::find(grid, UNIT) else { return found };
    let columns = columns(grid, headed.row, then);
    for row in headed.rows() {
        let name = folded(&headed.text(row, UNIT));
        let unit = then.units.iter().position(|unit| folded(&unit.name) == name);
        let Some(unit) = unit else { continue };
        for (col, indicator, basis, holds) in &columns {
            let at = Address::new(row, *col);
            let Some(Value::Number(number)) = grid.get(at).map(|cell| &cell.value) else {
                continue;
            };
            let entry = found.entry((unit, *indicator, *basis as usize));
            let (sum, divisor, _) = entry.or_insert((None, None, at));
            match holds {
                Holds::Sum => *sum = Some(*number),
                Holds::Divisor => *divisor = Some(*number),
            }
        }
    }
    found
}

fn origin(file: &str, cell: Address) -> Origin {
    Origin { file: Arc::from(file), sheet: Arc::from(CONSOLIDATED), cell }
}

/// Columns whose cells are constants, by the codes above them; shares and means are formulas.
fn columns(grid: &Grid, header: u32, then: &Settings) -> Vec<(u32, usize, Basis, Holds)> {
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

fn column(text: &str, then: &Settings) -> Option<(usize, Basis, Holds)> {
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
    let holds = match (&then.indicators[indicator].over_units, part) {
        (OverUnits::MeanBy(_), "tổng)") => Holds::Sum,
        (OverUnits::MeanBy(_), "số chia)") => Holds::Divisor,
        (OverUnits::Sum | OverUnits::SumWhere { .. }, "") => Holds::Sum,
        _ => return None,
    };
    Some((indicator, basis, holds))
}
