//! The document's shape. Its names are a contract with other programs.

use rust_decimal::Decimal;
use serde::Serialize;

use super::unit_document::{ContributionJson, GapJson, TurningJson, UnitItemJson, UnitTallyJson};
use crate::check::Severity;
use crate::figures::ledger::Counts;
use crate::judge::Status;
use workbook_io::number::rounded;

#[derive(Serialize)]
pub(super) struct Document {
    pub(super) version: u32,
    pub(super) period: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) correction: Option<CorrectionJson>,
    pub(super) summary: SummaryJson,
    pub(super) items: Vec<ItemJson>,
    pub(super) targets: Vec<TargetJson>,
    pub(super) indicators: Vec<IndicatorJson>,
    pub(super) units: Vec<UnitJson>,
    pub(super) files: Vec<FileJson>,
    pub(super) findings: Vec<FindingJson>,
    /// Forms of the level above, where the office has some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) upward_forms: Vec<UpwardFormJson>,
}

/// A form of the level above.
#[derive(Serialize)]
pub(super) struct UpwardFormJson {
    pub(super) file: String,
    pub(super) output: String,
    pub(super) cells: Vec<UpwardCellJson>,
    pub(super) problems: Vec<String>,
}

/// A marked cell of it; without a figure it stays blank.
#[derive(Serialize)]
pub(super) struct UpwardCellJson {
    pub(super) sheet: String,
    pub(super) cell: String,
    pub(super) code: String,
    pub(super) value: Option<String>,
    pub(super) missing_units: usize,
    pub(super) doubtful: bool,
}

/// The annex corrects one that was sent.
#[derive(Serialize)]
pub(super) struct CorrectionJson {
    pub(super) number: usize,
    pub(super) against: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sent_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) changes: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct SummaryJson {
    pub(super) targets: usize,
    pub(super) targets_met: usize,
    pub(super) targets_unmet: usize,
    pub(super) items: usize,
    pub(super) items_met: usize,
    pub(super) items_unmet: usize,
    pub(super) items_no_data: usize,
    pub(super) items_not_checked: usize,
    pub(super) units: usize,
    pub(super) units_received: usize,
}

#[derive(Serialize)]
pub(super) struct TargetJson {
    pub(super) set: String,
    pub(super) target: String,
    pub(super) text: String,
    pub(super) status: Status,
}

#[derive(Serialize)]
pub(super) struct ItemJson {
    pub(super) set: String,
    pub(super) target: String,
    pub(super) item: String,
    pub(super) text: String,
    pub(super) value: Option<String>,
    pub(super) printed: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) op: &'static str,
    pub(super) threshold: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) upper: Option<String>,
    pub(super) basis: &'static str,
    pub(super) status: Status,
    pub(super) past_deadline: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<PartJson>,
    /// Of what is not checked why: `judgement` (the office has not judged yet) `to_confirm` (a question
    /// about the settings is open) or `to_verify` (an open
    /// finding decides); else the office's own reason.
    pub(super) reason: String,
    pub(super) missing_units: Vec<String>,
    pub(super) doubtful_cells: usize,
    /// Where an open finding decides: the verdict by the figures in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) as_used: Option<Status>,
    /// The item judged with what open findings propose, where that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) if_accepted: Option<IfAcceptedJson>,
    #[serde(flatten)]
    pub(super) by_unit: ByUnitJson,
}

/// What units add to a figure's gap, and what would turn its verdict.
#[derive(Default, Serialize)]
pub(super) struct ByUnitJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) gap: Option<GapJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contributions: Vec<ContributionJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) turning: Option<TurningJson>,
}

/// An item judged with what open findings propose.
#[derive(Serialize)]
pub(super) struct IfAcceptedJson {
    pub(super) value: Option<String>,
    pub(super) printed: Option<String>,
    pub(super) status: Status,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<IfAcceptedPartJson>,
}

/// A part of it.
#[derive(Serialize)]
pub(super) struct IfAcceptedPartJson {
    pub(super) part: String,
    pub(super) value: Option<String>,
    pub(super) printed: Option<String>,
    pub(super) status: Status,
}

#[derive(Serialize)]
pub(super) struct PartJson {
    pub(super) part: String,
    pub(super) value: Option<String>,
    pub(super) printed: Option<String>,
    pub(super) unit: String,
    pub(super) op: &'static str,
    pub(super) threshold: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) upper: Option<String>,
    pub(super) basis: &'static str,
    pub(super) status: Status,
    #[serde(flatten)]
    pub(super) by_unit: ByUnitJson,
}

#[derive(Serialize)]
pub(super) struct IndicatorJson {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) actual: Option<String>,
    pub(super) estimate: Option<String>,
    pub(super) prior: Option<String>,
    pub(super) plan: Option<String>,
}

#[derive(Serialize)]
pub(super) struct UnitJson {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) status: &'static str,
    /// The period whose figures are used for the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) carried_from: Option<String>,
    pub(super) ledger: Counts,
    /// Of the items for which it was given a level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tally: Option<UnitTallyJson>,
    /// The items about which its own figures say something.
    pub(super) items: Vec<UnitItemJson>,
}

#[derive(Serialize)]
pub(super) struct FileJson {
    pub(super) path: String,
    pub(super) unit: Option<String>,
    pub(super) status: &'static str,
    pub(super) reason: String,
    /// The template that it follows, with the version if the file names one.
    pub(super) form: String,
    pub(super) ledger: Counts,
    /// Its sheets, in its order.
    pub(super) sheets: Vec<SheetJson>,
}

#[derive(Serialize)]
pub(super) struct SheetJson {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) what: String,
    pub(super) ledger: Counts,
}

#[derive(Serialize)]
pub(super) struct FindingJson {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) unit: Option<String>,
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) cells: Vec<String>,
    pub(super) found: String,
    pub(super) expected: String,
    pub(super) message: String,
    pub(super) affects: Vec<String>,
    pub(super) settled: bool,
    /// What settles it; empty where nothing is open.
    pub(super) action: String,
}

/// A figure to six decimals, without trailing zeros.
pub(super) fn figure(value: Option<Decimal>) -> Option<String> {
    value.map(|value| rounded(value, 6).to_string())
}
