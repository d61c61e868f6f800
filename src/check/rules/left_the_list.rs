//! An organisation of the earlier period that is missing from the list.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::check::kept_rows::list_changes;
use crate::check::sentence_parts::{nearest, unit_name};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::Changed;
use crate::figures::consolidate::{MergedList, MergedRow};
use crate::figures::decision::{LEFT_THE_LIST, not_on_list};
use crate::figures::history::{EarlierPeriod, EarlierRow};
use crate::form::organisation::{hash_key, name_key};
use crate::settings::{Basis, ListOperation};
use viet_text::text::folded;

pub(super) const RULE: Rule = Rule {
    code: LEFT_THE_LIST,
    severity: Severity::Warning,
    title: "Tổ chức có ở kỳ trước, kỳ này không còn trong danh sách",
    why: "Tổ chức giải thể vẫn phải ghi với tình trạng của nó; thiếu dòng thường là sót.",
    remedy: "Hỏi lại đơn vị: giải thể, đổi tên, chuyển địa bàn, hay sót dòng.",
    example: "Xã Hai, Biểu 02: HTX DVNN Phước Tiến có trong danh sách tháng 9/2023, kỳ này \
              không có. Đề nghị hỏi lại đơn vị.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(earlier) = evidence.earlier else { return Vec::new() };
    let lists = evidence.figures.lists.iter().zip(&earlier.rows);
    let found = lists.flat_map(|(now, before)| {
        let comparison = ListComparison { evidence, earlier, now, by_name: OnceCell::new() };
        before.iter().filter_map(move |gone| comparison.finding(gone))
    });
    found.collect()
}

/// A list now, compared with the earlier period.
struct ListComparison<'a> {
    evidence: &'a Evidence<'a>,
    earlier: &'a EarlierPeriod,
    now: &'a MergedList,
    /// Rows of all units by name; built only if an organisation is missing.
    by_name: OnceCell<HashMap<u64, Vec<&'a MergedRow>, RandomState>>,
}

impl ListComparison<'_> {
    fn finding(&self, gone: &EarlierRow) -> Option<Finding> {
        let Self { evidence, earlier, now, .. } = self;
        // Another rule reports a unit without its list.
        let mut sheets = evidence.used_sheets_of(gone.unit);
        let sheet = sheets.find(|used| used.sheet.list.as_deref() == Some(&now.list))?;
        let own = &now.by_unit[gone.unit];
        if own.is_empty() && self.should_have_rows(gone.unit) {
            return None;
        }
        let name = folded(&gone.name);
        if own.iter().any(|row| folded(&row.row.name) == name) {
            return None;
        }
        if let Some(elsewhere) = self.moved_to(gone) {
            return Some(self.counted_elsewhere(gone, sheet, elsewhere));
        }
        let known_before = |name: &&str| {
            let mut before = earlier.rows.iter().flat_map(|list| list.of_unit(gone.unit));
            before.any(|row| folded(&row.name) == folded(name))
        };
        let new = own.iter().map(|row| &*row.row.name).filter(|name| !known_before(name));
        let renamed = self.kept_as(gone).or_else(|| nearest(&gone.name, new));
        let renamed =
            renamed.map_or_else(String::new, |name| format!(" Có thể nay ghi là \"{name}\"."));
        let period = earlier.period.in_words();
        let what = format!("{} có trong danh sách {period}, kỳ này không có.{renamed}", gone.name);
        const WHICH: &str = "giải thể, đổi tên hay sót dòng";
        let message = format!(
            "{}, {}: {what} Đề nghị hỏi lại đơn vị: {WHICH}.",
            unit_name(evidence, gone.unit),
            sheet.sheet.on.sheet
        );
        let ask = format!("{what} Đề nghị cho biết: {WHICH}.");
        let expected = gone.name.clone();
        let at = sheet.finding(Vec::new());
        // Where it only goes by another name now, it is counted.
        let kept = gone.row.as_ref().filter(|_| renamed.is_empty());
        let kept = kept.map(|row| Changed::RowKept(Arc::clone(&sheet.sheet.on), Arc::clone(row)));
        let alternatives = kept.map(|kept| at.changes([kept])).into_iter().collect();
        let found = not_on_list(&gone.name);
        Some(Finding { found, expected, message, ask, alternatives, ..at })
    }

    /// It moved to another unit's list.
    fn counted_elsewhere(
        &self,
        gone: &EarlierRow,
        sheet: UsedSheet<'_>,
        elsewhere: usize,
    ) -> Finding {
        let there = unit_name(self.evidence, elsewhere);
        let message = format!(
            "{}, {}: {} có trong danh sách {}, kỳ này có trong danh sách của {there}. Đang tính ở \
             {there}, không coi là mới.",
            unit_name(self.evidence, gone.unit),
            sheet.sheet.on.sheet,
            gone.name,
            self.earlier.period.in_words(),
        );
        let (found, expected) = (there, gone.name.clone());
        let at = sheet.finding(Vec::new());
        Finding { found, expected, message, eased: Some(Severity::Info), ..at }
    }

    /// What it is called now, where its day of founding or its heads tell.
    fn kept_as(&self, gone: &EarlierRow) -> Option<&str> {
        let changes = list_changes(self.evidence, self.earlier, gone.unit);
        let own = changes.into_iter().filter(|changes| changes.list.code == self.now.list);
        let mut kept = own.flat_map(|changes| changes.kept);
        let kept =
            kept.find(|kept| *kept.before.name == gone.name && kept.now.key != kept.before.key())?;
        Some(&kept.now.row.name)
    }

    /// Is the list blank although the form counts organisations? Another rule reports that list.
    fn should_have_rows(&self, unit: usize) -> bool {
        let Evidence { settings, figures, .. } = self.evidence;
        settings.indicators.values().enumerate().any(|(place, indicator)| {
            let from = indicator.derivation.as_ref();
            let counts = from.is_some_and(|from| {
                from.list == self.now.list && from.operation == ListOperation::Count
            });
            let figure = || figures.unit_figure(unit, place, Basis::Actual)?.value();
            counts && figure().is_some_and(|figure| !figure.is_zero())
        })
    }

    /// The only unit whose list has the organisation now and did not have it before.
    fn moved_to(&self, gone: &EarlierRow) -> Option<usize> {
        let name = name_key(&gone.name);
        let was_there = |unit: usize| {
            let mut before = self.earlier.rows.iter().flat_map(|list| list.of_unit(unit));
            before.any(|row| name_key(&row.name) == name)
        };
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<_, Vec<&MergedRow>, _> = HashMap::default();
            self.now.rows().for_each(|row| by_name.entry(row.key).or_default().push(row));
            by_name
        });
        let alike = by_name.get(&hash_key(&name)).into_iter().flatten();
        let alike = alike.filter(|row| name_key(&row.row.name) == name);
        let mut new = alike.filter(|row| !was_there(row.unit));
        let unit = new.next()?.unit;
        new.all(|row| row.unit == unit).then_some(unit)
    }
}
