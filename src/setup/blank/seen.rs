//! What was filled into a form: evidence of what belongs there, where words and units do not tell.

use std::collections::BTreeMap;

use crate::setup::proposal::Kind;
use crate::shown::Shown;
use viet_text::text::folded;
use workbook_io::Address;

/// What stands in cells of one kind, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    whole: usize,
    with_decimals: usize,
    words: usize,
    ticks: usize,
    days: usize,
}

/// What was filled into a table, by row and column of the table itself; a list's rows are one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(BTreeMap<Address, Tally>);

impl Tally {
    fn add(&mut self, shown: &Shown<'_>) {
        match shown {
            Shown::Number(number) | Shown::PerCent(number) if number.fract().is_zero() => {
                self.whole += 1;
            }
            Shown::Number(_) | Shown::PerCent(_) => self.with_decimals += 1,
            Shown::Day { .. } => self.days += 1,
            Shown::Truth(_) => self.ticks += 1,
            Shown::Text { text, .. } => self.add_text(&folded(text)),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match text {
            "" => {}
            "x" | "✓" | "✔" | "√" | "☑" | "v" => self.ticks += 1,
            _ if parts.len() == 3
                && parts.iter().all(|part| is_number(part))
                && parts[2].len() == 4 =>
            {
                self.days += 1;
            }
            _ if text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ' ' | ',')) => {
                let has_decimals = text.contains(',');
                *(if has_decimals { &mut self.with_decimals } else { &mut self.whole }) += 1;
            }
            _ => self.words += 1,
        }
    }

    fn take(&mut self, other: &Self) {
        self.whole += other.whole;
        self.with_decimals += other.with_decimals;
        self.words += other.words;
        self.ticks += other.ticks;
        self.days += other.days;
    }

    /// The kind of what nearly all of the cells hold; `None` where too few are filled to tell.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        const FEWEST: usize = 2;
        let numbers = self.whole + self.with_decimals;
        let all = numbers + self.words + self.ticks + self.days;
        let is_most = |count: usize| count >= FEWEST && count * 20 >= all * 19;
        match () {
            () if is_most(self.ticks) => Some(Kind::Tick),
            () if is_most(numbers) && self.with_decimals > 0 => Some(Kind::Amount),
            () if is_most(numbers) => Some(Kind::Count),
            () if is_most(self.days) => Some(Kind::Day),
            () if is_most(self.words) => Some(Kind::Text),
            () => None,
        }
    }
}

impl Seen {
    /// What stands in cells that hold one thing, such as those of a figure on all its bases.
    #[must_use]
    pub fn kind(&self, cells: impl Iterator<Item = Address>) -> Option<Kind> {
        let mut all = Tally::default();
        cells.filter_map(|at| self.0.get(&at)).for_each(|tally| all.take(tally));
        all.kind()
    }

    /// Counts what a cell shows.
    pub(super) fn look(&mut self, into: Address, shown: &Shown<'_>) {
        self.0.entry(into).or_default().add(shown);
    }

    /// Counts what stands in a cell of another version of the table.
    pub(super) fn take(&mut self, into: Address, other: &Self, at: Address) {
        if let Some(tally) = other.0.get(&at) {
            self.0.entry(into).or_default().take(tally);
        }
    }
}
