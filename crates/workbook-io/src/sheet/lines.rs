//! Estimates the lines of wrapped text, for row heights. Excel fits rows to their text on opening;
//! LibreOffice, previewers and phones do not.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The number of lines of a text in a column; at least one.
///
/// `width` is the width of the column in tenths of a character of 12 pt. Letters are measured in
/// Times New Roman. The estimate may be one line too high, but not too low, which would hide text.
#[must_use]
pub fn count_lines(text: &str, width: u32, half_points: u16, bold: bool) -> u32 {
    // A character of 12 pt is 6 pt wide; an em is as wide as the font is high.
    let available = (width.saturating_mul(1200) / u32::from(half_points.max(1))).max(1);
    text.split('\n').map(|line| count_wrapped_lines(line, available, bold)).sum::<u32>().max(1)
}

/// The width, in tenths of a character of 12 pt, that a text needs for one line.
#[must_use]
pub fn one_line_width(text: &str, half_points: u16, bold: bool) -> u32 {
    let wide: u32 = text.chars().map(|c| letter_width(c, bold)).sum();
    (wide * u32::from(half_points)).div_ceil(1200)
}

/// Excel's greatest row height, in points.
pub const MAX_ROW_HEIGHT: u32 = 409;

/// The height of a row with this many lines in points, at most [`MAX_ROW_HEIGHT`].
#[must_use]
pub fn row_height(lines: u32, half_points: u16) -> f64 {
    f64::from(unlimited_row_height(lines, half_points).min(MAX_ROW_HEIGHT))
}

/// The height that this many lines need in points, without Excel's limit.
#[must_use]
pub fn unlimited_row_height(lines: u32, half_points: u16) -> u32 {
    let line = (u32::from(half_points) * 62).div_ceil(100);
    lines.saturating_mul(line).saturating_add(3)
}

/// The lines of one paragraph. Breaks between words, or inside a word that is too long.
fn count_wrapped_lines(line: &str, available: u32, bold: bool) -> u32 {
    let (mut lines, mut used) = (1, 0);
    for word in line.split_inclusive(' ') {
        let wide = |word: &str| word.chars().map(|c| letter_width(c, bold)).sum::<u32>();
        let (bare, whole) = (wide(word.trim_end()), wide(word));
        if used > 0 && used + bare > available {
            lines += 1;
            used = 0;
        }
        lines += bare.saturating_sub(1) / available;
        used += if bare > available { bare % available } else { whole };
    }
    lines
}

/// The width of a letter in thousandths of an em, slightly too wide.
fn letter_width(c: char, bold: bool) -> u32 {
    /// All Vietnamese letters are below this code.
    const MOST: u32 = 0x1F00;
    static WIDTHS: LazyLock<Vec<u32>> = LazyLock::new(|| {
        let all = (0..MOST).map(|code| char::from_u32(code).map_or(0, regular_width));
        all.collect()
    });
    let width = WIDTHS.get(c as usize).copied().unwrap_or_else(|| regular_width(c));
    if bold { width * 108 / 100 } else { width }
}

/// The width of a letter that is not bold.
fn regular_width(c: char) -> u32 {
    match c.nfd().next().unwrap_or(c) {
        ' ' | '.' | ',' | ';' | ':' | '|' | '/' => 265,
        'i' | 'j' | 'l' | 't' | '-' | '(' | ')' | '\'' => 325,
        'f' | 'r' | 's' | 'I' => 390,
        'a' | 'c' | 'e' | 'z' => 460,
        'm' | 'w' => 770,
        'M' | 'W' | '%' | '…' => 920,
        'đ' => 515,
        base if base.is_uppercase() => 715,
        _ => 515,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_wrap_between_words() {
        for (text, width, expected) in [
            ("", 100, 1),
            ("Đạt", 90, 1),
            ("Chưa đủ số liệu", 80, 2),
            ("một\nhai", 100, 2),
            ("triệu đồng/người/năm", 130, 2),
        ] {
            assert_eq!(count_lines(text, width, 20, false), expected, "{text}");
        }
    }

    #[test]
    fn a_word_too_long_is_broken() {
        assert_eq!(count_lines(&"m".repeat(100), 100, 24, false), 16);
    }

    #[test]
    fn more_lines_are_higher() {
        assert!(row_height(2, 20) > row_height(1, 20));
        assert!(row_height(1, 24) > row_height(1, 20));
    }
}
