//! The filled cells of a sheet, in reading order.

use std::ops::{Bound, RangeBounds};

use serde::{Deserialize, Serialize};

use super::Address;
use super::Cell;

/// Cells by address, in reading order. Stored as a sorted vector: a sheet is filled once, top to
/// bottom, and then read many times. Inserting in the middle moves all cells after it.
///
/// Serialized as a list of pairs, since keys of JSON maps must be texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<(Address, Cell)>")]
pub struct Cells(Vec<(Address, Cell)>);

impl Cells {
    /// The cell at an address.
    #[must_use]
    pub fn get(&self, at: &Address) -> Option<&Cell> {
        self.place(at).ok().map(|place| &self.0[place].1)
    }

    /// Looks up cells that are asked for roughly in reading order.
    #[must_use]
    pub fn lookup(&self) -> CellLookup<'_> {
        CellLookup { cells: &self.0, next: 0 }
    }

    /// Inserts a cell; returns the one that was there before.
    pub fn insert(&mut self, at: Address, cell: Cell) -> Option<Cell> {
        if self.0.last().is_none_or(|(last, _)| *last < at) {
            self.0.push((at, cell));
            return None;
        }
        match self.place(&at) {
            Ok(place) => Some(std::mem::replace(&mut self.0[place].1, cell)),
            Err(place) => {
                self.0.insert(place, (at, cell));
                None
            }
        }
    }

    /// Removes a cell.
    pub fn remove(&mut self, at: &Address) -> Option<Cell> {
        self.place(at).ok().map(|place| self.0.remove(place).1)
    }

    /// Removes all cells.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps the cells for which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&Address, &mut Cell) -> bool) {
        self.0.retain_mut(|(at, cell)| keep(at, cell));
    }

    /// The number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Are there no cells?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All cells.
    pub fn iter(&self) -> Iter<'_> {
        self.0.iter().map(pair)
    }

    /// All cells, mutable.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&Address, &mut Cell)> {
        self.0.iter_mut().map(|(at, cell)| (&*at, cell))
    }

    /// Their addresses.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Address> + ExactSizeIterator {
        self.0.iter().map(|(at, _)| at)
    }

    /// The cells without their addresses.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Cell> + ExactSizeIterator {
        self.0.iter().map(|(_, cell)| cell)
    }

    /// The cells without their addresses, mutable.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Cell> {
        self.0.iter_mut().map(|(_, cell)| cell)
    }

    /// The cells of each row that has any, top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &[(Address, Cell)]> {
        self.0.chunk_by(|(one, _), (other, _)| one.row == other.row)
    }

    /// The cells in a range of the reading order.
    pub fn range(&self, span: impl RangeBounds<Address>) -> Iter<'_> {
        let before = |at: &Address| self.0.partition_point(|(other, _)| other < at);
        let with = |at: &Address| self.0.partition_point(|(other, _)| other <= at);
        let start = match span.start_bound() {
            Bound::Included(at) => before(at),
            Bound::Excluded(at) => with(at),
            Bound::Unbounded => 0,
        };
        let end = match span.end_bound() {
            Bound::Included(at) => with(at),
            Bound::Excluded(at) => before(at),
            Bound::Unbounded => self.0.len(),
        };
        self.0[start..end.max(start)].iter().map(pair)
    }

    /// Builds from cells in any order, of which no two may have the same address.
    ///
    /// # Errors
    /// The first address that occurs twice.
    pub(crate) fn from_unique(mut cells: Vec<(Address, Cell)>) -> Result<Self, Address> {
        if !cells.is_sorted_by_key(|(at, _)| *at) {
            cells.sort_by_key(|(at, _)| *at);
        }
        match cells.windows(2).find(|two| two[0].0 == two[1].0) {
            Some(two) => Err(two[0].0),
            None => Ok(Self(cells)),
        }
    }

    fn place(&self, at: &Address) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(at))
    }
}

/// Looks up cells starting from the position of the last one.
#[derive(Clone, Debug)]
pub struct CellLookup<'c> {
    cells: &'c [(Address, Cell)],
    /// The first cell at or after the last address asked for.
    next: usize,
}

