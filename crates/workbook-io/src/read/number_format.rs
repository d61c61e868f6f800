//! How many decimals a number format shows.

/// The decimals that a number format fixes: `#,##0` none, `0.00` two.
///
/// `None` where it fixes none: General, text, dates, per cent, scientific, fractions, optional
/// digits (`0.##`), thousands scaled away (`0,`) and conditions (`[>9]0;0.0`).
pub(super) fn shown_decimals(code: &str) -> Option<u32> {
    let digits = placeholders(code)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let counted = whole.chars().any(|c| matches!(c, '0' | '#')) && !digits.ends_with(',');
    let fixed = fraction.chars().all(|c| c == '0');
    (counted && fixed).then_some(fraction.len() as u32)
}

/// The decimals of the formats that files name by number only (ECMA-376 18.8.30).
pub(super) const fn builtin_decimals(id: u16) -> Option<u32> {
    match id {
        1 | 3 | 37 | 38 | 41 | 42 => Some(0),
        2 | 4 | 39 | 40 | 43 | 44 => Some(2),
        _ => None,
    }
}

/// The first section's placeholders `0 # , .` without its literals; `None` for any other kind.
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
}
