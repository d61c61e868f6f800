//! The summary under the table: how many targets and items are met, as a live formula.

use super::SignedPage;
use super::layout::Head;
use super::slots::Slot;
use super::tally::Tally;
use super::verdict_formulas::FormulaContext;
use crate::judge::{ItemVerdict, SetVerdict, Status, TargetVerdict, unmet_words};
use crate::report::annex::formula::literal;
use crate::report::wording::{opening, why_no_data};
use workbook_io::sheet::{Content, FormulaResult};

/// The live sentence and its present text.
pub(super) fn summary(
    page: &SignedPage<'_, '_>,
    context: &FormulaContext<'_, '_>,
    slots: &[Slot],
) -> (Content, String) {
    let verdict = page.verdict;
    let targets: Vec<&str> = verdict.targets.iter().map(TargetVerdict::vietnamese).collect();
    let items = verdict.targets.iter().flat_map(|target| &target.items);
    let items: Vec<&str> = items.map(ItemVerdict::vietnamese).collect();
    let tally = Tally::new(page, slots, context.layout.col(Head::Verdict));
    let brackets = if reports_words(context) { (" gồm ", "") } else { (" (", ")") };
    let mut formula = literal(&opening(context.results));
    let mut text = opening(context.results);
    for (place, (word, before, after)) in clauses(context, verdict).into_iter().enumerate() {
        let [t, i] = tally.counts_of(word);
        let now_t = targets.iter().filter(|said| **said == word).count();
        let now_i = items.iter().filter(|said| **said == word).count();
        let (all_t, all_i) = (targets.len(), items.len());
        let clause = format!(
            "{}&{t}&{}&{i}&{}",
            literal(&before),
            literal(&format!("/{all_t} chỉ tiêu{}{}", after.0, brackets.0)),
            literal(&format!("/{all_i} nội dung{}{}{}", after.1, brackets.1, after.2)),
        );
        let said = format!(
            "{before}{now_t}/{all_t} chỉ tiêu{}{}{now_i}/{all_i} nội dung{}{}{}",
            after.0, brackets.0, after.1, brackets.1, after.2
        );
        if place == 0 {
            formula = format!("{formula}&{clause}");
        } else {
            formula = format!("{formula}&IF({t}+{i}=0,\"\",{clause})");
        }
        if place == 0 || now_t + now_i > 0 {
            text.push_str(&said);
        }
    }
    formula.push_str("&\".\"");
    text.push('.');
    (Content::formula(formula, FormulaResult::Text(text.clone())), text)
}

/// "2/7 chỉ tiêu gồm 6/11 nội dung đạt", as reports have it.
fn reports_words(context: &FormulaContext<'_, '_>) -> bool {
    context.results.workspace.settings.office.page.report_wording
}

/// A verdict's clause: its word, the text before its numbers, and the texts after the targets'
/// number, after the items' number and after both.
type Clause = (&'static str, String, (String, String, String));

fn clauses(context: &FormulaContext<'_, '_>, verdict: &SetVerdict<'_>) -> Vec<Clause> {
    let report = reports_words(context);
    let same = |word: &str| {
        let twice = if report { String::new() } else { word.to_owned() };
        (twice, word.to_owned(), String::new())
    };
    let none = String::new;
    let mut clauses = vec![(Status::Met.vietnamese(), none(), same(" đạt"))];
    let items = verdict.targets.iter().flat_map(|target| &target.items);
    for word in unmet_words(items.map(|item| item.past_deadline)) {
        clauses.push((word, "; ".to_owned(), same(&format!(" {}", word.to_lowercase()))));
    }
    let no_data = format!(" chưa đủ số liệu{}", why_no_data(context.results));
    let open = [
        (Status::NoData, "; còn ", no_data),
        (Status::NotChecked, "; ", " chưa đánh giá".to_owned()),
    ];
    clauses.extend(open.map(|(status, before, after)| {
        (status.vietnamese(), before.to_owned(), (none(), none(), after))
    }));
    clauses
}
