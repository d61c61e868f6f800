//! The reasons for changes, from files, decisions and settings.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::change::Reason;
use super::comparison::{ChangeContext, Comparison};
use super::signed_page::PageRow;
use super::statement::{StatedFigure, Statement};
use crate::check::with_weights;
use crate::figures::decision::Effect;
use crate::settings::Criterion;
use crate::workspace::REVIEW_FILE;
use crate::workspace::sheets;
use viet_text::text::folded;
use workbook_io::{Address, parse_addresses};

/// The most units named in one reason.
const NAMED: usize = 5;

/// The settings have changed.
pub(super) fn settings() -> Reason {
    Reason::new("khai báo (khai-bao.xlsx) thay đổi", "điều chỉnh cách tổng hợp")
}

/// The officer's entry has changed.
pub(super) fn typed() -> Reason {
    Reason::plain("nội dung do cơ quan tổng hợp ghi thay đổi").typed()
}

/// What was in doubt is settled, or something has come into doubt; the figures are the same.
pub(super) fn reviewed() -> Reason {
    Reason::plain("theo kết quả rà soát số liệu")
}

/// No report of the unit is used any more.
fn no_report() -> Reason {
    Reason::plain("không còn báo cáo được dùng")
}

/// "Xã Một, Xã Hai và 3 đơn vị khác"
#[must_use]
pub fn listed(units: &[&str]) -> String {
    let named = units.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match units.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} và {more} đơn vị khác"),
    }
}

/// Why an item's figure or verdict has changed.
pub(super) fn item_reason(
    comparison: &Comparison<'_, '_>,
    codes: Option<&BTreeSet<String>>,
    set: &str,
    row: &PageRow,
) -> Reason {
    let units = codes.map(|codes| comparison.changed_units(codes)).unwrap_or_default();
    if !units.is_empty() {
        return Reason::plain(format!("số liệu của {}", listed(&units)));
    }
    let sets = comparison.context.verdicts.iter().filter(|verdict| verdict.set.code == set);
    let items = sets.flat_map(|verdict| &verdict.set.targets).flat_map(|target| {
        let alone = target.items.len() == 1 && target.number == row.number;
        target.items.iter().filter(move |item| alone || item.number == row.number)
    });
    let by_office = items.into_iter().any(|item| matches!(item.criterion, Criterion::ByOffice));
    match codes {
        Some(_) if by_office => Reason::plain("nhận định của cơ quan tổng hợp").typed(),
        Some(_) if comparison.reports_differ() => Reason::new(
            "báo cáo của đơn vị hoặc khai báo (khai-bao.xlsx) thay đổi",
            "báo cáo của đơn vị hoặc cách tổng hợp thay đổi",
        ),
        Some(_) => settings(),
        None => Reason::plain("theo kết quả các nội dung của chỉ tiêu"),
    }
}

/// Why a unit's report came or went.
pub(super) fn unit_reason(comparison: &Comparison<'_, '_>, unit: usize) -> Reason {
    if comparison.now.is_carried(unit) || has_opinion(comparison, unit) {
        let found = format!("theo ý kiến ở trang {} của {REVIEW_FILE}", sheets::RECEIPT);
        return Reason::new(found, "theo ý kiến của cơ quan tổng hợp").typed();
    }
    let first = comparison.now.figures.range((unit, 0, 0)..(unit + 1, 0, 0)).next();
    first.map_or_else(no_report, |(_, used)| new_file(&used.file))
}

/// Has the officer said which of the unit's files counts?
fn has_opinion(comparison: &Comparison<'_, '_>, unit: usize) -> bool {
    let ChangeContext { entries, decisions, .. } = comparison.context;
    let name = folded(&comparison.settings().units[unit].name);
    entries.rows(sheets::RECEIPT).any(|row| {
        decisions.receipt.get(&row.row) == Some(&Effect::Applied)
            && folded(&row.text("Đơn vị")) == name
    })
}

fn new_file(file: &str) -> Reason {
    Reason::new(format!("tệp mới: {file}"), "đơn vị gửi báo cáo mới")
}

/// "đơn vị sửa báo cáo", with what the office may know of it.
fn edited(found: String) -> Reason {
    Reason::new(found, "đơn vị sửa báo cáo")
}

/// A whole list is gone from a unit's report, or new in it.
pub(super) fn whole_list(is_gone: bool) -> Reason {
    Reason::plain(match is_gone {
        true => "báo cáo đang dùng không còn danh sách này",
        false => "báo cáo đang dùng có thêm danh sách này",
    })
}

/// Why a unit's list has changed.
pub(super) fn list_reason(comparison: &Comparison<'_, '_>, unit: usize) -> Reason {
    let files = |statement: &Statement| -> BTreeSet<Arc<str>> {
        statement.figures_of(unit).map(|(_, used)| Arc::clone(&used.file)).collect()
    };
    let [before, now] = [comparison.before, comparison.now].map(files);
    let new: Vec<&str> = now.difference(&before).map(|file| &**file).collect();
    if !new.is_empty() {
        return new_file(&new.join(", "));
    }
    decision_reason(comparison, unit, None).unwrap_or_else(|| {
        edited(format!("tệp đã sửa: {}", now.into_iter().collect::<Vec<_>>().join(", ")))
    })
}

