//! Moves references to cells below inserted rows.

use workbook_io::Address;

/// Rows inserted on a sheet.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct RowShift<'s> {
    /// The sheet's name.
    pub(in crate::report) sheet: &'s str,
    /// The first row that moves down, from zero.
    pub(in crate::report) from: u32,
    /// By how many rows.
    pub(in crate::report) by: u32,
}

impl RowShift<'_> {
    pub(in crate::report) fn row(&self, row: u32) -> u32 {
        if row >= self.from { row + self.by } else { row }
    }

    /// Areas like "A1:B9 D4" after the insertion.
    pub(in crate::report) fn areas(&self, areas: &str) -> String {
        self.formula(areas, true)
    }

    /// A formula after the insertion; `own` says whether it is on the sheet itself.
    pub(in crate::report) fn formula(&self, formula: &str, own: bool) -> String {
        let mut written = String::with_capacity(formula.len() + 8);
        let mut rest = formula;
        // The sheet of the next reference; a range's second corner is on the sheet of the first.
        let mut sheet: Option<String> = None;
        let mut last: Option<String> = None;
        while let Some(first) = rest.chars().next() {
            let (part, after) = next_part(rest, first);
            match first {
                '"' => written.push_str(part),
                _ if after.starts_with('!') && (first == '\'' || is_word(first)) => {
                    sheet = Some(part.trim_matches('\'').replace("''", "'"));
                    written.push_str(part);
                }
                _ if is_word(first) => {
                    let named = sheet.take().or_else(|| last.take());
                    let here = named.as_deref().map_or(own, |name| name == self.sheet);
                    let shifted = (here && !after.starts_with('(')).then(|| self.reference(part));
                    written.push_str(&shifted.flatten().unwrap_or_else(|| part.to_owned()));
                    last = named.filter(|_| after.starts_with(':'));
                }
                _ => written.push_str(part),
            }
            rest = after;
        }
        written
    }

    /// "$B$12" after the insertion; `None` if it is no reference.
    fn reference(&self, text: &str) -> Option<String> {
        let bare: String = text.chars().filter(|c| *c != '$').collect();
        let at: Address = bare.parse().ok()?;
        let digits = text.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |place| place + 1);
        Some(format!("{}{}", &text[..digits], self.row(at.row) + 1))
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '$' | '_' | '.')
}

/// A quoted part, a word, or one other character; and what follows.
fn next_part(text: &str, first: char) -> (&str, &str) {
    let end = match first {
        '"' | '\'' => text[1..].find(first).map_or(text.len(), |at| at + 2),
        _ if is_word(first) => text.find(|c| !is_word(c)).unwrap_or(text.len()),
        _ => first.len_utf8(),
    };
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_below_move() {
        let shift = RowShift { sheet: "Biểu 02", from: 9, by: 3 };
        for (before, after) in [
            ("SUM(F9:F23)", "SUM(F9:F26)"),
            ("$B$10+LOG10(A1)&\"A99\"", "$B$13+LOG10(A1)&\"A99\""),
            ("'Biểu 02'!$A$1:$H$66", "'Biểu 02'!$A$1:$H$69"),
            ("'Biểu 01'!A50:B60+A50", "'Biểu 01'!A50:B60+A53"),
            ("A9 B10:C12", "A9 B13:C15"),
        ] {
            assert_eq!(shift.formula(before, true), after);
        }
        assert_eq!(shift.formula("A50+'Biểu 02'!A50:A51", false), "A50+'Biểu 02'!A53:A54");
    }
}
