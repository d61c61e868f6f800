//! The unit of measure printed over a whole table, or within a label.

use super::model::Region;
use super::text_at::text_at;
use viet_text::measure::Measure;
use viet_text::text::{clean, folded};
use workbook_io::Grid;

/// The unit printed above the header: "ĐVT: Triệu đồng".
pub(super) fn over_table(grid: &Grid, region: &Region) -> String {
    let rows = region.heading_top..region.header_rows[0];
    let texts =
        rows.flat_map(|row| grid.row(row).map(|(at, _)| text_at(grid, at)).collect::<Vec<_>>());
    texts.filter_map(|text| after_unit_word(&text)).next_back().unwrap_or_default()
}

/// What follows "Đơn vị tính:" or "ĐVT:".
fn after_unit_word(text: &str) -> Option<String> {
    const WORDS: [&str; 4] = ["đơn vị tính", "đvt", "đv tính", "đơn vị"];
    let inner = text.trim_matches(['(', ')', ' ']);
    let (word, unit) = inner.split_once(':')?;
    WORDS.iter().any(|own| folded(own) == folded(word)).then(|| clean(unit.trim_end_matches(')')))
}

/// The unit in a label's closing brackets, and the label without it: "Diện tích (ha)".
pub(crate) fn split_unit(label: &str) -> (&str, Option<&str>) {
    let trimmed = label.trim_end();
    let split = trimmed.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match split {
        Some((before, unit)) if is_unit(unit) && !before.trim().is_empty() => {
            (before.trim_end(), Some(unit.trim()))
        }
        _ => (label, None),
    }
}

/// Units that are measured, so that there are decimals, and not counted.
const MEASURED: [&str; 22] = [
    "ha",
    "hecta",
    "héc ta",
    "km",
    "km2",
    "m",
    "m2",
    "m²",
    "m3",
    "m³",
    "1000 m3",
    "tấn",
    "nghìn tấn",
    "tạ",
    "kg",
    "lít",
    "kwh",
    "mw",
    "điểm",
    "giờ",
    "tạ/ha",
    "tấn/ha",
];

/// Further units that labels bear in brackets.
const COUNTED: [&str; 13] = [
    "%",
    "ngày",
    "tháng",
    "năm",
    "con",
    "cây",
    "chiếc",
    "bộ",
    "văn bản",
    "lượt",
    "vụ",
    "trẻ",
    "cháu",
];

fn is_one_of(text: &str, units: &[&str]) -> bool {
    units.iter().any(|unit| folded(unit) == folded(text))
}

/// Is a unit measured, and not counted: hectares, or anything by something else?
pub(crate) fn is_measured(unit: &str) -> bool {
    let first = unit.split('/').next().unwrap_or_default();
    is_one_of(first, &MEASURED) || unit.contains('/')
}

/// Is a short text in brackets a unit of measure, rather than a remark?
fn is_unit(text: &str) -> bool {
    let per = text.split_once('/').is_some_and(|(first, _)| is_one_of(first.trim(), &MEASURED));
    per || is_one_of(text, &MEASURED)
        || is_one_of(text, &COUNTED)
        || Measure::in_text(text) != Measure::Other
}
