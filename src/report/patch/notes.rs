//! Notes of a sheet in a package: those of this program come and go, all others stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::edit::PackageEdit;
use super::package::{before_end, malformed};
use super::sheet_xml::{SheetXml, elements_before};
use super::vml::{self, NoteBox};
use super::xml::{TokenKind, XmlToken, attribute, escaped, tokens, unescaped};
use workbook_io::Address;

const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const VML_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const FONT: &str =
    "<rPr><sz val=\"10\"/><color indexed=\"81\"/><rFont val=\"Times New Roman\"/></rPr>";

/// Notes to be put on a sheet.
pub(in crate::report) struct OwnNotes<'n> {
    /// Who they are from.
    pub(in crate::report) author: &'n str,
    /// What each of them begins with: by this they are known again.
    pub(in crate::report) opening: &'n str,
    pub(in crate::report) texts: &'n BTreeMap<Address, String>,
}

impl OwnNotes<'_> {
    /// Puts the notes on a sheet of the package, in place of those of this kind that stand there. A cell
    /// that has somebody's note gets its text behind that.
    ///
    /// # Errors
    /// A Vietnamese sentence, where the package is not as Excel writes it.
    pub(in crate::report) fn put(
        &self,
        edit: &mut PackageEdit<'_>,
        part: &str,
        sheet: &mut SheetXml,
        spelling: &Spelling,
    ) -> Result<(), String> {
        let own = edit.related(part, "comments")?;
        let mut list = match &own {
            Some(own) => NoteList::read(&edit.text(own)?)?,
            None => NoteList::read(&empty_list(&spelling.main))?,
        };
        let gone = list.remove(self.opening);
        // Beside a conversation its note is only a copy that nobody sees.
        let talks = edit.related(part, "threadedComment")?.is_some();
        let new = list.add(self, talks);
        if gone.is_empty() && list.is_as_read() {
            return Ok(());
        }
        match own {
            Some(own) => edit.set(&own, list.into_text()),
            None => {
                let name = edit.free_name("xl/comments", "xml");
                let kind = spelling.kind("comments");
                edit.add(&name, list.into_text(), TYPE, (part, &kind))?;
            }
        }
        let boxes: Vec<NoteBox> =
            new.iter().map(|at| NoteBox::new(*at, &self.texts[at], sheet)).collect();
        let drawing = sheet.tokens.iter().find(|token| token.is_open("legacyDrawing"));
        let id = drawing.and_then(|token| attribute(&token.text, "r:id"));
        let relations = edit.relations(part)?;
        if let Some(id) = id {
            let named = relations.into_iter().find(|relation| relation.id == id);
            let target = named.ok_or_else(|| malformed("hình ghi chú"))?.target;
            let xml = vml::with_boxes(&edit.text(&target)?, &gone, &boxes)?;
            edit.set(&target, xml);
        } else if !boxes.is_empty() {
            let block = edit.package.sheets.iter().position(|(_, own)| own == part).unwrap_or(0);
            let xml = vml::with_boxes(&vml::empty(block + 1), &gone, &boxes)?;
            let name = edit.free_name("xl/drawings", "vml");
            let id = edit.add(&name, xml, VML_TYPE, (part, &spelling.kind("vmlDrawing")))?;
            let xml = format!("<legacyDrawing xmlns:r=\"{}\" r:id=\"{id}\"/>", spelling.relations);
            let place = sheet.after(elements_before("legacyDrawing"));
            sheet.tokens.insert(place, XmlToken::other(xml));
        }
        Ok(())
    }
}

/// The addresses by which a package calls the format's parts: there are two spellings.
pub(in crate::report) struct Spelling {
    /// Of elements of workbooks and sheets.
    pub(in crate::report) main: String,
    /// Of references between parts.
    pub(in crate::report) relations: String,
}

impl Spelling {
    /// A kind of reference.
    pub(in crate::report) fn kind(&self, kind: &str) -> String {
        format!("{}/{kind}", self.relations)
    }
}

fn empty_list(main: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <comments xmlns=\"{main}\"><authors></authors><commentList></commentList></comments>"
    )
}

/// The notes of a sheet: what stands before and after them, and each as tokens.
struct NoteList {
    head: String,
    notes: Vec<(Address, Vec<XmlToken>)>,
    tail: String,
    changed: bool,
}

impl NoteList {
    fn read(xml: &str) -> Result<Self, String> {
        let all = tokens(xml)?;
        let is_list = |token: &XmlToken| token.name == "commentList";
        let start = all.iter().position(is_list).ok_or_else(|| malformed("ghi chú"))?;
        let end = all.iter().rposition(is_list).filter(|end| *end > start);
        let end = end.ok_or_else(|| malformed("ghi chú"))?;
        let text =
            |part: &[XmlToken]| part.iter().map(|token| token.text.as_str()).collect::<String>();
        let mut notes: Vec<(Address, Vec<XmlToken>)> = Vec::new();
        for token in &all[start + 1..end] {
            if token.is_open("comment") {
                let at = attribute(&token.text, "ref").and_then(|at| at.parse().ok());
                notes.push((at.ok_or_else(|| malformed("ghi chú"))?, Vec::new()));
            }
            if let Some((_, last)) = notes.last_mut() {
                last.push(token.clone());
            }
        }
        let (head, tail) = (text(&all[..=start]), text(&all[end..]));
        Ok(Self { head, notes, tail, changed: false })
    }

