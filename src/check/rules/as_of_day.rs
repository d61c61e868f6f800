//! A heading whose closing day is not the period's.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::check::sentence_parts::place_of;
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use viet_text::period::Period;

pub(super) const RULE: Rule = Rule {
    code: "ngay-so-lieu-khac-ky",
    severity: Severity::Warning,
    title: "Ngày tính số liệu không khớp kỳ báo cáo",
    why: "Biểu ghi đúng tháng nhưng số liệu tính đến một ngày của năm khác, tháng khác thì có thể là \
          biểu cũ sửa lại tên kỳ.",
    remedy: "Hỏi lại đơn vị số liệu tính đến ngày nào. Nếu cơ quan chốt số liệu vào ngày khác cuối \
             tháng, ghi mục \"Ngày chốt số liệu\" ở trang Cơ quan của khai-bao.xlsx.",
    example: "Xã Hai, Biểu 01, ô A5: đầu biểu ghi số liệu tính đến ngày 31/10/2022, kỳ tháng 10/2023 \
              kết thúc ngày 31/10/2023. Số liệu vẫn được dùng. Đề nghị hỏi lại đơn vị.",
    check: Check::Written(check),
};

/// Reports are still put right for so many days after the period.
const AFTER: Days = Days::new(31);

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    // One slip is copied to every sheet of a file.
    let mut told = BTreeSet::new();
    let findings = evidence.used_sheets().filter_map(|used| {
        let (day, at) = used.sheet.heading.closing?;
        let severity = doubt(evidence, day)?;
        let is_first = told.insert((used.unit, used.sheet.on.file.to_string(), day));
        is_first.then(|| finding(evidence, used, (day, at), severity))
    });
    findings.collect()
}

/// How doubtful a closing day is; not at all where it is the period's, or a few days later.
fn doubt(evidence: &Evidence<'_>, day: NaiveDate) -> Option<Severity> {
    let closing = evidence.settings.office.closing;
    let last = closing.last_day(evidence.month.period);
    let end = evidence.month.period.last_day();
    let month = Period::month_of(last);
    let of_day = Period::month_of(day);
    let closes_another = day > end && [closing.last_day(of_day), of_day.last_day()].contains(&day);
    let latest = end.checked_add_days(AFTER).unwrap_or(end);
    if day == last || day == end {
        None
    } else if day < closing.first_day(month).min(month.first_day())
        || day > latest
        || closes_another
    {
        Some(Severity::Warning)
    } else if day < last {
        Some(Severity::Info)
    } else {
        None
    }
}

fn finding(
    evidence: &Evidence<'_>,
    used: UsedSheet<'_>,
    (day, at): (NaiveDate, workbook_io::Address),
    severity: Severity,
) -> Finding {
    let period = evidence.month.period;
    let words = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let last = evidence.settings.office.closing.last_day(period);
    let finding = Finding {
        found: words(day),
        expected: words(last),
        eased: (severity == Severity::Info).then_some(severity),
        ..used.finding(vec![at])
    };
    let what = format!(
        "đầu biểu ghi số liệu tính đến ngày {}, kỳ {} kết thúc ngày {}",
        words(day),
        period.in_words(),
        words(last)
    );
    Finding {
        message: format!(
            "{}: {what}. Số liệu vẫn được dùng. Đề nghị hỏi lại đơn vị.",
            place_of(evidence, &finding)
        ),
        ask: format!("{what}. Đề nghị kiểm tra số liệu tính đến ngày nào."),
        ..finding
    }
}
