//! Opinions on a form that differs from its list: what is typed is the unit's figure, in every place.

use crate::cell_text::CellText as _;
use rust_decimal::Decimal;

use super::ReviewOutcome;
use super::tests::SampleRun;
use crate::checker::checked;
use crate::report::annex;
use crate::results::Results;
use crate::settings::Basis;
use crate::workspace::annex_book::names::SOURCES;
use crate::workspace::sheets;
use viet_text::notation::vietnamese;
use workbook_io::read::{Limits, read};
use workbook_io::write::to_bytes;
use workbook_io::{Grid, Value, Workbook};

const UNIT: &str = "Xã Phú Điền";
/// Members of cooperatives, and what one takes in on average.
const MEMBERS: &str = "htx.thanh_vien";
const TAKINGS: &str = "htx.doanh_thu_bq";

/// A month in which the form says other members, and other takings, than the list.
fn differing() -> SampleRun {
    let sample = SampleRun::new();
    for (at, number) in [("F27", 183), ("G27", 184), ("F33", 999)] {
        sample.report(UNIT, "Biểu 01", at, Value::Number(number.into()));
    }
    sample.run();
    sample
}

fn figure(results: &Results<'_>, code: &str, basis: Basis) -> Option<Decimal> {
    let settings = &results.workspace.settings;
    let unit = settings.units.iter().position(|unit| unit.name == UNIT).unwrap();
    let indicator = settings.indicators.get_index_of(code).unwrap();
    results.figures.unit_figure(unit, indicator, basis)?.value()
}

fn total(results: &Results<'_>, code: &str) -> Decimal {
    let indicator = results.workspace.settings.indicators.get_index_of(code).unwrap();
    results.figures.total(indicator, Basis::Actual).value.unwrap()
}

fn open(results: &Results<'_>) -> usize {
    let own = results.findings.iter().filter(|finding| finding.code == "lech-danh-sach");
    own.filter(|finding| finding.is_open()).count()
}

fn sheet<'b>(book: &'b Workbook, name: &str) -> &'b Grid {
    book.sheets.iter().find(|grid| grid.name == name).unwrap()
}

/// The texts of the first row of a sheet that contains all of these.
fn line(grid: &Grid, about: &[&str]) -> Vec<String> {
    let texts = |row: u32| -> Vec<String> {
        grid.row(row).map(|(_, cell)| cell.value.as_written()).collect()
    };
    let mut lines = grid.filled_rows().into_iter().map(texts);
    lines.find(|line| about.iter().all(|text| line.iter().any(|own| own == text))).unwrap()
}

#[test]
fn a_value_on_both_cells_is_used_everywhere() {
    let sample = differing();
    let before = sample.results();
    let (listed, whole) =
        (figure(&before, MEMBERS, Basis::Actual).unwrap(), total(&before, MEMBERS));
    let about = [UNIT, "F27, G27"];
    sample.decide(sheets::CHECKS, &about, "Ý kiến", "2.500; 2.600");
    let (results, _) = sample.run();
    assert_eq!(figure(&results, MEMBERS, Basis::Actual), Some(2_500.into()));
    assert_eq!(figure(&results, MEMBERS, Basis::Estimate), Some(2_600.into()));
    assert_eq!(total(&results, MEMBERS), whole - listed + Decimal::from(2_500));
    assert_eq!(sample.says(sheets::CHECKS, &about, "Mức").as_deref(), Some("Đã xử lý"));
    let counted = |results: &Results<'_>| -> usize {
        let counts = results.ledger.by_unit.iter();
        counts
            .map(|c| if c.found == c.used + c.set_aside + c.not_understood { c.found } else { 0 })
            .sum()
    };
    assert_eq!(counted(&results), counted(&before));

    let annex = checked("annex", to_bytes(annex::book(&results)).unwrap());
    let annex = read(&annex, &Limits::generous()).unwrap();
    let told = line(sheet(&annex, SOURCES), &[UNIT, MEMBERS, "thực hiện"]);
    for said in ["2.500", "183", "Biểu 01", "F27", "theo ý kiến của cơ quan tổng hợp"] {
        assert!(told.iter().any(|text| text == said), "{said} {told:?}");
    }
    let consolidated = sheet(&annex, "Tổng hợp");
    assert!(line(consolidated, &[UNIT, "đã nhận"]).contains(&"2.500".to_owned()));
    let sum = consolidated.cells.values().find(|cell| {
        let is_total = cell.value.as_written() == vietnamese(total(&results, MEMBERS));
        is_total && cell.formula.as_deref().is_some_and(|formula| formula.contains("SUM"))
    });
    assert!(sum.is_some());
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
}

