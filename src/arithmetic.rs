//! Sums and products as people and spreadsheets write them: the one grammar of the arithmetic in the
//! settings and of the formulas in communes' files. What an operand is, each of the two says itself.

use rust_decimal::Decimal;

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

    /// The result; `None` where a divisor is zero or the result does not fit.
    #[must_use]
    pub fn apply(self, left: Decimal, right: Decimal) -> Option<Decimal> {
        match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            Self::Divide => left.checked_div(right),
        }
    }

    /// Does it join the parts of a sum, not of a product?
    pub(crate) const fn is_of_sums(self) -> bool {
        matches!(self, Self::Add | Self::Subtract)
    }
}

/// A text that is read from its beginning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// The next letter that is no space.
    pub(crate) fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    /// Takes a sign, where it comes next.
    pub(crate) fn eat(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(sign);
        if is_next {
            self.rest = &self.rest[sign.len_utf8()..];
        }
        is_next
    }

    /// Takes letters as long as they belong to a word.
    pub(crate) fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|letter| !belongs(letter)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn operator(&mut self, signs: &[(char, Operator)]) -> Option<Operator> {
        let next = self.peek()?;
        let (sign, operator) = signs.iter().find(|(sign, _)| *sign == next)?;
        self.eat(*sign);
        Some(*operator)
    }
}

/// Signs of addition and subtraction.
const SUM_SIGNS: &[(char, Operator)] = &[('+', Operator::Add), ('-', Operator::Subtract)];

/// Arithmetic with operands of its own: products bind closer than sums, and both run from the left.
pub(crate) trait Grammar<'t> {
    /// What an operand is, and what two of them make.
    type Value;
    /// Why a text cannot be read.
    type Error;
    /// Signs of multiplication and division.
    const PRODUCT_SIGNS: &'static [(char, Operator)];

    /// The text that is read.
    fn cursor(&mut self) -> &mut Cursor<'t>;

    /// Reads one operand: a number, a name, something in brackets.
    fn operand(&mut self) -> Result<Self::Value, Self::Error>;

    /// Joins two operands.
    fn combine(
        &mut self,
        left: Self::Value,
        operator: Operator,
        right: Self::Value,
    ) -> Result<Self::Value, Self::Error>;

    /// Reads a sum of products.
    fn sum(&mut self) -> Result<Self::Value, Self::Error> {
        let mut left = self.product()?;
        while let Some(operator) = self.cursor().operator(SUM_SIGNS) {
            let right = self.product()?;
            left = self.combine(left, operator, right)?;
        }
        Ok(left)
    }

    /// Reads a product of operands.
    fn product(&mut self) -> Result<Self::Value, Self::Error> {
        let mut left = self.operand()?;
        while let Some(operator) = self.cursor().operator(Self::PRODUCT_SIGNS) {
            let right = self.operand()?;
            left = self.combine(left, operator, right)?;
        }
        Ok(left)
    }
}
