//! The letter as HTML, with the table of unmet items. All text is escaped: nothing typed by a unit
//! or an officer becomes markup or a link.

use super::open_items::{OpenItem, ResolutionItems};
use super::{Letter, LetterBlock};
use crate::report::wording::capital;
use viet_text::text::as_sentence;

/// Mail programs drop style sheets, so styles are on the elements.
const PAGE: &str = "font-family:'Times New Roman',serif;font-size:13pt;color:#000000";
const TABLE: &str = "border-collapse:collapse;font-size:12pt";
const CELL: &str = "border:1px solid #808080;padding:3px 6px;vertical-align:top";
const HEAD: &str = "background:#ddebf7;text-align:center";
const UNMET: &str = "background:#f8d7da;font-weight:bold";
const HEADERS: [&str; 7] =
    ["STT", "Nội dung", "Mức đề ra", "Kết quả", "So với mức", "Đánh giá", "Nguyên nhân, ghi chú"];

/// The whole message as an HTML page.
pub(super) fn page(letter: &Letter<'_>) -> String {
    let blocks: String = letter.blocks.iter().map(block).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"{PAGE}\">\n{blocks}</body></html>\n",
        escaped(&letter.subject)
    )
}

fn block(block: &LetterBlock) -> String {
    match block {
        LetterBlock::Paragraph(text) => format!("<p>{}</p>\n", escaped(text)),
        LetterBlock::Open(groups) => groups.iter().map(table).collect(),
    }
}

fn table(group: &ResolutionItems) -> String {
    let caption = match group.document.as_str() {
        "" => String::new(),
        document => format!("<p><b>{}</b></p>\n", escaped(document)),
    };
    let heads: String =
        HEADERS.iter().map(|header| format!("<th style=\"{CELL};{HEAD}\">{header}</th>")).collect();
    let rows: String = group.items.iter().map(row).collect();
    format!(
        "{caption}<table style=\"{TABLE}\"><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
    )
}

fn row(item: &OpenItem) -> String {
    let both = [&item.by_unit, &item.cause].map(|text| as_sentence(text));
    let said = both.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    let said = if item.by_unit.is_empty() { item.cause.clone() } else { capital(&said) };
    let texts = [
        &*item.number,
        &item.name,
        &item.required,
        &item.result,
        &item.difference,
        item.verdict,
        &said,
    ];
    let cells = texts.iter().enumerate().map(|(place, text)| {
        let is_marked = item.unmet && matches!(place, 4 | 5);
        let style = if is_marked { format!("{CELL};{UNMET}") } else { CELL.to_owned() };
        format!("<td style=\"{style}\">{}</td>", escaped(text))
    });
    format!("<tr>{}</tr>\n", cells.collect::<String>())
}

/// Text, escaped for HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("<br>\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(
            escaped("<a href=\"x\">A & B's</a>\u{7}\n2"),
            "&lt;a href=&quot;x&quot;&gt;A &amp; B&#39;s&lt;/a&gt;<br>\n2"
        );
    }
}
