use std::collections::BTreeSet;

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::annex_figures::whole;
use super::{EarlierPeriod, EarlierRow, EarlierRows, History, convert_units};
use super::{PeriodTotals, Span};
use crate::figures::consolidate::{FigureSource, Total, UnitFigure, UnitFigures};
use crate::kinds::over_units::OverUnits;
use crate::settings::{Basis, OverPeriods, Predecessors, Settings};
use crate::workspace::open;
use viet_text::period::Period;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

const JUNE: Period = Period::Month { year: 2025, month: 6 };

fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The pack's settings with the real list of units: 13 that became 6 on 1/7/2025, one of them
/// with a commune from elsewhere.
fn book(change: impl Fn(&str) -> String) -> Workbook {
    let mut book = open(&repository("templates/nq47-thap-muoi/khai-bao.xlsx")).unwrap();
    let table = fs::read_to_string(repository("tests/data/don-vi-thap-muoi.tsv")).unwrap();
    let mut grid = Grid::named("Đơn vị");
    for (row, line) in (0..).zip(change(&table).lines()) {
        for (col, text) in (0..).zip(line.split('\t')).filter(|(_, text)| !text.is_empty()) {
            let cell = Cell::plain(Value::Text(text.into()));
            grid.cells.insert(Address::new(row, col), cell);
        }
    }
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == "Đơn vị").unwrap();
    *sheet = grid;
    book
}

fn settings() -> Settings {
    Settings::read(&book(str::to_owned)).unwrap()
}

/// The same, with nobody from elsewhere.
fn settings_of_one_area() -> Settings {
    let without = |table: &str| {
        let lines = table.lines().filter(|line| !line.contains("ngoài danh sách"));
        lines.collect::<Vec<_>>().join("\n")
    };
    Settings::read(&book(without)).unwrap()
}

/// No figure is under review.
static NOTHING: BTreeSet<(usize, Basis)> = BTreeSet::new();

fn names(settings: &Settings) -> Vec<&str> {
    settings.units.iter().map(|unit| unit.name.as_str()).collect()
}

fn earlier(
    settings: &Settings,
    period: Period,
    number: impl Fn(usize, usize) -> i64,
) -> EarlierPeriod {
    let figure = |unit: usize, indicator: usize| {
        let is_mean = settings.indicators[indicator].over_units.is_mean();
        let source = FigureSource::Carried { period, file: "".into() };
        let weight = if is_mean { Decimal::from(unit + 1) } else { Decimal::ONE };
        let sum = Decimal::from(number(unit, indicator));
        Some(UnitFigure { sum, weight, complete: true, source })
    };
    let of_unit = |unit: usize| {
        UnitFigures::from_fn(settings.indicators.len(), |place, basis| {
            (basis == Basis::Actual).then(|| figure(unit, place)).flatten()
        })
    };
    let by_unit: Vec<_> = (0..settings.units.len()).map(of_unit).collect();
    let totals = whole(&by_unit, period, settings);
    let row = |unit: usize| EarlierRow { unit, name: format!("HTX {unit}"), row: None };
    let rows = vec![(0..settings.units.len()).map(row).collect(), EarlierRows::default()];
    let (file, edited, other_units, gaps) = (String::new(), false, None, Vec::new());
    let under_review = BTreeSet::new();
    EarlierPeriod { period, file, by_unit, totals, rows, edited, under_review, other_units, gaps }
}

#[test]
fn each_day_has_its_own_list_and_codes_are_used_again() {
    let settings = settings();
    assert_eq!(names(&settings).len(), 6);
    let before = settings.on(day("2025-06-30"));
    let after = settings.on(day("2025-07-01"));
    assert_eq!((before.units.len(), after.units.len()), (13, 6));
    let of_code = |settings: &Settings, code: &str| {
        settings.units.iter().find(|unit| unit.code == code).unwrap().name.clone()
    };
    assert_eq!(of_code(&before, "30037"), "Thị trấn Mỹ An");
    assert_eq!(of_code(&after, "30037"), "Xã Tháp Mười");
    assert_eq!(of_code(&after, "30043"), "Xã Phương Thịnh");
}

#[test]
fn a_unit_made_of_whole_units_can_be_compared() {
    let settings = settings();
    let then = settings.on(day("2025-06-30"));
    let came = |name: &str| {
        let unit = settings.units.iter().find(|unit| unit.name == name).unwrap();
        match settings.timeline.predecessors(unit, day("2025-06-30"), &then.units) {
            Predecessors::Units(places) => {
                places.iter().map(|p| then.units[*p].code.clone()).collect()
            }
            Predecessors::Unknown(reason) => vec![reason],
        }
    };
    assert_eq!(came("Xã Tháp Mười"), ["30037", "30064", "30052"]);
    assert_eq!(came("Xã Mỹ Quí"), ["30058", "30055", "30070"]);
    assert!(came("Xã Phương Thịnh")[0].contains("ngoài danh sách"));
    let gone = then.units.iter().find(|unit| unit.name == "Xã Láng Biển").unwrap();
    let became = settings.timeline.successor(gone, day("2025-08-31"), &settings.units).unwrap();
    assert_eq!(settings.units[became].name, "Xã Mỹ Quí");
}

