//! What one resolution's page is made from.

use crate::judge::SetVerdict;
use crate::report::annex::columns::ColumnPlan;
use crate::results::Results;
use crate::workspace::Causes;

/// One resolution's page.
pub(in crate::report::annex) struct SignedPage<'a, 'w> {
    pub(in crate::report::annex) results: &'a Results<'w>,
    pub(in crate::report::annex) verdict: &'a SetVerdict<'w>,
    /// Its place among the pages.
    pub(in crate::report::annex) place: usize,
    pub(in crate::report::annex) plan: &'a ColumnPlan,
    pub(in crate::report::annex) causes: &'a Causes,
    /// A Roman numeral, if there is more than one page.
    pub(in crate::report::annex) numeral: Option<&'static str>,
    pub(in crate::report::annex) name: String,
}
