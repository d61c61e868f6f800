//! Reads a workbook of any known format, or says what the file really is.
//!
//! calamine trusts files: on some damaged ones it panics, aborts or loops, others it reads wrongly
//! without an error. So each format has a guard that checks and bounds the file first, and panics
//! are caught. The formats on which calamine may still abort (.xls, .xlsb) are read in a child
//! process, if [`subprocess`] is set up.

mod careful;
mod catch_panic;
mod font;
mod limit;
mod limits;
#[cfg(test)]
mod looks_tests;
mod number_format;
mod package;
mod places;
mod plain;
mod refusal;
mod relationships;
mod repair_package;
mod sheet_looks;
mod sniff;
pub mod subprocess;
#[cfg(test)]
mod tests;
mod utf16;
mod value;
mod well_formed;
mod xml;

use self::careful::{ods, xls, xlsb, xlsx};
pub use self::catch_panic::catch_panic;
pub use self::limit::Limit;
pub use self::limits::Limits;
use self::package::Package;
pub use self::refusal::{Damage, Refusal};
pub use self::sheet_looks::{SheetLook, sheet_looks};
use self::sniff::PackageFormat;
use crate::grid::Workbook;

/// Reads a workbook. Its format is detected by content, never by name.
///
/// # Errors
///
/// [`Refusal`]: what the file really is, if it is no workbook that can be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    limits::check_limit(bytes.len() as u64, limits.file_bytes, Limit::File)?;
    catch_panic::catch_panic(|| read_by_content(bytes, limits))
        .unwrap_or(Err(Refusal::Damaged(Damage::ReaderFailed)))
}

/// How many bytes a file has when it is unpacked, as it says itself. Nothing is unpacked.
#[must_use]
pub fn unpacked_bytes(bytes: &[u8]) -> u64 {
    let declared = |package: crate::opc::Package<'_>| {
        package.entries().iter().fold(0u64, |sum, entry| sum.saturating_add(entry.size))
    };
    let package = sniff::is_zip(bytes).then(|| crate::opc::Package::open(bytes).ok()).flatten();
    package.map_or(bytes.len() as u64, declared)
}

fn read_by_content(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let apart = || subprocess::read(bytes, limits);
    if sniff::is_ole(bytes) {
        return apart().unwrap_or_else(|| xls::read(bytes, limits));
    }
    if !sniff::is_zip(bytes) {
        return Err(sniff::classify_other(bytes));
    }
    if let Some(workbook) = plain::read(bytes, limits) {
        return Ok(workbook);
    }
    let mut package = Package::open(bytes).ok_or_else(|| sniff::classify_cut_zip(bytes))?;
    let kind = sniff::detect_package(&mut package, limits)?;
    package.check(limits)?;
    if kind == PackageFormat::Xlsb
        && let Some(read) = apart()
    {
        return read;
    }
    let refusal = match read_package(kind, bytes, &mut package, limits) {
        Err(refusal @ (Refusal::Damaged(_) | Refusal::MacroSheet)) => refusal,
        read => return read,
    };
    let Some(mended) = repair_package::repaired(&mut package, limits)? else { return Err(refusal) };
    let mut package = Package::open(&mended).ok_or_else(|| refusal.clone())?;
    read_package(kind, &mended, &mut package, limits).map_err(|_| refusal)
}

fn read_package(
    kind: PackageFormat,
    bytes: &[u8],
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Workbook, Refusal> {
    match kind {
        PackageFormat::Xlsx => xlsx::read(bytes, package, limits),
        PackageFormat::Xlsb => xlsb::read(bytes, package, limits),
        PackageFormat::Ods => ods::read(package, limits),
    }
}
