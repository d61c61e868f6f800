//! The numbers that a text document gives to its paragraphs by itself.

use std::collections::HashMap;

use super::xml_tree::Node;

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has been counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// By the list's number: its levels.
    lists: HashMap<String, (String, Vec<Level>)>,
    /// By the definition that lists share: how far each level has been counted.
    counted: HashMap<String, [usize; LEVELS]>,
}

#[derive(Clone, Default)]
struct Level {
    format: String,
    /// `%1.%2.`
    text: String,
    start: usize,
}

impl Numbering {
    /// The lists that the document's part defines.
    pub(super) fn new(part: Option<&Node>) -> Self {
        let Some(part) = part else { return Self::default() };
        let definitions: HashMap<&str, Vec<Level>> = part
            .all("abstractNum")
            .into_iter()
            .filter_map(|own| Some((own.value("abstractNumId")?, levels(own))))
            .collect();
        let lists = part.all("num").into_iter().filter_map(|list| {
            let definition = list.child("abstractNumId")?.value("val")?;
            let levels = definitions.get(definition)?.clone();
            Some((list.value("numId")?.to_owned(), (definition.to_owned(), levels)))
        });
        Self { lists: lists.collect(), counted: HashMap::new() }
    }

    /// The number of the next paragraph with these properties: "1.", "a)", "-".
    pub(super) fn next(&mut self, properties: &Node) -> Option<String> {
        let value = |name: &str| properties.child(name).and_then(|own| own.value("val"));
        let level: usize = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
        let (definition, levels) = self.lists.get(value("numId")?)?;
        let own = levels.get(level)?;
        if own.format == "bullet" {
            return Some("-".to_owned());
        }
        let counted = self.counted.entry(definition.clone()).or_default();
        *counted.get_mut(level)? += 1;
        counted[level + 1..].fill(0);
        let mut text = own.text.clone();
        for (place, level) in levels.iter().enumerate().take(level + 1) {
            let count = level.start.max(1) + counted[place].max(1) - 1;
            text = text.replace(&format!("%{}", place + 1), &written(count, &level.format));
        }
        Some(text)
    }
}

fn levels(definition: &Node) -> Vec<Level> {
    let value = |level: &Node, name: &str| {
        level.child(name).and_then(|own| own.value("val")).unwrap_or_default().to_owned()
    };
    let level = |level: &&Node| Level {
        format: value(level, "numFmt"),
        text: value(level, "lvlText"),
        start: value(level, "start").parse().unwrap_or(1),
    };
    definition.all("lvl").iter().take(LEVELS).map(level).collect()
}

fn written(count: usize, format: &str) -> String {
    let letter = |first: u8| {
        u8::try_from((count - 1) % 26)
            .map_or_else(|_| String::new(), |place| char::from(first + place).to_string())
    };
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

fn roman(mut count: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while count >= value && text.len() < 32 {
            text.push_str(sign);
            count -= value;
        }
    }
    text
}
