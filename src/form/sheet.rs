//! A sheet as read: what every later stage looks at.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::column_time::ColumnTime;
use super::figure_cells::FigureCells;
use super::header::HeaderPath;
use super::heading::Heading;
use super::list_fields::{ListRow, RowRuling};
use super::list_totals::TotalRow;
use super::measures::OtherMeasure;
use crate::origin::SheetPlace;
use crate::settings::Basis;
use workbook_io::{Address, Area, Grid};

/// A sheet of a file, recognised as a form and read.
#[derive(Clone, Debug)]
pub struct FormSheet {
    /// The file and the sheet.
    pub on: Arc<SheetPlace>,
    /// The sheet is hidden.
    pub hidden: bool,
    /// The form's name.
    pub template: Arc<str>,
    /// The form's sheet: the list's code, or empty for figures.
    pub list: Option<Arc<str>>,
    /// On an annex of an office below: the sub-unit whose rows these are, empty where they are the
    /// unit's own. `None` on every other sheet.
    pub sub_unit: Option<Arc<str>>,
    /// Which unit and period the sheet says it is of.
    pub heading: Heading,
    /// What the headers of its columns say of time.
    pub column_times: Vec<ColumnTime>,
    /// Figures of a figure sheet, blank ones too.
    pub figures: FigureCells,
    /// Rows of a list sheet.
    pub rows: Vec<Arc<ListRow>>,
    /// Coded columns of the form that the sheet lacks.
    pub missing_columns: Vec<HeaderPath>,
    /// Coded rows of the form that the sheet lacks, by indicator code.
    pub missing_rows: Vec<String>,
    /// Total rows of a list sheet.
    pub total_rows: Vec<TotalRow>,
    /// Rows of a list sheet that only show how to fill it in.
    pub example_rows: Vec<ExampleRow>,
    /// Data cells that are joined into one.
    pub joined: Vec<JoinedCells>,
    /// The rows and columns with data that are hidden.
    pub hidden_lines: HiddenLines,
    /// It has no header of its own and goes on with the list of this sheet.
    pub continues: Option<Arc<str>>,
    /// Units of measure that the sheet names where the form has others.
    pub measures: Vec<OtherMeasure>,
    /// Filled cells that no rule reads, each with what it is.
    pub leftovers: Vec<Leftover>,
    /// The workbook counts its days from 1904.
    pub counts_from_1904: bool,
}

impl FormSheet {
    /// Are the two sheets of the same form, so that only one can count? They are if they hold the
    /// same list, or share at least half of the figures of one of them: each may be written on
    /// another version of the form.
    #[must_use]
    pub fn is_same_form(&self, other: &Self) -> bool {
        match (&self.list, &other.list) {
            (None, None) => {
                let figures = |sheet: &'_ Self| -> BTreeSet<(usize, Basis)> {
                    sheet.figures.slots().iter().map(|slot| (slot.indicator, slot.basis)).collect()
                };
                let (one, other) = (figures(self), figures(other));
                let shared = one.intersection(&other).count();
                shared > 0 && shared * 2 >= one.len().min(other.len())
            }
            (one, other) => one == other,
        }
    }

    /// Takes an example row for an organisation.
    pub fn count_example(&mut self, at: Address) {
        let Some(place) = self.example_rows.iter().position(|own| own.at == at) else { return };
        let mut row = self.example_rows.remove(place).row;
        Arc::make_mut(&mut row).ruling = Some(RowRuling::ExampleCounts);
        let is_its = |cell: &Leftover| row.filled().any(|field| field.at == cell.at);
        self.leftovers.retain(|cell| !is_its(cell));
        let before = self.rows.partition_point(|own| own.row < row.row);
        self.rows.insert(before, row);
    }

    /// Is less than a third left of the rows of a form of figures?
    #[must_use]
    pub fn is_fragment(&self) -> bool {
        if self.missing_rows.is_empty() {
            return false;
        }
        let rows: BTreeSet<u32> = self.figures.slots().iter().map(|slot| slot.at.row).collect();
        !rows.is_empty() && rows.len() * 2 < self.missing_rows.len()
    }

    /// A list of an annex: rows that the office which made it has merged.
    #[must_use]
    pub fn of_annex(file: &Arc<str>, grid: &Grid, list: &str, sub_unit: &str) -> Self {
        Self {
            on: SheetPlace::new(file, &grid.name.as_str().into()),
            hidden: grid.hidden,
            template: Arc::default(),
            list: Some(list.into()),
            sub_unit: Some(Arc::from(sub_unit)),
            heading: Heading::default(),
            column_times: Vec::new(),
            figures: FigureCells::default(),
            rows: Vec::new(),
            missing_columns: Vec::new(),
            missing_rows: Vec::new(),
            total_rows: Vec::new(),
            example_rows: Vec::new(),
            joined: Vec::new(),
            hidden_lines: HiddenLines::default(),
            continues: None,
            measures: Vec::new(),
            leftovers: Vec::new(),
            counts_from_1904: false,
        }
    }
}

/// A row of a list that only shows how to fill it in.
#[derive(Clone, Debug)]
pub struct ExampleRow {
    /// The cell of its name.
    pub at: Address,
    /// What that cell says.
    pub label: String,
    /// The row as it would count.
    pub row: Arc<ListRow>,
}

/// A filled cell below the header that gave no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// Where.
    pub at: Address,
    /// As written.
    pub written: String,
    /// What it is.
    pub kind: LeftoverKind,
}

/// Why a filled cell gave no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftoverKind {
    /// In a total row of a list: set aside.
    TotalRow,
    /// In a row of a list that only shows how to fill it in: set aside.
    Example,
    /// Beneath cells joined into one, where nobody sees it: set aside.
    Covered,
    /// In a row or column that the form does not have: not understood.
    Stray,
}

/// The hidden rows and columns that hold data of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HiddenLines {
    /// Rows hidden by hand.
    pub rows: BTreeSet<u32>,
    /// Rows that a filter hides at present.
    pub filtered_rows: BTreeSet<u32>,
    /// Columns.
    pub columns: BTreeSet<u32>,
}

/// Data cells of a form that are joined into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedCells {
    /// All of them.
    pub area: Area,
    /// What shows, as written.
    pub written: String,
    /// Did each row or column that it spans take what shows? A number over several rows may be
    /// that of them all, and is taken once.
    pub is_given: bool,
}
