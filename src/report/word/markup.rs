//! Paragraphs, runs and tables as Word's XML.

use std::fmt::Write as _;

use super::block::{Block, ControlContent};
use crate::report::patch::xml::{TokenKind, XmlToken, escaped};

/// The style of headings within a control.
const HEADING: &str = "Heading3";

/// How the first paragraph and the first run of a control look: what is written looks the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    paragraph: String,
    run: String,
}

impl Pattern {
    pub(super) fn of(content: &[XmlToken]) -> Self {
        let body = body_paragraph(content).unwrap_or_default();
        Self { paragraph: element(body, "w:pPr"), run: element(body, "w:rPr") }
    }
}

/// The first paragraph that is neither a heading of ours nor in a table; what there is, where the
/// control holds no paragraphs.
fn body_paragraph(content: &[XmlToken]) -> Option<&[XmlToken]> {
    if !content.iter().any(|token| token.is_open("w:p")) {
        return Some(content);
    }
    let mut in_table = 0_usize;
    let mut start = None;
    for (place, token) in content.iter().enumerate() {
        match (token.name.as_str(), token.kind) {
            ("w:tbl", TokenKind::Start) => in_table += 1,
            ("w:tbl", TokenKind::End) => in_table = in_table.saturating_sub(1),
            ("w:p", TokenKind::Start) if in_table == 0 => start = Some(place),
            ("w:p", TokenKind::End) if in_table == 0 => {
                let paragraph = &content[start.take()?..=place];
                if !paragraph.iter().any(|token| token.text.contains(HEADING)) {
                    return Some(paragraph);
                }
            }
            _ => {}
        }
    }
    None
}

/// The first element of a name, as XML; empty where there is none.
fn element(tokens: &[XmlToken], name: &str) -> String {
    let Some(start) = tokens.iter().position(|token| token.is_open(name)) else {
        return String::new();
    };
    let is_end = |token: &XmlToken| token.kind == TokenKind::End && token.name == name;
    let end = match tokens[start].kind {
        TokenKind::Empty => start,
        _ => tokens.iter().position(is_end).unwrap_or(start),
    };
    tokens[start..=end].iter().map(|token| token.text.as_str()).collect()
}

/// The content of a control that holds paragraphs.
pub(super) fn blocks(content: &ControlContent, pattern: &Pattern) -> String {
    let mut xml = String::new();
    for block in &content.blocks {
        match block {
            Block::Text(text) => {
                let _ = write!(xml, "<w:p>{}{}</w:p>", pattern.paragraph, run(text, &pattern.run));
            }
            Block::Heading(text) => xml += &styled(HEADING, text),
            Block::Table(rows) => xml += &table(rows),
        }
    }
    // A control must not be empty, and a table is followed by a paragraph.
    if content.blocks.is_empty() || matches!(content.blocks.last(), Some(Block::Table(_))) {
        let _ = write!(xml, "<w:p>{}</w:p>", pattern.paragraph);
    }
    xml
}

/// The content of a control within a paragraph.
pub(super) fn runs(content: &ControlContent, pattern: &Pattern) -> String {
    let texts = content.blocks.iter().filter_map(|block| match block {
        Block::Text(text) | Block::Heading(text) => Some(text.as_str()),
        Block::Table(_) => None,
    });
    run(&texts.collect::<Vec<_>>().join(" "), &pattern.run)
}

fn run(text: &str, look: &str) -> String {
    format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(&one_line(text)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text, ""))
}

/// Widths of columns in twentieths of a point; together the text's width.
const WIDTHS: [u32; 4] = [700, 3454, 3500, 1700];

fn table(rows: &[Vec<String>]) -> String {
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
    };
    let borders: String =
        ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let columns = WIDTHS.map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).concat();
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>",
        WIDTHS.iter().sum::<u32>()
    );
    for (place, row) in rows.iter().enumerate() {
        let head = if place == 0 { "<w:tblHeader/>" } else { "" };
        let _ = write!(xml, "<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
        for (col, (text, width)) in row.iter().zip(WIDTHS).enumerate() {
            let style = match (place, col) {
                (0, _) => "TableHead",
                (_, 0 | 3) => "TableCentre",
                _ => "TableText",
            };
            let _ = write!(
                xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                styled(style, text)
            );
        }
        xml += "</w:tr>";
    }
    xml + "</w:tbl>"
}
