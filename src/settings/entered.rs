//! Figures that only the office has (Số liệu cơ quan): no unit reports them, none is guessed.

use rust_decimal::Decimal;

use super::ByCode;
use super::arithmetic::Basis;
use super::indicator::{Indicator, NumberKind, OverPeriods};
use super::problem::Problems;
use super::rows::EnteredRow;
use super::table::{SettingsCell, read_optional_table};
use super::word::number;
use crate::kinds::over_units::OverUnits;
use viet_text::period::Period;
use viet_text::period_text::find_period;
use workbook_io::Workbook;

const SHEET: &str = "Số liệu cơ quan";

/// The values that the office entered for one indicator; without any, the indicator exists
/// and has no figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered(Vec<EnteredFigure>);

/// One value, and for when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredFigure {
    /// The period or year it is of; `None` where it holds always.
    pub period: Option<Period>,
    /// The value.
    pub value: Decimal,
    /// Where the office has it from.
    pub source: String,
}

impl Entered {
    /// Has the office entered no value yet?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value for a period: the period's own, else its year's, else one that holds always.
    /// Another year's is never taken in its place.
    #[must_use]
    pub fn figure_for(&self, period: Period, basis: Basis) -> Option<&EnteredFigure> {
        let year = match basis {
            Basis::Actual | Basis::Estimate => period.year(),
            Basis::Prior => period.year() - 1,
            Basis::Plan => return None,
        };
        let own = (basis != Basis::Prior).then_some(period);
        let wanted = [own, Some(Period::Year { year })].into_iter().flatten().map(Some);
        wanted.chain([None]).find_map(|wanted| self.0.iter().find(|entry| entry.period == wanted))
    }
}

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
        entered: Some(Entered::default()),
    }
}

/// The row's value; a row without one only declares its code.
fn figure(data: &EnteredRow, problems: &mut Problems) -> Option<EnteredFigure> {
    let value = number(SHEET, "Giá trị", data.value.as_ref()?, problems)?;
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
    Some(EnteredFigure { period, value, source })
}

fn period(written: &SettingsCell, problems: &mut Problems) -> Option<Period> {
    // A year in a number cell reads "2.023", as any number of thousands would.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_period_decides_and_no_other_year_stands_in() {
        let figure = |period: Option<&str>, value: i64| EnteredFigure {
            period: period.map(|text| find_period(text).unwrap()),
            value: Decimal::from(value),
            source: String::new(),
        };
        let entered = Entered(vec![figure(Some("2022"), 1), figure(Some("2023-10"), 2)]);
        let value = |entered: &Entered, period: &str, basis| {
            entered.figure_for(find_period(period).unwrap(), basis).map(|f| f.value.mantissa())
        };
        for (period, basis, expected) in [
            ("2023-10", Basis::Actual, Some(2)),
            ("2023-10", Basis::Prior, Some(1)),
            ("2023-10", Basis::Plan, None),
            ("2023-11", Basis::Actual, None),
            ("2022-Q3", Basis::Estimate, Some(1)),
        ] {
            assert_eq!(value(&entered, period, basis), expected, "{period} {basis:?}");
        }
        let always = Entered(vec![figure(None, 7), figure(Some("2024"), 8)]);
        assert_eq!(value(&always, "2023-11", Basis::Actual), Some(7));
        assert_eq!(value(&always, "2024-01", Basis::Actual), Some(8));
    }
}
