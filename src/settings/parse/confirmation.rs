//! Sheet Cần xác nhận: what was guessed of the office's forms, and what the office answers.
//!
//! A row of another sheet names the questions that it hangs on in its column of the same name:
//! `C3`: an answer other than "đúng" stands in place of what the row says in the question's column;
//! where the question has no column, the row counts only once the answer is "đúng".
//! `C3 = đếm`: the row counts only while that is the answer.

use super::rows::ConfirmationRow;
use super::table::{CellFields, SettingsCell, rows_as_written};
use crate::settings::model::Question;
use viet_text::text::{clean, folded};
use workbook_io::Workbook;

/// The sheet, and the column by which rows of other sheets name its questions.
pub(in crate::settings) const SHEET: &str = "Cần xác nhận";

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
        let text =
            |cell: &Option<SettingsCell>| cell.as_ref().map(|c| c.text.clone()).unwrap_or_default();
        let rows = rows_as_written::<ConfirmationRow>(book, SHEET);
        let read = rows.into_iter().filter_map(|(row, data)| {
            let number = data.number.as_ref()?;
            let answer =
                data.answer.as_ref().map(|cell| clean(&cell.text)).filter(|t| !t.is_empty());
            let at = data.answer.as_ref().map_or(number.at, |cell| cell.at);
            let question = Question {
                number: number.text.clone(),
                place: text(&data.place),
                about: text(&data.about),
                text: text(&data.question),
                understood: text(&data.understood),
                at: workbook_io::Address::new(row, at.col),
                answer,
                codes: Vec::new(),
            };
            Some(Confirmation { question, column: text(&data.column) })
        });
        Self(read.collect())
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
