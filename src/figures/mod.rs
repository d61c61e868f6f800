//! From submissions to figures: each unit's and the whole's, with the officer's decisions applied,
//! the figures of earlier periods, and every filled cell accounted for.

pub mod alternative;
pub mod consolidate;
pub mod decision;
pub mod history;
pub mod ledger;
