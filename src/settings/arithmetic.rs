//! Arithmetic over indicator codes: `(htx.a + htx.b) / htx.c`, as officers type it.

use std::str::FromStr;

use rust_decimal::Decimal;

/// Which column of the form a figure stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// Thực hiện đến kỳ báo cáo; a bare code.
    Actual,
    /// Ước thực hiện cả năm; `@uoc`.
    Estimate,
    /// Thực hiện năm trước; `@namtruoc`.
    Prior,
    /// Kế hoạch năm; `@kehoach`.
    Plan,
}

impl Basis {
    /// All bases, in the order of the form's reading.
    pub const ALL: [Self; 4] = [Self::Actual, Self::Estimate, Self::Prior, Self::Plan];

    /// What is typed behind a code, with its `@`.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Actual => "",
            Self::Estimate => "@uoc",
            Self::Prior => "@namtruoc",
            Self::Plan => "@kehoach",
        }
    }

    /// The officer's word for it.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Actual => "thực hiện",
            Self::Estimate => "ước cả năm",
            Self::Prior => "năm trước",
            Self::Plan => "kế hoạch",
        }
    }
}

/// A code with its basis, where the code itself names one (`htx.thanh_vien@namtruoc`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The indicator's code.
    pub code: String,
    /// `None`: the basis on which the item is judged.
    pub basis: Option<Basis>,
}

/// Arithmetic as parsed.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number as typed.
    Number(Decimal),
    /// A figure.
    Term(Term),
    /// Two operands and what is done with them.
    Binary(Box<Expr>, Operator, Box<Expr>),
}

/// The four operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Operator {
    const fn is_of_sums(self) -> bool {
        matches!(self, Self::Add | Self::Subtract)
    }

    /// The sign in a spreadsheet formula.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }
}

impl Expr {
    /// The value, given each figure's; `None` where a figure has none, a divisor is zero,
    /// or the result does not fit.
    pub fn value(&self, figure: &impl Fn(&Term) -> Option<Decimal>) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Term(term) => figure(term),
            Self::Binary(left, operator, right) => {
                let (left, right) = (left.value(figure)?, right.value(figure)?);
                match operator {
                    Operator::Add => left.checked_add(right),
                    Operator::Subtract => left.checked_sub(right),
                    Operator::Multiply => left.checked_mul(right),
                    Operator::Divide => left.checked_div(right),
                }
            }
        }
    }

    /// All figures named, in the order typed.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Term(term) => vec![term],
            Self::Binary(left, _, right) => [left.terms(), right.terms()].concat(),
        }
    }

    /// Has it a figure of its own in a column? A change against last year, `(a - a@namtruoc) /
    /// a@namtruoc`, has none in last year's: there it would hold that year against itself.
    #[must_use]
    pub fn stands_in(&self, basis: Basis) -> bool {
        let terms = self.terms();
        let names = |wanted: Option<Basis>| terms.iter().any(|term| term.basis == wanted);
        !(names(Some(basis)) && names(None))
    }

    /// The formula of a spreadsheet, given each figure's reference.
    pub fn formula(&self, reference: &impl Fn(&Term) -> String) -> String {
        match self {
            Self::Binary(..) => format!("({})", self.chain(reference)),
            _ => self.chain(reference),
        }
    }

    /// The same without brackets around it. A long sum needs none within either: programs limit how
    /// deep they may lie.
    fn chain(&self, reference: &impl Fn(&Term) -> String) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Term(term) => reference(term),
            Self::Binary(left, operator, right) => {
                let goes_on = matches!(&**left, Self::Binary(_, before, _)
                    if before.is_of_sums() == operator.is_of_sums());
                let left = if goes_on { left.chain(reference) } else { left.formula(reference) };
                format!("{left}{}{}", operator.sign(), right.formula(reference))
            }
        }
    }
}

/// Deeper nesting than any office writes; keeps parsing within the stack.
const MAX_DEPTH: usize = 64;
/// Longer than any office writes; keeps what is parsed, a chain of operations, within the
/// stack of whoever walks it.
const MAX_LENGTH: usize = 2_000;
/// More figures than any office adds up in one item; keeps the annex's formulas within what Excel
/// takes.
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
    let mut parser = Parser { rest: typed, depth: 0 };
    let expr = parser.sum()?;
    parser.skip_space();
    if !parser.rest.is_empty() {
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

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn sum(&mut self) -> Result<Expr, String> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator(&[('+', Operator::Add), ('-', Operator::Subtract)])
        {
            left = Expr::Binary(Box::new(left), operator, Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expr, String> {
        const SIGNS: [(char, Operator); 4] = [
            ('*', Operator::Multiply),
            ('×', Operator::Multiply),
            ('/', Operator::Divide),
            (':', Operator::Divide),
        ];
        let mut left = self.operand()?;
        while let Some(operator) = self.operator(&SIGNS) {
            left = Expr::Binary(Box::new(left), operator, Box::new(self.operand()?));
        }
        Ok(left)
    }

    fn operand(&mut self) -> Result<Expr, String> {
        self.skip_space();
        match self.rest.chars().next() {
            Some('(') => self.parenthesised(),
            Some(c) if c.is_ascii_digit() => self.number(),
            Some(c) if c.is_alphabetic() => self.term(),
            _ => Err(self.unexpected()),
        }
    }

    fn parenthesised(&mut self) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("quá nhiều dấu ngoặc lồng nhau".to_owned());
        }
        self.advance(1);
        let inner = self.sum()?;
        self.skip_space();
        if !self.rest.starts_with(')') {
            return Err("thiếu dấu đóng ngoặc \")\"".to_owned());
        }
        self.advance(1);
        self.depth -= 1;
        Ok(inner)
    }

    fn number(&mut self) -> Result<Expr, String> {
        let word = self.word(|c| c.is_ascii_digit() || c == ',' || c == '.');
        let plain = if word.contains('.') { None } else { word.replace(',', ".").parse().ok() };
        plain.map(Expr::Number).ok_or_else(|| {
            format!("không hiểu số \"{word}\"; viết liền không dấu chấm, phần lẻ sau dấu phẩy")
        })
    }

    fn term(&mut self) -> Result<Expr, String> {
        let word = self.word(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '@'));
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

    fn operator(&mut self, signs: &[(char, Operator)]) -> Option<Operator> {
        self.skip_space();
        let next = self.rest.chars().next()?;
        let (_, operator) = signs.iter().find(|(sign, _)| *sign == next)?;
        self.advance(next.len_utf8());
        Some(*operator)
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let word = self.rest[..end].to_owned();
        self.advance(end);
        word
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn unexpected(&self) -> String {
        match self.rest.chars().next() {
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
    fn what_is_measured_against_a_column_does_not_stand_in_it() {
        for (text, prior, plan) in [
            ("a", true, true),
            ("(a@namtruoc - a) / a@namtruoc", false, true),
            ("a / a@kehoach * 100", true, false),
            ("a@namtruoc", true, true),
            ("5", true, true),
        ] {
            let stands =
                [Basis::Prior, Basis::Plan].map(|basis| parse(text).unwrap().stands_in(basis));
            assert_eq!(stands, [prior, plan], "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
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
        // Brackets only where they say something: programs limit how deep they may lie.
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
