//! Causes and notes that the officer typed into an annex: separated from what the program wrote
//! there, and merged with those of the review workbook.
//!
//! The annex's properties remember, line by line, what the program printed or has already read
//! back. A cause that the officer deleted in the review workbook therefore does not return from an
//! older annex.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::columns::ColumnPlan;
use super::page_names::page_names;
use super::signed::{NotePiece, SignedPage};
use crate::figures::history::names::FORECAST;
use crate::results::Results;
use crate::revision::{AnnexFile, ReadBack, Statement};
use crate::workspace::Causes;
use viet_text::text::clean;

/// Properties with the known lines. Each is this long: Excel shows at most 255 characters.
const PROPERTY: &str = "tonghop-notes";
const PROPERTY_LENGTH: usize = 240;
/// Characters that identify a line.
const MARK: usize = 8;
/// How the program's own notes begin.
const OWN_OPENINGS: [&str; 3] =
    ["Nhận định của cơ quan tổng hợp", "Chờ ý kiến nhận định", "Tạm tính, thiếu "];

/// A resolution's code and a row's number.
type RowKey = (String, String);

/// The program's own notes for each row of the signed pages.
pub(super) struct OwnNotes {
    pieces: BTreeMap<RowKey, Vec<NotePiece>>,
    /// A target of one item is on the page under the target's number.
    item_numbers: BTreeMap<RowKey, String>,
}

impl OwnNotes {
    /// The notes of this run.
    pub(super) fn new(results: &Results<'_>) -> Self {
        let plan = ColumnPlan::new(results);
        let none = Causes::new();
        let mut pieces = BTreeMap::new();
        let mut item_numbers = BTreeMap::new();
        let named = results.verdicts.iter().zip(page_names(results)).enumerate();
        for (place, (verdict, (name, numeral))) in named {
            let causes = &none;
            let page = SignedPage { results, verdict, place, plan: &plan, causes, numeral, name };
            let set = &verdict.set.code;
            let own = page.own_notes().into_iter();
            pieces.extend(own.map(|(number, own)| ((set.clone(), number), own)));
            for target in verdict.set.targets.iter().filter(|target| target.items.len() == 1) {
                let key = (set.clone(), target.number.clone());
                item_numbers.insert(key, target.items[0].number.clone());
            }
        }
        Self { pieces, item_numbers }
    }

    /// Removes the program's own notes from an annex's statement.
    pub(super) fn strip(&self, statement: &mut Statement) {
        for (set, row) in &mut statement.rows {
            let own = self.pieces.get(&(set.clone(), row.number.clone()));
            row.note = officers_part(&row.note, own.map(|own| &own[..]).unwrap_or_default());
        }
    }

    /// The key under which the review workbook stores a row's causes.
    fn key(&self, set: &str, number: &str) -> RowKey {
        let key = (set.to_owned(), number.to_owned());
        match self.item_numbers.get(&key) {
            Some(item) => (key.0, item.clone()),
            None => key,
        }
    }
}

/// Merges what was typed into annexes with the causes of the review workbook.
///
/// If only the annex's text changed, it replaces the other. If both changed, both are kept, the
/// review workbook's first.
pub(super) fn read_back(
    causes: &mut Causes,
    annexes: &[(&AnnexFile, &Statement)],
    own: &OwnNotes,
) -> Vec<ReadBack> {
    let known: Vec<BTreeSet<String>> = annexes.iter().map(|(annex, _)| read_marks(annex)).collect();
    let mut read = Vec::new();
    for (place, (annex, statement)) in annexes.iter().enumerate() {
        if !annex.edited {
            continue;
        }
        for (set, row) in &statement.rows {
            let key = own.key(set, &row.number);
            let is_new = |line: &&str| {
                let mark = line_mark(&key, line);
                known[place..].iter().all(|known| !known.contains(&mark))
            };
            let typed: Vec<&str> = row.note.lines().filter(is_new).collect();
            let before = causes.get(&key).cloned().unwrap_or_default();
            let lacks = typed.iter().filter(|line| !before.lines().any(|own| own == **line));
            let lacks: Vec<&str> = lacks.copied().collect();
            if lacks.is_empty() {
                continue;
            }
            let unchanged =
                before.lines().all(|line| known[place].contains(&line_mark(&key, line)));
            let now = match () {
                () if before.is_empty() => lacks.join("\n"),
                () if unchanged => row.note.clone(),
                () => format!("{before}\n{}", lacks.join("\n")),
            };
            causes.insert(key.clone(), now);
            let differs = !before.is_empty() && !unchanged;
            read.push(ReadBack { item: key, file: annex.name(), differs });
        }
    }
    read
}

