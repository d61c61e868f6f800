//! The office's own forecast of an item before its deadline. It is shown beside the verdict and
//! never changes it.

use super::notes::NotePiece;
use super::verdict_formulas::FormulaContext;
use crate::figures::history::names::FORECAST;
use crate::judge::ItemVerdict;
use crate::settings::{Item, TargetSet};

impl FormulaContext<'_, '_> {
    /// The officer's forecast, as long as the deadline is ahead; after it the verdict decides.
    pub(super) fn forecast(
        &self,
        set: &TargetSet,
        item: &Item,
        judged: &ItemVerdict,
    ) -> Option<NotePiece> {
        let deadline = item.deadline.filter(|_| !judged.past_deadline)?;
        let key = (set.code.clone(), item.number.clone());
        let forecast = self.results.entries.forecasts.get(&key)?;
        let day = deadline.format("%d/%m/%Y");
        let word = forecast.vietnamese().to_lowercase();
        Some(NotePiece::Fixed(format!("{FORECAST} đến hạn {day}: {word}")))
    }
}
