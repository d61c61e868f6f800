//! The annex (phụ lục): the workbook that is signed and sent. Each sheet has its own file.
//!
//! Everything here renders [`Results`]: totals, ratios and verdicts are live formulas that carry
//! the results of consolidation and judgement.

mod book;
mod brief;
mod by_unit;
mod charts;
mod columns;
mod comparison;
mod completeness;
mod consolidated;
mod correction;
mod definitions;
mod earlier;
mod existing;
mod form_totals;
mod formula;
#[cfg(test)]
mod growth_tests;
mod io_errors;
mod list_cells;
mod lists;
mod mirror;
mod officer_notes;
mod origin;
mod page_names;
mod pending_annex;
mod prepare;
mod progress;
mod quick_view;
mod signed;
mod sources;
mod speculative;
#[cfg(test)]
mod split_tests;
mod staging;
mod style;
mod totals;
mod unit_formula;
mod widths;

pub use book::book;
pub use pending_annex::{PendingAnnex, packed};
pub use prepare::prepare;
pub use staging::{PlacedAnnex, StagedAnnex, stage, write};
