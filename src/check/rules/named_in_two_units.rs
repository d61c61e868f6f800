//! The same organisation on the lists of two units.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::check::sentence_parts::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::{Alternative, CellPlace, Change, Changed};
use crate::figures::consolidate::{MergedRow, same_person};
use crate::figures::decision::IN_TWO_UNITS;
use crate::form::organisation::name_key;
use crate::settings::{Basis, ColumnKind, List};
use viet_text::text::folded;

pub(super) const RULE: Rule = Rule {
    code: IN_TWO_UNITS,
    severity: Severity::Warning,
    title: "Một tổ chức có trong danh sách của hai đơn vị",
    why: "Tổ chức hoạt động ở hai nơi hoặc mới chuyển địa bàn dễ bị hai đơn vị cùng kê, cùng tính.",
    remedy: "Hỏi lại hai đơn vị; để một đơn vị kê. Cột Ý kiến: bỏ là không tính dòng này, bỏ ở Xã Mười là \
             không tính dòng của Xã Mười, giữ là tính ở cả hai nơi.",
    example: "Xã Hai, Biểu 02, ô B9: HTX DVNN Hai (thành lập 09/12/2008) cũng có trong danh \
              sách của Xã Mười (Biểu 02, ô B10). Đang tính ở cả hai nơi. Đề nghị hỏi lại.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut rows: Vec<(usize, &List, &MergedRow)> = Vec::new();
    for (place, (list, row)) in evidence.counted_rows().enumerate() {
        rows.push((place, list, row));
    }
    rows.sort_by_key(|(_, list, row)| (&list.code, row.key));
    let alike = rows.chunk_by(|(_, list, row), (_, other_list, other)| {
        list.code == other_list.code
            && row.key == other.key
            && name_key(&row.row.name) == name_key(&other.row.name)
    });
    let mut findings: Vec<(usize, Finding)> =
        alike.filter(|alike| alike.len() > 1).flat_map(|alike| twins(evidence, alike)).collect();
    findings.sort_by_key(|(place, _)| *place);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// Findings among organisations of one name, each with the later row's position. Groups of one
/// trade often have similar names ("bơm tưới số 1"), so the founding days must agree; if one is
/// unknown, the name must contain a unit's name.
fn twins(evidence: &Evidence<'_>, alike: &[(usize, &List, &MergedRow)]) -> Vec<(usize, Finding)> {
    let mut named_so = None;
    let mut found = Vec::new();
    for (turn, (place, list, row)) in alike.iter().enumerate() {
        let mut others = alike[..turn].iter().map(|(_, _, other)| *other);
        let twin = others.find(|other| {
            let is_same_person = || same_person(list, &other.row, &row.row);
            other.unit != row.unit
                && (!list.is_of_persons() || is_same_person())
                && match (founded(list, other), founded(list, row)) {
                    (Some(one), Some(other)) => one == other,
                    _ => *named_so.get_or_insert_with(|| names_a_unit(evidence, &row.row.name)),
                }
        });
        found.extend(twin.map(|twin| (*place, finding(evidence, list, row, twin))));
    }
    found
}

fn founded(list: &List, row: &MergedRow) -> Option<NaiveDate> {
    let mut days = list.columns.values().filter(|column| column.kind == ColumnKind::Date);
    days.find_map(|column| row.row.field(&column.code, Basis::Actual)?.value.day())
}

fn names_a_unit(evidence: &Evidence<'_>, name: &str) -> bool {
    let name = folded(name);
    let kinds: Vec<String> =
        evidence.settings.office.unit_kinds.split([',', ';']).map(folded).collect();
    evidence.settings.units.iter().any(|unit| {
        let unit = folded(&unit.name);
        let short = kinds.iter().find_map(|kind| unit.strip_prefix(&format!("{kind} ")));
        name.contains(short.unwrap_or(&unit))
    })
}

/// The alternative that a unit does not list it.
fn left_out(row: &MergedRow) -> Alternative {
    let place = CellPlace { on: Arc::clone(&row.on), at: row.row.name_at };
    vec![Change { unit: row.unit, what: Changed::RowLeftOut(place) }]
}

fn finding(evidence: &Evidence<'_>, list: &List, row: &MergedRow, twin: &MergedRow) -> Finding {
    let day = founded(list, row)
        .map_or_else(String::new, |day| format!(" (thành lập {})", day.format("%d/%m/%Y")));
    let message = format!(
        "{}, {}, ô {}: {}{day} cũng có trong danh sách của {} ({}, ô {}). Đang tính ở cả hai nơi. \
         Đề nghị hỏi lại hai đơn vị.",
        unit_name(evidence, row.unit),
        row.on.sheet,
        row.row.name_at,
        row.row.name,
        unit_name(evidence, twin.unit),
        twin.on.sheet,
        twin.row.name_at
    );
    let ask = format!(
        "{}{day} cũng có trong danh sách của {}. Đề nghị hai đơn vị thống nhất, chỉ một đơn vị kê.",
        row.row.name,
        unit_name(evidence, twin.unit)
    );
    Finding {
        unit: Some(row.unit),
        ask,
        file: row.on.file.to_string(),
        sheet: row.on.sheet.to_string(),
        cells: vec![row.row.name_at],
        found: row.row.name.to_string(),
        expected: "chỉ một đơn vị kê".to_owned(),
        about_rows: true,
        message,
        alternatives: [row, twin].map(left_out).into(),
        ..Finding::default()
    }
}
