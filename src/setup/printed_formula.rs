//! The row of column numbers beneath a header, and the formulas that forms print in it:
//! `9=1-2-3-4+5+6+7+8`, `4=3/1*100`.

use viet_text::text::folded;

/// What the row of column numbers says of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnNumber {
    /// The column's number or letter; empty where there is none.
    pub number: String,
    /// What it is to come to.
    pub formula: Option<PrintedFormula>,
}

/// A formula as a form prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedFormula {
    /// The formula without its left side, tidied: `3/1*100`.
    pub text: String,
    /// What it is made of.
    pub tokens: Vec<FormulaToken>,
}

/// A part of a printed formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormulaToken {
    /// A number: a column's, or a plain one.
    Number(String),
    /// One of `+ - * / ( )`.
    Sign(char),
}

/// Reads a cell of the row of column numbers: `(4)`, `A`, `4=3/1*100`, `(5)=(3)+(4)`.
#[must_use]
pub fn column_number(text: &str) -> ColumnNumber {
    let (left, right) = match text.split_once('=') {
        Some((left, right)) => (left, Some(right)),
        None => (text, None),
    };
    let bare =
        |text: &str| -> String { text.chars().filter(|letter| letter.is_alphanumeric()).collect() };
    ColumnNumber { number: bare(left), formula: right.and_then(printed_formula) }
}

/// Reads a formula's right side. What is no arithmetic over numbers is no formula.
#[must_use]
pub fn printed_formula(text: &str) -> Option<PrintedFormula> {
    let mut tokens: Vec<FormulaToken> = Vec::new();
    let mut number = String::new();
    let finish = |number: &mut String, tokens: &mut Vec<FormulaToken>| {
        if !number.is_empty() {
            tokens.push(FormulaToken::Number(std::mem::take(number)));
        }
    };
    for letter in folded(text).chars() {
        let sign = match letter {
            letter if letter.is_ascii_digit() => {
                number.push(letter);
                continue;
            }
            '+' | '-' | '*' | '/' | '(' | ')' => letter,
            '–' | '−' => '-',
            ':' | '÷' => '/',
            'x' | '×' => '*',
            '[' => '(',
            ']' => ')',
            ' ' | '%' => continue,
            _ => return None,
        };
        finish(&mut number, &mut tokens);
        tokens.push(FormulaToken::Sign(sign));
    }
    finish(&mut number, &mut tokens);
    let tokens = without_single_brackets(tokens);
    let sum = tokens.iter().filter(|token| matches!(token, FormulaToken::Number(_))).count();
    (sum >= 1 && is_balanced(&tokens)).then(|| PrintedFormula { text: in_text(&tokens), tokens })
}

/// `(3)` is the third column, not a bracketed sum.
fn without_single_brackets(tokens: Vec<FormulaToken>) -> Vec<FormulaToken> {
    let mut plain: Vec<FormulaToken> = Vec::new();
    for token in tokens {
        plain.push(token);
        if let [.., FormulaToken::Sign('('), FormulaToken::Number(_), FormulaToken::Sign(')')] =
            plain.as_slice()
        {
            plain.pop();
            let number = plain.pop();
            plain.pop();
            plain.extend(number);
        }
    }
    plain
}

/// Operands and signs in turn, every bracket closed.
fn is_balanced(tokens: &[FormulaToken]) -> bool {
    let mut depth = 0_usize;
    let mut wants_operand = true;
    for token in tokens {
        match token {
            FormulaToken::Number(_) if wants_operand => wants_operand = false,
            FormulaToken::Sign('(') if wants_operand => depth += 1,
            FormulaToken::Sign(')') if !wants_operand && depth > 0 => depth -= 1,
            FormulaToken::Sign('+' | '-' | '*' | '/') if !wants_operand => wants_operand = true,
            _ => return false,
        }
    }
    depth == 0 && !wants_operand
}

fn in_text(tokens: &[FormulaToken]) -> String {
    let word = |token: &FormulaToken| match token {
        FormulaToken::Number(number) => number.clone(),
        FormulaToken::Sign(sign) => sign.to_string(),
    };
    tokens.iter().map(word).collect()
}

