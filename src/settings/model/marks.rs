//! How communes write nothing, zero, yes and no.

use super::ByCode;
use viet_text::text::folded_cow;

/// What a sign that is not a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// No figure was given.
    Missing,
    /// Zero; in a tick column, no.
    Zero,
    /// A tick.
    Yes,
    /// No tick.
    No,
}

/// The office's table of signs.
#[derive(Clone, Debug, Default)]
pub struct Marks(pub(in crate::settings) ByCode<Mark>);

impl Marks {
    /// What a cell's whole text stands for, where it is a sign of the table.
    #[must_use]
    pub fn lookup(&self, text: &str) -> Option<Mark> {
        let key = folded_cow(text);
        if key.is_empty() {
            return Some(Mark::Missing);
        }
        self.0.get(&*key).copied()
    }

    /// The sign for a tick: "x" where the table has it, else the first one.
    #[must_use]
    pub fn tick(&self) -> Option<&str> {
        let ticks = || self.0.iter().filter(|(_, mark)| **mark == Mark::Yes);
        let first = ticks().find(|(sign, _)| *sign == "x").or_else(|| ticks().next());
        first.map(|(sign, _)| sign.as_str())
    }
}
