//! The boxes in which notes are shown, in the drawing language that Excel keeps for them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::package::before_end;
use super::sheet_xml::{SheetXml, row_of};
use super::xml::{attribute, tokens};
use workbook_io::Address;

/// Width of a box, and what a line takes of its height, in pixels.
const WIDTH: u32 = 260;
const LINE: u32 = 16;
/// Room for the frame and for words that break badly.
const FRAME: u32 = 14;
/// Letters of 10 pt that a line holds.
const LETTERS: usize = 38;
/// Width of a column and height of a row that say nothing else.
const COLUMN: u32 = 64;
const ROW: u32 = 20;
/// Shapes of a drawing are numbered from a multiple of this.
const BLOCK: usize = 1024;

/// The box of a note.
pub(in crate::report) struct NoteBox {
    at: Address,
    /// Left, top, right, bottom: each a column or row and the pixels within it.
    anchor: [(u32, u32); 4],
}

impl NoteBox {
    /// A box to the right of its cell, large enough for the text.
    pub(in crate::report) fn new(at: Address, text: &str, sheet: &SheetXml) -> Self {
        let lines = text.lines().map(|line| line.chars().count().div_ceil(LETTERS).max(1));
        // The opening takes part of the first line.
        let lines = u32::try_from(lines.sum::<usize>() + 1).unwrap_or(20).min(30);
        let (widths, heights) = (widths(sheet), heights(sheet));
        let left = at.col + 1;
        let top = at.row.saturating_sub(1);
        let width = |col: u32| {
            let own = widths.iter().find(|(from, to, _)| (*from..=*to).contains(&col));
            own.map_or(COLUMN, |(.., width)| *width)
        };
        let height = |row: u32| heights.get(&row).copied().unwrap_or(ROW);
        let right = reached(left, 15 + WIDTH, width);
        let bottom = reached(top, 4 + lines * LINE + FRAME, height);
        Self { at, anchor: [(left, 15), (top, 4), right, bottom] }
    }

    fn shape(&self, id: usize) -> String {
        let anchor = self.anchor.map(|(place, within)| format!("{place}, {within}"));
        let [left, top, right, bottom] = anchor;
        format!(
            "<v:shape {NAMES} id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" \
             fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
             <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{left}, {top}, {right}, {bottom}</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
            self.at.row, self.at.col
        )
    }
}

/// Where one arrives that many pixels from the start of a column or row.
fn reached(mut place: u32, mut pixels: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    while pixels > size(place) {
        pixels -= size(place);
        place += 1;
    }
    (place, pixels)
}

/// First and last column, from zero, and their width in pixels.
fn widths(sheet: &SheetXml) -> Vec<(u32, u32, u32)> {
    let cols = sheet.tokens.iter().filter(|token| token.is_open("col"));
    let cols = cols.filter_map(|token| {
        let place = |name| attribute(&token.text, name)?.parse::<u32>().ok()?.checked_sub(1);
        let hidden = matches!(attribute(&token.text, "hidden").as_deref(), Some("1" | "true"));
        let width = attribute(&token.text, "width").and_then(|width| whole(&width));
        let pixels = width.map_or(COLUMN, |width| width * 7 + 5);
        Some((place("min")?, place("max")?, if hidden { 0 } else { pixels }))
    });
    cols.collect()
}

/// Heights of rows in pixels.
fn heights(sheet: &SheetXml) -> BTreeMap<u32, u32> {
    let rows = sheet.tokens.iter().filter(|token| token.is_open("row"));
    let rows = rows.filter_map(|token| {
        let height = attribute(&token.text, "ht").and_then(|height| whole(&height))?;
        Some((row_of(token)?, height * 4 / 3))
    });
    rows.collect()
}

fn whole(number: &str) -> Option<u32> {
    number.split('.').next()?.parse::<u32>().ok().map(|number| number.min(2_000))
}

/// A drawing without boxes.
pub(in crate::report) fn empty(block: usize) -> String {
    format!(
        "<xml {NAMES}><o:shapelayout v:ext=\"edit\">\
         <o:idmap v:ext=\"edit\" data=\"{block}\"/></o:shapelayout></xml>"
    )
}

/// The names that shapes use; other programs call the same by others.
const NAMES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The drawing without the boxes of these cells, and with others. It is changed as text: Excel's own
/// drawings are not always XML.
///
/// # Errors
/// A Vietnamese sentence, where it is no such drawing.
pub(in crate::report) fn with_boxes(
    xml: &str,
    gone: &BTreeSet<Address>,
    boxes: &[NoteBox],
) -> Result<String, String> {
    let mut xml = without(xml, gone);
    if boxes.is_empty() {
        return Ok(xml);
    }
    let block = tokens(&xml).ok().and_then(|tokens| {
        let map = tokens.into_iter().find(|token| token.is_open("o:idmap"))?;
        attribute(&map.text, "data")?.split(',').next()?.trim().parse::<usize>().ok()
    });
    let ids = xml.split("_x0000_s").skip(1).filter_map(|rest| {
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<usize>().ok()
    });
    let last = ids.max().unwrap_or(0).max(block.unwrap_or(1) * BLOCK);
    let mut added = String::new();
    if !xml.contains("id=\"_x0000_t202\"") {
        added.push_str(&SHAPE_TYPE.replacen("<v:shapetype", &format!("<v:shapetype {NAMES}"), 1));
    }
    for (id, own) in (last + 1..).zip(boxes) {
        let _ = write!(added, "{}", own.shape(id));
    }
    xml = before_end(&xml, "</xml>", &added)?;
    Ok(xml)
}

/// The drawing without the boxes of these cells.
fn without(xml: &str, gone: &BTreeSet<Address>) -> String {
    const END: &str = "</v:shape>";
    let mut kept = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find("<v:shape ") {
        let Some(end) = rest[start..].find(END).map(|at| start + at + END.len()) else { break };
        let shape = &rest[start..end];
        let number = |tag: &str| {
            let (_, after) = shape.split_once(&format!("<x:{tag}>"))?;
            after.split('<').next()?.trim().parse::<u32>().ok()
        };
        let is_note = shape.contains("ObjectType=\"Note\"");
        let at = number("Row").zip(number("Column")).map(|(row, col)| Address::new(row, col));
        let is_gone = is_note && at.is_some_and(|at| gone.contains(&at));
        kept.push_str(&rest[..if is_gone { start } else { end }]);
        rest = &rest[end..];
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_come_and_go() {
        let sheet = SheetXml::read("<worksheet><sheetData/></worksheet>").unwrap();
        let at = |text: &str| text.parse::<Address>().unwrap();
        let first = with_boxes(
            &empty(2),
            &BTreeSet::new(),
            &[NoteBox::new(at("B2"), "Xem lại", &sheet), NoteBox::new(at("C9"), "Sửa", &sheet)],
        );
        let first = first.unwrap();
        assert!(first.contains("_x0000_s2049") && first.contains("_x0000_s2050"), "{first}");
        assert!(first.contains("<x:Anchor>2, 15, 0, 4, 6, 19, 2, "), "{first}");
        let one = with_boxes(&first, &[at("B2")].into(), &[]).unwrap();
        assert!(!one.contains("_x0000_s2049") && one.contains("_x0000_s2050"), "{one}");
        assert_eq!(one.matches("<v:shapetype").count(), 1);
    }
}
