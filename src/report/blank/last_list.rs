//! Last month's lists from the latest annex: the columns that identify each organisation, without
//! its figures.

use crate::cell_text::CellText as _;
use crate::path_text::PathText as _;
use std::collections::BTreeMap;
use std::path::Path;

use crate::settings::{Basis, Column, ColumnKind, List, Settings};
use crate::workspace::annex_book::names::{UNIT, annexes, column_headers, list_sheets};
use crate::workspace::{OUTPUT_FOLDER, own_path};
use crate::workspace::{periods, try_open};
use viet_text::period::Period;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid, Value, Workbook};

/// One organisation's identifying values, and what was said of last year and of the plan, by
/// column code and basis.
pub(super) type OrganisationIdentity = BTreeMap<(String, Basis), Value>;

/// The organisations of every unit at the end of an earlier period.
#[derive(Clone, Debug, Default)]
pub struct LastLists {
    /// The period; `None` if there is no earlier annex.
    pub period: Option<Period>,
    /// Why that period's annex cannot be read, in Vietnamese.
    pub unread: Option<String>,
    /// By list, then by unit, in the annex's order.
    by_list: Vec<Vec<Vec<OrganisationIdentity>>>,
}

/// Does a column identify an organisation? Names, texts and days do, and a required choice (its
/// kind).
fn identifies(column: &Column) -> bool {
    match column.kind {
        ColumnKind::Name | ColumnKind::Text | ColumnKind::Date => true,
        ColumnKind::Choice => column.required,
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Mark => false,
    }
}

impl LastLists {
    /// The lists of the latest earlier period with an annex, of a half-year its last month; of several
    /// annexes the one with the highest number. If that one cannot be read, no other is used.
    #[must_use]
    pub fn read_before(root: &Path, period: Period, settings: &Settings) -> Self {
        let folders = periods(root).unwrap_or_default();
        let earlier = folders.into_iter().rev().filter(|(other, _)| *other < period);
        for (other, folder) in earlier {
            let found = annexes(&own_path(&folder, OUTPUT_FOLDER), other).unwrap_or_default();
            let Some((_, path)) = found.last() else { continue };
            let same_year = other.year() == period.year();
            let period = Some(other);
            return match try_open(path) {
                Ok(book) => {
                    Self { period, unread: None, by_list: read(&book, same_year, settings) }
                }
                Err(why) => {
                    let unread = Some(format!("{}: {}", path.on_one_line(), why.describe()));
                    Self { period, unread, by_list: Vec::new() }
                }
            };
        }
        Self::default()
    }

    /// A unit's organisations on a list.
    pub(super) fn organisations(&self, list: usize, unit: usize) -> &[OrganisationIdentity] {
        self.by_list.get(list).and_then(|units| units.get(unit)).map_or(&[], Vec::as_slice)
    }
}

fn read(
    book: &Workbook,
    same_year: bool,
    settings: &Settings,
) -> Vec<Vec<Vec<OrganisationIdentity>>> {
    let lists = list_sheets(settings).into_iter().zip(settings.lists.values());
    let of_list = |(name, list): (String, &List)| {
        let sheet = book.sheets.iter().find(|grid| folded(&grid.name) == folded(&name));
        let none = || vec![Vec::new(); settings.units.len()];
        sheet
            .and_then(|grid| read_organisations(grid, list, same_year, settings))
            .unwrap_or_else(none)
    };
    lists.map(of_list).collect()
}

fn read_organisations(
    grid: &Grid,
    list: &List,
    same_year: bool,
    settings: &Settings,
) -> Option<Vec<Vec<OrganisationIdentity>>> {
    let name = list.name_column();
    let is_header = |text: &str| folded(text) == folded(&name.name);
    let head = grid.cells.iter().find(|(_, cell)| cell.text().is_some_and(is_header))?.0.row;
    let place = |wanted: &str| {
        let mut cells = grid.row(head);
        let found =
            cells.find(|(_, cell)| cell.text().is_some_and(|t| folded(t) == folded(wanted)));
        found.map(|(at, _)| at.col)
    };
    let unit_col = place(UNIT)?;
    let all = list.columns.values();
    let all: Vec<(&Column, Basis)> =
        all.flat_map(|column| Basis::ALL.map(|basis| (column, basis))).collect();
    // Last year and the plan are those of the new form only within one year.
    let goes_on = |column: &Column, basis| match basis {
        Basis::Actual => identifies(column),
        Basis::Estimate => false,
        Basis::Prior | Basis::Plan => same_year,
    };
    let columns = all.iter().zip(column_headers(&all)).filter_map(|((column, basis), header)| {
        let col = place(&header).filter(|_| goes_on(column, *basis))?;
        Some(((column.code.clone(), *basis), col))
    });
    let columns: Vec<((String, Basis), u32)> = columns.collect();
    let mut by_unit = vec![Vec::new(); settings.units.len()];
    for row in grid.filled_rows().into_iter().filter(|row| *row > head) {
        let text =
            |col: u32| grid.get(Address::new(row, col)).map(|c| clean(&c.value.as_written()));
        let said = folded(&text(unit_col).unwrap_or_default());
        let named = |unit: &crate::settings::Unit| unit.names().any(|name| folded(name) == said);
        let Some(unit) = settings.units.iter().position(named) else { continue };
        let identity: OrganisationIdentity = columns
            .iter()
            .filter_map(|(column, col)| {
                let cell = grid.get(Address::new(row, *col))?;
                Some((column.clone(), cell.value.clone()))
            })
            .collect();
        if identity.contains_key(&(name.code.clone(), Basis::Actual)) {
            by_unit[unit].push(identity);
        }
    }
    Some(by_unit)
}
