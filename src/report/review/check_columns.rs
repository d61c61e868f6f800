//! The columns of Cần kiểm tra, and the states that its first column shows.

use super::draft::DraftColumn;
use crate::figures::decision::{CONFIRMED, OPINION, REASON};

/// The column that says what settles the row.
pub(super) const ACTION: &str = "Cách xử lý";

pub(super) const COLUMNS: [DraftColumn; 14] = [
    DraftColumn::tools("Mức", 11),
    DraftColumn::tools("Đơn vị", 16),
    DraftColumn::tools("Tệp", 22),
    DraftColumn::tools("Trang", 10),
    DraftColumn::tools("Ô", 11),
    DraftColumn::tools("Nội dung", 58),
    DraftColumn::tools("Đã ghi", 15),
    DraftColumn::tools("Đề xuất", 13),
    DraftColumn::tools("Ảnh hưởng", 16),
    DraftColumn::tools(ACTION, 30),
    DraftColumn::officers(OPINION, 14).choosing(&["x", "giữ", "giữ các kỳ sau"], true, ""),
    DraftColumn::officers(REASON, 26),
    DraftColumn::officers(CONFIRMED, 18),
    DraftColumn::tools("Mã", 15),
];

/// The first column's texts for rows whose finding is gone.
pub(super) const DEALT_WITH: &str = "Đã xử lý";
pub(super) const GONE: &str = "Đã hết";
pub(super) const MORE: &str = "Còn nữa";
pub(super) const ASIDE: &str = "Không còn khớp";

/// Added to the state of a settled row: value kept, or value given.
pub(super) const STAYS: &str = " (đã giữ)";
pub(super) const ANSWERED: &str = " (đã có ý kiến)";

/// Added to the state of a row whose opinion was not understood.
pub(super) const UNCLEAR: &str = " (chưa rõ ý kiến)";
