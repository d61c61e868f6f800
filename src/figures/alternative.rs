//! What could be true instead of what is used: changes to what units reported, and a unit's figures
//! with them. A finding names its alternatives; nothing here changes what is used.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::consolidate::{
    ConsolidationPlan, Figures, RowPlace, UnitChange, UnitFigures, count_unit,
};
use super::history::History;
use crate::form::{DayReading, Field, FieldValue, FormSheet, ListRow, Reading, RowRuling};
use crate::intake::submission::{Fate, Month, Submission};
use crate::origin::SheetPlace;
use crate::settings::{Basis, Settings};
use workbook_io::Address;

/// What could be true instead: all of these changes together.
pub type Alternative = Vec<Change>;

/// One change to what a unit reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The unit, by its place in the settings.
    pub unit: usize,
    /// What would be otherwise.
    pub what: Changed,
}

/// What would be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// A number cell holds another number, or none.
    Number(CellPlace, Option<Decimal>),
    /// A cell of a list says something else: a day, a word, a tick.
    Field(CellPlace, FieldValue),
    /// The row of a list, named by any of its cells, is not there.
    RowLeftOut(CellPlace),
    /// A row that repeats another counts.
    RepeatCounted(CellPlace),
    /// A row of an earlier period is still on the list that stands on this sheet.
    RowKept(Arc<SheetPlace>, Arc<ListRow>),
    /// The version that was set aside is used for what both have, by their places in the month.
    OtherVersion {
        /// The version in use.
        used: usize,
        /// The version set aside.
        other: usize,
    },
    /// The unit's figure itself, whatever it is drawn from; of a mean, the mean.
    Figure(usize, Basis, Decimal),
    /// The unit has no such figure.
    NoFigure(usize, Basis),
}

/// A cell of a sheet that a unit sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CellPlace {
    /// The sheet.
    pub on: Arc<SheetPlace>,
    /// The cell.
    pub at: Address,
}

impl Changed {
    /// A cell of a list holds another day.
    #[must_use]
    pub const fn day(place: CellPlace, day: NaiveDate) -> Self {
        Self::Field(place, FieldValue::Day(DayReading::Day(day)))
    }

    /// The cell that it gives a value: two changes of one cell cannot both hold.
    fn cell(&self) -> Option<&CellPlace> {
        match self {
            Self::Number(place, _) | Self::Field(place, _) => Some(place),
            _ => None,
        }
    }
}

/// Computes units' figures as they would be.
pub struct UnitComputer<'a> {
    settings: &'a Settings,
    month: &'a Month,
    figures: &'a Figures,
    history: &'a History,
    plan: ConsolidationPlan<'a>,
}

impl<'a> UnitComputer<'a> {
    /// What units sent, the figures in use, and earlier periods.
    #[must_use]
    pub fn new(
        settings: &'a Settings,
        month: &'a Month,
        figures: &'a Figures,
        history: &'a History,
    ) -> Self {
        Self { settings, month, figures, history, plan: ConsolidationPlan::new(settings) }
    }

    /// What these changes would make of what the units add to the totals; of units for which they
    /// would change nothing, nothing.
    #[must_use]
    pub fn unit_change(&self, unit: usize, changes: &[&Changed]) -> UnitChange {
        let today = &self.figures.by_unit[unit];
        // Figures that were carried over are those of an earlier report.
        let has_reported = self.month.used_by(unit).next().is_some();
        let then = if has_reported { self.unit_figures(unit, changes) } else { today.clone() };
        UnitChange::between(unit, today, &then, self.settings)
    }

    /// A unit's figures as they would be with these changes. Of two that give one cell a value, the
    /// first holds.
    fn unit_figures(&self, unit: usize, changes: &[&Changed]) -> UnitFigures {
        let mut cells: HashSet<&CellPlace> = HashSet::new();
        let mut submissions: Vec<Arc<Submission>> = self.month.used_by(unit).cloned().collect();
        let mut repeats: BTreeSet<RowPlace> = BTreeSet::new();
        let mut own_figures: Vec<(usize, Basis, Option<Decimal>)> = Vec::new();
        // Behind the rows that are there.
        let mut kept: Vec<&Changed> = Vec::new();
        for changed in changes {
            if changed.cell().is_some_and(|cell| !cells.insert(cell)) {
                continue;
            }
            match changed {
                Changed::Figure(place, basis, value) => {
                    own_figures.push((*place, *basis, Some(*value)));
                }
                Changed::NoFigure(place, basis) => own_figures.push((*place, *basis, None)),
                Changed::RepeatCounted(cell) => {
                    repeats.insert((Arc::clone(&cell.on), cell.at.row));
                }
                Changed::OtherVersion { used, other } => {
                    self.take_version(&mut submissions, *used, *other);
                }
                Changed::RowKept(..) => kept.push(changed),
                _ => submissions.iter_mut().for_each(|own| change_sheets(own, changed)),
            }
        }
        leave_rows_out(&mut submissions, changes);
        for changed in kept {
            submissions.iter_mut().for_each(|own| change_sheets(own, changed));
        }
        let alone = Month::new(self.month.period, Vec::new(), submissions);
        let mut own = Figures::of_unit(unit, &alone, &repeats, &self.plan);
        self.history.add_first_months_of(unit, &mut own, self.settings, self.month.period);
        for (place, basis, value) in own_figures {
            match value {
                Some(value) => set_figure(&mut own, self.figures, (unit, place, basis), value),
                None => own.set(place, basis, None),
            }
        }
        let day = self.month.period.last_day();
        count_unit(&mut own, &self.settings.units[unit], self.settings, day);
        own
    }

