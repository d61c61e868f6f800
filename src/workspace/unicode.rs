//! A workbook's texts in Unicode, whatever encoding its fonts expect.

use std::borrow::Cow;
use std::sync::Arc;

use viet_text::encoding::{Encoding, count_non_ascii_words, decode_if_legacy, detect};
use workbook_io::cache::TextCache;
use workbook_io::{Cell, Grid, Value, Workbook};

thread_local! {
    static JUDGED: TextCache<EncodingEvidence> = TextCache::default();
}

/// What a text says of its sheet's encoding.
#[derive(Clone, Copy)]
struct EncodingEvidence {
    /// Words with letters beyond ASCII.
    words: usize,
    /// Those of them that exist only in Unicode.
    unicode: usize,
    /// It stays as it is if the sheet is Unicode.
    stays: bool,
}

impl EncodingEvidence {
    fn judge(text: &Arc<str>) -> Self {
        let judge = |text: &str| {
            let (words, unicode) = count_non_ascii_words(text);
            let decoded = || decode_if_legacy(text, Encoding::Unicode);
            Self { words, unicode, stays: unicode > 0 || matches!(decoded(), Cow::Borrowed(_)) }
        };
        JUDGED.with(|seen| seen.get_or_insert_with(text, judge))
    }
}

/// A workbook with TCVN3 and VNI text decoded wherever it occurs, sheet names too: the office's own
/// forms may be as old as a commune's.
#[must_use]
pub fn in_unicode(mut book: Workbook) -> Workbook {
    book.sheets.iter_mut().for_each(to_unicode);
    book
}

fn to_unicode(grid: &mut Grid) {
    let (encoding, all_stay) = encoding_of(grid);
    grid.name = decode_if_legacy(&grid.name, encoding).into_owned();
    if encoding == Encoding::Unicode && all_stay {
        return;
    }
    for cell in grid.cells.values_mut() {
        if let Value::Text(text) = &mut cell.value
            && let Cow::Owned(decoded) = decode_if_legacy(text, encoding)
        {
            *text = decoded.into();
        }
    }
}

/// The encoding of a sheet as a whole; and do all its texts stay as they are if that is Unicode?
fn encoding_of(grid: &Grid) -> (Encoding, bool) {
    let texts = || grid.cells.values().filter_map(Cell::shared_text);
    let (mut all, mut only_unicode) = count_non_ascii_words(&grid.name);
    let mut all_stay = true;
    for judged in texts().map(EncodingEvidence::judge) {
        all += judged.words;
        only_unicode += judged.unicode;
        all_stay &= judged.stays;
    }
    if all <= 2 * only_unicode {
        return (Encoding::Unicode, all_stay);
    }
    (detect(texts().map(|text| &**text).chain([grid.name.as_str()])), all_stay)
}
