//! The same in words to paste into a chat: one text for all units that have something to do.

use std::fmt::Write as _;

use super::slips;
use crate::results::Results;

/// One paragraph a unit, each with its lines; empty where nobody has anything to do.
#[must_use]
pub fn messages(results: &Results<'_>) -> String {
    let mut text = String::new();
    for slip in slips(results) {
        let unit = &results.workspace.settings.units[slip.unit];
        let period = results.month.period.in_words();
        let opening = format!("{}: đề nghị rà soát số liệu báo cáo {period}:", unit.name);
        writeln!(text, "{opening}").expect("writing to a string cannot fail");
        for (number, finding) in slip.findings.iter().enumerate() {
            writeln!(text, "{}. {}", number + 1, finding.message)
                .expect("writing to a string cannot fail");
        }
        writeln!(
            text,
            "Đề nghị sửa và gửi lại tệp Excel (ghi \"sửa lần 1\" vào tên tệp). Trân trọng.\n"
        )
        .expect("writing to a string cannot fail");
    }
    text
}
