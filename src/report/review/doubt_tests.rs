//! What is said while open findings decide verdicts, until the officer's opinion settles them.

use std::fs;

use super::tests::SampleRun;
use crate::report::screen;
use crate::workspace::{ALLOWED_BY, REVIEW_FILE, SEND_PROVISIONAL, SENT_ON, sheets};
use workbook_io::Value;

const UNIT: &str = "Xã Phú Điền";
const ANNEX: &str = "ket-qua/phu-luc-2023-10.xlsx";
const SECOND: &str = "ket-qua/phu-luc-2023-10-2.xlsx";
const LETTER: &str = "ket-qua/du-thao-thu.txt";
const DRAFT: &str = "ket-qua/du-thao-thu.eml";
const PAGE: &str = "Phụ lục";

impl SampleRun {
    /// A profit of a group typed in thousands for millions: 3.2 would be met.
    fn thousands(&self) {
        self.report(UNIT, "Biểu 03", "I9", Value::Number(94_000.into()));
    }

    fn page(&self, file: &str) -> Vec<String> {
        self.rows(file, PAGE)
    }

    fn has_letter(&self) -> bool {
        let [words, draft] = [LETTER, DRAFT].map(|file| self.path(file).exists());
        assert_eq!(words, draft);
        words
    }
}

fn says(rows: &[String], words: &str) -> bool {
    rows.iter().any(|row| row.contains(words))
}

#[test]
fn an_annex_in_doubt_is_a_draft_and_has_no_letter() {
    let sample = SampleRun::of_all();
    sample.whole();
    sample.decide(sheets::JUDGEMENTS, &["6.1"], "Kết quả", "Đạt");
    sample.whole();
    let clean = sample.page(ANNEX);
    assert!(sample.has_letter() && clean[0] == "Phụ lục", "{clean:?}");
    sample.thousands();
    let said = sample.whole();
    assert!(!sample.has_letter(), "the letter of the run before is gone");
    assert!(
        said.contains("chưa lập dự thảo thư: 01 nội dung đang rà soát số liệu (3.2)"),
        "{said}"
    );
    let page = sample.page(ANNEX);
    assert_eq!(page[0], "DỰ THẢO - còn 01 nội dung đang rà soát");
    assert_eq!(page[1], "Phụ lục");
    let end = "; 1/7 chỉ tiêu chưa đánh giá; còn 01/11 nội dung đang rà soát số liệu.";
    assert!(page.iter().any(|row| row.ends_with(end)), "{page:?}");
    assert!(says(&page, "(*) Số liệu đang rà soát."), "{page:?}");
    // So does the form with its totals.
    let form = sample.rows(ANNEX, "Biểu 01");
    assert!(says(&form, "(*) Số liệu đang rà soát."), "{form:?}");
    let prose = sample.rows(REVIEW_FILE, sheets::PROSE);
    assert!(prose[2].ends_with(end), "{prose:?}");
    assert!(says(&prose, "chưa đánh giá (817,4/200 triệu đồng/năm, số liệu đang rà soát)."));
    let handover = sample.rows(REVIEW_FILE, sheets::HANDOVER);
    assert!(says(&handover, "|Nội dung 3.2; phụ lục còn là dự thảo"), "{handover:?}");
    // The one thing to do clears it all.
    sample.decide(sheets::CHECKS, &["I9"], "Ý kiến", "x");
    let said = sample.whole();
    assert!(sample.has_letter() && !said.contains("DỰ THẢO"), "{said}");
    assert_eq!(sample.page(ANNEX), clean);
}

#[test]
fn what_waits_for_the_office_is_counted_apart() {
    let sample = SampleRun::of_all();
    sample.thousands();
    sample.whole();
    let end =
        "; 2/7 chỉ tiêu (1/11 nội dung) chưa đánh giá; còn 01/11 nội dung đang rà soát số liệu.";
    let ends = |rows: &[String]| rows.iter().any(|row| row.ends_with(end));
    assert!(ends(&sample.page(ANNEX)) && ends(&sample.rows(REVIEW_FILE, sheets::PROSE)));
}

#[test]
fn the_screen_says_what_waits_and_for_what() {
    let sample = SampleRun::of_all();
    sample.run();
    sample.thousands();
    let said = screen::summary(&sample.run().0, "");
    for words in [
        "Còn 01/11 nội dung đang rà soát số liệu.\n",
        "  3.2  Lợi nhuận bình quân 01 THT: đang rà soát số liệu (đang dùng 817,4, yêu cầu từ 200 triệu đồng/năm trở \
         lên); nếu nhận đề xuất: 95, Chưa đạt.\n       - Xã Phú Điền, Biểu 03, ô I9: ghi 94.000, đề xuất 94.\n",
        " (Ý kiến) của 01 dòng trên cùng, lưu rồi chạy lại.",
    ] {
        assert!(said.contains(words), "{words:?} is not in: {said}");
    }
    sample.decide(sheets::CHECKS, &["I9"], "Ý kiến", "giữ");
    let said = screen::summary(&sample.run().0, "");
    assert!(!said.contains("đang rà soát"), "{said}");
}

