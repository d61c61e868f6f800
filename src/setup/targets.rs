//! A resolution's proposed targets, each matched to a figure of the learnt forms, as rows of the
//! settings; what is guessed becomes a question that the item waits for.

use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::annex::TargetTable;
use super::proposal::{Kind, Proposal, ProposedItemRow, ProposedSet, ProposedTargetRow, Question};
use super::propose::codes::slug;
use super::resolution::{
    self, Block, Comparison, Document, Known, KnownFigure, Match, ProposedItem, Table, Terms,
    matched, proposal, read_document,
};
use crate::kinds::{COMPOUNDS, JUDGEMENT};
use crate::settings::{NumberKind, Threshold};
use crate::workspace::name_of;
use viet_text::text::{folded, lowercase_first};

/// Adds the targets of a resolution or plan; what to say of one that has none.
///
/// # Errors
/// A sentence for the officer: the file cannot be read.
pub(super) fn add(to: &mut Proposal, path: &Path) -> Result<Option<String>, String> {
    let document = read_document(path)?;
    let found = proposal(&document);
    let head = &found.head;
    let named =
        [head.kind.as_str(), if head.number.is_empty() { "" } else { "số" }, head.number.as_str()];
    let named = named.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let named = if named.is_empty() { "Văn bản".to_owned() } else { uppercase_first(&named) };
    let code = slug(&named).replace('_', "-");
    let has_targets = !add_targets(to, &code, &found, &document).is_empty();
    to.questions.extend(found.possible.iter().map(|item| outside(&named, &item.sentence)));
    if !has_targets {
        return Ok(Some(format!(
            "Văn bản {}: không thấy chỉ tiêu nào có mức để đánh giá. Nếu có, ghi ở trang Chỉ tiêu và Nội dung của \
             khai-bao.xlsx.",
            name_of(path)
        )));
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
    Ok(None)
}

/// Asks whether a sentence outside the targets is one.
fn outside(document: &str, sentence: &str) -> Question {
    Question {
        place: document.to_owned(),
        cells: sentence.to_owned(),
        text: "Câu này ở ngoài phần mục tiêu. Có phải chỉ tiêu không?".to_owned(),
        understood: "không phải chỉ tiêu".to_owned(),
        reason: "Câu có số nhưng không nằm trong phần mục tiêu, chỉ tiêu của văn bản; nếu phải, ghi thêm ở trang \
                 Nội dung"
            .to_owned(),
        ..Question::default()
    }
}

/// Adds the targets of an annex; the numbers of their items, in the order of its rows.
pub(super) fn add_annex(to: &mut Proposal, annex: &TargetTable) -> Vec<String> {
    const CODE: &str = "phu-luc";
    let header = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch"].map(str::to_owned).to_vec();
    let rows = (1..).zip(&annex.rows).map(|(number, own): (u32, _)| {
        vec![number.to_string(), own.name.clone(), own.unit.clone(), own.level.clone()]
    });
    let rows = std::iter::once(header).chain(rows).collect();
    let table = Table { name: annex.sheet.clone(), rows };
    let document = Document { blocks: vec![Block::Table(table)] };
    let found = proposal(&document);
    let numbers = add_targets(to, CODE, &found, &document);
    if numbers.is_empty() {
        return numbers;
    }
    let is_title = |line: &&String| folded(line).contains(&folded("chỉ tiêu"));
    let title = annex.titles.iter().find(is_title).or(annex.titles.first());
    let title = title.cloned().unwrap_or_else(|| "Các chỉ tiêu".to_owned());
    to.sets.push(ProposedSet {
        code: CODE.to_owned(),
        document: title.clone(),
        title,
        ..ProposedSet::default()
    });
    numbers
}

/// Adds targets with their items under a set's code; the items' numbers.
fn add_targets(
    to: &mut Proposal,
    code: &str,
    found: &resolution::Proposal,
    document: &Document,
) -> Vec<String> {
    let figures = figures(to);
    let said =
        found.targets.iter().flat_map(|target| &target.items).map(|own| own.subject.as_str());
    let terms = with_initials(Terms::of(document), said, &figures);
    let known = Known::new(&figures, &[], &terms);
    let mut matches = matched(found, &known).into_iter();
    let mut numbers = Vec::new();
    for target in &found.targets {
        to.targets.push(ProposedTargetRow {
            set: code.to_owned(),
            number: target.number.clone(),
            title: target.title.clone(),
        });
        for (place, item) in (1..).zip(&target.items) {
            let own = matches.next().unwrap_or_default();
            let number = format!("{}.{place}", target.number);
            add_item(to, code, &number, item, &own);
            numbers.push(number);
        }
    }
    numbers
}

/// Terms with the words that capitals in a table stand for, where a figure's name has words of these
/// initials: "CBQL" for "cán bộ quản lý".
fn with_initials<'s>(
    terms: Terms,
    said: impl Iterator<Item = &'s str>,
    figures: &[KnownFigure],
) -> Terms {
    const SHORTEST: usize = 3;
    let is_short =
        |word: &&str| word.chars().count() >= SHORTEST && word.chars().all(char::is_uppercase);
    let words = |text: &str| -> Vec<String> {
        folded(text)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut terms = terms;
    let mut known: Vec<String> = Vec::new();
    for text in said {
        for short in text.split(|letter: char| !letter.is_alphanumeric()).filter(is_short) {
            let letters: Vec<char> = folded(short).chars().collect();
            if known.iter().any(|own| own == short) {
                continue;
            }
            let long = figures.iter().find_map(|figure| {
                let words = words(&figure.name);
                let mut runs = words.windows(letters.len());
                let is_it = |run: &&[String]| {
                    run.iter().zip(&letters).all(|(word, letter)| word.starts_with(*letter))
                };
                runs.find(is_it).map(|run| run.join(" "))
            });
            if let Some(long) = long {
                terms = terms.with([(long.as_str(), short)]);
                known.push(short.to_owned());
            }
        }
    }
    terms
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
