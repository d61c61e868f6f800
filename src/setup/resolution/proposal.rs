//! A document → its targets, and what may be targets besides.

use super::blocks::{Block, Document, Paragraph};
use super::head::head;
use super::item::{About, Proposal, ProposedItem, ProposedTarget};
use super::quantity::quantities;
use super::reading::{Context, read_sentence, without_brackets};
use super::sections::{Class, Sections, announces_aim, has_aim_word};
use super::sentences::sentences;
use super::tables;
use super::terms::Terms;
use super::times::times;
use super::tokens::{Token, tokens};

/// The targets that a document proposes, in its order.
#[must_use]
pub fn proposal(document: &Document) -> Proposal {
    let head = head(document);
    let context = Context { day: head.day, deadline: head.to, terms: Terms::of(document) };
    let has_aims = has_aims(document);
    let mut reader = Reader { context, has_aims, ..Reader::default() };
    reader.read(document);
    let found = reader.targets.len();
    if let Some(told) = reader.told.filter(|told| *told != found)
        && let Some(first) = reader.targets.first_mut()
    {
        let text = format!("Văn bản ghi có {told} chỉ tiêu, đọc được {found}: đề nghị đối chiếu");
        first.items[0].ask(About::Rest, text, &[]);
    }
    for (place, target) in reader.targets.iter_mut().enumerate() {
        target.number = (place + 1).to_string();
    }
    Proposal { head, targets: reader.targets, possible: reader.possible }
}

/// Has the document a section of aims with anything in it?
fn has_aims(document: &Document) -> bool {
    let mut reader = Reader { has_aims: true, ..Reader::default() };
    reader.read(document);
    !reader.targets.is_empty()
}

#[derive(Default)]
struct Reader {
    context: Context,
    /// There is a section of aims: what stands elsewhere is only possible.
    has_aims: bool,
    sections: Sections,
    targets: Vec<ProposedTarget>,
    possible: Vec<ProposedItem>,
    /// How many targets the document says that it has.
    told: Option<usize>,
}

impl Reader {
    fn read(&mut self, document: &Document) {
        for (at, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(paragraph) => {
                    if is_end(paragraph) {
                        break;
                    }
                    let next = document.blocks.get(at + 1).and_then(|next| match next {
                        Block::Paragraph(next) => Some(next),
                        Block::Table(_) => None,
                    });
                    if let Some(text) = self.sections.take(paragraph, next) {
                        self.paragraph(&text);
                    }
                }
                Block::Table(table) => {
                    let context = self.section_context();
                    let found = tables::targets(table, &context, &self.sections.place());
                    self.targets.extend(found);
                }
            }
        }
    }

    fn section_context(&self) -> Context {
        let deadline = self.sections.deadline().or(self.context.deadline);
        Context { deadline, ..self.context.clone() }
    }

    fn paragraph(&mut self, text: &str) {
        let class = self.sections.class();
        let context = self.section_context();
        let mut items = Vec::new();
        for sentence in sentences(text) {
            if let Some(told) = told_count(sentence).filter(|_| class == Class::Aims) {
                self.told = self.told.or(Some(told));
                continue;
            }
            let place = self.place(sentence, class, &context);
            match place {
                Place::Target => items.extend(read_sentence(sentence, &context)),
                Place::Possible => {
                    let read = read_sentence(sentence, &context);
                    let place = self.sections.place();
                    self.possible.extend(read.into_iter().map(|item| possible(item, &place)));
                }
                Place::None => {}
            }
        }
        if items.is_empty() {
            return;
        }
        count_items(text, &mut items);
        let title = items[0].subject.clone();
        let place = self.sections.place();
        self.targets.push(ProposedTarget { number: String::new(), title, place, items });
    }

    fn place(&self, sentence: &str, class: Class, context: &Context) -> Place {
        if class == Class::Aims {
            return Place::Target;
        }
        let words = tokens(&without_brackets(sentence));
        let aims = announces_aim(&words);
        let sets_level = has_level(&words, context);
        match class {
            Class::Past if aims => Place::Possible,
            Class::Past => Place::None,
            _ if aims && sets_level && !self.has_aims && class != Class::General => Place::Target,
            _ if sets_level || aims && class != Class::General => Place::Possible,
            _ => Place::None,
        }
    }
}

enum Place {
    Target,
    Possible,
    None,
}

/// Has a sentence outside the aims a number that could be a level?
fn has_level(words: &[Token], context: &Context) -> bool {
    let found = quantities(words, &times(words), &context.terms);
    let is_level =
        found.iter().any(|quantity| quantity.unit.as_ref().is_some_and(|unit| unit.is_known));
    is_level && (has_aim_word(words) || found.len() == 1)
}

/// An item of a sentence outside the aims.
fn possible(mut item: ProposedItem, place: &str) -> ProposedItem {
    let text = match place.is_empty() {
        true => "Câu này nằm ngoài phần mục tiêu: có phải chỉ tiêu phải đánh giá không?".to_owned(),
        false => format!(
            "Câu này nằm ở \"{place}\", ngoài phần mục tiêu: có phải chỉ tiêu phải đánh giá không?"
        ),
    };
    item.ask(About::IsTarget, text, &["không", "có"]);
    item
}

/// "Gồm 07 chỉ tiêu, 11 nội dung": how many targets follow.
fn told_count(sentence: &str) -> Option<usize> {
    let words = tokens(sentence);
    let at = words.iter().position(|word| word.is("gồm") || word.is("có"))?;
    let is_target = words.get(at + 2)?.is("chỉ") && words.get(at + 3)?.is("tiêu");
    let count = words[at + 1].key.parse().ok()?;
    (is_target && at < 4 && words.len() < at + 10).then_some(count)
}

/// "(02 nội dung)": what the document says of the number of its items.
fn count_items(text: &str, items: &mut [ProposedItem]) {
    let words = tokens(text);
    let told = words.windows(3).find_map(|three| {
        let is_count = three[1].is("nội") && three[2].is("dung");
        is_count.then(|| three[0].key.parse::<usize>().ok()).flatten()
    });
    if let Some(told) = told.filter(|told| *told != items.len()) {
        let text = format!(
            "Văn bản ghi đoạn này có {told} nội dung, đọc được {}: đề nghị đối chiếu",
            items.len()
        );
        items[0].ask(About::Rest, text, &[]);
    }
}

/// With these words a document's signatures begin.
fn is_end(paragraph: &Paragraph) -> bool {
    let text = viet_text::text::folded(&paragraph.text);
    ["nơi nhận", "trên đây là"].iter().any(|begin| text.trim_matches('*').starts_with(begin))
}
