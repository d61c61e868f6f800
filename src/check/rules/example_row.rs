//! A row of a list that only shows how to fill it in.

use crate::check::sentence_parts::place_of;
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::decision::EXAMPLE_ROW;
use crate::form::ExampleRow;

pub(super) const RULE: Rule = Rule {
    code: EXAMPLE_ROW,
    severity: Severity::Warning,
    title: "Dòng ví dụ còn để trong danh sách",
    why: "Dòng ví dụ để hướng dẫn cách ghi không phải là một tổ chức; tính vào thì số liệu thừa.",
    remedy: "Không tính dòng này. Nếu thật là một tổ chức, đề nghị đơn vị ghi đúng tên. Cột Ý kiến: giữ là \
             không tính, tính là tính như một tổ chức.",
    example: "Xã Năm, Biểu 02, ô B11: dòng 11 \"VD: HTX Ví dụ\" là dòng ví dụ (dòng mẫu), không phải \
              một tổ chức. Không tính dòng này. Nếu là tổ chức thật, đề nghị ghi đúng tên.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let rows = evidence
        .used_sheets()
        .flat_map(|used| used.sheet.example_rows.iter().map(move |row| (used, row)));
    rows.map(|(used, row)| finding(evidence, used, row)).collect()
}

fn finding(
    evidence: &Evidence<'_>,
    used: UsedSheet<'_>,
    ExampleRow { at, label, .. }: &ExampleRow,
) -> Finding {
    let finding = Finding { found: label.clone(), about_rows: true, ..used.finding(vec![*at]) };
    let what =
        format!("dòng {} \"{label}\" là dòng ví dụ (dòng mẫu), không phải một tổ chức", at.row + 1);
    let message = format!(
        "{}: {what}. Không tính dòng này. Nếu là tổ chức thật, đề nghị ghi đúng tên.",
        place_of(evidence, &finding)
    );
    let ask = format!("{what}. Đề nghị xóa dòng này; nếu là tổ chức thật, ghi đúng tên.");
    Finding { message, ask, ..finding }
}
