//! Sheet Cần xác nhận: what was guessed of the office's forms, and what the office answers.
//!
//! A row of another sheet names the questions that it hangs on in its column of the same name:
//! `C3`: an answer other than "đúng" stands in place of what the row says in the question's column;
//! where the question has no column, the row counts only once the answer is "đúng".
//! `C3 = đếm`: the row counts only while that is the answer.

use std::collections::BTreeMap;

use super::cell::CellFields;
use crate::cell_text::CellText as _;
use crate::settings::model::Question;
use viet_text::text::{clean, folded};
use workbook_io::{Address, Grid, Workbook};

/// The sheet, and the column by which rows of other sheets name its questions.
pub(in crate::settings) const SHEET: &str = "Cần xác nhận";

/// The headers of a question's number and of its answer.
const NUMBER: &str = "Số";
const ANSWER: &str = "Trả lời";

/// The answer that takes what was understood.
const RIGHT: &str = "đúng";

/// The questions with their answers.
#[derive(Debug, Default)]
pub(super) struct Confirmations(Vec<Confirmation>);

#[derive(Debug)]
struct Confirmation {
    question: Question,
    /// The header in whose place an answer stands; empty where it only lets rows count.
    column: String,
}

impl Confirmations {
    /// Reads the sheet; settings may do without.
    pub(super) fn read(book: &Workbook) -> Self {
        let sheet = book.sheets.iter().find(|grid| folded(&grid.name) == folded(SHEET));
        let Some(grid) = sheet else { return Self::default() };
        let Some((header, columns)) = headers(grid) else { return Self::default() };
        let rows = grid.filled_rows().into_iter().filter(|row| *row > header);
        Self(rows.filter_map(|row| confirmation(grid, row, &columns)).collect())
    }

    fn named(&self, number: &str) -> Option<&Confirmation> {
        self.0.iter().find(|own| folded(&own.question.number) == folded(number))
    }

    /// A row's fields with the answers in place, and of the questions that it names those still open;
    /// `None` where the row does not count.
    pub(super) fn applied(
        &self,
        mut fields: Vec<(String, CellFields)>,
        headers: &[(String, u32)],
    ) -> Option<Vec<(String, CellFields)>> {
        let place = fields.iter().position(|(header, _)| folded(header) == folded(SHEET));
        let Some(place) = place else { return Some(fields) };
        let (header, marks) = fields.remove(place);
        let mut open: Vec<String> = Vec::new();
        for mark in marks.text.split(';').map(clean).filter(|mark| !mark.is_empty()) {
            let (number, only) = match mark.split_once('=') {
                Some((number, only)) => (clean(number), Some(clean(only))),
                None => (mark, None),
            };
            // A question that was deleted asks nothing any more.
            let Some(own) = self.named(&number) else { continue };
            match only {
                Some(only) if folded(&only) != folded(&own.said()) => return None,
                Some(_) => {}
                None if own.column.is_empty() && !own.is_confirmed() => return None,
                None => own.put(&mut fields, headers, &marks),
            }
            if own.question.is_open() {
                open.push(own.question.number.clone());
            }
        }
        if !open.is_empty() {
            fields.push((header, CellFields { text: open.join("; "), at: marks.at }));
        }
        Some(fields)
    }

    /// The questions, each with the figures whose rows name it while it is open: pairs of a figure's code
    /// and the numbers in its row.
    pub(super) fn into_questions(self, open: &[(String, String)]) -> Vec<Question> {
        let with_codes = |own: Confirmation| {
            let names = |numbers: &str| {
                numbers.split(';').any(|number| folded(number) == folded(&own.question.number))
            };
            let codes =
                open.iter().filter(|(_, numbers)| names(numbers)).map(|(code, _)| code.clone());
            Question { codes: codes.collect(), ..own.question }
        };
        self.0.into_iter().map(with_codes).collect()
    }
}

/// The row of the headers, and the column of each.
fn headers(grid: &Grid) -> Option<(u32, BTreeMap<String, u32>)> {
    let columns = |row: u32| -> BTreeMap<String, u32> {
        let texts = grid.row(row).filter_map(|(at, cell)| Some((folded(cell.text()?), at.col)));
        texts.collect()
    };
    let is_header = |own: &BTreeMap<String, u32>| {
        [NUMBER, ANSWER].iter().all(|header| own.contains_key(&folded(header)))
    };
    let rows = grid.filled_rows().into_iter().map(|row| (row, columns(row)));
    rows.into_iter().find(|(_, own)| is_header(own))
}

fn confirmation(grid: &Grid, row: u32, columns: &BTreeMap<String, u32>) -> Option<Confirmation> {
    let at = |header: &str| Some(Address::new(row, *columns.get(&folded(header))?));
    let text = |header: &str| {
        let cell = at(header).and_then(|at| grid.get(at));
        cell.map(|cell| clean(&cell.as_written())).unwrap_or_default()
    };
    let number = Some(text(NUMBER)).filter(|number| !number.is_empty())?;
    let question = Question {
        number,
        place: text("Biểu, trang"),
        about: text("Chỗ hỏi"),
        text: text("Câu hỏi"),
        understood: text("Đang hiểu là"),
        at: at(ANSWER)?,
        answer: Some(text(ANSWER)).filter(|answer| !answer.is_empty()),
        codes: Vec::new(),
    };
    Some(Confirmation { question, column: text("Thay ở cột") })
}

impl Confirmation {
    fn is_confirmed(&self) -> bool {
        self.question.answer.as_deref().is_some_and(is_right)
    }

    /// What holds: the answer, else what was understood.
    fn said(&self) -> String {
        match self.question.answer.as_deref() {
            Some(answer) if !is_right(answer) => bare_answer(answer).to_owned(),
            _ => self.question.understood.clone(),
        }
    }

    /// Puts an answer in place of what a row says.
    fn put(
        &self,
        fields: &mut Vec<(String, CellFields)>,
        headers: &[(String, u32)],
        marks: &CellFields,
    ) {
        let Some(answer) = self.question.answer.as_deref().filter(|answer| !is_right(answer))
        else {
            return;
        };
        let text = bare_answer(answer).to_owned();
        let header = headers.iter().find(|(header, _)| folded(header) == folded(&self.column));
        let Some((header, _)) = header else { return };
        match fields.iter_mut().find(|(own, _)| own == header) {
            Some((_, cell)) => cell.text = text,
            None => fields.push((header.clone(), CellFields { text, at: marks.at })),
        }
    }
}

fn is_right(answer: &str) -> bool {
    folded(answer) == folded(RIGHT)
}

/// An answer without the words that explain it: "bình quân theo a.b (Tổng số hộ)".
fn bare_answer(answer: &str) -> &str {
    let trimmed = answer.trim_end();
    match trimmed.strip_suffix(')').and_then(|rest| rest.split_once(" (")) {
        Some((bare, _)) => bare.trim_end(),
        None => trimmed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_their_explanation() {
        assert_eq!(
            bare_answer("bình quân theo b.so_ho (Tổng số hộ (hộ))"),
            "bình quân theo b.so_ho"
        );
        assert_eq!(bare_answer("không cộng"), "không cộng");
        assert!(is_right("Đúng"));
    }
}