#[test]
fn a_typed_value_or_the_lists_kept_one_is_used() {
    let sample = differing();
    let results = sample.results();
    let listed = figure(&results, MEMBERS, Basis::Actual);
    let differing = open(&results);
    let about = [UNIT, "F27, G27"];
    for (opinion, used, left) in [
        ("183; 184", Some(Decimal::from(183)), differing - 1),
        ("giữ", listed, differing - 1),
        ("x", listed, differing - 1),
        ("183", listed, differing),
        ("183; nhiều", listed, differing),
        ("183; -1", listed, differing),
        ("183; 184,5", listed, differing),
    ] {
        sample.decide(sheets::CHECKS, &about, "Ý kiến", opinion);
        let (results, _) = sample.run();
        assert_eq!(figure(&results, MEMBERS, Basis::Actual), used, "{opinion}");
        assert_eq!(open(&results), left, "{opinion}");
        let said = sample.says(sheets::CHECKS, &about, "Nội dung").unwrap();
        let is_answered = said.contains("Ý kiến chưa dùng được: đề nghị ghi ");
        assert_eq!(is_answered, left == differing, "{opinion}: {said}");
        let is_kept = said.ends_with("Giữ theo ý kiến: dùng số tính theo danh sách.");
        assert_eq!(is_kept, opinion == "giữ", "{opinion}: {said}");
        assert_eq!(sample.run().1, ReviewOutcome::Unchanged, "{opinion}");
    }
}

#[test]
fn a_mean_by_opinion_keeps_its_weight() {
    let sample = differing();
    let listed = figure(&sample.results(), TAKINGS, Basis::Actual).unwrap();
    sample.decide(sheets::CHECKS, &[UNIT, "F33"], "Ý kiến", "1.500,5");
    let (results, _) = sample.run();
    assert_eq!(figure(&results, TAKINGS, Basis::Actual), Some(Decimal::new(15_005, 1)));
    // As the list has it, rounded: the list's, which is more exact.
    let rounded = vietnamese(workbook_io::number::rounded(listed, 0));
    sample.decide(sheets::CHECKS, &[UNIT, "F33"], "Ý kiến", &rounded);
    let (results, _) = sample.run();
    assert_eq!(figure(&results, TAKINGS, Basis::Actual), Some(listed));
    assert_eq!(open(&results), open(&sample.results()));
}

#[test]
fn an_opinion_belongs_to_one_rule_at_a_cell() {
    let sample = SampleRun::new();
    sample.report(UNIT, "Biểu 01", "F27", Value::Number(Decimal::new(183, 3)));
    sample.run();
    let (slip, differs) = ([UNIT, "F27", "so-dem-le"], [UNIT, "F27", "lech-danh-sach"]);
    assert_eq!(sample.says(sheets::CHECKS, &slip, "Đề xuất").as_deref(), Some("183"));
    sample.decide(sheets::CHECKS, &slip, "Ý kiến", "x");
    let (results, _) = sample.run();
    assert_eq!(open(&results), 1);
    assert_eq!(sample.says(sheets::CHECKS, &slip, "Mức").as_deref(), Some("Đã xử lý"));
    assert_eq!(sample.says(sheets::CHECKS, &differs, "Ý kiến").as_deref(), Some(""));
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
    sample.decide(sheets::CHECKS, &differs, "Ý kiến", "183");
    let (results, _) = sample.run();
    assert_eq!(figure(&results, MEMBERS, Basis::Actual), Some(183.into()));
    assert_eq!(open(&results), 0);
}

#[test]
fn what_the_office_gave_is_not_doubted_again() {
    let sample = differing();
    let doubts = |results: &Results<'_>| {
        let own = results.findings.iter().filter(|finding| finding.code != "lech-danh-sach");
        let at = "F33".parse().unwrap();
        let own = own.filter(|f| f.is_open() && f.cells.contains(&at) && f.sheet == "Biểu 01");
        own.map(|finding| (finding.cells.len(), finding.ask.clone())).collect::<Vec<_>>()
    };
    // A thousandth of what is usual: written by the unit it is a slip.
    sample.report(UNIT, "Biểu 01", "F33", Value::Number(Decimal::new(15, 1)));
    sample.run();
    assert!(!doubts(&sample.results()).is_empty());
    sample.report(UNIT, "Biểu 01", "F33", Value::Number(999.into()));
    sample.run();
    sample.decide(sheets::CHECKS, &[UNIT, "F33"], "Ý kiến", "1,5");
    let (results, _) = sample.run();
    assert_eq!(figure(&results, TAKINGS, Basis::Actual), Some(Decimal::new(15, 1)));
    // What does not go with other cells is told, but asked of nobody.
    let left = doubts(&results);
    assert!(left.iter().all(|(cells, ask)| *cells > 1 && ask.is_empty()), "{left:?}");
}

