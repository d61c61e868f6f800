//! Package templates: what files made from the same form have in common, byte for byte. These are
//! all parts except the sheets, the shared strings and the document properties. They are parsed
//! once, by the careful reader.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::rc::Rc;

use calamine::{Reader as _, SheetType, SheetVisible, Style, Xlsx};

use super::parts::{PackedPart, PartFingerprint};
use crate::grid::Look;
use crate::read::careful::xlsx::check_table;
use crate::read::careful::xlsx::manifest::{Manifest, manifest};
use crate::read::careful::xlsx::texts::RichTexts;
use crate::read::package::Package;
use crate::read::sniff::{self, PackageFormat};
use crate::read::{Limits, Refusal, xml};

/// Templates that one thread keeps; the oldest is dropped.
const REMEMBERED: usize = 64;
/// Those with more bytes of packed common parts are not kept.
const LONGEST: usize = 256 << 10;

/// The role of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartRole {
    /// The same in every file of the form.
    Common,
    /// A sheet.
    Sheet,
    /// Shared strings.
    Strings,
    /// Core properties: who saved the file, and when.
    Core,
    /// Application properties: the program that saved it.
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

/// The common parts of files made from the same form.
#[derive(Debug)]
pub(super) struct PackageTemplate {
    /// Names of all parts, with the packed bytes of the common ones.
    recognised_by: Vec<(String, Option<PartFingerprint>)>,
    /// The role of each part.
    pub roles: Vec<PartRole>,
    /// The sheets, in the order of the workbook.
    pub sheets: Vec<TemplateSheet>,
    /// Cell styles.
    pub styles: Styles,
    /// Custom document properties.
    pub properties: BTreeMap<String, String>,
}

/// A sheet in the list of the workbook.
#[derive(Debug)]
pub(super) struct TemplateSheet {
    pub name: String,
    pub hidden: bool,
    /// The index of its part.
    pub part: usize,
}

/// Cell styles by id.
#[derive(Debug)]
pub(super) struct Styles {
    pub by_id: Vec<(StyleKind, Look)>,
    pub is_1904: bool,
}

/// How numbers with a style are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StyleKind {
    /// As numbers.
    Number,
    /// As dates.
    Date,
    /// Only the careful reader can tell.
    Unusual,
}

/// The templates of one thread.
#[derive(Default)]
pub(super) struct TemplateCache(Vec<Rc<PackageTemplate>>);

impl TemplateCache {
    /// Finds the template of a file, or learns a new one.
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
        if !template.is_small() {
            return Some(template);
        }
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(Rc::clone(&template));
        Some(template)
    }
}

impl PackageTemplate {
    /// The first part with a role.
    pub(super) fn part(&self, role: PartRole) -> Option<usize> {
        self.roles.iter().position(|other| *other == role)
    }

    /// Small enough to be kept? Pictures are among the common parts.
    fn is_small(&self) -> bool {
        let kept = self.recognised_by.iter().filter_map(|(_, fingerprint)| fingerprint.as_ref());
        kept.map(PartFingerprint::len).sum::<usize>() <= LONGEST
    }

    fn matches(&self, parts: &[PackedPart<'_>]) -> bool {
        self.recognised_by.len() == parts.len()
            && self.recognised_by.iter().zip(parts).all(|((name, fingerprint), part)| {
                *name == part.name
                    && fingerprint.as_ref().is_none_or(|fingerprint| fingerprint.matches(part))
            })
    }

    /// Parses the common parts with the careful reader: every part is checked and calamine opens
    /// the file. Sheets are checked every time they are read.
    fn learn(parts: &[PackedPart<'_>], bytes: &[u8], limits: &Limits) -> Option<Self> {
        let mut package = Package::open(bytes)?;
        if sniff::detect_package(&mut package, limits).ok()? != PackageFormat::Xlsx {
            return None;
        }
        package.check(limits).ok()?;
        let manifest = manifest(&mut package, limits).ok()?;
        let looks = read_looks(&mut package, &manifest, limits).ok()?;
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

/// Checks all parts except the sheets, and reads the looks of cell formats.
fn read_looks(
    package: &mut Package<'_>,
    manifest: &Manifest,
    limits: &Limits,
) -> Result<Vec<Look>, Refusal> {
    let is_common = |name: &str| PartRole::from_name(name) != PartRole::Sheet;
    // Shared strings are read with each file. A file with rich text is left to the careful reader.
    let (mut looks, mut texts) = (Vec::new(), RichTexts::new());
    package.inflate_those(is_common, limits, |name, bytes| {
        check_table(name, bytes, manifest, limits, &mut looks, &mut texts)?;
        xml::text(bytes).map(drop).or_else(|refusal| match PartRole::from_name(name) {
            // The common parts may include images or printer settings.
            PartRole::Common => Ok(()),
            _ => Err(refusal),
        })
    })?;
    Ok(looks)
}

/// The sheets, if all are plain worksheets with a part of their own.
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

/// A number format without texts in quotes and without the Vietnamese locale. A format with escapes
/// stays as it is: its quotes may be literals.
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
        // East Asian formats are known by id only and may be dates.
        let is_known = format.format_id.is_some_and(|id| !matches!(id, 27..=36 | 50..=58));
        // Only letters outside quotes make a date or time.
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
