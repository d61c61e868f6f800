//! Checks formulas and their results before they are written.

/// Excel's limit for a formula, in UTF-16 units.
const LIMIT: usize = 8_192;
/// Excel's limit for a text inside a formula.
const TEXT_LIMIT: usize = 255;
/// Excel's limit for the arguments of a function.
const MOST_ARGUMENTS: usize = 255;
/// Excel's limit for nested functions or brackets.
const DEEPEST: usize = 64;

/// Functions that are newer than the file format. They need a prefix in files, and not every
/// program knows them.
const NEWER: [&str; 16] = [
    "CONCAT", "FILTER", "IFNA", "IFS", "LAMBDA", "LET", "MAXIFS", "MINIFS", "SEQUENCE", "SORT",
    "SWITCH", "TEXTJOIN", "UNIQUE", "XLOOKUP", "XMATCH", "XOR",
];

/// Would programs open a file with this formula? Requires closed brackets and quotes, commas
/// between arguments, no leading `=`, full structured references (`HTX[[#This Row],[Lãi]]`, not
/// `HTX[@Lãi]` or `[Lãi]`, which only work in Excel's formula bar), no newer functions, and Excel's
/// limits. Does not check names or numbers of arguments.
pub(super) fn is_sound(formula: &str) -> bool {
    let mut open: Vec<char> = Vec::new();
    let mut chars = formula.chars();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let in_column_name = open.last() == Some(&']');
        match c {
            '\'' if in_column_name => drop(chars.next()),
            // A doubled quote closes and opens again, with the same effect.
            '"' | '\'' if !in_column_name && !chars.by_ref().any(|next| next == c) => {
                return false;
            }
            '@' => return false,
            '[' if !in_column_name && !ends_name(before) => return false,
            '[' => open.push(']'),
            '(' if !in_column_name => open.push(')'),
            '{' if !in_column_name => open.push('}'),
            ']' if open.pop() != Some(c) => return false,
            ')' | '}' if !in_column_name && open.pop() != Some(c) => return false,
            ';' if !in_column_name && open.last() != Some(&'}') => return false,
            _ => {}
        }
        before = c;
    }
    let starts_well = !formula.starts_with(['=', '{']) && !formula.ends_with('}');
    let length = formula.encode_utf16().count();
    let fits = (1..=LIMIT).contains(&length) && is_within_limits(formula);
    open.is_empty() && starts_well && fits && !is_newer(formula)
}

/// Does it keep Excel's limits for texts, arguments and nesting?
fn is_within_limits(formula: &str) -> bool {
    // The number of arguments so far, for each open bracket.
    let mut open: Vec<usize> = Vec::new();
    // Every second part is in double quotes. An empty part between two quotes is an escaped quote.
    let mut parts = formula.split('"').enumerate();
    let mut text = 0;
    parts.all(|(place, part)| {
        if place % 2 == 1 {
            text += part.encode_utf16().count();
            return text <= TEXT_LIMIT;
        }
        text = if part.is_empty() && place > 0 { text + 1 } else { 0 };
        // Names of sheets, in single quotes, may contain anything.
        part.split('\'').step_by(2).flat_map(str::chars).all(|c| match (c, open.last_mut()) {
            ('(', _) => {
                open.push(1);
                open.len() <= DEEPEST
            }
            (')', _) => open.pop().is_some(),
            (',', Some(arguments)) => {
                *arguments += 1;
                *arguments <= MOST_ARGUMENTS
            }
            _ => true,
        })
    })
}

/// Does it call a newer function?
fn is_newer(formula: &str) -> bool {
    let mut outside = formula.split('"').step_by(2);
    outside.any(|part| {
        part.match_indices('(').any(|(at, _)| {
            let name = part[..at].rsplit(|c: char| !ends_name(c)).next().unwrap_or_default();
            NEWER.contains(&name)
        })
    })
}

fn ends_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// Is a text result stored as text? The library stores as a number what Rust parses as one, and
/// writes truth values and errors as such.
#[must_use]
pub fn stays_text(result: &str) -> bool {
    const OTHER: [&str; 10] = [
        "TRUE",
        "FALSE",
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#GETTING_DATA",
    ];
    result.parse::<f64>().is_err() && !OTHER.contains(&result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_formulas() {
        for formula in [
            "SUM(A1:A9)",
            "IF('Tổng hợp (2)'!A1>=0,\"vượt; (\"\"đạt\"\"\",\"\")",
            "SUBTOTAL(109,HTX[Doanh thu (triệu đồng); năm])",
            "HTX[[#This Row],[Lãi '[lỗ']]]",
            "SUM({1,2;3,4}*A1:B2)",
            "'Xã ''mới'''!A1",
            "COUNTIFS(A1:A9,\"IFS(\")",
            "A1",
        ] {
            assert!(is_sound(formula), "{formula}");
        }
    }

    #[test]
    fn formulas_that_would_damage_the_file() {
        for formula in [
            "",
            "=A1",
            "{=A1}",
            "SUM(1",
            "SUM(A1;B1)",
            "SUM(1))",
            "IF(A1,\"đạt,1)",
            "'Phụ lục!A1",
            "HTX[Đạt",
            "SUM({1,2)}",
            "HTX[@Lãi]",
            "SUM([Lãi])",
            "[[#This Row],[Lãi]]",
            "SUM(1,IFS(A1,2))",
        ] {
            assert!(!is_sound(formula), "{formula}");
        }
        assert!(!is_sound(&"1+".repeat(5_000)));
        let (text, arguments) = ("ă".repeat(255), "1,".repeat(254));
        let nested = |levels| format!("{}1{}", "ABS(".repeat(levels), ")".repeat(levels));
        assert!(is_sound(&format!("\"{text}\"&\"{text}\"")));
        assert!(!is_sound(&format!("\"{text}ă\"")));
        assert!(!is_sound(&format!("\"{text}\"\"\"")));
        assert!(is_sound(&format!("SUM({arguments}1)+SUM({arguments}'(1,2)'!A1)")));
        assert!(!is_sound(&format!("SUM({arguments}1,1)")));
        assert!(is_sound(&nested(64)) && !is_sound(&nested(65)));
    }

    #[test]
    fn results_that_a_file_cannot_hold_as_text() {
        for text in ["01", "1e5", "+5", "nan", "inf", "-Infinity", "1.5", "TRUE", "#N/A"] {
            assert!(!stays_text(text), "{text}");
        }
        for text in ["", "thiếu 30", "2.570,5", "1 000", "Đạt", "…", "#SPILL!", "105/140 người"]
        {
            assert!(stays_text(text), "{text}");
        }
    }
}
