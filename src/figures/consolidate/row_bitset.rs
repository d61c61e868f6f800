//! Which rows of a list went into a figure.

/// Which of a unit's rows went into a figure: one bit for each row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowBitset {
    /// The first 64.
    few: u64,
    /// The others; few units have so many rows.
    #[expect(clippy::box_collection, reason = "most figures have none, and a nation's are many")]
    more: Option<Box<Vec<u64>>>,
}

impl RowBitset {
    /// Counts a row in.
    pub(super) fn insert(&mut self, turn: usize) {
        let bit = 1 << (turn % 64);
        match (turn / 64).checked_sub(1) {
            None => self.few |= bit,
            Some(word) => {
                let more = self.more.get_or_insert_default();
                more.resize(more.len().max(word + 1), 0);
                more[word] |= bit;
            }
        }
    }

    /// Did no row go in?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.few == 0 && self.more.is_none()
    }

    /// Did this row go in?
    #[must_use]
    pub fn contains(&self, turn: usize) -> bool {
        let word = match (turn / 64).checked_sub(1) {
            None => self.few,
            Some(word) => self.more.as_ref().and_then(|more| more.get(word)).copied().unwrap_or(0),
        };
        word & (1 << (turn % 64)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_however_many() {
        let mut rows_used = RowBitset::default();
        let some = [0, 63, 64, 200];
        assert!(rows_used.is_empty());
        some.iter().for_each(|turn| rows_used.insert(*turn));
        let found: Vec<usize> = (0..300).filter(|turn| rows_used.contains(*turn)).collect();
        assert_eq!(found, some);
        assert!(!rows_used.is_empty());
    }
}
