//! What several rules ask of all number cells, survey once.

use std::borrow::Cow;
use std::ops::Range;

use super::evidence::CellSurvey;
use super::number_cell::{NumberCell, by_sheet};
use super::odd_field::OddField;
use super::odd_fields::odd_fields_of_unit;
use super::peers::{PeersByKind, SizesByKind};
use super::{Evidence, Finding};

impl<'a> CellSurvey<'a> {
    pub(super) fn new(evidence: &Evidence<'a>) -> Self {
        let gather = |units: Range<usize>| {
            let (mut odd, mut odd_fields, mut values) =
                (Vec::new(), Vec::new(), SizesByKind::default());
            for unit in units {
                evidence.number_cells_of(unit).for_each(|cell| {
                    if cell.is_money() {
                        values.add(&cell);
                    }
                    if cell.is_odd() {
                        odd.push(cell);
                    }
                });
                odd_fields.extend(odd_fields_of_unit(evidence, unit));
            }
            (odd, odd_fields, values)
        };
        let (odd, odd_fields, values): (Vec<Vec<_>>, Vec<Vec<_>>, Vec<SizesByKind>) =
            evidence.map_unit_parts(gather).into_iter().collect();
        let (money, apart) = PeersByKind::learn_with_outliers(&values);
        Self { odd: odd.concat(), odd_fields: odd_fields.concat(), money, apart }
    }
}

/// Findings sheet by sheet, each compared with what is usual among all cells. That is only computed
/// if there are findings.
pub(super) fn findings_beside_peers<'a>(
    evidence: &Evidence<'a>,
    cells: impl Iterator<Item = NumberCell<'a>>,
    finding: fn(&Evidence<'_>, &[NumberCell<'_>], &PeersByKind) -> Finding,
) -> Vec<Finding> {
    let sheets = by_sheet(cells);
    if sheets.is_empty() {
        return Vec::new();
    }
    let kinds = evidence.kinds();
    sheets.iter().map(|cells| finding(evidence, cells, &kinds)).collect()
}

impl<'a> Evidence<'a> {
    /// Number cells that are unusual for their kind.
    pub(super) fn odd_cells(&self) -> Cow<'a, [NumberCell<'a>]> {
        match self.survey {
            Some(survey) => Cow::Borrowed(&survey.odd),
            None => Cow::Owned(CellSurvey::new(self).odd),
        }
    }

    /// List fields with a value that their column does not take.
    pub(super) fn odd_fields(&self) -> Cow<'a, [OddField<'a>]> {
        match self.survey {
            Some(survey) => Cow::Borrowed(&survey.odd_fields),
            None => Cow::Owned(CellSurvey::new(self).odd_fields),
        }
    }

    /// What is usual among amounts of money.
    pub(super) fn money(&self) -> Cow<'a, PeersByKind> {
        match self.survey {
            Some(survey) => Cow::Borrowed(&survey.money),
            None => Cow::Owned(CellSurvey::new(self).money),
        }
    }

    /// The units with an unusual amount of money.
    pub(super) fn outliers_in_money(&self) -> Cow<'a, [usize]> {
        match self.survey {
            Some(survey) => Cow::Borrowed(&survey.apart),
            None => Cow::Owned(CellSurvey::new(self).apart),
        }
    }

    /// What is usual among all number cells.
    fn kinds(&self) -> PeersByKind {
        let mut values = SizesByKind::default();
        self.number_cells().for_each(|cell| values.add(&cell));
        PeersByKind::learn(&[values])
    }
}
