//! Columns wide enough for their numbers: a number that does not fit shows as ####.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use foldhash::fast::RandomState;
use rust_decimal::Decimal;

use super::style;
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;
use workbook_io::sheet::{Content, FormulaResult, Row, one_line_width};

/// The space that a cell keeps free at both sides, in tenths of a character.
const PADDING: u32 = 8;

/// Widens columns, in tenths of a character, to what the numbers of rows take.
pub(super) fn widen<'r>(widths: &mut [u32], rows: impl IntoIterator<Item = &'r Row>) {
    let mut measured: HashSet<_, RandomState> = HashSet::default();
    for (col, content, style) in rows.into_iter().flat_map(|row| &row.cells) {
        let number = match content {
            Content::Number(number) => number,
            Content::Formula(live) => match &live.result {
                FormulaResult::Number(number) => number,
                FormulaResult::Text(_) => continue,
            },
            _ => continue,
        };
        // Whole numbers with the same number of digits need the same width.
        let digits = number.mantissa().unsigned_abs().checked_ilog10();
        let shape = (*col, number.is_sign_negative(), digits, &style.number, style.half_points);
        if number.scale() == 0 && !measured.insert(shape) {
            continue;
        }
        if let Some(width) = widths.get_mut(*col as usize) {
            *width = (*width).max(number_width(*number, &style.number, style.half_points));
        }
    }
}

/// The width that a number takes, bold, under a number format.
pub(super) fn number_width(number: Decimal, format: &str, half_points: u16) -> u32 {
    one_line_width(&shown(number, format), half_points, true) + PADDING
}

/// The widest of many numbers in one font size. All digits have the same width, so numbers with
/// equally many digits before and after the comma are measured once.
pub(super) struct WidestNumber {
    half_points: u16,
    measured: BTreeSet<(bool, u32, u32, u32)>,
    /// Whole numbers already measured, by their decimals: a bit for each number of digits and sign.
    /// Nearly all numbers are whole.
    whole: [u64; 8],
    /// The width needed so far, in tenths of a character.
    pub(super) width: u32,
}

impl WidestNumber {
    pub(super) fn new(half_points: u16) -> Self {
        Self { half_points, measured: BTreeSet::new(), whole: [0; 8], width: 0 }
    }

    /// Adds a number shown with this many decimals.
    pub(super) fn add(&mut self, number: Decimal, decimals: u32) {
        let shown = if number.scale() == 0 { number } else { rounded(number, decimals) };
        let digits = shown.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
        if shown.scale() == 0
            && let Some(whole) = self.whole.get_mut(decimals as usize)
        {
            let bit = 1 << (2 * digits + u32::from(shown.is_sign_negative()));
            if *whole & bit != 0 {
                return;
            }
            *whole |= bit;
        }
        if self.measured.insert((shown.is_sign_negative(), digits, shown.scale(), decimals)) {
            let number_width = number_width(number, &style::decimals(decimals), self.half_points);
            self.width = self.width.max(number_width);
        }
    }
}

/// A number as one of the annex's formats shows it, with the longest of the format's words.
fn shown(number: Decimal, format: &str) -> Cow<'static, str> {
    if format.contains("yyyy") {
        return Cow::Borrowed("31/12/2025");
    }
    let digits = format.split('.').nth(1).unwrap_or_default();
    let decimals = digits.chars().take_while(|c| *c == '0').count();
    let number = match format {
        "" => number.normalize(),
        _ => rounded(number, u32::try_from(decimals).unwrap_or(0)),
    };
    let words = format.split(';').map(|section| {
        let quoted = section.split('"').skip(1).step_by(2);
        quoted.collect::<String>()
    });
    let longest = words.max_by_key(|words| words.chars().count()).unwrap_or_default();
    // A number that is whole now may have decimals next time.
    let after =
        if number.is_integer() && decimals > 0 { "0".repeat(decimals + 1) } else { String::new() };
    Cow::Owned(format!("{longest}{}{after}", vietnamese(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_shown() {
        for (number, format, expected) in [
            ("2570", "#,##0", "2.570"),
            ("1623.46", "#,##0.0", "1.623,5"),
            ("45", "#,##0.00", "45000"),
            ("-30", "\"vượt \"#,##0;\"thiếu \"#,##0", "thiếu -30"),
            ("45230", "dd/mm/yyyy", "31/12/2025"),
            ("0.255", "", "0,255"),
        ] {
            assert_eq!(shown(number.parse().unwrap(), format), expected, "{format}");
        }
    }

    #[test]
    fn the_widest_of_many_is_as_wide_as_each_on_its_own() {
        let numbers = ["0", "9.999", "-9.996", "10.5", "-1234.5", "1234567", "1111111", "0.004"];
        let numbers: Vec<Decimal> = numbers.iter().map(|text| text.parse().unwrap()).collect();
        for decimals in [0, 2, 4] {
            let mut widest = WidestNumber::new(20);
            for (count, number) in (1..).zip(&numbers) {
                widest.add(*number, decimals);
                let each = numbers.iter().take(count);
                let each = each.map(|number| number_width(*number, &style::decimals(decimals), 20));
                assert_eq!(Some(widest.width), each.max(), "{number}");
            }
        }
    }

    #[test]
    fn a_large_number_widens_its_column_alone() {
        let cell = workbook_io::sheet::Style { number: "#,##0".into(), ..Default::default() };
        let large = Content::Number("9999999999999".parse().unwrap());
        let row = Row { index: 0, height: None, cells: vec![(1, large, cell)] };
        let mut widths = [80, 80, 80];
        widen(&mut widths, [&row]);
        assert_eq!((widths[0], widths[2]), (80, 80));
        assert!(widths[1] > 150, "{}", widths[1]);
    }
}
