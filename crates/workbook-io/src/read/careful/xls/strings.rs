//! The shared strings of a .xls: their lengths, since each may occur in any number of cells, and
//! where their fonts change.

use std::collections::HashMap;

use super::records::{broken_record, kind, records, word};
use crate::read::Refusal;

/// The shared strings, as far as they matter here.
#[derive(Default)]
pub(super) struct Texts {
    /// The number of characters of each.
    pub(super) lengths: Vec<u16>,
    /// Font runs (start in characters, font id) of rich texts, by index.
    pub(super) fonts: HashMap<usize, Vec<[u16; 2]>>,
}

/// Reads the SST record at an offset.
///
/// A table that ends inside a text is damaged. The number of texts it declares is often wrong.
pub(super) fn read_texts(stream: &[u8], at: usize) -> Result<Texts, Refusal> {
    let mut segments = records(stream, at).map_while(Result::ok).enumerate();
    let mut segments = segments
        .by_ref()
        .take_while(|(index, record)| *index == 0 || record.kind == kind::CONTINUE)
        .map(|(_, record)| record.data);
    let first = segments.next().ok_or_else(broken_record)?;
    let mut table = TableReader { now: first.get(8..).unwrap_or_default(), segments };
    let mut texts = Texts::default();
    while table.goes_on() {
        let (length, fonts) = table.text().ok_or_else(broken_record)?;
        if !fonts.is_empty() {
            texts.fonts.insert(texts.lengths.len(), fonts);
        }
        texts.lengths.push(length);
    }
    Ok(texts)
}

/// The remaining bytes of the table, across CONTINUE records.
struct TableReader<'a, S> {
    now: &'a [u8],
    segments: S,
}

impl<'a, S: Iterator<Item = &'a [u8]>> TableReader<'a, S> {
    fn goes_on(&mut self) -> bool {
        if self.now.is_empty() {
            self.now = self.segments.next().unwrap_or_default();
        }
        !self.now.is_empty()
    }

    /// Skips one text ([MS-XLS] 2.5.293); returns its length and font runs.
    fn text(&mut self) -> Option<(u16, Vec<[u16; 2]>)> {
        let length = word(self.now, 0)?;
        let flags = *self.now.get(2)?;
        let runs = if flags & 8 != 0 { word(self.now, 3)? } else { 0 };
        let after_runs = if flags & 8 != 0 { 5 } else { 3 };
        let (extra, head) = match flags & 4 {
            0 => (0, after_runs),
            _ => {
                let low = usize::from(word(self.now, after_runs)?);
                let high = usize::from(word(self.now, after_runs + 2)?);
                (low | high << 16, after_runs + 4)
            }
        };
        self.now = self.now.get(head..)?;
        self.letters(length.into(), flags & 1 == 1)?;
        let mut fonts = Vec::new();
        for _ in 0..runs {
            fonts.push([self.word()?, self.word()?]);
        }
        self.skip(extra)?;
        Some((length, fonts))
    }

    /// A 16-bit number, which may be split between two records.
    fn word(&mut self) -> Option<u16> {
        let mut bytes = [0; 2];
        for byte in &mut bytes {
            if !self.goes_on() {
                return None;
            }
            let (first, rest) = self.now.split_first()?;
            (*byte, self.now) = (*first, rest);
        }
        Some(u16::from_le_bytes(bytes))
    }

    /// Skips characters. A CONTINUE record starts with a new flag for their width.
    fn letters(&mut self, mut count: usize, mut is_wide: bool) -> Option<()> {
        loop {
            let width = if is_wide { 2 } else { 1 };
            let here = count.min(self.now.len() / width);
            self.now = &self.now[here * width..];
            count -= here;
            if count == 0 {
                return Some(());
            }
            let (flags, rest) = self.segments.next()?.split_first()?;
            is_wide = flags & 1 == 1;
            self.now = rest;
        }
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.now.len() {
            count -= self.now.len();
            self.now = self.segments.next()?;
        }
        self.now = &self.now[count..];
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = data.len() as u16;
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn lengths_across_records_runs_and_widths() {
        let mut first = vec![9, 0, 0, 0, 4, 0, 0, 0];
        first.extend(b"\x03\0\0abc");
        // One font run after two wide characters.
        first.extend(b"\x02\0\x09\x01\0a\0b\0\x01\0\x06\0");
        // Four characters, two of them wide and in the next record.
        first.extend(b"\x04\0\0ab");
        let next = b"\x01c\0d\0\x01\0\0z";
        let stream = [record(0xFC, &first), record(0x3C, next), record(0x0A, &[])].concat();
        let texts = super::read_texts(&stream, 0).unwrap();
        assert_eq!(texts.lengths, [3, 2, 4, 1]);
        assert_eq!(texts.fonts, HashMap::from([(1, vec![[1, 6]])]));
        assert!(super::read_texts(&stream[..stream.len() - 9], 0).is_err());
    }
}
