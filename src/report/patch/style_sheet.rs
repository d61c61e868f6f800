//! The styles of a package, to which others are added. Those that it has stay as they are.

use std::collections::BTreeMap;

use super::package::malformed;
use super::styles::inserted;
use super::xml::{TokenKind, XmlToken, attribute, tokens, with_attribute};

/// The lists to which styles are added.
pub(in crate::report) const LISTS: [&str; 4] = ["fonts", "fills", "borders", "cellXfs"];

/// Styles by list, each as XML.
pub(in crate::report) struct StyleSheet {
    tokens: Vec<XmlToken>,
    lists: BTreeMap<&'static str, Vec<String>>,
    /// How many of each list stood there before.
    before: BTreeMap<&'static str, usize>,
}

impl StyleSheet {
    /// Reads a part of styles.
    ///
    /// # Errors
    /// A Vietnamese sentence, where one of the lists is missing.
    pub(in crate::report) fn read(xml: &str) -> Result<Self, String> {
        let tokens = tokens(xml)?;
        let lists: BTreeMap<_, _> =
            LISTS.into_iter().map(|list| (list, elements(&tokens, list))).collect();
        if lists.values().any(Vec::is_empty) {
            return Err(malformed("kiểu dáng"));
        }
        let before = lists.iter().map(|(list, all)| (*list, all.len())).collect();
        Ok(Self { tokens, lists, before })
    }

    /// A style of a list; the first where there is no such.
    pub(in crate::report) fn get(&self, list: &str, place: usize) -> &str {
        let all = &self.lists[list];
        all.get(place).unwrap_or(&all[0])
    }

    /// The place of a style in its list, where it is put if it does not stand there yet.
    pub(in crate::report) fn add(&mut self, list: &'static str, xml: String) -> usize {
        let all = self.lists.entry(list).or_default();
        all.iter().position(|own| *own == xml).unwrap_or_else(|| {
            all.push(xml);
            all.len() - 1
        })
    }

    /// The part, with what was added.
    pub(in crate::report) fn into_text(self) -> String {
        let mut tokens = self.tokens;
        for (list, all) in &self.lists {
            let added = &all[self.before[list]..];
            if !added.is_empty() {
                tokens = inserted(tokens, list, &added.concat(), added.len());
            }
        }
        tokens.into_iter().map(|token| token.text).collect()
    }
}

/// The elements of a list, each as XML.
fn elements(tokens: &[XmlToken], list: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Some(start) = tokens.iter().position(|token| token.is_open(list)) else { return found };
    if tokens[start].kind == TokenKind::Empty {
        return found;
    }
    let mut depth = 0_usize;
    for token in &tokens[start + 1..] {
        match token.kind {
            TokenKind::End if depth == 0 => break,
            TokenKind::Start | TokenKind::Empty if depth == 0 => found.push(token.text.clone()),
            _ => {
                if let Some(last) = found.last_mut().filter(|_| depth > 0) {
                    last.push_str(&token.text);
                }
            }
        }
        match token.kind {
            TokenKind::Start => depth += 1,
            TokenKind::End => depth -= 1,
            _ => {}
        }
    }
    found
}

/// A number among an element's attributes; zero where it is not there.
pub(in crate::report) fn number(element: &str, name: &str) -> usize {
    attribute(first_tag(element), name).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The element with an attribute of its first tag set.
pub(in crate::report) fn with(element: &str, name: &str, value: &str) -> String {
    let tag = first_tag(element);
    let rest = &element[tag.len()..];
    if attribute(tag, name).is_some() {
        return with_attribute(tag, name, value) + rest;
    }
    let at = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
    // A tag that ends an element begins with a slash, this one does not.
    format!("{} {name}=\"{value}\"{}{rest}", &tag[..at], &tag[at..])
}

fn first_tag(element: &str) -> &str {
    element.find('>').map_or(element, |end| &element[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = "<styleSheet><fonts count=\"1\"><font><b/><sz val=\"11\"/></font></fonts>\
        <fills><fill/></fills><borders count=\"1\"><border/></borders>\
        <cellXfs count=\"2\"><xf fillId=\"0\"><alignment/></xf><xf/></cellXfs></styleSheet>";

    #[test]
    fn styles_are_added_behind_those_that_are_there() {
        let mut styles = StyleSheet::read(STYLES).unwrap();
        assert_eq!(styles.get("cellXfs", 0), "<xf fillId=\"0\"><alignment/></xf>");
        assert_eq!(styles.add("fonts", "<font><i/></font>".to_owned()), 1);
        assert_eq!(styles.add("fonts", "<font><i/></font>".to_owned()), 1);
        assert_eq!(styles.add("cellXfs", "<xf/>".to_owned()), 1);
        let text = styles.into_text();
        assert!(text.contains(
            "<fonts count=\"2\"><font><b/><sz val=\"11\"/></font><font><i/></font></fonts>"
        ));
        assert!(text.ends_with("<xf/></cellXfs></styleSheet>"));
        assert!(StyleSheet::read("<styleSheet/>").is_err());
    }

    #[test]
    fn attributes_are_set_in_the_first_tag_alone() {
        let element = "<xf fillId=\"0\"><alignment wrapText=\"1\"/></xf>";
        assert_eq!(with(element, "fillId", "3"), element.replace('0', "3"));
        assert_eq!(
            with(element, "wrapText", "0"),
            "<xf wrapText=\"0\" fillId=\"0\"><alignment wrapText=\"1\"/></xf>"
        );
        assert_eq!((number(element, "fillId"), number(element, "wrapText")), (0, 0));
        assert_eq!(with("<xf/>", "fillId", "1"), "<xf fillId=\"1\"/>");
    }
}
