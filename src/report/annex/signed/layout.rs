//! The columns of the signed page: ten usual ones, and those that the office has switched on.

use crate::report::annex::columns::count;
use crate::settings::{Basis, ExtraColumn};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report::annex) enum Head {
    /// STT
    Number,
    /// Chỉ tiêu, nội dung
    Name,
    /// ĐVT
    Measure,
    /// Nghị quyết đề ra
    Threshold,
    /// A column that the office switched on.
    Extra(ExtraColumn),
    /// The period before.
    Before,
    /// Thực hiện
    Actual,
    /// Ước cả năm
    Estimate,
    /// So với Nghị quyết
    Difference,
    /// Đánh giá
    Verdict,
    /// Nguyên nhân, ghi chú
    Notes,
}

/// The columns from left to right.
#[derive(Clone, Debug)]
pub(in crate::report::annex) struct Layout(Vec<Head>);

impl Layout {
    /// The usual columns; extra ones come between threshold and result.
    pub(super) fn new(extra: &[ExtraColumn]) -> Self {
        let mut heads = vec![Head::Number, Head::Name, Head::Measure, Head::Threshold];
        heads.extend(extra.iter().map(|column| Head::Extra(*column)));
        heads.extend([Head::Before, Head::Actual, Head::Estimate]);
        heads.extend([Head::Difference, Head::Verdict, Head::Notes]);
        Self(heads)
    }

    pub(super) fn heads(&self) -> &[Head] {
        &self.0
    }

    /// How many columns there are.
    pub(super) fn count(&self) -> u32 {
        count(self.0.len())
    }

    /// The last column.
    pub(super) fn last(&self) -> u32 {
        self.count() - 1
    }

    /// The position of a column.
    pub(in crate::report::annex) fn col(&self, head: Head) -> u32 {
        count(self.0.iter().position(|other| *other == head).unwrap_or_default())
    }

    /// The column in which a figure on a basis is judged.
    pub(in crate::report::annex) fn judged(&self, basis: Basis) -> u32 {
        self.col(if basis == Basis::Estimate { Head::Estimate } else { Head::Actual })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extra_columns_come_before_the_result() {
        let plain = Layout::new(&[]);
        assert_eq!((plain.count(), plain.col(Head::Verdict)), (10, 8));
        let layout = Layout::new(&[ExtraColumn::LastYear, ExtraColumn::Plan]);
        assert_eq!(layout.col(Head::Extra(ExtraColumn::Plan)), 5);
        assert_eq!((layout.col(Head::Actual), layout.count()), (7, 12));
    }
}
