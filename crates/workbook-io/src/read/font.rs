//! Fonts, as far as they matter here, and rich text.

use std::ops::Range;
use std::rc::Rc;

use super::number_format::NumberFormat;
use crate::grid::{Look, TextRun};

/// Is a font struck through, and is it superscript? `None` if unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Font {
    pub(super) struck: Option<bool>,
    pub(super) raised: Option<bool>,
}

impl Font {
    /// Neither struck through nor superscript.
    pub(super) const ORDINARY: Self = Self { struck: Some(false), raised: Some(false) };

    /// Fills unknown properties from another font.
    pub(super) fn or(self, other: Self) -> Self {
        Self { struck: self.struck.or(other.struck), raised: self.raised.or(other.raised) }
    }

    /// The look of cells with this font and number format.
    pub(super) const fn with(self, number: NumberFormat) -> Look {
        Look {
            format: number.kind,
            shown_decimals: number.decimals,
            struck: self.struck,
            raised: self.raised,
        }
    }
}

/// Where fonts begin in a text, in UTF-16 units.
pub(super) type FontStarts = Rc<[(usize, Font)]>;

/// The runs of a rich text, each with its own font or the cell's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RichText {
    /// The end of each run in bytes, and its font; `None` for the cell's.
    parts: Vec<(usize, Option<Font>)>,
}

impl RichText {
    /// Adds a run of this length.
    pub(super) fn push(&mut self, length: usize, font: Option<Font>) {
        let end = self.length();
        match self.parts.last_mut() {
            _ if length == 0 => {}
            Some((last_end, last)) if *last == font => *last_end += length,
            _ => self.parts.push((end + length, font)),
        }
    }

    /// The runs of a text, given where fonts begin in UTF-16 units. The text begins with the cell's
    /// font.
    pub(super) fn from_units(text: &str, starts: &[(usize, Font)]) -> Self {
        let mut rich = Self::default();
        let mut starts = starts.iter().peekable();
        let (mut units, mut font) = (0, None);
        for letter in text.chars() {
            while let Some((_, next)) = starts.next_if(|(start, _)| *start <= units) {
                font = Some(*next);
            }
            rich.push(letter.len_utf8(), font);
            units += letter.len_utf16();
        }
        rich
    }

    /// Does a run have a font of its own?
    pub(super) fn is_rich(&self) -> bool {
        self.parts.iter().any(|(_, font)| font.is_some())
    }

    /// Sets the look of a cell to that of its whole text, and returns the runs that look different.
    pub(super) fn apply_to(&self, look: &mut Look, text: &str) -> Vec<TextRun> {
        let Some(parts) = self.parts_of(text, Font { struck: look.struck, raised: look.raised })
        else {
            (look.struck, look.raised) = (None, None);
            return Vec::new();
        };
        let visible = || parts.iter().filter(|part| !text[part.0.clone()].trim().is_empty());
        let Some((_, first)) = visible().next() else { return Vec::new() };
        let whole = |of: fn(&Font) -> Option<bool>| match of(first) {
            property if visible().all(|(_, font)| of(font) == property) => (property, true),
            _ => (Some(false), false),
        };
        let (struck, all_struck) = whole(|font| font.struck);
        let (raised, all_raised) = whole(|font| font.raised);
        (look.struck, look.raised) = (struck, raised);
        if all_struck && all_raised { Vec::new() } else { runs(&parts) }
    }

    fn length(&self) -> usize {
        self.parts.last().map_or(0, |(end, _)| *end)
    }

    /// Position and font of each run; `None` if the runs do not fit the text.
    fn parts_of(&self, text: &str, own: Font) -> Option<Vec<(Range<usize>, Font)>> {
        let mut start = 0;
        let parts = self.parts.iter().map(|(end, font)| {
            let range = std::mem::replace(&mut start, *end)..*end;
            text.get(range.clone()).map(|_| (range, font.unwrap_or(own)))
        });
        let parts: Option<Vec<_>> = parts.collect();
        parts.filter(|_| start == text.len())
    }
}

