//! Forms: what marked templates define, found in sheets as people fill them.
//!
//! A grid comes in, a [`FormSheet`] goes out: figures, list rows, and every other filled cell
//! that must be accounted for. Nothing here can fail.

mod assign;
mod figure_cells;
mod figures;
mod formula;
mod header;
mod heading;
mod headings;
mod labels;
mod layout;
mod learn;
mod list;
mod list_fields;
mod list_row;
mod measures;
mod names;
mod placed;
mod reading;
mod recognise;
mod said;
mod template;
mod units;
mod version_mark;
mod wording;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use figure_cells::{FigureCell, FigureCells, Spot};
pub use figures::Matched;
pub use header::HeaderPath;
pub use heading::{Heading, read as heading_of};
pub use learn::learn;
pub use list::{FieldValue, PlacedColumn, read_list_rows};
pub use list_fields::{Field, ListColumns, ListRow};
pub use measures::{Covers, OtherMeasure};
pub use reading::{DayReading, Reading, TickReading};
pub(crate) use said::number_written;
pub use template::{
    Body, CodedCell, Figure, FigureArea, FigureRow, FormColumn, Section, SheetForm, Template,
};
pub use units::{UnitNames, UnitSaid};
pub use version_mark::{MARK_PROPERTY, Mark};
pub use wording::Wording;

use crate::cell::{Address, Grid, SheetPlace, Workbook};
use crate::settings::{Basis, Settings};
use recognise::Recognised;

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
    /// On an annex of the unit's own: the unit beneath whose rows these are; empty where they are
    /// the unit's own. `None` on every other sheet.
    pub beneath: Option<Arc<str>>,
    /// Which unit and period the sheet says it is of.
    pub heading: Heading,
    /// Figures of a figure sheet, blank ones too.
    pub figures: FigureCells,
    /// Rows of a list sheet.
    pub rows: Vec<Arc<ListRow>>,
    /// Coded columns of the form that the sheet lacks.
    pub missing_columns: Vec<HeaderPath>,
    /// Coded rows of the form that the sheet lacks, by indicator code.
    pub missing_rows: Vec<String>,
    /// Total rows of a list sheet: the cell that says so, and what it says.
    pub total_rows: Vec<(Address, String)>,
    /// Units of measure that the sheet names where the form has others.
    pub measures: Vec<OtherMeasure>,
    /// Filled cells that no rule reads, each with what it is.
    pub leftovers: Vec<Leftover>,
}

impl FormSheet {
    /// Is the other of the same form, so that the two rival each other? Of one list, or of much
    /// the same figures: whichever version of the office's form each was written on.
    #[must_use]
    pub fn is_same_form(&self, other: &Self) -> bool {
        match (&self.list, &other.list) {
            (None, None) => {
                let figures = |sheet: &'_ Self| -> BTreeSet<(usize, Basis)> {
                    sheet.figures.spots().iter().map(|spot| (spot.indicator, spot.basis)).collect()
                };
                let (one, other) = (figures(self), figures(other));
                let shared = one.intersection(&other).count();
                shared > 0 && shared * 2 >= one.len().min(other.len())
            }
            (one, other) => one == other,
        }
    }

    /// A list of an annex: rows that the office which made it has merged.
    #[must_use]
    pub fn of_annex(file: &Arc<str>, grid: &Grid, list: &str, beneath: &str) -> Self {
        Self {
            on: SheetPlace::new(file, &grid.name.as_str().into()),
            hidden: grid.hidden,
            template: Arc::default(),
            list: Some(list.into()),
            beneath: Some(Arc::from(beneath)),
            heading: Heading::default(),
            figures: FigureCells::default(),
            rows: Vec::new(),
            missing_columns: Vec::new(),
            missing_rows: Vec::new(),
            total_rows: Vec::new(),
            measures: Vec::new(),
            leftovers: Vec::new(),
        }
    }
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
    /// In a row or column that the form does not have: not understood.
    Stray,
}

/// Reads the forms on one sheet of a file: one as a rule, none on a sheet that is no form,
/// several where they stand one below another.
#[must_use]
pub fn read_sheet<'t>(
    file: &Arc<str>,
    grid: &Grid,
    templates: &[&'t Template],
    settings: &Settings,
    units: &UnitNames,
    wording: &Wording<'t>,
) -> Vec<FormSheet> {
    let forms = recognise::recognise(grid, templates, wording);
    forms.iter().map(|found| read_form(file, grid, found, settings, units, wording)).collect()
}

/// The templates in the order in which they fit a file as a whole, the best first: of several
/// versions that have a sheet alike, it is of the version that its other sheets are of. `sent`
/// is the one by whose blank form it was made, where the file says so.
#[must_use]
pub fn by_fit<'t>(
    book: &Workbook,
    templates: &'t [Template],
    sent: Option<&str>,
    wording: &Wording<'t>,
) -> Vec<&'t Template> {
    let mut ordered: Vec<&Template> = templates.iter().collect();
    if ordered.len() > 1 {
        let fit = |template: &&'t Template| -> usize {
            let sheets = book.sheets.iter();
            sheets.map(|grid| recognise::matched(grid, template, wording)).sum()
        };
        let said = |template: &Template| sent == Some(template.file.as_str());
        ordered.sort_by_cached_key(|template| std::cmp::Reverse((fit(template), said(template))));
    }
    ordered
}

fn read_form(
    file: &Arc<str>,
    grid: &Grid,
    found: &Recognised<'_>,
    settings: &Settings,
    units: &UnitNames,
    wording: &Wording<'_>,
) -> FormSheet {
    let mut sheet = FormSheet {
        on: SheetPlace::new(file, &grid.name.as_str().into()),
        hidden: grid.hidden,
        template: Arc::clone(found.template),
        list: None,
        beneath: None,
        heading: heading::read_by(grid, found.heading_top..found.header_top, |line| {
            wording.line(units, line)
        }),
        figures: FigureCells::default(),
        rows: Vec::new(),
        missing_columns: missing_columns(found),
        missing_rows: Vec::new(),
        total_rows: Vec::new(),
        measures: Vec::new(),
        leftovers: Vec::new(),
    };
    match &found.form.body {
        Body::Figures(area) => figures::read(grid, found, area, settings, wording, &mut sheet),
        Body::List(list) => {
            let list = &settings.lists[list];
            list::read(grid, found, list, &settings.marks, wording, &mut sheet);
        }
    }
    sheet
}

fn missing_columns(found: &Recognised<'_>) -> Vec<HeaderPath> {
    let places = found.form.columns.iter().zip(&found.placed.columns);
    places.filter(|(_, place)| place.is_none()).map(|(column, _)| column.header.clone()).collect()
}
