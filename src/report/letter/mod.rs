//! The texts to send: the letter to leaders with the annex, as a draft for mail programs and as
//! plain text for chats and webmail, and the reminder to units whose reports are missing. Pure
//! functions of the results; `output.rs` writes the files.

mod blanks;
mod draft;
mod html;
mod open_items;
mod parts;
mod plain;
mod reminder;
mod reminder_texts;

pub use draft::draft;
pub use parts::{Letter, LetterBlock};
pub use plain::words;
pub use reminder::reminder;

use crate::report::wording::replaces_what_was_sent;
use crate::results::Results;
use crate::settings::{Blank, LetterSettings, TextTemplate};

/// The largest annex attached to a draft, in bytes: most mailboxes take 25 MB, and an attachment
/// grows by a third.
pub const MOST_ATTACHED: u64 = 18_000_000;
/// The draft for mail programs, in the output folder.
pub const DRAFT_FILE: &str = "du-thao-thu.eml";
/// The same as plain text to copy.
pub const WORDS_FILE: &str = "du-thao-thu.txt";
/// The reminder to units whose reports are missing.
pub const REMINDER_FILE: &str = "nhac-gui-bao-cao.txt";

/// The letter for an annex of this file name.
#[must_use]
pub fn letter<'r>(results: &'r Results<'_>, file: &str) -> Letter<'r> {
    let settings = &results.workspace.settings.letter;
    let fill = |blank: Blank| blanks::fill(results, file, blank);
    let filled = |wording: &TextTemplate| wording.filled(fill);
    let plain_subject = || filled(&LetterSettings::plain_subject());
    let mut subject = filled(&settings.subject).or_else(plain_subject).unwrap_or_default();
    if let Some(correction) = &results.revision.correction {
        subject = format!("{subject} ({})", correction.in_words());
    }
    let mut blocks = paragraphs([&settings.greeting], fill);
    if results.verdicts.is_empty() {
        blocks.extend(paragraphs([&LetterSettings::plain_opening()], fill));
    }
    let mut correction = replaces_what_was_sent(results);
    for wording in &settings.body {
        if wording.is(Blank::Table) {
            let groups = open_items::groups(results);
            blocks.extend((!groups.is_empty()).then_some(LetterBlock::Open(groups)));
        } else {
            blocks.extend(paragraphs([wording], fill));
        }
        // After the opening, before what it says of the targets.
        blocks.extend(correction.take().map(LetterBlock::Paragraph));
    }
    blocks.extend(correction.map(LetterBlock::Paragraph));
    blocks.extend(paragraphs(&settings.signature, fill));
    Letter { settings, subject, blocks, file: file.to_owned() }
}

fn paragraphs<'w>(
    wordings: impl IntoIterator<Item = &'w TextTemplate>,
    fill: impl Fn(Blank) -> String,
) -> Vec<LetterBlock> {
    let filled = wordings.into_iter().filter_map(|wording| wording.filled(&fill));
    filled.map(LetterBlock::Paragraph).collect()
}
