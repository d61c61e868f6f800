//! Months as communes bend them: a clean report is bent in one way, read, and must say the
//! same as the clean one, or say honestly what it lacks.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod bend;
mod compound;
mod eye;
mod figures;
mod files;
mod headings;
mod labels;
mod layout;
mod lists;
mod said;
mod together;
