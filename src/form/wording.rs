//! How labels and headers are compared: one evening-out for template and submission alike.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::figures::Layout;
use super::header::is_only_a_unit;
use super::heading::Line;
use super::layout::LayoutKey;
use super::list::ListLayout;
use super::placed::Placed;
use super::template::{Body, SheetForm};
use super::units::UnitNames;
use crate::reading::label::label;
use crate::reading::memo::{Memo, Recent, SharedMemo};
use crate::settings::Synonyms;

/// Evens out labels by the office's synonyms. One per thread: it remembers what it has seen,
/// for communes fill in the same form over and over.
pub struct Wording<'a> {
    synonyms: &'a Synonyms,
    keys: Memo<String>,
    header_keys: Memo<String>,
    texts: SharedMemo<Text>,
    lines: SharedMemo<Rc<Line>>,
    forms: RefCell<Forms<'a>>,
    pub(super) headers: Remembered<HeaderKey, Rc<Placed>>,
    pub(super) layouts: Remembered<LayoutKey, Rc<Layout>>,
    pub(super) lists: Remembered<LayoutKey, Rc<ListLayout>>,
}

/// A word of the forms met, by its place among them all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word(u32);

/// A text as it is compared.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// Its key.
    pub(super) key: Rc<str>,
    /// The word of the forms that it is.
    word: Option<Word>,
    /// It may be a part of a header: more than a unit of measure under one.
    pub(super) heads: bool,
}

/// A form's place among those met, and the texts above and left of its figures.
pub(super) type HeaderKey = (usize, Vec<(u32, u32, Rc<str>)>);

/// The forms met, and all words of their headers and labels.
#[derive(Default)]
struct Forms<'a> {
    met: Vec<(&'a SheetForm, Rc<FormWords>)>,
    words: HashMap<&'a str, Word, RandomState>,
}

/// Which words are a form's.
#[derive(Debug)]
pub(super) struct FormWords {
    /// Its place among the forms met.
    pub(super) place: usize,
    headers: Vec<bool>,
    labels: Vec<bool>,
}

impl FormWords {
    /// Is the word a part of one of the form's headers?
    pub(super) fn heads(&self, word: Word) -> bool {
        self.headers.get(word.0 as usize) == Some(&true)
    }

    /// Is the word a row label of the form's?
    pub(super) fn labels(&self, word: Word) -> bool {
        self.labels.get(word.0 as usize) == Some(&true)
    }
}

/// Answers by what they were asked of.
pub(super) struct Remembered<K, V>(RefCell<Recent<K, V>>);

/// Answers remembered: layouts and headers hardly differ.
const MOST: usize = 128;
/// Texts by which one is remembered at most: a form is small, and what is huge is to take no room.
const LONGEST: usize = 4_096;

/// What an answer is asked of.
pub(super) trait Asked: Hash + Eq {
    /// How many texts and places it is told by.
    fn length(&self) -> usize;
}

impl Asked for HeaderKey {
    fn length(&self) -> usize {
        self.1.len()
    }
}

impl<K: Asked, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(RefCell::new(Recent::new(MOST)))
    }
}

impl<K: Asked, V: Clone> Remembered<K, V> {
    /// The answer, worked out where it is not remembered.
    pub(super) fn of(&self, asked: K, work: impl FnOnce(&K) -> V) -> V {
        if let Some(known) = self.0.borrow().get(&asked) {
            return known.clone();
        }
        let answer = work(&asked);
        if asked.length() <= LONGEST {
            self.0.borrow_mut().insert(asked, answer.clone());
        }
        answer
    }
}

impl<'a> Wording<'a> {
    /// Wording by the office's synonyms.
    #[must_use]
    pub fn new(synonyms: &'a Synonyms) -> Self {
        Self {
            synonyms,
            keys: Memo::default(),
            header_keys: Memo::default(),
            texts: SharedMemo::default(),
            lines: SharedMemo::default(),
            forms: RefCell::default(),
            headers: Remembered::default(),
            layouts: Remembered::default(),
            lists: Remembered::default(),
        }
    }

    /// The key under which a label is compared: folded, without marker, in standard words.
    #[must_use]
    pub fn key(&self, text: &str) -> String {
        self.keys.of(text, |text| self.synonyms.standardised(&label(text)))
    }

    /// The key of a column header: as a label's, with any year standing for every year.
    #[must_use]
    pub fn header_key(&self, text: &str) -> String {
        self.header_keys.of(text, |text| of_any_year(self.key(text)))
    }

    /// A text of a sheet as it is compared with the forms met so far.
    pub(super) fn text(&self, text: &Arc<str>) -> Text {
        self.texts.of(text, |text| self.compared(text))
    }

    /// The word of the forms met so far that a text of a sheet is.
    pub(super) fn word(&self, text: &Arc<str>) -> Option<Word> {
        self.texts.part_of(text, |text| self.compared(text), |text| text.word)
    }

    fn compared(&self, text: &str) -> Text {
        let key: Rc<str> = of_any_year(self.synonyms.standardised(&label(text))).into();
        let word = self.forms.borrow().words.get(&*key).copied();
        Text { word, heads: !key.is_empty() && !is_only_a_unit(text), key }
    }

    /// What a line of a heading says. One office's units only: those of the synonyms.
    pub(super) fn line(&self, units: &UnitNames, line: &Arc<str>) -> Rc<Line> {
        self.lines.of(line, |line| Rc::new(Line::of(line, units)))
    }

    /// A form's words.
    pub(super) fn form(&self, form: &'a SheetForm) -> Rc<FormWords> {
        let known = |forms: &Forms<'a>| {
            let known = forms.met.iter().find(|(other, _)| std::ptr::eq(*other, form))?;
            Some(Rc::clone(&known.1))
        };
        let known = known(&self.forms.borrow());
        known.unwrap_or_else(|| self.meet(form))
    }

    fn meet(&self, form: &'a SheetForm) -> Rc<FormWords> {
        let forms = &mut *self.forms.borrow_mut();
        let mut own = |texts: &mut dyn Iterator<Item = &'a str>| {
            let mut own = Vec::new();
            for text in texts.filter(|text| !text.is_empty()) {
                let next = Word(u32::try_from(forms.words.len()).expect("forms are smaller"));
                let word = forms.words.entry(text).or_insert(next).0 as usize;
                own.resize(own.len().max(word + 1), false);
                own[word] = true;
            }
            own
        };
        let headers = own(&mut form.headers().flatten().map(String::as_str));
        let labels = match &form.body {
            Body::Figures(area) => own(&mut area.rows.iter().map(|row| row.label.as_str())),
            Body::List(_) => Vec::new(),
        };
        let words = Rc::new(FormWords { place: forms.met.len(), headers, labels });
        forms.met.push((form, Rc::clone(&words)));
        // What was no word of any form may be one of this one's.
        self.texts.forget();
        words
    }
}

/// A key with any year standing for every year.
fn of_any_year(key: String) -> String {
    if !key.split(' ').any(is_year) {
        return key;
    }
    let any_year = key.split(' ').map(|word| if is_year(word) { "####" } else { word });
    any_year.collect::<Vec<_>>().join(" ")
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|digit| digit.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}
