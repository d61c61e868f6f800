//! What a part of a package refers to, and where that stands.

use super::xml::{attribute, tokens, unescaped};

/// A reference from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Relation {
    /// Its id among the references of its part.
    pub(in crate::report) id: String,
    /// What the other part is, as an address of the format.
    pub(in crate::report) kind: String,
    /// The other part's name.
    pub(in crate::report) target: String,
}

impl Relation {
    /// Is it of this kind? The two spellings of the format end alike.
    pub(in crate::report) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit_once('/').is_some_and(|(_, last)| last == kind)
    }
}

/// The part with the references of a part; of the package itself where it has no name.
pub(in crate::report) fn relations_part(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let between = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{between}_rels/{file}.rels")
}

/// The references in a part of references; `part` is whose they are.
pub(in crate::report) fn relations(xml: &str, part: &str) -> Result<Vec<Relation>, String> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let tokens = tokens(xml)?;
    let of = |tag: &str, name| unescaped(&attribute(tag, name).unwrap_or_default());
    let found = tokens.iter().filter(|token| token.is_open("Relationship"));
    let found = found.map(|token| Relation {
        id: of(&token.text, "Id"),
        kind: of(&token.text, "Type"),
        target: resolved(folder, &of(&token.text, "Target")),
    });
    Ok(found.collect())
}

/// The name of a part that is named from within a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_where_they_are_referred_to() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            ("", "./xl/workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(resolved(folder, target), part);
        }
        assert_eq!(relations_part("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relations_part(""), "_rels/.rels");
    }
}
