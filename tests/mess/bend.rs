//! A clean report, and ways to bend its sheets.

use std::path::Path;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use tonghop::workspace::{Workspace, open};
use workbook_io::{Address, Cell, Cells, Grid, Merges, Value, Workbook};

pub(crate) static SAMPLE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::open(Path::new("samples/thap-muoi")).unwrap());

static CLEAN: LazyLock<Workbook> = LazyLock::new(|| report("Xã Mỹ Quý"));

/// The clean report of one commune: three sheets, two cooperatives, nine groups.
pub(crate) fn clean() -> Workbook {
    CLEAN.clone()
}

pub(crate) fn report(unit: &str) -> Workbook {
    open(&Path::new("samples/thap-muoi/2023-10").join(format!("{unit}.xlsx"))).unwrap()
}

pub(crate) fn at(address: &str) -> Address {
    address.parse().unwrap()
}

pub(crate) fn text(text: &str) -> Cell {
    Cell::plain(Value::Text(text.into()))
}

pub(crate) fn number(number: &str) -> Cell {
    Cell::plain(Value::Number(number.parse::<Decimal>().unwrap()))
}

pub(crate) fn formula(formula: &str) -> Cell {
    Cell { formula: Some(formula.into()), ..Cell::plain(Value::Blank) }
}

/// What a sheet can have done to it.
pub(crate) trait Bend {
    fn put(&mut self, address: &str, cell: Cell);
    fn say(&mut self, address: &str, words: &str);
    fn clear(&mut self, address: &str);
    /// Moves every cell, or drops it.
    fn moved(&mut self, to: impl Fn(Address) -> Option<Address>);
    /// Inserts blank rows above a row as Excel numbers it.
    fn insert_rows(&mut self, above: u32, count: u32);
    /// Inserts blank columns left of a column.
    fn insert_columns(&mut self, before: &str, count: u32);
    fn delete_row(&mut self, row: u32);
    fn delete_column(&mut self, column: &str);
    fn swap_rows(&mut self, one: u32, other: u32);
    fn swap_columns(&mut self, one: &str, other: &str);
}

fn column(letters: &str) -> u32 {
    at(&format!("{letters}1")).col
}

impl Bend for Grid {
    fn put(&mut self, address: &str, cell: Cell) {
        // What is typed into a covered cell undoes the merge first.
        if let Some(merge) = self.merge_at(at(address)).filter(|merge| !merge.is_anchor) {
            let others = self.merges.take().unwrap_or_default();
            let others = others.areas().iter().copied().filter(|area| *area != merge.area);
            self.merges = Some(Merges::new(others.collect()));
        }
        self.cells.insert(at(address), cell);
    }

    fn say(&mut self, address: &str, words: &str) {
        self.put(address, text(words));
    }

    fn clear(&mut self, address: &str) {
        self.cells.remove(&at(address));
    }

    fn moved(&mut self, to: impl Fn(Address) -> Option<Address>) {
        let cells = std::mem::take(&mut self.cells);
        let moved: Cells =
            cells.into_iter().filter_map(|(at, cell)| Some((to(at)?, cell))).collect();
        self.cells = moved;
        // Where merges go hangs on how rows and columns were moved.
        self.merges = None;
    }

    fn insert_rows(&mut self, above: u32, count: u32) {
        let down = |row: u32| if row + 1 >= above { row + count } else { row };
        self.moved(|at| Some(Address::new(down(at.row), at.col)));
    }

    fn insert_columns(&mut self, before: &str, count: u32) {
        let before = column(before);
        let right = |col: u32| if col >= before { col + count } else { col };
        self.moved(|at| Some(Address::new(at.row, right(at.col))));
    }

    fn delete_row(&mut self, row: u32) {
        let row = row - 1;
        let up = |at: Address| Address::new(at.row - u32::from(at.row > row), at.col);
        self.moved(|at| (at.row != row).then(|| up(at)));
    }

    fn delete_column(&mut self, letters: &str) {
        let gone = column(letters);
        let left = |at: Address| Address::new(at.row, at.col - u32::from(at.col > gone));
        self.moved(|at| (at.col != gone).then(|| left(at)));
    }

    fn swap_rows(&mut self, one: u32, other: u32) {
        let swapped = |row: u32| match row + 1 {
            row if row == one => other - 1,
            row if row == other => one - 1,
            _ => row,
        };
        self.moved(|at| Some(Address::new(swapped(at.row), at.col)));
    }

    fn swap_columns(&mut self, one: &str, other: &str) {
        let (one, other) = (column(one), column(other));
        let swapped = |col: u32| match col {
            col if col == one => other,
            col if col == other => one,
            _ => col,
        };
        self.moved(|at| Some(Address::new(at.row, swapped(at.col))));
    }
}
