//! An office's own forms learnt: what is proposed, what is asked, and what reports in them give.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod forms;
mod office;
mod reports;
