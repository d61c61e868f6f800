//! Excel's limits on a formula: what passes one makes it "repair" the whole workbook.

/// Characters of a formula, and of one text in it.
const LONGEST: usize = 8_192;
const LONGEST_TEXT: usize = 255;
/// Arguments of a function, and functions within one another.
const MOST_ARGUMENTS: usize = 255;
const DEEPEST: usize = 64;

/// What is wrong with a formula, if anything is.
pub(super) fn check(formula: &str) -> Result<(), String> {
    let length = formula.encode_utf16().count();
    if length > LONGEST || formula.starts_with('=') || length == 0 {
        return Err(format!("a formula of {length} characters"));
    }
    // Arguments so far of each bracket that is open.
    let mut open: Vec<usize> = Vec::new();
    let mut letters = formula.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' | '\'' => {
                let mut text = 0;
                loop {
                    match letters.next() {
                        Some(next) if next == letter && letters.peek() == Some(&letter) => {
                            letters.next();
                            text += 1;
                        }
                        Some(next) if next == letter => break,
                        Some(next) => text += next.len_utf16(),
                        None => return Err("a formula with an open quote".to_owned()),
                    }
                }
                if letter == '"' && text > LONGEST_TEXT {
                    return Err(format!("a formula with a text of {text} characters"));
                }
            }
            '(' => open.push(1),
            ')' => drop(open.pop()),
            ',' => open.iter_mut().rev().take(1).for_each(|arguments| *arguments += 1),
            _ => {}
        }
        if open.len() > DEEPEST {
            return Err("a formula nested too deep".to_owned());
        }
        if open.iter().any(|arguments| *arguments > MOST_ARGUMENTS) {
            return Err("a function of too many arguments".to_owned());
        }
    }
    Ok(())
}
