use std::path::Path;

use rust_decimal::Decimal;

use super::{EarlierPeriod, History, HistoryGap, Span, UnreadAnnex};
use crate::figures::consolidate::Total;
use crate::kinds::over_units::OverUnits;
use crate::settings::{OverPeriods, Settings};
use viet_text::period::Period;

const HALF: Period = Period::HalfYear { year: 2026, half: 1 };

fn month(month: u32) -> Period {
    Period::Month { year: 2026, month }
}

fn quarter(quarter: u32) -> Period {
    Period::Quarter { year: 2026, quarter }
}

/// Settings in which the first three figures are a level, a flow, and one since January.
fn settings() -> Settings {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/nq47-thap-muoi/khai-bao.xlsx");
    let book = crate::workspace::open(Path::new(pack)).unwrap();
    let mut settings = Settings::read(&book).unwrap();
    let kinds = [OverPeriods::Latest, OverPeriods::Flow, OverPeriods::YearToDate];
    for (indicator, kind) in settings.indicators.values_mut().zip(kinds) {
        (indicator.over_periods, indicator.over_units) = (kind, OverUnits::sum());
        indicator.derivation = None;
    }
    settings
}

/// An annex in which every figure is the same.
fn told(settings: &Settings, period: Period, value: i64) -> EarlierPeriod {
    let total = Total { value: Some(value.into()), sum: value.into(), ..Total::default() };
    let mut totals = vec![<[Total; 4]>::default(); settings.indicators.len()];
    totals.iter_mut().for_each(|bases| bases[0] = total.clone());
    EarlierPeriod {
        period,
        file: String::new(),
        by_unit: Vec::new(),
        totals,
        rows: Vec::new(),
        edited: false,
        under_review: std::collections::BTreeSet::new(),
        other_units: None,
        gaps: Vec::<HistoryGap>::new(),
    }
}

fn history(periods: impl IntoIterator<Item = EarlierPeriod>) -> History {
    let mut periods: Vec<EarlierPeriod> = periods.into_iter().collect();
    periods.sort_by_key(|earlier| earlier.period);
    History { periods, ..History::default() }
}

fn figures(span: &Span) -> [Option<i64>; 3] {
    let value = |place: usize| span.totals[place][0].value;
    [0, 1, 2].map(|place| value(place).map(|value: Decimal| value.try_into().unwrap()))
}

#[test]
fn a_half_year_has_its_months() {
    let settings = settings();
    let of = |months: &[u32]| {
        history(months.iter().map(|at| told(&settings, month(*at), i64::from(*at))))
    };
    let all = of(&[1, 2, 3, 4, 5, 6]);
    let moments = all.moments(HALF, 11, &settings);
    let ends: Vec<Period> = moments.iter().map(|span| span.latest).collect();
    assert_eq!(ends, (1..=5).map(month).collect::<Vec<_>>(), "June is no earlier than the half");
    assert_eq!(figures(&moments[4]), [Some(5), Some(15), Some(5)]);
    assert_eq!(figures(&all.find_preceding(HALF, &settings).unwrap()), figures(&moments[4]));
    // A sum never lacks a month silently.
    let span = of(&[1, 2, 4, 5]).find_preceding(HALF, &settings).unwrap();
    assert_eq!(figures(&span), [Some(5), None, Some(5)]);
    assert_eq!(span.uncovered, [month(3)]);
    // What was told of a month comes from annexes of months, not of longer periods.
    let june = all.find_preceding(month(6), &settings).unwrap();
    assert_eq!((june.latest, figures(&june)), (month(5), [Some(5), Some(5), Some(5)]));
}

#[test]
fn the_nearest_annex_tells_whatever_its_length() {
    let settings = settings();
    let annex = |period, value| told(&settings, period, value);
    let first = history([annex(month(3), 3), annex(quarter(1), 10)]);
    let span = first.find_preceding(quarter(2), &settings).unwrap();
    assert_eq!((span.latest, figures(&span)), (quarter(1), [Some(10); 3]));
    let later = history([annex(quarter(1), 10), annex(month(4), 4), annex(month(5), 5)]);
    let span = later.find_preceding(quarter(2), &settings).unwrap();
    assert_eq!((span.latest, figures(&span)), (month(5), [Some(5), Some(9), Some(5)]));
    let span = later.find_preceding(HALF, &settings).unwrap();
    assert_eq!(figures(&span), [Some(5), Some(19), Some(5)]);
    assert!(history([annex(HALF, 1)]).find_preceding(quarter(2), &settings).is_none());
}

#[test]
fn nothing_stands_in_for_an_annex_that_cannot_be_read() {
    let settings = settings();
    let unread =
        |period| UnreadAnnex { period, file: String::new(), why: String::new(), to_do: "" };
    let with = |months: [u32; 2], period| History {
        unread: vec![unread(period)],
        ..history(months.map(|at| told(&settings, month(at), 1)))
    };
    let before = |history: History, period| history.find_preceding(period, &settings);
    assert!(before(with([1, 2], month(3)), HALF).is_none());
    assert_eq!(figures(&before(with([1, 3], month(2)), HALF).unwrap()), [Some(1), None, Some(1)]);
    assert!(before(with([2, 3], quarter(1)), quarter(2)).is_none());
    assert!(before(with([2, 3], quarter(1)), month(4)).is_some());
}
