//! A submission of a unit that is not on the office's list, or of no unit at all.

use chrono::NaiveDate;

use crate::check::sentence_parts::unit_name;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::decision::UNIT_UNKNOWN;
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, Reason, Submission};
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: UNIT_UNKNOWN,
    severity: Severity::Error,
    title: "Báo cáo của đơn vị không có trong danh sách",
    why: "Cộng nhầm đơn vị ngoài địa bàn làm sai mọi tổng số.",
    remedy: "Nếu đúng là đơn vị được hỏi, ghi x ở cột Ý kiến của ra-soat.xlsx, hoặc ghi tên đơn vị; \
             cách viết dùng lâu dài thì thêm vào cột \"Cách ghi khác\" của trang Đơn vị trong \
             khai-bao.xlsx. Nếu là đơn vị nơi khác, bỏ tệp khỏi thư mục.",
    example: "Tệp Xã Lạ.xlsx, Biểu 01, ô A2: \"xã tân hộ cơ\" không có trong danh sách đơn \
              vị. Không cộng vào kết quả.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let submissions = evidence.month.submissions.iter();
    submissions.filter_map(|submission| finding(evidence, submission)).collect()
}

fn finding(evidence: &Evidence<'_>, submission: &Submission) -> Option<Finding> {
    let file = evidence.month.files[submission.file].path.to_string();
    let said = |sheet: &crate::form::FormSheet| -> Option<(String, Address)> {
        let (unit, at) = sheet.heading.unit.clone()?;
        matches!(unit, NamedUnit::Unknown(_)).then(|| (sheet.on.sheet.to_string(), at))
    };
    let (sheet, cells) = submission
        .sheets
        .iter()
        .find_map(said)
        .map_or_else(|| (String::new(), Vec::new()), |(sheet, at)| (sheet, vec![at]));
    let (found, message) = match &submission.fate {
        Fate::SetAside(Reason::UnknownUnit(name)) => {
            let place = cells.first().map_or_else(String::new, |at| format!(", {sheet}, ô {at}"));
            let near = submission.near_unit.map_or_else(String::new, |unit| {
                format!(
                    " Có phải {}? Nếu đúng, ghi x ở cột Ý kiến của ra-soat.xlsx.",
                    unit_name(evidence, unit)
                )
            });
            let message = match of_another_day(evidence, name) {
                Some(when) => format!(
                    "Tệp {file}{place}: {when}.{near} Không cộng vào kết quả. Kiểm tra lại kỳ của báo cáo; nếu \
                     danh sách đơn vị chưa đúng, sửa trang Đơn vị trong khai-bao.xlsx."
                ),
                None => format!(
                    "Tệp {file}{place}: \"{name}\" không có trong danh sách đơn vị.{near} Không cộng vào \
                     kết quả. Nếu là cách viết khác của một đơn vị, ghi tên đơn vị đó ở cột Ý kiến của \
                     ra-soat.xlsx, hoặc thêm vào cột \"Cách ghi khác\" trong khai-bao.xlsx."
                ),
            };
            (name.clone(), message)
        }
        Fate::SetAside(Reason::NoUnit) => {
            let message = format!(
                "Tệp {file}: không thấy tên đơn vị ở đầu biểu và ở tên tệp. Không cộng vào kết \
                 quả. Ghi tên đơn vị vào đầu biểu hoặc vào tên tệp rồi chạy lại."
            );
            (String::new(), message)
        }
        _ => return None,
    };
    let expected = submission
        .nearly_of()
        .map_or_else(|| NO_PROPOSAL.to_owned(), |unit| unit_name(evidence, unit));
    Some(Finding { file, sheet, cells, found, expected, message, ..Finding::default() })
}

const NO_PROPOSAL: &str = "một đơn vị trong danh sách";

/// "Xã Hai chỉ báo cáo đến ngày 30/6/2025, nay thuộc Xã Ba", if the name belongs to a unit of
/// another day.
fn of_another_day(evidence: &Evidence<'_>, name: &str) -> Option<String> {
    let day = evidence.month.period.last_day();
    let places = &evidence.settings.timeline;
    let unit = places.find_on_other_days(name, day)?;
    let words = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    match (unit.to.filter(|to| *to < day), unit.from) {
        (Some(to), _) => {
            let now = places.successor(unit, day, &evidence.settings.units);
            let now = now.map_or_else(String::new, |place| {
                format!(", nay thuộc {}", unit_name(evidence, place))
            });
            Some(format!("{} chỉ báo cáo riêng đến ngày {}{now}", unit.name, words(to)))
        }
        (None, Some(from)) => Some(format!("{} chỉ có từ ngày {}", unit.name, words(from))),
        (None, None) => None,
    }
}
