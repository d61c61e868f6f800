//! Number formats: the kind of value they show, and with how many decimals.

use crate::grid::FormatKind;

/// A number format, as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    pub(super) kind: FormatKind,
    /// The fixed number of decimals: `#,##0` has none, `0.00` two.
    pub(super) decimals: Option<u8>,
}

impl NumberFormat {
    /// The format General.
    pub(super) const GENERAL: Self = Self { kind: FormatKind::Plain, decimals: None };

    /// Parses a format code: `#,##0.0 "tr.đ"`.
    pub(super) fn from_code(code: &str) -> Self {
        Self { kind: kind(code), decimals: shown_decimals(code) }
    }

    /// The built-in formats (ECMA-376 18.8.30).
    pub(super) const fn builtin(id: u16) -> Self {
        let kind = match id {
            0..=8 | 11..=13 | 37..=44 | 48 => FormatKind::Plain,
            9 | 10 => FormatKind::Percent,
            // From 27 on: East Asian formats, all dates or times.
            14..=22 | 27..=36 | 45..=47 | 50..=58 => FormatKind::Day,
            49 => FormatKind::Text,
            _ => FormatKind::Unknown,
        };
        let decimals = match id {
            1 | 3 | 37 | 38 | 41 | 42 => Some(0),
            2 | 4 | 39 | 40 | 43 | 44 => Some(2),
            _ => None,
        };
        Self { kind, decimals }
    }
}

/// The number of decimals that a format fixes.
///
/// `None` for General, text, dates, percentages, scientific notation, fractions, optional digits
/// (`0.##`), scaled thousands (`0,`) and conditions (`[>9]0;0.0`).
fn shown_decimals(code: &str) -> Option<u8> {
    let digits = placeholders(code)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let counted = whole.chars().any(|c| matches!(c, '0' | '#')) && !digits.ends_with(',');
    let fixed = fraction.chars().all(|c| c == '0');
    u8::try_from(fraction.len()).ok().filter(|_| counted && fixed)
}

/// The placeholders `0 # , .` of the first section, without literals; `None` for formats that fix
/// no decimals.
fn placeholders(code: &str) -> Option<String> {
    let mut digits = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => letters.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' | '_' | '*' => drop(letters.next()),
            '[' => {
                let bracket: String = letters.by_ref().take_while(|c| *c != ']').collect();
                if bracket.contains(['<', '>', '=']) {
                    return None;
                }
            }
            '0' | '#' | ',' | '.' => digits.push(letter),
            '%' | '?' | '/' | '@' => return None,
            c if c.is_ascii_alphabetic() => return None,
            _ => {}
        }
    }
    Some(digits)
}

/// The kind of the first section; unknown if another section for numbers has a different kind.
fn kind(code: &str) -> FormatKind {
    let signs = signs(code);
    let mut kinds = signs.split(';').filter_map(kind_of_section);
    let first = kinds.next().unwrap_or_default();
    // A section for text may follow those for numbers.
    if kinds.all(|other| other == first || other == FormatKind::Text) {
        first
    } else {
        FormatKind::Unknown
    }
}

/// The kind of a section; `None` if it shows nothing.
fn kind_of_section(signs: &str) -> Option<FormatKind> {
    if signs.contains('%') {
        Some(FormatKind::Percent)
    } else if signs.contains("general") {
        Some(FormatKind::Plain)
    } else if signs.contains(['d', 'm', 'y', 'h', 's']) {
        Some(FormatKind::Day)
    } else if signs.contains(['0', '#', '?']) {
        Some(FormatKind::Plain)
    } else {
        signs.contains('@').then_some(FormatKind::Text)
    }
}

/// The codes of a format in lower case, without texts in quotes, escaped characters and brackets.
/// Of brackets only durations (`[h]`) count.
fn signs(code: &str) -> String {
    let mut signs = String::with_capacity(code.len());
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => letters.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' | '_' | '*' => drop(letters.next()),
            '[' => {
                let bracket: String = letters.by_ref().take_while(|c| *c != ']').collect();
                let is_span = |unit: char| bracket.chars().all(|c| c.eq_ignore_ascii_case(&unit));
                if !bracket.is_empty() && ['h', 'm', 's'].into_iter().any(is_span) {
                    signs.push('h');
                }
            }
            _ => signs.push(letter.to_ascii_lowercase()),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_that_a_format_fixes() {
        for (code, decimals) in [
            ("0", Some(0)),
            ("#,##0", Some(0)),
            ("0.00", Some(2)),
            ("#,##0.0 \"tr.đ\"", Some(1)),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", Some(2)),
            ("#,##0\\ [$₫-42A]", Some(0)),
            ("[Red]#,##0.000", Some(3)),
        ] {
            assert_eq!(shown_decimals(code), decimals, "{code}");
        }
        assert_eq!(shown_decimals(&format!("0.{}", "0".repeat(300))), None);
    }

    #[test]
    fn formats_that_fix_none() {
        for code in [
            "",
            "General",
            "@",
            "0%",
            "0.00%",
            "#,##0.##",
            "0.0?",
            "# ?/?",
            "0.00E+00",
            "0,",
            "dd/mm/yyyy",
            "[>=1000]#,##0;0.0",
            "\"x\"",
            "0.#",
        ] {
            assert_eq!(shown_decimals(code), None, "{code}");
        }
    }

    #[test]
    fn kinds_of_formats() {
        use FormatKind::{Day, Percent, Plain, Text, Unknown};
        for (code, expected) in [
            ("General", Plain),
            ("#,##0.0 \"tr.đ\"", Plain),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", Plain),
            ("#,##0\\ [$₫-42A]", Plain),
            ("0.00E+00", Plain),
            ("# ?/?", Plain),
            ("[Red]General;[Blue]-General", Plain),
            // A literal % sign does not make a percentage.
            ("0.0\"%\"", Plain),
            ("0\\%", Plain),
            ("0%", Percent),
            ("0.00%;[Red]-0.00%;\"-\"", Percent),
            ("#,##0.0\\ %", Percent),
            ("dd/mm/yyyy;@", Day),
            ("[$-42A]dd mmmm yyyy", Day),
            ("\"ngày \"dd/mm", Day),
            ("h:mm AM/PM", Day),
            ("[h]:mm", Day),
            ("[mm]", Day),
            ("@", Text),
            ("\"mã \"@", Text),
            // Depends on the number.
            ("[<=1]0%;0.0", Unknown),
            ("[<1]h:mm;0", Unknown),
            ("", Unknown),
            (";;;", Unknown),
            ("\"x\"", Unknown),
        ] {
            assert_eq!(kind(code), expected, "{code}");
        }
        let kinds = [0, 4, 9, 10, 14, 22, 46, 49, 99].map(|id| NumberFormat::builtin(id).kind);
        assert_eq!(kinds, [Plain, Plain, Percent, Percent, Day, Day, Day, Text, Unknown]);
    }
}
