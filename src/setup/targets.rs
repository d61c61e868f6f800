//! A resolution's proposed targets, each matched to a figure of the learnt forms, as rows of the
//! settings; what is guessed becomes a question that the item waits for.

use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::proposal::{Kind, Proposal, ProposedItemRow, ProposedSet, ProposedTargetRow, Question};
use super::propose::codes::slug;
use super::resolution::{
    Comparison, Known, KnownFigure, Match, ProposedItem, Terms, matched, proposal, read_document,
};
use crate::kinds::{COMPOUNDS, JUDGEMENT};
use crate::settings::{NumberKind, Threshold};
use viet_text::text::lowercase_first;

/// Adds the targets of a resolution or plan.
///
/// # Errors
/// A sentence for the officer: the file cannot be read.
pub(super) fn add(to: &mut Proposal, path: &Path) -> Result<(), String> {
    let document = read_document(path)?;
    let found = proposal(&document);
    let known = Known::new(&figures(to), &[], &Terms::of(&document));
    let mut matches = matched(&found, &known).into_iter();
    let head = &found.head;
    let named =
        [head.kind.as_str(), if head.number.is_empty() { "" } else { "số" }, head.number.as_str()];
    let named = named.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let named = if named.is_empty() { "Văn bản".to_owned() } else { uppercase_first(&named) };
    let code = slug(&named).replace('_', "-");
    for target in &found.targets {
        to.targets.push(ProposedTargetRow {
            set: code.clone(),
            number: target.number.clone(),
            title: target.title.clone(),
        });
        for (place, item) in (1..).zip(&target.items) {
            let own = matches.next().unwrap_or_default();
            let number = format!("{}.{place}", target.number);
            add_item(to, &code, &number, item, &own);
        }
    }
    let day = head.day.map(|day| format!(" ngày {}", in_words(day))).unwrap_or_default();
    let about = if head.title.is_empty() {
        String::new()
    } else {
        format!(" {}", lowercase_first(&head.title))
    };
    to.sets.push(ProposedSet {
        code,
        document: format!("{named}{day}{about}"),
        title: format!("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU {}", format!("{named}{day}").to_uppercase()),
        from: head.from.or(head.day).map(in_words).unwrap_or_default(),
        to: head.to.map(in_words).unwrap_or_default(),
        deadline: head.to.map(in_words).unwrap_or_default(),
    });
    to.questions.extend(found.possible.iter().map(|item| Question {
        place: named.clone(),
        cells: item.sentence.clone(),
        text: "Câu này ở ngoài phần mục tiêu. Có phải chỉ tiêu không?".to_owned(),
        understood: "không phải chỉ tiêu".to_owned(),
        reason: "Câu có số nhưng không nằm trong phần mục tiêu, chỉ tiêu của văn bản; nếu phải, ghi thêm ở trang \
                 Nội dung"
            .to_owned(),
        ..Question::default()
    }));
    Ok(())
}

fn figures(to: &Proposal) -> Vec<KnownFigure> {
    let known = to.figures.iter().map(|own| KnownFigure {
        code: own.code.clone(),
        name: own.name.clone(),
        path: vec![own.group.clone()],
        unit: own.unit.clone(),
        kind: match own.kind {
            Kind::Share => NumberKind::Share,
            Kind::Amount => NumberKind::Money,
            _ => NumberKind::Count,
        },
    });
    known.collect()
}

fn add_item(to: &mut Proposal, set: &str, number: &str, item: &ProposedItem, own: &Match) {
    let question = question(number, item, own).map(|question| {
        to.questions.push(question);
        to.questions.len() - 1
    });
    let base = ProposedItemRow {
        set: set.to_owned(),
        number: number.to_owned(),
        short: item.subject.clone(),
        text: item.sentence.clone(),
        deadline: item.deadline.map(in_words).unwrap_or_default(),
        question,
        ..ProposedItemRow::default()
    };
    let Some(comparison) = item.comparison() else {
        to.items.push(ProposedItemRow { comparison: JUDGEMENT.word, ..base });
        return;
    };
    if comparison.parts.is_empty() {
        let arithmetic = own.expression().unwrap_or_default().to_owned();
        to.items.push(compared(base, comparison, item, arithmetic));
        return;
    }
    to.items.push(ProposedItemRow { comparison: COMPOUNDS[0].word, ..base.clone() });
    for (name, expression) in &own.parts {
        let part = ProposedItemRow { part: name.clone(), ..base.clone() };
        to.items.push(compared(part, comparison, item, expression.clone().unwrap_or_default()));
    }
}

fn compared(
    base: ProposedItemRow,
    comparison: &Comparison,
    item: &ProposedItem,
    arithmetic: String,
) -> ProposedItemRow {
    let level = match &comparison.threshold {
        Threshold::Number(number) => typed(*number),
        Threshold::Column(basis) => basis.vietnamese().to_owned(),
    };
    ProposedItemRow {
        arithmetic,
        comparison: comparison.kind.words[0],
        threshold: level,
        upper: comparison.upper.map(typed).unwrap_or_default(),
        baseline: comparison.baseline.map(typed).unwrap_or_default(),
        unit: comparison.settings_unit().to_owned(),
        basis: item.basis.vietnamese(),
        ..base
    }
}

/// Everything that is open about an item, as one question; none where nothing was guessed.
fn question(number: &str, item: &ProposedItem, own: &Match) -> Option<Question> {
    let is_figure = item.comparison().is_some();
    if item.questions.is_empty() && (own.is_certain || !is_figure) {
        return None;
    }
    let asked = item.questions.iter().map(|question| question.text.clone());
    let asked: Vec<String> = asked.chain(own.question.iter().map(|q| q.text.clone())).collect();
    let expression = match own.parts.as_slice() {
        [] => JUDGEMENT.word.to_owned(),
        parts => {
            let one = |(name, expression): &(String, Option<String>)| {
                let expression = expression.as_deref().unwrap_or("chưa có số liệu phù hợp");
                if name.is_empty() {
                    expression.to_owned()
                } else {
                    format!("{name}: {expression}")
                }
            };
            parts.iter().map(one).collect::<Vec<_>>().join("; ")
        }
    };
    let choices = own.question.iter().flat_map(|question| question.choices.clone());
    Some(Question {
        place: format!("Nội dung {number}"),
        cells: item.sentence.clone(),
        field: "Cách tính",
        text: "Nội dung này tính và so sánh như ở trang Nội dung có đúng không?".to_owned(),
        understood: expression.clone(),
        reason: asked.join(" "),
        choices: choices.filter(|choice| *choice != expression).collect(),
    })
}

fn uppercase_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number as an officer types it.
fn typed(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

fn in_words(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}
