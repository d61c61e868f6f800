//! Sheet Theo dõi tiếp nhận: every unit and file, and what became of its figures.

use rust_decimal::Decimal;

use super::SheetDraft;
use super::checks::file_link;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::figures::decision::{Effect, OPINION};
use crate::figures::ledger::Counts;
use crate::form::NamedUnit;
use crate::intake::FileError;
use crate::intake::submission::{Fate, Outcome, form_in_words, outcome_in_words, reason_in_words};
use crate::results::Results;
use crate::workspace::{EntryRow, sheets};
use viet_text::text::{clean, folded};
use workbook_io::sheet::{Color, Content};

const COLUMNS: [DraftColumn; 9] = [
    DraftColumn::tools("Đơn vị", 22),
    DraftColumn::tools("Tình trạng", 22),
    DraftColumn::tools("Tệp", 38),
    DraftColumn::tools("Lý do", 48),
    DraftColumn::tools("Số liệu tìm thấy", 11),
    DraftColumn::tools("Đã dùng", 11),
    DraftColumn::tools("Để riêng", 11),
    DraftColumn::tools("Chưa hiểu", 11),
    DraftColumn::officers(OPINION, 18).choosing(
        &["dùng", "bỏ", "dùng kỳ trước"],
        false,
        "dùng: lấy số liệu của tệp này; bỏ: không lấy; dùng kỳ trước: lấy số liệu kỳ trước của đơn \
         vị cho đến khi có báo cáo. Để trống: theo chương trình.",
    ),
];

const GUIDE: &str = "Hướng dẫn: số liệu tìm thấy = đã dùng + để riêng + chưa hiểu. Cột Ý kiến: ghi \
    dùng để lấy số liệu của tệp đang để riêng, bỏ để không lấy số liệu của tệp, dùng kỳ trước để \
    tạm lấy số liệu kỳ trước của đơn vị chưa có báo cáo.";

const USED: &str = "Đã dùng";
const ASIDE: &str = "Để riêng";
const UNUSABLE: &str = "Đã gửi, chưa sử dụng được";
const UNREADABLE: &str = "Không đọc được";
const MISSING: &str = "Chưa gửi";
const CARRIED: &str = "Dùng số liệu kỳ trước";
const IGNORED: &str = "Bỏ qua";
const GONE: &str = "Không còn tệp này";
const ARRIVED: &str = "Đã có báo cáo";

