//! What may stand in the rows of a sheet. Excel knows no other elements and attributes there, and
//! repairs a file that has some: a misspelt one is damage that would move or change a value.

use quick_xml::events::BytesStart;

use crate::read::xml::{Tag, has_only};
use crate::read::{Damage, Refusal};

const ROW: [&str; 12] = [
    "r",
    "spans",
    "s",
    "customFormat",
    "ht",
    "hidden",
    "customHeight",
    "outlineLevel",
    "collapsed",
    "thickTop",
    "thickBot",
    "ph",
];
const CELL: [&str; 6] = ["r", "s", "t", "cm", "vm", "ph"];
const FORMULA: [&str; 12] =
    ["t", "aca", "ref", "dt2D", "dtr", "del1", "del2", "r1", "r2", "ca", "si", "bx"];

/// The elements that are open, from `sheetData` inwards.
#[derive(Default)]
pub(super) struct RowGrammar(Vec<Level>);

#[derive(Clone, Copy)]
enum Level {
    Row,
    Cell,
    Value,
    /// An inline string, or an extension.
    Free,
}

impl RowGrammar {
    /// Refuses what may not stand here.
    pub(super) fn check(&mut self, tag: &Tag<'_, '_>) -> Result<(), Refusal> {
        let sound = match tag {
            Tag::Start(name, element) => match self.level(name, element) {
                Some(level) => {
                    self.0.push(level);
                    true
                }
                None => false,
            },
            Tag::End(_) => {
                self.0.pop();
                true
            }
            Tag::Text(text) => {
                matches!(self.0.last(), Some(Level::Value | Level::Free)) || text.trim().is_empty()
            }
        };
        if sound { Ok(()) } else { Err(Refusal::Damaged(Damage::MalformedXml)) }
    }

    fn level(&self, name: &str, element: &BytesStart<'_>) -> Option<Level> {
        let (level, known): (Level, &[&str]) = match (self.0.last(), name) {
            (None, "row") => (Level::Row, &ROW),
            (Some(Level::Row), "c") => (Level::Cell, &CELL),
            (Some(Level::Cell), "f") => (Level::Value, &FORMULA),
            (Some(Level::Cell), "v") => (Level::Value, &[]),
            (Some(Level::Row), "extLst") | (Some(Level::Cell), "is" | "extLst") => {
                (Level::Free, &[])
            }
            (Some(Level::Free), _) => return Some(Level::Free),
            _ => return None,
        };
        has_only(element, known).then_some(level)
    }
}
