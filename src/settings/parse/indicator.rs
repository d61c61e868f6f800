//! Sheet Số liệu: indicators.

use super::cell::SettingsCell;
use super::derivation::derivation;
use super::problem::{Problems, did_you_mean};
use super::rows::{INDICATORS, IndicatorRow};
use super::table::{Table, read_table};
use super::values::{decimals, meaning};
use crate::kinds::over_units::{OverUnits, RULES};
use crate::settings::model::{ByCode, Indicator, List, NumberKind, OverPeriods};
use workbook_io::Workbook;

const KINDS: &[(&str, NumberKind)] = &[
    ("đếm", NumberKind::Count),
    ("tiền", NumberKind::Money),
    ("đo lường", NumberKind::Money),
    ("tỷ lệ", NumberKind::Share),
    ("đạt/không", NumberKind::YesNo),
];

const PERIODS: &[(&str, OverPeriods)] = &[
    ("thời điểm", OverPeriods::Latest),
    ("lũy kế", OverPeriods::YearToDate),
    ("phát sinh", OverPeriods::Flow),
];

/// The figures whose rows name open questions: code and the questions' numbers.
pub(super) type OpenRows = Vec<(String, String)>;

pub(super) fn read(
    book: &Workbook,
    lists: &ByCode<List>,
    problems: &mut Problems,
) -> (ByCode<Indicator>, OpenRows) {
    let table = read_table::<IndicatorRow>(book, INDICATORS, problems);
    let mut indicators = ByCode::default();
    let mut open = OpenRows::new();
    for (row, data) in &table.rows {
        if let (Some(code), Some(questions)) = (&data.code, &data.confirm) {
            open.push((code.text.clone(), questions.text.clone()));
        }
        if let Some(indicator) = indicator(&table, *row, data, lists, problems) {
            let at = data.code.as_ref().map(|code| code.at);
            let code = indicator.code.clone();
            if indicators.insert(code.clone(), indicator).is_some() {
                problems.add(INDICATORS, at, format!("mã {code} đã có ở dòng trên"));
            }
        }
    }
    check_references(&table, &indicators, problems);
    (indicators, open)
}

fn indicator(
    table: &Table<IndicatorRow>,
    row: u32,
    data: &IndicatorRow,
    lists: &ByCode<List>,
    problems: &mut Problems,
) -> Option<Indicator> {
    let code = table.need(row, "Mã", data.code.as_ref(), problems);
    let name = table.need(row, "Tên số liệu", data.name.as_ref(), problems);
    let kind = table.need(row, "Loại", data.kind.as_ref(), problems);
    let units = table.need(row, "Qua các đơn vị", data.over_units.as_ref(), problems);
    let kind = kind.and_then(|kind| meaning(INDICATORS, "Loại", kind, KINDS, problems));
    let over_units = units.and_then(|units| over_units(units, problems));
    let over_periods = match &data.over_periods {
        Some(written) => meaning(INDICATORS, "Qua các kỳ", written, PERIODS, problems)?,
        None => OverPeriods::Latest,
    };
    let derivation = derivation(table, row, data, lists, problems);
    let kind = kind?;
    let decimals =
        decimals(INDICATORS, "Số lẻ", data.decimals.as_ref(), problems).unwrap_or(match kind {
            NumberKind::Count | NumberKind::YesNo => 0,
            NumberKind::Money => 1,
            NumberKind::Share => 2,
        });
    let text =
        |field: &Option<SettingsCell>| field.as_ref().map(|w| w.text.clone()).unwrap_or_default();
    Some(Indicator {
        code: code?.text.clone(),
        group: text(&data.group),
        name: name?.text.clone(),
        unit: text(&data.unit),
        kind,
        decimals,
        over_units: over_units?,
        over_periods,
        derivation,
        entered: None,
    })
}

fn over_units(written: &SettingsCell, problems: &mut Problems) -> Option<OverUnits> {
    let rule = OverUnits::read(&written.text);
    if rule.is_none() {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.syntax).collect();
        let message = format!(
            "cột \"Qua các đơn vị\" ghi \"{}\". Dùng: {}",
            written.text.trim(),
            known.join("; ")
        );
        problems.add(INDICATORS, Some(written.at), message);
    }
    rule
}

/// Codes that rules over units name must exist.
fn check_references(
    table: &Table<IndicatorRow>,
    indicators: &ByCode<Indicator>,
    problems: &mut Problems,
) {
    for (_, data) in &table.rows {
        let (Some(code), Some(written)) = (&data.code, &data.over_units) else { continue };
        let Some(indicator) = indicators.get(&code.text) else { continue };
        let named = indicator.over_units.codes.iter();
        for name in named.filter(|name| !indicators.contains_key(*name)) {
            let hint = did_you_mean(name, indicators.keys().map(String::as_str));
            problems.add(INDICATORS, Some(written.at), format!("không có mã số liệu {name}{hint}"));
        }
    }
}
