//! Which group of the office's units an annex from below belongs to.

use crate::settings::Settings;
use crate::workspace::annex_book::Overview;
use viet_text::text::folded;

/// The group of this office's units that an annex is of: named by the office that made it, else by
/// the file's path.
pub(super) fn find_group(
    overview: Option<&Overview>,
    path: &str,
    settings: &Settings,
) -> Option<String> {
    let office = overview.map_or("", |overview| &overview.office);
    let said = [office, path].map(words);
    let groups = settings.units.iter().map(|unit| &unit.group).filter(|group| !group.is_empty());
    let named = |group: &&String| said.iter().any(|text| text.contains(&words(group)));
    groups.into_iter().find(named).cloned()
}

/// A text as whole words: " huyện tháp mười ".
fn words(text: &str) -> String {
    let spaced: String =
        folded(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}
