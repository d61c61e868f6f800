//! The package: parts, content types, relationships.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use super::tree::{Element, parse};

/// Characters of a link's target.
const LONGEST_TARGET: usize = 2_079;

/// A workbook's parts, and what is wrong with them.
pub(super) struct Package {
    pub(super) xml: BTreeMap<String, Element>,
    pub(super) names: BTreeSet<String>,
    pub(super) problems: Vec<String>,
}

impl Package {
    pub(super) fn open(bytes: &[u8]) -> Self {
        let mut package =
            Self { xml: BTreeMap::new(), names: BTreeSet::new(), problems: Vec::new() };
        let mut parts = match zip::ZipArchive::new(Cursor::new(bytes)) {
            Ok(parts) => parts,
            Err(error) => {
                package.say(format!("no zip: {error}"));
                return package;
            }
        };
        let mut folded = BTreeSet::new();
        for place in 0..parts.len() {
            let mut part = parts.by_index(place).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut content = Vec::new();
            if let Err(error) = part.read_to_end(&mut content) {
                package.say(format!("{name}: {error}"));
            }
            if !folded.insert(name.to_lowercase()) {
                package.say(format!("{name}: there twice"));
            }
            if !name.is_ascii() || name.contains(['\\', ' ']) || name.starts_with('/') {
                package.say(format!("{name}: no name for a part"));
            }
            if [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending)) {
                match parse(&content) {
                    Ok(root) => drop(package.xml.insert(name.clone(), root)),
                    Err(error) => package.say(format!("{name}: {error}")),
                }
            }
            package.names.insert(name);
        }
        package.check_content_types();
        package.check_kinds();
        package.check_relationships();
        package
    }

    pub(super) fn say(&mut self, problem: String) {
        self.problems.push(problem);
    }

    fn check_content_types(&mut self) {
        let Some(types) = self.xml.get("[Content_Types].xml").cloned() else {
            return self.say("no content types".to_owned());
        };
        let mut endings = BTreeSet::new();
        for default in types.all("Default") {
            if !endings.insert(default.get("Extension").unwrap_or_default().to_lowercase()) {
                self.say("a content type by ending twice".to_owned());
            }
        }
        let mut own = BTreeSet::new();
        for part in types.all("Override") {
            let name = part.get("PartName").unwrap_or_default();
            let name = name.strip_prefix('/').unwrap_or("").to_owned();
            if !self.names.contains(&name) {
                self.say(format!("content type of {name}, which is not there"));
            }
            if !own.insert(name.clone()) {
                self.say(format!("{name}: two content types"));
            }
        }
        for name in self.names.clone() {
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            if name != "[Content_Types].xml" && !own.contains(&name) && !endings.contains(&ending) {
                self.say(format!("{name}: no content type"));
            }
        }
    }

    /// A part's content type is that of the relationship which leads to it.
    fn check_kinds(&mut self) {
        const KINDS: [(&str, &str); 8] = [
            ("officeDocument", "spreadsheetml.sheet.main+xml"),
            ("worksheet", "spreadsheetml.worksheet+xml"),
            ("sharedStrings", "spreadsheetml.sharedStrings+xml"),
            ("styles", "spreadsheetml.styles+xml"),
            ("table", "spreadsheetml.table+xml"),
            ("comments", "spreadsheetml.comments+xml"),
            ("drawing", "officedocument.drawing+xml"),
            ("chart", "drawingml.chart+xml"),
        ];
        let Some(types) = self.xml.get("[Content_Types].xml").cloned() else { return };
        let kind_of = |part: &str| {
            let own = types.all("Override").find(|own| {
                own.get("PartName").and_then(|name| name.strip_prefix('/')) == Some(part)
            });
            own.and_then(|own| own.get("ContentType")).unwrap_or_default().to_owned()
        };
        let sources: Vec<String> = self
            .xml
            .keys()
            .filter(|name| name.ends_with(".rels"))
            .map(|rels| source_of(rels))
            .collect();
        for source in sources {
            for (kind, content) in KINDS {
                for (_, part) in self.targets(&source, kind) {
                    let found = kind_of(&part);
                    if !found.ends_with(content) {
                        self.say(format!("{part}: of content type {found:?}"));
                    }
                }
            }
        }
    }

    fn check_relationships(&mut self) {
        let all: Vec<String> =
            self.xml.keys().filter(|name| name.ends_with(".rels")).cloned().collect();
        for name in all {
            let source = source_of(&name);
            if !source.is_empty() && !self.names.contains(&source) {
                self.say(format!("{name}: no part {source}"));
            }
            let mut ids = BTreeSet::new();
            for relationship in self.xml[&name].clone().all("Relationship") {
                let id = relationship.get("Id").unwrap_or_default().to_owned();
                if id.is_empty() || !ids.insert(id.clone()) {
                    self.say(format!("{name}: id {id:?} twice or empty"));
                }
                let target = relationship.get("Target").unwrap_or_default();
                if relationship.get("TargetMode") == Some("External") {
                    if target.is_empty()
                        || target.encode_utf16().count() > LONGEST_TARGET
                        || target.contains(|c: char| c.is_whitespace() || c.is_control())
                    {
                        self.say(format!("{name}: target {target:?}"));
                    }
                    continue;
                }
                let target = resolved(&source, target);
                if !self.names.contains(&target) {
                    self.say(format!("{name}: {target} is not there"));
                }
            }
            self.check_uses(&source, &ids);
        }
        if !self.names.contains("_rels/.rels") {
            self.say("no relationships of the package".to_owned());
        }
    }

    /// Every `r:id` in a part is one of its relationships.
    fn check_uses(&mut self, source: &str, ids: &BTreeSet<String>) {
        let Some(root) = self.xml.get(source) else { return };
        let used: Vec<String> = root
            .everything()
            .iter()
            .flat_map(|element| &element.attributes)
            .filter(|(name, _)| name.starts_with("r:"))
            .map(|(_, id)| id.clone())
            .collect();
        for id in used.into_iter().filter(|id| !ids.contains(id)) {
            self.say(format!("{source}: no relationship {id}"));
        }
    }

    /// The parts that a part leads to by a kind of relationship.
    pub(super) fn targets(&self, source: &str, kind: &str) -> Vec<(String, String)> {
        let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
        let name = format!("{folder}/_rels/{file}.rels");
        let Some(root) = self.xml.get(name.trim_start_matches('/')) else { return Vec::new() };
        let of_kind = root.all("Relationship").filter(|relationship| {
            relationship.get("Type").is_some_and(|own| own.ends_with(&format!("/{kind}")))
        });
        let pairs = of_kind.map(|relationship| {
            let target = relationship.get("Target").unwrap_or_default();
            let id = relationship.get("Id").unwrap_or_default().to_owned();
            (id, resolved(source, target))
        });
        pairs.collect()
    }
}

/// The part that a part of relationships belongs to; empty for the package's own.
fn source_of(rels: &str) -> String {
    let (folder, file) = rels.rsplit_once('/').unwrap_or(("", rels));
    let folder = folder.strip_suffix("_rels").unwrap_or(folder);
    format!("{folder}{}", file.strip_suffix(".rels").unwrap_or(file))
}

fn resolved(source: &str, target: &str) -> String {
    if let Some(target) = target.strip_prefix('/') {
        return target.to_owned();
    }
    let mut folders: Vec<&str> = source.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => drop(folders.pop()),
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}
