//! The model of a workbook to be written: contents of cells and how they look.
//!
//! [`crate::write`] turns a [`Book`] into bytes. Rows are iterators, so that a long sheet is never
//! in memory as a whole.

mod chart;
mod content;
pub mod digest;
mod lines;
mod model;
mod rows;
mod style;

pub use crate::grid::Area;
pub use chart::{Chart, ChartKind, Series, SeriesLook};
pub use content::{Content, Formula, FormulaResult, Link, Target};
pub use lines::{MAX_ROW_HEIGHT, count_lines, one_line_width, row_height, unlimited_row_height};
pub use model::{
    Book, DefinedName, DropDownList, DropDownValues, Highlight, Locale, Margins, Page, Properties,
    Sheet, Table,
};
pub use rows::{Row, RowChunk};
pub use style::{Borders, Color, Emphasis, HorizontalAlign, Style, VerticalAlign};

use rust_decimal::Decimal;

/// Excel's limit for the name of a sheet, in UTF-16 units.
const NAME_LIMIT: usize = 31;

/// A valid name for a sheet, close to the wanted one and different from those taken; `fallback` is
/// used if the wanted name has no valid character.
///
/// Excel ignores the case of names, forbids `[ ] : * ? / \` and apostrophes at the ends, reserves
/// "History", and allows 31 characters.
#[must_use]
pub fn valid_sheet_name(wanted: &str, fallback: &str, taken: &[String]) -> String {
    let allowed: String = wanted
        .chars()
        .map(|c| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c })
        .collect();
    let words: Vec<&str> = allowed.split_whitespace().collect();
    let plain = trimmed(&words.join(" "), NAME_LIMIT);
    let base = if plain.is_empty() { fallback.to_owned() } else { plain };
    let is_free = |name: &str| {
        let name = name.to_lowercase();
        name != "history" && taken.iter().all(|other| other.to_lowercase() != name)
    };
    if is_free(&base) {
        return base;
    }
    let numbered = (2..).map(|number| {
        let suffix = format!(" ({number})");
        format!("{}{suffix}", trimmed(&base, NAME_LIMIT - suffix.len()))
    });
    numbered.into_iter().find(|name| is_free(name)).expect("numbers do not run out")
}

/// The longest prefix within a number of UTF-16 units, without spaces and apostrophes at its ends.
fn trimmed(text: &str, limit: usize) -> String {
    let mut length = 0;
    let start: String = text
        .trim_matches(['\'', ' '])
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length <= limit
        })
        .collect();
    start.trim_matches(['\'', ' ']).to_owned()
}

/// The name of a sheet as used in formulas: `'Phụ lục'`.
#[must_use]
pub fn quote_sheet_name(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The double nearest to a decimal. `Decimal::to_f64` is sometimes off by one unit beyond 15
/// digits.
#[must_use]
pub fn nearest_double(number: Decimal) -> f64 {
    number.to_string().parse().expect("a decimal's digits are a double's")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_double_is_the_nearest() {
        for text in ["0.1", "1579.3333333333333", "-9999999999999.123", "0.3333333333333333333333"]
        {
            let nearest: f64 = text.parse().unwrap();
            assert_eq!(nearest_double(text.parse().unwrap()).to_bits(), nearest.to_bits());
        }
    }

    #[test]
    fn a_sheet_name_is_one_that_excel_accepts() {
        for (wanted, name) in [
            ("Phụ lục", "Phụ lục"),
            ("HTX/THT [10:2023]", "HTX THT 10 2023"),
            ("'trích'", "trích"),
            ("  ", "Sheet"),
            ("", "Sheet"),
            ("***", "Sheet"),
            ("History", "History (2)"),
            ("Danh sách hợp tác xã nông nghiệp toàn huyện", "Danh sách hợp tác xã nông nghiệ"),
        ] {
            assert_eq!(valid_sheet_name(wanted, "Sheet", &[]), name);
            assert!(name.encode_utf16().count() <= NAME_LIMIT);
        }
    }

    #[test]
    fn no_two_sheets_share_a_name() {
        let mut taken = vec!["Phụ Lục".to_owned()];
        let long = "Danh sách hợp tác xã nông nghiệp toàn huyện";
        for wanted in ["phụ lục", "PHỤ LỤC", long, long] {
            taken.push(valid_sheet_name(wanted, "Sheet", &taken));
        }
        assert_eq!(
            taken[1..],
            [
                "phụ lục (2)",
                "PHỤ LỤC (3)",
                "Danh sách hợp tác xã nông nghiệ",
                "Danh sách hợp tác xã nông n (2)"
            ]
        );
    }

    #[test]
    fn names_are_quoted_for_formulas() {
        assert_eq!(quote_sheet_name("Phụ lục"), "'Phụ lục'");
        assert_eq!(quote_sheet_name("Xã 'mới'"), "'Xã ''mới'''");
    }
}
