//! The slip as the unit's own file: doubtful cells filled and noted, a page that says what to do in front.
//! No other part of its package changes, and what is read from it stays what it was.

use std::collections::{BTreeMap, BTreeSet};

use super::mark_style::MarkStyles;
use super::{Slip, page, slip_identity};
use crate::cell_text::UNNAMED_SHEET;
use crate::report::patch::edit::PackageEdit;
use crate::report::patch::graft;
use crate::report::patch::notes::{OwnNotes, Spelling};
use crate::report::patch::package::FormPackage;
use crate::report::patch::sheet_xml::SheetXml;
use crate::report::patch::style_sheet::StyleSheet;
use crate::report::patch::xml::{TokenKind, XmlToken, attribute, escaped, tokens, with_attribute};
use crate::report::wording::capital;
use crate::results::Results;
use crate::workspace::in_unicode;
use workbook_io::digest::{self, workbook_digest};
use workbook_io::read::{Limits, read};
use workbook_io::sheet::{Book, valid_sheet_name};
use workbook_io::write::to_bytes;
use workbook_io::{Address, Grid, Workbook};

/// What a workbook's part is called; one with macros or a template is another.
const WORKBOOK: &str = "spreadsheetml.sheet.main+xml";
/// The two spellings of workbooks.
const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
];
const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
/// Sheets that are larger are not marked in place: a form has some 100 KB.
const LARGEST: usize = 8 << 20;
/// How every note of a slip begins.
pub(super) const NOTE_OPENING: &str = "Đề nghị rà soát:";

/// Notes by sheet.
type Notes = BTreeMap<String, BTreeMap<Address, String>>;

/// The unit's own file with its marks.
///
/// # Errors
/// Why the file cannot be marked in place, in words for nobody: the slip is then made anew.
pub(super) fn file(
    slip: &Slip<'_>,
    name: &str,
    results: &Results<'_>,
    sent: &[u8],
) -> Result<Vec<u8>, String> {
    let failed = |_| "không đọc được".to_owned();
    let raw = read(sent, &Limits::default()).map_err(failed)?;
    let edit = PackageEdit::open(sent)?;
    if !edit.content_type(&edit.package.workbook)?.ends_with(WORKBOOK) {
        return Err("không phải sổ tính thường".to_owned());
    }
    let styles_part = edit.related(&edit.package.workbook, "styles")?;
    let styles_part = styles_part.ok_or("không có kiểu dáng")?;
    let styles = MarkStyles::new(StyleSheet::read(&edit.text(&styles_part)?)?);
    let mut marking = Marking {
        author: &results.workspace.settings.letter.office,
        own: raw.sheets.iter().position(page::is_page),
        spelling: spelling(&edit)?,
        edit,
        styles,
        changed: BTreeSet::new(),
    };
    marking.mark_sheets(&raw, &notes(slip, &raw))?;
    marking.put_page(slip, results, &raw)?;
    let Marking { mut edit, styles, .. } = marking;
    edit.set(&styles_part, styles.styles.into_text());
    let written = read(&edit.bytes()?, &Limits::default()).map_err(failed)?;
    if !says_the_same(&raw, &written) {
        return Err("đọc lại không như cũ".to_owned());
    }
    edit.set_property(slip_identity::PROPERTY, name)?;
    edit.set_property(digest::PROPERTY, &workbook_digest(&written))?;
    edit.bytes()
}

/// What each sheet's cells are asked. Findings know the names as they are shown.
fn notes(slip: &Slip<'_>, raw: &Workbook) -> Notes {
    let bare = raw.sheets.iter().map(|grid| Grid::named(&grid.name)).collect();
    let shown = in_unicode(Workbook { sheets: bare, ..Workbook::default() }).sheets;
    let mut notes = Notes::new();
    for finding in slip.findings.iter().filter(|finding| !finding.file.is_empty()) {
        let place = raw.sheets.iter().zip(&shown).find(|(grid, shown)| {
            [&shown.name, &grid.name].into_iter().any(|name| *name == finding.sheet)
        });
        let Some((grid, _)) = place else { continue };
        let here = notes.entry(grid.name.clone()).or_default();
        for at in &finding.cells {
            let text = here.entry(*at).or_default();
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&capital(&finding.ask));
        }
    }
    notes
}

