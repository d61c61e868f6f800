//! The program as a user runs it, over copies of the sample.
#![expect(clippy::unwrap_used, reason = "a test that panics names its line")]

mod judgement;
mod packs;
mod refusals;
mod sample;