#[test]
fn figures_and_organisations_go_with_their_communes() {
    let settings = settings();
    let then = settings.on(JUNE.last_day());
    let june = earlier(&then, JUNE, |unit, _| 1 << unit);
    let told = convert_units(june, &then, &settings, day("2025-07-31"));
    let place = |name: &str| settings.units.iter().position(|unit| unit.name == name).unwrap();
    let actual = |unit: &str| told.by_unit[place(unit)].get(0, Basis::Actual);
    // Thị trấn Mỹ An, Xã Mỹ An and Xã Mỹ Hòa are the first, second and fourth of the list.
    assert_eq!(actual("Xã Tháp Mười").unwrap().sum, Decimal::from(1 + 2 + 8));
    assert!(actual("Xã Phương Thịnh").is_none());
    let of = |unit: &str| {
        let rows = told.rows[0].iter().filter(|row| row.unit == place(unit));
        rows.map(|row| row.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("Xã Tháp Mười"), ["HTX 0", "HTX 1", "HTX 3"]);
    assert_eq!(of("Xã Phương Thịnh"), ["HTX 6"]);
    assert_eq!(told.other_units, Some(13));
    let reasons = told.reasons(&settings);
    assert_eq!(
        reasons,
        ["Xã Phương Thịnh (có Xã Phương Thịnh cũ trước đây ở ngoài danh sách đơn vị báo cáo)"]
    );
}

#[test]
fn slips_in_the_history_of_units_are_said() {
    let said = |from: &str, to: &str| {
        let problems = Settings::read(&book(|table| table.replace(from, to))).unwrap_err();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let clash = said("Xã Tháp Mười\t\t1/7/2025", "Xã Tháp Mười\t\t30/6/2025");
    assert!(clash.contains("mã 30037 đã có ở dòng trên trong cùng thời gian"), "{clash}");
    let lost = said("30/6/2025\t30061", "30/6/2025\t30099");
    assert!(lost.contains("không có đơn vị mã 30099 vào ngày đó"), "{lost}");
    let when = said("30/6/2025\t30043\tngoài", "\t99\tngoài");
    assert!(when.contains("chưa rõ từ ngày nào"), "{when}");
}

#[test]
fn a_unit_ends_where_the_one_it_became_begins() {
    let without = book(|table| table.replace("\t30/6/2025\t", "\t\t"));
    let settings = Settings::read(&without).unwrap();
    assert_eq!(settings.on(JUNE.last_day()).units.len(), 13);
    assert_eq!(settings.units.len(), 6);
}

fn piece(period: Period, totals: &[[Total; 4]]) -> PeriodTotals<'_> {
    PeriodTotals { period, totals, gaps: &[], under_review: &NOTHING }
}

fn month(month: u32) -> Period {
    Period::Month { year: 2025, month }
}

/// Settings in which the first three figures are a level, a flow, and one since January.
fn three_kinds() -> Settings {
    let mut settings = settings();
    let kinds = [OverPeriods::Latest, OverPeriods::Flow, OverPeriods::YearToDate];
    for (indicator, kind) in settings.indicators.values_mut().zip(kinds) {
        (indicator.over_periods, indicator.over_units) = (kind, OverUnits::sum());
        indicator.derivation = None;
    }
    settings
}

fn totals(settings: &Settings, value: i64) -> Vec<[Total; 4]> {
    let total = Total { value: Some(value.into()), sum: value.into(), ..Total::default() };
    let mut one = vec![<[Total; 4]>::default(); settings.indicators.len()];
    one.iter_mut().for_each(|bases| bases[0] = total.clone());
    one
}

fn first_three(span: &Span) -> Vec<Option<Decimal>> {
    (0..3).map(|place| span.totals[place][0].value).collect()
}

/// The first indicator is drawn from the second, which is a ratio, too.
#[test]
fn a_ratio_is_computed_after_those_it_is_drawn_from() {
    let mut settings = settings();
    let code = |place: usize| settings.indicators[place].code.clone();
    let rules = [format!("{} / {}", code(1), code(2)), format!("{} / {}", code(2), code(3))];
    for (place, rule) in rules.iter().enumerate() {
        settings.indicators[place].over_units = OverUnits::read(rule).unwrap();
        settings.indicators[place].derivation = None;
    }
    let report = |_: usize, indicator: usize| [0, 0, 10, 40][indicator.min(3)];
    let june = earlier(&settings, JUNE, report);
    let value = |place: usize| june.totals[place][0].value.unwrap();
    let units = Decimal::from(settings.units.len());
    assert_eq!(value(1), Decimal::from(25));
    assert_eq!(value(0), Decimal::from(2500) / (Decimal::TEN * units));
}

#[test]
fn a_flow_has_no_figure_where_a_month_is_absent() {
    let settings = three_kinds();
    let of = totals(&settings, 5);
    let pieces = [piece(month(1), &of), piece(month(3), &of)];
    let quarter = Period::Quarter { year: 2025, quarter: 1 };
    let span = Span::assemble(quarter, &pieces, &settings).unwrap();
    assert_eq!(first_three(&span), [Some(5.into()), None, Some(5.into())]);
    assert_eq!(span.uncovered, [month(2)]);
    assert!(Span::assemble(Period::Year { year: 2024 }, &pieces, &settings).is_none());
}

#[test]
fn the_longest_annexes_are_taken_and_none_twice() {
    let settings = three_kinds();
    let (quarter, april, may) =
        (totals(&settings, 100), totals(&settings, 7), totals(&settings, 8));
    let (january, half) = (totals(&settings, 1), Period::HalfYear { year: 2025, half: 1 });
    let first = Period::Quarter { year: 2025, quarter: 1 };
    let pieces = [
        piece(month(1), &january),
        piece(first, &quarter),
        piece(month(4), &april),
        piece(month(5), &may),
    ];
    let span = Span::assemble(half, &pieces, &settings).unwrap();
    assert_eq!(first_three(&span), [Some(8.into()), Some(115.into()), Some(8.into())]);
    assert_eq!(span.latest, month(5));
    let own = totals(&settings, 9);
    let with_own = [&pieces[..], &[piece(half, &own)]].concat();
    let span = Span::assemble(half, &with_own, &settings).unwrap();
    assert_eq!(first_three(&span), [Some(9.into()); 3]);
}

#[test]
fn the_same_period_of_last_year_is_its_annex_or_that_of_its_months() {
    let settings = three_kinds();
    let then = settings.on(JUNE.last_day());
    let months = (4..=6).map(|month| earlier(&then, Period::Month { year: 2025, month }, |_, _| 1));
    let history = History { periods: months.collect(), ..History::default() };
    let value = |period: Period| {
        let span = history.same_period_last_year(period, &settings)?;
        Some(first_three(&span).into_iter().map(|value| value.unwrap()).collect::<Vec<_>>())
    };
    let thirteen = Decimal::from(13);
    let june = Period::Month { year: 2026, month: 6 };
    assert_eq!(value(june), Some(vec![thirteen; 3]));
    let quarter = Period::Quarter { year: 2026, quarter: 2 };
    assert_eq!(value(quarter), Some(vec![thirteen, thirteen * Decimal::from(3), thirteen]));
    assert_eq!(value(Period::Month { year: 2026, month: 7 }), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever was reported: merging communes changes no total, whether a sum or a mean.
    #[test]
    fn mapping_keeps_totals(seed in prop::collection::vec(0i64..10_000, 26)) {
        let settings = settings_of_one_area();
        let then = settings.on(JUNE.last_day());
        let number = |unit: usize, indicator: usize| seed[(unit * 7 + indicator) % 26];
        let june = earlier(&then, JUNE, number);
        let before = june.totals.clone();
        let told = convert_units(june, &then, &settings, day("2025-07-31"));
        prop_assert!(told.gaps.is_empty());
        let after = whole(&told.by_unit, JUNE, &settings);
        for (place, indicator) in settings.indicators.values().enumerate() {
            if !indicator.over_units.is_quotient() && indicator.over_units.condition.is_none() {
                prop_assert_eq!(before[place][0].value, after[place][0].value, "{}", indicator.code);
            }
        }
    }

    /// Twelve months make a year, by way of quarters or not: a flow is their sum, a level and
    /// what counts from January are December's.
    #[test]
    fn sums_over_periods(months in prop::collection::vec(0i64..10_000, 12), by_quarter in any::<[bool; 4]>()) {
        let settings = three_kinds();
        let all: Vec<_> = months.iter().map(|value| totals(&settings, *value)).collect();
        let quarters: Vec<_> = months.chunks(3).map(|q| totals(&settings, q.iter().sum())).collect();
        let mut pieces = Vec::new();
        for quarter in 0..4u32 {
            let place = quarter as usize;
            if by_quarter[place] {
                let period = Period::Quarter { year: 2025, quarter: quarter + 1 };
                pieces.push(piece(period, &quarters[place]));
            }
            for of in quarter * 3..quarter * 3 + 3 {
                pieces.push(piece(month(of + 1), &all[of as usize]));
            }
        }
        let span = Span::assemble(Period::Year { year: 2025 }, &pieces, &settings).unwrap();
        prop_assert_eq!(span.totals[1][0].value, Some(months.iter().sum::<i64>().into()));
        let last = if by_quarter[3] { months[9..].iter().sum() } else { months[11] };
        prop_assert_eq!(span.totals[0][0].value, Some(last.into()));
        prop_assert_eq!(span.totals[2][0].value, Some(last.into()));
        prop_assert!(span.uncovered.is_empty());
    }
}
