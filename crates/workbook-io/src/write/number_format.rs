//! Number formats as they are written.

use crate::sheet::Locale;

/// A number format with the locale on every section that groups digits.
pub(super) fn with_locale(number: &str, locale: Option<Locale>) -> String {
    debug_assert_eq!(bare(number), None, "a literal without quotes in {number}");
    let Some(Locale(id)) = locale else { return number.to_owned() };
    let section = |section: &str| match section.strip_prefix('[').and_then(|s| s.split_once(']')) {
        _ if !section.contains("#,##0") => section.to_owned(),
        Some((condition, rest)) => format!("[{condition}][$-{id:X}]{rest}"),
        None => format!("[$-{id:X}]{section}"),
    };
    sections(number).into_iter().map(section).collect::<Vec<_>>().join(";")
}

/// The sections of a format. A semicolon in quotes does not separate.
fn sections(number: &str) -> Vec<&str> {
    let mut quoted = false;
    let parts = |c: char| {
        quoted ^= c == '"';
        c == ';' && !quoted
    };
    number.split(parts).collect()
}

/// The first literal without quotes that the grammar (ECMA-376, 18.8.31) does not allow so. Excel
/// may call a workbook with such a format damaged.
fn bare(number: &str) -> Option<char> {
    let mut rest = number.chars();
    while let Some(c) = rest.next() {
        let closes = match c {
            '"' => Some('"'),
            '[' => Some(']'),
            _ => None,
        };
        match c {
            _ if closes.is_some_and(|end| !rest.any(|c| c == end)) => return Some(c),
            '"' | '[' => {}
            '\\' | '_' | '*' => drop(rest.next()?),
            // Placeholders; date and time codes; literals allowed without quotes.
            '0' | '#' | '?' | ',' | '.' | '%' | ';' | '@' => {}
            'd' | 'm' | 'y' | 'h' | 's' => {}
            '$' | '-' | '+' | '/' | '(' | ')' | ':' | '!' | '^' | '&' | '\'' | '~' | '{' | '}'
            | '<' | '>' | '=' | ' ' => {}
            c => return Some(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_that_group_digits_have_the_locale() {
        for (number, marked) in [
            ("", ""),
            ("@", "@"),
            ("dd/mm/yyyy hh:mm", "dd/mm/yyyy hh:mm"),
            ("#,##0.0;-#,##0.0;\"–\"", "[$-42A]#,##0.0;[$-42A]-#,##0.0;\"–\""),
            ("[=0]\"\";#,##0\"%\"", "[=0]\"\";[$-42A]#,##0\"%\""),
            ("#,##0\" l/s; 24 giờ\"", "[$-42A]#,##0\" l/s; 24 giờ\""),
        ] {
            assert_eq!(with_locale(number, Some(Locale(0x42A))), marked);
            assert_eq!(with_locale(number, None), number);
        }
    }

    #[test]
    fn a_literal_without_quotes_is_found() {
        for (number, found) in [
            ("#,##0.0;-#,##0.0;–", Some('–')),
            ("#,##0 người", Some('n')),
            ("\"từ #,##0", Some('"')),
            ("[$-42A]#,##0\\ từ", Some('t')),
            ("[Red]#,##0 $;(#,##0);\"từ\"\\–", None),
        ] {
            assert_eq!(bare(number), found, "{number}");
        }
    }
}
