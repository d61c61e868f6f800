//! A unit made of others within the year, and nobody has said from when its figures since the
//! year's start are counted.

use crate::check::words::{first_few, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::history::FirstYear;
use crate::settings::OverPeriods;
use crate::workspace::SETTINGS_FILE;

pub(super) const RULE: Rule = Rule {
    code: "luy-ke-don-vi-moi",
    severity: Severity::Warning,
    title: "Đơn vị mới sắp xếp trong năm: chưa rõ số lũy kế tính từ ngày nào",
    why: "Số lũy kế từ đầu năm của đơn vị mới có thể gồm hoặc không gồm phần của các đơn vị cũ; hai cách cho hai kết quả.",
    remedy: "Hỏi đơn vị, rồi chọn \"đầu năm\" hoặc \"ngày thành lập\" ở cột \"Lũy kế tính từ\", trang \
             Đơn vị của khai-bao.xlsx.",
    example: "Xã Một lập từ 01/7/2025: chưa rõ số lũy kế (Số HTX thành lập mới trong năm) tính từ \
              01/01/2025 hay từ 01/7/2025. Đang dùng số đã ghi. Đề nghị hỏi đơn vị rồi ghi cột \"Lũy \
              kế tính từ\", trang Đơn vị của khai-bao.xlsx.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let period = evidence.month.period;
    let first_year = FirstYear::of(evidence.settings, period);
    let since_january: Vec<(&String, &String)> = evidence
        .settings
        .indicators
        .values()
        .filter(|i| i.over_periods == OverPeriods::YearToDate && i.entered.is_none())
        .map(|indicator| (&indicator.code, &indicator.name))
        .collect();
    if since_january.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = since_january.iter().map(|(_, name)| (*name).clone()).collect();
    let names = first_few(&names, "số liệu");
    let finding = |(units, is_open): (&Vec<(usize, chrono::NaiveDate)>, bool)| {
        let who: Vec<String> = units
            .iter()
            .map(|(unit, day)| {
                format!("{} lập từ {}", unit_name(evidence, *unit), day.format("%d/%m/%Y"))
            })
            .collect();
        let who = first_few(&who, "đơn vị");
        let message = if is_open {
            format!(
                "{who}: chưa rõ số lũy kế ({names}) tính từ 01/01/{} hay từ ngày lập. Đang dùng số đã \
                 ghi. Đề nghị hỏi đơn vị rồi ghi cột \"Lũy kế tính từ\", trang Đơn vị của {SETTINGS_FILE}.",
                period.year()
            )
        } else {
            format!(
                "{who}: số lũy kế ({names}) tính từ ngày lập, không gồm phần trước đó của các đơn vị cũ."
            )
        };
        Finding {
            found: "số lũy kế của năm".to_owned(),
            expected: "ngày bắt đầu tính".to_owned(),
            indicators: since_january.iter().map(|(code, _)| (*code).clone()).collect(),
            eased: !is_open,
            message,
            ..Finding::default()
        }
    };
    let both = [(&first_year.unclear, true), (&first_year.from_first_day, false)];
    both.into_iter().filter(|(units, _)| !units.is_empty()).map(finding).collect()
}
