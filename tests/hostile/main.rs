//! Hostile and damaged files: every one gets a verdict, within limits, and costs only itself.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

mod build;
mod damage;
mod fuzz;
mod isolation;
mod malformed;
mod must_survive;
mod mutate;
mod targets;
mod terminal;
