//! What files of one form have in common, byte for byte: all parts but the sheets, their
//! texts and the document's properties. It is read once, by the careful reader's own means.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::rc::Rc;

use calamine::{Reader as _, SheetType, SheetVisible, Style, Xlsx};

use super::parts::{Kept, Part};
use crate::grid::Look;
use crate::read::careful::xlsx::check_table;
use crate::read::careful::xlsx::manifest::manifest;
use crate::read::careful::xlsx::texts::RichTexts;
use crate::read::package::Package;
use crate::read::sniff::{self, Zipped};
use crate::read::{Limits, xml};

/// Frames that one thread remembers; beyond so many the oldest is forgotten.
const REMEMBERED: usize = 64;

/// What a part is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The same in every file of the form.
    Common,
    /// A sheet.
    Sheet,
    /// The texts that sheets share.
    Strings,
    /// Who saved the file, and when.
    Core,
    /// Which program saved it.
    App,
}

impl Role {
    fn of(name: &str) -> Self {
        match name {
            "xl/sharedstrings.xml" => Self::Strings,
            "docprops/core.xml" => Self::Core,
            "docprops/app.xml" => Self::App,
            _ if name.starts_with("xl/worksheets/") && name.ends_with(".xml") => Self::Sheet,
            _ => Self::Common,
        }
    }
}

/// A form's frame.
#[derive(Debug)]
pub(super) struct Frame {
    /// The parts by which the frame is known: name, and for common parts the packed bytes.
    known_by: Vec<(String, Option<Kept>)>,
    /// What each part is.
    pub roles: Vec<Role>,
    /// The sheets in the workbook's order.
    pub sheets: Vec<FrameSheet>,
    /// What a cell's style makes of a number.
    pub styles: Styles,
    /// Custom document properties.
    pub properties: BTreeMap<String, String>,
}

/// A sheet by the workbook's own list.
#[derive(Debug)]
pub(super) struct FrameSheet {
    pub name: String,
    pub hidden: bool,
    /// Its part, by its place.
    pub part: usize,
}

/// What cell styles make of numbers, and how cells look.
#[derive(Debug)]
pub(super) struct Styles {
    pub by_id: Vec<(CellStyle, Look)>,
    pub is_1904: bool,
}

/// What a cell style makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellStyle {
    /// It stays one.
    Number,
    /// It is a day.
    Date,
    /// That is for the careful reader to say.
    Unusual,
}

/// The frames seen so far.
#[derive(Default)]
pub(super) struct Frames(Vec<Rc<Frame>>);

impl Frames {
    /// The frame of a file, remembered or learned.
    pub(super) fn of(
        &mut self,
        parts: &[Part<'_>],
        bytes: &[u8],
        limits: &Limits,
    ) -> Option<Rc<Frame>> {
        if let Some(place) = self.0.iter().rposition(|frame| frame.fits(parts)) {
            return Some(Rc::clone(&self.0[place]));
        }
        let frame = Rc::new(Frame::learn(parts, bytes, limits)?);
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(Rc::clone(&frame));
        Some(frame)
    }
}

impl Frame {
    /// The first part of a role.
    pub(super) fn part(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|other| *other == role)
    }

