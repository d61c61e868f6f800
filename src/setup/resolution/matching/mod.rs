//! Items → the figures by which they are judged: by words, units and groups.
//!
//! A name within a longer name is another name: all telling words of a figure must be said, and the
//! figure of which most is said counts. An expression is certain only where nothing that was said
//! is left over and no other figure fits as well.

use std::collections::BTreeSet;

mod candidates;
mod figure;
mod found;
mod known;
mod share;
mod words;

pub use known::{Known, KnownColumn, KnownFigure};

use self::found::{Found, Said};
use self::words::words;
use super::item::{About, Change, Comparison, Proposal, ProposedItem, Question, Whole};

/// The expressions that are proposed for an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Match {
    /// For each part, its name (empty where the item has no parts) and its expression over codes,
    /// where one was found.
    pub parts: Vec<(String, Option<String>)>,
    /// Nothing about it was guessed.
    pub is_certain: bool,
    /// What is to be confirmed where it is not certain.
    pub question: Option<Question>,
}

impl Match {
    /// The expression of an item without parts.
    #[must_use]
    pub fn expression(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [(_, expression)] => expression.as_deref(),
            _ => None,
        }
    }
}

/// Matches every item of a proposal: those of its targets in order, then the possible ones.
#[must_use]
pub fn matched(proposal: &Proposal, known: &Known) -> Vec<Match> {
    let targets = proposal.targets.iter().flat_map(|target| &target.items);
    let mut before: Option<(&ProposedItem, Match)> = None;
    let mut found = Vec::new();
    for item in targets.chain(&proposal.possible) {
        let own = match_item(item, before.as_ref().map(|(item, own)| (*item, own)), known);
        found.push(own.clone());
        before = Some((item, own));
    }
    found
}

/// Matches an item; `before` is the item before it with its match.
#[must_use]
pub fn match_item(
    item: &ProposedItem,
    before: Option<(&ProposedItem, &Match)>,
    known: &Known,
) -> Match {
    let Some(comparison) = item.comparison() else { return Match::default() };
    let mut parts = Vec::new();
    let mut certain = true;
    let (mut left, mut others) = (Vec::new(), Vec::new());
    let names: Vec<String> = match comparison.parts.is_empty() {
        true => vec![String::new()],
        false => comparison.parts.clone(),
    };
    for name in &names {
        let said = said(item, &name_or_none(name), &comparison.parts, before, known);
        let mut found = find(item, comparison, &said, before, known);
        certain &= found.is_certain && found.expression.is_some();
        left.append(&mut found.left);
        others.append(&mut found.others);
        parts.push((name.clone(), found.expression));
    }
    let mut told = BTreeSet::new();
    left.retain(|word| told.insert(word.clone()));
    let is_certain = certain && comparison.parts.is_empty() && !is_open(item);
    let question = (!is_certain).then(|| {
        let all = said(item, &None, &[], before, known);
        others.extend(candidates::candidates(&all, comparison, known));
        question(item, &parts, &left, &others, known)
    });
    Match { parts, is_certain, question }
}

fn name_or_none(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

/// Does another open question change which figure is meant?
fn is_open(item: &ProposedItem) -> bool {
    item.questions.iter().any(|question| {
        matches!(question.about, About::Since | About::Parts | About::Scope | About::Unit)
    })
}

fn said(
    item: &ProposedItem,
    part: &Option<String>,
    parts: &[String],
    before: Option<(&ProposedItem, &Match)>,
    known: &Known,
) -> Said {
    let front = item.subject.strip_suffix(item.counted.as_str()).unwrap_or(&item.subject);
    let mut all = words(&format!("{} , {front}", item.counted), &known.terms);
    if let Some(part) = part {
        for other in parts.iter().filter(|other| *other != part) {
            let others = words(other, &known.terms);
            all.retain(|word| !others.contains(word));
        }
    }
    let mut groups = known.groups(&all);
    if groups.is_empty()
        && let Some((before, _)) = before
        && item.questions.iter().any(|question| question.about == About::Scope)
    {
        groups = known.groups(&words(&before.subject, &known.terms));
    }
    let named: Vec<String> = groups.concat();
    Said { words: words::without(&all, &named), groups }
}

fn find(
    item: &ProposedItem,
    comparison: &Comparison,
    said: &Said,
    before: Option<(&ProposedItem, &Match)>,
    known: &Known,
) -> Found {
    let whole = match &comparison.whole {
        Whole::ItemBefore => before.and_then(|(_, own)| own.expression()).and_then(numerator),
        _ => None,
    };
    if comparison.is_share() {
        return share::share(item, comparison, said, whole.as_deref(), known);
    }
    let mut found = figure::figure(item, comparison, said, known);
    if let Some(change) = comparison.change {
        found.expression = found.expression.map(|code| changed(&code, change, comparison));
        found.is_certain = false;
    }
    found
}

/// "a / b" → "a"
fn numerator(expression: &str) -> Option<String> {
    expression.split_once(" / ").map(|(top, _)| top.to_owned())
}

/// A change against last year.
fn changed(code: &str, change: Change, comparison: &Comparison) -> String {
    let (from, to) = match change {
        Change::Growth => (code.to_owned(), format!("{code}@namtruoc")),
        Change::Decline => (format!("{code}@namtruoc"), code.to_owned()),
        Change::Times => return format!("{code} / {code}@namtruoc"),
        Change::Excess => (code.to_owned(), format!("{code}@kehoach")),
    };
    let base = if change == Change::Decline { &from } else { &to };
    match comparison.settings_unit() {
        "%" => format!("({from} - {to}) / {base}"),
        _ => format!("{from} - {to}"),
    }
}

fn question(
    item: &ProposedItem,
    parts: &[(String, Option<String>)],
    left: &[String],
    candidates: &[String],
    known: &Known,
) -> Question {
    let proposed: Vec<&str> = parts.iter().filter_map(|(_, own)| own.as_deref()).collect();
    let mut text = match proposed.is_empty() {
        true => format!("Chưa tìm được số liệu của biểu mẫu cho nội dung \"{}\"", item.subject),
        false => format!("Đề xuất đánh giá nội dung này theo {}", proposed.join("; ")),
    };
    if !proposed.is_empty() && !left.is_empty() {
        text.push_str(&format!("; các chữ \"{}\" chưa có trong tên số liệu", left.join(" ")));
    }
    let conditions = known.conditions(&words(&item.subject, &known.terms));
    if !conditions.is_empty() {
        text.push_str(&format!(
            "; có thể tính từ danh sách với điều kiện {}",
            conditions.join("; ")
        ));
    }
    text.push_str(": số liệu nào đúng?");
    let mut choices: Vec<String> = Vec::new();
    if parts.len() == 1 {
        choices.extend(proposed.iter().map(|own| (*own).to_owned()));
    }
    for candidate in candidates {
        if choices.len() < 5 && !choices.contains(candidate) {
            choices.push(candidate.clone());
        }
    }
    Question { about: About::Figure, text, choices }
}
