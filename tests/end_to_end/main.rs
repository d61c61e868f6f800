//! The program as a user runs it, over copies of the sample.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod judgement;
mod menu;
mod packs;
mod refusals;
mod sample;
mod settings_book;
mod start;
mod terms;
