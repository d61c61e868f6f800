//! Cells that should hold numbers, each with its figure or field. Most rules examine these.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Fix;
use crate::figures::consolidate::MergedRow;
use crate::form::{Reading, number_written};
use crate::settings::{Basis, Column, ColumnKind, Indicator, List, NumberKind};
use viet_text::measure::Measure;
use workbook_io::Address;

/// Columns of a kind.
pub(super) const BASES: usize = Basis::ALL.len();

/// A cell that should hold a number, in a submission that is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberCell<'a> {
    pub(super) unit: usize,
    pub(super) file: &'a str,
    pub(super) sheet: &'a str,
    pub(super) at: Address,
    /// The text written, if the reading does not contain it.
    pub(super) kept: Option<&'a str>,
    pub(super) reading: &'a Reading,
    pub(super) basis: Basis,
    /// Cells of one kind have the same id in all units: one form row or one list column.
    pub(super) kind_id: usize,
    pub(super) subject: CellSubject<'a>,
}

/// What a number cell belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) enum CellSubject<'a> {
    /// A figure of a figure sheet, with its indicator's position in the settings.
    Figure(usize, &'a Indicator),
    /// A field of a counted organisation.
    Field(&'a List, &'a Column, &'a MergedRow),
}

impl<'a> NumberCell<'a> {
    /// Must it be whole? Counts must, means of counts need not.
    pub(super) fn is_count(&self) -> bool {
        match self.subject {
            CellSubject::Figure(_, indicator) => {
                indicator.kind == NumberKind::Count && indicator.over_units.rule.adds_up
            }
            CellSubject::Field(_, column, _) => column.kind == ColumnKind::Count,
        }
    }

    /// The form row or list column that it belongs to, on all bases: the same number in all units.
    pub(super) const fn row_or_column(&self) -> usize {
        self.kind_id / BASES
    }

    /// Is it anything but a stored number that is possible for counts and shares?
    pub(super) fn is_odd(&self) -> bool {
        match self.reading {
            Reading::Stored(number) | Reading::PerCent(number) => {
                number.is_sign_negative()
                    || self.is_count() && number.scale() > 0
                    || self.is_share() && *number > Decimal::ONE_HUNDRED
            }
            _ => true,
        }
    }

    /// Is it a share in per cent?
    pub(super) fn is_share(&self) -> bool {
        match self.subject {
            CellSubject::Figure(_, indicator) => indicator.kind == NumberKind::Share,
            CellSubject::Field(_, column, _) => column.measure == Measure::Percent,
        }
    }

    /// Is it an amount of money?
    pub(super) fn is_money(&self) -> bool {
        match self.subject {
            CellSubject::Figure(_, indicator) => indicator.kind == NumberKind::Money,
            CellSubject::Field(_, column, _) => {
                column.kind == ColumnKind::Money && column.measure != Measure::Percent
            }
        }
    }

    /// Its unit of measure.
    pub(super) fn measured_in(&self) -> &'a str {
        match self.subject {
            CellSubject::Figure(_, indicator) => &indicator.unit,
            CellSubject::Field(_, column, _) => &column.unit,
        }
    }

    /// What it is called: "Tổng số thành viên HTX (ước cả năm)", "Doanh thu của HTX X".
    pub(super) fn name(&self) -> String {
        match self.subject {
            CellSubject::Figure(_, indicator) if self.basis == Basis::Actual => {
                indicator.name.clone()
            }
            CellSubject::Figure(_, indicator) => {
                format!("{} ({})", indicator.name, self.basis.vietnamese())
            }
            CellSubject::Field(_, column, row) => format!("{} của {}", column.name, row.row.name),
        }
    }

    /// The same among the cells of one finding: with its address, where there are several.
    pub(super) fn name_among(&self, cells: &[Self]) -> String {
        if cells.len() > 1 { format!("{}: {}", self.at, self.name()) } else { self.name() }
    }

    /// As written.
    pub(super) fn written(&self) -> Cow<'a, str> {
        number_written(self.reading, self.kept)
    }

    /// A proposed value for it.
    pub(super) fn fix(&self, value: Decimal) -> Fix {
        Fix { at: self.at, written: self.written().into_owned(), value }
    }
}

/// What is written in the cells of one finding.
pub(super) fn all_written(cells: &[NumberCell<'_>]) -> String {
    let written = cells.iter().map(|cell| cell.written().trim().to_owned());
    written.collect::<Vec<_>>().join("; ")
}

/// Cells sheet by sheet, in the order of unit, file and sheet.
pub(super) fn by_sheet<'a>(
    cells: impl IntoIterator<Item = NumberCell<'a>>,
) -> Vec<Vec<NumberCell<'a>>> {
    let mut sheets: BTreeMap<(usize, &str, &str), Vec<NumberCell<'a>>> = BTreeMap::new();
    for cell in cells {
        sheets.entry((cell.unit, cell.file, cell.sheet)).or_default().push(cell);
    }
    sheets.into_values().collect()
}
