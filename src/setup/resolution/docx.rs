//! Paragraphs and tables of a .docx file, as a reader of its final version sees them.
//!
//! Of tracked changes what was put in is read and what was taken out is not. Footnotes, hidden
//! text and what is crossed out are not read.

use workbook_io::opc::{self, Package};
use workbook_io::read::Limits;

use super::blocks::{Block, Document, Paragraph, Table};
use super::numbering::Numbering;
use super::xml_tree::{Node, parse};

const DOCUMENT: &str = "word/document.xml";
const NUMBERING: &str = "word/numbering.xml";
/// What holds text that a reader of the final version does not see.
const UNSEEN: [&str; 8] =
    ["del", "moveFrom", "Fallback", "instrText", "delText", "rPrChange", "pPrChange", "footnote"];

/// Is it a zip file with a text document in it?
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    Package::open(bytes).is_ok_and(|package| package.find(DOCUMENT).is_some())
}

/// Reads a document, or says what is wrong with the file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let damaged = |what: &str| {
        format!(
            "Tệp Word bị hỏng: {what}. Mở tệp bằng Word, lưu lại (Save As) loại Word Document \
             (*.docx) rồi chạy lại"
        )
    };
    let limits = Limits::default();
    let package = Package::open(bytes).map_err(|_| damaged("nội dung bị cắt cụt"))?;
    let bounds = opc::Limits {
        parts: limits.parts,
        part_bytes: limits.part_bytes,
        total_bytes: limits.total_bytes,
    };
    package.check(&bounds).map_err(|fault| match fault {
        opc::Fault::Encrypted { .. } => {
            "Tệp Word có mật khẩu. Bỏ mật khẩu trong Word, lưu lại rồi chạy lại".to_owned()
        }
        opc::Fault::TooManyParts | opc::Fault::PartTooLarge { .. } | opc::Fault::TooLarge => {
            "Tệp Word quá lớn. Chép riêng phần mục tiêu, chỉ tiêu sang một tệp mới rồi chạy lại"
                .to_owned()
        }
        _ => damaged("cấu trúc bên trong tệp không còn nguyên vẹn"),
    })?;
    let part = |name: &str| {
        let bytes = package.find(name).map(|entry| package.read(entry, limits.part_bytes));
        bytes.transpose().map_err(|_| damaged("nội dung bên trong không khớp mã kiểm tra"))
    };
    let main = part(DOCUMENT)?.ok_or_else(|| damaged("thiếu phần nội dung"))?;
    let ill_formed = || damaged("nội dung bên trong bị cắt hoặc sai cấu trúc");
    let tree = parse(&main).ok_or_else(ill_formed)?;
    let numbering = part(NUMBERING)?.and_then(|bytes| parse(&bytes));
    let mut reader = Reader { numbering: Numbering::new(numbering.as_ref()), ..Reader::default() };
    reader.blocks(tree.child("body").ok_or_else(ill_formed)?);
    reader.end_paragraph();
    Ok(Document { blocks: reader.blocks })
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    blocks: Vec<Block>,
    /// A paragraph whose mark was taken out goes on in the next one.
    open: Option<Paragraph>,
}

impl Reader {
    fn blocks(&mut self, parent: &Node) {
        for node in &parent.children {
            match node.name.as_str() {
                "p" => self.paragraph(node),
                "tbl" => {
                    self.end_paragraph();
                    let table = self.table(node);
                    self.blocks.push(Block::Table(table));
                }
                name if UNSEEN.contains(&name) => {}
                // Content controls, sections that were put in.
                _ => self.blocks(node),
            }
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.take() else { return };
        if !paragraph.text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn paragraph(&mut self, node: &Node) {
        let properties = node.child("pPr");
        let (text, is_bold) = paragraph_text(node);
        let number = properties
            .and_then(|own| own.child("numPr"))
            .filter(|_| !text.trim().is_empty())
            .and_then(|number| self.numbering.next(number));
        let style = properties.and_then(|own| own.child("pStyle")).and_then(|own| own.value("val"));
        let is_styled = style.is_some_and(|style| style.to_lowercase().contains("heading"))
            || properties.is_some_and(|own| own.child("outlineLvl").is_some());
        match &mut self.open {
            Some(open) => {
                open.text.push_str(&text);
                open.is_heading &= is_bold || is_styled;
            }
            None => {
                let is_heading = is_bold || is_styled;
                self.open = Some(Paragraph { text, number, is_heading });
            }
        }
        let mark = properties.and_then(|own| own.child("rPr"));
        if mark.is_none_or(|mark| mark.child("del").is_none()) {
            self.end_paragraph();
        }
    }

    /// A grid: a cell over several columns or rows says the same in each of them.
    fn table(&mut self, node: &Node) -> Table {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in node.all("tr") {
            let was_taken_out =
                row.child("trPr").is_some_and(|properties| properties.child("del").is_some());
            if was_taken_out {
                continue;
            }
            let mut cells = Vec::new();
            for cell in row.all("tc") {
                let properties = cell.child("tcPr");
                let merge = properties.and_then(|own| own.child("vMerge"));
                let goes_on = merge
                    .is_some_and(|merge| merge.value("val").is_none_or(|how| how == "continue"));
                let above = rows.last().and_then(|row| row.get(cells.len())).cloned();
                let text = match goes_on {
                    true => above.unwrap_or_default(),
                    false => cell_text(cell),
                };
                let span = properties.and_then(|own| own.child("gridSpan"));
                let span = span.and_then(|span| span.value("val")?.parse().ok()).unwrap_or(1_usize);
                cells.extend(std::iter::repeat_n(text, span.clamp(1, 64)));
            }
            rows.push(cells);
        }
        Table { name: String::new(), rows }
    }
}

fn cell_text(cell: &Node) -> String {
    let mut paragraphs = Vec::new();
    cell.visit(&UNSEEN, &mut |node| {
        if node.name == "p" {
            paragraphs.push(paragraph_text(node).0.trim().to_owned());
        }
        node.name != "p"
    });
    paragraphs.retain(|text| !text.is_empty());
    paragraphs.join(" ")
}

/// The text of a paragraph, and whether all of it is bold.
fn paragraph_text(paragraph: &Node) -> (String, bool) {
    let mut text = String::new();
    let mut is_bold = true;
    paragraph.visit(&UNSEEN, &mut |node| {
        if node.name == "r" {
            let run = run_text(node, &text);
            let has_bold = node.child("rPr").is_some_and(|look| look.is_on("b"));
            is_bold &= has_bold || run.trim().is_empty();
            text.push_str(&run);
        }
        node.name != "r"
    });
    let is_bold = is_bold && !text.trim().is_empty();
    (text, is_bold)
}

/// The text of a run: nothing where it is hidden, crossed out or a footnote's mark.
fn run_text(run: &Node, before: &str) -> String {
    let mut text = String::new();
    run.visit(&UNSEEN, &mut |node| {
        match node.name.as_str() {
            "t" => text.push_str(&node.text),
            "tab" | "br" | "cr" if node.value("type") != Some("page") => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            _ => {}
        }
        node.name != "rPr"
    });
    let Some(look) = run.child("rPr") else { return text };
    let is_unseen = ["strike", "dstrike", "vanish"].into_iter().any(|name| look.is_on(name));
    let is_raised = look.child("vertAlign").and_then(|own| own.value("val")) == Some("superscript");
    // m², m³: raised after a letter; a footnote's mark is a number after a word.
    let is_power = matches!(text.trim(), "2" | "3") && before.ends_with(['m', 'M']);
    if is_unseen || is_raised && !is_power { String::new() } else { text }
}
