//! A unit without a usable submission.

use crate::check::sentence_parts::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::consolidate::FigureSource;
use crate::figures::decision::NO_REPORT;
use crate::intake::submission::{Unusable, why_unusable};

pub(super) const RULE: Rule = Rule {
    code: NO_REPORT,
    severity: Severity::Warning,
    title: "Đơn vị chưa có báo cáo dùng được",
    why: "Tổng cộng chưa gồm đơn vị này, nên nhiều nội dung chưa thể đánh giá.",
    remedy: "Đôn đốc đơn vị gửi báo cáo, chép vào thư mục của kỳ rồi chạy lại; muốn dùng lại số kỳ trước thì \
             ghi dùng kỳ trước ở cột Ý kiến.",
    example: "Xã Bảy: chưa gửi báo cáo kỳ tháng 10/2023.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let missing = (0..evidence.settings.units.len())
        .filter(|unit| evidence.month.used_by(*unit).next().is_none());
    missing
        .map(|unit| match carried_from(evidence, unit) {
            Some(earlier) => carried(evidence, unit, &earlier),
            None => not_counted(evidence, unit),
        })
        .collect()
}

/// The unit's figures of an earlier period are used, as the office decided.
fn carried(evidence: &Evidence<'_>, unit: usize, earlier: &str) -> Finding {
    let (name, found) = (unit_name(evidence, unit), found(evidence, unit));
    let period = evidence.month.period.in_words();
    let message = format!(
        "{name}: {found}; đang dùng số liệu {earlier} theo ý kiến của cơ quan tổng hợp. Khi có báo \
         cáo {period} thì chép vào thư mục và chạy lại."
    );
    Finding {
        unit: Some(unit),
        found: found.to_owned(),
        expected: format!("báo cáo {period}"),
        message,
        eased: Some(Severity::Info),
        ..Finding::default()
    }
}

/// Nothing of the unit is in the totals.
fn not_counted(evidence: &Evidence<'_>, unit: usize) -> Finding {
    let name = unit_name(evidence, unit);
    let period = evidence.month.period.in_words();
    let message = match &sent(evidence, unit)[..] {
        [] if evidence.month.sent_something(unit) => format!(
            "{name}: đã gửi nhưng chưa có báo cáo {period} nào sử dụng được. Số liệu của đơn vị chưa \
             có trong kết quả; không tính là 0. Đề nghị gửi lại."
        ),
        [] => format!(
            "{name}: chưa gửi báo cáo {period}. Số liệu của đơn vị chưa có trong kết quả; không tính \
             là 0. Đề nghị đôn đốc."
        ),
        files => format!(
            "{name}: đã gửi {:02} tệp nhưng chưa sử dụng được ({}). Số liệu của đơn vị chưa có trong \
             kết quả; không tính là 0. Đề nghị gửi lại báo cáo {period}.",
            files.len(),
            files.join("; ")
        ),
    };
    Finding {
        unit: Some(unit),
        ask: format!("chưa có báo cáo {period} sử dụng được. Đề nghị gửi lại."),
        found: found(evidence, unit).to_owned(),
        expected: format!("báo cáo {period}"),
        message,
        indicators: evidence.settings.indicators.keys().cloned().collect(),
        ..Finding::default()
    }
}

/// Whether anything of the unit arrived.
fn found(evidence: &Evidence<'_>, unit: usize) -> &'static str {
    if evidence.month.sent_something(unit) {
        "đã gửi, chưa sử dụng được"
    } else {
        "chưa gửi"
    }
}

/// The period whose figures are used for the unit.
fn carried_from(evidence: &Evidence<'_>, unit: usize) -> Option<String> {
    evidence.figures.by_unit[unit].values().find_map(|figure| match &figure.source {
        FigureSource::Carried { period, .. } => Some(period.in_words()),
        _ => None,
    })
}

/// What the unit sent and why it is of no use, file by file.
fn sent(evidence: &Evidence<'_>, unit: usize) -> Vec<String> {
    let said = |unusable: Unusable| format!("{}: {}", unusable.file, unusable.reason);
    let mut sent: Vec<String> = why_unusable(evidence.month, unit).into_iter().map(said).collect();
    sent.dedup();
    sent
}
