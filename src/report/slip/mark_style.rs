//! How a doubtful cell looks on a slip, and how it looked before: a mark keeps the fill that it covers.

use std::collections::BTreeMap;

use crate::report::patch::style_sheet::{StyleSheet, number, with};
use crate::report::patch::xml::{attribute, tokens};
use workbook_io::sheet::Color;

/// The fill of doubtful cells. A shade beside Office's own yellow, so that a fill of the unit's is never
/// taken for a mark.
pub(super) const MARK: Color = Color(0x00FF_F1CB);
const MARK_RGB: &str = "FFFFF1CB";
/// The colour that a solid fill without a second one names.
const NO_COLOR: &str = "<bgColor indexed=\"64\"/>";

/// Styles with and without the mark.
pub(super) struct MarkStyles {
    pub(super) styles: StyleSheet,
    /// What a style is without its mark; none where it has none.
    unmarked: BTreeMap<usize, Option<usize>>,
}

impl MarkStyles {
    pub(super) const fn new(styles: StyleSheet) -> Self {
        Self { styles, unmarked: BTreeMap::new() }
    }

    /// A style with the mark. The colour that it covers becomes the second colour of the fill, which a solid
    /// fill does not show.
    pub(super) fn marked(&mut self, style: usize) -> usize {
        let xf = self.styles.get("cellXfs", style).to_owned();
        let below = solid_color(self.styles.get("fills", number(&xf, "fillId")), "fgColor");
        let below = below.map_or(NO_COLOR.to_owned(), |color| renamed(&color, "bgColor"));
        self.with_fill(&xf, &solid(&format!("<fgColor rgb=\"{MARK_RGB}\"/>"), &below))
    }

    /// The style without its mark; `None` where it has none.
    pub(super) fn unmarked(&mut self, style: usize) -> Option<usize> {
        if let Some(known) = self.unmarked.get(&style) {
            return *known;
        }
        let found = self.without_mark(style);
        self.unmarked.insert(style, found);
        found
    }

    fn without_mark(&mut self, style: usize) -> Option<usize> {
        let xf = self.styles.get("cellXfs", style).to_owned();
        let fill = self.styles.get("fills", number(&xf, "fillId")).to_owned();
        let color = solid_color(&fill, "fgColor")?;
        let is_mark = attribute(&color, "rgb").is_some_and(|rgb| rgb.ends_with(&MARK_RGB[2..]));
        if !is_mark {
            return None;
        }
        let below = solid_color(&fill, "bgColor").filter(|color| {
            let is_none = attribute(color, "indexed").as_deref() == Some("64");
            // A program that saves the file anew may repeat the first colour.
            !is_none && attribute(color, "rgb") != attribute(&solid_mark(), "rgb")
        });
        Some(match below {
            Some(below) => {
                let first = renamed(&below, "fgColor");
                self.with_fill(&xf, &solid(&first, NO_COLOR))
            }
            None => self.styles.add("cellXfs", with(&xf, "fillId", "0")),
        })
    }

    fn with_fill(&mut self, xf: &str, fill: &str) -> usize {
        let fill = self.styles.add("fills", fill.to_owned());
        let xf = with(&with(xf, "fillId", &fill.to_string()), "applyFill", "1");
        self.styles.add("cellXfs", xf)
    }
}

fn solid_mark() -> String {
    format!("<fgColor rgb=\"{MARK_RGB}\"/>")
}

fn solid(first: &str, second: &str) -> String {
    format!("<fill><patternFill patternType=\"solid\">{first}{second}</patternFill></fill>")
}

/// A colour of a solid fill, as an element; `None` where the fill is another.
fn solid_color(fill: &str, name: &str) -> Option<String> {
    let tokens = tokens(fill).ok()?;
    let pattern = tokens.iter().find(|token| token.is_open("patternFill"))?;
    let is_solid = attribute(&pattern.text, "patternType").as_deref() == Some("solid");
    let color = tokens.iter().find(|token| is_solid && token.is_open(name))?;
    let tag = color.text.trim_end_matches('>').trim_end_matches('/').trim_end();
    Some(format!("{tag}/>"))
}

/// A colour's element under the other name.
fn renamed(color: &str, name: &str) -> String {
    let rest = color.find(char::is_whitespace).map_or("/>", |at| &color[at..]);
    format!("<{name}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_gives_back_what_it_covered() {
        let own = "<fill><patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.8\"/>\
            <bgColor indexed=\"64\"/></patternFill></fill>";
        let xml = format!(
            "<styleSheet><fonts><font/></fonts><fills><fill><patternFill patternType=\"none\"/></fill>{own}\
             </fills><borders><border/></borders><cellXfs><xf fillId=\"0\" numFmtId=\"3\"/>\
             <xf fillId=\"1\" applyFill=\"1\"/></cellXfs></styleSheet>"
        );
        let mut styles = MarkStyles::new(StyleSheet::read(&xml).unwrap());
        for style in [0, 1] {
            assert_eq!(styles.unmarked(style), None);
            let marked = styles.marked(style);
            let plain = styles.unmarked(marked).unwrap();
            let fill = |styles: &StyleSheet, style: usize| {
                let xf = styles.get("cellXfs", style).to_owned();
                (number(&xf, "numFmtId"), styles.get("fills", number(&xf, "fillId")).to_owned())
            };
            assert_eq!(fill(&styles.styles, plain), fill(&styles.styles, style));
            assert_ne!(fill(&styles.styles, marked), fill(&styles.styles, style));
        }
    }
}
