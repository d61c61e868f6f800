//! The unit of measure printed over a whole table, or within a label.

use super::model::Region;
use super::text_at::text_at;
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

/// Is a short text in brackets a unit of measure, rather than a remark?
fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 30] = [
        "ha",
        "km",
        "m",
        "m2",
        "m²",
        "m3",
        "m³",
        "tấn",
        "tạ",
        "kg",
        "tạ/ha",
        "tấn/ha",
        "lít",
        "kwh",
        "%",
        "điểm",
        "giờ",
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
        "số hộ",
    ];
    use viet_text::measure::Measure;
    UNITS.iter().any(|unit| folded(unit) == folded(text))
        || Measure::in_text(text) != Measure::Other
}
