//! Digits with dots, commas and spaces, and the numbers they can stand for.

use rust_decimal::Decimal;

use crate::measure::{Measure, MoneyUnit};

/// The numbers that digits can stand for, likeliest first. `clear` if only the Vietnamese reading
/// is possible.
pub(crate) struct Readings {
    pub(crate) numbers: Vec<Decimal>,
    pub(crate) clear: bool,
}

impl Readings {
    fn clear(number: Decimal) -> Self {
        Self { numbers: vec![number], clear: true }
    }

    fn doubtful(mut numbers: Vec<Decimal>) -> Self {
        numbers.dedup();
        Self { numbers, clear: false }
    }
}

/// Reads unsigned digits in this measure. A number too long for a decimal becomes [`Decimal::MAX`].
pub(crate) fn read_digit_groups(figures: &str, measure: Measure) -> Option<Readings> {
    // A full stop at the end of a sentence.
    let figures = figures.strip_suffix('.').unwrap_or(figures);
    let groups: Vec<&str> = figures.split(['.', ',', ' ']).collect();
    if groups.iter().any(|group| group.is_empty()) {
        return None;
    }
    let separators: String = figures.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let (before, last) = separators.split_at(separators.len().saturating_sub(1));
    let (whole, fraction) = groups.split_at(groups.len() - 1);
    let all = |mark: char| before.chars().all(|separator| separator == mark);
    match last {
        "" => whole_number(figures).map(Readings::clear),
        "," if before.is_empty() => one_comma(whole[0], fraction[0], measure),
        "," if all(',') => in_thousands(&groups).map(|number| Readings::doubtful(vec![number])),
        "," if all('.') || all(' ') => with_decimals(whole, fraction[0]).map(Readings::clear),
        "." if before.is_empty() => one_dot(whole[0], fraction[0], measure),
        "." if all('.') => in_thousands(&groups).map(Readings::clear),
        "." if all(',') || all(' ') => {
            with_decimals(whole, fraction[0]).map(|number| Readings::doubtful(vec![number]))
        }
        " " if all(' ') => in_thousands(&groups).map(Readings::clear),
        _ => None,
    }
}

/// Digits without separators. `07` is 7; nine digits or more that start with zero are a telephone
/// number.
fn whole_number(digits: &str) -> Option<Decimal> {
    let telephone = digits.starts_with('0') && digits.len() >= 9;
    (!telephone).then(|| value(digits, ""))
}

/// `45,5` is clear. In `2,570` the comma may separate thousands, as on an English Windows.
fn one_comma(whole: &str, fraction: &str, measure: Measure) -> Option<Readings> {
    let decimal = with_decimals(&[whole], fraction)?;
    let Some(grouped) = in_thousands(&[whole, fraction]) else {
        return Some(Readings::clear(decimal));
    };
    Some(Readings::doubtful(match measure {
        Measure::Count => vec![grouped],
        Measure::Money(MoneyUnit::Ty) | Measure::Percent | Measure::Other => vec![decimal, grouped],
        Measure::Money(_) => vec![grouped, decimal],
    }))
}

/// `2.570` is clear. `2.57` and `12.5` may be English decimals, thousands that a spreadsheet has
/// already turned into decimals (2.570 shown as 2.57), or a misplaced dot.
fn one_dot(whole: &str, fraction: &str, measure: Measure) -> Option<Readings> {
    let decimal = with_decimals(&[whole], fraction)?;
    let grouped = in_thousands(&[whole, fraction]);
    match (grouped, measure) {
        // A percentage is never that large: 12.345 % means 12,345 %.
        (Some(grouped), Measure::Percent) => {
            return Some(Readings::doubtful(vec![decimal, grouped]));
        }
        (Some(grouped), _) => return Some(Readings::clear(grouped)),
        (None, Measure::Percent) => return Some(Readings::doubtful(vec![decimal])),
        (None, _) => {}
    }
    let mut numbers = vec![decimal];
    if whole.len() <= 3 && fraction.len() <= 3 {
        numbers
            .push(value(whole, &format!("{fraction:0<3}")).checked_mul(1000.into())?.normalize());
        numbers.extend((whole != "0").then(|| value(&format!("{whole}{fraction}"), "")));
    }
    if measure == Measure::Count && numbers.iter().any(Decimal::is_integer) {
        numbers.retain(Decimal::is_integer);
    }
    Some(Readings::doubtful(numbers))
}

/// The number written in groups of three digits; the first group has one to three and does not
/// start with zero.
fn in_thousands(groups: &[&str]) -> Option<Decimal> {
    let (first, others) = groups.split_first()?;
    let grouped =
        first.len() <= 3 && !first.starts_with('0') && others.iter().all(|group| group.len() == 3);
    grouped.then(|| value(&groups.concat(), ""))
}

/// A whole part, grouped or not, and its decimals.
fn with_decimals(whole: &[&str], fraction: &str) -> Option<Decimal> {
    match whole {
        [digits] => {
            let code = digits.starts_with('0') && digits.len() > 2;
            (!code).then(|| value(digits, fraction))
        }
        groups => in_thousands(groups).map(|_| value(&groups.concat(), fraction)),
    }
}

fn value(whole: &str, fraction: &str) -> Decimal {
    format!("{whole}.{fraction}0")
        .parse()
        .map_or(Decimal::MAX, |number: Decimal| number.normalize())
}
