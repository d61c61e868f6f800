//! The sentence if another file is in the review workbook's place: what it is and what to do. It is
//! neither read nor overwritten.

use crate::intake::submission::describe_book;
use crate::path_text::PathText as _;
use crate::workspace::{PREVIOUS_FILE, own_path};
use crate::workspace::{PeriodPlace, ReviewRefusal, Workspace, read_review};
use crate::workspace::{REVIEW_FILE, in_unicode};

/// The most units of another office that are named.
const NAMED: usize = 3;

/// The refusal, in Vietnamese.
pub(super) fn refusal_sentence(
    why: ReviewRefusal,
    workspace: &Workspace,
    place: &PeriodPlace,
) -> String {
    let period = place.period.in_words();
    let (what, remedy) = match why {
        ReviewRefusal::NotOpened(sentence) => return sentence,
        ReviewRefusal::OfPeriod(other) => (
            format!(
                "là tệp rà soát của {0}, không phải của {period} (thường do chép thư mục của {0} để \
                 làm thư mục mới)",
                other.in_words()
            ),
            format!(
                "Xóa tệp này, hoặc chuyển về thư mục của {} nếu ở đó chưa có",
                other.in_words()
            ),
        ),
        ReviewRefusal::OfOffice(office, units) => (
            format!("là tệp rà soát của cơ quan khác ({office}; {})", known_by(&units)),
            "Chuyển tệp này ra ngoài thư mục".to_owned(),
        ),
        ReviewRefusal::Other(book) => {
            let Workspace { settings, templates, .. } = workspace;
            let what = describe_book(&in_unicode(*book), place.period, settings, templates);
            (
                format!("không phải là tệp rà soát mà là {what}"),
                "Đổi tên tệp này nếu cần để trong thư mục, hoặc chuyển ra chỗ khác".to_owned(),
            )
        }
    };
    format!(
        "Tệp {REVIEW_FILE} trong thư mục {} {what}. Chưa đọc ý kiến nào ở tệp này và chưa ghi gì. {remedy}{}",
        place.folder.on_one_line(),
        what_comes_next(workspace, place)
    )
}

fn known_by(units: &[String]) -> String {
    let shown = units.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if units.len() > NAMED { ", …" } else { "" };
    format!("khai-bao.xlsx không có đơn vị nào của tệp: {shown}{more}")
}

/// The kept version is offered only if it belongs to this period.
fn what_comes_next(workspace: &Workspace, place: &PeriodPlace) -> String {
    let kept = own_path(&place.folder, PREVIOUS_FILE);
    let kept = read_review(&kept, place.period, &workspace.settings);
    let period = place.period.in_words();
    if matches!(kept, Ok(Some(_))) {
        return format!(
            "; muốn dùng lại các ý kiến đã ghi cho {period} thì đổi tên tệp {PREVIOUS_FILE} thành \
             {REVIEW_FILE}; rồi chạy lại."
        );
    }
    format!(
        ", rồi chạy lại: chương trình lập tệp rà soát mới cho {period}; người phụ trách, điện thoại, thư \
         điện tử của các đơn vị tự lấy từ kỳ trước đã ghi."
    )
}