/// Does the marked file say what the unit sent, beside pages of requests?
fn says_the_same(sent: &Workbook, marked: &Workbook) -> bool {
    let theirs =
        |book: &'_ Workbook| book.sheets.iter().filter(|grid| !page::is_page(grid)).count();
    let mut others = marked.sheets.iter().filter(|grid| !page::is_page(grid));
    theirs(sent) == theirs(marked)
        && sent.sheets.iter().filter(|grid| !page::is_page(grid)).all(|grid| {
            others.next().is_some_and(|other| {
                grid.name == other.name && grid.cells == other.cells && grid.merges == other.merges
            })
        })
}

/// A package that is being marked.
struct Marking<'b, 'a> {
    author: &'a str,
    /// The page of an earlier slip among the sheets, where the unit sent that back.
    own: Option<usize>,
    spelling: Spelling,
    edit: PackageEdit<'b>,
    styles: MarkStyles,
    /// The sheets' parts that have changed.
    changed: BTreeSet<String>,
}

impl Marking<'_, '_> {
    fn part(&self, sheet: &str) -> Option<String> {
        let mut sheets = self.edit.package.sheets.iter();
        sheets.find(|(name, _)| name == sheet).map(|(_, part)| part.clone())
    }

    fn mark_sheets(&mut self, raw: &Workbook, notes: &Notes) -> Result<(), String> {
        let none = BTreeMap::new();
        for (place, grid) in raw.sheets.iter().enumerate() {
            let texts = notes.get(&grid.name).unwrap_or(&none);
            if self.own == Some(place) || (texts.is_empty() && self.own.is_none()) {
                continue;
            }
            let part = self.part(&grid.name).ok_or("thiếu trang")?;
            let before = self.edit.text(&part)?;
            if before.len() > LARGEST {
                return Err("trang quá lớn".to_owned());
            }
            let mut sheet = SheetXml::read(&before)?;
            self.mark(&mut sheet, texts)?;
            let own = OwnNotes { author: self.author, opening: NOTE_OPENING, texts };
            own.put(&mut self.edit, &part, &mut sheet, &self.spelling)?;
            let after = sheet.into_text();
            if after != before {
                self.edit.set(&part, after);
                self.changed.insert(part);
            }
        }
        Ok(())
    }

    fn mark(
        &mut self,
        sheet: &mut SheetXml,
        texts: &BTreeMap<Address, String>,
    ) -> Result<(), String> {
        sheet.place_cells();
        sheet.ensure(&texts.keys().copied().collect());
        let (styles, returned) = (&mut self.styles, self.own.is_some());
        sheet.restyle(|at, style| {
            let plain = if returned { styles.unmarked(style) } else { None };
            match texts.contains_key(&at) {
                true => Some(styles.marked(plain.unwrap_or(style))),
                false => plain,
            }
        })
    }

    /// Puts the page of requests in front, in place of that of an earlier slip.
    fn put_page(
        &mut self,
        slip: &Slip<'_>,
        results: &Results<'_>,
        raw: &Workbook,
    ) -> Result<(), String> {
        let made = Book { sheets: vec![page::sheet(slip, results, true)], ..Book::default() };
        let made = to_bytes(made).map_err(|error| error.to_string())?;
        let made = FormPackage::open(&made)?;
        let mut page = graft::first_sheet(&made, &mut self.styles.styles)?;
        if let Some(root) = page.tokens.iter_mut().find(|token| token.is_open("worksheet")) {
            root.text = with_attribute(&root.text, "xmlns", &self.spelling.main);
            root.text = with_attribute(&root.text, "xmlns:r", &self.spelling.relations);
        }
        if let Some(own) = self.own {
            let part = self.part(&raw.sheets[own].name).ok_or("thiếu trang")?;
            select(&mut page, is_selected(&self.edit.text(&part)?));
            self.edit.set(&part, page.into_text());
            return Ok(());
        }
        let opens_here = self.deselect_others()?;
        select(&mut page, opens_here);
        let (part, kind) =
            (self.edit.free_name("xl/worksheets", "xml"), self.spelling.kind("worksheet"));
        let workbook = self.edit.package.workbook.clone();
        let id = self.edit.add(&part, page.into_text(), WORKSHEET, (&workbook, &kind))?;
        let taken: Vec<String> =
            self.edit.package.sheets.iter().map(|(name, _)| name.clone()).collect();
        let name = valid_sheet_name(page::SHEET, UNNAMED_SHEET, &taken);
        let mut xml = tokens(&self.edit.text(&workbook)?)?;
        let first = NewSheet { name, id, relations: &self.spelling.relations, opens_here };
        first.put(&mut xml)?;
        self.edit.set(&workbook, xml.into_iter().map(|token| token.text).collect());
        Ok(())
    }

