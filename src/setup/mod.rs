//! Setting up: what an office already has (forms, reports, a resolution) → settings to confirm.

pub mod resolution;
