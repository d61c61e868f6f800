//! Figures that only the office has: no unit reports them, and none is guessed.

use rust_decimal::Decimal;

use super::arithmetic::Basis;
use viet_text::period::Period;

/// The values that the office entered for one indicator. It may be empty: then the indicator
/// exists without a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeFigures(pub(in crate::settings) Vec<OfficeFigure>);

/// One value, and for when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeFigure {
    /// The period or year it is of; `None` where it holds always.
    pub period: Option<Period>,
    /// The value.
    pub value: Decimal,
    /// Where the office has it from.
    pub source: String,
}

impl OfficeFigures {
    /// Has the office entered no value yet?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value for a period: the period's own, else its year's, else one that always holds;
    /// never another year's.
    #[must_use]
    pub fn figure_for(&self, period: Period, basis: Basis) -> Option<&OfficeFigure> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use viet_text::period_text::find_period;

    #[test]
    fn the_nearest_period_decides_and_no_other_year_stands_in() {
        let figure = |period: Option<&str>, value: i64| OfficeFigure {
            period: period.map(|text| find_period(text).unwrap()),
            value: Decimal::from(value),
            source: String::new(),
        };
        let entered = OfficeFigures(vec![figure(Some("2022"), 1), figure(Some("2023-10"), 2)]);
        let value = |entered: &OfficeFigures, period: &str, basis| {
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
        let always = OfficeFigures(vec![figure(None, 7), figure(Some("2024"), 8)]);
        assert_eq!(value(&always, "2023-11", Basis::Actual), Some(7));
        assert_eq!(value(&always, "2024-01", Basis::Actual), Some(8));
    }
}
