//! The four verdicts.

use serde::Serialize;

use crate::kinds::Compound;

/// The word for what is unmet once its deadline is past.
pub(crate) const FAILED: &str = "Không đạt";

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Đạt
    Met,
    /// Chưa đạt
    Unmet,
    /// Chưa đủ số liệu
    NoData,
    /// Chưa đánh giá
    NotChecked,
}

impl Status {
    /// The word on the annex.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Met => "Đạt",
            Self::Unmet => "Chưa đạt",
            Self::NoData => "Chưa đủ số liệu",
            Self::NotChecked => "Chưa đánh giá",
        }
    }

    /// Is nothing said yet, for want of figures, of a judgement, or because of a finding?
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NoData | Self::NotChecked)
    }

    /// The word on the annex, before or after the deadline: what is unmet fails only after it.
    #[must_use]
    pub const fn word(self, past_deadline: bool) -> &'static str {
        match self {
            Self::Unmet if past_deadline => FAILED,
            other => other.vietnamese(),
        }
    }

    /// The verdict where all must be met: unmet if any is, else open if any is, else met.
    #[must_use]
    pub fn all_of(statuses: impl IntoIterator<Item = Self>) -> Self {
        statuses.into_iter().fold(Self::Met, |whole, next| {
            let weight = |status| match status {
                Self::Unmet => 3,
                Self::NoData => 2,
                Self::NotChecked => 1,
                Self::Met => 0,
            };
            if weight(next) > weight(whole) { next } else { whole }
        })
    }

    /// Of an item's parts.
    #[must_use]
    pub fn of_parts(how: &Compound, statuses: impl IntoIterator<Item = Self>) -> Self {
        if how.needs_all { Self::all_of(statuses) } else { Self::any_of(statuses) }
    }

    /// The verdict where one must be met: met if any is, else open if any is, else unmet.
    #[must_use]
    pub fn any_of(statuses: impl IntoIterator<Item = Self>) -> Self {
        statuses.into_iter().fold(Self::Unmet, |whole, next| {
            let weight = |status| match status {
                Self::Met => 3,
                Self::NoData => 2,
                Self::NotChecked => 1,
                Self::Unmet => 0,
            };
            if weight(next) > weight(whole) { next } else { whole }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Status::{Met, NoData, NotChecked, Unmet};
    use super::*;

    #[test]
    fn a_target_is_met_only_when_all_its_items_are() {
        for (items, target) in [
            (vec![Met, Met], Met),
            (vec![Met, Unmet, NoData], Unmet),
            (vec![Met, NotChecked], NotChecked),
            (vec![NotChecked, NoData, Met], NoData),
        ] {
            assert_eq!(Status::all_of(items), target);
        }
    }

    #[test]
    fn one_met_part_is_enough_where_one_must_be_met() {
        for (parts, item) in
            [(vec![Unmet, Met], Met), (vec![Unmet, NoData], NoData), (vec![Unmet, Unmet], Unmet)]
        {
            assert_eq!(Status::any_of(parts), item);
        }
    }
}
