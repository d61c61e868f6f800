//! Words of headings and headers.

use super::model::Region;
use super::text_at::text_at;
use crate::form::is_heading_line;
use viet_text::text::folded;
use workbook_io::Grid;

/// Does a folded text begin with one of these words, however spelt?
fn begins(text: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|start| text.starts_with(&folded(start)))
}

/// Is it the header of running numbers?
pub(super) fn is_order_word(text: &str) -> bool {
    const WORDS: [&str; 8] = ["stt", "tt", "số tt", "số thứ tự", "stt.", "tt.", "s tt", "s.tt"];
    let text = folded(text);
    WORDS.iter().any(|word| folded(word) == text) || text.starts_with("stt ")
}

/// Is it what stands beneath a table: signatures, notes, recipients?
pub(super) fn is_signature(grid: &Grid, row: u32) -> bool {
    const BEGINNINGS: [&str; 22] = [
        "người lập",
        "người tổng hợp",
        "người báo cáo",
        "người kiểm",
        "thủ trưởng",
        "tm.",
        "tm ",
        "t/m",
        "kt.",
        "kt ",
        "chủ tịch",
        "phó chủ tịch",
        "nơi nhận",
        "ghi chú:",
        "xác nhận của",
        "kế toán",
        "lãnh đạo",
        "cán bộ lập",
        "công chức",
        "trưởng phòng",
        "(kí",
        "giám đốc",
    ];
    let mut texts =
        grid.row(row).map(|(at, _)| folded(&text_at(grid, at))).filter(|t| !t.is_empty());
    let is_dated =
        |text: &str| text.contains(", ngày") && text.contains("tháng") && text.contains("năm");
    texts.any(|text| begins(&text, &BEGINNINGS) && text.chars().count() < 80 || is_dated(&text))
}

/// The title above a table: the longest line between the heading and the header.
pub(super) fn title(grid: &Grid, region: &Region) -> String {
    const OFFICIAL: [&str; 7] =
        ["cộng hòa", "độc lập", "ủy ban nhân dân", "ubnd", "xã ", "đvt", "đơn vị tính"];
    let top = region.header_rows[0];
    let rows = (region.heading_top..top).filter(|row| !is_heading_line(grid, *row));
    let texts =
        rows.flat_map(|row| grid.row(row).map(|(at, _)| text_at(grid, at)).collect::<Vec<_>>());
    let is_title = |text: &String| !begins(&folded(text), &OFFICIAL);
    texts.filter(is_title).max_by_key(|text| text.chars().count()).unwrap_or_default()
}
