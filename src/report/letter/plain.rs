//! The letter as plain text, for Zalo and webmail.

use std::fmt::Write as _;

use super::open_items::ResolutionItems;
use super::{Letter, LetterBlock};
use crate::report::screen::one_line;
use crate::report::wording::capital;
use crate::settings::Mailbox;
use viet_text::text::as_sentence;

const INFALLIBLE: &str = "writing to a string cannot fail";

/// The letter to copy, below a few lines on attachment, receivers and subject.
#[must_use]
pub fn words(letter: &Letter<'_>) -> String {
    let mut text = String::new();
    let mut head = |name: &str, words: &str| {
        let words = if words.is_empty() { "…" } else { words };
        writeln!(text, "{name}: {words}").expect(INFALLIBLE);
    };
    head("Tệp gửi kèm", &format!("{} (trong thư mục ket-qua)", letter.file));
    head("Người nhận", &mailboxes(&letter.settings.to));
    if !letter.settings.copies.is_empty() {
        head("Đồng gửi", &mailboxes(&letter.settings.copies));
    }
    head("Tiêu đề", &letter.subject);
    text + "----------------------------------------\n\n" + &body(letter)
}

/// The letter's text.
pub(super) fn body(letter: &Letter<'_>) -> String {
    let blocks = letter.blocks.iter().map(|block| match block {
        LetterBlock::Paragraph(text) => text.clone(),
        LetterBlock::Open(groups) => table(groups),
    });
    blocks.map(|block| block + "\n").collect::<Vec<_>>().join("\n")
}

fn mailboxes(all: &[Mailbox]) -> String {
    let each = all.iter().map(|mailbox| match mailbox.name.as_str() {
        "" => mailbox.address.clone(),
        name => format!("{name} <{}>", mailbox.address),
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Open items, one a line, grouped by verdict.
pub(super) fn table(groups: &[ResolutionItems]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for group in groups {
        if !group.document.is_empty() {
            lines.push(format!("{}:", group.document));
        }
        let mut verdict = "";
        for item in &group.items {
            if item.verdict != verdict {
                verdict = item.verdict;
                lines.push(format!("{verdict}:"));
            }
            let mut line = format!("- {}. {}: {}", item.number, item.name, item.against);
            if !item.difference.is_empty() {
                line += &format!(", {}", item.difference);
            }
            line = as_sentence(&line);
            if !item.by_unit.is_empty() {
                line += &format!(" {}", as_sentence(&capital(&item.by_unit)));
            }
            if !item.cause.is_empty() {
                line += &format!(" {}", one_line(&item.cause));
            }
            lines.push(line);
        }
    }
    lines.join("\n")
}
