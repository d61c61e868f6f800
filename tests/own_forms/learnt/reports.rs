//! Reports in learnt forms: sums, relations, questions.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use tonghop::check::{Evidence, check};
use tonghop::figures::consolidate::consolidate;
use tonghop::figures::decision::Decisions;
use tonghop::figures::history::History;
use tonghop::settings::{Basis, Settings};
use tonghop::setup::{NewOffice, OpenForm};
use tonghop::workspace::Entries;
use workbook_io::{Address, Workbook};

use super::office::{UNITS, learnt, month, put, real_form, settings, template};

/// Every figure cell filled with a number that depends on unit and cell; the sums by code.
fn filled(
    form: &OpenForm,
    office: &NewOffice,
) -> (Vec<(&'static str, Workbook)>, BTreeMap<String, Decimal>) {
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    let reports = (1..).zip(UNITS).map(|(turn, unit)| {
        let mut book = form.book.clone();
        for grid in &mut book.sheets {
            put(grid, "A2".parse().unwrap(), &unit.to_uppercase());
        }
        for cell in &office.proposal.forms[0] {
            let number = Decimal::from(turn * 100 + cell.at.row * 7 % 40 + cell.at.col);
            put(&mut book.sheets[cell.sheet_index], cell.at, &number.to_string());
            *sums.entry(cell.code.clone()).or_default() += number;
        }
        (unit, book)
    });
    (reports.collect(), sums)
}

#[test]
fn totals_are_the_sums_of_the_communes_cells() {
    let form = real_form("1-ntm-xa-2026.xlsx");
    let office = learnt(&form);
    let settings = settings(&office, |_| Some("đúng"));
    let (reports, sums) = filled(&form, &office);
    let month = month("6 tháng đầu năm 2026", reports, &settings, template(&office, &settings));
    let figures = consolidate(&month, &settings);
    let mut compared = 0;
    for (place, (code, indicator)) in settings.indicators.iter().enumerate() {
        if indicator.over_units.rule.syntax != "cộng" || indicator.unit == "đơn vị" {
            continue;
        }
        for basis in Basis::ALL {
            let Some(sum) = sums.get(&format!("{code}{}", basis.suffix())) else { continue };
            assert_eq!(figures.total(place, basis).value, Some(*sum), "{code}{}", basis.suffix());
            compared += 1;
        }
    }
    assert!(compared > 400, "{compared}");
}

/// Findings about relations between the rows of one unit's list, by their cells.
fn broken(settings: &Settings, month: &tonghop::intake::submission::Month) -> Vec<String> {
    let figures = consolidate(month, settings);
    let (entries, history) = (Entries::default(), History::default());
    let evidence = Evidence::new(settings, month, &figures, &[], &entries, &history);
    let checked = check(&evidence, &Decisions::default());
    let own = checked.findings.iter().filter(|finding| finding.code == "quan-he-trong-dong");
    own.map(|finding| finding.message.clone()).collect()
}

/// The survey's second table: two rows a hamlet, the last column by the printed formula.
fn survey(form: &OpenForm, wrong_by: i64) -> Workbook {
    let mut book = form.book.clone();
    for grid in &mut book.sheets {
        put(grid, "A2".parse().unwrap(), &UNITS[0].to_uppercase());
    }
    let grid = book.sheets.iter_mut().find(|grid| grid.name == "Bieu 2").unwrap();
    for hamlet in 0..4_u32 {
        for half in 0..2_u32 {
            let row = 8 + 2 * hamlet + half;
            if half == 0 {
                put(grid, Address::new(row, 1), &format!("Ấp {}", hamlet + 1));
            }
            let parts: Vec<i64> = (0..8).map(|col| i64::from(40 + row - col * 3)).collect();
            let end = parts[0] - parts[1] - parts[2] - parts[3] + parts[4..].iter().sum::<i64>();
            let end = if row == 13 { end + wrong_by } else { end };
            for (col, number) in (3..).zip(parts.into_iter().chain([end])) {
                put(grid, Address::new(row, col), &number.to_string());
            }
        }
    }
    book
}

#[test]
fn a_broken_formula_is_told_in_the_forms_own_numbers_and_a_sound_one_is_not() {
    let form = real_form("2-giam-ngheo.xlsx");
    let office = learnt(&form);
    let settings = settings(&office, |_| Some("đúng"));
    let report = |wrong_by| {
        let reports = vec![(UNITS[0], survey(&form, wrong_by))];
        month("năm 2026", reports, &settings, template(&office, &settings))
    };
    assert_eq!(broken(&settings, &report(0)), Vec::<String>::new());
    let told = broken(&settings, &report(3));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("cột 9 = 1-2-3-4+5+6+7+8"), "{told:?}");
    assert!(
        told[0].contains("Ấp 3 - Nhân khẩu"),
        "the row is told from the one above it: {told:?}"
    );
}

#[test]
fn an_answer_stands_in_place_of_what_was_understood() {
    let office = learnt(&real_form("1-ntm-xa-2026.xlsx"));
    let rule = |answer: Option<&'static str>| {
        let asked = |text: &str| if text.starts_with("Số chung") { answer } else { None };
        let settings = settings(&office, asked);
        let code = "bieu_10.ti_le_ho_ngheo_da_chieu";
        (settings.indicators[code].over_units.rule.syntax, settings.open_questions().count())
    };
    let all = office.proposal.questions.len();
    assert_eq!(rule(None), ("không cộng", all));
    assert_eq!(rule(Some("đúng")), ("không cộng", all - 1));
    assert_eq!(rule(Some("cộng")), ("cộng", all - 1));
}

#[test]
fn a_guessed_relation_counts_only_once_it_is_confirmed() {
    let office = learnt(&real_form("1-ntm-xa-2026.xlsx"));
    let count = |answer: Option<&'static str>| {
        let about_relations = |text: &str| text.contains("có bằng cộng");
        settings(&office, |text| answer.filter(|_| about_relations(text))).relations.len()
    };
    assert_eq!((count(None), count(Some("không"))), (0, 0));
    assert_eq!(count(Some("đúng")), office.proposal.relations.len());
}
