//! Is a workbook under an annex's name that annex: of this period, and of this office's making?

use std::collections::BTreeMap;

use super::own_book::are_own_units;
use crate::form::UnitNames;
use crate::settings::Settings;
use crate::workspace::annex_book::{is_made_by, overview};
use viet_text::period::Period;
use workbook_io::Workbook;

/// Do the annex's pages name this period and this office? What they do not name does not count
/// against it. An office that was renamed recognises its annexes by their units.
#[must_use]
pub fn is_annex_of(book: &Workbook, period: Period, settings: &Settings) -> bool {
    let names = UnitNames::new(&settings.office, &settings.units);
    let Some(overview) = overview(book, &names) else { return true };
    let said = overview.heading.period.filter(|_| overview.heading.is_outright);
    if said.is_some_and(|(said, _)| said != period) {
        return false;
    }
    let made_here = || overview.office.is_empty() || is_made_by(&overview.office, &settings.office);
    let units: BTreeMap<String, String> =
        overview.units.iter().map(|name| (name.clone(), String::new())).collect();
    made_here() || are_own_units(&units, settings)
}

#[cfg(test)]
mod tests {
    use viet_text::period_text::find_period;

    use super::*;

    #[test]
    fn a_period_is_read_back_as_annexes_name_it() {
        let year = 2025;
        let all = (1..=12).map(|month| Period::Month { year, month });
        let all = all.chain((1..=4).map(|quarter| Period::Quarter { year, quarter }));
        let all = all.chain((1..=2).map(|half| Period::HalfYear { year, half }));
        for period in all.chain([Period::NineMonths { year }, Period::Year { year }]) {
            assert_eq!(find_period(&format!("Kỳ báo cáo: {}", period.in_words())), Some(period));
        }
    }
}
