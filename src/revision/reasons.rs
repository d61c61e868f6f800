//! The reasons for changes, from files, decisions and settings.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::comparison::{ChangeContext, Comparison};
use super::signed_page::PageRow;
use super::statement::StatedFigure;
use crate::figures::decision::Effect;
use crate::settings::Criterion;
use crate::workspace::REVIEW_FILE;
use crate::workspace::sheets;
use viet_text::text::folded;
use workbook_io::{Address, parse_addresses};

/// The settings have changed.
pub(super) const SETTINGS: &str = "khai báo (khai-bao.xlsx) thay đổi";
/// The officer's entry has changed.
pub(super) const TYPED: &str = "nội dung do cơ quan tổng hợp ghi thay đổi";
/// The most units named in one reason.
const NAMED: usize = 5;

/// Why an item's figure or verdict has changed.
pub(super) fn item_reason(
    comparison: &Comparison<'_, '_>,
    codes: Option<&BTreeSet<String>>,
    set: &str,
    row: &PageRow,
) -> String {
    let units = codes.map(|codes| comparison.changed_units(codes)).unwrap_or_default();
    if !units.is_empty() {
        let named = units.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = match units.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" và {more} đơn vị khác"),
        };
        return format!("số liệu của {named}{more}");
    }
    let sets = comparison.context.verdicts.iter().filter(|verdict| verdict.set.code == set);
    let items = sets.flat_map(|verdict| &verdict.set.targets).flat_map(|target| {
        let alone = target.items.len() == 1 && target.number == row.number;
        target.items.iter().filter(move |item| alone || item.number == row.number)
    });
    let by_office = items.into_iter().any(|item| matches!(item.criterion, Criterion::ByOffice));
    match codes {
        Some(_) if by_office => "nhận định của cơ quan tổng hợp".to_owned(),
        Some(_) => SETTINGS.to_owned(),
        None => "theo kết quả các nội dung của chỉ tiêu".to_owned(),
    }
}

/// Why a unit's report came or went.
pub(super) fn unit_reason(comparison: &Comparison<'_, '_>, unit: usize) -> String {
    if comparison.now.is_carried(unit) {
        return format!("theo ý kiến ở trang {} của {REVIEW_FILE}", sheets::RECEIPT);
    }
    let first = comparison.now.figures.range((unit, 0, 0)..(unit + 1, 0, 0)).next();
    match first {
        Some((_, used)) => format!("tệp mới: {}", used.file),
        None => "không còn báo cáo được dùng".to_owned(),
    }
}

/// Why a unit's list has changed.
pub(super) fn list_reason(comparison: &Comparison<'_, '_>, unit: usize) -> String {
    let files = |statement: &super::Statement| -> BTreeSet<Arc<str>> {
        let figures = statement.figures.range((unit, 0, 0)..(unit + 1, 0, 0));
        figures.map(|(_, used)| Arc::clone(&used.file)).collect()
    };
    let [before, now] = [comparison.before, comparison.now].map(files);
    let new: Vec<&str> = now.difference(&before).map(|file| &**file).collect();
    if !new.is_empty() {
        return format!("tệp mới: {}", new.join(", "));
    }
    match decision_reason(comparison, unit, None) {
        Some(why) => why,
        None => format!("tệp đã sửa: {}", now.into_iter().collect::<Vec<_>>().join(", ")),
    }
}

/// Why a unit's figure has changed.
pub(super) fn figure_reason(
    comparison: &Comparison<'_, '_>,
    unit: usize,
    before: Option<&StatedFigure>,
    now: Option<&StatedFigure>,
) -> String {
    match (before, now) {
        (_, Some(now)) if now.carried => {
            format!("dùng {}, theo ý kiến tại {REVIEW_FILE}", now.written)
        }
        (_, None) if !comparison.now.has_unit(unit) => "không còn báo cáo được dùng".to_owned(),
        (_, None) => "tệp đang dùng không có số liệu này".to_owned(),
        (before, Some(now)) => match decision_reason(comparison, unit, Some(now)) {
            Some(why) => why,
            None => file_reason(comparison, unit, before, now),
        },
    }
}

fn file_reason(
    comparison: &Comparison<'_, '_>,
    unit: usize,
    before: Option<&StatedFigure>,
    now: &StatedFigure,
) -> String {
    let file = &now.file;
    let Some(before) = before.filter(|before| !before.carried) else {
        let what = if comparison.before.has_unit(unit) {
            "có số liệu trong tệp"
        } else {
            "tệp mới:"
        };
        return format!("{what} {file}");
    };
    if before.file != *file {
        return format!("tệp mới: {file} (trước: {})", before.file);
    }
    if before.written != now.written {
        return format!(
            "tệp {file} đã sửa: {}, ô {}, {} → {}",
            now.sheet, now.cell, before.written, now.written
        );
    }
    let of_unit = |statement: &super::Statement| {
        let lists = statement.lists.iter().filter(|((_, own), _)| *own == unit);
        lists.map(|(place, rows)| (*place, rows.clone())).collect::<Vec<_>>()
    };
    if before.cell != now.cell || of_unit(comparison.before) != of_unit(comparison.now) {
        format!("tệp {file} đã sửa: {}, {}", now.sheet, now.cell)
    } else {
        format!("ý kiến tại {REVIEW_FILE}, hoặc {SETTINGS}")
    }
}

/// The officer's decision on a cell of a figure, with its reason; without a figure, on any cell of
/// the unit.
fn decision_reason(
    comparison: &Comparison<'_, '_>,
    unit: usize,
    used: Option<&StatedFigure>,
) -> Option<String> {
    let ChangeContext { entries, decisions, .. } = comparison.context;
    let name = folded(&comparison.settings().units[unit].name);
    let applied = entries.rows(sheets::CHECKS).find(|row| {
        let cells = parse_addresses(&row.text("Ô")).unwrap_or_default();
        let covers = used.is_none_or(|used| {
            let own: Option<Address> = used.cell.parse().ok();
            let is_cell = own.is_none_or(|own| cells.contains(&own));
            folded(&row.text("Trang")) == folded(&used.sheet) && is_cell
        });
        decisions.checks.get(&row.row) == Some(&Effect::Applied)
            && folded(&row.text("Đơn vị")) == name
            && covers
    })?;
    let reason = applied.text("Lý do");
    let reason = if reason.is_empty() { reason } else { format!(": {reason}") };
    Some(format!("theo ý kiến tại {REVIEW_FILE}, ô {}{reason}", applied.text("Ô")))
}
