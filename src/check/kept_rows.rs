//! A unit's organisations now, each beside what was said of it in the earlier period: what rules
//! ask that compare lists from period to period.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Evidence;
use super::sentence_parts::nearest;
use crate::figures::consolidate::MergedRow;
use crate::figures::history::{EarlierPeriod, EarlierRow};
use crate::form::ListRow;
use crate::form::organisation::{hash_key, name_key};
use crate::settings::{Basis, ColumnKind, List};

/// One list of a unit, now and before.
pub(super) struct ListChanges<'a> {
    pub(super) list: &'a List,
    /// Organisations on both lists, those too that only go by another name now.
    pub(super) kept: Vec<KeptRow<'a>>,
    /// On the earlier list alone.
    pub(super) gone: Vec<&'a EarlierRow>,
    /// On today's list alone.
    pub(super) new: Vec<&'a MergedRow>,
}

/// An organisation on both lists.
#[derive(Clone, Copy)]
pub(super) struct KeptRow<'a> {
    pub(super) now: &'a MergedRow,
    pub(super) before: &'a ListRow,
}

impl ListChanges<'_> {
    /// Do both lists name anybody? A list that was left blank tells nothing of who came or left.
    pub(super) fn is_on_both_sides(&self) -> bool {
        !self.kept.is_empty() || !self.gone.is_empty() && !self.new.is_empty()
    }

    /// Did so many organisations come or leave that they explain another figure? A third of them.
    pub(super) fn are_many_others(&self) -> bool {
        let changed = self.gone.len() + self.new.len();
        self.is_on_both_sides() && changed > 0 && changed * 3 >= self.kept.len() + self.gone.len()
    }
}

/// A unit's lists now and before, in the settings' order.
pub(super) fn list_changes<'a>(
    evidence: &Evidence<'a>,
    earlier: &'a EarlierPeriod,
    unit: usize,
) -> Vec<ListChanges<'a>> {
    let settings = evidence.settings;
    let lists = evidence.figures.lists.iter().zip(&earlier.rows).zip(settings.lists.values());
    let changes = lists.map(|((now, before), list)| {
        let now = now.counted(unit).filter(|row| row.sub_unit.is_none()).collect();
        changes(list, now, before.of_unit(unit).iter().collect())
    });
    changes.collect()
}

fn changes<'a>(
    list: &'a List,
    now: Vec<&'a MergedRow>,
    before: Vec<&'a EarlierRow>,
) -> ListChanges<'a> {
    let mut by_name: HashMap<u64, Vec<&EarlierRow>> = HashMap::new();
    for row in before {
        let key = row.row.as_ref().map_or_else(|| hash_key(&name_key(&row.name)), |row| row.key());
        by_name.entry(key).or_default().push(row);
    }
    let (mut kept, mut new) = (Vec::new(), Vec::new());
    for row in now {
        let alike = by_name.get_mut(&row.key).filter(|alike| !alike.is_empty());
        let Some(alike) = alike else {
            new.push(row);
            continue;
        };
        // Of several groups of one name, the one that was founded on the same day.
        let days = days(list, &row.row);
        let same = |earlier: &&EarlierRow| {
            earlier.row.as_ref().is_some_and(|earlier| self::days(list, earlier) == days)
        };
        let own = alike.iter().position(same);
        let several = alike.len() > 1;
        let earlier = alike.remove(own.unwrap_or(0));
        if let Some(before) = earlier.row.as_deref()
            && (own.is_some() || !several)
        {
            kept.push(KeptRow { now: row, before });
        }
    }
    let mut gone: Vec<&EarlierRow> = by_name.into_values().flatten().collect();
    gone.sort_by_key(|row| row.row.as_ref().map(|row| row.row));
    new.retain(|row| match taken_for(list, row, &gone) {
        Some(place) => {
            let earlier = gone.remove(place);
            kept.extend(earlier.row.as_deref().map(|before| KeptRow { now: row, before }));
            false
        }
        None => true,
    });
    ListChanges { list, kept, gone, new }
}

/// The organisation that is gone for which a new one is to be taken: it was founded on the same
/// day, or is called nearly alike.
fn taken_for(list: &List, row: &MergedRow, gone: &[&EarlierRow]) -> Option<usize> {
    let own = days(list, &row.row);
    let mut same_days = gone.iter().enumerate().filter(|(_, earlier)| {
        let earlier = earlier.row.as_ref().map(|earlier| days(list, earlier));
        own.iter().any(Option::is_some) && earlier.as_ref() == Some(&own)
    });
    if let (Some((place, _)), None) = (same_days.next(), same_days.next()) {
        return Some(place);
    }
    // Organisations of one trade are called nearly alike: another day tells them apart, and where no
    // day tells, most heads must be the same.
    let may_be = |earlier: &&&EarlierRow| {
        let Some(earlier) = &earlier.row else { return false };
        let days = days(list, earlier);
        own.iter().zip(days).all(|(own, earlier)| own.zip(earlier).is_none())
            && has_same_heads(list, &row.row, earlier)
    };
    let names = gone.iter().filter(may_be).map(|earlier| earlier.name.as_str());
    let name = nearest(&row.row.name, names)?;
    gone.iter().position(|earlier| earlier.name == name)
}

fn has_same_heads(list: &List, row: &ListRow, earlier: &ListRow) -> bool {
    let columns = list.columns.values().enumerate();
    let counts = columns.filter(|(_, column)| column.kind == ColumnKind::Count);
    let pairs = counts.filter_map(|(place, _)| {
        let of = |row: &ListRow| row.own_field(place, Basis::Actual)?.number();
        of(row).zip(of(earlier)).filter(|(now, before)| !now.is_zero() || !before.is_zero())
    });
    let pairs: Vec<_> = pairs.collect();
    let same = pairs.iter().filter(|(now, before)| now == before).count();
    same > 0 && same * 2 >= pairs.len()
}

/// The days that are said of an organisation, in the list's order.
pub(super) fn days(list: &List, row: &ListRow) -> Vec<Option<NaiveDate>> {
    let columns = list.columns.values().enumerate();
    let columns = columns.filter(|(_, column)| column.kind == ColumnKind::Date);
    columns.map(|(place, _)| row.field_of(place, Basis::Actual)?.value.day()).collect()
}
