//! Everything outside the rows of a sheet. Read by the careful reader, once for each distinct
//! content.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::read::Limits;
use crate::read::careful::xlsx::layout::SheetLayout;
use crate::read::careful::xlsx::survey::survey;
use crate::read::careful::xlsx::texts::RichTexts;
use crate::read::limits::Meter;
use crate::read::xml::{self, Tag};

/// Sheet layouts that one thread keeps.
const REMEMBERED: usize = 256;
/// Longer ones are not kept.
const LONGEST: usize = 16 << 10;

thread_local! {
    /// Layouts by the bytes before and after the rows.
    static SEEN: RefCell<HashMap<Vec<u8>, SheetLayout, RandomState>> = RefCell::default();
}

/// A sheet's XML, split at its rows.
pub(super) struct SheetXml<'a> {
    pub before: &'a [u8],
    pub rows: &'a [u8],
    pub behind: &'a [u8],
}

/// Finds the rows of a sheet.
pub(super) fn split(part: &[u8]) -> Option<SheetXml<'_>> {
    const OPEN: &[u8] = b"<sheetData>";
    const CLOSE: &[u8] = b"</sheetData>";
    let open = memchr::memmem::find(part, OPEN)?;
    let close = memchr::memmem::rfind(part, CLOSE)?;
    let rows = part.get(open + OPEN.len()..close)?;
    Some(SheetXml { before: &part[..open], rows, behind: &part[close + CLOSE.len()..] })
}

/// The layout of a sheet; `None` if it is not plain.
pub(super) fn layout(table: &SheetXml<'_>, limits: &Limits) -> Option<SheetLayout> {
    let layout = [table.before, b"<sheetData/>", table.behind].concat();
    SEEN.with_borrow_mut(|seen| {
        if let Some(known) = seen.get(&layout) {
            return Some(known.clone());
        }
        if memchr::memmem::find(&layout, b"<!").is_some() {
            return None;
        }
        let found = survey(&layout, &RichTexts::new(), limits, &mut Meter::new(limits)).ok()?;
        if !found.places.is_empty() || !found.hidden_rows.is_empty() || !is_plain(&layout)? {
            return None;
        }
        if layout.len() <= LONGEST {
            if seen.len() == REMEMBERED {
                seen.clear();
            }
            seen.insert(layout, found.layout.clone());
        }
        Some(found.layout)
    })
}

/// Is it a worksheet whose declared dimension, if any, is valid?
fn is_plain(layout: &[u8]) -> Option<bool> {
    let mut plain = true;
    let mut tables = 0;
    let walked = xml::walk(xml::text(layout).ok()?, |tag| {
        match tag {
            Tag::Start("sheetData", _) => tables += 1,
            Tag::Start("dimension", element) => {
                let written = xml::attribute(element, "ref").unwrap_or_default();
                let corner = |text: &str| text.parse::<crate::grid::Address>().ok();
                plain &= match written.split_once(':') {
                    Some((from, to)) => match (corner(from), corner(to)) {
                        (Some(from), Some(to)) => from.row <= to.row && from.col <= to.col,
                        _ => false,
                    },
                    None => corner(written).is_some(),
                };
            }
            Tag::Start("c" | "row" | "f", _) => plain = false,
            _ => {}
        }
        Ok(())
    });
    walked.ok()?;
    Some(plain && tables == 1)
}

/// The time of the last change in the document properties; `None` if they are not well-formed.
#[expect(clippy::option_option, reason = "not sound, and sound without a time, are two answers")]
pub(super) fn modified(part: &[u8]) -> Option<Option<String>> {
    let mut modified = None;
    let mut current = false;
    let mut value = String::new();
    let walked = xml::walk(xml::text(part).ok()?, |tag| {
        match tag {
            Tag::Start(name, _) => {
                value.clear();
                current = name == "modified";
            }
            Tag::Text(text) if current => value.push_str(text),
            Tag::Text(_) => {}
            Tag::End(_) => {
                if current && !value.is_empty() {
                    modified = Some(std::mem::take(&mut value));
                }
                current = false;
            }
        }
        Ok(())
    });
    walked.ok()?;
    (memchr::memmem::find(part, b"<!").is_none()).then_some(modified)
}
