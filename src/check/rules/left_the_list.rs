//! An organisation of the earlier period that silently left the list.

use crate::check::words::{nearest, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::consolidate::{MergedList, name_key};
use crate::history::{Earlier, EarlierRow};
use crate::reading::text::folded;

pub(super) const RULE: Rule = Rule {
    code: "roi-danh-sach",
    severity: Severity::Warning,
    title: "Tổ chức có ở kỳ trước, kỳ này không còn trong danh sách",
    why: "Tổ chức giải thể vẫn phải ghi với tình trạng của nó; thiếu dòng thường là sót.",
    remedy: "Hỏi lại đơn vị: giải thể, đổi tên, chuyển địa bàn, hay sót dòng.",
    example: "Xã Hai, Biểu 02: HTX DVNN Phước Tiến có trong danh sách tháng 9/2023, kỳ này \
              không có. Đề nghị hỏi lại đơn vị.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(earlier) = evidence.earlier else { return Vec::new() };
    let lists = evidence.figures.lists.iter().zip(&earlier.rows);
    lists
        .flat_map(|(now, before)| {
            before.iter().filter_map(|row| finding(evidence, earlier, now, row))
        })
        .collect()
}

fn finding(
    evidence: &Evidence<'_>,
    earlier: &Earlier,
    now: &MergedList,
    gone: &EarlierRow,
) -> Option<Finding> {
    // A unit without its list this period is reported for that.
    let sheet = evidence
        .used_sheets()
        .find(|used| used.unit == gone.unit && used.sheet.list.as_deref() == Some(&now.list))?;
    let names: Vec<&str> =
        now.rows[now.of_unit[gone.unit].clone()].iter().map(|row| &*row.row.name).collect();
    if names.iter().any(|name| folded(name) == folded(&gone.name)) {
        return None;
    }
    if let Some(elsewhere) = moved_to(earlier, now, gone) {
        let message = format!(
            "{}, {}: {} có trong danh sách {}, kỳ này có trong danh sách của {}. Đang tính ở {}, không \
             coi là mới.",
            unit_name(evidence, gone.unit),
            sheet.sheet.on.sheet,
            gone.name,
            earlier.period.in_words(),
            unit_name(evidence, elsewhere),
            unit_name(evidence, elsewhere),
        );
        let (found, expected) = (unit_name(evidence, elsewhere), gone.name.clone());
        return Some(Finding { found, expected, message, eased: true, ..sheet.finding(Vec::new()) });
    }
    let known_before = |name: &&str| {
        let mut before = earlier.rows.iter().flatten();
        before.any(|row| row.unit == gone.unit && folded(&row.name) == folded(name))
    };
    let new = names.into_iter().filter(|name| !known_before(name));
    let renamed = nearest(&gone.name, new)
        .map_or_else(String::new, |name| format!(" Có thể nay ghi là \"{name}\"."));
    let message = format!(
        "{}, {}: {} có trong danh sách {}, kỳ này không có.{renamed} Đề nghị hỏi lại đơn vị: giải \
         thể, đổi tên hay sót dòng.",
        unit_name(evidence, gone.unit),
        sheet.sheet.on.sheet,
        gone.name,
        earlier.period.in_words()
    );
    let expected = gone.name.clone();
    Some(Finding { found: "không có".to_owned(), expected, message, ..sheet.finding(Vec::new()) })
}

/// The one unit on whose list an organisation stands now that was not there before.
fn moved_to(earlier: &Earlier, now: &MergedList, gone: &EarlierRow) -> Option<usize> {
    let same = |name: &str| name_key(name) == name_key(&gone.name);
    let was_there = |unit: usize| {
        earlier.rows.iter().flatten().any(|row| row.unit == unit && same(&row.name))
    };
    let mut new = now.rows.iter().filter(|row| same(&row.row.name) && !was_there(row.unit));
    let unit = new.next()?.unit;
    new.all(|row| row.unit == unit).then_some(unit)
}
