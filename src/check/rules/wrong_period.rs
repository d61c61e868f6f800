//! A submission of another period.

use crate::check::sentence_parts::place;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::decision::OTHER_PERIOD;
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, Reason, Submission};

pub(super) const RULE: Rule = Rule {
    code: OTHER_PERIOD,
    severity: Severity::Error,
    title: "Báo cáo của kỳ khác",
    why: "Số của tháng trước cộng vào tháng này là sai mà không ai thấy.",
    remedy: "Đề nghị đơn vị gửi đúng kỳ; nếu chỉ ghi nhầm tên kỳ, sửa dòng \"Kỳ báo cáo\" rồi \
             chạy lại, hoặc ghi dùng ở cột Ý kiến.",
    example: "Xã Tám, Biểu 01, ô A5: báo cáo gửi là của tháng 9/2023, kỳ đang tổng hợp là \
              tháng 10/2023. Chưa sử dụng; đề nghị gửi đúng kỳ.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let submissions = evidence.month.submissions.iter();
    submissions.filter_map(|submission| finding(evidence, submission)).collect()
}

fn finding(evidence: &Evidence<'_>, submission: &Submission) -> Option<Finding> {
    let Fate::SetAside(Reason::OtherPeriod(other)) = submission.fate else { return None };
    let unit = match submission.unit {
        Some(NamedUnit::Known(unit)) => Some(unit),
        _ => None,
    };
    let file = evidence.month.files[submission.file].path.to_string();
    let said = submission.sheets.iter().find_map(|sheet| {
        let (period, yearless) = (sheet.heading.period, sheet.heading.yearless);
        let at = period.map(|(_, at)| at).or(yearless.map(|(_, at)| at))?;
        Some((sheet.on.sheet.to_string(), at))
    });
    let (sheet, cells) = said.map_or_else(Default::default, |(sheet, at)| (sheet, vec![at]));
    let wanted = evidence.month.period.in_words();
    let place = place(evidence, unit, &file, &sheet, &cells);
    let what = format!("báo cáo gửi là của {}, kỳ đang tổng hợp là {wanted}", other.in_words());
    let message = format!("{place}: {what}. Chưa sử dụng; đề nghị gửi đúng kỳ.");
    let ask = format!("{what}. Đề nghị gửi đúng kỳ.");
    // The right report has also come: this one is only for information.
    let has_report = unit.is_some_and(|unit| evidence.month.used_by(unit).next().is_some());
    let eased = has_report.then_some(Severity::Info);
    let found = other.in_words();
    let expected = wanted;
    Some(Finding {
        unit,
        file,
        sheet,
        cells,
        found,
        expected,
        message,
        ask,
        eased,
        ..Finding::default()
    })
}
