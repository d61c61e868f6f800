//! A sentence → the items that it sets.

mod context;
mod level;
mod part;
mod scope;
mod without_number;

pub(super) use self::context::Context;
use self::context::deadline;
use self::part::Part;
use super::clauses::clauses;
use super::item::{About, ProposedItem};
use super::quantity::quantities;
use super::times::times;
use super::tokens::tokens;

/// The items that a sentence sets: at least one, by the office's judgement where no level is read.
pub(super) fn read_sentence(sentence: &str, context: &Context) -> Vec<ProposedItem> {
    let plain = without_brackets(sentence);
    let all = tokens(&plain);
    let all_times = times(&all);
    let all_quantities = quantities(&all, &all_times, &context.terms);
    let mut items: Vec<ProposedItem> = Vec::new();
    for clause in clauses(&all, &all_quantities) {
        let part = Part::new(&plain, &clause, &all, context);
        let is_addition = items.last().is_some() && part.only_adds();
        match items.last_mut() {
            Some(last) if is_addition => last.ask(
                About::Rest,
                format!(
                    "Câu còn viết \"{}\": đây là lời giải thích hay một nội dung riêng phải đánh \
                     giá?",
                    part.text()
                ),
                &["lời giải thích", "nội dung riêng"],
            ),
            _ => {
                let read = part.items(items.last());
                items.extend(read);
            }
        }
    }
    with_brackets(sentence, &plain, &mut items, context);
    let named = all_times.iter().find_map(deadline);
    for item in &mut items {
        item.deadline = item.deadline.or(named).or(context.deadline);
    }
    items
}

/// A level that stands in brackets only: "vượt mức năm trước (trên 45 triệu đồng)".
fn with_brackets(sentence: &str, plain: &str, items: &mut Vec<ProposedItem>, context: &Context) {
    let has_none = items.iter().all(|item| item.comparison().is_none());
    let opened = sentence.replace(['(', ')'], " ");
    if plain.len() == sentence.len() || !has_none {
        return;
    }
    let all = tokens(&opened);
    if quantities(&all, &times(&all), &context.terms).is_empty() {
        return;
    }
    let mut read = read_sentence(&opened, context);
    for item in &mut read {
        item.sentence = sentence.trim().to_owned();
        item.ask(
            About::Level,
            "Mức này đứng trong ngoặc đơn của câu: đây có phải mức phải đạt không?",
            &["có", "không"],
        );
    }
    *items = read;
}

/// The sentence without what stands in brackets.
pub(super) fn without_brackets(sentence: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for letter in sentence.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    // A bracket that is never closed hides nothing.
    if depth > 0 { sentence.to_owned() } else { plain }
}
