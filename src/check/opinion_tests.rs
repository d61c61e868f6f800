//! What the officer may type beside any finding of any fixture: it is obeyed, or its row stays
//! open and says why.

use std::collections::{BTreeMap, BTreeSet};

use super::fixture::{Outcome, outcome, texts};
use super::{Finding, RULES, Severity, action, finding_key, written_at};
use crate::figures::decision::{Effect, OPINION, SAME_ORGANISATION, proposals_in_words};
use crate::form::FieldValue;
use crate::workspace::REVIEW_FILE;
use crate::workspace::{Entries, EntryRow, sheets};
use viet_text::date::read_date;
use viet_text::number::read_typed_decimal;
use workbook_io::parallel_map;
use workbook_io::{Address, Value, format_addresses, parse_addresses};

/// The row on which the opinion is typed.
const ROW: u32 = 900;

/// The row of the review workbook that is about a finding, with an opinion.
pub(super) fn row(finding: &Finding, of: &Outcome, opinion: &str) -> EntryRow {
    let cells = format_addresses(&finding.cells);
    let ordered = parse_addresses(&cells).unwrap_or_default();
    let unit = finding.unit.map_or("", |unit| &of.office.settings.units[unit].name);
    let texts = [
        ("Đơn vị", unit.to_owned()),
        ("Tệp", finding.file.clone()),
        ("Trang", finding.sheet.clone()),
        ("Ô", cells),
        ("Đã ghi", written_at(finding, &of.month)),
        ("Đề xuất", proposals_in_words(&ordered, &finding.proposed())),
        ("Mã", finding.code.to_owned()),
        (OPINION, opinion.to_owned()),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let values = texts.map(|(header, text)| (header.to_owned(), Value::Text(text.into())));
    EntryRow { row: ROW, values: values.collect(), unheaded: BTreeMap::new() }
}

fn with_opinion(text: &str, finding: &Finding, of: &Outcome, opinion: &str) -> Outcome {
    let row = row(finding, of, opinion);
    outcome(text, |entries: &mut Entries| {
        entries.tables.entry(sheets::CHECKS).or_default().rows.push(row);
    })
}

/// The finding in the same place as another.
fn same<'f>(finding: &Finding, then: &'f Outcome, now: &Outcome) -> Option<&'f Finding> {
    let settings = &now.office.settings;
    let key = finding_key(finding, &now.month, settings);
    let mut found = then.findings.iter();
    found.find(|f| finding_key(f, &then.month, settings) == key)
}

/// The kinds of opinion that a row with this many cells may get.
fn opinions(cells: usize) -> Vec<String> {
    let each = |value: &str| vec![value; cells.max(1)].join("; ");
    let values = ["7", "10/11/2023", "có", "Nông nghiệp", "HTX Tân Tiến"].map(each);
    let words = ["giữ", "giữ các kỳ sau", "x", "không rõ", "bỏ", "tính"];
    [words.map(str::to_owned).to_vec(), values.to_vec()].concat()
}

/// Do the rows that a finding names stand as the word says? Of rows that are one, the first stays.
fn stand_as(word: &str, finding: &Finding, then: &Outcome) -> bool {
    let unit = finding.unit.expect("a list is a unit's");
    let first = (finding.code == SAME_ORGANISATION && finding.cells.len() > 1)
        .then(|| finding.cells.iter().min().copied().expect("it has cells"));
    let counts = |at: &Address| {
        let mut rows = then.figures.lists.iter().flat_map(|list| list.counted(unit));
        rows.any(|row| row.row.name_at == *at && *row.on.sheet == *finding.sheet)
    };
    finding.cells.iter().all(|at| counts(at) == (word == "tính" || first == Some(*at)))
}

/// Is what was typed for a cell what the program goes by?
fn is_used(at: Address, typed: &str, finding: &Finding, then: &Outcome) -> bool {
    let number = read_typed_decimal(typed).ok();
    then.month.sheets_in(&finding.file).filter(|own| *own.on.sheet == *finding.sheet).any(|own| {
        let figure = own.figures.iter().find(|cell| cell.at == at).is_some_and(|cell| {
            let unit = finding.unit.expect("a figure is a unit's");
            let figure = then.figures.unit_figure(unit, cell.indicator, cell.basis);
            number.is_some_and(|number| figure.is_some_and(|own| own.is_given_as(number)))
        });
        let mut fields = own.rows.iter().flat_map(|row| row.fields());
        figure
            || fields.find(|field| field.at == at).is_some_and(|field| match field.value {
                FieldValue::Number(reading) => reading.number() == number,
                FieldValue::Words(words) => words.as_deref() == Some(typed),
                FieldValue::Day(_) => field.value.day() == read_date(typed),
                FieldValue::Tick(_) => true,
            })
    })
}

