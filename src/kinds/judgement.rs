//! "nhận định": no figure decides the item; the office judges it and gives its reason.

/// The words and names of items that the office judges.
#[derive(Debug)]
pub struct Judgement {
    /// Its name in JSON.
    pub code: &'static str,
    /// What the settings' column "So sánh" says.
    pub word: &'static str,
    /// The settings read back.
    pub explained: &'static str,
}

/// Items that the office judges.
pub const JUDGEMENT: Judgement = Judgement {
    code: "judgement",
    word: "nhận định",
    explained: "theo nhận định của cơ quan tổng hợp",
};