impl<'c> CellLookup<'c> {
    /// The cell at an address.
    pub fn get(&mut self, at: Address) -> Option<&'c Cell> {
        /// This many cells are tried one by one before a binary search.
        const NEAR: usize = 8;
        if self.next.checked_sub(1).is_some_and(|last| self.cells[last].0 >= at) {
            self.next = 0;
        }
        let rest = &self.cells[self.next..];
        let near = rest.iter().take(NEAR).position(|(other, _)| *other >= at);
        let place = near.unwrap_or_else(|| rest.partition_point(|(other, _)| *other < at));
        self.next += place;
        rest.get(place).filter(|(other, _)| *other == at).map(|(_, cell)| cell)
    }
}

/// Cells with their addresses, in reading order.
pub(crate) type Iter<'a> = std::iter::Map<
    std::slice::Iter<'a, (Address, Cell)>,
    fn(&(Address, Cell)) -> (&Address, &Cell),
>;

fn pair(cell: &(Address, Cell)) -> (&Address, &Cell) {
    (&cell.0, &cell.1)
}

impl From<Vec<(Address, Cell)>> for Cells {
    /// Of two cells with the same address the later one stays.
    fn from(mut cells: Vec<(Address, Cell)>) -> Self {
        if cells.windows(2).any(|two| two[0].0 >= two[1].0) {
            cells.reverse();
            cells.sort_by_key(|(at, _)| *at);
            cells.dedup_by_key(|(at, _)| *at);
        }
        Self(cells)
    }
}

impl FromIterator<(Address, Cell)> for Cells {
    fn from_iter<I: IntoIterator<Item = (Address, Cell)>>(cells: I) -> Self {
        Self::from(cells.into_iter().collect::<Vec<_>>())
    }
}

impl Extend<(Address, Cell)> for Cells {
    fn extend<I: IntoIterator<Item = (Address, Cell)>>(&mut self, cells: I) {
        let mut all = std::mem::take(&mut self.0);
        all.extend(cells);
        *self = Self::from(all);
    }
}

impl IntoIterator for Cells {
    type Item = (Address, Cell);
    type IntoIter = std::vec::IntoIter<(Address, Cell)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Cells {
    type Item = (&'a Address, &'a Cell);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Value;

    fn cell(text: &str) -> Cell {
        Cell::plain(Value::Text(text.into()))
    }

    fn at(text: &str) -> Address {
        text.parse().unwrap()
    }

    fn listed(cells: &Cells, span: impl RangeBounds<Address>) -> String {
        let texts = cells.range(span).map(|(at, cell)| format!("{at}={}", cell.text().unwrap()));
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cells_are_in_reading_order_however_they_come() {
        let order = ["B2", "A1", "C1", "A2", "A1"];
        let one_by_one = order.iter().fold(Cells::default(), |mut cells, place| {
            cells.insert(at(place), cell(place));
            cells
        });
        let at_once: Cells = order.iter().map(|place| (at(place), cell(place))).collect();
        assert_eq!(one_by_one, at_once);
        assert_eq!(listed(&one_by_one, ..), "A1=A1 C1=C1 A2=A2 B2=B2");
        assert_eq!(listed(&one_by_one, at("B1")..at("A2")), "C1=C1");
        assert_eq!(listed(&one_by_one, at("C1")..=at("A2")), "C1=C1 A2=A2");
        assert_eq!(listed(&one_by_one, at("B9")..at("A2")), "");
    }

    #[test]
    fn a_lookup_finds_cells_in_any_order() {
        let cells: Cells = (0..60).map(|col| (Address::new(1, col * 2), cell("x"))).collect();
        let mut walk = cells.lookup();
        for col in (0..130).chain([7, 60, 8, 8, 118, 0, 119, 118]) {
            let at = Address::new(1, col);
            assert_eq!(walk.get(at), cells.get(&at), "{at}");
        }
        assert!(walk.get(Address::new(0, 4)).is_none() && walk.get(Address::new(2, 4)).is_none());
    }

    #[test]
    fn duplicate_addresses_keep_the_later_cell_or_are_refused() {
        let twice = vec![(at("B1"), cell("x")), (at("A1"), cell("one")), (at("A1"), cell("two"))];
        assert_eq!(listed(&twice.clone().into(), ..), "A1=two B1=x");
        assert_eq!(Cells::from_unique(twice), Err(at("A1")));
    }
}
