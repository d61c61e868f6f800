//! Relationships between the parts of an Office Open XML package.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{self, Tag, decoded};
use super::{Damage, Limits, Refusal};

/// The relationships of a part: id to (type, target).
pub(super) type Relationships = BTreeMap<String, (String, String)>;

/// Reads a relationships part.
pub(super) fn relationships(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<Relationships, Refusal> {
    let xml = required(package, &part.to_ascii_lowercase(), limits)?;
    let mut links = Relationships::new();
    xml::walk(xml::text(&xml)?, |tag| {
        if let Tag::Start("Relationship", element) = tag {
            let of = |name| Ok(decoded(element, name)?.unwrap_or_default());
            links.insert(of("Id")?, (of("Type")?, of("Target")?));
        }
        Ok(())
    })?;
    Ok(links)
}

/// A required part.
pub(super) fn required(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<Vec<u8>, Refusal> {
    package.part(part, limits)?.ok_or_else(|| missing(part))
}

pub(super) fn missing(part: &str) -> Refusal {
    Refusal::Damaged(Damage::MissingPart(part.to_owned()))
}
