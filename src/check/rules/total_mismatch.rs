//! A total row whose numbers are not the sums of the rows that it is over: a row is missing, or a
//! number is wrong.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity, WithFixesApplied};
use crate::figures::alternative::Changed;
use crate::form::{ListRow, RowSpan, TotalNumber, TotalRow};
use crate::settings::{Basis, ColumnKind, List, ListOperation};

pub(super) const RULE: Rule = Rule {
    code: "dong-tong-lech",
    severity: Severity::Warning,
    title: "Dòng tổng cộng không bằng các dòng cộng lại",
    why: "Dòng tổng cộng khác tổng các dòng thì danh sách thiếu một dòng hoặc có một số sai.",
    remedy: "Đối chiếu với đơn vị: danh sách đủ các tổ chức chưa, số nào ghi sai. Chương trình luôn \
             tính từ các dòng, không lấy dòng tổng cộng.",
    example: "Xã Năm, Biểu 02, ô F11: dòng \"Tổng cộng\" ghi Tổng số thành viên 300 (ô F11) nhưng các \
              dòng cộng lại là 186, chênh lệch 114. Có thể thiếu một dòng hoặc có số ghi sai. Đang \
              tính theo các dòng. Đề nghị kiểm tra.",
    check: Check::WithFixesApplied(check),
};

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let evidence = &fixed.evidence;
    let rows = evidence
        .used_sheets()
        .flat_map(|used| used.sheet.total_rows.iter().map(move |row| (used, row)));
    let own = rows.filter(|(_, row)| !row.is_part && !row.is_by_numbers);
    own.filter_map(|(used, row)| finding(evidence, used, row)).collect()
}

/// A number of a total row with what the rows say.
struct Gap<'r> {
    number: &'r TotalNumber,
    sum: Decimal,
}

fn finding(evidence: &Evidence<'_>, used: UsedSheet<'_>, row: &TotalRow) -> Option<Finding> {
    let list = evidence.settings.lists.get(used.sheet.list.as_deref()?)?;
    let spans = spans(used, row).into_iter().map(|span| used.sheet.rows[span].to_vec());
    let spans = spans.chain([whole_list(evidence, used)]);
    let gaps = spans.filter(|rows| !rows.is_empty()).map(|rows| gaps(row, &rows, list));
    let gaps = gaps.min_by_key(Vec::len).filter(|gaps| !gaps.is_empty())?;
    let said = |gap: &Gap<'_>| {
        format!(
            "{} {} (ô {}) nhưng các dòng cộng lại là {}, chênh lệch {}",
            list.columns[gap.number.column].name,
            number(gap.number.value),
            gap.number.at,
            number(gap.sum),
            number((gap.number.value - gap.sum).abs())
        )
    };
    let mut finding = used.finding(gaps.iter().map(|gap| gap.number.at).collect());
    let all = |value: fn(&Gap<'_>) -> Decimal| {
        gaps.iter().map(|gap| number(value(gap))).collect::<Vec<_>>().join("; ")
    };
    finding.found = all(|gap| gap.number.value);
    finding.expected = all(|gap| gap.sum);
    for gap in &gaps {
        let column = &list.columns[gap.number.column];
        finding.indicators.extend(evidence.drawn_from_column(&list.code, &column.code));
        finding.bases.extend(bases(used, gap.number));
    }
    finding.indicators.sort();
    finding.indicators.dedup();
    finding.bases.sort();
    finding.bases.dedup();
    let by_total = gaps.iter().flat_map(|gap| by_total(evidence, used, list, gap));
    finding.alternatives = vec![finding.changes(by_total)];
    let said = first_few(&gaps.iter().map(said).collect::<Vec<_>>(), "ô");
    let what = format!("dòng \"{}\" ghi {said}", row.label);
    let why = "Có thể thiếu một dòng hoặc có số ghi sai.";
    let place = place_of(evidence, &finding);
    finding.message = format!("{place}: {what}. {why} Đang tính theo các dòng. Đề nghị kiểm tra.");
    finding.ask = format!("{what}. {why} Đề nghị kiểm tra, bổ sung dòng còn thiếu hoặc sửa số.");
    Some(finding)
}