/// Why an opinion on a finding does nothing, where it does nothing silently.
fn silent(opinion: &str, finding: &Finding, now: &Outcome, then: &Outcome) -> Option<String> {
    let left = same(finding, then, now);
    let reason = then.entries.unclear.iter().any(|entry| entry.at.row == ROW);
    match then.decisions.checks.get(&ROW) {
        Some(Effect::Kept) if left.is_some_and(|finding| finding.settled) => None,
        Some(Effect::Unclear) if reason && left.is_some_and(|finding| !finding.settled) => None,
        Some(Effect::Applied) if left.is_some_and(Finding::is_open) => {
            Some("obeyed, and still open".to_owned())
        }
        Some(Effect::Applied) if opinion == "x" => {
            left.map(|_| "accepted, and still there".to_owned())
        }
        Some(Effect::Applied) if ["bỏ", "tính"].contains(&opinion) => {
            let obeyed = stand_as(opinion, finding, then);
            (!obeyed).then(|| "its rows stand otherwise".to_owned())
        }
        Some(Effect::Applied) => {
            let one = finding.proposed();
            let cells = match (&one[..], opinion.contains(';')) {
                ([(at, _)], false) => vec![*at],
                _ => finding.cells.clone(),
            };
            let typed = opinion.split("; ").next().expect("something is typed");
            let unused = cells.iter().find(|at| !is_used(**at, typed, finding, then));
            unused.map(|at| format!("given, and {at} says otherwise"))
        }
        other => Some(format!("{other:?}, reason {reason}, left {}", left.is_some())),
    }
}

#[test]
fn every_opinion_is_obeyed_or_answered() {
    let texts: Vec<(String, String)> = texts().into_iter().collect();
    let failed = parallel_map(
        &texts,
        || (),
        |(), (name, text)| {
            let now = outcome(text, |_| ());
            let mut failed = Vec::new();
            for finding in now.findings.iter().filter(|finding| finding.file != REVIEW_FILE) {
                for opinion in opinions(finding.cells.len()) {
                    let then = with_opinion(text, finding, &now, &opinion);
                    let silent = silent(&opinion, finding, &now, &then);
                    let what = |why| format!("{name}, {}, \"{opinion}\": {why}", finding.code);
                    failed.extend(silent.map(what));
                }
            }
            failed
        },
    );
    let failed = failed.concat();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// An opinion is about one finding, and every open finding says what settles it.
#[test]
fn open_findings_are_told_apart_and_say_what_to_do() {
    let mut codes = BTreeSet::new();
    for (name, text) in texts() {
        let now = outcome(&text, |_| ());
        let mut keys = BTreeSet::new();
        for finding in now.findings.iter().filter(|finding| finding.is_open()) {
            let settings = &now.office.settings;
            let key = finding_key(finding, &now.month, settings);
            assert!(keys.insert(key), "{name}: {}", finding.message);
            let action = action(finding, &now.month, &now.figures, settings);
            assert!(action.ends_with('.'), "{name}, {}: {action}", finding.code);
            codes.insert(finding.code);
        }
    }
    // No rule that asks for anything goes untried.
    let asks = RULES.iter().filter(|rule| rule.severity != Severity::Info);
    assert_eq!(codes, asks.map(|rule| rule.code).collect());
}

/// What becomes of an opinion on a rule's first open finding in a fixture.
fn effect_of(fixture: &str, code: &str, opinion: &str) -> (Option<Effect>, Outcome, Outcome) {
    let text = &texts()[fixture];
    let now = outcome(text, |_| ());
    let is_asked = |finding: &&Finding| finding.code == code && finding.is_open();
    let finding = now.findings.iter().find(is_asked).unwrap_or_else(|| panic!("{fixture}"));
    let then = with_opinion(text, finding, &now, opinion);
    let left = same(finding, &then, &now).is_some_and(Finding::is_open);
    let effect = then.decisions.checks.get(&ROW);
    assert_eq!(left, effect == Some(&Effect::Unclear), "{fixture}, {opinion}");
    (then.decisions.checks.get(&ROW).copied(), now, then)
}

#[test]
fn rows_are_left_out_and_counted_at_a_word() {
    for code in [
        "co-the-trung",
        "trung-trong-don-vi",
        "dong-bi-gach",
        "dang-an",
        "dong-vi-du",
        "moi-co-trong-danh-sach",
        "trung-hai-don-vi",
    ] {
        for opinion in ["bỏ", "tính"] {
            let (effect, before, then) = effect_of(code, code, opinion);
            assert_eq!(effect, Some(Effect::Applied), "{code}, {opinion}");
            let open = |of: &Outcome| -> BTreeSet<&'static str> {
                // What an example leaves blank is asked once it counts.
                let own = of.findings.iter().filter(|own| own.code != "thieu-so-lieu");
                own.filter(|own| own.is_open()).map(|own| own.code).collect()
            };
            let new: Vec<_> = open(&then).difference(&open(&before)).copied().collect();
            assert!(new.is_empty(), "{code}, {opinion}: {new:?}");
        }
    }
    let counted = |of: &Outcome, unit: usize| -> usize {
        of.figures.lists.iter().map(|list| list.counted(unit).count()).sum()
    };
    let (effect, before, then) = effect_of("trung-hai-don-vi", "trung-hai-don-vi", "bỏ ở Xã Một");
    assert_eq!(effect, Some(Effect::Applied));
    assert_eq!(counted(&then, 0) + 1, counted(&before, 0));
}

