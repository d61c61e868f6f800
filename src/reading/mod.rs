//! The reading of what people type: text, legacy encodings, numbers, dates, periods.
//!
//! Pure functions over text. Nothing here guesses in silence: what can be read in more than
//! one way says so.

pub mod cited;
pub mod date;
pub mod encoding;
mod figures;
mod fold;
pub mod label;
pub mod measure;
pub mod memo;
pub mod number;
pub mod organisation;
pub mod period;
pub mod period_text;
pub mod revision;
pub(crate) mod slot;
mod syllable;
mod tables;
pub mod text;
mod tokens;

pub use cited::{Cited, CitedDay};
pub use date::{from_serial, read_date};
pub use encoding::{Encoding, decode, decode_if_legacy, detect};
pub use label::label;
pub use measure::{Measure, MoneyUnit};
pub use number::{NumberText, read_number, read_typed_decimal};
pub use period::Period;
pub use period_text::{find_month_without_year, find_period};
pub use text::{bare, clean, folded};
