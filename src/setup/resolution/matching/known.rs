//! The figures that forms and settings know, with their telling words.

use super::super::terms::Terms;
use super::super::tokens::{phrase, tokens};
use super::super::units::is_people;
use super::words::{all_in, words};
use crate::settings::NumberKind;

/// A figure of the forms or settings.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownFigure {
    /// Its code.
    pub code: String,
    /// Its name, or the label of its row.
    pub name: String,
    /// The group and sections under which it stands, outermost first.
    pub path: Vec<String>,
    /// Unit of measure.
    pub unit: String,
    /// What kind of number it is.
    pub kind: NumberKind,
}

/// A list's column, as far as its rows can be told apart by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownColumn {
    /// The list's code.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What may be chosen in it; empty for ticks and free text.
    pub choices: Vec<String>,
}

/// All that an item may be matched to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    figures: Vec<Figure>,
    columns: Vec<KnownColumn>,
    pub(super) terms: Terms,
}

/// A figure with its telling words.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub code: String,
    pub unit: String,
    pub kind: NumberKind,
    /// Its name tells what it counts, not only what tells it from others: "Tổng số …", not "Khá".
    pub is_whole: bool,
    /// Of its name, without those of its group.
    pub words: Vec<String>,
    /// Of its group.
    pub group: Vec<String>,
    /// It counts within a year only.
    pub in_year: bool,
}

impl Known {
    /// The figures and columns, with the terms of settings and document. Abbreviations that the
    /// figures themselves use for their groups are found.
    #[must_use]
    pub fn new(figures: &[KnownFigure], columns: &[KnownColumn], terms: &Terms) -> Self {
        let terms = with_groups(figures, terms.clone());
        let own = figures.iter().map(|figure| {
            let group = words(figure.path.first().map_or("", String::as_str), &terms);
            let all = words(&figure.name, &terms);
            let name = phrase(&figure.name);
            Figure {
                code: figure.code.clone(),
                is_whole: all.iter().any(|word| group.contains(word))
                    || name.iter().any(|word| word == "số" || word == "tổng"),
                unit: figure.unit.clone(),
                kind: figure.kind,
                words: all.into_iter().filter(|word| !group.contains(word)).collect(),
                group,
                in_year: name.windows(2).any(|pair| pair == ["trong", "năm"]),
            }
        });
        Self { figures: own.collect(), columns: columns.to_vec(), terms: terms.clone() }
    }

    /// The groups that words name; of two, one within the other, the longer.
    pub(super) fn groups(&self, words: &[String]) -> Vec<Vec<String>> {
        let mut found: Vec<Vec<String>> = Vec::new();
        for figure in &self.figures {
            let is_named = !figure.group.is_empty() && all_in(&figure.group, words);
            if is_named && !found.contains(&figure.group) {
                found.push(figure.group.clone());
            }
        }
        let longer = found.clone();
        found.retain(|group| {
            !longer.iter().any(|other| other.len() > group.len() && all_in(group, other))
        });
        found
    }

    /// The figures of groups; all where none is named.
    pub(super) fn of(&self, groups: &[Vec<String>]) -> Vec<&Figure> {
        let fits = |figure: &&Figure| {
            groups.is_empty() || figure.group.is_empty() || groups.contains(&figure.group)
        };
        self.figures.iter().filter(fits).collect()
    }

    /// Choices of lists' columns that words name: "Lĩnh vực = Nông nghiệp".
    pub(super) fn conditions(&self, among: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for column in &self.columns {
            for choice in &column.choices {
                let own = words(choice, &self.terms);
                if !own.is_empty() && all_in(&own, among) {
                    found.push(format!("{} = {choice}", column.name));
                }
            }
            let own = words(&column.name, &self.terms);
            if column.choices.is_empty() && own.len() > 1 && all_in(&own, among) {
                found.push(format!("{} = x", column.name));
            }
        }
        found
    }
}

/// Abbreviations in names and units whose letters are those of a group's words.
fn with_groups(figures: &[KnownFigure], terms: Terms) -> Terms {
    let mut terms = terms;
    let shorts: Vec<String> = figures
        .iter()
        .flat_map(|figure| [&figure.name, &figure.unit])
        .flat_map(|text| tokens(text))
        .filter(|token| token.is_capitals)
        .map(|token| token.key)
        .collect();
    for figure in figures {
        for group in &figure.path {
            let long = phrase(group);
            let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
            if long.len() > 1 && shorts.contains(&initials) {
                terms = terms.with([(group.as_str(), initials.as_str())]);
            }
        }
    }
    terms.closed()
}

/// Do two units measure the same kind of thing?
pub(super) fn units_agree(own: &str, figure: &str, terms: &Terms) -> bool {
    let plain = |unit: &str| {
        terms.standard(&phrase(&unit.replace("01 ", ""))).join(" ").replace("ngàn", "nghìn")
    };
    let (own, figure) = (plain(own), plain(figure));
    let begins = |one: &str, other: &str| one.starts_with(&format!("{other} "));
    let bare = |unit: &str| unit.trim_end_matches(" / năm").to_owned();
    own.is_empty()
        || own == figure
        || is_people(&own) && is_people(&figure)
        || begins(&own, &figure)
        || bare(&own) == bare(&figure)
}
