//! What is said of a figure, and what was found for it.

use super::known::Figure;

/// What was found for one part.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) expression: Option<String>,
    pub(super) is_certain: bool,
    /// Telling words that no figure of the expression says.
    pub(super) left: Vec<String>,
    /// Other expressions that could be meant.
    pub(super) others: Vec<String>,
}

/// What an item says of its figure.
pub(super) struct Said {
    /// Telling words without those of groups; of a share first those behind its level.
    pub words: Vec<String>,
    /// The groups that it names.
    pub groups: Vec<Vec<String>>,
}

/// The code that several figures of one kind would be added up under.
pub(super) fn sum(figures: &[&Figure]) -> String {
    let codes: Vec<&str> = figures.iter().map(|figure| figure.code.as_str()).collect();
    match codes.as_slice() {
        [one] => (*one).to_owned(),
        codes => format!("({})", codes.join(" + ")),
    }
}
