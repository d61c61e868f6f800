//! The differences between two annexes: items, dates, units, lists, figures, each with its reason.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, ChangeKind, or_nothing, verdict_in_words};
use super::comparison::{ChangeContext, Comparison};
use super::reasons;
use super::signed_page::PageRow;
use super::statement::{ListedRow, StatedFigure, Statement};
use crate::settings::Basis;
use crate::workspace::REPORT;
use viet_text::citation::Citation;
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;

/// Decimals of a unit's figure in a sentence.
const SHOWN_DECIMALS: u32 = 6;

/// The differences of an annex, `now`, from an earlier one.
#[must_use]
pub fn changes(before: &Statement, now: &Statement, context: ChangeContext<'_, '_>) -> Vec<Change> {
    let comparison = Comparison::new(before, now, context);
    let mut changes = comparison.rows();
    changes.extend(comparison.facts());
    for unit in 0..context.settings.units.len() {
        changes.extend(comparison.unit(unit));
        changes.extend(comparison.lists(unit));
        changes.extend(comparison.figures(unit));
    }
    changes.into_iter().map(|change| Change { why: change.found.clone(), ..change }).collect()
}

impl<'w> Comparison<'_, 'w> {
    fn rows(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let none = PageRow::default();
        let find = |rows: &[(String, PageRow)], set: &str, number: &str| {
            let found = rows.iter().find(|(code, row)| code == set && row.number == number);
            found.map(|(_, row)| row.clone())
        };
        for (set, now) in &self.now.rows {
            let before = find(&self.before.rows, set, &now.number);
            changes.extend(self.row(set, before.as_ref().unwrap_or(&none), now));
        }
        for (set, before) in &self.before.rows {
            if find(&self.now.rows, set, &before.number).is_none() {
                changes.extend(self.row(set, before, &none));
            }
        }
        changes
    }

    fn row(&self, set: &str, before: &PageRow, now: &PageRow) -> Vec<Change> {
        let named = if now.name.is_empty() { before } else { now };
        let name = self.name(set, named);
        let verdict = verdict_in_words(&before.verdict, &now.verdict);
        let change = |kind, about: String, [was, is]: [&str; 2], why: String| Change {
            kind,
            about,
            unit: String::new(),
            before: or_nothing(was),
            now: or_nothing(is),
            found: why,
            why: String::new(),
            verdict: if kind == ChangeKind::Item { verdict.clone() } else { String::new() },
        };
        let mut changes = Vec::new();
        let settings_why = || reasons::SETTINGS.to_owned();
        if before.threshold != now.threshold {
            let texts = [&*before.threshold, &*now.threshold];
            changes.push(change(ChangeKind::Threshold, name.clone(), texts, settings_why()));
        }
        let why = || reasons::item_reason(self, self.codes(set, &named.number), set, named);
        for (what, was, is) in [
            ("thực hiện", &before.actual, &now.actual),
            ("ước cả năm", &before.estimate, &now.estimate),
        ] {
            if was != is {
                let about = format!("{name} ({what})");
                changes.push(change(ChangeKind::Item, about, [was, is], why()));
            }
        }
        let has_figure = changes.iter().any(|change| change.kind == ChangeKind::Item);
        if before.verdict != now.verdict && !has_figure {
            let about = format!("{name} (đánh giá)");
            changes.push(change(ChangeKind::Item, about, [&before.verdict, &now.verdict], why()));
        }
        if before.note != now.note {
            let about = format!("{name} (nguyên nhân, ghi chú)");
            let texts = [&*before.note, &*now.note];
            changes.push(change(ChangeKind::Note, about, texts, reasons::TYPED.to_owned()));
        }
        changes
    }

    /// "2.1 Thành viên HTX"; with several resolutions also the resolution's code, because numbers
    /// repeat.
    fn name(&self, set: &str, row: &PageRow) -> String {
        let several = self.context.verdicts.len() > 1;
        let set = if several { format!("{set} ") } else { String::new() };
        if row.number.ends_with(&row.name) {
            format!("{set}{}", row.number)
        } else {
            format!("{set}{} {}", row.number, row.name)
        }
    }

    fn facts(&self) -> Vec<Change> {
        let names: BTreeSet<&str> =
            self.before.facts.keys().chain(self.now.facts.keys()).copied().collect();
        let text = |facts: &BTreeMap<&'static str, String>, name: &str| {
            or_nothing(facts.get(name).map_or("", String::as_str))
        };
        let open = Citation::default().in_short();
        let changed = names.into_iter().filter_map(|name| {
            let [before, now] = [&self.before.facts, &self.now.facts].map(|f| text(f, name));
            // A number that is left open is no correction.
            let is_open = name == REPORT && now == open;
            (before != now && !is_open).then(|| Change {
                kind: ChangeKind::Fact,
                about: name.to_owned(),
                unit: String::new(),
                before,
                now,
                found: reasons::TYPED.to_owned(),
                why: String::new(),
                verdict: String::new(),
            })
        });
        changed.collect()
    }

    fn unit(&self, unit: usize) -> Option<Change> {
        let state = |statement: &Statement| match () {
            () if statement.is_carried(unit) => "dùng số liệu kỳ trước",
            () if statement.has_unit(unit) => "có báo cáo",
            () => "chưa có số liệu",
        };
        let [before, now] = [self.before, self.now].map(state);
        (before != now).then(|| Change {
            kind: ChangeKind::Unit,
            about: "Báo cáo của đơn vị".to_owned(),
            unit: self.settings().units[unit].name.clone(),
            before: before.to_owned(),
            now: now.to_owned(),
            found: reasons::unit_reason(self, unit),
            why: String::new(),
            verdict: String::new(),
        })
    }

    fn lists(&self, unit: usize) -> Vec<Change> {
        let lists = self.settings().lists.values().enumerate();
        let changed = lists.filter_map(|(place, list)| {
            let none = Vec::new();
            let [before, now] = [self.before, self.now]
                .map(|statement| statement.lists.get(&(place, unit)).unwrap_or(&none));
            if before == now || before.is_empty() != now.is_empty() {
                // If the whole list came or went with the report, the unit's own line says so.
                return None;
            }
            Some(Change {
                kind: ChangeKind::List,
                about: format!("{}: dòng khác nhau", list.name),
                unit: self.settings().units[unit].name.clone(),
                before: only_in(before, now),
                now: only_in(now, before),
                found: reasons::list_reason(self, unit),
                why: String::new(),
                verdict: String::new(),
            })
        });
        changed.collect()
    }

    /// A unit's figures. If its whole report came or went, only figures that items use are listed.
    fn figures(&self, unit: usize) -> Vec<Change> {
        let whole = self.before.has_unit(unit) != self.now.has_unit(unit);
        let judged: BTreeSet<&String> = self.items.values().flatten().collect();
        let range = (unit, 0, 0)..(unit + 1, 0, 0);
        let [before, now] = [self.before, self.now].map(|s| s.figures.range(range.clone()));
        let places: BTreeSet<(usize, usize, usize)> =
            before.chain(now).map(|(place, _)| *place).collect();
        let mut changes = Vec::new();
        for place in places {
            let [before, now] = [self.before, self.now].map(|s| s.figures.get(&place));
            let is_same = match (before, now) {
                (Some(before), Some(now)) => before.is_worth(now),
                _ => false,
            };
            let code = &self.settings().indicators[place.1].code;
            if !is_same && (!whole || judged.contains(code)) {
                changes.push(self.figure(place, before, now));
            }
        }
        changes
    }

    fn figure(
        &self,
        (unit, indicator, basis): (usize, usize, usize),
        before: Option<&StatedFigure>,
        now: Option<&StatedFigure>,
    ) -> Change {
        let indicator = &self.settings().indicators[indicator];
        let value = |used: Option<&StatedFigure>| {
            let value = used.and_then(StatedFigure::value);
            or_nothing(&value.map(|v| vietnamese(rounded(v, SHOWN_DECIMALS))).unwrap_or_default())
        };
        Change {
            kind: ChangeKind::Figure,
            about: format!("{} ({})", indicator.name, Basis::ALL[basis].vietnamese()),
            unit: self.settings().units[unit].name.clone(),
            before: value(before),
            now: value(now),
            found: reasons::figure_reason(self, unit, before, now),
            why: String::new(),
            verdict: self.verdicts_on(&indicator.code),
        }
    }
}

/// Rows that are only in one list; for rows with the same name in both, the differing cells.
fn only_in(rows: &[ListedRow], other: &[ListedRow]) -> String {
    let mut said = Vec::new();
    for (name, cells) in rows.iter().filter(|row| !other.contains(row)) {
        let twin = other.iter().find(|row| row.0 == *name && !rows.contains(row));
        let cells = cells.iter().filter(|cell| twin.is_some_and(|twin| !twin.1.contains(cell)));
        let cells: Vec<&str> = cells.map(String::as_str).collect();
        said.push(if cells.is_empty() {
            name.clone()
        } else {
            format!("{name} ({})", cells.join("; "))
        });
    }
    or_nothing(&said.join("\n"))
}
