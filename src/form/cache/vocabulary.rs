//! The terms of the forms seen so far, and which texts of sheets are such terms.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::label_normalizer::LabelNormalizer;
use crate::form::header::is_only_a_unit;
use crate::form::template::{Body, SheetForm};
use workbook_io::cache::TextCache;

/// The terms of the forms seen so far, with a memory of texts looked up.
#[derive(Default)]
pub(in crate::form) struct Vocabulary<'a> {
    terms: TextCache<Option<TermId>>,
    texts: TextCache<HeaderText>,
    forms: RefCell<KnownForms<'a>>,
}

/// A term of the forms seen so far, by its place among them all.
#[derive(Clone, Copy, Debug)]
pub(in crate::form) struct TermId(u32);

/// A text as it is compared with headers.
#[derive(Clone, Debug)]
pub(in crate::form) struct HeaderText {
    /// Its key.
    pub(in crate::form) key: Rc<str>,
    /// It may be a part of a header: more than a unit of measure under one.
    pub(in crate::form) is_in_header: bool,
}

/// The forms seen so far, and all terms of their headers and labels.
#[derive(Default)]
struct KnownForms<'a> {
    known: Vec<(&'a SheetForm, Rc<FormTerms>)>,
    terms: HashMap<&'a str, TermId, RandomState>,
}

/// Which terms belong to a form.
#[derive(Debug)]
pub(in crate::form) struct FormTerms {
    /// Its place among the forms known.
    pub(in crate::form) place: usize,
    headers: Vec<bool>,
    labels: Vec<bool>,
}

impl FormTerms {
    /// Is the term a part of one of the form's headers?
    pub(in crate::form) fn is_in_header(&self, term: TermId) -> bool {
        self.headers.get(term.0 as usize) == Some(&true)
    }

    /// Is the term a row label of the form?
    pub(in crate::form) fn is_label(&self, term: TermId) -> bool {
        self.labels.get(term.0 as usize) == Some(&true)
    }
}

impl<'a> Vocabulary<'a> {
    /// A text of a sheet as it is compared with headers.
    pub(in crate::form) fn header_text(
        &self,
        text: &Arc<str>,
        normalizer: &LabelNormalizer<'_>,
    ) -> HeaderText {
        self.texts.get_or_insert_with(text, |text| {
            let key: Rc<str> = normalizer.new_header_key(text).into();
            HeaderText { is_in_header: !key.is_empty() && !is_only_a_unit(text), key }
        })
    }

    /// The term of the forms seen so far that a text of a sheet is.
    pub(in crate::form) fn term(
        &self,
        text: &Arc<str>,
        normalizer: &LabelNormalizer<'_>,
    ) -> Option<TermId> {
        self.terms.get_or_insert_with(text, |text| {
            let key = normalizer.new_header_key(text);
            self.forms.borrow().terms.get(&*key).copied()
        })
    }

    /// A form's words.
    pub(in crate::form) fn form_terms(&self, form: &'a SheetForm) -> Rc<FormTerms> {
        let known = |forms: &KnownForms<'a>| {
            let known = forms.known.iter().find(|(other, _)| std::ptr::eq(*other, form))?;
            Some(Rc::clone(&known.1))
        };
        let known = known(&self.forms.borrow());
        known.unwrap_or_else(|| self.add_form(form))
    }

    fn add_form(&self, form: &'a SheetForm) -> Rc<FormTerms> {
        let forms = &mut *self.forms.borrow_mut();
        let mut own = |texts: &mut dyn Iterator<Item = &'a str>| {
            let mut own = Vec::new();
            for text in texts.filter(|text| !text.is_empty()) {
                let next = TermId(u32::try_from(forms.terms.len()).expect("forms are smaller"));
                let term = forms.terms.entry(text).or_insert(next).0 as usize;
                own.resize(own.len().max(term + 1), false);
                own[term] = true;
            }
            own
        };
        let headers = own(&mut form.headers().flatten().map(String::as_str));
        let labels = match &form.body {
            Body::Figures(area) => own(&mut area.rows.iter().map(|row| row.label.as_str())),
            Body::List(_) => Vec::new(),
        };
        let terms = Rc::new(FormTerms { place: forms.known.len(), headers, labels });
        forms.known.push((form, Rc::clone(&terms)));
        // Texts that were no term so far may be terms of this form.
        self.terms.clear();
        terms
    }
}
