//! The cells that stood on a sheet in the file before: communes fill in the same form, so that mostly
//! the same cells stand there again, blank ones not least, and to see that takes less than to read
//! them.

use std::rc::Rc;
use std::sync::Arc;

use super::frame::Styles;
use crate::grid::{Address, Cell};
use crate::read::Limits;

/// Cells remembered of a sheet: more than any form has of its own.
const MOST: usize = 2_048;
/// Bytes of a cell's XML, of its text and of its formula: what is longer is hardly a form's.
const LONGEST: usize = 512;

/// Cells in reading order, each with its XML. What that says hangs on nothing else in a file but
/// what styles mean, and its table of texts.
#[derive(Debug, Default)]
pub(super) struct Standing {
    cells: Vec<Met>,
    /// Their XML, one cell's behind the other's.
    xml: Vec<u8>,
    /// Those that hold anything.
    filled: Vec<(Address, Cell)>,
    /// What their styles mean.
    styles: Option<Rc<Styles>>,
    /// They are only now being remembered.
    learns: bool,
    /// How far they have been passed.
    passed: Passed,
    /// How many were met again on this sheet, and how many other cells stand there.
    again: usize,
    others: usize,
}

#[derive(Debug)]
struct Met {
    at: Address,
    /// Where the table of texts has its text, if it does.
    shared: Option<usize>,
    /// What is passed with it.
    end: Passed,
}

/// Cells, bytes of their XML, filled cells, bytes of these cells' texts and formulas.
#[derive(Clone, Copy, Debug, Default)]
struct Passed {
    cells: usize,
    xml: usize,
    filled: usize,
    text: u64,
}

/// A run of cells that stand here again.
pub(super) struct Run<'s, 'b> {
    /// Those that hold anything.
    pub filled: &'s [(Address, Cell)],
    /// The column of the last.
    pub col: u32,
    /// How many they are.
    pub cells: u64,
    /// Bytes of their texts and formulas.
    pub text: u64,
    /// The bytes behind them.
    pub behind: &'b [u8],
}

impl Standing {
    /// Begins another sheet. Its cells are remembered in place of the others where those were hardly
    /// met again, where styles mean something else in its file, or where texts as long as theirs might
    /// be too long.
    pub(super) fn begin(&mut self, styles: &Rc<Styles>, limits: &Limits) {
        let same_styles = self.styles.as_ref().is_some_and(|own| Rc::ptr_eq(own, styles));
        if !same_styles || limits.text_bytes < LONGEST || self.again < self.others {
            self.cells.clear();
            self.xml.clear();
            self.filled.clear();
            self.styles = Some(Rc::clone(styles));
        }
        self.learns = self.cells.is_empty();
        (self.passed, self.again, self.others) = (Passed::default(), 0, 0);
    }

    /// A row begins.
    pub(super) fn row(&mut self, row: u32) {
        self.pass(|at| at.row < row);
    }

    /// The cells next in this row, where the very same bytes stand here.
    pub(super) fn run<'s, 'b>(
        &'s mut self,
        row: u32,
        bytes: &'b [u8],
        shared: &[Arc<str>],
    ) -> Option<Run<'s, 'b>> {
        let (from, mut to, mut behind) = (self.passed, self.passed, bytes);
        let mut col = None;
        while let Some(met) = self.cells.get(to.cells).filter(|met| met.at.row == row)
            && let Some(rest) = behind.strip_prefix(&self.xml[to.xml..met.end.xml])
            && met
                .shared
                .is_none_or(|place| self.filled[to.filled].1.shared_text() == shared.get(place))
        {
            (to, behind, col) = (met.end, rest, Some(met.at.col));
        }
        let cells = to.cells - from.cells;
        self.passed = to;
        self.again += cells;
        let filled = &self.filled[from.filled..to.filled];
        Some(Run { filled, col: col?, cells: cells as u64, text: to.text - from.text, behind })
    }

    /// Another cell stands here: what it holds, and where its text stands in the table of texts.
    pub(super) fn other(
        &mut self,
        at: Address,
        xml: &[u8],
        filled: Option<&(Address, Cell)>,
        shared: Option<usize>,
    ) {
        if !self.learns {
            self.others += 1;
            return self.pass(|met| met <= at);
        }
        let lengths = filled.map_or([0; 2], |(_, cell)| cell.lengths());
        let is_short = lengths.iter().chain([&xml.len()]).all(|length| *length <= LONGEST);
        // The sheet may yet prove to be out of order.
        let is_next = self.cells.last().is_none_or(|last| last.at < at);
        let is_known = shared.is_none() || filled.is_some();
        if self.cells.len() < MOST && is_short && is_next && is_known {
            self.xml.extend_from_slice(xml);
            self.filled.extend(filled.cloned());
            let text = lengths.iter().sum::<usize>() as u64;
            let end = Passed {
                cells: self.cells.len() + 1,
                xml: self.xml.len(),
                filled: self.filled.len(),
                text: self.passed.text + text,
            };
            self.cells.push(Met { at, shared, end });
            self.passed = end;
        }
    }

