//! Figures that the officer gave, checked against the result: a given figure is either the unit's
//! figure in the end, or its row says why not and stays open.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::decisions::{Decisions, Effect, GivenFigure, OPINION};
use super::key::row_key;
use super::opinion_words::accepts;
use crate::figures::consolidate::{FigureSource, Figures, UnitFigure};
use crate::form::{NamedUnit, Reading};
use crate::intake::submission::Month;
use crate::settings::{Basis, Settings};
use crate::workspace::{Entries, EntryRow, sheets};
use workbook_io::Address;

const NO_DIVISOR: &str = "giữ hoặc để trống: đây là số bình quân, số chia của nó chưa có hoặc bằng \
                          0 nên chưa dùng được; ghi ý kiến về số chia trước";
const ELSEWHERE: &str = "giữ hoặc để trống: số liệu của đơn vị không lấy từ ô này";

const LIST_FIRST: &str = "ý kiến cho các dòng về danh sách trước rồi ghi x, hoặc ghi số đúng, hoặc \
                          giữ: số tính theo danh sách hiện là số khác";

/// The code of the findings about figures of the form that differ from the list.
pub const FORM_DIFFERS: &str = "lech-danh-sach";

/// Does the row accept the list's figure, which is in use already?
pub(super) fn accepts_list(row: &EntryRow) -> bool {
    row.text("Mã") == FORM_DIFFERS && accepts(&row.text(OPINION))
}

impl GivenFigure {
    /// `None` where the officer only accepted what was proposed for the cell, other than the list's
    /// figure.
    pub(super) fn from_decision(
        row: &EntryRow,
        (indicator, basis): (usize, Basis),
        place: (usize, usize, Address),
        reading: Reading,
        before: Reading,
    ) -> Option<Self> {
        let number = match reading {
            Reading::Decided(number) => number,
            Reading::Accepted(number) if accepts_list(row) => number,
            _ => return None,
        };
        Some(Self { row: row.clone(), indicator, basis, place, number, before })
    }

    fn unit(&self, month: &Month) -> Option<usize> {
        match month.submissions[self.place.0].unit {
            Some(NamedUnit::Known(unit)) => Some(unit),
            _ => None,
        }
    }

    /// Is the unit's figure what was given?
    fn is_seen(&self, month: &Month, figures: &Figures) -> bool {
        let unit = self.unit(month);
        let figure = unit.and_then(|unit| figures.unit_figure(unit, self.indicator, self.basis));
        if accepts_list(&self.row) {
            let is_listed =
                |figure: &&UnitFigure| matches!(figure.source, FigureSource::List { .. });
            return figure.filter(is_listed).is_none_or(|own| own.is_given_as(self.number));
        }
        figure.is_some_and(|figure| figure.complete && figure.is_given_as(self.number))
    }

    fn why_not(&self, settings: &Settings) -> &'static str {
        if accepts_list(&self.row) {
            return LIST_FIRST;
        }
        let is_mean = settings.indicators[self.indicator].over_units.is_mean();
        if is_mean { NO_DIVISOR } else { ELSEWHERE }
    }

    /// Restores the cell's reading.
    fn take_back(&self, month: &mut Month) {
        let (submission, sheet, at) = self.place;
        let sheet = &mut Arc::make_mut(&mut month.submissions[submission]).sheets[sheet];
        sheet.figures.reread(|cell| (cell.at == at).then(|| self.before.clone()));
    }
}

impl Decisions {
    /// Takes back rows whose given figure is not the unit's figure in the end, and says why. That
    /// may change other figures, so all are checked again.
    pub fn confirm(
        &mut self,
        month: &mut Month,
        figures: &mut Figures,
        entries: &mut Entries,
        settings: &Settings,
    ) {
        loop {
            let idle: Vec<GivenFigure> =
                self.given.iter().filter(|own| !own.is_seen(month, figures)).cloned().collect();
            if idle.is_empty() {
                return;
            }
            for own in &idle {
                self.kept.remove(&row_key(&own.row));
                if self.checks.insert(own.row.row, Effect::Unclear) != Some(Effect::Unclear) {
                    entries.unclear(sheets::CHECKS, &own.row, OPINION, own.why_not(settings));
                }
            }
            let rows: BTreeSet<u32> = idle.iter().map(|own| own.row.row).collect();
            let (back, given): (Vec<GivenFigure>, Vec<GivenFigure>) =
                self.given.drain(..).partition(|own| rows.contains(&own.row.row));
            self.given = given;
            back.iter().for_each(|own| own.take_back(month));
            let units: BTreeSet<usize> = back.iter().filter_map(|own| own.unit(month)).collect();
            let units: Vec<usize> = units.into_iter().collect();
            *figures = figures.recompute_units(&units, month, settings);
        }
    }
}
