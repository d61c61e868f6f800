//! A paragraph's sentences.

/// Abbreviations whose dot ends no sentence.
const SHORT: [&str; 12] =
    ["tp", "tx", "tt", "ths", "ts", "pgs", "gs", "đ/c", "v.v", "tr", "q", "p"];

/// The sentences of a paragraph; parts between semicolons are sentences of their own.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut depth = 0_u32;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let end = at + letter.len_utf8();
        let is_end = match letter {
            ';' => depth == 0,
            '.' | '!' | '?' => depth == 0 && ends(&text[from..at], &text[end..]),
            _ => false,
        };
        if is_end {
            found.push(text[from..end].trim());
            from = end;
        }
    }
    found.push(text[from..].trim());
    let says_something = |sentence: &&str| sentence.chars().any(char::is_alphanumeric);
    found.retain(says_something);
    found
}

/// Does a stop end a sentence, given what stands before and behind it?
fn ends(before: &str, behind: &str) -> bool {
    let last = before.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
    let next = behind.trim_start().chars().next();
    let is_apart = behind.is_empty() || behind.starts_with([' ', '/', ')']);
    is_apart && !SHORT.contains(&last.as_str()) && next.is_none_or(|next| !next.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_and_semicolons() {
        let text = "Đạt 1.800 triệu đồng. Lãi 2,5 tỷ; TP. Huế đạt 5%, v.v. và khác.";
        assert_eq!(
            sentences(text),
            ["Đạt 1.800 triệu đồng.", "Lãi 2,5 tỷ;", "TP. Huế đạt 5%, v.v. và khác."]
        );
    }
}
