//! A text file as a document: its lines, put together again into paragraphs.

use viet_text::{decode, detect};

use super::blocks::{Block, Document, Paragraph};
use super::marker::marker;

/// Reads a text: UTF-8 or UTF-16, or a Vietnamese encoding of before Unicode. `None` for what is
/// no text.
pub(super) fn read(bytes: &[u8]) -> Option<Document> {
    let text = text_of(bytes)?;
    let lines: Vec<&str> = text.lines().map(without_markup).collect();
    let width = usual_width(&lines);
    let blank = lines.iter().filter(|line| line.trim().is_empty()).count();
    // Where every other line is blank, blank lines separate nothing.
    let blank_ends = blank * 5 < lines.len() * 2;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last: Option<&str> = None;
    for line in lines {
        let line = line.trim();
        if line.is_empty() && blank_ends {
            last = None;
        }
        if line.is_empty() || line.chars().all(|letter| "-_*=— ".contains(letter)) {
            continue;
        }
        match (last, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if goes_on(before, line, width) => {
                if !before.ends_with('-') || line.starts_with(char::is_lowercase) {
                    paragraph.text.push(' ');
                }
                paragraph.text.push_str(line);
            }
            _ => paragraphs.push(Paragraph { text: line.to_owned(), ..Paragraph::default() }),
        }
        last = Some(line);
    }
    Some(Document { blocks: paragraphs.into_iter().map(Block::Paragraph).collect() })
}

/// The width at which a text was broken: that of half its longer lines.
fn usual_width(lines: &[&str]) -> usize {
    let mut widths: Vec<usize> =
        lines.iter().map(|line| line.trim().chars().count()).filter(|width| *width > 40).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

fn text_of(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, u16::from_be_bytes);
    }
    if bytes.contains(&0) {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Fonts of before Unicode use the letters of Western Europe.
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let encoding = detect(text.lines());
    Some(match encoding {
        viet_text::Encoding::Unicode => text,
        legacy => text.lines().map(|line| decode(line, legacy)).collect::<Vec<_>>().join("\n"),
    })
}

/// A line without the signs of Markdown for headings and bold letters.
fn without_markup(line: &str) -> &str {
    line.trim().trim_start_matches('#').trim().trim_matches('*').trim()
}

/// Does a line continue the one before it?
fn goes_on(before: &str, line: &str, width: usize) -> bool {
    let has_ended = before.ends_with(['.', ';', ':', '!', '?']);
    let starts_small = line.starts_with(|first: char| first.is_lowercase());
    if has_ended && (is_marked(line) || line.starts_with(['-', '+', '•', '–'])) {
        return false;
    }
    // "giáo dục" at the end of a line, "- xã hội" at the start of the next.
    let dash_within = line
        .strip_prefix(['-', '–'])
        .is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase));
    if is_marked(line) {
        return false;
    }
    if line.starts_with(['-', '+', '•', '–']) {
        return dash_within && !has_ended;
    }
    if starts_small {
        return true;
    }
    let is_title = |line: &str| line.chars().all(|letter| !letter.is_lowercase());
    if is_title(before) != is_title(line) && is_title(before) {
        return before.ends_with('-');
    }
    let length = before.chars().count();
    let is_wrapped = width < 140;
    match has_ended {
        // A sentence may end where the line does.
        true => is_wrapped && before.ends_with('.') && length * 20 >= width * 19,
        false => length * 5 >= width * 4 || line.starts_with(|first: char| first.is_ascii_digit()),
    }
}

fn is_marked(line: &str) -> bool {
    marker(line).is_some_and(|marker| !matches!(marker.text.as_str(), "-" | "+" | "•" | "–"))
}
