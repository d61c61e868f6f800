//! Sheets Ký hiệu and Từ đồng nghĩa.

use super::problem::Problems;
use super::rows::{MarkRow, SynonymRow};
use super::table::read_table;
use super::values::{meaning, split};
use crate::settings::model::{ByCode, Mark, Marks, Synonyms};
use viet_text::text::folded;
use workbook_io::Workbook;

const MEANINGS: &[(&str, Mark)] = &[
    ("không có số liệu", Mark::Missing),
    ("bằng 0", Mark::Zero),
    ("có", Mark::Yes),
    ("không", Mark::No),
];

pub(super) fn read_marks(book: &Workbook, problems: &mut Problems) -> Marks {
    const SHEET: &str = "Ký hiệu";
    let table = read_table::<MarkRow>(book, SHEET, problems);
    let mut marks = ByCode::default();
    for (row, data) in &table.rows {
        let written = table.need(*row, "Cách ghi", data.written.as_ref(), problems);
        let sense = table.need(*row, "Nghĩa", data.meaning.as_ref(), problems);
        let (Some(written), Some(sense)) = (written, sense) else { continue };
        if let Some(mark) = meaning(SHEET, "Nghĩa", sense, MEANINGS, problems)
            && let Some(earlier) = marks.insert(folded(&written.text), mark)
            && earlier != mark
        {
            let message = format!("\"{}\" đã có ở dòng trên với nghĩa khác", written.text);
            problems.add(SHEET, Some(written.at), message);
        }
    }
    Marks(marks)
}

pub(super) fn read_synonyms(book: &Workbook, problems: &mut Problems) -> Synonyms {
    const SHEET: &str = "Từ đồng nghĩa";
    let table = read_table::<SynonymRow>(book, SHEET, problems);
    let mut pairs = Vec::new();
    for (row, data) in &table.rows {
        let standard = table.need(*row, "Cách ghi chuẩn", data.standard.as_ref(), problems);
        let other = table.need(*row, "Cách ghi khác", data.other.as_ref(), problems);
        let (Some(standard), Some(other)) = (standard, other) else { continue };
        for word in split(&other.text) {
            pairs.push((folded(&word), folded(&standard.text)));
        }
    }
    Synonyms::new(pairs)
}