/// Why a unit's figure has changed.
pub(super) fn figure_reason(
    comparison: &Comparison<'_, '_>,
    (unit, indicator, basis): (usize, usize, usize),
    before: Option<&StatedFigure>,
    now: Option<&StatedFigure>,
) -> Reason {
    match (before, now) {
        (_, Some(now)) if now.carried => {
            let found = format!("dùng {}, theo ý kiến tại {REVIEW_FILE}", now.written);
            Reason::new(found, format!("dùng {}", now.written)).typed()
        }
        (_, None) if !comparison.now.has_unit(unit) => no_report(),
        (before, None) => before
            .and_then(|before| sheet_gone(comparison, unit, before))
            .unwrap_or_else(|| Reason::plain("tệp đang dùng không có số liệu này")),
        (before, Some(now)) => decision_reason(comparison, unit, Some(now))
            .or_else(|| file_reason(comparison, unit, before, now))
            .or_else(|| weight_reason(comparison, (unit, indicator, basis)))
            .or_else(|| list_edited(comparison, unit, now))
            .or_else(|| decision_reason(comparison, unit, None))
            .unwrap_or_else(settings),
    }
}

/// The sheet on which a figure stood gives the unit no figure any more.
fn sheet_gone(
    comparison: &Comparison<'_, '_>,
    unit: usize,
    before: &StatedFigure,
) -> Option<Reason> {
    let mut now = comparison.now.figures_of(unit).map(|(_, used)| used);
    let is_gone = now.all(|used| used.sheet != before.sheet);
    (is_gone && !before.sheet.is_empty()).then(|| {
        let sheet = &before.sheet;
        Reason::new(
            format!("tệp đang dùng không còn số liệu ở trang {sheet}"),
            format!("báo cáo của đơn vị không còn trang {sheet}"),
        )
    })
}

/// What a file says otherwise than before; none if it says the same of the figure.
fn file_reason(
    comparison: &Comparison<'_, '_>,
    unit: usize,
    before: Option<&StatedFigure>,
    now: &StatedFigure,
) -> Option<Reason> {
    let file = &now.file;
    let Some(before) = before.filter(|before| !before.carried) else {
        return Some(match comparison.before.has_unit(unit) {
            true => edited(format!("có số liệu trong tệp {file}")),
            false => new_file(file),
        });
    };
    if before.file != *file {
        let found = format!("tệp mới: {file} (trước: {})", before.file);
        return Some(Reason { found, ..new_file(file) });
    }
    let place = format!("{}, ô {}", now.sheet, now.cell);
    if before.sheet != now.sheet {
        let gone = sheet_gone(comparison, unit, before)
            .unwrap_or_else(|| edited(format!("trước lấy ở {}, ô {}", before.sheet, before.cell)));
        return Some(Reason { found: format!("{}; nay lấy ở {place}", gone.found), ..gone });
    }
    if before.written != now.written {
        let (was, is) = (&before.written, &now.written);
        return Some(edited(format!("tệp {file} đã sửa: {place}, {was} → {is}")));
    }
    (before.cell != now.cell).then(|| edited(format!("tệp {file} đã sửa: {place}")))
}

/// The unit's list says otherwise, though the cells named first are the same.
fn list_edited(comparison: &Comparison<'_, '_>, unit: usize, now: &StatedFigure) -> Option<Reason> {
    let is_changed = comparison.changed_lists(unit).next().is_some();
    let StatedFigure { file, sheet, cell, .. } = now;
    is_changed.then(|| edited(format!("tệp {file} đã sửa: {sheet}, ô {cell}")))
}

/// A mean has changed with the figure by which it is weighted.
fn weight_reason(
    comparison: &Comparison<'_, '_>,
    (unit, indicator, basis): (usize, usize, usize),
) -> Option<Reason> {
    let settings = comparison.settings();
    let own = &settings.indicators[indicator].code;
    let weights = with_weights(own, settings).into_iter().filter(|code| code != own);
    let places = weights.filter_map(|code| settings.indicators.get_index_of(&code));
    let places = places.flat_map(|place| [(unit, place, basis), (unit, place, 0)]);
    places.into_iter().find_map(|place| {
        let [before, now] = [comparison.before, comparison.now].map(|s| s.figures.get(&place));
        match (before, now) {
            (Some(before), None) => sheet_gone(comparison, unit, before),
            (before, Some(now)) => file_reason(comparison, unit, before, now),
            (None, None) => None,
        }
    })
}

/// The officer's decision on a cell of a figure, with its reason; without a figure, on any cell of
/// the unit.
fn decision_reason(
    comparison: &Comparison<'_, '_>,
    unit: usize,
    used: Option<&StatedFigure>,
) -> Option<Reason> {
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
    let found = format!("theo ý kiến tại {REVIEW_FILE}, ô {}{reason}", applied.text("Ô"));
    Some(Reason::new(found, format!("theo kết quả rà soát{reason}")).typed())
}
