//! The differences between two annexes: items, dates, units, lists, figures, each with its reason.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, ChangeKind, Reason, in_brackets, or_nothing, verdict_in_words};
use super::comparison::{ChangeContext, Comparison};
use super::reasons;
use super::signed_page::PageRow;
use super::statement::{ListedRow, StatedFigure, Statement};
use crate::settings::{Basis, List};
use crate::workspace::REPORT;
use rust_decimal::Decimal;
use viet_text::citation::Citation;
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;

/// The most decimals of a unit's figure in a sentence.
const MOST_DECIMALS: u32 = 6;

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
    changes
}

impl<'a, 'w> Comparison<'a, 'w> {
    /// Rows of the signed pages.
    pub(super) fn rows(&self) -> Vec<Change> {
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
        let change = |kind, about: String, [was, is]: [&str; 2], reason: Reason| Change {
            verdict: if kind == ChangeKind::Item { verdict.clone() } else { String::new() },
            ..Change::new(kind, about, [or_nothing(was), or_nothing(is)], reason)
        };
        let mut changes = Vec::new();
        if before.threshold != now.threshold {
            let texts = [&*before.threshold, &*now.threshold];
            changes.push(change(ChangeKind::Threshold, name.clone(), texts, reasons::settings()));
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
            let is_reviewed = before.waits_for_findings() != now.waits_for_findings();
            let why = if is_reviewed { reasons::reviewed() } else { why() };
            changes.push(change(ChangeKind::Item, about, [&before.verdict, &now.verdict], why));
        }
        let notes = [before, now].map(PageRow::note_apart);
        if notes[0] != notes[1] {
            let about = format!("{name} (nguyên nhân, ghi chú)");
            let texts = [&*notes[0], &*notes[1]];
            changes.push(change(ChangeKind::Note, about, texts, reasons::typed()));
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

    /// Dates and numbers of the period.
    pub(super) fn facts(&self) -> Vec<Change> {
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
            (before != now && !is_open).then(|| {
                let about = name.to_owned();
                Change::new(ChangeKind::Fact, about, [before, now], reasons::typed())
            })
        });
        changed.collect()
    }

    /// A unit's report that came or went.
    pub(super) fn unit(&self, unit: usize) -> Option<Change> {
        let state = |statement: &Statement| match () {
            () if statement.is_carried(unit) => "dùng số liệu kỳ trước",
            () if statement.has_unit(unit) => "có báo cáo",
            () => "chưa có số liệu",
        };
        let [before, now] = [self.before, self.now].map(state);
        (before != now).then(|| {
            let about = "Báo cáo của đơn vị".to_owned();
            let texts = [before, now].map(str::to_owned);
            let reason = reasons::unit_reason(self, unit);
            self.of_unit(unit, Change::new(ChangeKind::Unit, about, texts, reason))
        })
    }

    /// Did a unit's whole report come or go?
    pub(super) fn came_or_went(&self, unit: usize) -> bool {
        self.before.has_unit(unit) != self.now.has_unit(unit)
    }

    /// The same change, as one of a unit.
    pub(super) fn of_unit(&self, unit: usize, change: Change) -> Change {
        Change { unit: self.settings().units[unit].name.clone(), ..change }
    }

