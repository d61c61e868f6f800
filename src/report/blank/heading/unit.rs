//! The slot for a unit's name.

use std::ops::Range;

use super::TextEdit;
use viet_text::slot::open_run;
use viet_text::text::folded;

/// Words before the slot for a unit's name.
const UNIT_LEADS: [&str; 6] = [
    "đơn vị báo cáo",
    "tên đơn vị báo cáo",
    "tên đơn vị",
    "đơn vị gửi",
    "đơn vị",
    "ủy ban nhân dân",
];

/// Writes the unit's name into its slot; `None` if there is no slot.
pub(super) fn edit(letters: &[char], unit: &str, kinds: &[String]) -> Option<TextEdit> {
    let mut from = 0;
    while from < letters.len() {
        let Some(to) = open_run(letters, from) else {
            from += 1;
            continue;
        };
        if let Some(edit) = at_gap(letters, from..to, unit, kinds) {
            return Some(edit);
        }
        from = to;
    }
    let mut end = 0;
    letters.split(|letter| *letter == '\n').find_map(|line| {
        let start = end;
        end += line.len() + 1;
        let whole = trimmed(line);
        let at = start + whole.len()..start + line.len();
        let is_open = whole.last() == Some(&':') && is_unit_lead(whole);
        is_open.then(|| TextEdit { at, text: format!(" {unit}") })
    })
}

/// Writes the name over "XÃ …", because it contains that word, or after "Đơn vị:".
fn at_gap(letters: &[char], gap: Range<usize>, unit: &str, kinds: &[String]) -> Option<TextEdit> {
    let before = trimmed(&letters[..gap.start]);
    let between = &letters[before.len()..gap.start];
    if let Some(start) = kinds_start(before, kinds).filter(|_| !between.contains(&'\n')) {
        let capitals = before[start..].iter().all(|c| !c.is_lowercase());
        let text = if capitals { unit.to_uppercase() } else { unit.to_owned() };
        return Some(TextEdit { at: start..gap.end, text });
    }
    let apart = if between.is_empty() { " " } else { "" };
    is_unit_lead(before).then(|| TextEdit { at: gap, text: format!("{apart}{unit}") })
}

/// "Đơn vị báo cáo:" and "UBND:" come before a name; "Đơn vị tính:" does not.
fn is_unit_lead(before: &[char]) -> bool {
    let text = folded(&before.iter().collect::<String>());
    let Some(lead) = text.strip_suffix(':') else { return false };
    let lead = lead.trim();
    UNIT_LEADS
        .iter()
        .any(|known| lead == folded(known) || lead.ends_with(&format!(" {}", folded(known))))
}

/// The start of the words for kinds of units at the end of a text: "XÃ", "xã, phường, thị trấn".
fn kinds_start(before: &[char], kinds: &[String]) -> Option<usize> {
    let mut start = before.len();
    let mut found = false;
    loop {
        let head = trimmed_of(&before[..start], &[',', '/', ' ', '-']);
        let longest = kinds
            .iter()
            .filter(|kind| {
                let length = kind.chars().count();
                let from = head.checked_sub(length);
                from.is_some_and(|from| {
                    let word: String = before[from..head].iter().collect();
                    let apart = from == 0 || !before[from - 1].is_alphanumeric();
                    apart && folded(&word) == **kind
                })
            })
            .map(|kind| kind.chars().count())
            .max();
        match longest {
            Some(length) => {
                start = head - length;
                found = true;
            }
            None => return found.then_some(start),
        }
    }
}

fn trimmed_of(letters: &[char], signs: &[char]) -> usize {
    let kept = letters.iter().rposition(|c| !signs.contains(c) && !c.is_whitespace());
    kept.map_or(0, |place| place + 1)
}

fn trimmed(letters: &[char]) -> &[char] {
    &letters[..trimmed_of(letters, &[])]
}