/// What the unit's figures would be if the rows came to what the total row says: only of figures that
/// are the sum of all the rows.
fn by_total(
    evidence: &Evidence<'_>,
    used: UsedSheet<'_>,
    list: &List,
    gap: &Gap<'_>,
) -> Vec<Changed> {
    let column = &list.columns[gap.number.column].code;
    let indicators = evidence.settings.indicators.values().enumerate();
    let of_column = indicators.filter_map(|(place, indicator)| {
        let from = indicator.derivation.as_ref().filter(|from| from.list == list.code)?;
        matches!(&from.operation, ListOperation::Sum(own) if own == column).then_some(place)
    });
    let figures = of_column.flat_map(|place| {
        let bases = bases(used, gap.number).into_iter();
        bases.map(move |basis| (place, basis))
    });
    let is_of_all = |(place, basis): &(usize, Basis)| {
        evidence.listed(used.unit, *place, *basis) == Some(gap.sum)
    };
    let figures = figures.filter(is_of_all);
    figures.map(|(place, basis)| Changed::Figure(place, basis, gap.number.value)).collect()
}

/// The bases that a column of the sheet serves.
fn bases(used: UsedSheet<'_>, number: &TotalNumber) -> Vec<Basis> {
    let first = used.sheet.rows.first();
    let serves_both = first.is_some_and(|row| row.serves_both(number.column));
    if serves_both { vec![number.basis, Basis::Estimate] } else { vec![number.basis] }
}

/// The rows of a list that goes on from sheet to sheet.
fn whole_list(evidence: &Evidence<'_>, used: UsedSheet<'_>) -> Vec<Arc<ListRow>> {
    let sheets = evidence.used_sheets_of(used.unit).map(|own| own.sheet);
    let own = sheets.filter(|sheet| sheet.list == used.sheet.list);
    own.flat_map(|sheet| sheet.rows.iter().cloned()).collect()
}

/// The rows that a total may be over: those between it and another total, or an end of the list; all
/// above it first.
fn spans(used: UsedSheet<'_>, row: &TotalRow) -> Vec<Range<usize>> {
    let rows = &used.sheet.rows;
    let place = |line: u32| rows.partition_point(|row| row.row < line);
    let (own, end) = (place(row.at.row), rows.len());
    let mut bounds: Vec<usize> =
        used.sheet.total_rows.iter().map(|total| place(total.at.row)).collect();
    bounds.extend([0, end]);
    bounds.sort_unstable();
    bounds.dedup();
    let (above, below): (Vec<usize>, Vec<usize>) = bounds.into_iter().partition(|at| *at < own);
    let above = above.into_iter().map(|from| from..own);
    above.chain(below.into_iter().filter(|to| *to > own).map(|to| own..to)).collect()
}

/// The numbers that are neither the sum nor the mean of these rows. Where a row says nothing that is
/// told already.
fn gaps<'r>(total: &'r TotalRow, rows: &[Arc<ListRow>], list: &List) -> Vec<Gap<'r>> {
    let gap = |own: &'r TotalNumber| {
        let span = RowSpan::of(rows, own.column, own.basis);
        let agrees = span.is_sum(own.value) || span.is_mean(own.value);
        let is_money = list.columns[own.column].kind == ColumnKind::Money;
        let is_open = span.is_incomplete || is_money && is_near(own.value, &span);
        (!agrees && !is_open).then_some(Gap { number: own, sum: span.sum })
    };
    total.numbers.iter().filter_map(gap).collect()
}

/// May a number be the sum of amounts that were rounded, or a mean of them by another column?
fn is_near(total: Decimal, span: &RowSpan) -> bool {
    let least_step = Decimal::new(1, total.normalize().scale().min(6));
    let may_be_off = least_step * Decimal::from(span.count + 1) / Decimal::TWO;
    let is_mean = span.bounds.is_some_and(|(least, most)| (least..=most).contains(&total));
    (total - span.sum).abs() <= may_be_off || span.count > 1 && is_mean
}
