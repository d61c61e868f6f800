//! Days that the eye does not see as such: numbers that stand for days, and days counted from 1904.

use crate::check::sentence_parts::{first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "ngay-doc-tu-so",
    severity: Severity::Info,
    title: "Ngày đọc từ ô số, hoặc tệp tính ngày từ năm 1904",
    why: "Ô mất định dạng ngày hiện một số như 39.791; máy Mac cũ tính ngày từ năm 1904, chép sang tệp \
          khác là lệch bốn năm.",
    remedy: "Không cần xử lý nếu ngày đọc ra là đúng; nếu sai, ghi ngày đúng vào cột Ý kiến.",
    example: "Xã Hai, Biểu 02, ô D9: ngày đọc từ số trong ô (HTX DVNN Hai: 39.791 → 09/12/2008). Không \
              cần xử lý nếu ngày đúng.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().filter_map(|used| finding(evidence, &used)).collect()
}

fn finding(evidence: &Evidence<'_>, used: &UsedSheet<'_>) -> Option<Finding> {
    let (mut cells, mut said): (Vec<Address>, Vec<String>) = (Vec::new(), Vec::new());
    for row in &used.sheet.rows {
        for field in row.filled() {
            let Some(day) = field.value.day() else { continue };
            let written = field.written();
            let is_number = field.raw_text().is_some() && !written.contains(['/', '-', ' ']);
            if is_number && written.starts_with(|first: char| first.is_ascii_digit())
                || used.sheet.counts_from_1904
            {
                cells.push(field.at);
                said.push(format!("{}: {written} → {}", row.name, day.format("%d/%m/%Y")));
            }
        }
    }
    if cells.is_empty() {
        return None;
    }
    let (found, expected) = (said.join("; "), "ô ngày".to_owned());
    let finding = Finding { found, expected, ..used.finding(cells) };
    let what = match used.sheet.counts_from_1904 {
        true => "tệp tính ngày từ năm 1904, không phải từ năm 1900; ngày đã đọc như Excel hiện",
        false => "ngày đọc từ số trong ô",
    };
    let message = format!(
        "{}: {what} ({}). Không cần xử lý nếu ngày đúng.",
        place_of(evidence, &finding),
        first_few(&said, "ô")
    );
    Some(Finding { message, ..finding })
}
