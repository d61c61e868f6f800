//! The levels that units were given, read back.

use crate::report::wording::in_sentence;
use crate::settings::{Assignee, Assignment, Item, Settings, TargetSet};
use viet_text::notation::vietnamese;
use viet_text::text::folded;

/// So many assignees are named of an item.
const MOST: usize = 6;

/// One line on an item's levels; none where nobody was given one.
pub(super) fn in_words(settings: &Settings, set: &TargetSet, item: &Item) -> Option<String> {
    let own =
        |assignment: &&Assignment| assignment.set == set.code && assignment.item == item.number;
    let own: Vec<&Assignment> = settings.assignments.all().iter().filter(own).collect();
    let (drafts, given): (Vec<&Assignment>, Vec<&Assignment>) =
        own.iter().partition(|assignment| assignment.document.is_empty());
    let mut said = Vec::new();
    if !given.is_empty() {
        let unit = item.yardsticks().first().map_or("", |own| own.unit.as_str());
        let named = given.iter().take(MOST).map(|own| level(settings, own));
        let named = named.collect::<Vec<_>>().join("; ");
        let more = match given.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(" và {more} nữa"),
        };
        let mut documents: Vec<&str> = given.iter().map(|own| &*own.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let documents = documents.join("; ");
        said.push(format!("giao {named}{more} ({}), theo {documents}", in_sentence(unit)));
    }
    if !drafts.is_empty() {
        said.push(format!(
            "{} dòng chưa ghi văn bản giao: là dự thảo, chưa dùng để đánh giá đơn vị nào",
            drafts.len()
        ));
    }
    (!said.is_empty()).then(|| format!("    {}", said.join("; ")))
}

fn level(settings: &Settings, own: &Assignment) -> String {
    let units = settings.timeline.all();
    let who = match &own.assignee {
        Assignee::All => "tất cả".to_owned(),
        Assignee::Unit(code, _) => {
            let unit = units.iter().find(|unit| unit.code == *code);
            unit.map_or_else(|| code.clone(), |unit| unit.name.clone())
        }
        Assignee::Group(name) => {
            let groups = units.iter().flat_map(|unit| &unit.groups);
            let group = groups.into_iter().find(|group| folded(&group.name) == *name);
            group.map_or_else(|| name.clone(), |group| group.name.clone())
        }
    };
    let part = if own.part.is_empty() { String::new() } else { format!(", phần {}", own.part) };
    let upper = own.upper.map(|upper| format!(" - {}", vietnamese(upper))).unwrap_or_default();
    format!("{who}{part} {}{upper}", vietnamese(own.level))
}
