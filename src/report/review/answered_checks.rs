//! Rows of Cần kiểm tra that the officer has answered, or whose finding is gone.

use std::collections::BTreeMap;

use super::check_columns::{
    ACTION, ANSWERED, ASIDE, COLUMNS, DEALT_WITH, GONE, MORE, STAYS, UNCLEAR,
};
use super::decided_items::is_of_open_finding;
use super::draft::{DraftRow, has_entry};
use super::opinion_texts::{LISTED, UNUSABLE, bare, ruled_now, with_given};
use crate::check::Severity;
use crate::figures::decision::{Effect, FORM_DIFFERS, OPINION, accepts, keeps};
use crate::results::Results;
use crate::workspace::{EntryRow, UnclearEntry, sheets};
use viet_text::text::folded;
use workbook_io::parse_addresses;
use workbook_io::sheet::{Color, Content};

/// A row whose finding is gone is kept if the officer has written into it, and so is a row that the
/// program never made.
pub(super) fn orphan(row: &EntryRow, results: &Results<'_>) -> Option<DraftRow> {
    let state = row.text("Mức");
    let words = [Severity::Error, Severity::Warning, Severity::Info].map(Severity::vietnamese);
    let by_tool = words.iter().any(|word| state.starts_with(word))
        || [DEALT_WITH, GONE, ASIDE, MORE].contains(&&*state);
    if !by_tool {
        return Some(DraftRow::default());
    }
    if !has_entry(row, &COLUMNS) {
        return None;
    }
    let state = match results.decisions.checks.get(&row.row) {
        Some(Effect::Applied) => DEALT_WITH,
        Some(Effect::Stale) => ASIDE,
        _ => GONE,
    };
    let mut cells = BTreeMap::from([("Mức", Content::from(state)), (ACTION, Content::Blank)]);
    let said = row.text("Nội dung");
    let now = if state == DEALT_WITH && is_contradicted(row, results) {
        format!("{}{LISTED}", bare(&said))
    } else {
        bare(&said).to_owned()
    };
    if now != said {
        cells.insert("Nội dung", Content::from(now));
    }
    if is_of_open_finding(&row.text("Ảnh hưởng")) {
        cells.insert("Ảnh hưởng", Content::from(String::new()));
    }
    Some(DraftRow { cells, tone: Some(Color(0xE7_E6_E6)), ..DraftRow::default() })
}

/// Did the row accept a proposal for a cell that the list, which is in use, contradicts?
fn is_contradicted(row: &EntryRow, results: &Results<'_>) -> bool {
    let cells = parse_addresses(&row.text("Ô")).unwrap_or_default();
    accepts(&row.text(OPINION))
        && results.findings.iter().filter(|finding| finding.code == FORM_DIFFERS).any(|finding| {
            let unit = finding.unit.map_or("", |unit| &results.workspace.settings.units[unit].name);
            folded(unit) == folded(&row.text("Đơn vị"))
                && folded(&finding.sheet) == folded(&row.text("Trang"))
                && finding.cells.iter().any(|at| cells.contains(at))
        })
}

/// Notes in the row what came of its opinion: that a value settles it, or that it cannot be used
/// and why.
pub(super) fn mark_answer(row: &mut DraftRow, results: &Results<'_>) {
    let Some(left) = &row.left else { return };
    let effect = results.decisions.checks.get(&left.row);
    let said = |header: &str| match row.cells.get(header) {
        Some(Content::Text(text)) => text.to_string(),
        _ => left.text(header),
    };
    let state = said("Mức").trim_end_matches(UNCLEAR).to_owned();
    match effect {
        Some(Effect::Unclear) => {}
        Some(Effect::Applied) => {
            let given = match left.text(OPINION) {
                accepted if accepts(&accepted) => left.text("Đề xuất"),
                // Of several cells some keep what they had.
                mixed if mixed.split(';').any(|part| keeps(part) || accepts(part)) => String::new(),
                given => given,
            };
            // Only cells can be given a value.
            let given = if left.text("Ô").is_empty() { String::new() } else { given };
            let text = with_given(&said("Nội dung"), &given);
            let text = text.or_else(|| ruled_now(&said("Nội dung"), &left.text(OPINION)));
            let text = text.map(Content::from);
            row.cells.extend(text.map(|text| ("Nội dung", text)));
            if let Some(state) = state.strip_suffix(STAYS) {
                row.cells.insert("Mức", Content::from(format!("{state}{ANSWERED}")));
            }
            return;
        }
        _ => return,
    }
    let of_row = |entry: &&UnclearEntry| entry.sheet == sheets::CHECKS && entry.at.row == left.row;
    if let Some(entry) = results.entries.unclear.iter().find(of_row) {
        let text = format!("{}{UNUSABLE}{}.", bare(&said("Nội dung")), entry.expected);
        row.cells.insert("Nội dung", Content::from(text));
    }
    row.cells.insert("Mức", Content::from(state + UNCLEAR));
    row.tone = Some(Color(0xF8_D7_DA));
}
