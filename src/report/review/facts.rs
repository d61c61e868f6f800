//! Sheet Thông tin kỳ: dates and numbers of the period, typed by the officer.

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, merge_with_entries};
use crate::results::Results;
use crate::revision::Correction;
use crate::workspace::{
    ALLOWED_BY, EntryRow, FACT_NAMES, REPORT, SEND_PROVISIONAL, SEND_PROVISIONAL_CHOICES,
    SENT_ANNEXES, SENT_ON, sheets,
};
use viet_text::text::folded;
use workbook_io::sheet::{Color, Content};

/// The fill of rows that wait for the officer.
const OPEN: Color = Color(0xFF_E8_CC);

const COLUMNS: [DraftColumn; 4] = [
    DraftColumn::tools("Mục", 24),
    DraftColumn::officers("Giá trị", 30),
    DraftColumn::tools("Giải thích", 80),
    DraftColumn::officers(SENT_ANNEXES, 44),
];

const GUIDE: &str = "Hướng dẫn: ghi vào cột Giá trị. Ngày viết như 10/11/2023 (ngày/tháng/năm). \
    Chương trình không tự điền ngày.";

/// The meaning of each fact, in the order of [`FACT_NAMES`].
const MEANINGS: [&str; FACT_NAMES.len()] = [
    "Ngày ghi trong câu tổng hợp: \"tổng hợp ngày …\".",
    "Ngày của số liệu: \"số liệu đến ngày …\". Để trống thì lấy ngày cuối kỳ.",
    "Hạn các đơn vị phải gửi báo cáo. Có hạn thì mới nêu đơn vị nộp muộn.",
    "Số, ngày của báo cáo kèm phụ lục, ví dụ 123/BC-UBND ngày 10/11/2023; in ở dòng \"Kèm theo Báo cáo số …\" hoặc \
     đầu phụ lục phát hành riêng. Phần chưa ghi thì phụ lục để trống. Bản điều chỉnh mang số, ngày mới.",
    "Ngày đã gửi phụ lục đi. Có ngày này thì phụ lục đã gửi được giữ nguyên; số liệu khác đi thì lập bản điều chỉnh. \
     Gửi bản điều chỉnh xong thì ghi ngày gửi mới vào đây.",
    "Ghi trong tin nhắc các đơn vị chưa gửi, ví dụ 10 giờ ngày 26/10.",
    "Chọn Có thì phụ lục không còn dòng DỰ THẢO, số liệu đang rà soát ghi là tạm tính và lập dự thảo thư gửi đi. Để trống là Không.",
    "Họ tên, chức vụ người đồng ý gửi phụ lục khi còn nội dung đang rà soát.",
];

const WHICH_WAS_SENT: &str = "Ngày này được ghi cùng lúc với ý kiến, nội dung làm đổi phụ lục nên chưa rõ đã gửi tệp nào. \
    Ở cột Phụ lục đã gửi, chỉ để lại tên tệp đã gửi rồi chạy lại. Chưa gửi tệp nào thì xóa cả ngày này.";

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let lines = FACT_NAMES.iter().zip(MEANINGS).map(|(name, meaning)| line(name, meaning));
    let mut rows = merge_with_entries(
        results.entries.tables.get(sheets::FACTS),
        lines.collect(),
        |row| (folded(&row.text("Mục")), String::new()),
        |_| Some(DraftRow::default()),
    );
    if let (Some(record), Some(row)) =
        (&results.revision.sent.record, rows.iter_mut().find(|row| is_about(row, SENT_ON)))
    {
        row.cells.insert(SENT_ANNEXES, Content::from(record.clone()));
    }
    if let Some(row) = rows.iter_mut().find(|row| is_about(row, REPORT)) {
        ask_for_report(row, results);
    }
    if let Some(row) = rows.iter_mut().find(|row| is_about(row, SEND_PROVISIONAL)) {
        row.choices = Some(("Giá trị", &SEND_PROVISIONAL_CHOICES));
        row.tone = results.is_draft().then_some(OPEN);
    }
    if let Some(row) = rows.iter_mut().find(|row| is_about(row, ALLOWED_BY)) {
        let facts = &results.entries.facts;
        let is_lacking = facts.sends_provisional && facts.allowed_by.is_empty();
        row.tone = is_lacking.then_some(OPEN);
    }
    rows.iter_mut().for_each(|row| mark_unclear(row, results));
    if results.revision.sent.asked
        && let Some(row) = rows.iter_mut().find(|row| is_about(row, SENT_ON))
    {
        row.cells.insert("Giải thích", Content::from(WHICH_WAS_SENT));
        row.tone = Some(OPEN);
    }
    SheetDraft { name: sheets::FACTS, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

fn line(name: &'static str, meaning: &str) -> DraftLine {
    let cells = [("Mục", Content::from(name)), ("Giải thích", Content::from(meaning))].into();
    DraftLine {
        key: folded(name),
        exact: String::new(),
        row: DraftRow { cells, ..DraftRow::default() },
    }
}

fn is_about(row: &DraftRow, fact: &'static str) -> bool {
    row.cells.get("Mục") == Some(&Content::from(fact))
}

/// Asks for a new report number if the annex is a correction and the number is still that of the
/// report sent.
fn ask_for_report(row: &mut DraftRow, results: &Results<'_>) {
    let (revision, typed) = (&results.revision, &results.entries.facts.report);
    if !revision.wants_report(typed) {
        return;
    }
    let which = revision.correction.as_ref().map(Correction::in_words).unwrap_or_default();
    let text = format!(
        "Đang ghi số, ngày của báo cáo đã gửi nên bản {which} để trống. Ghi số, ngày của báo cáo gửi \
         kèm bản {which} vào cột Giá trị rồi chạy lại."
    );
    row.cells.insert("Giải thích", Content::from(text));
    row.tone = Some(OPEN);
}

/// Notes beside an entry that it was not understood.
fn mark_unclear(row: &mut DraftRow, results: &Results<'_>) {
    let is_at = |left: &EntryRow| {
        let unclear = results.entries.unclear.iter();
        unclear.filter(|entry| entry.sheet == sheets::FACTS).find(|entry| entry.at.row == left.row)
    };
    let Some(entry) = row.left.as_ref().and_then(is_at) else { return };
    let text = format!("Chưa hiểu giá trị đã ghi; cần ghi {}.", entry.expected);
    row.cells.insert("Giải thích", Content::from(text));
}
