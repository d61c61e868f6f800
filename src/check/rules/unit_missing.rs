//! A unit without a usable submission.

use crate::consolidate::FigureSource;
use crate::reading::period::Period;
use crate::check::words::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "thieu-bao-cao",
    severity: Severity::Warning,
    title: "Đơn vị chưa có báo cáo dùng được",
    why: "Tổng cộng chưa gồm đơn vị này, nên nhiều nội dung chưa thể đánh giá.",
    remedy: "Đôn đốc đơn vị gửi báo cáo, chép vào thư mục của kỳ rồi chạy lại.",
    example: "Xã Thạnh Lợi: chưa gửi báo cáo kỳ tháng 10/2023.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let month = evidence.month;
    let missing =
        (0..evidence.settings.units.len()).filter(|unit| month.used_by(*unit).next().is_none());
    let finding = |unit: usize| {
        let name = unit_name(evidence, unit);
        let period = month.period.in_words();
        let sent = month.sent_something(unit);
        let found = if sent { "đã gửi, chưa sử dụng được" } else { "chưa gửi" };
        let used = match carried_from(evidence, unit) {
            Some(earlier) => {
                format!("Theo ý kiến của cơ quan tổng hợp, đang dùng số liệu {}.", earlier.in_words())
            }
            None => "Số liệu của đơn vị chưa có trong kết quả; không tính là 0.".to_owned(),
        };
        let message = if sent {
            format!(
                "{name}: đã gửi nhưng chưa có báo cáo {period} nào sử dụng được. {used} Đề nghị \
                 gửi lại."
            )
        } else {
            format!("{name}: chưa gửi báo cáo {period}. {used} Đề nghị đôn đốc.")
        };
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

/// The period whose figures stand for the unit's own.
fn carried_from(evidence: &Evidence<'_>, unit: usize) -> Option<Period> {
    evidence.figures.by_unit[unit].iter().flatten().flatten().find_map(|figure| {
        match figure.source {
            FigureSource::Carried { period, .. } => Some(period),
            _ => None,
        }
    })
}
