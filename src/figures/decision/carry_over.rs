//! Puts the last figures of units that are carried over in the place of those they lack.

use super::decisions::{Decisions, Effect, OPINION, decided_rows};
use super::key::row_key;
use super::units;
use crate::figures::consolidate::Figures;
use crate::figures::history::EarlierPeriod;
use crate::settings::Settings;
use crate::workspace::{Entries, sheets};

impl Decisions {
    /// Puts the last figures of units that are carried over in the place of those they lack.
    pub fn carry_over(
        &mut self,
        figures: &mut Figures,
        earlier: Option<&EarlierPeriod>,
        entries: &mut Entries,
        settings: &Settings,
    ) {
        for unit in std::mem::take(&mut self.carried) {
            let found = earlier.filter(|earlier| {
                let figures = earlier.by_unit.get(unit);
                figures.is_some_and(|figures| figures.iter().next().is_some())
            });
            let Some(earlier) = found else {
                nothing_earlier(self, entries, &settings.units[unit].name);
                continue;
            };
            figures.by_unit[unit] = earlier.by_unit[unit].clone();
            let file = earlier.file.as_str().into();
            figures.by_unit[unit].each(|figure| figure.carry(earlier.period, &file));
            self.carried.push(unit);
        }
        if !self.carried.is_empty() {
            figures.recount(settings);
        }
    }
}

fn nothing_earlier(decisions: &mut Decisions, entries: &mut Entries, unit: &str) {
    for sheet in [sheets::RECEIPT, sheets::CHECKS] {
        for row in decided_rows(entries, sheet) {
            if units::asks_to_carry(&row) && units::is_named(&row, unit) {
                let expected = "để trống: chưa đọc được ở phụ lục kỳ trước nào số liệu của đơn vị này để \
                                dùng lại";
                entries.unclear(sheet, &row, OPINION, expected);
                decisions.kept.remove(&row_key(&row));
                let effects = match sheet {
                    sheets::CHECKS => &mut decisions.checks,
                    _ => &mut decisions.receipt,
                };
                effects.insert(row.row, Effect::Unclear);
            }
        }
    }
}
