//! Numbers typed as text that have one clear reading.

use crate::check::words::{number, place};
use crate::check::{Evidence, Finding, Rule, Severity};
use crate::form::{FieldValue, FormSheet, Reading};

pub(super) const RULE: Rule = Rule {
    code: "so-ghi-bang-chu",
    severity: Severity::Info,
    title: "Số liệu ghi bằng chữ, đã đọc được",
    why: "Số ghi kèm chữ không cộng được trong Excel; chương trình đã đọc và nêu rõ đọc thành gì.",
    remedy: "Không cần xử lý; nếu đọc sai, ghi số đúng vào cột Ý kiến.",
    example: "Xã Mỹ Quý, Biểu 01, ô F30, F35: số liệu ghi bằng chữ, đã đọc được: \"20 người\" → 20; \
              \"104 tr.đ\" → 104. Không cần xử lý.",
    check,
};

/// How many readings a sentence lists before it says "and so many more".
const SHOWN: usize = 8;

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let units = 0..evidence.settings.units.len();
    let sheets = units.flat_map(|unit| {
        let used = evidence.month.used_by(unit);
        used.flat_map(|s| &s.sheets).map(move |sheet| (unit, sheet))
    });
    sheets.filter_map(|(unit, sheet)| finding(evidence, unit, sheet)).collect()
}

fn finding(evidence: &Evidence<'_>, unit: usize, sheet: &FormSheet) -> Option<Finding> {
    let figures = sheet.figures.iter().map(|cell| (cell.at, &cell.written, &cell.reading));
    let fields = sheet.rows.iter().flat_map(|row| &row.fields).filter_map(|field| {
        match &field.value {
            FieldValue::Number(reading) => Some((field.at, &field.written, reading)),
            _ => None,
        }
    });
    let read: Vec<_> = figures
        .chain(fields)
        .filter_map(|(at, written, reading)| match reading {
            Reading::Text(value) => Some((at, written, *value)),
            _ => None,
        })
        .collect();
    if read.is_empty() {
        return None;
    }
    let pairs = read.iter().map(|(_, raw, used)| format!("\"{}\" → {}", raw.trim(), number(*used)));
    let mut pairs: Vec<String> = pairs.collect();
    let all = pairs.join("; ");
    let more = pairs.len().saturating_sub(SHOWN);
    pairs.truncate(SHOWN);
    let tail = if more > 0 { format!("; và {more} ô khác") } else { String::new() };
    let cells: Vec<_> = read.iter().map(|(at, ..)| *at).collect();
    let place = place(evidence, Some(unit), &sheet.file, &sheet.sheet, &cells);
    let message = format!(
        "{place}: số liệu ghi bằng chữ, đã đọc được: {}{tail}. Không cần xử lý.",
        pairs.join("; ")
    );
    Some(Finding {
        unit: Some(unit),
        file: sheet.file.to_string(),
        sheet: sheet.sheet.to_string(),
        cells,
        found: all,
        expected: "ô số".to_owned(),
        message,
        ..Finding::default()
    })
}
