//! Which row of a figure sheet is which row of the form: by section and label, and where a
//! label stands more than once, by the row above it.

use std::collections::{BTreeMap, BTreeSet};

use super::template::{FigureArea, FigureRow};
use viet_text::label::label;
use viet_text::text::folded;

/// How a row's label was matched with the form's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelMatch {
    /// By the same words.
    SameWords,
    /// By synonyms: what the sheet writes, what the form prints.
    Synonym(String, String),
    /// As the nearest label of its section.
    Nearest(String, String),
}

/// A row of the sheet with a label.
pub(super) struct LabelledRow {
    /// Its row on the sheet.
    pub row: u32,
    /// The section heading above it.
    pub section: Option<String>,
    /// The label as printed.
    pub printed: String,
    /// The label, evened out.
    pub key: String,
    /// The unit of measure beside it, folded.
    pub unit: String,
    /// Hidden on the sheet.
    pub hidden: bool,
}

/// Rows of the sheet with the rows of the form that they are.
pub(super) type Matches<'f> = BTreeMap<u32, (&'f FigureRow, LabelMatch)>;

/// Matches rows by the same words first, then by unique nearest likeness.
pub(super) fn match_rows<'f>(rows: &[LabelledRow], area: &'f FigureArea) -> Matches<'f> {
    let mut matching = Matching {
        rows,
        forms: &area.rows,
        headings: rows.iter().filter_map(|row| row.section.as_deref()).collect(),
        pairs: BTreeMap::new(),
    };
    for nearness in [SectionFit::Same, SectionFit::Open] {
        matching.by_same_words(nearness, false);
        // A mistyped parent row must be matched first: only then can its "trong đó: nữ" be told
        // from another parent's.
        matching.by_likeness(true);
        matching.by_same_words(nearness, true);
    }
    matching.by_likeness(false);
    let pairs = matching.pairs.into_iter().map(|(row, form)| {
        let (row, form) = (&rows[row], &area.rows[form]);
        (row.row, (form, how(row, form)))
    });
    pairs.collect()
}

fn how(row: &LabelledRow, form: &FigureRow) -> LabelMatch {
    let (written, printed) = (row.printed.clone(), form.printed.clone());
    if row.key != form.label {
        LabelMatch::Nearest(written, printed)
    } else if written == printed || label(&row.printed) == label(&form.printed) {
        LabelMatch::SameWords
    } else {
        LabelMatch::Synonym(written, printed)
    }
}

/// How well the section of a sheet's row fits a row of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SectionFit {
    /// It stands under the very heading.
    Same,
    /// No heading stands above it, or the sheet lacks the form row's heading.
    Open,
}

struct Matching<'a> {
    rows: &'a [LabelledRow],
    forms: &'a [FigureRow],
    /// Section headings that the sheet has.
    headings: BTreeSet<&'a str>,
    /// The matches so far: places of sheet rows with places of form rows.
    pairs: BTreeMap<usize, usize>,
}

