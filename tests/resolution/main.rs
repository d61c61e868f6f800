//! Resolutions and plans: what their sentences come to.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod documents;
mod expected;
mod figures;
mod files;
mod sentences;
