//! Column headers that name another year or other months than the period's.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::sentence_parts::place_of;
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::ColumnTime;
use crate::settings::Basis;
use viet_text::period::Period;
use viet_text::period_text::{find_period, find_period_without_year};
use viet_text::text::{clean, folded};
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "tieu-de-cot-khac-ky",
    severity: Severity::Warning,
    title: "Tiêu đề cột ghi năm hoặc tháng khác kỳ báo cáo",
    why: "Đơn vị điền vào mẫu của năm trước, tháng trước thì cột năm trước, cột thực hiện có thể là \
          số của thời gian khác.",
    remedy: "Hỏi lại đơn vị số liệu của năm nào, tháng nào; gửi lại trên mẫu đúng kỳ. Nếu mẫu của cơ \
             quan còn ghi năm cũ thì sửa mẫu.",
    example: "Xã Hai, Biểu 01, ô C7: tiêu đề cột ghi \"Thực hiện năm 2021\", đúng kỳ là năm 2022. \
              Số liệu vẫn được dùng. Đề nghị kiểm tra có phải biểu của năm trước không.",
    check: Check::Written(check),
};

/// Sheets of one form that say the same are the office's own form.
const OF_THE_FORM: usize = 3;

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let period = evidence.month.period;
    let sheets: Vec<UsedSheet<'_>> = evidence.used_sheets().collect();
    let form = |used: &UsedSheet<'_>| (used.sheet.template.to_string(), used.sheet.list.clone());
    let mut by_form: BTreeMap<_, (usize, BTreeSet<String>)> = BTreeMap::new();
    let said = |used: &UsedSheet<'_>| {
        let wrong = wrong_times(&used.sheet.column_times, period);
        wrong.iter().map(|wrong| wrong.text.clone()).collect::<Vec<_>>().join("|")
    };
    for used in &sheets {
        let (count, texts) = by_form.entry(form(used)).or_default();
        *count += 1;
        texts.insert(said(used));
    }
    let mut told = BTreeSet::new();
    let findings = sheets.iter().filter_map(|used| {
        let wrong = wrong_times(&used.sheet.column_times, period);
        if wrong.is_empty() {
            return None;
        }
        let (count, texts) = &by_form[&form(used)];
        let is_of_form = *count >= OF_THE_FORM && texts.len() == 1;
        let is_first = !is_of_form || told.insert(form(used));
        is_first.then(|| finding(evidence, used, &wrong, is_of_form))
    });
    findings.collect()
}

/// A header that names another time than the period's, and which it should be.
struct WrongTime {
    at: Address,
    text: String,
    right: String,
}

fn wrong_times(times: &[ColumnTime], period: Period) -> Vec<WrongTime> {
    let mut wrong: Vec<WrongTime> = Vec::new();
    for time in times {
        let text = clean(&time.text);
        let right = wrong_year(&text, time.basis, period)
            .or_else(|| wrong_months(&text, time.basis, period));
        if let Some(right) = right.filter(|_| wrong.iter().all(|other| other.at != time.at)) {
            wrong.push(WrongTime { at: time.at, text, right });
        }
    }
    wrong
}

/// The right year, where the one year that a header names is another.
fn wrong_year(text: &str, basis: Basis, period: Period) -> Option<String> {
    let years: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (2000..2100).contains(year))
        .collect();
    let [said] = years[..] else { return None };
    // "so với năm 2020", "giai đoạn 2021-…", "đến năm 2025" tell another time than the column's.
    let other = ["so với", "cùng kì", "giai đoạn", "đến năm", "từ năm"].map(folded);
    if other.iter().any(|words| folded(text).contains(words)) {
        return None;
    }
    let year = match basis {
        Basis::Prior => period.year() - 1,
        Basis::Actual | Basis::Estimate | Basis::Plan => period.year(),
    };
    let is_right = said == year || (basis == Basis::Plan && said == year + 1);
    (!is_right).then(|| format!("năm {year}"))
}

/// The right months, where a header of what is done names others.
fn wrong_months(text: &str, basis: Basis, period: Period) -> Option<String> {
    const STARTS: [&str; 7] = ["thực hiện", "th ", "lũy kế", "kết quả", "số liệu", "tháng", "quý"];
    let key = folded(text);
    let is_count = key.starts_with(|c: char| c.is_ascii_digit()) && !key.contains("trở lên");
    let is_time = is_count || STARTS.iter().any(|start| key.starts_with(&folded(start)));
    if basis != Basis::Actual || !is_time {
        return None;
    }
    let said = find_period(text).filter(|said| !matches!(said, Period::Year { .. }));
    let said = said.or_else(|| Some(find_period_without_year(text)?.latest_until(period)))?;
    (said.last_month() != period.last_month()).then(|| period.in_words())
}

fn finding(
    evidence: &Evidence<'_>,
    used: &UsedSheet<'_>,
    wrong: &[WrongTime],
    is_of_form: bool,
) -> Finding {
    let found: Vec<String> = wrong.iter().map(|wrong| format!("\"{}\"", wrong.text)).collect();
    let right: Vec<&str> = wrong.iter().map(|wrong| wrong.right.as_str()).collect();
    let finding = Finding {
        found: found.join("; ").replace('"', ""),
        expected: right.join("; "),
        ..used.finding(wrong.iter().map(|wrong| wrong.at).collect())
    };
    let what = format!("tiêu đề cột ghi {}, đúng kỳ là {}", found.join(", "), right.join(", "));
    if is_of_form {
        let message = format!(
            "{}: {what}; mọi đơn vị đều ghi như vậy nên có thể mẫu của cơ quan còn ghi thời gian cũ. \
             Số liệu vẫn được dùng. Đề nghị xem lại mẫu.",
            place_of(evidence, &finding)
        );
        return Finding { message, unit: None, eased: Some(Severity::Info), ..finding };
    }
    Finding {
        message: format!(
            "{}: {what}. Số liệu vẫn được dùng. Đề nghị kiểm tra có phải biểu của năm trước, tháng \
             trước không.",
            place_of(evidence, &finding)
        ),
        ask: format!("{what}. Đề nghị kiểm tra số liệu là của thời gian nào và gửi lại nếu sai."),
        ..finding
    }
}
