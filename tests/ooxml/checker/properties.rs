//! Properties of the document: lengths, and numbers of their own.

use std::collections::BTreeSet;

use super::package::Package;

/// Characters of one property.
const LONGEST: usize = 255;
/// The first number that a property of the office's own may have.
const FIRST: usize = 2;

pub(super) fn check(package: &mut Package) {
    let mut said = Vec::new();
    for part in ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"] {
        let Some(root) = package.xml.get(part) else { continue };
        let mut names = BTreeSet::new();
        let mut numbers = BTreeSet::new();
        for property in &root.children {
            let name = property.get("name").unwrap_or(&property.name);
            let length = property.whole_text().encode_utf16().count();
            let is_own = property.name == "property";
            if length > LONGEST && property.name != "TitlesOfParts" {
                said.push(format!("{part}: {name} of {length} characters"));
            }
            if name.encode_utf16().count() > LONGEST || !names.insert(name.to_lowercase()) {
                said.push(format!("{part}: {name} twice or too long"));
            }
            let number = property.number("pid").filter(|number| *number >= FIRST);
            if is_own && !number.is_some_and(|number| numbers.insert(number)) {
                said.push(format!("{part}: {name} has no number of its own"));
            }
        }
    }
    said.into_iter().for_each(|problem| package.say(problem));
}
