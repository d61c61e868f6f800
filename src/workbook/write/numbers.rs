//! Numbers of shared texts and of looks, as one thread knows them: those given already, and those
//! that the part at hand is the first to need.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::format::{default_format, format};
use super::text::{fit, looks_like_formula};
use super::turns::Shared;
use crate::reading::memo::Recent;
use crate::sheet::Style;

/// Texts whose numbers a thread remembers, by where they lie and by what they say.
const MOST: usize = 16_384;

/// A number, or a place among those that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Given(u32),
    Asked(u32),
}

/// A text in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextNumber {
    pub(super) number: Number,
    /// It says the same with and without white space at its ends, and looks like no formula.
    pub(super) is_plain: bool,
}

/// A look as cells ask for it, the mark that keeps text from turning into a formula among it.
type Look = (Style, bool);

/// What a thread knows.
pub(super) struct Numbers {
    /// By where texts lie that others hold, too: they come again and again. While one is held
    /// here no other can come to lie there.
    held: HashMap<usize, (Arc<str>, TextNumber), RandomState>,
    by_text: Recent<Arc<str>, TextNumber>,
    looks: HashMap<Look, Number, RandomState>,
    asked: Asked,
    /// Cells with a shared text whose number was given already.
    uses: u64,
}

/// What is asked for.
#[derive(Default)]
struct Asked {
    /// Texts, with the cells that hold them.
    texts: IndexMap<Arc<str>, u64, RandomState>,
    looks: Vec<Look>,
    /// Where texts asked for are held, too.
    held: Vec<usize>,
}

/// Answers, in the order in which they were asked for.
#[derive(Default)]
pub(super) struct Answers {
    /// Texts with their numbers, where they have one.
    pub(super) texts: Vec<(Arc<str>, Option<u32>)>,
    pub(super) looks: Vec<u32>,
}

impl Numbers {
    pub(super) fn new() -> Self {
        Self {
            held: HashMap::default(),
            by_text: Recent::new(MOST),
            looks: HashMap::default(),
            asked: Asked::default(),
            uses: 0,
        }
    }

    /// A text's number, and the text as it is fit for a file.
    pub(super) fn text<'t>(&mut self, given: &'t Arc<str>) -> (TextNumber, Cow<'t, str>) {
        if let Some((_, known)) = self.held.get(&given.as_ptr().addr()) {
            let known = *known;
            self.use_again(known.number);
            return (known, Cow::Borrowed(given));
        }
        let text = fit(given);
        let known = match self.by_text.get(&*text) {
            Some(known) => {
                let known = *known;
                self.use_again(known.number);
                known
            }
            None => self.ask(match &text {
                Cow::Borrowed(text) if text.len() == given.len() => Arc::clone(given),
                text => Arc::from(&**text),
            }),
        };
        if Arc::strong_count(given) > 1 && *text == **given {
            self.hold(given, known);
        }
        (known, text)
    }

    fn use_again(&mut self, number: Number) {
        match number {
            Number::Given(_) => self.uses += 1,
            Number::Asked(place) => self.asked.texts[place as usize] += 1,
        }
    }

    fn ask(&mut self, text: Arc<str>) -> TextNumber {
        let is_plain = text.trim() == &*text && !looks_like_formula(&text);
        let entry = self.asked.texts.entry(text);
        let place = entry.index();
        *entry.or_insert(0) += 1;
        let number = Number::Asked(u32::try_from(place).unwrap_or(u32::MAX));
        TextNumber { number, is_plain }
    }

    fn hold(&mut self, text: &Arc<str>, known: TextNumber) {
        let place = text.as_ptr().addr();
        if self.held.len() >= MOST {
            self.held.retain(|_, (_, known)| matches!(known.number, Number::Asked(_)));
        }
        if matches!(known.number, Number::Asked(_)) {
            self.asked.held.push(place);
        }
        self.held.insert(place, (Arc::clone(text), known));
    }

    /// The number of a style's look.
    pub(super) fn look(&mut self, style: &Style, quoted: bool) -> Number {
        let look = (style.clone(), quoted);
        if let Some(known) = self.looks.get(&look) {
            return *known;
        }
        let number = match format(style) == default_format() && !quoted {
            // The workbook's own look, which needs no asking.
            true => Number::Given(0),
            false => Number::Asked(u32::try_from(self.asked.looks.len()).unwrap_or(u32::MAX)),
        };
        if let Number::Asked(_) = number {
            self.asked.looks.push(look.clone());
        }
        self.looks.insert(look, number);
        number
    }

    /// Asks for what the part at hand needs, when its turn has come.
    pub(super) fn settle(&mut self, shared: &mut Shared) -> Answers {
        let asked = std::mem::take(&mut self.asked);
        let mut answers = Answers::default();
        shared.strings.used(std::mem::take(&mut self.uses));
        for (text, uses) in asked.texts {
            let number = shared.strings.number(&text);
            shared.strings.used(if number.is_some() { uses } else { 0 });
            answers.texts.push((text, number));
        }
        for (style, quoted) in asked.looks {
            let number = shared.formats.number(&style, quoted);
            answers.looks.push(number);
            self.looks.insert((style, quoted), Number::Given(number));
        }
        for place in asked.held {
            let held = self.held.remove(&place);
            if let Some((text, known)) = held.and_then(|held| given(held, &answers)) {
                self.held.insert(place, (text, known));
            }
        }
        for (text, number) in &answers.texts {
            if let Some(number) = number {
                let is_plain = text.trim() == &**text && !looks_like_formula(text);
                let known = TextNumber { number: Number::Given(*number), is_plain };
                self.by_text.insert(Arc::clone(text), known);
            }
        }
        answers
    }
}

/// A text held, with the number that it got.
fn given(
    (text, known): (Arc<str>, TextNumber),
    answers: &Answers,
) -> Option<(Arc<str>, TextNumber)> {
    let Number::Asked(place) = known.number else { return Some((text, known)) };
    let number = answers.texts.get(place as usize)?.1?;
    Some((text, TextNumber { number: Number::Given(number), ..known }))
}
