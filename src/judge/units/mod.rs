//! Each unit judged like the whole: at the level that a document gave it, else beside the level of all.

mod allocation;
mod contribution;
mod fraction;
mod judged;
mod measure_unit;
#[cfg(test)]
mod tests;
mod turning;

pub use allocation::allocate;
pub use contribution::{Contribution, Split};
pub use fraction::{Fraction, Linear, Quantity};
pub use judged::{ItemByUnits, PartByUnits, UnitTally, UnitVerdicts, judge_units};
pub use measure_unit::{Standing, UnitMeasure, figure_of_unit, unit_totals, unit_turning};
pub use turning::{Direction, Turning, turning};
