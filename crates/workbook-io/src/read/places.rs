//! Positions of cells, known before their contents are read.

use super::{Damage, Refusal};
use crate::grid::Address;

/// Refuses a sheet with two contents for one cell: either could be the right one.
pub(super) fn check_no_duplicates(places: &[Address]) -> Result<(), Refusal> {
    if places.is_sorted_by(|a, b| a < b) {
        return Ok(());
    }
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Refusal::Damaged(Damage::CellTwice { sheet: None, at: pair[0] })),
        None => Ok(()),
    }
}

/// The number of cells in the bounding rectangle.
pub(super) fn area(places: &[Address]) -> u64 {
    let span = |of: fn(&Address) -> u32| {
        let (least, most) = (places.iter().map(of).min(), places.iter().map(of).max());
        least.zip(most).map_or(0, |(least, most)| u64::from(most - least) + 1)
    };
    span(|at| at.row) * span(|at| at.col)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_that_of_the_rectangle() {
        let places = ["B2", "D1", "C5"].map(|at| at.parse().unwrap());
        assert_eq!(area(&places), 15);
        assert_eq!(area(&[]), 0);
        assert!(check_no_duplicates(&places).is_ok());
        assert!(check_no_duplicates(&[places[0], places[1], places[0]]).is_err());
    }
}
