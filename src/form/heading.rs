//! Who a sheet is from and which period it is of, by the lines above its header.

use super::units::{UnitNames, UnitSaid};
use crate::cell::{Address, Grid};
use crate::reading::period::Period;
use crate::reading::period_text::{find_month_without_year, find_period};
use crate::reading::text::{clean, folded};

/// What the lines above a sheet's header say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The unit.
    pub unit: Option<(UnitSaid, Address)>,
    /// The period.
    pub period: Option<(Period, Address)>,
    /// A month named without its year, where no period is named.
    pub month: Option<(u32, Address)>,
    /// The period stands behind "kỳ báo cáo", or is more than the year that any title names.
    pub is_outright: bool,
    /// All lines, cleaned: what versions say of themselves stands here, too.
    pub lines: Vec<String>,
}

/// Reads the lines above the header. A period behind "kỳ báo cáo" outweighs any other, a year
/// alone is outweighed by any other.
#[must_use]
pub fn read(grid: &Grid, rows: std::ops::Range<u32>, units: &UnitNames) -> Heading {
    read_by(grid, rows, |line| units.in_heading(line))
}

/// The same, with units looked for by whoever remembers lines.
pub(super) fn read_by(
    grid: &Grid,
    rows: std::ops::Range<u32>,
    unit_in: impl Fn(&str) -> Option<UnitSaid>,
) -> Heading {
    let mut heading = Heading::default();
    let mut best = 0;
    for (at, cell) in grid.cells.range(Address::new(rows.start, 0)..Address::new(rows.end, 0)) {
        let Some(raw) = cell.text() else { continue };
        let line = clean(raw);
        if line.is_empty() {
            continue;
        }
        match unit_in(raw) {
            Some(said @ UnitSaid::Known(_)) if !is_known(heading.unit.as_ref()) => {
                heading.unit = Some((said, *at));
            }
            Some(said) if heading.unit.is_none() => heading.unit = Some((said, *at)),
            _ => {}
        }
        if let Some(period) = find_period(&line) {
            let weight = weight(&line, period);
            if weight > best {
                best = weight;
                heading.period = Some((period, *at));
                heading.is_outright = weight > 1;
            }
        }
        let month = || find_month_without_year(&line).map(|month| (month, *at));
        heading.month = heading.month.or_else(month);
        heading.lines.push(line);
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

fn is_known(unit: Option<&(UnitSaid, Address)>) -> bool {
    matches!(unit, Some((UnitSaid::Known(_), _)))
}
