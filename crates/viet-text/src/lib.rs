#![doc = include_str!("../README.md")]

pub mod citation;
mod clean;
pub mod date;
mod digit_groups;
pub mod encoding;
mod fold;
pub mod label;
pub mod measure;
pub mod notation;
pub mod number;
pub mod period;
pub mod period_text;
pub mod slot;
mod syllable;
mod tables;
pub mod text;
mod tokens;

pub use date::{from_serial, read_date};
pub use encoding::{Encoding, decode, decode_if_legacy, detect};
pub use label::label;
pub use measure::{Measure, MoneyUnit};
pub use notation::{parse_vietnamese, vietnamese};
pub use number::{NumberText, read_number, read_typed_decimal};
pub use period::Period;
pub use period_text::{YearlessPeriod, find_closing_day, find_period, find_period_without_year};
pub use text::{bare, clean, folded};
