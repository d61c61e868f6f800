//! What files of one form have in common, byte for byte: all parts but the sheets, their
//! texts and the document's properties. It is read once, by the careful reader's own means.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::rc::Rc;

use calamine::{Reader as _, SheetType, SheetVisible, Style, Xlsx};

use super::parts::{PackedPart, PartFingerprint};
use crate::grid::Look;
use crate::read::careful::xlsx::check_table;
use crate::read::careful::xlsx::manifest::manifest;
use crate::read::careful::xlsx::texts::RichTexts;
use crate::read::package::Package;
use crate::read::sniff::{self, PackageFormat};
use crate::read::{Limits, xml};

/// TemplateCache that one thread remembers; beyond so many the oldest is forgotten.
const REMEMBERED: usize = 64;

/// What a part is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartRole {
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

impl PartRole {
    fn from_name(name: &str) -> Self {
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
pub(super) struct PackageTemplate {
    /// The parts by which the frame is known: name, and for common parts the packed bytes.
    recognised_by: Vec<(String, Option<PartFingerprint>)>,
    /// What each part is.
    pub roles: Vec<PartRole>,
    /// The sheets in the workbook's order.
    pub sheets: Vec<TemplateSheet>,
    /// What a cell's style makes of a number.
    pub styles: Styles,
    /// Custom document properties.
    pub properties: BTreeMap<String, String>,
}

/// A sheet by the workbook's own list.
#[derive(Debug)]
pub(super) struct TemplateSheet {
    pub name: String,
    pub hidden: bool,
    /// Its part, by its place.
    pub part: usize,
}

/// What cell styles make of numbers, and how cells look.
#[derive(Debug)]
pub(super) struct Styles {
    pub by_id: Vec<(StyleKind, Look)>,
    pub is_1904: bool,
}

/// What a cell style makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StyleKind {
    /// It stays one.
    Number,
    /// It is a day.
    Date,
    /// That is for the careful reader to say.
    Unusual,
}

/// The frames seen so far.
#[derive(Default)]
pub(super) struct TemplateCache(Vec<Rc<PackageTemplate>>);

impl TemplateCache {
    /// The frame of a file, remembered or learned.
    pub(super) fn find_or_learn(
        &mut self,
        parts: &[PackedPart<'_>],
        bytes: &[u8],
        limits: &Limits,
    ) -> Option<Rc<PackageTemplate>> {
        if let Some(place) = self.0.iter().rposition(|template| template.matches(parts)) {
            return Some(Rc::clone(&self.0[place]));
        }
        let template = Rc::new(PackageTemplate::learn(parts, bytes, limits)?);
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(Rc::clone(&template));
        Some(template)
    }
}

impl PackageTemplate {
    /// The first part of a role.
    pub(super) fn part(&self, role: PartRole) -> Option<usize> {
        self.roles.iter().position(|other| *other == role)
    }

    fn matches(&self, parts: &[PackedPart<'_>]) -> bool {
        self.recognised_by.len() == parts.len()
            && self.recognised_by.iter().zip(parts).all(|((name, fingerprint), part)| {
                *name == part.name
                    && fingerprint.as_ref().is_none_or(|fingerprint| fingerprint.matches(part))
            })
    }

    /// Reads the frame as the careful reader does: every part checked, calamine opened. Sheets are
    /// checked where they are read, all of them, and every time.
    fn learn(parts: &[PackedPart<'_>], bytes: &[u8], limits: &Limits) -> Option<Self> {
        let mut package = Package::open(bytes)?;
        if sniff::detect_package(&mut package, limits).ok()? != PackageFormat::Xlsx {
            return None;
        }
        package.check(limits).ok()?;
        let manifest = manifest(&mut package, limits).ok()?;
        let is_common = |name: &str| PartRole::from_name(name) != PartRole::Sheet;
        // Texts are read with each file, those in several fonts by the careful reader alone.
        let (mut looks, mut texts) = (Vec::new(), RichTexts::new());
        let inflated = package.inflate_those(is_common, limits, |name, bytes| {
            check_table(name, bytes, &manifest, limits, &mut looks, &mut texts)?;
            xml::text(bytes).map(drop).or_else(|refusal| match PartRole::from_name(name) {
                // A picture or a printer's settings may lie among the common parts.
                PartRole::Common => Ok(()),
                _ => Err(refusal),
            })
        });
        inflated.ok()?;
        let roles: Vec<PartRole> =
            parts.iter().map(|part| PartRole::from_name(&part.name)).collect();
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
            styles.iter().zip(looks).map(|(style, look)| (StyleKind::new(style, look), look));
        let by_id = by_id.collect();
        drop(cells);
        let properties = book.workbook_properties().ok()?.custom_properties;
        let recognised_by = parts.iter().zip(&roles).map(|(part, role)| {
            let fingerprint = (*role == PartRole::Common).then(|| PartFingerprint::new(part));
            (part.name.clone(), fingerprint)
        });
        Some(Self {
            recognised_by: recognised_by.collect(),
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
    parts: &[PackedPart<'_>],
    roles: &[PartRole],
) -> Option<Vec<TemplateSheet>> {
    let listed = book.sheets_metadata();
    let mut sheets: Vec<TemplateSheet> = Vec::new();
    for (sheet, part) in listed.iter().zip(sheet_parts) {
        let part = parts.iter().position(|other| other.name == *part)?;
        let is_plain = sheet.typ == SheetType::WorkSheet
            && roles[part] == PartRole::Sheet
            && sheets.iter().all(|other| other.name != sheet.name && other.part != part);
        if !is_plain {
            return None;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(TemplateSheet { name: sheet.name.clone(), hidden, part });
    }
    let is_whole = listed.len() == sheet_parts.len()
        && roles.iter().filter(|role| **role == PartRole::Sheet).count() == sheets.len();
    is_whole.then_some(sheets)
}

/// A number format without words in quotes and without the mark that its numbers are written as
/// in Việt Nam: the office's own workbooks have both. Where signs are escaped, quotes may not be
/// quotes, and it stays as it is.
pub(super) fn without_quoted_words(code: &str) -> Cow<'_, str> {
    const VIETNAM: &str = "[$-42A]";
    if !code.contains(['[', '"']) || code.contains(['\\', '_', '*']) {
        return Cow::Borrowed(code);
    }
    Cow::Owned(code.replace(VIETNAM, "").split('"').step_by(2).collect())
}

impl StyleKind {
    fn new(style: &Style, look: Look) -> Self {
        let Some(format) = &style.number_format else { return Self::Unusual };
        let code = without_quoted_words(&format.format_code);
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
