//! Sheet Ý nghĩa kiểm tra: what each kind of finding means and what to do about it.

use rust_decimal::Decimal;

use super::Draft;
use super::checks::is_of_moving_rows;
use super::draft::{Column, Line, Row, bring_together, has_entry};
use crate::check::{Finding, RULES};
use crate::results::Results;
use crate::workspace::sheets;
use workbook_io::sheet::Content;

const COLUMNS: [Column; 6] = [
    Column::of_tool("Mã", 24),
    Column::of_tool("Tên", 36),
    Column::of_tool("Mức", 12),
    Column::of_tool("Số lần kỳ này", 11),
    Column::of_tool("Vì sao cần xem", 60),
    Column::of_tool("Cần làm gì", 60),
];

const GUIDE: &str = "Hướng dẫn: trang này giải thích các loại nội dung ở trang Cần kiểm tra, tra \
    theo cột Mã.";

pub(super) fn draft(results: &Results<'_>) -> Draft {
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
        let row = Row { cells: cells.into(), ..Row::default() };
        Line { key: rule.code.to_owned(), exact: String::new(), row }
    });
    let rows = bring_together(
        results.entries.tables.get(sheets::MEANINGS),
        lines.collect(),
        |row| (row.text("Mã"), String::new()),
        |row| has_entry(row, &COLUMNS).then(Row::default),
    );
    Draft { name: sheets::MEANINGS, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}
