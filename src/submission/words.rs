//! Why a file or a submission does not count, in the officer's words.

use super::{Month, Outcome, Reason};
use crate::form::Template;
use crate::intake::Refusal;

/// Why a submission was set aside.
#[must_use]
pub fn reason_in_words(reason: &Reason, month: &Month) -> String {
    let file_of = |submission: &usize| &month.files[month.submissions[*submission].file].path;
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
        Outcome::Refused(Refusal::Ignored(reason)) => (*reason).to_owned(),
        Outcome::Refused(Refusal::Unreadable(what)) => {
            format!("{}. {}", what.what_it_is(), what.what_to_do())
        }
        Outcome::Refused(Refusal::NotOpened(error)) => format!("Không mở được tệp: {error}"),
        Outcome::NoForm(_) => "không nhận ra biểu mẫu nào".to_owned(),
        Outcome::Submissions(_) => String::new(),
    }
}