    /// A unit's rows of each list before and now, where they differ, with the list.
    pub(super) fn changed_lists(
        &self,
        unit: usize,
    ) -> impl Iterator<Item = (&'w List, [&[ListedRow]; 2])> {
        let lists = self.settings().lists.values().enumerate();
        let both = lists.map(move |(place, list)| {
            let rows = |statement: &'a Statement| {
                statement.lists.get(&(place, unit)).map(Vec::as_slice).unwrap_or_default()
            };
            (list, [rows(self.before), rows(self.now)])
        });
        both.filter(|(_, [before, now])| before != now)
    }

    fn lists(&self, unit: usize) -> Vec<Change> {
        if self.came_or_went(unit) {
            // The unit's own line says so.
            return Vec::new();
        }
        let changed = self.changed_lists(unit).map(|(list, [before, now])| {
            let change = |about: String, texts, reason| {
                self.of_unit(unit, Change::new(ChangeKind::List, about, texts, reason))
            };
            if before.is_empty() || now.is_empty() {
                let rows = |rows: &[ListedRow]| match rows.len() {
                    0 => or_nothing(""),
                    count => format!("{count} dòng"),
                };
                let texts = [rows(before), rows(now)];
                return change(list.name.clone(), texts, reasons::whole_list(now.is_empty()));
            }
            let texts = [only_in(before, now), only_in(now, before)];
            change(
                format!("{}: dòng khác nhau", list.name),
                texts,
                reasons::list_reason(self, unit),
            )
        });
        changed.collect()
    }

    /// A unit's figures. If its whole report came or went, only figures that items use are listed.
    fn figures(&self, unit: usize) -> Vec<Change> {
        let whole = self.came_or_went(unit);
        let places = self.changed_figures(unit).into_iter();
        let listed = places.filter(|(_, indicator, _)| !whole || self.is_judged(*indicator));
        listed.map(|place| self.figure(place)).collect()
    }

    /// The places of a unit's figures that have changed.
    pub(super) fn changed_figures(&self, unit: usize) -> Vec<(usize, usize, usize)> {
        let [before, now] = [self.before, self.now].map(|statement| statement.figures_of(unit));
        let places: BTreeSet<(usize, usize, usize)> =
            before.chain(now).map(|(place, _)| *place).collect();
        let is_changed = |place: &(usize, usize, usize)| match self.both(*place) {
            [Some(before), Some(now)] => !before.is_worth(now),
            _ => true,
        };
        places.into_iter().filter(is_changed).collect()
    }

    /// A figure before and now.
    fn both(&self, place: (usize, usize, usize)) -> [Option<&'a StatedFigure>; 2] {
        [self.before, self.now].map(|statement| statement.figures.get(&place))
    }

    /// Does an item depend on the figure?
    pub(super) fn is_judged(&self, indicator: usize) -> bool {
        let code = &self.settings().indicators[indicator].code;
        self.items.values().any(|codes| codes.contains(code))
    }

    /// A figure that has changed, with the decimals that the figure has, or as many more as show
    /// the difference.
    pub(super) fn figure(&self, place: (usize, usize, usize)) -> Change {
        let (unit, at, basis) = place;
        let indicator = &self.settings().indicators[at];
        let [before, now] = self.both(place);
        let shown = |decimals: u32| {
            [before, now].map(|used| {
                let value = used.and_then(StatedFigure::value);
                let value = value.map(|value| vietnamese(rounded(value, decimals)));
                or_nothing(&value.unwrap_or_default())
            })
        };
        let mut texts = (indicator.decimals..MOST_DECIMALS).map(shown);
        let texts = texts.find(|[before, now]| before != now);
        let texts = texts.unwrap_or_else(|| {
            // The same mean of more or fewer.
            let weights = [before, now].map(|used| used.map(|used| used.weight));
            let with_weight = |(text, weight): (String, Option<Decimal>)| match weight {
                Some(weight) if weights[0] != weights[1] => {
                    format!("{text} (mẫu số {})", vietnamese(weight))
                }
                _ => text,
            };
            let [before, now] = shown(MOST_DECIMALS);
            [(before, weights[0]), (now, weights[1])].map(with_weight)
        });
        let about = format!("{} {}", indicator.name, in_brackets(Basis::ALL[basis]));
        let reason = reasons::figure_reason(self, place, before, now);
        let change = Change::new(ChangeKind::Figure, about, texts, reason);
        let verdict = self.verdicts_on(&indicator.code);
        self.of_unit(unit, Change { verdict, ..change })
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
