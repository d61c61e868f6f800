//! Figures that count units which meet an item: the item must exist, be judged by units' own figures,
//! and not depend on itself.

use super::problem::Problems;
use super::rows::{INDICATORS, IndicatorRow};
use super::table::read_table;
use crate::kinds::over_units::UnitTest;
use crate::settings::model::{
    ByCode, Criterion, Indicator, Item, NumberKind, TargetSet, items_named,
};
use workbook_io::Workbook;

pub(super) fn check(
    book: &Workbook,
    indicators: &ByCode<Indicator>,
    sets: &[TargetSet],
    problems: &mut Problems,
) {
    // Its problems were told when the figures were read.
    let table = read_table::<IndicatorRow>(book, INDICATORS, &mut Problems::default());
    for (_, data) in &table.rows {
        let (Some(code), Some(written)) = (&data.code, &data.over_units) else { continue };
        let Some(own) = indicators.get(&code.text) else { continue };
        if let Some(message) = complaint(own, indicators, sets) {
            problems.add(INDICATORS, Some(written.at), message);
        }
    }
}

fn complaint(
    own: &Indicator,
    indicators: &ByCode<Indicator>,
    sets: &[TargetSet],
) -> Option<String> {
    let test = own.over_units.test.as_ref()?;
    if own.kind != NumberKind::Count {
        return Some(format!("mã {}: số đơn vị thì cột \"Loại\" phải ghi \"đếm\"", own.code));
    }
    let UnitTest::MeetsItem { set, item: number } = test else { return None };
    let found: Vec<(&TargetSet, &Item)> = items_named(sets, set, number).collect();
    let item = match &found[..] {
        [(_, item)] => *item,
        [] => return Some(format!("không có nội dung {number} ở trang \"Nội dung\"")),
        _ => {
            return Some(format!(
                "nội dung {number} có ở nhiều bộ chỉ tiêu; đề nghị ghi mã bộ trước số nội dung"
            ));
        }
    };
    if matches!(item.criterion, Criterion::ByOffice) {
        return Some(format!(
            "nội dung {number} theo nhận định của cơ quan, không xét được từng đơn vị bằng số liệu"
        ));
    }
    counting_code(item, indicators).map(|code| match code == own.code {
        true => format!(
            "nội dung {number} tính từ chính số liệu {code}, mà {code} lại đếm các đơn vị đạt nội dung {number}; \
             không nội dung nào được tính từ chính nó"
        ),
        false => format!(
            "nội dung {number} tính từ {code} là số đơn vị của cả địa bàn, không xét được từng đơn vị"
        ),
    })
}

/// The code of a figure by which an item is judged and which itself counts units that meet an item.
fn counting_code<'i>(item: &Item, indicators: &'i ByCode<Indicator>) -> Option<&'i str> {
    let terms = item.yardsticks().into_iter().flat_map(|own| own.figure.terms());
    let mut open: Vec<&str> = terms.map(|term| term.code.as_str()).collect();
    let mut seen: Vec<&str> = Vec::new();
    while let Some(code) = open.pop() {
        if seen.contains(&code) {
            continue;
        }
        seen.push(code);
        let Some((_, known, own)) = indicators.get_full(code) else { continue };
        if matches!(own.over_units.test, Some(UnitTest::MeetsItem { .. })) {
            return Some(known);
        }
        open.extend(own.over_units.codes.iter().map(String::as_str));
    }
    None
}
