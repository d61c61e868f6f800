//! The summary under the table: how many targets and items are met, as a live formula.

use super::SignedPage;
use super::layout::Head;
use super::slots::Slot;
use super::tally::{Counted, Tally};
use super::verdict_formulas::FormulaContext;
use crate::judge::{SetVerdict, Status, unmet_words};
use crate::report::annex::formula::literal;
use crate::report::wording::{
    NOT_CHECKED, STILL, of_items_to_verify, opening, to_verify, why_no_data,
};
use workbook_io::sheet::{Content, FormulaResult};

/// The live sentence and its present text.
pub(super) fn summary(
    page: &SignedPage<'_, '_>,
    context: &FormulaContext<'_, '_>,
    slots: &[Slot],
) -> (Content, String) {
    let verdict = page.verdict;
    let tally = Tally::new(page, slots, context.layout.col(Head::Verdict));
    let mut formula = literal(&opening(context.results));
    let mut text = opening(context.results);
    for (place, clause) in clauses(context, verdict).iter().enumerate() {
        let [t, mut i] = tally.counts_of(clause.word);
        let may_wait = clause.word == Status::NotChecked.vietnamese();
        let waiting = tally.waiting.as_ref().filter(|_| may_wait);
        if let Some(waiting) = waiting {
            i = Counted {
                live: format!("({}-{})", i.live, waiting.live),
                now: i.now - waiting.now,
            };
        }
        let (live, said) = clause.with(&t, &i, tally.all, waiting.is_some());
        if place == 0 {
            formula = format!("{formula}&{live}");
        } else {
            formula = format!("{formula}&IF({}+{}=0,\"\",{live})", t.live, i.live);
        }
        if place == 0 || t.now + i.now > 0 {
            text.push_str(&said);
        }
    }
    if let Some(Counted { live, now }) = &tally.waiting {
        let after = of_items_to_verify(tally.all[1]);
        formula = format!(
            "{formula}&IF({live}=0,\"\",{}&IF({live}<10,\"0\",\"\")&{live}&{})",
            literal(STILL),
            literal(&after)
        );
        text += &format!("{STILL}{}", to_verify(*now, tally.all[1]));
    }
    formula.push_str("&\".\"");
    text.push('.');
    (Content::formula(formula, FormulaResult::Text(text.clone())), text)
}

/// "2/7 chỉ tiêu gồm 6/11 nội dung đạt", as reports have it.
fn reports_words(context: &FormulaContext<'_, '_>) -> bool {
    context.results.workspace.settings.office.page.report_wording
}

/// A verdict's clause.
struct Clause {
    /// The verdict's word.
    word: &'static str,
    /// The text before its numbers.
    before: &'static str,
    /// The text after the number of targets.
    after_targets: String,
    /// The text after the number of items.
    after_items: String,
    /// The text after both.
    after: String,
    /// The texts before and after the number of items.
    brackets: [&'static str; 2],
}

impl Clause {
    /// The clause with its numbers, as a formula and as it reads now. `hides_none`: without items it
    /// speaks of targets alone.
    fn with(
        &self,
        targets: &Counted,
        items: &Counted,
        [all_t, all_i]: [usize; 2],
        hides_none: bool,
    ) -> (String, String) {
        let of_targets = format!("/{all_t} chỉ tiêu{}", self.after_targets);
        let of_items =
            format!("/{all_i} nội dung{}{}{}", self.after_items, self.brackets[1], self.after);
        let (before, open) = (self.before, self.brackets[0]);
        let head = format!("{}&{}", literal(before), targets.live);
        let both =
            |after: &str| format!("{}&{}&{}", literal(after), items.live, literal(&of_items));
        let alone = format!("{of_targets}{}", self.after);
        let joined = both(&format!("{of_targets}{open}"));
        let live = match hides_none {
            true => format!("{head}&IF({}=0,{},{joined})", items.live, literal(&alone)),
            false => format!("{head}&{joined}"),
        };
        let now = match hides_none && items.now == 0 {
            true => alone,
            false => format!("{of_targets}{open}{}{of_items}", items.now),
        };
        (live, format!("{before}{}{now}", targets.now))
    }
}

fn clauses(context: &FormulaContext<'_, '_>, verdict: &SetVerdict<'_>) -> Vec<Clause> {
    let report = reports_words(context);
    let brackets = if report { [" gồm ", ""] } else { [" (", ")"] };
    let none = String::new;
    let same = |word: &'static str, before: &'static str, said: &str| Clause {
        word,
        before,
        after_targets: if report { String::new() } else { said.to_owned() },
        after_items: said.to_owned(),
        after: none(),
        brackets,
    };
    let mut clauses = vec![same(Status::Met.vietnamese(), "", " đạt")];
    let items = verdict.targets.iter().flat_map(|target| &target.items);
    for word in unmet_words(items.map(|item| item.past_deadline)) {
        clauses.push(same(word, "; ", &format!(" {}", word.to_lowercase())));
    }
    let no_data = format!(" chưa đủ số liệu{}", why_no_data(context.results));
    let open =
        [(Status::NoData, "; còn ", no_data), (Status::NotChecked, "; ", NOT_CHECKED.to_owned())];
    clauses.extend(
        open.map(|(status, before, after)| Clause {
            after,
            ..same(status.vietnamese(), before, "")
        }),
    );
    clauses
}
