//! Columns and rows of the form that a sheet lacks: one finding, not three hundred.

use crate::check::look::UsedSheet;
use crate::check::missing::{Needed, gaps};
use crate::check::words::{first_few, place_of};
use crate::check::{Check, Finding, Mended, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "thieu-cot-dong",
    severity: Severity::Warning,
    title: "Biểu thiếu cột hoặc dòng của mẫu",
    why: "Đơn vị xóa hoặc đổi tên cột, dòng thì số liệu ở đó không đọc được.",
    remedy: "Đề nghị đơn vị dùng đúng mẫu; nếu chỉ khác cách gọi, thêm vào trang Từ đồng nghĩa của \
             khai-bao.xlsx.",
    example: "Xã Hai, Biểu 02: không thấy cột \"lãi - ước cả năm\" của mẫu. Số liệu ở đó coi là \
              chưa có, không tính là 0. Đề nghị gửi theo đúng mẫu.",
    check: Check::Mended(check),
};

fn check(mended: &Mended<'_>) -> Vec<Finding> {
    let needed = Needed::of(&mended.evidence);
    let sheets = mended.evidence.used_sheets();
    sheets.filter_map(|used| finding(mended, used, &needed)).collect()
}

fn finding(mended: &Mended<'_>, used: UsedSheet<'_>, needed: &Needed) -> Option<Finding> {
    let columns = used.sheet.missing_columns.iter().map(|path| {
        format!("cột \"{}\"", path.join(" - ").replace("####", "…"))
    });
    let rows = used.sheet.missing_rows.iter().map(|code| {
        format!("dòng \"{}\"", mended.evidence.settings.indicators[code].name)
    });
    let lacking: Vec<String> = columns.chain(rows).collect();
    if lacking.is_empty() {
        return None;
    }
    let finding = Finding {
        expected: lacking.join("; "),
        found: "không có".to_owned(),
        eased: !gaps(&mended.evidence, used.unit).any(|gap| needed.has(&gap)),
        ..used.finding(Vec::new())
    };
    let what = format!("không thấy {} của mẫu", first_few(&lacking, "cột, dòng"));
    let message = format!(
        "{}: {what}. Số liệu ở đó coi là chưa có, không tính là 0. Đề nghị gửi theo đúng mẫu.",
        place_of(&mended.evidence, &finding)
    );
    let ask = format!("{what}. Đề nghị gửi theo đúng mẫu.");
    Some(Finding { message, ask, ..finding })
}