#[test]
fn an_answer_in_other_words_names_no_organisation() {
    let mut codes = BTreeSet::new();
    for (name, text) in texts() {
        let now = outcome(&text, |_| ());
        let about_rows = |finding: &&Finding| finding.is_open() && finding.about_rows;
        for finding in now.findings.iter().filter(about_rows) {
            let each = |word: &str| vec![word; finding.cells.len()].join("; ");
            let names_rows = finding.proposed().is_empty();
            for word in ["không", "trùng", "đúng", "ok", "đồng ý", "giữ cả hai", "X."] {
                let opinion = if word == "X." { word.to_owned() } else { each(word) };
                let then = with_opinion(&text, finding, &now, &opinion);
                let effect = then.decisions.checks.get(&ROW);
                assert_eq!(effect, Some(&Effect::Unclear), "{name}, {}, {opinion}", finding.code);
                let left = same(finding, &then, &now);
                assert!(left.is_some_and(Finding::is_open), "{name}, {}, {opinion}", finding.code);
            }
            assert!(names_rows, "{name}, {}", finding.code);
            codes.insert(finding.code);
        }
    }
    assert!(codes.len() >= 7, "{codes:?}");
    // What tells two rows apart is taken, where the finding asks for it.
    let (effect, ..) = effect_of("trung-trong-don-vi", "trung-trong-don-vi", "HTX Tân Tiến");
    assert_eq!(effect, Some(Effect::Applied));
    let (effect, ..) = effect_of("dang-an", "dang-an", "HTX Tân Tiến");
    assert_eq!(effect, Some(Effect::Unclear));
}

#[test]
fn a_proposed_day_or_word_is_taken() {
    let mut taken = BTreeSet::new();
    for text in texts().values() {
        let now = outcome(text, |_| ());
        let proposing = now.findings.iter().filter(|finding| !finding.rewrites.is_empty());
        for finding in proposing {
            let then = with_opinion(text, finding, &now, "x");
            assert_eq!(then.decisions.checks[&ROW], Effect::Applied, "{}", finding.message);
            let proposed = finding.rewrites.iter();
            let unused = proposed.filter(|(at, text)| !is_used(*at, text, finding, &then));
            assert_eq!(unused.count(), 0, "{}", finding.message);
            taken.insert(finding.code);
        }
    }
    let codes = ["ngay-khac-ky-truoc", "ngay-khong-ro", "ngay-thang-dao", "tu-ngoai-danh-muc"];
    assert_eq!(taken.into_iter().collect::<Vec<_>>(), codes);
}

#[test]
fn a_version_is_chosen_by_its_file() {
    for opinion in ["Xã Một.xlsx", "dùng xã một"] {
        let (effect, before, then) = effect_of("nhieu-ban", "nhieu-ban", opinion);
        assert_eq!(effect, Some(Effect::Applied));
        let used = |of: &Outcome| {
            let own = of.month.used_by(0).next().unwrap().file;
            of.month.files[own].path.to_string()
        };
        assert_ne!(used(&before), used(&then));
        assert_eq!(used(&then), "Xã Một.xlsx");
        assert!(!then.findings.iter().any(|own| own.code == "nhieu-ban" && own.is_open()));
    }
    let (effect, ..) = effect_of("nhieu-ban", "nhieu-ban", "x");
    assert_eq!(effect, Some(Effect::Unclear));
}

