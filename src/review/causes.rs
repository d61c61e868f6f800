//! Sheet Nguyên nhân: causes and notes for the annex.

use super::Draft;
use super::draft::Column;
use super::judgements::{item_rows, several_sets};
use crate::results::Results;
use crate::workspace::{FORECAST, Forecast, sheets};

const NUMBER: Column = Column::of_tool("Nội dung số", 10);
const TEXT: Column = Column::of_tool("Nội dung", 60);
const CAUSE: Column = Column::of_officer("Nguyên nhân, ghi chú", 80);
const EXPECTED: Column = Column::of_officer(FORECAST, 16).choosing(
    &Forecast::WORDS,
    false,
    "Chọn Đạt, Khó đạt hoặc Không đạt; để trống nếu cơ quan chưa dự báo.",
);
const ONE_SET: [Column; 4] = [NUMBER, TEXT, CAUSE, EXPECTED];
const SEVERAL_SETS: [Column; 5] = [NUMBER, TEXT, CAUSE, EXPECTED, Column::of_tool("Mã bộ", 22)];

const GUIDE: &str = "Hướng dẫn: nguyên nhân, ghi chú ghi ở đây được in vào cột cuối của phụ lục, \
    cạnh nội dung tương ứng. Cột Dự báo đến hạn: dự báo của chính cơ quan cho nội dung chưa đến hạn; \
    được in ở cột ghi chú, ghi rõ là dự báo, và không làm thay đổi đánh giá.";

pub(super) fn draft(results: &Results<'_>) -> Draft {
    let rows = item_rows(results, sheets::CAUSES, |_| true);
    let columns: &'static [Column] = if several_sets(results) { &SEVERAL_SETS } else { &ONE_SET };
    Draft { name: sheets::CAUSES, guide: GUIDE.to_owned(), columns, rows }
}
