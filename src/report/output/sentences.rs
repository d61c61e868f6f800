//! Sentences on what was written and what could not be written.

use std::io::{Error, ErrorKind};
use std::path::Path;

use super::shared_folder::PlacedFile;
use super::text::file_name;
use crate::held_file::held_in_words;
use crate::path_text::PathText as _;
use crate::report::annex;
use crate::report::wording::waiting_items;
use crate::results::Results;
use crate::revision::{Correction, NoComparison, ReadBack};
use crate::system_error::in_words;
use crate::workspace::annex_book::names::file_name as annex_name;
use crate::workspace::{
    ALLOWED_BY, REPORT, SEND_PROVISIONAL, SENT_ANNEXES, io_error_in_words, sheets,
};
use viet_text::text::lowercase_first;
use workbook_io::write::PlaceOutcome;

pub(super) fn about_annex(annex: &annex::PlacedAnnex) -> String {
    let state = match annex.placed {
        PlaceOutcome::Written => "",
        PlaceOutcome::Unchanged => " (không có gì thay đổi, giữ nguyên tệp đã có)",
    };
    let kept: Vec<String> = annex.kept.iter().map(|path| file_name(path)).collect();
    let kept = match &kept[..] {
        [] => String::new(),
        names => format!(" Phụ lục đã sửa tay được giữ nguyên: {}.", names.join(", ")),
    };
    let damaged: Vec<String> = annex.damaged.iter().map(|(path, why)| damaged(path, why)).collect();
    let foreign: Vec<String> =
        annex.foreign.iter().map(|(path, what)| foreign(path, what)).collect();
    let others = damaged.concat() + &foreign.concat();
    format!("Phụ lục: {}{state}.{kept}{others}", annex.path.on_one_line())
}

/// A file with an annex's name that is no annex of this period and office.
fn foreign(path: &Path, what: &str) -> String {
    format!(
        " Tệp {} mang tên phụ lục kỳ này nhưng là {what}, không phải phụ lục kỳ này của cơ quan: giữ nguyên tệp này, \
         phụ lục mới mang số khác. Đề nghị chuyển tệp đó về đúng chỗ.",
        file_name(path)
    )
}

/// An annex of the period that cannot be read: it may contain typed notes.
fn damaged(path: &Path, why: &str) -> String {
    let why = why.strip_prefix("Tệp bị hỏng: ").unwrap_or(why);
    format!(
        " Tệp {} bị hỏng, không đọc được ({}): giữ nguyên tệp này, phụ lục mới mang số khác. Có bản tốt thì chép \
         đè lên rồi chạy lại; không có thì chuyển tệp hỏng ra chỗ khác.",
        file_name(path),
        lowercase_first(why)
    )
}

/// What the period's earlier annexes mean for this one.
pub(super) fn about_revision(results: &Results<'_>) -> Vec<String> {
    let revision = &results.revision;
    let mut sentences = Vec::from_iter(about_sending(results));
    match &revision.correction {
        Some(correction) => sentences.extend(about_correction(results, correction)),
        None if !revision.sent.sendings.is_empty() && !revision.sent.to_be => sentences
            .push("Nội dung không khác phụ lục đã gửi, không cần lập bản điều chỉnh.".to_owned()),
        None => {}
    }
    sentences.extend(about_read_back(&revision.read_back));
    sentences
}

/// That an annex was noted as sent.
fn about_sending(results: &Results<'_>) -> Option<String> {
    let sent = &results.revision.sent;
    if sent.asked {
        return Some(which_was_sent(results));
    }
    let last = sent.sendings.last().filter(|_| sent.record.is_some())?;
    let name = annex_name(results.month.period, last.number);
    Some(format!(
        "Ghi nhận đã gửi {name}, từ nay giữ nguyên tệp này. Nếu đã gửi phụ lục khác, sửa cột {} ở \
         trang {} của ra-soat.xlsx.",
        SENT_ANNEXES,
        sheets::FACTS
    ))
}