#[test]
fn a_report_of_another_period_is_used_at_a_word() {
    let (effect, before, then) = effect_of("sai-ky", "sai-ky", "dùng");
    assert_eq!(effect, Some(Effect::Applied));
    let used = |of: &Outcome| {
        let units = 0..of.office.settings.units.len();
        units.filter(|unit| of.month.used_by(*unit).next().is_some()).count()
    };
    assert_eq!(used(&then), used(&before) + 1);
    let (effect, ..) = effect_of("thieu-bao-cao", "thieu-bao-cao", "dùng kỳ trước");
    assert_eq!(effect, Some(Effect::Applied));
}

/// A share in a report that says nothing of the cooperatives by which shares are weighed.
const NO_DIVISOR: &str = "--- Xã Một.xlsx
== Biểu 01
Xã Một
Kỳ báo cáo: tháng 10/2023
Chỉ tiêu | Đơn vị tính | Thực hiện | Ước cả năm | Ghi chú
Tổng số HTX | HTX | | 2
Tổng số thành viên | Người | 30 | 30
Thành viên nữ | Người | 10 | 10
Thành viên nam | Người | 20 | 20
Doanh thu bình quân | Triệu đồng | 1110 | 1150
HTX nông nghiệp | HTX | 1 | 1
HTX đa dịch vụ | HTX | 1 | 1
Tỷ lệ hộ tham gia | % | 450 | 4.5
== Biểu 02
Xã Một
Kỳ báo cáo: tháng 10/2023
STT | Tên HTX | Lĩnh vực | Ngày thành lập | Số thành viên | Doanh thu thực hiện | Doanh thu ước | Đa dịch vụ | Ghi chú
";

#[test]
fn a_mean_without_divisor_is_refused_and_the_cell_is_kept() {
    let now = outcome(NO_DIVISOR, |_| ());
    let finding = now.findings.iter().find(|finding| finding.code == "ty-le-sai").unwrap();
    for (opinion, expected) in [("4,5", "số chia"), ("150", "từ 0 đến 100")] {
        let then = with_opinion(NO_DIVISOR, finding, &now, opinion);
        assert_eq!(silent(opinion, finding, &now, &then), None);
        assert_eq!(then.decisions.checks[&ROW], Effect::Unclear);
        assert!(then.entries.unclear[0].expected.contains(expected));
        let left = same(finding, &then, &now).unwrap();
        assert!(left.is_open() && left.message.contains("450"), "{}", left.message);
    }
}

/// The unit whose report is missing in the fixtures of unknown units.
const ABSENT: usize = 1;

fn is_received(of: &Outcome) -> bool {
    of.month.used_by(ABSENT).next().is_some()
}

#[test]
fn whose_a_report_is_one_word_settles() {
    let texts = texts();
    let settled = |fixture: &str, found: &str, opinion: &str| {
        let text = &texts[fixture];
        let before = outcome(text, |_| ());
        let asked = |f: &&Finding| f.code == "don-vi-la" && f.found == found;
        let finding = before.findings.iter().find(asked).unwrap();
        assert!(!is_received(&before));
        is_received(&with_opinion(text, finding, &before, opinion))
    };
    for opinion in ["x", "dùng", "Xã Hai", "hai", "HAI"] {
        assert!(settled("don-vi-la-2", "Xa Hai", opinion), "{opinion}");
    }
    assert!(!settled("don-vi-la-2", "Xa Hai", "giữ"));
    // Another unit is proposed for nobody, but the office may know better.
    assert!(!settled("don-vi-la-2", "Xã Ba Tây", "x"));
    assert!(settled("don-vi-la-2", "Xã Ba Tây", "Xã Hai"));
    assert!(settled("don-vi-la-ten-cu", "Xã Bảy", "x"));
}

#[test]
fn a_unit_nearly_named_counts_as_having_sent_and_its_file_may_be_used() {
    for (fixture, file) in [("don-vi-la-2", "bao cao.xlsx"), ("don-vi-la-ten-cu", "Xã Bảy.xlsx")]
    {
        let text = &texts()[fixture];
        let before = outcome(text, |_| ());
        assert!(before.month.sent_something(ABSENT) && !is_received(&before), "{fixture}");
        let said = before.findings.iter().find(|f| f.code == "don-vi-la" && f.file == file);
        assert!(said.unwrap().message.contains("Có phải Xã Hai?"), "{fixture}");
        let row = [("Đơn vị", "Xã Hai"), ("Tệp", file), (OPINION, "dùng")];
        let values = row.map(|(header, text)| (header.to_owned(), Value::Text(text.into())));
        let row = EntryRow { row: ROW, values: values.into(), unheaded: BTreeMap::new() };
        let now = outcome(text, |entries: &mut Entries| {
            entries.tables.entry(sheets::RECEIPT).or_default().rows.push(row);
        });
        assert!(is_received(&now), "{fixture}");
    }
}