/// The line on one unit and one file.
struct Receipt {
    unit: String,
    state: &'static str,
    file: String,
    reason: String,
    counts: Counts,
}

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let lines = receipts(results).into_iter().map(line).collect();
    let mut rows = merge_with_entries(
        results.entries.tables.get(sheets::RECEIPT),
        lines,
        |row| (key(&row.text("Đơn vị"), &row.text("Tệp")), String::new()),
        orphan,
    );
    rows.iter_mut().for_each(|row| mark_unclear(row, results));
    SheetDraft { name: sheets::RECEIPT, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

fn key(unit: &str, file: &str) -> String {
    format!("{}\u{1f}{}", folded(unit), clean(file))
}

/// Units in the settings' order, each with its files; then files of no unit.
fn receipts(results: &Results<'_>) -> Vec<Receipt> {
    let units = &results.workspace.settings.units;
    let mut of_units: Vec<Vec<Receipt>> = units.iter().map(|_| Vec::new()).collect();
    let mut of_none = Vec::new();
    for file in 0..results.month.files.len() {
        for (unit, receipt) in receipts_of_file(results, file) {
            let own = unit.and_then(|unit| of_units.get_mut(unit));
            own.unwrap_or(&mut of_none).push(receipt);
        }
    }
    let mut receipts = Vec::new();
    for (unit, own) in of_units.into_iter().enumerate() {
        let carried = results.decisions.carried.contains(&unit);
        if own.is_empty() {
            receipts.push(nothing_sent(&units[unit].name, carried));
        }
        receipts.extend(own.into_iter().map(|receipt| Receipt {
            state: if carried { CARRIED } else { receipt.state },
            ..receipt
        }));
    }
    receipts.extend(of_none);
    receipts
}

fn nothing_sent(unit: &str, carried: bool) -> Receipt {
    Receipt {
        unit: unit.to_owned(),
        state: if carried { CARRIED } else { MISSING },
        file: String::new(),
        reason: String::new(),
        counts: Counts::default(),
    }
}

fn receipts_of_file(results: &Results<'_>, file: usize) -> Vec<(Option<usize>, Receipt)> {
    let record = &results.month.files[file];
    let Outcome::Submissions(places) = &record.outcome else {
        return vec![without_submission(results, file)];
    };
    let form = form_of(results, file);
    let mut receipts: Vec<(Option<usize>, Receipt)> = Vec::new();
    for place in places {
        let submission = &results.month.submissions[*place];
        let (unit, name) = match &submission.unit {
            Some(NamedUnit::Known(unit)) => {
                (Some(*unit), results.workspace.settings.units[*unit].name.clone())
            }
            Some(NamedUnit::Unknown(name)) => match submission.nearly_of() {
                Some(unit) => (Some(unit), results.workspace.settings.units[unit].name.clone()),
                None => (None, name.clone()),
            },
            None => (None, String::new()),
        };
        let (state, reason) = match &submission.fate {
            Fate::Used => (USED, String::new()),
            Fate::SetAside(reason) if submission.nearly_of().is_some() => {
                let reason = reason_in_words(reason, &results.month);
                (UNUSABLE, format!("{reason}. Có phải {name}? Nếu đúng, ghi dùng ở cột Ý kiến"))
            }
            Fate::SetAside(reason) => (ASIDE, reason_in_words(reason, &results.month)),
        };
        let counts = results.ledger.by_submission[*place];
        match receipts.iter_mut().find(|(_, receipt)| receipt.unit == name) {
            Some((_, known)) => {
                known.counts = known.counts + counts;
                known.state = if state == USED { USED } else { known.state };
                let parts = [known.reason.as_str(), &reason];
                known.reason =
                    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("; ");
            }
            None => {
                let file = record.path.to_string();
                receipts.push((unit, Receipt { unit: name, state, file, reason, counts }));
            }
        }
    }
    for (_, receipt) in &mut receipts {
        let parts = [receipt.reason.as_str(), &form];
        receipt.reason = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("; ");
    }
    receipts
}

/// A file's form, if the office has several or the form has changed.
fn form_of(results: &Results<'_>, file: usize) -> String {
    let templates = &results.workspace.templates;
    let form = form_in_words(file, &results.month, templates);
    let is_telling = templates.len() > 1 || form.ends_with(')');
    if is_telling && !form.is_empty() { format!("theo biểu mẫu {form}") } else { String::new() }
}

fn without_submission(results: &Results<'_>, file: usize) -> (Option<usize>, Receipt) {
    let record = &results.month.files[file];
    let reason = outcome_in_words(&record.outcome);
    let (unit, state) = match &record.outcome {
        Outcome::Refused(FileError::Ignored(_)) => (None, IGNORED),
        Outcome::Refused(FileError::Refused(what))
            if !what.is_spreadsheet() && record.unit_by_name.is_none() =>
        {
            (None, IGNORED)
        }
        Outcome::Own(_) => (None, ASIDE),
        Outcome::NoForm(_) if record.unit_by_name.is_none() => (None, ASIDE),
        _ if record.unit_by_name.is_none() => (None, UNREADABLE),
        _ => (record.unit_by_name, UNUSABLE),
    };
    let name =
        unit.map_or_else(String::new, |unit| results.workspace.settings.units[unit].name.clone());
    let file = record.path.to_string();
    (unit, Receipt { unit: name, state, file, reason, counts: Counts::default() })
}

fn line(receipt: Receipt) -> DraftLine {
    let key = key(&receipt.unit, &receipt.file);
    let tone = match receipt.state {
        USED => None,
        UNUSABLE | MISSING => Some(Color(0xF8_D7_DA)),
        ASIDE | CARRIED => Some(Color(0xFF_E8_CC)),
        _ => Some(Color(0xE7_E6_E6)),
    };
    let number = |count: usize| Content::Number(Decimal::from(count));
    let counts = receipt.counts;
    let cells = [
        ("Tệp", file_link(&receipt.file, &receipt.file, None)),
        ("Đơn vị", Content::from(receipt.unit)),
        ("Tình trạng", Content::from(receipt.state)),
        ("Lý do", Content::from(receipt.reason)),
        ("Số liệu tìm thấy", number(counts.found)),
        ("Đã dùng", number(counts.used)),
        ("Để riêng", number(counts.set_aside)),
        ("Chưa hiểu", number(counts.not_understood)),
    ];
    let row = DraftRow { cells: cells.into(), tone, ..DraftRow::default() };
    DraftLine { key, exact: String::new(), row }
}

fn orphan(row: &EntryRow) -> Option<DraftRow> {
    let state = row.text("Tình trạng");
    let states = [USED, ASIDE, UNUSABLE, UNREADABLE, MISSING, CARRIED, IGNORED, GONE, ARRIVED];
    if !states.contains(&&*state) {
        return Some(DraftRow::default());
    }
    let gone = if row.text("Tệp").is_empty() { ARRIVED } else { GONE };
    let zero = || Content::Number(Decimal::ZERO);
    let counts = ["Số liệu tìm thấy", "Đã dùng", "Để riêng", "Chưa hiểu"];
    has_entry(row, &COLUMNS).then(|| DraftRow {
        cells: counts
            .into_iter()
            .map(|header| (header, zero()))
            .chain([("Tình trạng", Content::from(gone)), ("Lý do", Content::from(String::new()))])
            .collect(),
        tone: Some(Color(0xE7_E6_E6)),
        ..DraftRow::default()
    })
}

/// Notes in the row that its opinion was not understood.
fn mark_unclear(row: &mut DraftRow, results: &Results<'_>) {
    let Some(left) = &row.left else { return };
    if results.decisions.receipt.get(&left.row) != Some(&Effect::Unclear) {
        return;
    }
    let unclear = results.entries.unclear.iter();
    let expected = unclear
        .filter(|entry| entry.sheet == sheets::RECEIPT && entry.at.row == left.row)
        .map(|entry| entry.expected);
    for expected in expected {
        let note = format!("chưa rõ ý kiến \"{}\": cần ghi {expected}", left.text(OPINION));
        let before = match row.cells.get("Lý do") {
            Some(Content::Text(reason)) if !reason.is_empty() => format!("{reason}; "),
            _ => String::new(),
        };
        row.cells.insert("Lý do", Content::from(before + &note));
        row.tone = Some(Color(0xF8_D7_DA));
    }
}