    fn fits(&self, parts: &[Part<'_>]) -> bool {
        self.known_by.len() == parts.len()
            && self.known_by.iter().zip(parts).all(|((name, kept), part)| {
                *name == part.name && kept.as_ref().is_none_or(|kept| kept.is(part))
            })
    }

    /// Reads the frame as the careful reader does: every part checked, calamine opened. Sheets are
    /// checked where they are read, all of them, and every time.
    fn learn(parts: &[Part<'_>], bytes: &[u8], limits: &Limits) -> Option<Self> {
        let mut package = Package::open(bytes)?;
        if sniff::of_package(&mut package, limits).ok()? != Zipped::Xlsx {
            return None;
        }
        package.check(limits).ok()?;
        let manifest = manifest(&mut package, limits).ok()?;
        let is_frame = |name: &str| Role::of(name) != Role::Sheet;
        // Texts are read with each file, those in several fonts by the careful reader alone.
        let (mut looks, mut texts) = (Vec::new(), RichTexts::new());
        let inflated = package.inflate_those(is_frame, limits, |name, bytes| {
            check_table(name, bytes, &manifest, limits, &mut looks, &mut texts)?;
            xml::text(bytes).map(drop).or_else(|refusal| match Role::of(name) {
                // A picture or a printer's settings may lie among the common parts.
                Role::Common => Ok(()),
                _ => Err(refusal),
            })
        });
        inflated.ok()?;
        let roles: Vec<Role> = parts.iter().map(|part| Role::of(&part.name)).collect();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
        let sheets = sheets(&book, &manifest.sheets, parts, &roles)?;
        let is_1904 = book.has_1904_epoch();
        let first = sheets.first()?.name.clone();
        let cells = book.worksheet_cells_reader(&first).ok()?;
        let styles = cells.styles();
        if styles.len() != looks.len() {
            return None;
        }
        let by_id =
            styles.iter().zip(looks).map(|(style, look)| (CellStyle::of(style, look), look));
        let by_id = by_id.collect();
        drop(cells);
        let properties = book.workbook_properties().ok()?.custom_properties;
        let known_by = parts.iter().zip(&roles).map(|(part, role)| {
            let kept = (*role == Role::Common).then(|| Kept::of(part));
            (part.name.clone(), kept)
        });
        Some(Self {
            known_by: known_by.collect(),
            roles,
            sheets,
            styles: Styles { by_id, is_1904 },
            properties: properties.into_iter().collect(),
        })
    }
}

/// The sheets of a workbook that has nothing but plain ones, each part once.
fn sheets(
    book: &Xlsx<Cursor<&[u8]>>,
    sheet_parts: &[String],
    parts: &[Part<'_>],
    roles: &[Role],
) -> Option<Vec<FrameSheet>> {
    let listed = book.sheets_metadata();
    let mut sheets: Vec<FrameSheet> = Vec::new();
    for (sheet, part) in listed.iter().zip(sheet_parts) {
        let part = parts.iter().position(|other| other.name == *part)?;
        let is_plain = sheet.typ == SheetType::WorkSheet
            && roles[part] == Role::Sheet
            && sheets.iter().all(|other| other.name != sheet.name && other.part != part);
        if !is_plain {
            return None;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(FrameSheet { name: sheet.name.clone(), hidden, part });
    }
    let is_whole = listed.len() == sheet_parts.len()
        && roles.iter().filter(|role| **role == Role::Sheet).count() == sheets.len();
    is_whole.then_some(sheets)
}

/// A number format without words in quotes and without the mark that its numbers are written as
/// in Việt Nam: the office's own workbooks have both. Where signs are escaped, quotes may not be
/// quotes, and it stays as it is.
pub(super) fn unworded(code: &str) -> Cow<'_, str> {
    const VIETNAM: &str = "[$-42A]";
    if !code.contains(['[', '"']) || code.contains(['\\', '_', '*']) {
        return Cow::Borrowed(code);
    }
    Cow::Owned(code.replace(VIETNAM, "").split('"').step_by(2).collect())
}

impl CellStyle {
    fn of(style: &Style, look: Look) -> Self {
        let Some(format) = &style.number_format else { return Self::Unusual };
        let code = unworded(&format.format_code);
        // Formats of East Asia are named by number only, and may be dates.
        let is_known = format.format_id.is_some_and(|id| !matches!(id, 27..=36 | 50..=58));
        // Only letters make a day or a time of a number, and only outside quotes.
        let is_number = code == "General"
            || look.shown_decimals.is_some()
            || !code.contains(|c: char| c.is_ascii_alphabetic());
        let is_date = code.contains(['d', 'D', 'm', 'M', 'y', 'Y'])
            && code.chars().all(|c| "dDmMyY/-. ".contains(c));
        match is_known && !code.contains('[') {
            true if is_number => Self::Number,
            true if is_date => Self::Date,
            _ => Self::Unusual,
        }
    }
}
