//! Units of money that a sheet names where the form has others: "Doanh thu (đồng)" over a
//! column of triệu đồng.

use std::ops::Range;

use rust_decimal::Decimal;

use super::figure_cells::FigureSlot;
use super::found_form::FoundForm;
use super::template::FigureArea;
use crate::settings::{ColumnKind, List, NumberKind, Settings};
use viet_text::measure::MoneyUnit;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid};

/// A unit of money that a sheet names and that is not the form's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherMeasure {
    /// The cell that names it.
    pub at: Address,
    /// What it says.
    pub written: String,
    /// The form's unit.
    pub form: String,
    /// Which cells it is said of.
    pub covers: Coverage,
    /// What a number must be multiplied by to be in the form's unit, where that is exact.
    pub factor: Option<Decimal>,
}

/// A row or column of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// A figure's row.
    Row(u32),
    /// A list's column.
    Column(u32),
    /// One cell of a table of figures, under a header that names the unit.
    Cell(Address),
}

impl OtherMeasure {
    /// Is it said of this cell?
    #[must_use]
    pub fn is_of(&self, at: Address) -> bool {
        match self.covers {
            Coverage::Row(row) => at.row == row,
            Coverage::Column(col) => at.col == col,
            Coverage::Cell(cell) => at == cell,
        }
    }
}

/// A unit of money, per year or per month.
#[derive(Clone, Copy, PartialEq, Eq)]
struct MoneyMeasure {
    unit: MoneyUnit,
    monthly: bool,
}

impl MoneyMeasure {
    fn in_text(text: &str) -> Option<Self> {
        let plain: String = folded(text).split_whitespace().collect();
        Some(Self { unit: MoneyUnit::in_text(text)?, monthly: plain.contains("/tháng") })
    }

    fn factor(self, form: Self) -> Option<Decimal> {
        let units = self.unit.in_dong().checked_div(form.unit.in_dong())?;
        match (self.monthly, form.monthly) {
            (true, false) => units.checked_mul(Decimal::from(12)),
            (false, true) => None,
            _ => Some(units),
        }
    }
}

/// The units of money that a table's rows and columns name.
#[derive(Debug, Default)]
pub(super) struct MoneyUnits(Vec<ColumnMoney>);

#[derive(Debug)]
enum ColumnMoney {
    /// The row or column names a unit that is not the form's.
    Told(OtherMeasure),
    /// Only the heading can tell; the form's own unit.
    Open(Coverage, String),
}

/// The cells covered, the cell that names a unit and its text, and the form's own unit.
type MoneyPlace = (Coverage, Option<(Address, String)>, String);

impl MoneyUnits {
    /// Of a list's columns.
    pub(super) fn of_list(grid: &Grid, found: &FoundForm<'_>, list: &List) -> Self {
        let columns = found.form.columns.iter().zip(&found.mapping.columns);
        let placed =
            columns.filter_map(|(column, place)| Some((&list.columns[&column.code], (*place)?)));
        let money = placed.filter(|(column, _)| column.kind == ColumnKind::Money);
        let places = money
            .map(|(c, col)| (Coverage::Column(col), over_column(grid, found, col), c.unit.clone()));
        Self::new(places.collect())
    }

    /// Of a table's figures.
    pub(super) fn of_figures(
        grid: &Grid,
        found: &FoundForm<'_>,
        area: &FigureArea,
        figures: &[FigureSlot],
        settings: &Settings,
    ) -> Self {
        Self::new(of_rows(grid, found, area, figures, settings))
    }

    fn new(places: Vec<MoneyPlace>) -> Self {
        let measures = places.into_iter().filter_map(|(covers, said, form)| match said {
            Some(said) => other(covers, said, &form).map(ColumnMoney::Told),
            None => Some(ColumnMoney::Open(covers, form)),
        });
        Self(measures.collect())
    }

    /// The units that differ from the form's. `over_all` tells what the heading says of the whole
    /// table.
    pub(super) fn over(
        &self,
        over_all: impl FnOnce() -> Option<(Address, String)>,
    ) -> Vec<OtherMeasure> {
        let any_open = self.0.iter().any(|measure| matches!(measure, ColumnMoney::Open(..)));
        let said = if any_open { over_all() } else { None };
        let measures = self.0.iter().filter_map(|measure| match measure {
            ColumnMoney::Told(told) => Some(told.clone()),
            ColumnMoney::Open(covers, form) => other(*covers, said.clone()?, form),
        });
        measures.collect()
    }
}

