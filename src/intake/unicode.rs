//! A workbook's texts in Unicode, whatever its fonts made of them.

use std::borrow::Cow;
use std::sync::Arc;

use crate::cell::{Cell, Grid, Value, Workbook};
use crate::reading::encoding::{Encoding, decode_if_legacy, detect, words_beyond_ascii};
use crate::reading::memo::SharedMemo;

thread_local! {
    /// Which texts of Unicode sheets are Unicode, too.
    static STAYS: SharedMemo<bool> = SharedMemo::default();
    static WORDS: SharedMemo<(usize, usize)> = SharedMemo::default();
}

/// A workbook with TCVN3 and VNI text decoded wherever it occurs, sheet names too: the office's own
/// forms may be as old as a commune's.
#[must_use]
pub fn in_unicode(mut book: Workbook) -> Workbook {
    book.sheets.iter_mut().for_each(to_unicode);
    book
}

fn to_unicode(grid: &mut Grid) {
    let encoding = encoding_of(grid);
    grid.name = decode_if_legacy(&grid.name, encoding).into_owned();
    for cell in grid.cells.values_mut() {
        if let Value::Text(text) = &mut cell.value
            && (encoding != Encoding::Unicode || !stays(text))
            && let Cow::Owned(decoded) = decode_if_legacy(text, encoding)
        {
            *text = decoded.into();
        }
    }
}

/// A sheet is judged as a whole.
fn encoding_of(grid: &Grid) -> Encoding {
    let texts = || grid.cells.values().filter_map(Cell::shared_text);
    let (mut all, mut only_unicode) = words_beyond_ascii(&grid.name);
    for text in texts() {
        let (words, unicode) = WORDS.with(|seen| seen.of(text, words_beyond_ascii));
        all += words;
        only_unicode += unicode;
    }
    if all <= 2 * only_unicode {
        return Encoding::Unicode;
    }
    detect(texts().map(|text| &**text).chain([grid.name.as_str()]))
}

/// Is it Unicode on a Unicode sheet?
fn stays(text: &Arc<str>) -> bool {
    let stays = |text: &str| matches!(decode_if_legacy(text, Encoding::Unicode), Cow::Borrowed(_));
    STAYS.with(|seen| seen.of(text, stays))
}
