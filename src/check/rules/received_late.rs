//! A submission after the deadline, by the dates that the officer typed.

use chrono::NaiveDate;

use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::workspace::sheets;
use viet_text::date::read_date;
use viet_text::text::folded;

pub(super) const RULE: Rule = Rule {
    code: "nop-muon",
    severity: Severity::Info,
    title: "Báo cáo nộp muộn",
    why: "Chỉ tính theo hạn gửi và ngày nhận do cán bộ ghi; giờ lưu của tệp không nói lên điều đó.",
    remedy: "Không cần xử lý; dùng khi theo dõi thi đua.",
    example: "Xã Hai: nhận ngày 27/10/2023, sau hạn gửi 25/10/2023 là 2 ngày.",
    check: Check::Written(check),
};

/// The column that an officer may add to the receipt sheet.
const RECEIVED_ON: &str = "Ngày nhận";

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(deadline) = evidence.entries.facts.deadline else { return Vec::new() };
    let rows = evidence.entries.rows(sheets::RECEIPT);
    let late = rows.filter_map(|row| {
        let name = row.text("Đơn vị");
        let known = |unit: &crate::settings::Unit| folded(&unit.name) == folded(&name);
        let unit = evidence.settings.units.iter().position(known)?;
        let day = read_date(&row.text(RECEIVED_ON)).filter(|day| *day > deadline)?;
        Some(finding(unit, &name, day, deadline))
    });
    late.collect()
}

fn finding(unit: usize, name: &str, day: NaiveDate, deadline: NaiveDate) -> Finding {
    let words = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let days = (day - deadline).num_days();
    Finding {
        unit: Some(unit),
        found: words(day),
        expected: words(deadline),
        message: format!(
            "{name}: nhận ngày {}, sau hạn gửi {} là {days} ngày.",
            words(day),
            words(deadline)
        ),
        ..Finding::default()
    }
}
