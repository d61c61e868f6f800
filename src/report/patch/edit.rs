//! A package while parts of it are changed and others are added.

use std::collections::BTreeMap;

use super::package::{CUSTOM, EMPTY_CUSTOM, FormPackage, before_end, malformed, with_property};
use super::relations::{Relation, relations, relations_part};
use super::xml::{XmlToken, attribute, escaped, tokens};

/// The part that says what every other part is.
const TYPES: &str = "[Content_Types].xml";
const CUSTOM_TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const CUSTOM_KIND: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// A package with its changes.
pub(in crate::report) struct PackageEdit<'b> {
    pub(in crate::report) package: FormPackage<'b>,
    /// Changed and added parts.
    parts: BTreeMap<String, String>,
}

impl<'b> PackageEdit<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// A Vietnamese sentence, where it is damaged or not as Excel writes it.
    pub(in crate::report) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let package = FormPackage::open(bytes)?;
        package.check()?;
        Ok(Self { package, parts: BTreeMap::new() })
    }

    /// The text of a part as it is now.
    pub(in crate::report) fn text(&self, part: &str) -> Result<String, String> {
        self.parts.get(part).map_or_else(|| self.package.text(part), |text| Ok(text.clone()))
    }

    pub(in crate::report) fn has(&self, part: &str) -> bool {
        self.parts.contains_key(part) || self.package.has(part)
    }

    pub(in crate::report) fn set(&mut self, part: &str, text: String) {
        self.parts.insert(part.to_owned(), text);
    }

    /// What a part refers to.
    pub(in crate::report) fn relations(&self, part: &str) -> Result<Vec<Relation>, String> {
        let own = relations_part(part);
        if self.has(&own) { relations(&self.text(&own)?, part) } else { Ok(Vec::new()) }
    }

    /// What a part refers to as being of this kind.
    pub(in crate::report) fn related(
        &self,
        part: &str,
        kind: &str,
    ) -> Result<Option<String>, String> {
        let found = self.relations(part)?.into_iter().find(|relation| relation.is(kind));
        Ok(found.map(|relation| relation.target))
    }

    /// What the package says a part is; empty where it does not say.
    pub(in crate::report) fn content_type(&self, part: &str) -> Result<String, String> {
        let types = tokens(&self.text(TYPES)?)?;
        let of = |list: &str, key: &str, wanted: &str| {
            let mut all = types.iter().filter(|token| token.is_open(list));
            let is_it = |token: &&XmlToken| {
                attribute(&token.text, key).is_some_and(|own| own.eq_ignore_ascii_case(wanted))
            };
            all.find(is_it).and_then(|token| attribute(&token.text, "ContentType"))
        };
        let ending = part.rsplit('.').next().unwrap_or_default();
        let own = of("Override", "PartName", &format!("/{part}"));
        Ok(own.or_else(|| of("Default", "Extension", ending)).unwrap_or_default())
    }

    /// Adds a part that another refers to; returns the reference's id.
    pub(in crate::report) fn add(
        &mut self,
        part: &str,
        text: String,
        content_type: &str,
        (from, kind): (&str, &str),
    ) -> Result<String, String> {
        let id = self.relate(from, kind, part)?;
        let added =
            format!("<Override PartName=\"/{part}\" ContentType=\"{}\"/>", escaped(content_type));
        let types = before_end(&self.text(TYPES)?, "</Types>", &added)?;
        self.set(TYPES, types);
        self.set(part, text);
        Ok(id)
    }

    fn relate(&mut self, from: &str, kind: &str, part: &str) -> Result<String, String> {
        let own = relations_part(from);
        let xml = if self.has(&own) { self.text(&own)? } else { RELATIONS.to_owned() };
        let taken = relations(&xml, from)?;
        let is_free = |id: &String| taken.iter().all(|relation| relation.id != *id);
        let id = (1..).map(|n| format!("rIdTonghop{n}")).find(is_free);
        let id = id.expect("numbers do not run out");
        let link = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{part}\"/>");
        // A list without references may be written as one tag.
        let xml = match xml.trim_end().strip_suffix("/>") {
            Some(open) if !xml.contains("</Relationships>") => format!("{open}></Relationships>"),
            _ => xml,
        };
        self.set(&own, before_end(&xml, "</Relationships>", &link)?);
        Ok(id)
    }

    /// A name for a new part, like "xl/worksheets/tonghop1.xml".
    pub(in crate::report) fn free_name(&self, folder: &str, ending: &str) -> String {
        let names = (1..).map(|number| format!("{folder}/tonghop{number}.{ending}"));
        let mut free = names.filter(|name| !self.has(name));
        free.next().expect("numbers do not run out")
    }

    /// Sets a custom property, in place of what it was.
    pub(in crate::report) fn set_property(
        &mut self,
        name: &str,
        value: &str,
    ) -> Result<(), String> {
        let part = match self.related("", "custom-properties")? {
            Some(part) => part,
            None => {
                let at = ("", CUSTOM_KIND);
                self.add(CUSTOM, EMPTY_CUSTOM.to_owned(), CUSTOM_TYPE, at)?;
                CUSTOM.to_owned()
            }
        };
        let xml = with_property(&self.text(&part)?, name, value)?;
        self.set(&part, xml);
        Ok(())
    }

    /// The package with its changes.
    pub(in crate::report) fn bytes(&self) -> Result<Vec<u8>, String> {
        if self.parts.keys().any(|part| part.is_empty()) {
            return Err(malformed("phần không tên"));
        }
        self.package.with_parts(&self.parts)
    }
}
