//! Columns and rows of the form that a sheet lacks: one finding, not three hundred.

use crate::check::figure_gaps::{Gap, NeededFigures, blanks, gaps};
use crate::check::sentence_parts::{first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Finding, Rule, Severity, WithFixesApplied};
use crate::form::FormSheet;
use crate::settings::Basis;

pub(super) const RULE: Rule = Rule {
    code: "thieu-cot-dong",
    severity: Severity::Error,
    title: "Biểu thiếu cột hoặc dòng của mẫu",
    why: "Đơn vị xóa hoặc đổi tên cột, dòng thì số liệu ở đó không đọc được.",
    remedy: "Đề nghị đơn vị dùng đúng mẫu; nếu chỉ khác cách gọi, thêm vào trang Từ đồng nghĩa của \
             khai-bao.xlsx.",
    example: "Xã Hai, Biểu 02: không thấy cột \"lãi - ước cả năm\" của mẫu. Số liệu ở đó coi là \
              chưa có, không tính là 0. Đề nghị gửi theo đúng mẫu.",
    check: Check::WithFixesApplied(check),
};

/// If more rows than this are missing, the sheet was cut off.
const CUT: usize = 5;

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let needed = NeededFigures::new(&fixed.evidence);
    let sheets = fixed.evidence.used_sheets();
    sheets.filter_map(|used| finding(fixed, used, &needed)).collect()
}

fn finding(
    fixed: &WithFixesApplied<'_>,
    used: UsedSheet<'_>,
    needed: &NeededFigures,
) -> Option<Finding> {
    let columns = used
        .sheet
        .missing_columns
        .iter()
        .map(|path| format!("cột \"{}\"", path.join(" - ").replace("####", "…")));
    let rows = used
        .sheet
        .missing_rows
        .iter()
        .map(|code| format!("dòng \"{}\"", fixed.evidence.settings.indicators[code].name));
    let lacking: Vec<String> = columns.chain(rows).collect();
    if lacking.is_empty() {
        return None;
    }
    let evidence = &fixed.evidence;
    let gaps: Vec<Gap<'_>> = gaps(evidence, used.unit)
        .filter(|gap| is_of_sheet(gap, used.sheet) && blanks(evidence, gap).is_empty())
        .collect();
    let eased = match () {
        () if gaps.iter().any(|gap| needed.has(gap)) => None,
        () if !gaps.is_empty() || used.sheet.missing_rows.len() > CUT => Some(Severity::Warning),
        () => Some(Severity::Info),
    };
    let mut bases: Vec<Basis> = gaps.iter().map(|gap| gap.basis).collect();
    bases.sort();
    bases.dedup();
    let mut indicators: Vec<String> = gaps.iter().map(|gap| gap.indicator.code.clone()).collect();
    indicators.dedup();
    let finding = Finding {
        expected: lacking.join("; "),
        found: "không có".to_owned(),
        indicators,
        bases,
        eased,
        ..used.finding(Vec::new())
    };
    let what = format!("không thấy {} của mẫu", first_few(&lacking, "cột, dòng"));
    let message = format!(
        "{}: {what}. Số liệu ở đó coi là chưa có, không tính là 0. Đề nghị gửi theo đúng mẫu.",
        place_of(&fixed.evidence, &finding)
    );
    let ask = format!("{what}. Đề nghị gửi theo đúng mẫu.");
    Some(Finding { message, ask, ..finding })
}

/// Would the sheet's missing columns and rows give this figure?
fn is_of_sheet(gap: &Gap<'_>, sheet: &FormSheet) -> bool {
    let Gap { indicator, basis, .. } = gap;
    let from = indicator.derivation.as_ref();
    if let Some(list) = &sheet.list {
        return from.is_some_and(|from| *from.list == **list);
    }
    let slots = sheet.figures.slots().iter().filter(|slot| *slot.code == *indicator.code);
    let bases: Vec<Basis> = slots.map(|slot| slot.basis).collect();
    let lacks_column = !bases.is_empty() && !bases.contains(basis);
    lacks_column || sheet.missing_rows.contains(&indicator.code)
}
