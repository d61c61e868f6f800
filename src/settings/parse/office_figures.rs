//! Sheet Số liệu cơ quan: figures that the office enters.

use super::cell::SettingsCell;
use super::problem::Problems;
use super::rows::EnteredRow;
use super::table::read_optional_table;
use super::values::number_in;
use crate::kinds::over_units::OverUnits;
use crate::settings::model::{
    ByCode, Indicator, NumberKind, OfficeFigure, OfficeFigures, OverPeriods,
};
use viet_text::period::Period;
use viet_text::period_text::find_period;
use workbook_io::Workbook;

const SHEET: &str = "Số liệu cơ quan";

/// Adds the office's own figures to the indicators.
pub(super) fn read(book: &Workbook, indicators: &mut ByCode<Indicator>, problems: &mut Problems) {
    let table = read_optional_table::<EnteredRow>(book, SHEET, problems);
    for (row, data) in &table.rows {
        let Some(code) = table.need(*row, "Mã", data.code.as_ref(), problems) else { continue };
        match indicators.get(&code.text) {
            Some(Indicator { entered: None, .. }) => {
                let message = format!(
                    "mã {} đã có ở trang \"Số liệu\", do đơn vị báo cáo; đề nghị dùng mã khác",
                    code.text
                );
                problems.add(SHEET, Some(code.at), message);
                continue;
            }
            Some(_) => {}
            None => {
                let name = table.need(*row, "Tên số liệu", data.name.as_ref(), problems);
                let name = name.map_or(&code.text, |name| &name.text);
                indicators.insert(code.text.clone(), indicator(code, name, data));
            }
        }
        let Some(figure) = figure(data, problems) else { continue };
        let known = indicators.get_mut(&code.text).expect("it was inserted above");
        // A figure is printed with the decimals that the office typed.
        known.decimals = known.decimals.max(figure.value.normalize().scale());
        let entered = known.entered.get_or_insert_default();
        if entered.0.iter().any(|entry| entry.period == figure.period) {
            let message = format!("mã {} của kỳ này đã có ở dòng trên", code.text);
            problems.add(SHEET, Some(code.at), message);
        }
        entered.0.push(figure);
    }
}

fn indicator(code: &SettingsCell, name: &str, data: &EnteredRow) -> Indicator {
    let unit = data.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default();
    Indicator {
        code: code.text.clone(),
        group: "SỐ LIỆU CỦA CƠ QUAN".to_owned(),
        name: name.to_owned(),
        kind: if unit.trim() == "%" { NumberKind::Share } else { NumberKind::Count },
        unit,
        decimals: 0,
        over_units: OverUnits::sum(),
        over_periods: OverPeriods::Latest,
        derivation: None,
        entered: Some(OfficeFigures::default()),
    }
}

/// The row's value; a row without one only declares its code.
fn figure(data: &EnteredRow, problems: &mut Problems) -> Option<OfficeFigure> {
    let unit = data.unit.as_ref().map_or("", |unit| &unit.text);
    let value = number_in(unit, SHEET, "Giá trị", data.value.as_ref()?, problems)?;
    if value.is_sign_negative() && !value.is_zero() {
        let at = data.value.as_ref().map(|value| value.at);
        problems.add(SHEET, at, "cột \"Giá trị\" không thể là số âm");
        return None;
    }
    let period = match &data.period {
        Some(written) => Some(period(written, problems)?),
        None => None,
    };
    let source = data.source.as_ref().map(|source| source.text.clone()).unwrap_or_default();
    Some(OfficeFigure { period, value, source })
}

fn period(written: &SettingsCell, problems: &mut Problems) -> Option<Period> {
    // A year in a number cell reads "2.023", like any number above a thousand.
    let as_year = written.text.replace('.', "");
    let is_year = as_year.len() == 4 && as_year.chars().all(|c| c.is_ascii_digit());
    let found = find_period(if is_year { &as_year } else { &written.text });
    if found.is_none() {
        let message = format!(
            "cột \"Kỳ\" ghi \"{}\"; viết như 2023, 2023-Q2, 2023-10, hoặc để trống nếu dùng cho mọi \
             kỳ",
            written.text
        );
        problems.add(SHEET, Some(written.at), message);
    }
    found
}