    /// Lets no other sheet be selected, where those that are have changed anyway: two sheets selected would
    /// be edited together. Otherwise the file opens where it did.
    fn deselect_others(&mut self) -> Result<bool, String> {
        let mut selected = Vec::new();
        for (_, part) in &self.edit.package.sheets {
            if self.edit.text(part).is_ok_and(|text| is_selected(&text)) {
                selected.push(part.clone());
            }
        }
        if !selected.iter().all(|part| self.changed.contains(part)) {
            return Ok(false);
        }
        for part in selected {
            let mut sheet = SheetXml::read(&self.edit.text(&part)?)?;
            select(&mut sheet, false);
            self.edit.set(&part, sheet.into_text());
        }
        Ok(true)
    }
}

fn spelling(edit: &PackageEdit<'_>) -> Result<Spelling, String> {
    let office = edit.relations("")?.into_iter().find(|relation| relation.is("officeDocument"));
    let kind = office.map(|relation| relation.kind).unwrap_or_default();
    let relations = kind.rsplit_once('/').map(|(before, _)| before.to_owned());
    let root = tokens(&edit.text(&edit.package.workbook)?)?;
    let root = root.iter().find(|token| token.is_open("workbook")).ok_or("sổ tính lạ")?;
    let main = attribute(&root.text, "xmlns").filter(|main| MAIN.contains(&main.as_str()));
    let main = main.ok_or("sổ tính lạ")?;
    Ok(Spelling { main, relations: relations.ok_or("sổ tính lạ")? })
}

/// Is a sheet selected? Its views stand before its cells.
fn is_selected(xml: &str) -> bool {
    let head = xml.split("<sheetData").next().unwrap_or_default();
    head.contains("tabSelected=\"1\"") || head.contains("tabSelected=\"true\"")
}

fn select(sheet: &mut SheetXml, selected: bool) {
    for view in sheet.tokens.iter_mut().filter(|token| token.is_open("sheetView")) {
        let value = if selected { "1" } else { "0" };
        view.text = match attribute(&view.text, "tabSelected") {
            Some(_) => with_attribute(&view.text, "tabSelected", value),
            None => {
                view.text.replacen("<sheetView", &format!("<sheetView tabSelected=\"{value}\""), 1)
            }
        };
    }
}

/// A sheet to be put before all others of a workbook.
struct NewSheet<'s> {
    name: String,
    /// The workbook's reference to it.
    id: String,
    relations: &'s str,
    /// Does the workbook open at it?
    opens_here: bool,
}

impl NewSheet<'_> {
    fn put(&self, workbook: &mut Vec<XmlToken>) -> Result<(), String> {
        let is_list = |token: &XmlToken| token.kind == TokenKind::Start && token.name == "sheets";
        let list = workbook.iter().position(is_list).ok_or("sổ tính lạ")?;
        let ids = workbook.iter().filter(|token| token.is_open("sheet"));
        let ids =
            ids.filter_map(|token| attribute(&token.text, "sheetId")?.parse::<u32>().ok()).max();
        for token in workbook.iter_mut() {
            match token.name.as_str() {
                "definedName" => raise(token, "localSheetId"),
                "workbookView" if self.opens_here => {
                    token.text = with_attribute(&token.text, "activeTab", "0");
                    token.text = with_attribute(&token.text, "firstSheet", "0");
                }
                "workbookView" => {
                    if attribute(&token.text, "activeTab").is_none() {
                        token.text = token.text.replacen(
                            "<workbookView",
                            "<workbookView activeTab=\"0\"",
                            1,
                        );
                    }
                    raise(token, "activeTab");
                }
                _ => {}
            }
        }
        let xml = format!(
            "<sheet name=\"{}\" sheetId=\"{}\" xmlns:r=\"{}\" r:id=\"{}\"/>",
            escaped(&self.name),
            ids.unwrap_or(0) + 1,
            self.relations,
            self.id
        );
        workbook.insert(list + 1, XmlToken::other(xml));
        Ok(())
    }
}

/// A place among the sheets, one further on.
fn raise(token: &mut XmlToken, name: &str) {
    let place = attribute(&token.text, name).and_then(|place| place.parse::<u32>().ok());
    if let Some(place) = place {
        token.text = with_attribute(&token.text, name, &(place + 1).to_string());
    }
}