#[test]
fn it_may_be_sent_with_provisional_figures() {
    let sample = SampleRun::of_all();
    sample.thousands();
    sample.whole();
    sample.decide(sheets::FACTS, &[SEND_PROVISIONAL], "Giá trị", "để hỏi đồng chí Ba");
    sample.whole();
    assert!(!sample.has_letter(), "what is not understood allows nothing");
    let asks = sample.says(sheets::FACTS, &[SEND_PROVISIONAL], "Giải thích").unwrap();
    assert!(asks.contains("Chưa hiểu giá trị đã ghi; cần ghi Không hoặc Có"), "{asks}");
    sample.decide(sheets::FACTS, &[SEND_PROVISIONAL], "Giá trị", "Có, ghi số liệu tạm tính");
    let said = sample.whole();
    assert!(said.contains("người đồng ý ở dòng \"Người cho phép gửi\""), "{said}");
    sample.decide(sheets::FACTS, &[ALLOWED_BY], "Giá trị", "Ông Ba, Trưởng phòng");
    let said = sample.whole();
    assert!(!said.contains("Người cho phép gửi") && sample.has_letter(), "{said}");
    let page = sample.page(ANNEX);
    assert_eq!(page[0], "Phụ lục");
    assert!(says(&page, "(*) Số liệu tạm tính, đang rà soát."), "{page:?}");
    let item = page.iter().find(|row| row.starts_with("3.2|")).unwrap();
    assert!(item.contains("|Chưa đánh giá|"), "the verdict still waits: {item}");
    let letter = fs::read_to_string(sample.path(LETTER)).unwrap();
    let (judged, open) = letter.split_once("\r\nChưa đánh giá:\r\n").unwrap();
    assert!(!judged.contains("Lợi nhuận bình quân"), "{letter}");
    let line =
        "- 3.2. Lợi nhuận bình quân 01 THT: 817,4/200 triệu đồng/năm, số liệu đang rà soát.\r\n";
    assert!(open.contains(line), "{letter}");
    let handover = sample.rows(REVIEW_FILE, sheets::HANDOVER);
    assert!(says(&handover, "số liệu tạm tính, người cho phép: Ông Ba, Trưởng phòng"));
}

#[test]
fn what_decides_a_verdict_stands_on_top_and_says_how() {
    let sample = SampleRun::of_all();
    sample.report(UNIT, "Biểu 02", "L9", Value::Text("2.220 tr.đ".into()));
    sample.report(UNIT, "Biểu 02", "D9", Value::Text("chưa rõ".into()));
    sample.run();
    sample.thousands();
    sample.run();
    let rows = sample.rows(REVIEW_FILE, sheets::CHECKS);
    let effect = "Quyết định nội dung 3.2: đang dùng 817,4 → Đạt; theo đề xuất 95 → Chưa đạt";
    assert!(rows[2].contains(effect), "{rows:?}");
    // What is settled decides nothing.
    sample.decide(sheets::CHECKS, &["I9"], "Ý kiến", "x");
    sample.run();
    assert_eq!(sample.says(sheets::CHECKS, &["I9"], "Ảnh hưởng").as_deref(), Some(""));
}

#[test]
fn a_verdict_that_waited_when_the_annex_was_sent_is_told() {
    let sample = SampleRun::of_all();
    sample.thousands();
    sample.whole();
    sample.decide(sheets::FACTS, &[SENT_ON], "Giá trị", "12/11/2023");
    sample.whole();
    sample.decide(sheets::CHECKS, &["I9"], "Ý kiến", "giữ");
    sample.whole();
    let rows = sample.rows(SECOND, sheets::CORRECTION);
    let told = "3.2 Lợi nhuận bình quân 01 THT (đánh giá)|Chưa đánh giá|Đạt|theo kết quả rà soát số \
                liệu|Chưa đánh giá → Đạt";
    assert!(says(&rows, told), "{rows:?}");
    assert!(!says(&rows, "ghi chú"), "{rows:?}");
}

#[test]
fn the_other_source_is_not_called_what_is_proposed() {
    let sample = SampleRun::of_all();
    sample.run();
    // The form says 30 more than the list, which is in use and proposed.
    sample.report(UNIT, "Biểu 01", "F27", Value::Number(203.into()));
    let said = screen::summary(&sample.run().0, "");
    assert!(said.contains("; khả năng khác: 2.600, Đạt."), "{said}");
    let rows = sample.rows(REVIEW_FILE, sheets::CHECKS);
    let effect = "Quyết định nội dung 2.1: đang dùng 2.570 → Chưa đạt; theo biểu 2.600 → Đạt";
    assert!(says(&rows, effect), "{rows:?}");
}