/// The question which annex was sent.
fn which_was_sent(results: &Results<'_>) -> String {
    let day = results.entries.facts.sent_on;
    let day = day.map(|day| format!(" {}", day.format("%d/%m/%Y"))).unwrap_or_default();
    format!(
        "Đã gửi ngày{day} được ghi cùng lúc với ý kiến, nội dung làm đổi phụ lục nên chưa rõ đã gửi tệp nào; \
         các tệp phụ lục được giữ nguyên. Việc cần làm: ở trang {} của ra-soat.xlsx, cột {SENT_ANNEXES}, chỉ để lại \
         tên tệp đã gửi rồi chạy lại.",
        sheets::FACTS
    )
}

/// What a correction corrects, and that it wants a report number of its own.
fn about_correction(results: &Results<'_>, correction: &Correction) -> Vec<String> {
    let name = annex_name(results.month.period, correction.against.number);
    let many = match correction.changes.as_deref() {
        Err(NoComparison::Gone) => "không còn tệp đã gửi để so sánh".to_owned(),
        Err(NoComparison::Unreadable) => "tệp đã gửi bị hỏng, không so sánh được".to_owned(),
        Ok([]) => "nay không còn gì khác, không cần gửi".to_owned(),
        Ok(changes) => format!("{} nội dung khác", changes.len()),
    };
    let mut sentences = vec![format!(
        "Phụ lục này là bản {} so với {name} đã gửi: {many}, xem trang {}. Lý do ghi thêm được ở \
         trang cùng tên của ra-soat.xlsx.",
        correction.in_words(),
        sheets::CORRECTION
    )];
    let typed = &results.entries.facts.report;
    if results.revision.wants_report(typed) {
        sentences.push(format!(
            "Bản {} để trống số, ngày báo cáo, vì {} là của báo cáo đã gửi: ghi số, ngày mới ở dòng \
             {REPORT}, trang {} của ra-soat.xlsx, rồi chạy lại.",
            correction.in_words(),
            typed.in_short(),
            sheets::FACTS
        ));
    }
    sentences
}

/// Which causes were read back from annexes.
fn about_read_back(read_back: &[ReadBack]) -> Vec<String> {
    let items = |differs: bool| -> Vec<&str> {
        let those = read_back.iter().filter(|read| read.differs == differs);
        those.map(|read| &*read.item.1).collect()
    };
    let (read, differing) = (items(false), items(true));
    let mut sentences = Vec::new();
    if !read.is_empty() {
        sentences.push(format!(
            "Đã đọc lại nguyên nhân, ghi chú gõ trên phụ lục vào trang {} của ra-soat.xlsx: nội dung {}.",
            sheets::CAUSES,
            read.join(", ")
        ));
    }
    if !differing.is_empty() {
        sentences.push(format!(
            "Nguyên nhân ghi ở phụ lục và ở ra-soat.xlsx khác nhau, giữ cả hai: nội dung {}. Xem lại \
             trang {} của ra-soat.xlsx.",
            differing.join(", "),
            sheets::CAUSES
        ));
    }
    sentences
}

/// Why there is no letter while open findings decide verdicts, and what to do.
pub(super) fn no_letter_yet(results: &Results<'_>) -> String {
    let waiting = waiting_items(results);
    let names: Vec<&str> = waiting.iter().map(|item| item.name.as_str()).collect();
    format!(
        "Phụ lục còn ghi DỰ THẢO, chưa lập dự thảo thư: {:02} nội dung đang rà soát số liệu ({}). Ghi ý kiến ở trang \
         {} của ra-soat.xlsx rồi chạy lại. Nếu phải gửi trước khi rà soát xong: chọn Có ở dòng \
         \"{SEND_PROVISIONAL}\", trang {}.",
        waiting.len(),
        names.join(", "),
        sheets::CHECKS,
        sheets::FACTS
    )
}

