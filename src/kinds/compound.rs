//! "tất cả các phần", "một trong các phần": an item of several parts, each with its own figure.

/// How the parts of an item make its verdict.
#[derive(Debug, PartialEq, Eq)]
pub struct Compound {
    /// Its name in JSON.
    pub code: &'static str,
    /// What the settings' column "So sánh" says.
    pub word: &'static str,
    /// Every part must be met; otherwise one met part is enough.
    pub needs_all: bool,
}

/// Every way in which parts make a verdict, in the order of the settings' drop-down.
pub const COMPOUNDS: &[&Compound] = &[
    &Compound { code: "all", word: "tất cả các phần", needs_all: true },
    &Compound { code: "any", word: "một trong các phần", needs_all: false },
];
