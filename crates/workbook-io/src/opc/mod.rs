//! The one layer for zip files: packages of parts, as workbooks are, and archives of files.
//!
//! [`Package`] opens bytes and reads parts to their end, within limits and with their checksums
//! compared. [`Builder`] makes a package from new parts and from parts copied as they are packed;
//! the same parts give the same bytes. [`archive`] opens a zip of files. What cannot be read is a
//! [`Fault`], data for the caller to word.
//!
//! It knows nothing of workbooks.

pub mod archive;
mod builder;
mod deflate;
mod directory;
mod fault;
mod package;
#[cfg(test)]
mod tests;

pub use self::builder::{Builder, PackageBytes};
pub(crate) use self::deflate::{DeflatedChunk, Deflater};
pub use self::directory::{Entry, is_same_name};
pub use self::fault::Fault;
pub use self::package::{Limits, Package};