    /// Removes what this program wrote; returns the cells that have no note any more.
    fn remove(&mut self, opening: &str) -> BTreeSet<Address> {
        let mut gone = BTreeSet::new();
        let before: usize = self.notes.iter().map(|(_, tokens)| tokens.len()).sum();
        self.notes.retain_mut(|(at, tokens)| {
            if text_of(tokens).trim_start().starts_with(opening) {
                gone.insert(*at);
                return false;
            }
            drop_runs(tokens, opening);
            true
        });
        let after: usize = self.notes.iter().map(|(_, tokens)| tokens.len()).sum();
        self.changed |= before != after;
        gone
    }

    /// Adds notes; returns the cells that had none.
    fn add(&mut self, own: &OwnNotes<'_>, talks: bool) -> Vec<Address> {
        let mut new = Vec::new();
        let author = (!own.texts.is_empty()).then(|| self.author(own.author));
        for (at, text) in own.texts {
            let said = format!("{} {text}", own.opening);
            if let Some((_, tokens)) = self.notes.iter_mut().find(|(other, _)| other == at) {
                if !talks {
                    let end = |t: &XmlToken| t.kind == TokenKind::End && t.name == "text";
                    if let Some(end) = tokens.iter().rposition(end) {
                        tokens.insert(end, XmlToken::other(run(&format!("\n{said}"))));
                    }
                }
                continue;
            }
            let xml = format!(
                "<comment ref=\"{at}\" authorId=\"{}\"><text>{}</text></comment>",
                author.unwrap_or(0),
                run(&said)
            );
            self.notes.push((*at, vec![XmlToken::other(xml)]));
            new.push(*at);
        }
        self.changed |= !own.texts.is_empty();
        self.notes.sort_by_key(|(at, _)| *at);
        new
    }

    /// The author's place among the authors, where it is put if it does not stand there.
    fn author(&mut self, author: &str) -> usize {
        let mut count = 0;
        let mut found = None;
        let mut rest = self.head.as_str();
        while let Some((_, after)) = rest.split_once("<author") {
            if let Some(name) = after.strip_prefix('>').and_then(|name| name.split_once('<')) {
                found = found.or((unescaped(name.0) == author).then_some(count));
                count += 1;
            } else if after.starts_with("/>") {
                count += 1;
            }
            rest = after;
        }
        found.unwrap_or_else(|| {
            let added = format!("<author>{}</author>", escaped(author));
            if let Ok(head) = before_end(&self.head, "</authors>", &added) {
                self.head = head;
            } else {
                self.head =
                    self.head.replacen("<authors/>", &format!("<authors>{added}</authors>"), 1);
            }
            count
        })
    }

    const fn is_as_read(&self) -> bool {
        !self.changed
    }

    fn into_text(self) -> String {
        let mut text = self.head;
        for token in self.notes.iter().flat_map(|(_, tokens)| tokens) {
            let _ = write!(text, "{}", token.text);
        }
        text + &self.tail
    }
}

fn run(text: &str) -> String {
    format!("<r>{FONT}<t xml:space=\"preserve\">{}</t></r>", escaped(text))
}

/// What a note says.
fn text_of(tokens: &[XmlToken]) -> String {
    let mut text = String::new();
    let mut within = false;
    for token in tokens {
        if token.name == "t" {
            within = token.kind == TokenKind::Start;
        } else if within {
            text.push_str(&unescaped(&token.text));
        }
    }
    text
}

/// Removes the runs of a note that begin with the opening.
fn drop_runs(note: &mut Vec<XmlToken>, opening: &str) {
    let mut kept: Vec<XmlToken> = Vec::with_capacity(note.len());
    let mut start = None;
    for token in std::mem::take(note) {
        if token.is_open("r") {
            start = Some(kept.len());
        }
        let is_end = token.kind == TokenKind::End && token.name == "r";
        kept.push(token);
        if let Some(from) = start.take_if(|_| is_end)
            && text_of(&kept[from..]).trim_start().starts_with(opening)
        {
            kept.truncate(from);
        }
    }
    *note = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_notes_come_and_go_and_others_stay() {
        let theirs = "<comments><authors><author>Lan</author></authors><commentList>\
            <comment ref=\"B2\" authorId=\"0\"><text><t>Số của xã</t></text></comment>\
            </commentList></comments>";
        let at = |text: &str| text.parse::<Address>().unwrap();
        let texts = [(at("A1"), "sửa".to_owned()), (at("B2"), "xem".to_owned())].into();
        let own = OwnNotes { author: "Phòng", opening: "Đề nghị:", texts: &texts };
        let mut list = NoteList::read(theirs).unwrap();
        assert_eq!(list.add(&own, false), [at("A1")]);
        let text = list.into_text();
        assert!(text.contains("<author>Lan</author><author>Phòng</author>"), "{text}");
        assert!(text.contains("<comment ref=\"A1\" authorId=\"1\">"), "{text}");
        assert!(text.contains("<t>Số của xã</t><r>"), "{text}");
        let mut again = NoteList::read(&text).unwrap();
        assert_eq!(again.remove("Đề nghị:"), [at("A1")].into());
        assert_eq!(
            again.into_text(),
            theirs.replace("</authors>", "<author>Phòng</author></authors>")
        );
    }
}
