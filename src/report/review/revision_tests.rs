//! Over several runs: what has changed, what was sent, what a correction says.

use crate::cell_text::CellText as _;
use std::fs;

use super::tests::SampleRun;
use crate::checker::{assert_sound, workbooks};
use crate::report::output;
use crate::workspace::{FACT_NAMES, REPORT, SENT_ANNEXES, open, sheets};
use crate::workspace::{OUTPUT_FOLDER, REVIEW_FILE};
use workbook_io::Value;

const UNIT: &str = "Xã Mỹ Quý";
const ANNEX: &str = "ket-qua/phu-luc-2023-10.xlsx";
const SECOND: &str = "ket-qua/phu-luc-2023-10-2.xlsx";
const THIRD: &str = "ket-qua/phu-luc-2023-10-3.xlsx";

const BLANK: &str = "(Kèm theo Báo cáo số …… ngày … tháng … năm …)";

impl SampleRun {
    /// A whole run; what it says.
    pub(super) fn whole(&self) -> String {
        let mut results = self.results();
        let lines = output::write(&mut results, &self.path(""), None, true).unwrap().lines();
        workbooks(&self.path("ket-qua")).into_keys().for_each(|path| assert_sound(&path));
        lines
    }

    /// A run that is to write nothing.
    fn again(&self) {
        let before = self.files();
        self.whole();
        assert_eq!(self.files(), before);
    }

    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in ["", OUTPUT_FOLDER] {
            for entry in fs::read_dir(self.path(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    files.push((path.display().to_string(), fs::read(path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    /// The rows of a sheet of a workbook, cell texts joined.
    pub(super) fn rows(&self, file: &str, sheet: &str) -> Vec<String> {
        let book = open(&self.path(file)).unwrap();
        let grid = book.sheets.iter().find(|grid| grid.name == sheet);
        let grid = grid.expect("there is such a sheet");
        let row = |row: u32| {
            grid.row(row).map(|(_, cell)| cell.value.as_written()).collect::<Vec<_>>().join("|")
        };
        grid.filled_rows().into_iter().map(row).collect()
    }

    /// Another profit of a cooperative on the unit's list.
    fn profit(&self, number: i64) {
        self.report(UNIT, "Biểu 02", "P10", Value::Number(number.into()));
    }

    /// Another turnover that it expects, which an item uses.
    fn turnover(&self, number: i64) {
        self.report(UNIT, "Biểu 02", "M10", Value::Number(number.into()));
    }

    fn sent(&self, on: &str) {
        self.decide(sheets::FACTS, &[FACT_NAMES[4]], "Giá trị", on);
    }
}

#[test]
fn changes_since_the_last_run_are_listed_and_stay() {
    let sample = SampleRun::new();
    sample.whole();
    let said = sample.rows(REVIEW_FILE, sheets::CHANGES);
    assert!(said[2].contains("Chưa có phụ lục của lần chạy trước"), "{said:?}");
    sample.again();
    sample.profit(632);
    sample.whole();
    let said = sample.rows(REVIEW_FILE, sheets::CHANGES);
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[2].starts_with("Danh sách|"), "{said:?}");
    assert!(said[2].contains("132") && said[2].contains("632"), "{said:?}");
    assert!(said[3].starts_with("Số liệu|Lãi bình quân một HTX (ước cả năm)|Xã Mỹ Quý|164|414|"));
    assert!(said[3].contains("tệp Xã Mỹ Quý.xlsx đã sửa"), "{said:?}");
    sample.again();
    assert_eq!(sample.rows(REVIEW_FILE, sheets::CHANGES), said);
    // A decision is named with its reason's place; a report that is gone, too.
    fs::remove_file(sample.path("Xã Mỹ Hòa.xlsx")).unwrap();
    sample.whole();
    let said = sample.rows(REVIEW_FILE, sheets::CHANGES);
    let gone = "Đơn vị|Báo cáo của đơn vị|Xã Mỹ Hòa|có báo cáo|chưa có số liệu|";
    assert!(said.iter().any(|row| row.starts_with(gone)), "{said:?}");
    assert!(!said.iter().any(|row| row.contains("414")), "{said:?}");
    sample.again();
}

#[test]
fn what_was_sent_is_frozen_and_corrected_under_the_next_number() {
    let sample = SampleRun::new();
    sample.whole();
    sample.sent("10/11/2023");
    let said = sample.whole();
    assert!(said.contains("Ghi nhận đã gửi phu-luc-2023-10.xlsx"), "{said}");
    let record = sample.says(sheets::FACTS, &[FACT_NAMES[4]], SENT_ANNEXES).unwrap();
    assert_eq!(record, "phu-luc-2023-10.xlsx ngày 10/11/2023");
    sample.again();
    let sent = fs::read(sample.path(ANNEX)).unwrap();
    // The report's number was left open when the annex was sent: no correction.
    sample.decide(sheets::FACTS, &[FACT_NAMES[3]], "Giá trị", "123/BC-UBND ngày 10/11/2023");
    sample.whole();
    assert!(!sample.path(SECOND).exists());

    sample.turnover(2_000);
    let said = sample.whole();
    assert!(said.contains("điều chỉnh lần 1"), "{said}");
    assert!(fs::read(sample.path(ANNEX)).unwrap() == sent);
    assert!(sample.rows(SECOND, "Phụ lục")[1].ends_with("(điều chỉnh lần 1)"));
    // That number is the sent report's, though the annex went out without it.
    assert_eq!(sample.rows(SECOND, "Phụ lục")[2], BLANK);
    let table = sample.rows(SECOND, sheets::CORRECTION);
    assert!(table[1].contains("đã gửi ngày 10/11/2023 (kèm Báo cáo số 123/BC-UBND)"), "{table:?}");
    assert!(!table.iter().any(|row| row.contains(".xlsx")), "{table:?}");
    let row = table.iter().find(|row| row.contains("Doanh thu bình quân một HTX")).unwrap();
    assert!(row.contains("|Xã Mỹ Quý|1.490,5|1.886,5|đơn vị sửa báo cáo"), "{row}");
    sample.again();
    // The officer's reason is printed and kept.
    let about = ["Doanh thu bình quân một HTX (ước cả năm)", UNIT];
    sample.decide(sheets::CORRECTION, &about, "Lý do điều chỉnh", "Xã đính chính");
    sample.whole();
    let table = sample.rows(SECOND, sheets::CORRECTION);
    assert!(table.iter().any(|row| row.contains("1.886,5|Xã đính chính")), "{table:?}");
    sample.again();

    // Marked sent again, and corrected again: against the first correction.
    sample.sent("20/11/2023");
    sample.whole();
    let both = "phu-luc-2023-10.xlsx ngày 10/11/2023 (Báo cáo số 123/BC-UBND ngày 10/11/2023); \
                phu-luc-2023-10-2.xlsx ngày 20/11/2023";
    let record = sample.says(sheets::FACTS, &[FACT_NAMES[4]], SENT_ANNEXES).unwrap();
    assert_eq!(record, both);
    let corrected = fs::read(sample.path(SECOND)).unwrap();
    sample.turnover(2_100);
    sample.whole();
    assert!(fs::read(sample.path(SECOND)).unwrap() == corrected);
    assert!(sample.rows(THIRD, "Phụ lục")[1].ends_with("(điều chỉnh lần 2)"));
    let table = sample.rows(THIRD, sheets::CORRECTION);
    assert!(table.iter().any(|row| row.contains("|1.886,5|1.936,5|")), "{table:?}");
    sample.again();
}

#[test]
fn a_correction_has_a_number_and_a_day_of_its_own() {
    let sample = SampleRun::new();
    let number = |sample: &SampleRun, file: &str| sample.rows(file, "Phụ lục")[2].clone();
    let report = |sample: &SampleRun, typed: &str| {
        sample.decide(sheets::FACTS, &[REPORT], "Giá trị", typed);
    };
    let explained =
        |sample: &SampleRun| sample.says(sheets::FACTS, &[REPORT], "Giải thích").unwrap();
    sample.whole();
    report(&sample, "45/BC-STC ngày 4/11/2023");
    sample.whole();
    assert_eq!(number(&sample, ANNEX), "(Kèm theo Báo cáo số 45/BC-STC ngày 04 tháng 11 năm 2023)");
    sample.sent("10/11/2023");
    sample.whole();
    // Written otherwise it is the same number: it corrects nothing.
    report(&sample, "Số 45/BC-STC, ngày 04 tháng 11 năm 2023");
    sample.whole();
    assert!(!sample.path(SECOND).exists());
    let sent = fs::read(sample.path(ANNEX)).unwrap();

    sample.profit(632);
    let said = sample.whole();
    assert!(said.contains("để trống số, ngày báo cáo, vì 45/BC-STC ngày 04/11/2023"), "{said}");
    assert_eq!(number(&sample, SECOND), BLANK);
    assert!(explained(&sample).contains("bản điều chỉnh lần 1 để trống"), "{}", explained(&sample));
    let about_number = |rows: Vec<String>| rows.iter().any(|row| row.contains(REPORT));
    assert!(!about_number(sample.rows(SECOND, sheets::CORRECTION)));
    assert!(!about_number(sample.rows(REVIEW_FILE, sheets::CHANGES)));
    sample.again();

    report(&sample, "52/BC-STC ngày 20/11/2023");
    let said = sample.whole();
    assert!(!said.contains("để trống"), "{said}");
    assert_eq!(
        number(&sample, SECOND),
        "(Kèm theo Báo cáo số 52/BC-STC ngày 20 tháng 11 năm 2023)"
    );
    assert!(!explained(&sample).contains("để trống số"), "{}", explained(&sample));
    assert!(!about_number(sample.rows(SECOND, sheets::CORRECTION)));
    assert!(!about_number(sample.rows(REVIEW_FILE, sheets::CORRECTION)));
    assert!(fs::read(sample.path(ANNEX)).unwrap() == sent);
    sample.again();

    // The next correction has another one again.
    sample.sent("20/11/2023");
    sample.whole();
    sample.profit(732);
    sample.whole();
    assert_eq!(number(&sample, THIRD), BLANK);
    sample.again();
}

#[test]
fn another_number_alone_is_no_correction() {
    let sample = SampleRun::new();
    sample.whole();
    sample.decide(sheets::FACTS, &[REPORT], "Giá trị", "45/BC-STC ngày 4/11/2023");
    sample.whole();
    sample.sent("10/11/2023");
    sample.whole();
    let sent = fs::read(sample.path(ANNEX)).unwrap();
    sample.decide(sheets::FACTS, &[REPORT], "Giá trị", "52/BC-STC ngày 20/11/2023");
    let said = sample.whole();
    assert!(said.contains("không cần lập bản điều chỉnh"), "{said}");
    assert!(!sample.path(SECOND).exists());
    assert!(fs::read(sample.path(ANNEX)).unwrap() == sent);
}

#[test]
fn a_number_typed_with_the_day_of_sending_belongs_to_the_annex_sent() {
    let sample = SampleRun::new();
    sample.whole();
    sample.decide(sheets::FACTS, &[REPORT], "Giá trị", "45/BC-STC ngày 9/11/2023");
    sample.sent("10/11/2023");
    sample.profit(632);
    let said = sample.whole();
    assert!(said.contains("để trống số, ngày báo cáo"), "{said}");
    assert_eq!(sample.rows(SECOND, "Phụ lục")[2], BLANK);
    sample.again();
}

#[test]
fn a_correction_remembers_what_was_sent_without_the_review_workbook() {
    let sample = SampleRun::new();
    sample.whole();
    sample.sent("10/11/2023");
    sample.profit(632);
    sample.whole();
    // As if the review workbook had been open in Excel: the record is not in it.
    sample.decide(sheets::FACTS, &[FACT_NAMES[4]], SENT_ANNEXES, " ");
    sample.profit(732);
    let said = sample.whole();
    assert!(said.contains("điều chỉnh lần 1 so với phu-luc-2023-10.xlsx"), "{said}");
    assert!(!sample.path(THIRD).exists());
}

#[test]
fn an_impossible_day_is_reported_and_the_annex_kept() {
    for day in ["10/11/2003", "hôm qua"] {
        let sample = SampleRun::new();
        sample.whole();
        let before = fs::read(sample.path(ANNEX)).unwrap();
        sample.sent(day);
        sample.whole();
        let codes: Vec<&str> = sample.results().findings.iter().map(|f| f.code).collect();
        assert!(codes.contains(&"y-kien-khong-ro"), "{codes:?}");
        sample.profit(632);
        sample.whole();
        assert!(fs::read(sample.path(ANNEX)).unwrap() == before);
        assert!(!sample.rows(SECOND, "Phụ lục")[1].contains("điều chỉnh"));
        sample.again();
    }
}

#[test]
fn the_annex_that_was_sent_may_be_gone() {
    let sample = SampleRun::new();
    sample.whole();
    sample.sent("10/11/2023");
    sample.whole();
    fs::remove_file(sample.path(ANNEX)).unwrap();
    sample.whole();
    assert!(!sample.path(ANNEX).exists());
    let table = sample.rows(SECOND, sheets::CORRECTION);
    assert!(table.iter().any(|row| row.contains("Không còn tệp phụ lục đã gửi")), "{table:?}");
    sample.again();
}

/// An annex, then a decision and the day of sending typed together: which was sent is asked.
fn asked() -> SampleRun {
    let sample = SampleRun::new();
    sample.whole();
    sample.sent("10/11/2023");
    sample.decide(sheets::CAUSES, &["3.2"], "Nguyên nhân, ghi chú", "Do giá lúa giảm");
    let said = sample.whole();
    assert!(said.contains("chưa rõ đã gửi tệp nào"), "{said}");
    assert!(!said.contains("điều chỉnh lần 1"), "{said}");
    sample
}

#[test]
fn a_day_of_sending_typed_together_with_decisions_asks_which_annex_was_sent() {
    let sample = asked();
    let record = || sample.says(sheets::FACTS, &[FACT_NAMES[4]], SENT_ANNEXES).unwrap_or_default();
    assert_eq!(record(), "chưa rõ phu-luc-2023-10.xlsx hay phu-luc-2023-10-2.xlsx");
    assert!(!sample.rows(SECOND, "Phụ lục")[1].contains("điều chỉnh"));
    sample.again();
    // The earlier one was sent: the decision goes out as a correction.
    sample.decide(sheets::FACTS, &[FACT_NAMES[4]], SENT_ANNEXES, "phu-luc-2023-10.xlsx");
    let said = sample.whole();
    assert!(said.contains("điều chỉnh lần 1 so với phu-luc-2023-10.xlsx"), "{said}");
    assert_eq!(record(), "phu-luc-2023-10.xlsx ngày 10/11/2023");
    assert!(sample.rows(SECOND, "Phụ lục")[1].ends_with("(điều chỉnh lần 1)"));
    sample.again();

    // The later one was: there is nothing to correct.
    let sample = asked();
    sample.decide(sheets::FACTS, &[FACT_NAMES[4]], SENT_ANNEXES, "phu-luc-2023-10-2.xlsx");
    let said = sample.whole();
    assert!(said.contains("không cần lập bản điều chỉnh"), "{said}");
    assert!(!sample.path(THIRD).exists());
    sample.again();

    // None was: the question goes with the day.
    let sample = asked();
    sample.decide(sheets::FACTS, &[FACT_NAMES[4]], "Giá trị", " ");
    let said = sample.whole();
    assert!(!said.contains("chưa rõ đã gửi"), "{said}");
    let record = sample.says(sheets::FACTS, &[FACT_NAMES[4]], SENT_ANNEXES);
    assert_eq!(record.unwrap_or_default(), "");
}

#[test]
fn a_correction_names_what_matters_once_and_rounded() {
    let sample = SampleRun::new();
    sample.whole();
    sample.sent("10/11/2023");
    sample.whole();
    // Members count for an item and are the same for the estimate; the income is a mean; the
    // grade of an organisation counts for none.
    sample.report(UNIT, "Biểu 02", "F10", Value::Number(250.into()));
    sample.report(UNIT, "Biểu 02", "Q10", Value::Number("51.23456".parse().unwrap()));
    sample.report("Xã Mỹ Hòa", "Biểu 02", "AB9", Value::Text("Tốt".into()));
    sample.whole();
    let table = sample.rows(SECOND, sheets::CORRECTION);
    let about = |words: &str| table.iter().filter(|row| row.contains(words)).collect::<Vec<_>>();
    let members = about("Tổng số thành viên HTX");
    assert_eq!(members.len(), 1, "{table:?}");
    assert!(members[0].contains("Tổng số thành viên HTX|Xã Mỹ Quý|"), "{members:?}");
    let income = about("Thu nhập bình quân của lao động");
    assert_eq!(income.len(), 1, "{table:?}");
    let decimals = |row: &str| row.split(',').skip(1).any(|rest| rest.starts_with("23456"));
    assert!(!table.iter().any(|row| decimals(row) || row.contains(".xlsx")), "{table:?}");
    assert!(!table.iter().any(|row| row.contains(": không đổi")), "{table:?}");
    let rest = about("không dùng để đánh giá");
    assert_eq!(rest.len(), 1, "{table:?}");
    assert!(rest[0].contains("|Xã Mỹ Hòa|"), "{rest:?}");
    // The letter says what it replaces.
    let letter = fs::read_to_string(sample.path("ket-qua/du-thao-thu.txt")).unwrap();
    assert!(letter.contains("thay thế bản đã gửi ngày 10/11/2023"), "{letter}");
    sample.again();
}

#[test]
fn what_a_missing_sheet_did_is_not_blamed_on_the_settings() {
    let sample = SampleRun::new();
    sample.whole();
    sample.without_sheet(UNIT, "Biểu 02");
    sample.whole();
    let said = sample.rows(REVIEW_FILE, sheets::CHANGES);
    let list = said.iter().find(|row| row.starts_with("Danh sách|")).unwrap();
    assert!(list.contains("không còn danh sách này"), "{said:?}");
    assert!(said.iter().any(|row| row.contains("không còn số liệu ở trang Biểu 02")), "{said:?}");
    assert!(!said.iter().any(|row| row.contains("khai báo")), "{said:?}");
}

#[test]
fn a_cause_of_the_period_before_is_offered_and_used_again_by_a_word() {
    let sample = SampleRun::of("2023-09");
    sample.whole();
    sample.decide(sheets::CAUSES, &["3.2"], "Nguyên nhân, ghi chú", "Do giá lúa giảm");
    sample.decide(sheets::HANDOVER, &[UNIT], "Điện thoại", "0900");
    sample.whole();
    // The next month: nothing is typed yet.
    let sample = sample.on_to("2023-10");
    let printed = |sample: &SampleRun| {
        let page = sample.rows("ket-qua/phu-luc-2023-10.xlsx", "Phụ lục");
        page.iter().any(|row| row.contains("Do giá lúa giảm"))
    };
    sample.whole();
    let offered = sample.says(sheets::CAUSES, &["3.2"], "Kỳ trước ghi").unwrap();
    assert_eq!(offered, "Do giá lúa giảm");
    assert_eq!(sample.says(sheets::HANDOVER, &[UNIT], "Điện thoại").unwrap(), "0900");
    assert!(!printed(&sample));
    sample.again();
    sample.decide(sheets::CAUSES, &["3.2"], "Nguyên nhân, ghi chú", "x");
    sample.whole();
    let cause = sample.says(sheets::CAUSES, &["3.2"], "Nguyên nhân, ghi chú").unwrap();
    assert_eq!(cause, "Do giá lúa giảm");
    assert!(printed(&sample));
    sample.again();
    // Where nothing is offered, the word alone is no cause.
    sample.decide(sheets::CAUSES, &["2.2"], "Nguyên nhân, ghi chú", "x");
    let codes: Vec<&str> = sample.results().findings.iter().map(|f| f.code).collect();
    assert!(codes.contains(&"y-kien-khong-ro"), "{codes:?}");
}

#[test]
fn a_mean_that_changed_with_its_weight_says_so() {
    let sample = SampleRun::new().by_form_alone("htx.doanh_thu_bq");
    sample.report(UNIT, "Biểu 01", "F10", Value::Number(3.into()));
    sample.whole();
    sample.without_sheet(UNIT, "Biểu 02");
    sample.whole();
    let said = sample.rows(REVIEW_FILE, sheets::CHANGES);
    let mean = "Số liệu|Doanh thu bình quân một HTX (thực hiện)|";
    let mean = said.iter().find(|row| row.starts_with(mean)).unwrap();
    assert!(mean.contains("(mẫu số 2)|") && mean.contains("(mẫu số 3)|"), "{mean}");
    assert!(mean.contains("không còn số liệu ở trang Biểu 02; nay lấy ở Biểu 01, ô F10"), "{mean}");
}
