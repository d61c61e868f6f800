//! Lines of the heading above a table, told by their words.

use viet_text::text::folded;
use workbook_io::Grid;

/// A line above the header that reaches over its columns: whose form it is, which period, "Đơn
/// vị tính: triệu đồng".
pub(crate) fn is_heading_line(grid: &Grid, row: u32) -> bool {
    const BEGINNINGS: [&str; 18] = [
        "đơn vị tính",
        "đvt:",
        "đv tính",
        "đơn vị:",
        "kì báo cáo",
        "cộng hòa xã hội",
        "độc lập",
        "ủy ban nhân dân",
        "ubnd",
        "hội đồng nhân dân",
        "biểu số",
        "biểu mẫu",
        "mẫu số",
        "phụ lục",
        "(kèm theo",
        "(ban hành",
        "(đơn vị tính",
        "(đvt",
    ];
    let texts: Vec<String> = grid.row(row).filter_map(|(_, c)| c.text()).map(folded).collect();
    let is_line = |text: &String| {
        BEGINNINGS.iter().any(|start| text.starts_with(start)) || text.contains("...")
    };
    !texts.is_empty()
        && texts.iter().filter(|text| !text.is_empty()).all(is_line)
        && texts.iter().all(|text| text != "đơn vị tính")
}
