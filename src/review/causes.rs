//! Sheet Nguyên nhân: causes and notes for the annex.

use super::Draft;
use super::draft::Column;
use super::judgements::{item_rows, several_sets};
use crate::results::Results;
use crate::workspace::sheets;

const NUMBER: Column = Column::of_tool("Nội dung số", 10);
const TEXT: Column = Column::of_tool("Nội dung", 60);
const CAUSE: Column = Column::of_officer("Nguyên nhân, ghi chú", 80);
const ONE_SET: [Column; 3] = [NUMBER, TEXT, CAUSE];
const SEVERAL_SETS: [Column; 4] = [NUMBER, TEXT, CAUSE, Column::of_tool("Mã bộ", 22)];

const GUIDE: &str = "Hướng dẫn: nguyên nhân, ghi chú ghi ở đây được in vào cột cuối của phụ lục, \
    cạnh nội dung tương ứng.";

pub(super) fn draft(results: &Results<'_>) -> Draft {
    let rows = item_rows(results, sheets::CAUSES, |_| true);
    let columns: &'static [Column] = if several_sets(results) { &SEVERAL_SETS } else { &ONE_SET };
    Draft { name: sheets::CAUSES, guide: GUIDE.to_owned(), columns, rows }
}
