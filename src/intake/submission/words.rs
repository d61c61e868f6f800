//! Why a file or a submission does not count, in the officer's words.

use super::{Fate, Month, Outcome, Reason};
use crate::form::{NamedUnit, Template};
use crate::intake::FileError;
use crate::workspace::refusal_words;
use viet_text::text::lowercase_first;

/// Why a submission was set aside.
#[must_use]
pub fn reason_in_words(reason: &Reason, month: &Month) -> String {
    let file_of = |submission: &usize| version_in_words(*submission, month);
    match reason {
        Reason::UnknownUnit(name) => format!("đơn vị \"{name}\" không có trong danh sách"),
        Reason::EmptyForm => "biểu để trống, chưa điền số liệu nào".to_owned(),
        Reason::NoUnit => "không thấy tên đơn vị".to_owned(),
        Reason::OtherPeriod(period) => format!("là báo cáo của {}", period.in_words()),
        Reason::OtherVersion(other) => format!("dùng bản khác: {}", file_of(other)),
        Reason::IdenticalCopy(other) => format!("trùng hoàn toàn với {}", file_of(other)),
        Reason::ByOffice => "theo ý kiến của cơ quan tổng hợp".to_owned(),
    }
}

/// A version by its file, and by its sheets where the file holds several submissions.
#[must_use]
pub fn version_in_words(submission: usize, month: &Month) -> String {
    let own = &month.submissions[submission];
    let file = &month.files[own.file].path;
    let sheets: Vec<&str> = own.sheets.iter().map(|sheet| &*sheet.on.sheet).collect();
    match month.submissions_in(file) {
        [_, _, ..] if !sheets.is_empty() => format!("{file} (trang {})", sheets.join(", ")),
        _ => file.to_string(),
    }
}

/// Which of the office's forms a file is written on; empty where none was recognised. The forms
/// of several kinds of sheet are told in the templates' order.
#[must_use]
pub fn form_in_words(file: usize, month: &Month, templates: &[Template]) -> String {
    let Outcome::Submissions(places) = &month.files[file].outcome else { return String::new() };
    let sheets = || places.iter().flat_map(|place| &month.submissions[*place].sheets);
    let on = |template: &&Template| sheets().any(|sheet| sheet.template == template.name);
    let in_words = |template: &Template| match &month.files[file].made_from {
        Some(mark) if mark.file == template.file && mark.version != template.version => {
            format!("{}, bản {} (biểu mẫu đã sửa sau khi gửi đi)", template.file, mark.version)
        }
        Some(mark) if mark.file == template.file => {
            format!("{}, bản {}", template.file, mark.version)
        }
        _ => template.file.clone(),
    };
    templates.iter().filter(on).map(in_words).collect::<Vec<_>>().join("; ")
}

/// Why a file gave no submission; empty where it gave one.
#[must_use]
pub fn outcome_in_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Refused(FileError::Ignored(reason)) => (*reason).to_owned(),
        Outcome::Refused(FileError::Refused(what)) => {
            format!("{}. {}", refusal_words::what_it_is(what), refusal_words::what_to_do(what))
        }
        Outcome::Refused(FileError::NotOpened(error, _)) => format!("Không mở được tệp: {error}"),
        Outcome::NoForm(_) => "không nhận ra biểu mẫu nào".to_owned(),
        Outcome::Own(own) => own.in_words(),
        Outcome::Submissions(_) => String::new(),
    }
}

/// A file that a unit sent in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// Its path.
    pub file: String,
    /// Why it cannot be used, as a part of a sentence.
    pub reason: String,
    /// What the unit is asked to do, where that is known: one sentence, without its full stop.
    pub remedy: Option<&'static str>,
}

/// What a unit sent that does not count, file by file.
#[must_use]
pub fn why_unusable(month: &Month, unit: usize) -> Vec<Unusable> {
    let named = month.files.iter().filter(|file| file.unit_by_name == Some(unit));
    let refused = named.filter_map(|file| {
        let (reason, remedy) = match &file.outcome {
            Outcome::Refused(FileError::Refused(what)) => (
                lowercase_first(&refusal_words::what_it_is(what)),
                Some(refusal_words::what_to_ask(what)),
            ),
            Outcome::Refused(FileError::NotOpened(..)) => ("không mở được tệp".to_owned(), None),
            Outcome::NoForm(_) => ("không nhận ra biểu mẫu nào".to_owned(), Some(ASK_FOR_THE_FORM)),
            _ => return None,
        };
        Some(Unusable { file: file.path.to_string(), reason, remedy })
    });
    let own = month.submissions.iter().filter(|submission| {
        submission.unit == Some(NamedUnit::Known(unit)) || submission.nearly_of() == Some(unit)
    });
    let set_aside = own.filter_map(|submission| match &submission.fate {
        Fate::SetAside(reason) => Some(Unusable {
            file: month.files[submission.file].path.to_string(),
            reason: reason_in_words(reason, month),
            remedy: None,
        }),
        Fate::Used => None,
    });
    refused.chain(set_aside).collect()
}

const ASK_FOR_THE_FORM: &str = "Gửi số liệu trên biểu mẫu Excel đã hướng dẫn";
