//! The document's shape of what is said of units.

use serde::Serialize;

use crate::judge::Status;

/// The gap of an unmet figure, in its numerator's unit.
#[derive(Serialize)]
pub(super) struct GapJson {
    pub(super) split: &'static str,
    pub(super) direction: &'static str,
    pub(super) value: String,
    /// What is no unit's part.
    pub(super) remainder: String,
}

/// One unit's part of a gap.
#[derive(Serialize)]
pub(super) struct ContributionJson {
    pub(super) code: String,
    pub(super) unit: String,
    /// Absent of a unit that lacks what is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<String>,
}

/// What would turn a verdict.
#[derive(Serialize)]
pub(super) struct TurningJson {
    pub(super) direction: &'static str,
    pub(super) change: String,
    /// The change itself is just not enough, or just too much.
    pub(super) open: bool,
    pub(super) whole: bool,
    /// The indicator that changes; of a mean its numerator.
    pub(super) indicator: String,
}

/// One item of one unit.
#[derive(Serialize)]
pub(super) struct UnitItemJson {
    pub(super) set: String,
    pub(super) item: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) part: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) printed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) upper: Option<String>,
    /// `assigned` (judged), `common` (how it lies beside the level of all), `none`.
    pub(super) against: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<Status>,
    pub(super) beyond: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) document: Option<String>,
    /// The change of the exact figure since the earlier period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) change: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) turning: Option<TurningJson>,
}

/// How many of a unit's assigned items have each verdict.
#[derive(Serialize)]
pub(super) struct UnitTallyJson {
    pub(super) assigned: usize,
    pub(super) met: usize,
    pub(super) beyond: usize,
    pub(super) unmet: usize,
    pub(super) in_doubt: usize,
    pub(super) no_data: usize,
}
