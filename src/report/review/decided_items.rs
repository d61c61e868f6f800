//! Which items' verdicts a finding decides, and what it would make of them: column Ảnh hưởng.

use crate::check::{Deciding, Finding};
use crate::judge::ItemVerdict;
use crate::report::wording::{as_used, bare_figures, full_number};
use crate::results::Results;
use crate::settings::Item;

/// How the effect of a finding that decides a verdict begins.
const DECIDES: &str = "Quyết định nội dung";

/// Does the effect speak of figures in use? Once the finding is gone that is no longer so.
pub(super) fn is_of_open_finding(effect: &str) -> bool {
    effect.starts_with(DECIDES)
}

/// An item that waits for a finding.
pub(super) struct DecidedItem<'r> {
    name: String,
    item: &'r Item,
    judged: &'r ItemVerdict,
    otherwise: Option<&'r ItemVerdict>,
}

/// The items that wait for an open finding.
pub(super) fn decided<'r>(finding: &'r Finding, results: &'r Results<'_>) -> Vec<DecidedItem<'r>> {
    if !finding.is_open() {
        return Vec::new();
    }
    let of = |Deciding { item: [set, target, place], otherwise }: &'r Deciding| {
        let verdict = &results.verdicts[*set];
        let item = &verdict.set.targets[*target].items[*place];
        let judged = &verdict.targets[*target].items[*place];
        let name = full_number(results, verdict.set, item);
        let otherwise = otherwise.as_deref();
        judged.waits_for_findings().then_some(DecidedItem { name, item, judged, otherwise })
    };
    finding.decides.iter().filter_map(of).collect()
}

/// "Quyết định nội dung 3.2: đang dùng 6.895,9 → Đạt; theo đề xuất 95 → Chưa đạt. Liên quan nội dung 5.1".
pub(super) fn effect(finding: &Finding, results: &Results<'_>) -> String {
    let decided = decided(finding, results);
    let is_decided = |name: &&String| decided.iter().any(|item| item.name == **name);
    let may: Vec<&str> =
        finding.flips.iter().filter(|name| !is_decided(name)).map(String::as_str).collect();
    let others = finding.affects.iter().filter(|name| !finding.flips.contains(name));
    let others: Vec<&str> = others.map(String::as_str).collect();
    let mut parts: Vec<String> =
        decided.iter().map(|item| item.in_words(finding.otherwise_in_words())).collect();
    if !may.is_empty() {
        parts.push(format!("Có thể đổi kết quả nội dung {}", may.join(", ")));
    }
    if !others.is_empty() {
        parts.push(format!("Liên quan nội dung {}", others.join(", ")));
    }
    parts.join("; ")
}

impl DecidedItem<'_> {
    fn in_words(&self, other: &str) -> String {
        let Self { name, item, judged, .. } = self;
        let said = |verdict: &ItemVerdict| {
            let word = as_used(verdict).word(judged.past_deadline);
            format!("{} → {word}", bare_figures(item, verdict))
        };
        let Some(otherwise) = self.otherwise else {
            return format!("Cùng nội dung khác quyết định nội dung {name}");
        };
        format!("{DECIDES} {name}: đang dùng {}; {other} {}", said(judged), said(otherwise))
    }
}
