//! What OpenDocument wraps around a formula.

/// The formula without what OpenDocument wraps around it: `of:=SUM([.F3:.F5])`, `[$'Biểu 02'.I9]`.
pub(super) fn without_wrapping(formula: &str) -> String {
    let formula = formula.trim();
    let formula = formula.strip_prefix("of:").unwrap_or(formula);
    let formula = formula.strip_prefix('=').unwrap_or(formula);
    let mut text = String::with_capacity(formula.len());
    let mut letters = formula.chars().peekable();
    let (mut in_brackets, mut in_quotes) = (false, false);
    while let Some(letter) = letters.next() {
        let names_cell =
            letters.peek().is_some_and(|next| next.is_ascii_uppercase() || *next == '$');
        match letter {
            '\'' => {
                in_quotes = !in_quotes;
                text.push(letter);
            }
            '[' | ']' if !in_quotes => in_brackets = letter == '[',
            '.' if names_cell && in_brackets && !in_quotes => {
                let before = text.chars().next_back();
                if before.is_some_and(|before| before.is_alphanumeric() || before == '\'') {
                    text.push('!');
                }
            }
            '.' if names_cell && !in_quotes => {}
            '$' if in_brackets && letters.peek() == Some(&'\'') => {}
            _ => text.push(letter),
        }
    }
    text
}
