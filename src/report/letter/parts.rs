//! The letter as data: its receivers, its subject and its parts.

use super::open_items::ResolutionItems;
use crate::settings::LetterSettings;

/// The letter, with its blanks filled.
#[derive(Clone, Debug)]
pub struct Letter<'s> {
    /// The receivers, and those of copies.
    pub settings: &'s LetterSettings,
    /// The subject, one line.
    pub subject: String,
    /// The text from greeting to signature.
    pub blocks: Vec<LetterBlock>,
    /// The annex's file name.
    pub file: String,
}

/// A part of the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterBlock {
    /// A paragraph.
    Paragraph(String),
    /// Items that are unmet or open, by resolution.
    Open(Vec<ResolutionItems>),
}
