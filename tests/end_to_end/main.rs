//! The program as a user runs it, over copies of the sample.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod assignments;
#[path = "../ooxml/checker/mod.rs"]
mod checker;
mod doubts;
mod earlier_annex;
mod folders;
mod frozen;
mod half_year;
mod history;
mod judgement;
mod kinds;
mod layout;
mod letters;
mod menu;
mod odd_sizes;
mod old_workspaces;
mod own_annex;
#[cfg(unix)]
mod own_file_back;
mod own_places;
mod packs;
mod readme;
mod refusals;
mod resaved;
mod review_file;
mod sample;
mod settings_book;
mod slips;
mod start;
mod strange_text;
#[cfg(unix)]
mod terminal;
mod terms;
mod word_report;
mod words;