    /// Puts the version that was set aside in the place of the other, as far as both have the same
    /// forms.
    fn take_version(&self, submissions: &mut Vec<Arc<Submission>>, used: usize, other: usize) {
        let (used, other) = (&self.month.submissions[used], &self.month.submissions[other]);
        let as_a_whole = used.annexed.is_some() || other.annexed.is_some();
        for own in submissions.iter_mut().filter(|own| Arc::ptr_eq(own, used)) {
            let own = Arc::make_mut(own);
            own.annexed = own.annexed.take().filter(|_| !as_a_whole);
            own.sheets.retain(|sheet| {
                !as_a_whole && !other.sheets.iter().any(|rival| sheet.is_same_form(rival))
            });
        }
        let mut other = Submission::clone(other);
        other.fate = Fate::Used;
        submissions.push(Arc::new(other));
    }
}

/// Sets a figure to a value; one that the unit lacks stays missing where it is a mean.
fn set_figure(
    own: &mut UnitFigures,
    today: &Figures,
    (unit, place, basis): (usize, usize, Basis),
    value: Decimal,
) {
    let weight = own.get(place, basis).map(|figure| figure.weight);
    let weight =
        weight.or_else(|| Some(today.unit_figure(unit, place, basis)?.weight)).unwrap_or_default();
    if let (Some(sum), Some(figure)) = (value.checked_mul(weight), own.get_mut(place, basis)) {
        figure.sum = sum;
    }
}

/// Leaves out all rows that the changes say, as the office's own word would.
fn leave_rows_out(submissions: &mut [Arc<Submission>], changes: &[&Changed]) {
    let mut left_out: HashMap<&SheetPlace, HashSet<u32>> = HashMap::new();
    for changed in changes {
        if let Changed::RowLeftOut(place) = changed {
            left_out.entry(&place.on).or_default().insert(place.at.row);
        }
    }
    for submission in submissions {
        if !submission.sheets.iter().any(|sheet| left_out.contains_key(&*sheet.on)) {
            continue;
        }
        for sheet in &mut Arc::make_mut(submission).sheets {
            let Some(gone) = left_out.get(&*sheet.on) else { continue };
            let rows = sheet.rows.iter_mut().filter(|row| gone.contains(&row.row));
            rows.for_each(|row| Arc::make_mut(row).ruling = Some(RowRuling::LeftOut));
        }
    }
}

fn change_sheets(submission: &mut Arc<Submission>, changed: &Changed) {
    let on = match changed {
        Changed::Number(place, _) | Changed::Field(place, _) => &place.on,
        Changed::RowKept(on, _) => on,
        Changed::RowLeftOut(_)
        | Changed::RepeatCounted(_)
        | Changed::OtherVersion { .. }
        | Changed::Figure(..)
        | Changed::NoFigure(..) => return,
    };
    if !submission.sheets.iter().any(|sheet| sheet.on == *on) {
        return;
    }
    let sheets = Arc::make_mut(submission).sheets.iter_mut();
    sheets.filter(|sheet| sheet.on == *on).for_each(|sheet| change_sheet(sheet, changed));
}

fn change_sheet(sheet: &mut FormSheet, changed: &Changed) {
    match changed {
        Changed::Number(place, number) => {
            let reading = number.map_or(Reading::Blank, Reading::Stored);
            set_number(sheet, place.at, &reading);
        }
        Changed::Field(place, value) => set_field(sheet, place.at, |_| true, value),
        Changed::RowKept(_, row) => sheet.rows.push(Arc::clone(row)),
        _ => {}
    }
}

/// Lets a number cell say something else.
pub(crate) fn set_number(sheet: &mut FormSheet, at: Address, reading: &Reading) {
    sheet.figures.reread(|cell| (cell.at == at).then(|| reading.clone()));
    let is_number = |value: &FieldValue| matches!(value, FieldValue::Number(_));
    set_field(sheet, at, is_number, &FieldValue::Number(reading.clone()));
}

fn set_field(
    sheet: &mut FormSheet,
    at: Address,
    is_of_kind: fn(&FieldValue) -> bool,
    value: &FieldValue,
) {
    let is_meant = |field: &Field<'_>| field.at == at && is_of_kind(field.value);
    // Rows are read from top to bottom.
    let first = sheet.rows.partition_point(|row| row.row < at.row);
    let rows = sheet.rows[first..].iter_mut().take_while(|row| row.row == at.row);
    for row in rows.filter(|row| row.fields().any(|field| is_meant(&field))) {
        Arc::make_mut(row).reread(|field| is_meant(&field).then(|| value.clone()));
    }
}