/// The runs that are struck through or superscript.
fn runs(parts: &[(Range<usize>, Font)]) -> Vec<TextRun> {
    let mut runs: Vec<TextRun> = Vec::new();
    for (range, font) in parts {
        let (struck, raised) = (font.struck == Some(true), font.raised == Some(true));
        match runs.last_mut() {
            _ if !struck && !raised => {}
            Some(last)
                if last.range.end == range.start
                    && (last.struck, last.raised) == (struck, raised) =>
            {
                last.range.end = range.end;
            }
            _ => runs.push(TextRun { range: range.clone(), struck, raised }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn font(struck: bool, raised: bool) -> Font {
        Font { struck: Some(struck), raised: Some(raised) }
    }

    const STRUCK: Option<Font> = Some(font(true, false));
    const RAISED: Option<Font> = Some(font(false, true));
    const PLAIN: Option<Font> = Some(Font::ORDINARY);

    /// The cell's look and its runs, for a text of these parts.
    fn applied(look: Look, parts: &[(&str, Option<Font>)]) -> (Option<bool>, Option<bool>, String) {
        let mut rich = RichText::default();
        parts.iter().for_each(|(text, font)| rich.push(text.len(), *font));
        let text: String = parts.iter().map(|(text, _)| *text).collect();
        let mut look = look;
        let runs = rich.apply_to(&mut look, &text);
        let runs = runs.iter().map(|run| {
            let marks = [run.struck.then_some('-'), run.raised.then_some('^')];
            let marks: String = marks.into_iter().flatten().collect();
            format!("{marks}{}", &text[run.range.clone()])
        });
        (look.struck, look.raised, runs.collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn a_text_is_struck_through_as_a_whole_or_in_runs() {
        let (yes, no) = (Some(true), Some(false));
        let plain = Look::ORDINARY;
        let struck = Look { struck: yes, ..plain };
        for (look, parts, expected) in [
            (plain, &[("1", STRUCK), ("12", PLAIN)][..], (no, no, "-1")),
            (plain, &[("12", None), ("(1)", RAISED)], (no, no, "^(1)")),
            (plain, &[("1", STRUCK), ("2", Some(font(true, true)))], (yes, no, "-1|-^2")),
            // The same look after all: no runs.
            (plain, &[("Xã ", PLAIN), ("Một", None)], (no, no, "")),
            (plain, &[("Xã", STRUCK), (" ", PLAIN), ("Một", STRUCK)], (yes, no, "")),
            (struck, &[("Xã", None), ("Một", STRUCK)], (yes, no, "")),
            (struck, &[("Xã", None), ("Một", PLAIN)], (no, no, "-Xã")),
            (plain, &[(" ", STRUCK)], (no, no, "")),
            (Look::UNKNOWN, &[("1", None), ("2", STRUCK)], (no, no, "-2")),
            (Look::UNKNOWN, &[("1", None)], (None, None, "")),
        ] {
            let (struck, raised, runs) = expected;
            assert_eq!(applied(look, parts), (struck, raised, runs.to_owned()), "{parts:?}");
        }
    }

    #[test]
    fn runs_that_do_not_fit_the_text_are_unknown() {
        for text in ["11", "1111", "1ạ", "ạ"] {
            let mut rich = RichText::default();
            rich.push(2, STRUCK);
            rich.push(1, PLAIN);
            let mut look = Look::ORDINARY;
            assert_eq!(rich.apply_to(&mut look, text), [], "{text}");
            assert_eq!((look.struck, look.raised), (None, None), "{text}");
        }
    }

    #[test]
    fn utf_16_positions_become_byte_positions() {
        let starts = [(2, font(true, false)), (5, Font::ORDINARY)];
        // 😀 has two units and four bytes, ạ one unit and three bytes.
        let rich = RichText::from_units("😀ạbcd", &starts);
        assert_eq!(rich.parts, [(4, None), (9, STRUCK), (10, PLAIN)]);
        assert!(rich.is_rich() && !RichText::from_units("abc", &[(3, Font::ORDINARY)]).is_rich());
    }
}
