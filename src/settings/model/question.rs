//! What the office has to confirm of settings that were learnt from its forms.

use workbook_io::Address;

/// A question of the sheet *Cần xác nhận*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number: "C3".
    pub number: String,
    /// The form and sheet that it is about.
    pub place: String,
    /// The figures, rows or columns that it is about, in words.
    pub about: String,
    /// The question.
    pub text: String,
    /// What is taken while there is no answer.
    pub understood: String,
    /// The cell of the answer.
    pub at: Address,
    /// The answer; `None` while it is open.
    pub answer: Option<String>,
    /// The figures that hang on it.
    pub codes: Vec<String>,
}

impl Question {
    /// Has nobody answered yet?
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.answer.is_none()
    }
}
