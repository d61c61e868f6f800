//! The parser of arithmetic as officers type it.

use std::str::FromStr;

use crate::arithmetic::{Cursor, Grammar, Operator};
use crate::settings::model::{Basis, Expr, Term};

/// Deeper nesting than any office writes; keeps parsing within the stack.
const MAX_DEPTH: usize = 64;
/// Longer than any office writes; keeps the parsed chain of operations within the stack of whoever
/// walks it.
const MAX_LENGTH: usize = 2_000;
/// More figures than any office adds up in one item; keeps the annex's formulas within what Excel
/// accepts.
const MAX_TERMS: usize = 60;

/// Parses arithmetic. A leading `=` is passed over; decimals take a comma.
///
/// # Errors
/// A Vietnamese sentence that says what cannot be read and where in the text.
pub(super) fn parse(text: &str) -> Result<Expr, String> {
    let typed = text.trim().trim_start_matches('=');
    if typed.len() > MAX_LENGTH {
        return Err("phép tính quá dài".to_owned());
    }
    let mut parser = ArithmeticParser { cursor: Cursor::new(typed), depth: 0 };
    let expr = parser.sum()?;
    if parser.cursor.peek().is_some() {
        return Err(parser.unexpected());
    }
    let terms = expr.terms().len();
    if terms > MAX_TERMS {
        return Err(format!(
            "phép tính có {terms} số liệu, quá {MAX_TERMS}; tách thành nhiều nội dung, hoặc lấy số tổng \
             ngay trên biểu mẫu"
        ));
    }
    Ok(expr)
}

impl FromStr for Expr {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        parse(text)
    }
}

struct ArithmeticParser<'t> {
    cursor: Cursor<'t>,
    depth: usize,
}

impl<'t> Grammar<'t> for ArithmeticParser<'t> {
    type Value = Expr;
    type Error = String;

    const PRODUCT_SIGNS: &'static [(char, Operator)] = &[
        ('*', Operator::Multiply),
        ('×', Operator::Multiply),
        ('/', Operator::Divide),
        (':', Operator::Divide),
    ];

    fn cursor(&mut self) -> &mut Cursor<'t> {
        &mut self.cursor
    }

    fn operand(&mut self) -> Result<Expr, String> {
        match self.cursor.peek() {
            Some('(') => self.parenthesised(),
            Some(c) if c.is_ascii_digit() => self.number(),
            Some(c) if c.is_alphabetic() => self.term(),
            _ => Err(self.unexpected()),
        }
    }

    fn combine(&mut self, left: Expr, operator: Operator, right: Expr) -> Result<Expr, String> {
        Ok(Expr::Binary(Box::new(left), operator, Box::new(right)))
    }
}

