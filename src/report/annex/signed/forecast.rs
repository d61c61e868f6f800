//! The office's own forecast of an item that may still be met: beside the verdict, never part
//! of it.

use super::notes::NotePiece;
use super::verdict_formulas::FormulaContext;
use crate::figures::history::names::FORECAST;
use crate::judge::ItemVerdict;
use crate::settings::{Item, TargetSet};

impl FormulaContext<'_, '_> {
    /// What the officer forecast, while the deadline lies ahead; after it the verdict has the
    /// last word.
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
