//! Findings that the officer kept for later periods, too: as long as the same is written of the same,
//! they are settled without being asked again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, finding_key, recorded};
use crate::figures::decision::{
    CONFIRMED, OPINION, REASON, Standing, has_row, proposals_in_words, row_key, row_written,
    without_list, written_in_words,
};
use crate::form::ListRow;
use crate::intake::submission::Month;
use crate::settings::Settings;
use crate::workspace::{EarlierOpinions, Entries, EntryRow, sheets};
use viet_text::period::Period;
use viet_text::text::{clean, folded};
use workbook_io::{Address, format_addresses, parse_addresses};

/// How the reason begins that names the period of the opinion.
const BY_EARLIER: &str = "Theo ý kiến ";

/// Settles open findings by the opinions of an earlier period that stand, and tells which, by the
/// findings' keys. What the officer has written beside a finding in this period takes precedence.
pub(super) fn settle_standing(
    findings: &mut [Finding],
    entries: &Entries,
    month: &Month,
    settings: &Settings,
) -> BTreeMap<String, Standing> {
    let mut stand = BTreeMap::new();
    let earlier = &entries.earlier;
    let mut rows: Vec<&EntryRow> = earlier.rows.iter().collect();
    if rows.is_empty() {
        return stand;
    }
    let answered = answered(entries);
    for finding in findings.iter_mut().filter(|finding| finding.is_open()) {
        let key = finding_key(finding, month, settings);
        if has_row(&key, |key| answered.contains(key)) {
            continue;
        }
        let Some(place) =
            rows.iter().position(|row| is_same(row, finding, earlier, (month, settings)))
        else {
            continue;
        };
        let standing = standing(rows.remove(place), earlier);
        finding.settled = true;
        stand.insert(key, standing);
    }
    stand
}

/// The findings beside which the officer has written anything in this period.
fn answered(entries: &Entries) -> BTreeSet<String> {
    let rows = entries.rows(sheets::CHECKS);
    let wrote = |row: &&EntryRow| {
        [OPINION, REASON, CONFIRMED].iter().any(|header| !row.text(header).is_empty())
    };
    rows.filter(wrote).map(row_key).collect()
}

fn standing(row: &EntryRow, earlier: &EarlierOpinions) -> Standing {
    let own = row.text(REASON);
    let period = earlier.period.map(|period| period.in_words()).unwrap_or_default();
    let reason = match &*own {
        "" => format!("{BY_EARLIER}{period}"),
        // It was handed on before: the period that it comes from stays.
        own if own.starts_with(BY_EARLIER) => own.to_owned(),
        own => format!("{BY_EARLIER}{period}: {own}"),
    };
    Standing { opinion: row.text(OPINION), reason, confirmed: row.text(CONFIRMED) }
}

/// Is the row of the earlier period about what the finding is about, and is the same written?
fn is_same(
    row: &EntryRow,
    finding: &Finding,
    earlier: &EarlierOpinions,
    (month, settings): (&Month, &Settings),
) -> bool {
    let unit = finding.unit.map_or("", |unit| &settings.units[unit].name);
    let is_about_same = row.text("Mã") == finding.code
        && folded(&row.text("Đơn vị")) == folded(unit)
        && (finding.unit.is_some() || row.text("Tệp") == clean(&finding.file))
        && folded(&row.text("Trang")) == folded(&finding.sheet);
    if !is_about_same {
        return false;
    }
    let written = recorded(finding, month);
    // Earlier versions did not record what the list said.
    let said = row_written(row);
    let written = match without_list(&said) {
        None => without_list(&written).unwrap_or(written),
        Some(_) => written,
    };
    let at = parse_addresses(&row.text("Ô")).unwrap_or_default();
    let cells = parse_addresses(&format_addresses(&finding.cells)).unwrap_or_default();
    same_text(&said, earlier.period) == same_text(&written, Some(month.period))
        && row.text("Đề xuất") == clean(&proposals_in_words(&cells, &finding.proposed()))
        && are_same_places(row, finding, (&at, &cells), month)
}

/// What is written, whatever its period is called: "giống tháng 9/2023" of October is "giống tháng
/// 10/2023" in November.
fn same_text(text: &str, period: Option<Period>) -> String {
    let text = clean(text);
    period.map_or_else(
        || text.clone(),
        |period| text.replace(&period.previous().in_words(), "kỳ trước"),
    )
}

/// An organisation may stand in another row than before: where both sentences name it, the columns
/// must agree, else the cells.
fn are_same_places(
    row: &EntryRow,
    finding: &Finding,
    (said, cells): (&[Address], &[Address]),
    month: &Month,
) -> bool {
    let names = organisations(finding, month);
    let text = row.text("Nội dung");
    let all_in = |text: &str| names.iter().all(|name| text.contains(name));
    if names.is_empty() || !all_in(&clean(&finding.message)) {
        return said == cells;
    }
    let columns = |cells: &[Address]| cells.iter().map(|at| at.col).collect::<Vec<u32>>();
    all_in(&text) && columns(said) == columns(cells)
}

/// The organisations in whose rows the finding's cells stand, as its sentence would call them.
fn organisations(finding: &Finding, month: &Month) -> BTreeSet<String> {
    let sheets = month.sheets_in(&finding.file).filter(|own| *own.on.sheet == *finding.sheet);
    let rows: BTreeMap<u32, &ListRow> =
        sheets.flat_map(|own| &own.rows).map(|row| (row.row, &**row)).collect();
    let own = finding.cells.iter().filter_map(|at| rows.get(&at.row));
    own.map(|row| written_in_words(&[&row.name])).collect()
}
