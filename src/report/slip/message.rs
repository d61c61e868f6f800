//! The slips as text to paste into a chat: one text for all units that have something to do.

use std::fmt::Write as _;

use super::slips;
use crate::check::Finding;
use crate::report::screen::one_line;
use crate::report::wording::capital;
use crate::results::Results;
use workbook_io::format_addresses;

/// One paragraph for each unit; empty if no unit has anything to do.
#[must_use]
pub fn messages(results: &Results<'_>) -> String {
    let mut text = String::new();
    for slip in slips(results) {
        let unit = &results.workspace.settings.units[slip.unit];
        let period = results.month.period.in_words();
        let opening = format!("{}: đề nghị rà soát số liệu báo cáo {period}:", unit.name);
        writeln!(text, "{opening}").expect("writing to a string cannot fail");
        for (number, finding) in slip.findings.iter().enumerate() {
            let said = match place(finding) {
                place if place.is_empty() => capital(&finding.ask),
                place => format!("{place}: {}", finding.ask),
            };
            writeln!(text, "{}. {}", number + 1, one_line(&said))
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

/// "Biểu 01, ô F27"; empty if a finding is about no sheet.
fn place(finding: &Finding) -> String {
    match &finding.cells[..] {
        [] => finding.sheet.clone(),
        cells => format!("{}, ô {}", finding.sheet, format_addresses(cells)),
    }
}