impl PrintedFormula {
    /// The two columns of a share, `3/1*100`, `3/1` or `3*100/1`.
    #[must_use]
    pub fn as_share(&self) -> Option<[&str; 2]> {
        use FormulaToken::{Number, Sign};
        match self.tokens.as_slice() {
            [Number(part), Sign('/'), Number(whole)] => Some([part, whole]),
            [Number(part), Sign('/'), Number(whole), Sign('*'), Number(hundred)]
            | [Number(part), Sign('*'), Number(hundred), Sign('/'), Number(whole)]
                if hundred == "100" =>
            {
                Some([part, whole])
            }
            _ => None,
        }
    }

    /// Is it a sum or difference of columns?
    #[must_use]
    pub fn is_sum(&self) -> bool {
        let is_product = |token: &FormulaToken| matches!(token, FormulaToken::Sign('*' | '/'));
        !self.tokens.iter().any(is_product)
    }

    /// The numbers of the columns that it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let is_hundred = |place: usize| {
            place
                .checked_sub(1)
                .is_some_and(|before| self.tokens[before] == FormulaToken::Sign('*'))
                || self.tokens.get(place + 1) == Some(&FormulaToken::Sign('/'))
                    && place > 0
                    && self.tokens[place - 1] == FormulaToken::Sign('*')
        };
        self.tokens.iter().enumerate().filter_map(move |(place, token)| match token {
            FormulaToken::Number(number) if !(number == "100" && is_hundred(place)) => {
                Some(number.as_str())
            }
            _ => None,
        })
    }

    /// The formula with other words for its columns; `None` where one has no word. A number that is
    /// multiplied with, 100, stays.
    #[must_use]
    pub fn with(&self, word: impl Fn(&str) -> Option<String>) -> Option<String> {
        let mut text = String::new();
        for (place, token) in self.tokens.iter().enumerate() {
            match token {
                FormulaToken::Sign(sign @ ('(' | ')')) => text.push(*sign),
                FormulaToken::Sign(sign) => text.push_str(&format!(" {sign} ")),
                FormulaToken::Number(number) => {
                    let is_factor = number == "100"
                        && place > 0
                        && self.tokens[place - 1] == FormulaToken::Sign('*');
                    text.push_str(&if is_factor { number.clone() } else { word(number)? });
                }
            }
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_columns_with_their_formulas() {
        for (text, number, formula) in [
            ("(4)", "4", None),
            ("A", "A", None),
            ("4=3/1*100", "4", Some("3/1*100")),
            ("(5)=(3)+(4)", "5", Some("3+4")),
            ("9=1-2-3-4+5+6+7+8", "9", Some("1-2-3-4+5+6+7+8")),
            ("7 = (5+6) : 2 x 100%", "7", Some("(5+6)/2*100")),
            ("", "", None),
        ] {
            let read = column_number(text);
            assert_eq!(read.number, number, "{text}");
            assert_eq!(read.formula.map(|formula| formula.text).as_deref(), formula, "{text}");
        }
    }

    #[test]
    fn shares_and_sums() {
        let formula = |text: &str| printed_formula(text).unwrap();
        assert_eq!(formula("3/1*100").as_share(), Some(["3", "1"]));
        assert_eq!(formula("(4)/(3)").as_share(), Some(["4", "3"]));
        assert_eq!(formula("3+4").as_share(), None);
        assert!(formula("1-2+(3+4)").is_sum());
        assert!(!formula("3/1*100").is_sum());
        assert_eq!(formula("3/1*100").columns().collect::<Vec<_>>(), ["3", "1"]);
        let word = |column: &str| (column != "9").then(|| format!("c{column}"));
        assert_eq!(formula("3/1*100").with(word).unwrap(), "c3 / c1 * 100");
        assert_eq!(formula("9+1").with(word), None);
        for text in ["3+", "(3", "a+b", ""] {
            assert_eq!(printed_formula(text), None, "{text}");
        }
    }
}
