//! What a correction says of the annex that was sent: what readers of the signed page see
//! otherwise, each once and as printed, without files and cells.

use super::change::{Change, ChangeKind, Reason, in_brackets, or_nothing};
use super::comparison::{ChangeContext, Comparison};
use super::reasons;
use super::statement::{ListedRow, Statement};
use crate::settings::Basis;

/// What a correction lists: rows of the page, dates, reports and organisations that came or went,
/// and figures that items use. What else has changed is one line.
#[must_use]
pub fn corrected(
    before: &Statement,
    now: &Statement,
    context: ChangeContext<'_, '_>,
) -> Vec<Change> {
    let comparison = Comparison::new(before, now, context);
    let mut changes = comparison.rows();
    changes.extend(comparison.facts());
    let mut others: Vec<&str> = Vec::new();
    for (place, unit) in context.settings.units.iter().enumerate() {
        let listed = comparison.of_one_unit(place);
        if listed.is_empty() && comparison.differs(place) {
            others.push(&unit.name);
        }
        changes.extend(listed);
    }
    let mut changes = once_for_both(changes);
    changes.extend((!others.is_empty()).then(|| other_changes(&others)));
    changes
}

impl Comparison<'_, '_> {
    fn of_one_unit(&self, unit: usize) -> Vec<Change> {
        let mut changes: Vec<Change> = self.unit(unit).into_iter().collect();
        if !self.came_or_went(unit) {
            changes.extend(self.organisations(unit));
            changes.extend(self.judged_figures(unit));
        }
        changes
    }

    /// Has anything changed in what is used of a unit?
    fn differs(&self, unit: usize) -> bool {
        self.changed_lists(unit).next().is_some() || !self.changed_figures(unit).is_empty()
    }

    /// Organisations that came or went.
    fn organisations(&self, unit: usize) -> Vec<Change> {
        let only = |rows: &[ListedRow], other: &[ListedRow]| {
            let is_other = |name: &str| other.iter().any(|row| row.0 == name);
            let names = rows.iter().map(|row| row.0.as_str()).filter(|name| !is_other(name));
            names.collect::<Vec<_>>().join("\n")
        };
        let changed = self.changed_lists(unit).filter_map(|(list, [before, now])| {
            let texts = [only(before, now), only(now, before)];
            if texts.iter().all(String::is_empty) {
                return None;
            }
            let texts = texts.map(|text| or_nothing(&text));
            let reason = reasons::list_reason(self, unit);
            Some(
                self.of_unit(unit, Change::new(ChangeKind::List, list.name.clone(), texts, reason)),
            )
        });
        changed.collect()
    }

    /// Figures that items use and that are printed otherwise.
    fn judged_figures(&self, unit: usize) -> Vec<Change> {
        let places = self.changed_figures(unit).into_iter();
        let judged = places.filter(|(_, indicator, _)| self.is_judged(*indicator));
        let changes = judged.map(|place| {
            let code = &self.settings().indicators[place.1].code;
            Change { verdict: self.changed_verdicts_on(code), ..self.figure(place) }
        });
        changes.collect()
    }
}

/// A figure that is the same for thực hiện and for the estimate, before and now, is named once.
fn once_for_both(changes: Vec<Change>) -> Vec<Change> {
    let [actual, estimate] = [Basis::Actual, Basis::Estimate].map(in_brackets);
    let mut once: Vec<Change> = Vec::new();
    for change in changes {
        if let Some(last) = once.last_mut()
            && let Some(about) = last.about.strip_suffix(&actual)
            && change.about.strip_suffix(&estimate) == Some(about)
            && (&last.unit, &last.before, &last.now) == (&change.unit, &change.before, &change.now)
        {
            last.about = about.trim_end().to_owned();
            continue;
        }
        once.push(change);
    }
    once
}

/// Lists and figures that no item uses.
fn other_changes(units: &[&str]) -> Change {
    let about = "Số liệu, danh sách không dùng để đánh giá".to_owned();
    let texts = ["", "có thay đổi"].map(str::to_owned);
    let reason = Reason::plain("đơn vị sửa báo cáo hoặc theo kết quả rà soát");
    Change { unit: reasons::listed(units), ..Change::new(ChangeKind::Figure, about, texts, reason) }
}
