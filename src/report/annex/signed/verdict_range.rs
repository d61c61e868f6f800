//! Counts verdicts by their word in consecutive rows. One range is enough for any number of rows.

use super::slots::{Slot, SlotKind};

/// The mark of a part in the table's first column.
pub(in crate::report::annex) const PART: &str = "-";
/// The column of rows' numbers.
const NUMBER: u32 = 0;

/// Rows of a table whose verdicts are counted.
pub(in crate::report::annex) struct VerdictRange {
    /// Their verdicts.
    verdicts: String,
    /// Their numbers, if parts of items are between them.
    numbers: Option<String>,
}

impl VerdictRange {
    /// The items of a target, or the parts of an item, with their verdicts in this column.
    pub(super) fn new(rows: &[&Slot], col: u32) -> Self {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Self { verdicts: String::new(), numbers: None };
        };
        let area = |col: u32| format!("{}:{}", first.cell(col), last.cell(col));
        let is_part = matches!(first.what, SlotKind::Part(_));
        let others_between = (last.row - first.row) as usize >= rows.len();
        Self { verdicts: area(col), numbers: (others_between && !is_part).then(|| area(NUMBER)) }
    }

    /// A formula for how many of them say a word.
    pub(super) fn count_of(&self, word: &str) -> String {
        match (&self.numbers, &*self.verdicts) {
            (_, "") => "0".to_owned(),
            (None, verdicts) => format!("COUNTIF({verdicts},\"{word}\")"),
            (Some(numbers), verdicts) => {
                format!("COUNTIFS({verdicts},\"{word}\",{numbers},\"<>{PART}\")")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(row: u32, what: SlotKind) -> Slot {
        Slot { row, what, target: 0, item: 0 }
    }

    #[test]
    fn one_range_for_any_number_of_rows() {
        let items = [slot(3, SlotKind::Item), slot(4, SlotKind::Item), slot(5, SlotKind::Item)];
        let together = VerdictRange::new(&items.iter().collect::<Vec<_>>(), 8);
        assert_eq!(together.count_of("Đạt"), "COUNTIF(I4:I6,\"Đạt\")");
        let apart = VerdictRange::new(&[&items[0], &slot(9, SlotKind::Item)], 8);
        assert_eq!(apart.count_of("Đạt"), "COUNTIFS(I4:I10,\"Đạt\",A4:A10,\"<>-\")");
        let parts = [slot(4, SlotKind::Part(0)), slot(5, SlotKind::Part(1))];
        let parts = VerdictRange::new(&parts.iter().collect::<Vec<_>>(), 8);
        assert_eq!(parts.count_of("Đạt"), "COUNTIF(I5:I6,\"Đạt\")");
        assert_eq!(VerdictRange::new(&[], 8).count_of("Đạt"), "0");
    }
}
