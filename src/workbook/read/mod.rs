//! The one door through which files come in: bytes to a grid of cells, or a refusal that
//! says what the file truly is.
//!
//! calamine reads most files well, but trusts them: it panics, aborts or loops on some
//! damaged ones and reads others wrongly without a word. So each format has a guard of its
//! own that bounds and checks the file first, and panics stop here. Result and refusal are
//! serialisable: this step can move into a process of its own.

mod limits;
mod nature;
mod number_format;
mod ods;
mod package;
mod places;
mod relationships;
#[cfg(test)]
mod tests;
mod unreadable;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use self::limits::{Limit, Limits};
use self::nature::Zipped;
use self::package::Package;
pub use self::unreadable::Unreadable;
use crate::cell::Workbook;

/// What stands for a formula whose text cannot be read: the cell is known to have one.
const UNKNOWN_FORMULA: &str = "?";

/// Reads a workbook of any known format, told by its content and never by its name.
///
/// # Errors
///
/// [`Unreadable`]: what the file truly is, where it is not a workbook that can be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Unreadable> {
    limits::within(bytes.len() as u64, limits.file_bytes, Limit::File)?;
    catch_unwind(AssertUnwindSafe(|| read_by_content(bytes, limits)))
        .unwrap_or_else(|_| Err(Unreadable::damaged("không đọc được nội dung bên trong")))
}

fn read_by_content(bytes: &[u8], limits: &Limits) -> Result<Workbook, Unreadable> {
    if nature::is_ole(bytes) {
        return xls::read(bytes, limits);
    }
    if !nature::is_zip(bytes) {
        return Err(nature::of_other(bytes));
    }
    if let Some(workbook) = xlsx::read_plain(bytes, limits) {
        return Ok(workbook);
    }
    let mut package = Package::open(bytes).ok_or_else(|| nature::of_cut_zip(bytes))?;
    let kind = nature::of_package(&mut package, limits)?;
    package.check(limits)?;
    match kind {
        Zipped::Xlsx => xlsx::read(bytes, &mut package, limits),
        Zipped::Xlsb => xlsb::read(bytes, &mut package, limits),
        Zipped::Ods => ods::read(&mut package, limits),
    }
}
