//! Versions of one table: a row and a column that an earlier version has get the codes that they have
//! there, so that a unit's report counts whichever version it is written on.

use std::collections::{BTreeSet, HashMap};

use super::codes::Taken;
use super::column_meaning::ColumnMeaning;
use crate::settings::Basis;
use crate::setup::blank::{BlankTable, is_version, without_numbers};
use crate::setup::proposal::ProposedRelation;
use viet_text::text::folded;

/// What is known of a table and its versions.
pub(super) struct Family {
    /// The first version, and the form that it is of.
    table: BlankTable,
    form: usize,
    /// The part of codes before the full stop.
    pub(super) prefix: String,
    /// Codes of rows by their keys.
    pub(super) stems: HashMap<String, String>,
    /// Codes of figures by row and subject.
    pub(super) figures: HashMap<(String, String), String>,
    /// Codes of a list's columns by their headers.
    pub(super) columns: HashMap<String, String>,
    /// Codes of a list's columns that are taken.
    pub(super) taken: Taken,
    /// Subjects of columns with their parts of codes.
    subjects: Vec<(String, String)>,
}

impl Family {
    pub(super) fn new(table: &BlankTable, form: usize, prefix: String) -> Self {
        Self {
            table: table.clone(),
            form,
            prefix,
            stems: HashMap::new(),
            figures: HashMap::new(),
            columns: HashMap::new(),
            taken: Taken::default(),
            subjects: Vec::new(),
        }
    }

    /// Is a table of another form a version of this one?
    pub(super) fn has_version(&self, table: &BlankTable, form: usize) -> bool {
        form != self.form && is_version(&self.table, table)
    }

    /// Gives the columns of a version the subjects and parts of codes that they have in others. A
    /// header that differs only in its numbers (a month) is the same where no other is.
    pub(super) fn align(&mut self, columns: &mut [ColumnMeaning]) {
        let own = subjects(columns);
        let known: Vec<(String, String)> = self.subjects.clone();
        for (column, subject) in columns.iter_mut().zip(&own) {
            let bare = without_numbers(subject);
            let is_alike = |other: &str| without_numbers(other) == bare;
            let alike: Vec<&(String, String)> =
                known.iter().filter(|(other, _)| is_alike(other)).collect();
            let different: BTreeSet<&String> = own.iter().filter(|own| is_alike(own)).collect();
            let same = known.iter().find(|(other, _)| other == subject);
            let found = same.or(match alike.as_slice() {
                [only] if different.len() == 1 => Some(*only),
                _ => None,
            });
            if let Some((subject, slug)) = found {
                column.key.clone_from(subject);
                column.slug.clone_from(slug);
                continue;
            }
            column.key.clone_from(subject);
            let own = self.subjects.iter().find(|(other, _)| other == subject);
            match own {
                Some((_, slug)) => column.slug.clone_from(slug),
                None => {
                    let mut taken = Taken::default();
                    for (_, slug) in self.subjects.iter().filter(|(_, slug)| !slug.is_empty()) {
                        taken.free(std::slice::from_ref(slug));
                    }
                    if !column.slug.is_empty() {
                        column.slug = taken.free(std::slice::from_ref(&column.slug));
                    }
                    self.subjects.push((subject.clone(), column.slug.clone()));
                }
            }
        }
    }
}

/// The columns' subjects; those of one subject on one basis are numbered.
fn subjects(columns: &[ColumnMeaning]) -> Vec<String> {
    let mut met: Vec<(String, Basis)> = Vec::new();
    let mut subject = |own: &ColumnMeaning| {
        let plain = folded(&own.subject);
        met.push((plain.clone(), own.basis));
        let count =
            met.iter().filter(|(other, basis)| *other == plain && *basis == own.basis).count();
        if count == 1 { plain } else { format!("{plain} #{count}") }
    };
    columns.iter().map(&mut subject).collect()
}

/// Relations once each. Of two sums of one figure, of two versions, the one with more parts holds: the
/// other version lacks some of them.
pub(super) fn without_repeats(relations: &mut Vec<ProposedRelation>) {
    let mut kept: Vec<ProposedRelation> = Vec::new();
    for relation in relations.drain(..) {
        let is_same =
            |other: &ProposedRelation| other.left == relation.left && other.sign == relation.sign;
        let terms = terms(&relation.right);
        let same = kept.iter().position(|other| {
            is_same(other) && {
                let others = self::terms(&other.right);
                others.is_superset(&terms) || others.is_subset(&terms)
            }
        });
        match same {
            Some(place) if self::terms(&kept[place].right).len() < terms.len() => {
                kept[place] = relation;
            }
            Some(_) => {}
            None => kept.push(relation),
        }
    }
    *relations = kept;
}

fn terms(right: &str) -> BTreeSet<&str> {
    let is_code = |letter: char| letter.is_ascii_alphanumeric() || "._@".contains(letter);
    right.split(|letter| !is_code(letter)).filter(|term| !term.is_empty()).collect()
}
