//! An organisation founded long ago that the earlier period's list did not have.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};

use crate::check::kept_rows::{ListChanges, days, list_changes};
use crate::check::sentence_parts::{day_in_words, first_few, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::Changed;
use crate::figures::consolidate::MergedRow;
use crate::figures::decision::LISTED_LATE;
use crate::figures::history::EarlierPeriod;

pub(super) const RULE: Rule = Rule {
    code: LISTED_LATE,
    severity: Severity::Warning,
    title: "Tổ chức thành lập đã lâu, kỳ trước không có trong danh sách",
    why: "Tổ chức có từ trước mà kỳ này mới ghi thì kỳ trước đã sót, hoặc kỳ này ghi nhầm tổ chức của \
          nơi khác, ghi nhầm ngày thành lập.",
    remedy: "Hỏi lại đơn vị. Cột Ý kiến: giữ (và lý do) nếu tổ chức đúng là của đơn vị, bỏ để không tính.",
    example: "Xã Hai, Biểu 02, ô B10: HTX DVNN Phước Tiến (thành lập ngày 30/06/2017) không có trong \
              danh sách tháng 9/2023. Đang tính. Đề nghị hỏi lại đơn vị.",
    check: Check::Written(check),
};

/// Registering and reporting takes a while.
const MAY_TAKE: Days = Days::new(92);

/// Units on whose earlier lists an organisation stood, by its key.
type ListedBefore = HashMap<u64, Vec<usize>>;

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(earlier) = evidence.earlier else { return Vec::new() };
    let mut before = ListedBefore::new();
    for listed in earlier.rows.iter().flat_map(|list| list.iter()) {
        if let Some(row) = &listed.row {
            before.entry(row.key()).or_default().push(listed.unit);
        }
    }
    evidence.map_units(|unit| {
        let changes = list_changes(evidence, earlier, unit);
        let of_lists =
            changes.iter().flat_map(|changes| of_list(evidence, (earlier, &before), unit, changes));
        of_lists.collect()
    })
}

fn of_list(
    evidence: &Evidence<'_>,
    (earlier, before): (&EarlierPeriod, &ListedBefore),
    unit: usize,
    changes: &ListChanges<'_>,
) -> Vec<Finding> {
    // Where the unit had no list then, or another one altogether, no single organisation is meant.
    if changes.kept.is_empty() {
        return Vec::new();
    }
    let Some(since) = earlier.period.last_day().checked_sub_days(MAY_TAKE) else {
        return Vec::new();
    };
    let mut sheets: BTreeMap<(String, String), Vec<(&MergedRow, NaiveDate)>> = BTreeMap::new();
    // Of an organisation that the office counts, it is not asked again.
    for row in changes.new.iter().filter(|row| row.row.ruling.is_none()) {
        let founded = days(changes.list, &row.row).into_iter().flatten().next();
        let Some(day) = founded.filter(|day| *day < since) else { continue };
        if !came_from_elsewhere(before, row) {
            let on = &row.on;
            let key = (on.file.to_string(), on.sheet.to_string());
            sheets.entry(key).or_default().push((row, day));
        }
    }
    let findings = sheets.into_iter().map(|((file, sheet), rows)| {
        let at = Finding { unit: Some(unit), file, sheet, ..Finding::default() };
        finding(evidence, (earlier, changes), &rows, at)
    });
    findings.collect()
}

/// Was it on another unit's list before? It may have moved; another rule reports that.
fn came_from_elsewhere(before: &ListedBefore, row: &MergedRow) -> bool {
    before.get(&row.key).is_some_and(|units| units.iter().any(|unit| *unit != row.unit))
}

fn finding(
    evidence: &Evidence<'_>,
    (earlier, changes): (&EarlierPeriod, &ListChanges<'_>),
    rows: &[(&MergedRow, NaiveDate)],
    at: Finding,
) -> Finding {
    let said: Vec<String> = rows
        .iter()
        .map(|(row, day)| format!("{} (thành lập ngày {})", row.row.name, day_in_words(*day)))
        .collect();
    let period = earlier.period.in_words();
    let what = format!("{} không có trong danh sách {period}", first_few(&said, "tổ chức"));
    let drawn = evidence.settings.indicators.values().filter(|indicator| {
        indicator.derivation.as_ref().is_some_and(|from| from.list == changes.list.code)
    });
    let mut finding = Finding {
        cells: rows.iter().map(|(row, _)| row.row.name_at).collect(),
        found: rows.iter().map(|(row, _)| &*row.row.name).collect::<Vec<_>>().join("; "),
        expected: format!("có trong danh sách {period}"),
        indicators: drawn.map(|indicator| indicator.code.clone()).collect(),
        about_rows: true,
        ..at
    };
    let left_out = finding.cells.iter().map(|at| Changed::RowLeftOut(finding.cell(*at)));
    finding.alternatives = vec![finding.changes(left_out)];
    let place = place_of(evidence, &finding);
    finding.message = format!("{place}: {what}. Đang tính. Đề nghị hỏi lại đơn vị.");
    finding.ask =
        format!("{what}. Đề nghị cho biết vì sao kỳ này mới ghi, kiểm tra tên và ngày thành lập.");
    finding
}
