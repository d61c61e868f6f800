//! What rules examine: all that is known of the month.

use super::number_cell::NumberCell;
use super::odd_field::OddField;
use super::peers::PeersByKind;
use crate::figures::consolidate::Figures;
use crate::figures::history::{EarlierPeriod, History};
use crate::form::Template;
use crate::intake::submission::Month;
use crate::judge::SetVerdict;
use crate::settings::Settings;
use crate::workspace::Entries;

/// Everything that rules may examine.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The office's settings.
    pub settings: &'a Settings,
    /// Files and submissions.
    pub month: &'a Month,
    /// Consolidated figures.
    pub figures: &'a Figures,
    /// Verdicts.
    pub verdicts: &'a [SetVerdict<'a>],
    /// What the officer typed into the review workbook.
    pub entries: &'a Entries,
    /// The nearest earlier period that has an annex.
    pub earlier: Option<&'a EarlierPeriod>,
    /// All earlier periods that have one.
    pub history: &'a History,
    /// The forms that the office sends out.
    pub templates: &'a [Template],
    /// What several rules need of all number cells.
    pub(super) survey: Option<&'a CellSurvey<'a>>,
}

impl<'a> Evidence<'a> {
    /// Evidence of a period without an earlier one.
    #[must_use]
    pub const fn new(
        settings: &'a Settings,
        month: &'a Month,
        figures: &'a Figures,
        verdicts: &'a [SetVerdict<'a>],
        entries: &'a Entries,
        history: &'a History,
    ) -> Self {
        let (earlier, survey, templates) = (None, None, &[] as &[Template]);
        Self { settings, month, figures, verdicts, entries, earlier, history, templates, survey }
    }

    /// Adds the forms that the office sends out.
    #[must_use]
    pub const fn with_templates(self, templates: &'a [Template]) -> Self {
        Self { templates, ..self }
    }

    /// Adds the nearest earlier period.
    #[must_use]
    pub const fn with_earlier(self, earlier: Option<&'a EarlierPeriod>) -> Self {
        Self { earlier, ..self }
    }
}

/// Unusual cells, and what is usual among all.
#[derive(Debug)]
pub(super) struct CellSurvey<'a> {
    pub(super) odd: Vec<NumberCell<'a>>,
    pub(super) odd_fields: Vec<OddField<'a>>,
    pub(super) money: PeersByKind,
    pub(super) apart: Vec<usize>,
}