/// Asks who allowed sending an annex with provisional figures.
pub(super) fn permission_unnamed(results: &Results<'_>) -> Option<String> {
    let facts = &results.entries.facts;
    let is_unnamed = facts.sends_provisional && facts.allowed_by.is_empty();
    let waits = is_unnamed && !waiting_items(results).is_empty();
    waits.then(|| {
        format!(
            "Phụ lục gửi với số liệu tạm tính: ghi họ tên, chức vụ người đồng ý ở dòng \"{ALLOWED_BY}\", trang {} của ra-soat.xlsx.",
            sheets::FACTS
        )
    })
}

/// Texts that are not as the program wrote them, and the new file beside each, if any.
pub(super) fn kept_texts<'n>(
    written: &[PlacedFile],
    others: impl Iterator<Item = &'n str>,
) -> Option<String> {
    let beside = written.iter().filter(|put| !put.kept.is_empty());
    let beside = beside.map(|put| format!("{} (bản mới: {})", put.kept.join(", "), put.name));
    let is_beside = |name: &str| written.iter().any(|put| put.kept.iter().any(|own| own == name));
    let left = others.filter(|name| !is_beside(name));
    let left = left.map(|name| format!("{name} (lần này không cần)"));
    let kept = beside.chain(left).collect::<Vec<_>>().join("; ");
    let some = !kept.is_empty();
    some.then(|| {
        format!(
            "Giữ nguyên tệp đã sửa tay hoặc do bản cũ của chương trình lập: {kept}. Không cần tệp cũ nữa thì \
             xóa."
        )
    })
}

pub(super) fn cannot_read(path: &Path, error: &Error) -> String {
    format!(
        "Không đọc được {} để kèm vào thư: {}. Đóng tệp nếu đang mở rồi chạy lại.",
        path.on_one_line(),
        held_in_words(path, error).unwrap_or_else(|| io_error_in_words(error))
    )
}

/// "Không ghi được …", with the next step.
#[must_use]
pub fn cannot_write(path: &Path, error: &Error) -> String {
    if let Some(how) = held_in_words(path, error) {
        return format!("Không ghi được {}: {how}. Đóng tệp đó rồi chạy lại.", path.on_one_line());
    }
    let why = match error.kind() {
        ErrorKind::PermissionDenied => {
            "không có quyền ghi. Kiểm tra tệp, thư mục có bị đặt chỉ đọc không, rồi chạy lại"
                .to_owned()
        }
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            "ở chỗ cần có thư mục lại là một tệp cùng tên. Đổi tên hoặc chuyển tệp đó ra chỗ khác rồi \
             chạy lại"
                .to_owned()
        }
        ErrorKind::StorageFull => "ổ đĩa đã đầy. Xóa bớt tệp rồi chạy lại".to_owned(),
        _ => format!("{}. Kiểm tra thư mục rồi chạy lại", in_words(error)),
    };
    format!("Không ghi được {}: {why}.", path.on_one_line())
}

/// The JSON was asked for on the standard output, and did not arrive.
pub(super) fn not_delivered(error: &Error) -> String {
    format!(
        "Không ghi được JSON ra đầu ra chuẩn: {}. Kiểm tra ổ đĩa và chương trình nhận kết quả, hoặc ghi ra tệp bằng \
         --json TỆP, rồi chạy lại.",
        in_words(error)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_place_of_a_folder_is_explained() {
        for kind in [ErrorKind::AlreadyExists, ErrorKind::NotADirectory] {
            let said = cannot_write(Path::new("ket-qua/gui-lai-xa"), &Error::from(kind));
            let words = ["Không ghi được ket-qua/gui-lai-xa: ", "là một tệp cùng tên", "chạy lại."];
            assert!(words.iter().all(|word| said.contains(word)), "{said}");
        }
    }
}
