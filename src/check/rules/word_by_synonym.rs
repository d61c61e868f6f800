//! Choices written in words that the settings know as synonyms.

use crate::check::sentence_parts::{first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::FieldValue;
use viet_text::text::folded;
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "tu-dong-nghia",
    severity: Severity::Info,
    title: "Cột lựa chọn ghi tắt hoặc ghi từ đồng nghĩa, đã hiểu",
    why: "Đơn vị ghi tắt hoặc ghi cách khác một từ của danh mục; chương trình hiểu theo trang Từ đồng \
          nghĩa của khai-bao.xlsx, hoặc theo chữ đầu khi chỉ một từ của danh mục viết tắt như vậy, và nêu rõ \
          hiểu thành gì.",
    remedy: "Không cần xử lý; nếu hiểu sai, ghi giá trị đúng ở cột Ý kiến hoặc thêm cách ghi đúng ở trang Từ \
             đồng nghĩa.",
    example: "Xã Hai, Biểu 03, ô C9, C10: ghi tắt hoặc ghi từ đồng nghĩa của danh mục, đã hiểu: \"NN\" → Nông nghiệp; \
              \"TTCN\" → Tiểu thủ công nghiệp. Không cần xử lý.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().filter_map(|used| finding(evidence, &used)).collect()
}

fn finding(evidence: &Evidence<'_>, used: &UsedSheet<'_>) -> Option<Finding> {
    let columns = &evidence.settings.lists[used.sheet.list.as_deref()?].columns;
    let (mut cells, mut said): (Vec<Address>, Vec<String>) = (Vec::new(), Vec::new());
    for field in used.sheet.rows.iter().flat_map(|row| row.filled()) {
        let (FieldValue::Words(Some(words)), Some(kept)) = (field.value, field.raw_text()) else {
            continue;
        };
        let column = &columns[field.place];
        // Beneath a merge nothing is written: the merge's own cell tells.
        let is_understood = !kept.is_empty() && folded(kept) != folded(words);
        if is_understood && !column.choices.is_empty() && column.is_choice(words) {
            cells.push(field.at);
            said.push(format!("\"{}\" → {words}", kept.trim()));
        }
    }
    if cells.is_empty() {
        return None;
    }
    let (found, expected) = (said.join("; "), "từ của danh mục".to_owned());
    let finding = Finding { found, expected, ..used.finding(cells) };
    let message = format!(
        "{}: ghi tắt hoặc ghi từ đồng nghĩa của danh mục, đã hiểu: {}. Không cần xử lý.",
        place_of(evidence, &finding),
        first_few(&said, "ô")
    );
    Some(Finding { message, ..finding })
}
