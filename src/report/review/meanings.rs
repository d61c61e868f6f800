//! Sheet Ý nghĩa kiểm tra: the meaning of each kind of finding, and what to do.

use rust_decimal::Decimal;

use super::SheetDraft;
use super::checks::is_of_moving_rows;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::check::{Finding, RULES};
use crate::results::Results;
use crate::workspace::sheets;
use workbook_io::sheet::Content;

const COLUMNS: [DraftColumn; 6] = [
    DraftColumn::tools("Mã", 24),
    DraftColumn::tools("Tên", 36),
    DraftColumn::tools("Mức", 12),
    DraftColumn::tools("Số lần kỳ này", 11),
    DraftColumn::tools("Vì sao cần xem", 60),
    DraftColumn::tools("Cần làm gì", 60),
];

const GUIDE: &str = "Hướng dẫn: trang này giải thích các loại nội dung ở trang Cần kiểm tra, tra \
    theo cột Mã.";

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let lines = RULES.iter().map(|rule| {
        let stays =
            |finding: &&Finding| finding.code == rule.code && !is_of_moving_rows(finding, results);
        let times = results.findings.iter().filter(stays).count();
        let cells = [
            ("Mã", Content::from(rule.code)),
            ("Tên", Content::from(rule.title)),
            ("Mức", Content::from(rule.severity.vietnamese())),
            ("Số lần kỳ này", Content::Number(Decimal::from(times))),
            ("Vì sao cần xem", Content::from(rule.why)),
            ("Cần làm gì", Content::from(rule.remedy)),
        ];
        let row = DraftRow { cells: cells.into(), ..DraftRow::default() };
        DraftLine { key: rule.code.to_owned(), exact: String::new(), row }
    });
    let rows = merge_with_entries(
        results.entries.tables.get(sheets::MEANINGS),
        lines.collect(),
        |row| (row.text("Mã"), String::new()),
        |row| has_entry(row, &COLUMNS).then(DraftRow::default),
    );
    SheetDraft { name: sheets::MEANINGS, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}