    fn pass(&mut self, is_behind: impl Fn(Address) -> bool) {
        while let Some(met) = self.cells.get(self.passed.cells).filter(|met| is_behind(met.at)) {
            self.passed = met.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Value;

    /// A row of cells, each its column, its XML and the text that it holds; how many were met again.
    fn met(standing: &mut Standing, styles: &Rc<Styles>, row: &[(u32, &str, &str)]) -> usize {
        standing.begin(styles, &Limits::default());
        standing.row(0);
        let (mut met, mut rest) = (0, row);
        while let Some((col, xml, text)) = rest.first() {
            let bytes: String = rest.iter().map(|(_, xml, _)| *xml).collect();
            if let Some(run) = standing.run(0, bytes.as_bytes(), &[]) {
                let count = run.cells as usize;
                let held: Vec<&str> =
                    run.filled.iter().filter_map(|(_, cell)| cell.text()).collect();
                let texts = rest[..count].iter().map(|(_, _, text)| *text);
                assert_eq!(held, texts.filter(|text| !text.is_empty()).collect::<Vec<_>>());
                assert_eq!(run.text, held.iter().map(|text| text.len() as u64).sum::<u64>());
                assert_eq!(run.col, rest[count - 1].0);
                let behind: String = rest[count..].iter().map(|(_, xml, _)| *xml).collect();
                assert_eq!(run.behind, behind.as_bytes());
                (met, rest) = (met + count, &rest[count..]);
            } else {
                let at = Address::new(0, *col);
                let cell = (at, Cell::plain(Value::Text((*text).into())));
                let filled = (!text.is_empty()).then_some(&cell);
                standing.other(at, xml.as_bytes(), filled, None);
                rest = &rest[1..];
            }
        }
        met
    }

    #[test]
    fn what_stands_where_it_stood_is_met_again() {
        let styles = Rc::new(Styles::default());
        let mut standing = Standing::default();
        let form = [(0, "<a/>", ""), (1, "<b>", "STT"), (2, "<c>", "HTX"), (4, "<e/>", "")];
        assert_eq!(met(&mut standing, &styles, &form), 0);
        assert_eq!(met(&mut standing, &styles, &form), 4);
        let other = [(0, "<a/>", ""), (1, "<B>", "TT"), (2, "<c>", "HTX"), (3, "<d>", "x")];
        assert_eq!(met(&mut standing, &styles, &other), 2);
        // What stands behind one that is gone is read, and the rest met again.
        assert_eq!(met(&mut standing, &styles, &form[1..]), 2);
        // Hardly anything of it: the next one is remembered.
        assert_eq!(met(&mut standing, &styles, &[(0, "<x>", "x"), (1, "<y>", "y")]), 0);
        assert_eq!(met(&mut standing, &styles, &other), 0);
        assert_eq!(met(&mut standing, &styles, &other), 4);
        // The same XML means something else under other styles.
        assert_eq!(met(&mut standing, &Rc::new(Styles::default()), &other), 0);
    }

    #[test]
    fn what_is_out_of_order_or_long_is_never_met_again() {
        let styles = Rc::new(Styles::default());
        let (xml, text) = ("x".repeat(LONGEST + 1), "x".repeat(LONGEST + 1));
        let row =
            [(3, "<d>", "d"), (3, "<d>", "d"), (1, "<b>", "b"), (5, &*xml, ""), (6, "<g>", &*text)];
        let mut standing = Standing::default();
        assert_eq!(met(&mut standing, &styles, &row), 0);
        assert_eq!(met(&mut standing, &styles, &row), 1);
    }

    #[test]
    fn a_shared_text_is_met_again_where_the_table_has_it_there() {
        let styles = Rc::new(Styles::default());
        let (at, table) = (Address::new(0, 0), ["a", "b"].map(Arc::<str>::from));
        let xml: &[u8] = b"<c r=\"A1\" t=\"s\"><v>1</v></c>";
        let mut standing = Standing::default();
        standing.begin(&styles, &Limits::default());
        let cell = (at, Cell::plain(Value::Text(Arc::clone(&table[1]))));
        standing.other(at, xml, Some(&cell), Some(1));
        for (table, again) in
            [(&table[..], true), (&table[..1], false), (&["b", "a"].map(Arc::from), false)]
        {
            standing.begin(&styles, &Limits::default());
            assert_eq!(standing.run(0, xml, table).is_some(), again);
        }
    }
}
