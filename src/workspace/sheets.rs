//! Sheets of the review workbook (their names are a contract).

/// Findings and decisions.
pub const CHECKS: &str = "Cần kiểm tra";
/// The office's judgements.
pub const JUDGEMENTS: &str = "Nhận định";
/// Causes and notes.
pub const CAUSES: &str = "Nguyên nhân";
/// The ledger.
pub const RECEIPT: &str = "Theo dõi tiếp nhận";
/// Dates and numbers of the period.
pub const FACTS: &str = "Thông tin kỳ";
/// What differs from the run before.
pub const CHANGES: &str = "Thay đổi so với lần chạy trước";
/// What differs from the annex that was sent.
pub const CORRECTION: &str = "Nội dung điều chỉnh";
/// Who reports, deadlines, what was sent, what is open.
pub const HANDOVER: &str = "Bàn giao";
/// What kinds of findings mean.
pub const MEANINGS: &str = "Ý nghĩa kiểm tra";
/// Every sheet of every file.
pub const FILE_SHEETS: &str = "Từng trang";
/// What was filled into the forms of the level above.
pub const UPWARD: &str = "Biểu cấp trên";
/// The report's paragraphs.
pub const PROSE: &str = "Lời văn";

/// All of them.
pub(super) const ALL: [&str; 12] = [
    CHECKS,
    JUDGEMENTS,
    CAUSES,
    RECEIPT,
    FACTS,
    PROSE,
    CHANGES,
    CORRECTION,
    HANDOVER,
    MEANINGS,
    FILE_SHEETS,
    UPWARD,
];

/// The header by which a sheet's header row is found.
pub(super) fn first_header(sheet: &str) -> &'static str {
    match sheet {
        CHECKS => "Mức",
        RECEIPT | FILE_SHEETS => "Đơn vị",
        FACTS | PROSE | HANDOVER => "Mục",
        UPWARD => "Tệp",
        MEANINGS => "Mã",
        CHANGES => "Loại",
        CORRECTION => "Nội dung, số liệu",
        _ => "Nội dung số",
    }
}
