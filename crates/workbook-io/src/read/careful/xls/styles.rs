//! Cell formats and fonts of a .xls.

use std::collections::HashMap;

use super::records::Record;
use super::strings::Texts;
use crate::grid::Look;
use crate::read::font::{Font, FontStarts};
use crate::read::number_format::NumberFormat;
use crate::read::{Refusal, utf16};

/// The records from which looks are made.
#[derive(Default)]
pub(super) struct Styles {
    fonts: Vec<Font>,
    numbers: HashMap<u16, NumberFormat>,
    /// Font and number format of each cell format.
    cells: Vec<[u16; 2]>,
}

impl Styles {
    /// The number of cell formats or fonts.
    pub(super) fn len(&self) -> usize {
        self.cells.len().max(self.fonts.len())
    }

    /// A FONT record: flags and script ([MS-XLS] 2.4.122).
    pub(super) fn font(&mut self, record: &Record<'_>) {
        const STRUCK: u16 = 0x0008;
        const RAISED: u16 = 1;
        self.fonts.push(Font {
            struck: record.word(2).ok().map(|flags| flags & STRUCK != 0),
            raised: record.word(8).ok().map(|script| script == RAISED),
        });
    }

    /// A FORMAT record.
    pub(super) fn number(&mut self, record: &Record<'_>, is_biff8: bool) -> Result<(), Refusal> {
        let code = format_code(record.data, is_biff8);
        self.numbers.insert(record.word(0)?, NumberFormat::from_code(&code));
        Ok(())
    }

    /// An XF record.
    pub(super) fn cell(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        self.cells.push([record.word(0)?, record.word(2)?]);
        Ok(())
    }

    /// The look of each cell format.
    pub(super) fn looks(&self) -> Vec<Look> {
        let look = |[font, number]: &[u16; 2]| {
            let known = self.numbers.get(number).copied();
            self.font_of(*font).with(known.unwrap_or_else(|| NumberFormat::builtin(*number)))
        };
        self.cells.iter().map(look).collect()
    }

    /// The font runs of rich shared strings, by index.
    pub(super) fn rich(&self, texts: &Texts) -> HashMap<usize, FontStarts> {
        let starts = |fonts: &Vec<[u16; 2]>| {
            let starts = fonts.iter().map(|[start, id]| (usize::from(*start), self.font_of(*id)));
            let mut starts: Vec<_> = starts.collect();
            starts.dedup_by_key(|(_, font)| *font);
            FontStarts::from(starts)
        };
        texts.fonts.iter().map(|(place, fonts)| (*place, starts(fonts))).collect()
    }

    /// Font ids skip 4, so later ids are one more than the index.
    fn font_of(&self, id: u16) -> Font {
        let place = match id {
            0..=3 => Some(id),
            4 => None,
            _ => Some(id - 1),
        };
        place.and_then(|place| self.fonts.get(usize::from(place)).copied()).unwrap_or_default()
    }
}

/// The code of a FORMAT record.
fn format_code(data: &[u8], is_biff8: bool) -> String {
    let (is_wide, letters) = match (is_biff8, data) {
        (true, [_, _, _, _, flags, letters @ ..]) => (flags & 1 == 1, letters),
        (false, [_, _, _, letters @ ..]) => (false, letters),
        _ => (false, &[][..]),
    };
    if is_wide {
        utf16::decode_le(letters)
    } else {
        letters.iter().map(|byte| char::from(*byte)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::FormatKind;

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    #[test]
    fn there_is_no_font_four() {
        let mut styles = Styles::default();
        for (flags, script) in [(0, 0), (0, 0), (0, 0), (8, 0), (0, 1), (8, 1)] {
            let data = words(&[220, flags, 0, 400, script]);
            styles.font(&Record { kind: 0, data: &data, at: 0 });
        }
        let code = [&words(&[164, 3])[..], b"\0\x30.0%"].concat();
        styles.number(&Record { kind: 0, data: &code, at: 0 }, true).unwrap();
        for (font, number) in [(0, 0), (3, 164), (5, 14), (6, 2), (4, 49), (9, 99)] {
            let data = words(&[font, number, 0]);
            styles.cell(&Record { kind: 0, data: &data, at: 0 }).unwrap();
        }
        let (plain, unknown) = (Look::ORDINARY, Look::UNKNOWN);
        let (yes, no) = (Some(true), Some(false));
        let expected = [
            plain,
            Look { format: FormatKind::Percent, struck: yes, ..plain },
            Look { format: FormatKind::Day, raised: yes, ..plain },
            Look { shown_decimals: Some(2), struck: yes, raised: yes, ..plain },
            Look { format: FormatKind::Text, ..unknown },
            unknown,
        ];
        assert_eq!(styles.looks(), expected);
        let texts = Texts { lengths: vec![3], fonts: HashMap::from([(0, vec![[0, 3], [1, 0]])]) };
        let struck = Font { struck: yes, raised: no };
        assert_eq!(*styles.rich(&texts)[&0], [(0, struck), (1, Font::ORDINARY)]);
    }
}
