//! How the signed page looks.

/// A column that the office may switch on beside the usual ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraColumn {
    /// Last year's figure, as the communes report it.
    LastYear,
    /// The year's plan.
    Plan,
    /// The same period of last year, from its annex.
    YearAgo,
}

impl ExtraColumn {
    /// The officer's word for it.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::LastYear => "năm trước",
            Self::Plan => "kế hoạch",
            Self::YearAgo => "cùng kỳ năm trước",
        }
    }
}

/// How the signed page is to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLook {
    /// It is a separate document with Quốc hiệu and signature, not an annex to a report.
    pub standalone: bool,
    /// Columns switched on, each once.
    pub columns: Vec<ExtraColumn>,
    /// A figure beyond its level reads "Vượt".
    pub beyond: bool,
    /// The summary in the report's own words: "2/7 chỉ tiêu gồm 6/11 nội dung".
    pub report_wording: bool,
    /// A report in Word is written, too.
    pub word_report: bool,
    /// Lines above the signature: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH".
    pub signed_as: Vec<String>,
    /// Who signs.
    pub signer: String,
    /// Who receives it.
    pub receivers: Vec<String>,
}
