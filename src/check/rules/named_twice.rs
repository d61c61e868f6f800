//! An organisation that is twice on one unit's list.

use std::sync::Arc;

use crate::check::sentence_parts::{name_only, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::{CellPlace, Changed};
use crate::figures::consolidate::{MergedList, MergedRow};
use crate::figures::decision::NAMED_TWICE;

pub(super) const RULE: Rule = Rule {
    code: NAMED_TWICE,
    severity: Severity::Warning,
    title: "Một tổ chức ghi hai lần trong danh sách của đơn vị",
    why: "Dòng lặp, nhất là dòng đang ẩn, làm mọi tổng số bị tính hai lần.",
    remedy: "Dòng sau không được tính. Nếu thật là hai tổ chức, đề nghị ghi tên hoặc ngày thành \
             lập cho phân biệt. Cột Ý kiến: giữ là không tính dòng sau, tính là tính cả hai.",
    example: "Xã Năm, Biểu 02, dòng 12 (đang ẩn): HTX DVNN Năm đã có tại dòng 9. \
              Không tính dòng 12.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let lists = evidence.figures.lists.iter();
    lists.flat_map(|list| list.rows().filter_map(|row| finding(evidence, list, row))).collect()
}

fn finding(evidence: &Evidence<'_>, list: &MergedList, row: &MergedRow) -> Option<Finding> {
    let earlier = list.repeated(row)?;
    let (line, first) = (row.row.row + 1, earlier.row.row + 1);
    let hidden = if row.row.hidden { " (đang ẩn)" } else { "" };
    let is_here = (&earlier.on.file, &earlier.on.sheet) == (&row.on.file, &row.on.sheet);
    let in_file = |file: &str| match is_here {
        true => String::new(),
        false => format!(" của {file}, {}", earlier.on.sheet),
    };
    let elsewhere = in_file(&earlier.on.file);
    let message = format!(
        "{}, {}, dòng {line}{hidden}: {} đã có tại dòng {first}{elsewhere}. Không tính dòng {line}.",
        unit_name(evidence, row.unit),
        row.on.sheet,
        row.row.name
    );
    let ask = format!(
        "{} đã có tại dòng {first}{}, dòng {line}{hidden} ghi lặp lại. Đề nghị bỏ dòng ghi lặp; nếu là hai tổ \
         chức, ghi tên hoặc ngày thành lập cho phân biệt.",
        row.row.name,
        in_file(name_only(&earlier.on.file))
    );
    let mut finding = Finding {
        unit: Some(row.unit),
        ask,
        file: row.on.file.to_string(),
        sheet: row.on.sheet.to_string(),
        cells: vec![row.row.name_at],
        found: row.row.name.to_string(),
        expected: format!("một dòng (dòng {first})"),
        about_rows: true,
        message,
        ..Finding::default()
    };
    let counted = Changed::RepeatCounted(finding.cell(row.row.name_at));
    let first = CellPlace { on: Arc::clone(&earlier.on), at: earlier.row.name_at };
    finding.alternatives = vec![
        finding.changes([counted.clone()]),
        finding.changes([counted, Changed::RowLeftOut(first)]),
    ];
    Some(finding)
}
