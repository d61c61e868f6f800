//! A zipped workbook: [`opc::Package`] with the limits and refusals of reading.
//!
//! calamine stops reading a part where its data ends, so it misses wrong checksums, and a damaged
//! file can give wrong values. Here every part is read to its end.

use super::{Damage, Limit, Limits, Refusal};
use crate::opc::{self, Fault};

/// The parts of a zip file. Names are compared in lower case with `/`, as calamine does.
pub(super) struct Package<'a>(opc::Package<'a>);

impl<'a> Package<'a> {
    /// Opens the central directory; `None` for a file cut short.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        opc::Package::open(bytes).ok().map(Self)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.find(name).is_some()
    }

    /// Checks the central directory: refuses what is too large, ambiguous or encrypted.
    pub(super) fn check(&self, limits: &Limits) -> Result<(), Refusal> {
        self.0.check(&limits.for_package()).map_err(refusal)
    }

    /// A part; `None` if there is none with this name.
    pub(super) fn part(&mut self, name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, Refusal> {
        let part = self.0.find(name).map(|entry| self.0.read(entry, limits.part_bytes));
        part.transpose().map_err(refusal)
    }

    /// Passes every part to `see`. Each is read to its end, so that its checksum is compared.
    pub(super) fn inflate_all(
        &mut self,
        limits: &Limits,
        see: impl FnMut(&str, &[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        self.inflate_those(|_| true, limits, see)
    }

    /// The same for parts with certain names.
    pub(super) fn inflate_those(
        &mut self,
        wanted: impl Fn(&str) -> bool,
        limits: &Limits,
        mut see: impl FnMut(&str, &[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut bytes = Vec::new();
        for entry in self.0.entries() {
            let name = entry.plain_name();
            if wanted(&name) {
                self.0.read_into(entry, limits.part_bytes, &mut bytes).map_err(refusal)?;
                see(&name, &bytes)?;
            }
        }
        Ok(())
    }
}

/// The refusal for a fault of the package.
fn refusal(fault: Fault) -> Refusal {
    match fault {
        Fault::NoDirectory => Refusal::Damaged(Damage::CutShort),
        Fault::Unreadable { .. } => Refusal::Damaged(Damage::BrokenPackage),
        Fault::Encrypted { .. } => Refusal::Password,
        Fault::NameTwice { .. } => Refusal::Damaged(Damage::PartTwice),
        Fault::NameMismatch { .. } => Refusal::Damaged(Damage::PartListMismatch),
        Fault::ChecksumMismatch { .. } => Refusal::Damaged(Damage::ChecksumMismatch),
        Fault::TooManyParts => Refusal::TooLarge(Limit::Parts),
        Fault::PartTooLarge { .. } => Refusal::TooLarge(Limit::Part),
        Fault::TooLarge => Refusal::TooLarge(Limit::Total),
    }
}
