//! The one door through which files come in: bytes to a grid of cells, or a refusal that
//! says what the file truly is.
//!
//! calamine reads most files well, but trusts them: it panics, aborts or loops on some
//! damaged ones and reads others wrongly without a word. So each format has a guard of its
//! own that bounds and checks the file first, and panics stop here. What calamine alone reads
//! (.xls, .xlsb) is read in a process of its own, where the program has set one up.

pub mod apart;
mod limits;
mod mend;
mod nature;
mod number_format;
mod ods;
mod package;
mod places;
mod quiet;
mod relationships;
#[cfg(test)]
mod tests;
mod unreadable;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub use self::limits::{Limit, Limits, page as limits_page};
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
    quiet::quietly(|| read_by_content(bytes, limits))
        .unwrap_or_else(|| Err(Unreadable::damaged("không đọc được nội dung bên trong")))
}

fn read_by_content(bytes: &[u8], limits: &Limits) -> Result<Workbook, Unreadable> {
    let apart = || apart::read(bytes, limits);
    if nature::is_ole(bytes) {
        return apart().unwrap_or_else(|| xls::read(bytes, limits));
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
    if kind == Zipped::Xlsb
        && let Some(read) = apart()
    {
        return read;
    }
    let refusal = match read_package(kind, bytes, &mut package, limits) {
        Err(refusal @ (Unreadable::Damaged { .. } | Unreadable::MacroSheet)) => refusal,
        read => return read,
    };
    let Some(mended) = mend::mended(&mut package, limits)? else { return Err(refusal) };
    let mut package = Package::open(&mended).ok_or_else(|| refusal.clone())?;
    read_package(kind, &mended, &mut package, limits).map_err(|_| refusal)
}

fn read_package(
    kind: Zipped,
    bytes: &[u8],
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Workbook, Unreadable> {
    match kind {
        Zipped::Xlsx => xlsx::read(bytes, package, limits),
        Zipped::Xlsb => xlsb::read(bytes, package, limits),
        Zipped::Ods => ods::read(package, limits),
    }
}
