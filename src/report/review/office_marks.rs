//! The review workbook's period and office: the properties that name them, and sentences about a
//! workbook that names none or another.

use std::collections::BTreeMap;

use crate::results::Results;
use crate::workspace::REVIEW_FILE;
use crate::workspace::{OFFICE_PROPERTY, PERIOD_PROPERTY, ReviewOwner, office_in_full, sheets};

/// The properties by which a later run recognises the workbook.
pub(super) fn marks(results: &Results<'_>) -> BTreeMap<String, String> {
    let office = office_in_full(&results.workspace.settings.office);
    let mut marks =
        BTreeMap::from([(PERIOD_PROPERTY.to_owned(), results.month.period.to_string())]);
    if !office.is_empty() {
        marks.insert(OFFICE_PROPERTY.to_owned(), office);
    }
    marks
}

/// What the officer must know about the workbook's office; `written` says whether it names it now.
#[must_use]
pub fn about_office(results: &Results<'_>, written: bool) -> Option<String> {
    let office = office_in_full(&results.workspace.settings.office);
    let page = sheets::HANDOVER;
    match &results.entries.whose {
        ReviewOwner::Own => None,
        ReviewOwner::Unmarked => {
            let period = results.month.period.in_words();
            let now = format!(", nay đã ghi thêm ở trang {page}");
            let now = if written { &*now } else { "" };
            Some(format!(
                "Tệp {REVIEW_FILE} do phiên bản trước của chương trình lập, chưa ghi cơ quan tổng hợp: đã \
                 nhận là tệp của {office}, {period}{now}."
            ))
        }
        ReviewOwner::Renamed(before) => {
            let now = if written { " Tệp nay ghi tên mới." } else { "" };
            Some(format!(
                "Tệp {REVIEW_FILE} ghi cơ quan tổng hợp là {before}; khai-bao.xlsx nay ghi {office}. Vẫn \
                 dùng các ý kiến đã ghi.{now} Nếu đây là tệp của cơ quan khác, chép lại tệp đúng rồi chạy \
                 lại."
            ))
        }
    }
}
