//! From submissions to figures: each unit's and the whole's, earlier periods' beside them, what the
//! officer decided applied, and every filled cell accounted for.

pub mod consolidate;
pub mod decision;
pub mod history;
pub mod ledger;