/// The unit named, where it is not the form's.
fn other(covers: Coverage, said: (Address, String), form: &str) -> Option<OtherMeasure> {
    let (at, written) = said;
    let (here, forms) = (MoneyMeasure::in_text(&written)?, MoneyMeasure::in_text(form)?);
    let factor = here.factor(forms);
    let form = form.to_owned();
    (factor != Some(Decimal::ONE)).then_some(OtherMeasure { at, written, form, covers, factor })
}

fn over_column(grid: &Grid, found: &FoundForm<'_>, col: u32) -> Option<(Address, String)> {
    money_over_column(grid, found.header_top..found.body_top, col)
}

/// The lowest header text over a column that names a unit of money. As in [`super::header`], a
/// blank cell over a lower header belongs to the header on its left.
pub(super) fn money_over_column(
    grid: &Grid,
    header: Range<u32>,
    col: u32,
) -> Option<(Address, String)> {
    let mut lower = false;
    for row in header.rev() {
        let here = grid.text(Address::new(row, col)).is_some_and(|text| !clean(text).is_empty());
        let from = if here || !lower { col } else { 0 };
        lower |= here;
        let above = (from..=col).rev().find_map(|col| filled(grid, Address::new(row, col)));
        if let Some(named) = above.filter(names_money) {
            return Some(named);
        }
    }
    None
}

/// Does the first unit of money differ from the second, both being units of money?
pub(super) fn other_than(printed: &str, declared: &str) -> bool {
    match (MoneyMeasure::in_text(printed), MoneyMeasure::in_text(declared)) {
        (Some(printed), Some(declared)) => printed.factor(declared) != Some(Decimal::ONE),
        _ => false,
    }
}

fn of_rows(
    grid: &Grid,
    found: &FoundForm<'_>,
    area: &FigureArea,
    figures: &[FigureSlot],
    settings: &Settings,
) -> Vec<MoneyPlace> {
    let mut places: Vec<MoneyPlace> = Vec::new();
    for figure in figures {
        let indicator = &settings.indicators[figure.indicator];
        let covers = Coverage::Row(figure.at.row);
        if indicator.kind != NumberKind::Money
            || places.last().is_some_and(|place| place.0 == covers)
        {
            continue;
        }
        let printed = area.figure(&figure.code, figure.basis).map(|figure| &figure.unit);
        let form = printed.filter(|unit| !unit.is_empty()).unwrap_or(&indicator.unit).clone();
        let unit = found.mapping.unit_column.map(|col| Address::new(figure.at.row, col));
        let said = unit.into_iter().chain([figure.label_at]);
        let said = said.filter_map(|at| filled(grid, at)).find(names_money);
        match (said, over_column(grid, found, figure.at.col)) {
            (None, Some(over)) => places.push((Coverage::Cell(figure.at), Some(over), form)),
            (said, _) => places.push((covers, said, form)),
        }
    }
    places
}

/// "Đơn vị tính: nghìn đồng" above the header: it applies to all that names no unit of its own.
pub(super) fn over_all(grid: &Grid, found: &FoundForm<'_>) -> Option<(Address, String)> {
    money_over_all(grid, found.heading_top..found.header_top)
}

/// The line of a heading that names a unit of money for a whole table.
pub(super) fn money_over_all(grid: &Grid, heading: Range<u32>) -> Option<(Address, String)> {
    let heading = Address::new(heading.start, 0)..Address::new(heading.end, 0);
    let lines = grid.cells.range(heading).filter_map(|(at, _)| filled(grid, *at));
    let says_unit = |line: &(Address, String)| {
        let key = folded(&line.1);
        ["đvt", "đơn vị tính", "đv tính", "đơn vị:"].iter().any(|lead| key.contains(lead))
    };
    lines.filter(says_unit).find(names_money)
}

fn filled(grid: &Grid, at: Address) -> Option<(Address, String)> {
    let text = clean(grid.text(at)?);
    (!text.is_empty()).then_some((at, text))
}

fn names_money(said: &(Address, String)) -> bool {
    MoneyUnit::in_text(&said.1).is_some()
}
