//! Merged cells.

use serde::{Deserialize, Serialize};

use super::{Address, Area};

/// The merged areas of a sheet, found by any of their cells.
///
/// If areas overlap, which no program writes, the first in reading order counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Area>", into = "Vec<Area>")]
pub struct Merges {
    /// In reading order of their top left cells.
    areas: Vec<Area>,
    /// A search tree: each level has one bounding area for every [`FANOUT`] areas of the level
    /// below. The last level is small.
    levels: Vec<Vec<Area>>,
}

/// Areas below one area of the search tree.
const FANOUT: usize = 16;

/// The merged area of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// All its cells.
    pub area: Area,
    /// The cell is the top left one, whose content is shown; the others are covered.
    pub is_anchor: bool,
}

impl Merges {
    /// Builds from areas in any order. Areas of a single cell are ignored.
    #[must_use]
    pub fn new(mut areas: Vec<Area>) -> Self {
        areas.retain(|area| area.from != area.to);
        areas.sort_unstable();
        areas.dedup();
        let mut levels: Vec<Vec<Area>> = Vec::new();
        loop {
            let below = levels.last().unwrap_or(&areas);
            if below.len() <= FANOUT {
                return Self { areas, levels };
            }
            let bounds = below.chunks(FANOUT).map(|chunk| {
                chunk.iter().copied().reduce(Area::union).expect("a chunk is never empty")
            });
            levels.push(bounds.collect());
        }
    }

    /// All areas, in reading order of their top left cells.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The merged area that contains a cell.
    #[must_use]
    pub fn find(&self, at: Address) -> Option<Merge> {
        let area = self.find_in_level(at, self.levels.len(), 0, usize::MAX)?;
        Some(Merge { area, is_anchor: area.from == at })
    }

    /// The first area that contains a cell, among some areas of a level. Level 0 is the merged
    /// areas themselves.
    fn find_in_level(&self, at: Address, level: usize, start: usize, count: usize) -> Option<Area> {
        let areas = level.checked_sub(1).map_or(&self.areas, |place| &self.levels[place]);
        let end = start.saturating_add(count).min(areas.len());
        (start..end).filter(|place| areas[*place].contains(at)).find_map(|place| match level {
            0 => Some(areas[place]),
            _ => self.find_in_level(at, level - 1, place * FANOUT, FANOUT),
        })
    }
}

impl From<Vec<Area>> for Merges {
    fn from(areas: Vec<Area>) -> Self {
        Self::new(areas)
    }
}

impl From<Merges> for Vec<Area> {
    fn from(merges: Merges) -> Self {
        merges.areas
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn area(text: &str) -> Area {
        text.parse().unwrap()
    }

    #[test]
    fn a_cell_is_anchor_covered_or_in_no_merge() {
        let merges = Merges::new(["B2:C3", "A9", "A1:D1"].map(area).to_vec());
        let of =
            |at: &str| merges.find(at.parse().unwrap()).map(|m| (m.area.to_string(), m.is_anchor));
        assert_eq!(of("B2"), Some(("B2:C3".to_owned(), true)));
        assert_eq!(of("C3"), Some(("B2:C3".to_owned(), false)));
        assert_eq!(of("D1"), Some(("A1:D1".to_owned(), false)));
        for outside in ["A2", "D2", "A9", "XFD1048576"] {
            assert_eq!(of(outside), None, "{outside}");
        }
        assert_eq!(merges.areas(), ["A1:D1", "B2:C3"].map(area));
    }

    #[test]
    fn a_hundred_thousand_merges_are_searched_in_no_time() {
        let tall = Area::new(Address::new(0, 0), Address::new(Address::MAX_ROWS - 1, 0));
        let pair = |row: u32, col: u32| {
            Area::new(Address::new(row, 1 + 2 * col), Address::new(row, 2 + 2 * col))
        };
        let pairs = (0..20).flat_map(|row| (0..5_000).map(move |col| pair(row, col)));
        let merges = Merges::new(pairs.chain([tall]).collect());
        for row in 0..20 {
            for col in 0..5_000 {
                assert_eq!(merges.find(pair(row, col).to).unwrap().area, pair(row, col));
            }
            assert_eq!(merges.find(Address::new(row, 0)).unwrap().area, tall);
        }
    }

    proptest! {
        #[test]
        fn the_search_finds_the_first_area_that_holds_the_cell(
            corners in prop::collection::vec((0..40u32, 0..40u32, 0..9u32, 0..9u32), 0..300),
            cells in prop::collection::vec((0..50u32, 0..50u32), 50),
        ) {
            let areas = corners.into_iter().map(|(row, col, down, right)| {
                Area::new(Address::new(row, col), Address::new(row + down, col + right))
            });
            let merges = Merges::new(areas.collect());
            for (row, col) in cells {
                let at = Address::new(row, col);
                let first = merges.areas().iter().find(|area| area.contains(at)).copied();
                prop_assert_eq!(merges.find(at).map(|merge| merge.area), first);
            }
        }
    }
}
