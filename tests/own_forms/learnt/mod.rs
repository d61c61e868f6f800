//! An office's own forms learnt: what is proposed, what is asked, and what reports in them give.

mod forms;
mod marked;
mod office;
mod persons;
mod reports;
mod versions;