#[test]
fn each_of_several_cells_may_be_answered_otherwise() {
    let sample = SampleRun::of_all();
    for at in ["L9", "M9"] {
        sample.report("Xã Mỹ Quý", "Biểu 02", at, Value::Number(1_588_000_000_i64.into()));
    }
    sample.run();
    let about = ["Xã Mỹ Quý", "L9, M9", "sai-don-vi-tinh"];
    let doubted = |results: &Results<'_>| {
        let own = results.findings.iter().filter(|finding| finding.code == "sai-don-vi-tinh");
        own.filter(|finding| finding.is_open()).count()
    };
    for opinion in ["x; giữ", "giữ; x", "giữ; giữ", "1.600; x", "x"] {
        sample.decide(sheets::CHECKS, &about, "Ý kiến", opinion);
        let (results, _) = sample.run();
        assert_eq!(doubted(&results), 0, "{opinion}");
        let said = sample.says(sheets::CHECKS, &about, "Nội dung").unwrap();
        assert!(!said.contains("giữ theo ý kiến"), "{opinion}: {said}");
        assert_eq!(sample.run().1, ReviewOutcome::Unchanged, "{opinion}");
    }
}

#[test]
fn an_accepted_value_that_the_list_contradicts_is_cleared_by_its_own_row() {
    let sample = SampleRun::new();
    sample.report(UNIT, "Biểu 01", "F27", Value::Number(Decimal::new(183, 3)));
    sample.run();
    let (slip, differs) = ([UNIT, "F27", "so-dem-le"], [UNIT, "F27", "lech-danh-sach"]);
    let says = |about: &[&str], header: &str| sample.says(sheets::CHECKS, about, header).unwrap();
    // What is accepted is not what is used: the row says so before and after.
    assert!(says(&slip, "Cách xử lý").contains("vẫn dùng số tính theo danh sách"));
    let listed = figure(&sample.results(), MEMBERS, Basis::Actual);
    sample.decide(sheets::CHECKS, &slip, "Ý kiến", "x");
    sample.run();
    assert!(says(&slip, "Nội dung").contains("số của đơn vị vẫn là số tính theo danh sách"));
    assert!(says(&differs, "Cách xử lý").contains("thì ghi 183."));
    for opinion in ["x", "giữ", "x."] {
        sample.decide(sheets::CHECKS, &differs, "Ý kiến", opinion);
        let (results, _) = sample.run();
        assert_eq!(open(&results), 0, "{opinion}");
        assert!(results.entries.unclear.is_empty(), "{opinion}");
        assert_eq!(figure(&results, MEMBERS, Basis::Actual), listed, "{opinion}");
        assert!(says(&slip, "Mức").starts_with("Đã xử lý"));
        assert_eq!(sample.run().1, ReviewOutcome::Unchanged, "{opinion}");
    }
}

#[test]
fn a_proposal_that_hangs_on_the_list_waits_for_the_list() {
    let sample = SampleRun::of_all();
    // The takings in thousands: what the form says differs only by that.
    for at in ["L9", "M9"] {
        sample.report("Xã Mỹ Quý", "Biểu 02", at, Value::Number(1_588_000_000_i64.into()));
    }
    sample.report("Xã Mỹ Quý", "Biểu 01", "F33", Value::Number(999.into()));
    sample.run();
    let (slip, differs) =
        (["Xã Mỹ Quý", "L9, M9", "sai-don-vi-tinh"], ["Xã Mỹ Quý", "lech-danh-sach"]);
    let says = |about: &[&str], header: &str| sample.says(sheets::CHECKS, about, header).unwrap();
    assert!(says(&differs, "Nội dung").contains("sai theo ô ghi sai trong danh sách"));
    assert!(says(&differs, "Cách xử lý").starts_with("Ghi ý kiến cho các dòng về danh sách trước"));
    sample.decide(sheets::CHECKS, &differs, "Ý kiến", "x");
    let (results, _) = sample.run();
    assert_eq!(open(&results), 1);
    assert!(says(&differs, "Nội dung").contains("Ý kiến chưa dùng được"));
    sample.decide(sheets::CHECKS, &slip, "Ý kiến", "x");
    let (results, _) = sample.run();
    assert_eq!(open(&results), 0);
    assert!(results.entries.unclear.is_empty());
    assert_eq!(sample.run().1, ReviewOutcome::Unchanged);
}