impl Matching<'_> {
    fn section(&self, row: usize, form: usize) -> Option<SectionFit> {
        let wanted = self.forms[form].section.as_str();
        match self.rows[row].section.as_deref() {
            Some(section) if section == wanted => Some(SectionFit::Same),
            None if wanted.is_empty() => Some(SectionFit::Same),
            Some(_) if self.headings.contains(wanted) => None,
            _ => Some(SectionFit::Open),
        }
    }

    fn free_rows(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|row| !self.pairs.contains_key(row)).collect()
    }

    fn free_forms(&self) -> Vec<usize> {
        let taken: BTreeSet<usize> = self.pairs.values().copied().collect();
        (0..self.forms.len()).filter(|form| !taken.contains(form)).collect()
    }

    /// Matches labels that occur once on both sides; with `ambiguous` the others, too.
    fn by_same_words(&mut self, nearness: SectionFit, ambiguous: bool) {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for form in self.free_forms() {
            if seen.contains(&form) {
                continue;
            }
            let key = &self.forms[form].label;
            let fits = |row: &usize, form: usize| {
                self.rows[*row].key == *key && self.section(*row, form) == Some(nearness)
            };
            let rows: Vec<usize> =
                self.free_rows().into_iter().filter(|row| fits(row, form)).collect();
            let alike = |other: &usize| {
                self.forms[*other].label == *key && rows.iter().any(|row| fits(row, *other))
            };
            let forms: Vec<usize> = self.free_forms().into_iter().filter(alike).collect();
            seen.extend(&forms);
            match (&rows[..], &forms[..]) {
                ([row], [form]) => {
                    self.pairs.insert(*row, *form);
                }
                ([], _) => {}
                _ if ambiguous => self.by_row_above(rows, forms),
                _ => {}
            }
        }
    }

    /// Distinguishes rows with the same label by the nearest matched row above; the rest is
    /// matched in the form's order if none is lacking.
    fn by_row_above(&mut self, mut rows: Vec<usize>, mut forms: Vec<usize>) {
        self.by_parent(&mut rows, &mut forms);
        let settled: BTreeMap<usize, usize> =
            self.pairs.iter().map(|(row, form)| (*form, *row)).collect();
        for form in forms.clone() {
            let Some((_, above)) = settled.range(..form).next_back() else { continue };
            let below = |row: &&usize| {
                self.pairs.range(..**row).next_back().map(|(row, _)| row) == Some(above)
            };
            let Some(row) = rows.iter().find(below).copied() else { continue };
            self.pairs.insert(row, form);
            rows.retain(|other| *other != row);
            forms.retain(|other| *other != form);
        }
        if forms.len() == 1 {
            // A repeated row: the first visible one counts.
            rows.sort_by_key(|row| self.rows[*row].hidden);
            rows.truncate(1);
        }
        if forms.len() == rows.len() {
            self.pairs.extend(rows.into_iter().zip(forms));
        }
    }

    /// Distinguishes rows with the same label by their parent: the nearest row above whose label
    /// is unique. The order of the rows below a parent does not matter.
    fn by_parent(&mut self, rows: &mut Vec<usize>, forms: &mut Vec<usize>) {
        let above_form = |form: usize| (0..form).rev().find(|other| self.stands_once(*other));
        let above_row = |row: usize| {
            let mut settled = self.pairs.range(..row).rev().map(|(_, form)| *form);
            settled.find(|form| self.stands_once(*form))
        };
        let mut found = Vec::new();
        for form in forms.iter().copied() {
            let Some(parent) = above_form(form) else { continue };
            let alone =
                forms.iter().all(|other| *other == form || above_form(*other) != Some(parent));
            let mut own = rows.iter().copied().filter(|row| above_row(*row) == Some(parent));
            if let (true, Some(row), None) = (alone, own.next(), own.next()) {
                found.push((row, form));
            }
        }
        rows.retain(|row| !found.iter().any(|(other, _)| other == row));
        forms.retain(|form| !found.iter().any(|(_, other)| other == form));
        self.pairs.extend(found);
    }

    fn stands_once(&self, form: usize) -> bool {
        let row = &self.forms[form];
        let same = |other: &&FigureRow| other.label == row.label && other.section == row.section;
        self.forms.iter().filter(same).count() == 1
    }

    /// Matches each remaining row with the form row that is most like it: with the same unit of
    /// measure, more alike than any other, and not more like another row of the sheet. With
    /// `slips_only` only certain slips of typing count, and no row whose label the form has
    /// itself.
    fn by_likeness(&mut self, slips_only: bool) {
        const NEAR: f64 = 0.6;
        const A_SLIP: f64 = 0.85;
        let (mut rows, mut forms) = (self.free_rows(), self.free_forms());
        if slips_only {
            forms.retain(|form| self.stands_once(*form));
            rows.retain(|row| !self.forms.iter().any(|form| form.label == self.rows[*row].key));
        }
        let near = if slips_only { A_SLIP } else { NEAR };
        for &row in &rows {
            let free = self.free_forms();
            let mut ranked: Vec<(f64, usize)> = forms
                .iter()
                .filter(|f| free.contains(f))
                .map(|f| (self.likeness(row, *f), *f))
                .collect();
            ranked.retain(|(likeness, _)| *likeness >= near);
            ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
            let Some((best, form)) = ranked.first().copied() else { continue };
            let unique = ranked.get(1).is_none_or(|(second, _)| *second < best);
            let claimed_better =
                rows.iter().any(|rival| *rival != row && self.likeness(*rival, form) > best);
            if unique && !claimed_better {
                self.pairs.insert(row, form);
            }
        }
    }

    fn likeness(&self, row: usize, form: usize) -> f64 {
        let (written, printed) = (&self.rows[row], &self.forms[form]);
        let same_unit = written.unit.is_empty()
            || printed.unit.is_empty()
            || written.unit == folded(&printed.unit);
        if self.section(row, form).is_none() || !same_unit || opposed(&written.key, &printed.label)
        {
            return 0.0;
        }
        strsim::normalized_damerau_levenshtein(&written.key, &printed.label)
    }
}

/// Do the labels differ by a word that changes the meaning? "Số HTX phi nông nghiệp" is close to
/// "Số HTX nông nghiệp" only in its letters.
fn opposed(one: &str, other: &str) -> bool {
    const TURNING: [&str; 18] = [
        "không", "chưa", "phi", "ngoài", "nữ", "nam", "mới", "cũ", "ra", "vào", "tăng", "giảm",
        "trước", "sau", "trên", "dưới", "lỗ", "ngừng",
    ];
    let has = |text: &str, word: &str| text.split(' ').any(|part| part == word);
    TURNING.iter().any(|word| has(one, word) != has(other, word))
}
