//! Which of a period's annexes is its history: the one that was sent, else the newest.

use std::path::{Path, PathBuf};

use super::names::{annexes, number};
use super::{Earlier, by_hand, read, sent};
use crate::cell::Workbook;
use crate::intake::{OUTPUT_FOLDER, REVIEW_FILE};
use crate::reading::period::Period;
use crate::reading::text::folded;
use crate::settings::Settings;
use crate::sheet::digest::is_as_written;
use crate::workspace::{Entries, open};

/// How the title of an annex begins that corrects one already sent.
const CORRECTION: &str = "điều chỉnh lần";

/// An annex of a period.
struct Annex {
    path: PathBuf,
    book: Workbook,
}

/// Reads a period's annex, by the units of its time.
pub(super) fn read_of_period(
    root: &Path,
    period: Period,
    folder: &Path,
    then: &Settings,
) -> Option<Earlier> {
    let found = annexes(&folder.join(OUTPUT_FOLDER), period).ok()?;
    let newest_first: Vec<PathBuf> = found.into_iter().rev().map(|(_, path)| path).collect();
    let annex = match &newest_first[..] {
        [_] => newest_first.iter().find_map(|path| opened(path)),
        _ => chosen(&newest_first, folder, period),
    }?;
    let edited = !is_as_written(&annex.book);
    let file = annex.path.strip_prefix(root).unwrap_or(&annex.path);
    let file = file.to_string_lossy().replace('\\', "/");
    let mut earlier = read(&annex.book, period, &file, then)?;
    if edited {
        earlier.edited = true;
        by_hand::apply(&annex.book, &mut earlier, then);
    }
    Some(earlier)
}

fn opened(path: &Path) -> Option<Annex> {
    Some(Annex { path: path.to_owned(), book: open(path).ok()? })
}

/// Of several annexes: the one that the review workbook names as sent last; where it only says
/// that one was sent, the newest that corrects nothing yet; else the newest.
fn chosen(newest_first: &[PathBuf], folder: &Path, period: Period) -> Option<Annex> {
    let facts = open(&folder.join(REVIEW_FILE)).map(|book| Entries::read(&book, None).facts);
    let facts = facts.unwrap_or_default();
    let last =
        sent::sendings(&facts.sent_annexes, period).and_then(|all| all.last().map(|s| s.number));
    let is_last = |path: &&PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        last.is_some() && name.and_then(|name| number(&name, period)) == last
    };
    if let Some(annex) = newest_first.iter().find(is_last).and_then(|path| opened(path)) {
        return Some(annex);
    }
    let readable = || newest_first.iter().filter_map(|path| opened(path));
    let first_sent = facts.sent_said.then(|| readable().find(|annex| !corrects(&annex.book)));
    first_sent.flatten().or_else(|| readable().next())
}

/// Is the annex a correction of one already sent? Its first sheet's title says so.
fn corrects(book: &Workbook) -> bool {
    let first = book.sheets.first();
    let cells = first.into_iter().flat_map(|sheet| sheet.cells.iter());
    let above = cells.filter(|(at, _)| at.row < 10);
    above.filter_map(|(_, cell)| cell.text()).any(|text| folded(text).contains(CORRECTION))
}
