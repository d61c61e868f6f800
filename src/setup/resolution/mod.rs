//! A resolution or plan → targets as they are proposed.
//!
//! `document` reads a file into paragraphs and tables; `sections` finds where the aims stand;
//! `reading` makes items of a sentence, by the phrases of `phrases` and the units of `units`;
//! `tables` makes them of a table; `matching` finds the figures by which they are judged. What is
//! guessed has a question; a sentence that is not understood is an item that the office judges.

mod blocks;
mod clauses;
mod comparison;
mod document;
mod docx;
mod head;
mod item;
mod marker;
mod matching;
mod numbering;
mod numerals;
mod phrases;
mod proposal;
mod quantity;
mod reading;
mod sections;
mod sentences;
mod sheets;
mod subject;
mod tables;
mod terms;
mod text_file;
mod times;
mod tokens;
mod units;
mod xml_tree;

pub use crate::settings::Threshold;
pub use blocks::{Block, Document, Paragraph, Table};
pub use document::read_document;
pub use item::{
    About, Change, Comparison, Head, Proposal, ProposedCriterion, ProposedItem, ProposedTarget,
    Question, Scope, Whole,
};
pub use matching::{Known, KnownColumn, KnownFigure, Match, match_item, matched};
pub use proposal::proposal;
pub use terms::Terms;

/// The items of a paragraph that is known to set aims, apart from any document.
#[must_use]
pub fn items(text: &str) -> Vec<ProposedItem> {
    let context = reading::Context::default();
    let sentences = sentences::sentences(text).into_iter();
    sentences.flat_map(|sentence| reading::read_sentence(sentence, &context)).collect()
}
