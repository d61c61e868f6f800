//! How much two names have in common.

use std::collections::BTreeSet;

use viet_text::text::bare;

/// How much of a figure's name a header has, in hundredths.
pub(super) fn likeness(header: &str, name: &str, group: &str) -> usize {
    let words = |text: &str| -> BTreeSet<String> {
        bare(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (header, name, group) = (words(header), words(name), words(group));
    if name.is_empty() || header.is_empty() {
        return 0;
    }
    let own = name.intersection(&header).count() * 100 / name.len();
    let known: BTreeSet<String> = name.union(&group).cloned().collect();
    let back = known.intersection(&header).count() * 100 / header.len();
    own.min(back.max(own / 2))
}
