//! Which items the sheet shows, and in which columns.

use crate::judge::units::{Fraction, PartByUnits, Split, Standing};
use crate::report::annex::mirror::{PageItem, page_items};
use crate::report::annex::signed::SignedPage;
use crate::results::Results;
use crate::settings::Yardstick;

/// What a column of an item holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The figure as printed.
    Figure,
    /// The level that a document gave.
    Level,
    /// The verdict at that level, else how the figure lies beside the level of all.
    Verdict,
    /// What the unit adds to the gap.
    Gap,
    /// The unit has none of what is counted.
    Lacking,
    /// The figure's change since the earlier period.
    Change,
    /// The verdict of an item of several parts.
    Whole,
}

/// An item's figure with its columns.
pub(super) struct Group<'a, 'w> {
    /// The item's places among the verdicts.
    pub(super) at: [usize; 3],
    pub(super) item: PageItem<'w>,
    pub(super) yardstick: &'w Yardstick,
    pub(super) part: &'a PartByUnits,
    pub(super) fraction: Option<Fraction>,
    pub(super) columns: Vec<Column>,
}

/// The figures of items that are unmet or given to units, in the pages' order.
pub(super) fn groups<'a, 'w>(
    results: &'a Results<'w>,
    pages: &[SignedPage<'_, 'w>],
) -> Vec<Group<'a, 'w>> {
    let mut groups = Vec::new();
    for page in pages {
        let parts = results.by_unit.all().filter(|([set, ..], _)| *set == page.place);
        let parts = parts.flat_map(|(at, item)| {
            let count = item.parts.len();
            let parts = item.parts.iter().enumerate();
            parts.map(move |(place, part)| (at, part, count > 1 && place + 1 == count))
        });
        let items = page_items(page).into_iter().filter(|item| item.yardstick.is_some());
        for (item, (at, part, is_last)) in items.zip(parts) {
            let Some(yardstick) = item.yardstick else { continue };
            let columns = columns(results, at, part, is_last);
            if !columns.is_empty() {
                let fraction = Fraction::of(yardstick, &results.workspace.settings);
                groups.push(Group { at, item, yardstick, part, fraction, columns });
            }
        }
    }
    groups
}

fn columns(
    results: &Results<'_>,
    at: [usize; 3],
    part: &PartByUnits,
    is_last_part: bool,
) -> Vec<Column> {
    let is_assigned = |standing: Standing| matches!(standing, Standing::Assigned(_));
    let assigned = part.units.iter().filter(|unit| is_assigned(unit.standing)).count();
    let split = part.contribution.as_ref().map(|own| own.split);
    if assigned == 0 && split.is_none() {
        return Vec::new();
    }
    let mut columns = vec![Column::Figure];
    if assigned > 0 {
        columns.extend([Column::Level, Column::Verdict]);
    }
    match split {
        Some(Split::CommonLevel | Split::Assigned) => columns.push(Column::Gap),
        Some(Split::Lacking) => columns.push(Column::Lacking),
        Some(Split::NoLevels | Split::Impossible) | None => {}
    }
    let has_parts = matches!(split, Some(Split::CommonLevel)) || assigned == part.units.len();
    if split.is_some() && !has_parts && results.earlier().is_some() {
        columns.push(Column::Change);
    }
    let whole = results.by_unit.item(at);
    let has_verdict = |unit: usize| whole.is_some_and(|own| own.verdict(unit).is_some());
    if is_last_part && (0..part.units.len()).any(has_verdict) {
        columns.push(Column::Whole);
    }
    columns
}
