//! A paragraph of the report.

/// A paragraph of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is about; unique.
    pub about: String,
    /// The paragraph.
    pub text: String,
    /// It is about something that is not met.
    pub unmet: bool,
}

impl Paragraph {
    pub(super) fn new(about: impl Into<String>, text: impl Into<String>) -> Self {
        Self { about: about.into(), text: text.into(), unmet: false }
    }
}