impl ArithmeticParser<'_> {
    fn parenthesised(&mut self) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("quá nhiều dấu ngoặc lồng nhau".to_owned());
        }
        self.cursor.eat('(');
        let inner = self.sum()?;
        if !self.cursor.eat(')') {
            return Err("thiếu dấu đóng ngoặc \")\"".to_owned());
        }
        self.depth -= 1;
        Ok(inner)
    }

    fn number(&mut self) -> Result<Expr, String> {
        let word = self.cursor.word(|c| c.is_ascii_digit() || c == ',' || c == '.');
        let plain = if word.contains('.') { None } else { word.replace(',', ".").parse().ok() };
        plain.map(Expr::Number).ok_or_else(|| {
            format!("không hiểu số \"{word}\"; viết liền không dấu chấm, phần lẻ sau dấu phẩy")
        })
    }

    fn term(&mut self) -> Result<Expr, String> {
        let word = self.cursor.word(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '@'));
        let (code, suffix) = word.split_at(word.find('@').unwrap_or(word.len()));
        let basis = match suffix {
            "" => None,
            typed => match Basis::ALL.into_iter().find(|basis| basis.suffix() == typed) {
                Some(basis) => Some(basis),
                None => {
                    return Err(format!(
                        "không hiểu \"{typed}\" sau mã {code}; dùng @uoc, @namtruoc hoặc @kehoach"
                    ));
                }
            },
        };
        Ok(Expr::Term(Term { code: code.to_owned(), basis }))
    }

    fn unexpected(&mut self) -> String {
        match self.cursor.peek() {
            None => "phép tính chưa hết: thiếu mã số liệu hoặc số ở cuối".to_owned(),
            Some(';') => "dấu \";\" không dùng trong phép tính; nội dung gồm nhiều phần thì ghi \
                          mỗi phần một dòng"
                .to_owned(),
            Some(sign) => format!("không hiểu \"{sign}\" trong phép tính"),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn value_of(text: &str) -> Option<Decimal> {
        parse(text).unwrap().value(&|term| match (term.code.as_str(), term.basis) {
            ("a", None) => Some(Decimal::from(70)),
            ("a", Some(Basis::Prior)) => Some(Decimal::from(7)),
            ("b", None) => Some(Decimal::from(35)),
            ("z", None) => Some(Decimal::ZERO),
            _ => None,
        })
    }

    #[test]
    fn precedence_parentheses_and_notation() {
        for (text, value) in [
            ("(a + b) / 140 * 100", Some("75")),
            ("=a+b/5", Some("77")),
            ("a - b - 5", Some("30")),
            ("1,5 × 2", Some("3.0")),
            ("a@namtruoc", Some("7")),
            ("a : 7", Some("10")),
            ("a / z", None),
            ("missing + a", None),
        ] {
            assert_eq!(value_of(text), value.map(|v| v.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn numbers_multiply_a_figure_or_do_not() {
        for (text, factor) in [
            ("(a + b) / c", "1"),
            ("(a + b) / c * 100", "100"),
            ("100 * a / c", "100"),
            ("a / (c / 100)", "100"),
            ("(a / b - 1) * 100", "100"),
            ("100 - a", "1"),
            ("1 - a / b", "1"),
            ("(a + b) / 2", "0.5"),
        ] {
            assert_eq!(parse(text).unwrap().factor(), factor.parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn a_change_against_a_column_has_no_meaning_in_it() {
        for (text, prior, plan) in [
            ("a", true, true),
            ("(a@namtruoc - a) / a@namtruoc", false, true),
            ("a / a@kehoach * 100", true, false),
            ("a@namtruoc", true, true),
            ("5", true, true),
        ] {
            let stands =
                [Basis::Prior, Basis::Plan].map(|basis| parse(text).unwrap().has_meaning_in(basis));
            assert_eq!(stands, [prior, plan], "{text}");
        }
    }

    #[test]
    fn unreadable_arithmetic_is_explained() {
        for (text, says) in [
            ("a +", "chưa hết"),
            ("(a + b", "đóng ngoặc"),
            ("a ; b", "\";\""),
            ("a b", "không hiểu \"b\""),
            ("a@xyz", "@uoc"),
            ("1.000 + a", "1.000"),
            ("", "chưa hết"),
            ("a ^ 2", "\"^\""),
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.contains(says), "{text}: {message}");
        }
        assert!(parse(&"(".repeat(10_000)).is_err());
        assert!(parse(&format!("a{}", "+a".repeat(10_000))).is_err());
    }

    #[test]
    fn as_a_formula() {
        let expr = parse("(a + b) / c").unwrap();
        let formula = |expr: &Expr| expr.formula(&|term| term.code.to_uppercase());
        assert_eq!(formula(&expr), "((A+B)/C)");
        // Brackets only where they are needed: spreadsheet programs limit the nesting.
        for (text, expected) in [
            ("a + b - c + d", "(A+B-C+D)"),
            ("a - (b - c)", "(A-(B-C))"),
            ("a / b * c + d", "((A/B*C)+D)"),
            ("a + b * c", "(A+(B*C))"),
            ("a", "A"),
        ] {
            assert_eq!(formula(&parse(text).unwrap()), expected, "{text}");
        }
        let long = parse(&format!("a{}", " + a".repeat(59))).unwrap();
        assert_eq!(formula(&long).matches('(').count(), 1);
        assert!(parse(&format!("a{}", " + a".repeat(60))).unwrap_err().contains("61 số liệu"));
    }
}
