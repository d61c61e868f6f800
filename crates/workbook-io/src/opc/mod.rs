//! The one layer for zip files: packages of parts (such as workbooks) and archives of files.
//!
//! [`Package`] opens bytes and reads parts to their end, within limits, and compares checksums.
//! [`Builder`] writes a package of new parts and of parts copied in packed form; the same parts
//! give the same bytes. [`archive`] opens a zip of files. What cannot be read is a [`Fault`]; the
//! caller words it.
//!
//! This layer knows nothing about workbooks.

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
