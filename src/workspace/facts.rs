//! Sheet Thông tin kỳ: dates and numbers of the period, as typed.

use chrono::NaiveDate;

use viet_text::citation::Citation;

/// The column on sheet Thông tin kỳ that says which annexes were sent.
pub const SENT_ANNEXES: &str = "Phụ lục đã gửi";
/// The row of that sheet with the day of sending.
pub const SENT_ON: &str = FACT_NAMES[SENT_PLACE];
pub(super) const SENT_PLACE: usize = 4;
/// The row of that sheet with the report's number and day.
pub const REPORT: &str = FACT_NAMES[REPORT_PLACE];
pub(super) const REPORT_PLACE: usize = 3;
/// The row of that sheet that allows sending while open findings decide verdicts.
pub const SEND_PROVISIONAL: &str = FACT_NAMES[PROVISIONAL_PLACE];
pub(super) const PROVISIONAL_PLACE: usize = 6;
/// The row of that sheet with who allowed it.
pub const ALLOWED_BY: &str = FACT_NAMES[ALLOWED_PLACE];
pub(super) const ALLOWED_PLACE: usize = 7;
/// What may be chosen in the row that allows sending.
pub const SEND_PROVISIONAL_CHOICES: [&str; 2] = ["Không", "Có (ghi số liệu tạm tính)"];

/// Dates and numbers of the period, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodFacts {
    /// The day of the report ("tổng hợp ngày").
    pub reported_on: Option<NaiveDate>,
    /// The day up to which figures run ("số liệu đến ngày").
    pub data_until: Option<NaiveDate>,
    /// The day by which units were to report.
    pub deadline: Option<NaiveDate>,
    /// The report that the annex goes with: "123/BC-UBND ngày 10/11/2023".
    pub report: Citation,
    /// The day on which the annex was sent.
    pub sent_on: Option<NaiveDate>,
    /// Something is written as that day, whether or not it is understood.
    pub sent_said: bool,
    /// Which annexes were sent, as written (see `history::sent`).
    pub sent_annexes: String,
    /// The last time for late units to report: "10 giờ ngày 26/10".
    pub last_call: String,
    /// The annex may be sent although open findings decide verdicts: its figures are called provisional.
    pub sends_provisional: bool,
    /// Who allowed that.
    pub allowed_by: String,
}

/// The facts of a period that can be typed, in the order of their rows.
pub const FACT_NAMES: [&str; 8] = [
    "Ngày tổng hợp",
    "Số liệu đến ngày",
    "Hạn gửi báo cáo",
    "Số, ngày báo cáo",
    "Đã gửi ngày",
    "Hạn gửi bổ sung",
    "Gửi khi còn nội dung rà soát",
    "Người cho phép gửi",
];
