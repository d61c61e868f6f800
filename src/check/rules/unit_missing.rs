//! A unit without a usable submission.

use super::file_ignored::lower_first;
use crate::check::words::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::consolidate::FigureSource;
use crate::form::UnitSaid;
use crate::intake::Refusal;
use crate::submission::{Fate, Outcome, reason_in_words};

pub(super) const RULE: Rule = Rule {
    code: "thieu-bao-cao",
    severity: Severity::Warning,
    title: "Đơn vị chưa có báo cáo dùng được",
    why: "Tổng cộng chưa gồm đơn vị này, nên nhiều nội dung chưa thể đánh giá.",
    remedy: "Đôn đốc đơn vị gửi báo cáo, chép vào thư mục của kỳ rồi chạy lại.",
    example: "Xã Bảy: chưa gửi báo cáo kỳ tháng 10/2023.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let month = evidence.month;
    let missing =
        (0..evidence.settings.units.len()).filter(|unit| month.used_by(*unit).next().is_none());
    let finding = |unit: usize| {
        let name = unit_name(evidence, unit);
        let period = month.period.in_words();
        let sent = sent(evidence, unit);
        let found = if month.sent_something(unit) { "đã gửi, chưa sử dụng được" } else { "chưa gửi" };
        let message = match &sent[..] {
            [] if month.sent_something(unit) => format!(
                "{name}: đã gửi nhưng chưa có báo cáo {period} nào sử dụng được. Số liệu của đơn \
                 vị chưa có trong kết quả; không tính là 0. Đề nghị gửi lại."
            ),
            [] => format!(
                "{name}: chưa gửi báo cáo {period}. Số liệu của đơn vị chưa có trong kết quả; \
                 không tính là 0. Đề nghị đôn đốc."
            ),
            files => format!(
                "{name}: đã gửi {:02} tệp nhưng chưa sử dụng được ({}). Số liệu của đơn vị chưa có \
                 trong kết quả; không tính là 0. Đề nghị gửi lại báo cáo {period}.",
                files.len(),
                files.join("; ")
            ),
        };
        if let Some(carried) = carried_from(evidence, unit) {
            let message = format!(
                "{name}: {found}; đang dùng số liệu {carried} theo ý kiến của cơ quan tổng hợp. Khi \
                 có báo cáo {period} thì chép vào thư mục và chạy lại."
            );
            let (found, expected) = (found.to_owned(), format!("báo cáo {period}"));
            let unit = Some(unit);
            return Finding { unit, found, expected, message, eased: true, ..Finding::default() };
        }
        Finding {
            unit: Some(unit),
            found: found.to_owned(),
            expected: format!("báo cáo {period}"),
            message,
            indicators: evidence.settings.indicators.keys().cloned().collect(),
            ..Finding::default()
        }
    };
    missing.map(finding).collect()
}

/// The period whose figures stand in for the unit's.
fn carried_from(evidence: &Evidence<'_>, unit: usize) -> Option<String> {
    evidence.figures.by_unit[unit].iter().flatten().flatten().find_map(|figure| {
        match &figure.source {
            FigureSource::Carried { period, .. } => Some(period.in_words()),
            _ => None,
        }
    })
}

/// What the unit sent and why it is of no use, file by file.
fn sent(evidence: &Evidence<'_>, unit: usize) -> Vec<String> {
    let month = evidence.month;
    let unreadable = month.files.iter().filter(|file| file.unit_by_name == Some(unit));
    let unreadable = unreadable.filter_map(|file| match &file.outcome {
        Outcome::Refused(Refusal::Unreadable(what)) => {
            Some(format!("{}: {}", file.path, lower_first(&what.what_it_is())))
        }
        _ => None,
    });
    let own = month.submissions.iter().filter(|s| s.unit == Some(UnitSaid::Known(unit)));
    let set_aside = own.filter_map(|submission| match &submission.fate {
        Fate::SetAside(reason) => {
            let file = &month.files[submission.file].path;
            Some(format!("{file}: {}", reason_in_words(reason, month)))
        }
        Fate::Used => None,
    });
    let mut sent: Vec<String> = unreadable.chain(set_aside).collect();
    sent.dedup();
    sent
}
