//! The office that consolidates.

use super::closing::ClosingDay;
use super::page::PageLook;

/// The office that consolidates, as it names itself on documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// The agency above it.
    pub parent: String,
    /// Its own name.
    pub name: String,
    /// Place name used before dates.
    pub place: String,
    /// What its units are called together: "xã, thị trấn".
    pub unit_kinds: String,
    /// What one unit is called in short: "xã".
    pub unit_short: String,
    /// The field reported on: "kinh tế tập thể".
    pub field: String,
    /// The period whose folder a new workspace starts with, as written: "2023-10".
    pub first_period: String,
    /// On which day of a month figures are closed.
    pub closing: ClosingDay,
    /// How the signed page is to look.
    pub page: PageLook,
}
