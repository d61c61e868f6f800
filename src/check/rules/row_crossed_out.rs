//! Rows of a list whose organisation is crossed out: is it still there?

use std::collections::BTreeMap;

use crate::check::sentence_parts::{first_few, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::Changed;
use crate::figures::consolidate::MergedRow;
use crate::figures::decision::CROSSED_OUT;

pub(super) const RULE: Rule = Rule {
    code: CROSSED_OUT,
    severity: Severity::Warning,
    title: "Dòng của danh sách bị gạch ngang",
    why: "Gạch ngang tên một tổ chức thường là đã bỏ nó khỏi danh sách, nhưng dòng còn đó thì vẫn được \
          tính.",
    remedy: "Hỏi lại đơn vị: nếu tổ chức không còn thì xóa hẳn dòng, nếu còn thì bỏ gạch ngang. Cột Ý \
             kiến: bỏ là không tính dòng này, giữ là vẫn tính.",
    example: "Xã Hai, Biểu 02, ô B10: dòng bị gạch ngang (HTX DVNN Hai). Đang tính dòng này. Đề nghị \
              xóa dòng nếu tổ chức không còn, bỏ gạch ngang nếu còn.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.map_units(|unit| {
        let rows = evidence.counted_rows_of(unit).filter(|(_, row)| row.row.struck);
        let mut sheets: BTreeMap<(&str, &str, &str), Vec<&MergedRow>> = BTreeMap::new();
        for (list, row) in rows {
            let place = (&*row.on.file, &*row.on.sheet, list.code.as_str());
            sheets.entry(place).or_default().push(row);
        }
        sheets.into_iter().map(|(place, rows)| finding(evidence, unit, place, &rows)).collect()
    })
}

fn finding(
    evidence: &Evidence<'_>,
    unit: usize,
    (file, sheet, list): (&str, &str, &str),
    rows: &[&MergedRow],
) -> Finding {
    let names: Vec<String> = rows.iter().map(|row| row.row.name.to_string()).collect();
    let drawn = evidence.settings.indicators.values().filter(|indicator| {
        indicator.derivation.as_ref().is_some_and(|derivation| derivation.list == list)
    });
    let finding = Finding {
        unit: Some(unit),
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        cells: rows.iter().map(|row| row.row.name_at).collect(),
        found: names.join("; "),
        expected: "xóa dòng hoặc bỏ gạch ngang".to_owned(),
        indicators: drawn.map(|indicator| indicator.code.clone()).collect(),
        about_rows: true,
        ..Finding::default()
    };
    let left_out =
        finding.cells.iter().map(|at| Changed::RowLeftOut(finding.cell(*at))).collect::<Vec<_>>();
    let finding = Finding { alternatives: vec![finding.changes(left_out)], ..finding };
    let what = format!("dòng bị gạch ngang ({})", first_few(&names, "dòng"));
    let to_do = "Đề nghị xóa dòng nếu tổ chức không còn, bỏ gạch ngang nếu còn.";
    let message = format!("{}: {what}. Đang tính dòng này. {to_do}", place_of(evidence, &finding));
    Finding { message, ask: format!("{what}. {to_do}"), ..finding }
}