/// The properties of an annex: marks of all lines that it or an earlier annex shows.
pub(super) fn note_marks(
    causes: &Causes,
    annexes: &[(&AnnexFile, &Statement)],
    own: &OwnNotes,
) -> BTreeMap<String, String> {
    let mut marks = BTreeSet::new();
    let mut add = |key: &RowKey, text: &str| {
        marks.extend(text.lines().map(clean).map(|line| line_mark(key, &line)));
    };
    causes.iter().for_each(|(key, text)| add(key, text));
    for ((set, number), pieces) in &own.pieces {
        let key = own.key(set, number);
        pieces.iter().for_each(|piece| add(&key, shown_text(piece)));
    }
    for (_, statement) in annexes {
        statement.rows.iter().for_each(|(set, row)| add(&own.key(set, &row.number), &row.note));
    }
    let marks: Vec<String> = marks.into_iter().collect();
    let parts = marks.chunks(PROPERTY_LENGTH / MARK).zip(1..);
    parts.map(|(marks, number)| (format!("{PROPERTY}-{number}"), marks.concat())).collect()
}

/// The marks that an annex carries.
fn read_marks(annex: &AnnexFile) -> BTreeSet<String> {
    let parts = (1..).map_while(|number| annex.property(&format!("{PROPERTY}-{number}")));
    let mut marks = BTreeSet::new();
    for part in parts {
        let letters: Vec<char> = part.chars().collect();
        marks.extend(letters.chunks(MARK).map(String::from_iter));
    }
    marks
}

/// Identifies a line of a row's notes.
fn line_mark((set, number): &RowKey, line: &str) -> String {
    let digest = Sha256::digest(format!("{set}\u{1f}{number}\u{1f}{line}"));
    digest.iter().take(MARK / 2).map(|byte| format!("{byte:02x}")).collect()
}

const fn shown_text(piece: &NotePiece) -> &str {
    match piece {
        NotePiece::Fixed(text) | NotePiece::Live(_, text) | NotePiece::While { text, .. } => {
            text.as_str()
        }
    }
}

/// A note without the program's own lines.
fn officers_part(note: &str, own: &[NotePiece]) -> String {
    let is_own = |line: &str| {
        let begins = OWN_OPENINGS.iter().any(|start| line.starts_with(start));
        // An older annex still shows an earlier forecast.
        begins
            || line.starts_with(FORECAST)
            || own.iter().any(|piece| match piece {
                NotePiece::Fixed(text) => text.lines().any(|own| clean(own) == line),
                NotePiece::Live(_, text) | NotePiece::While { text, .. } => {
                    shape(text) == shape(line)
                }
            })
    };
    let lines = note.lines().map(clean).filter(|line| !line.is_empty() && !is_own(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// A line with its numbers replaced by "#": counts differ from run to run.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for c in line.chars() {
        if !c.is_ascii_digit() && c != '.' && c != '…' {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_officer_typed_is_kept() {
        let own = [
            NotePiece::Fixed("Đánh giá theo ước cả năm".to_owned()),
            NotePiece::Live(String::new(), "105/140 người".to_owned()),
        ];
        for (note, typed) in [
            ("105/140 người", ""),
            ("98/1.040 người\nDo hạn hán", "Do hạn hán"),
            ("Đánh giá theo ước cả năm\nDo hạn hán\nvà giá giảm", "Do hạn hán\nvà giá giảm"),
            ("Tạm tính, thiếu 02 xã\nDo hạn hán", "Do hạn hán"),
            ("", ""),
        ] {
            assert_eq!(officers_part(note, &own), typed, "{note}");
        }
    }
}
