//! What each column of figures is about: its subject, its basis, its unit.

use super::codes::{Taken, slug};
use super::phrases;
use crate::settings::Basis;
use crate::setup::blank::{BlankColumn, BlankTable, split_unit};
use crate::setup::printed_formula::ColumnNumber;
use viet_text::text::{bare, folded};

/// A column of figures, understood.
#[derive(Clone, Debug)]
pub(super) struct ColumnMeaning {
    /// Where it stands.
    pub col: u32,
    /// The columns that have its subject on any basis, its own too.
    pub alike: Vec<u32>,
    /// Its whole header on one line.
    pub text: String,
    /// Its header from the top down, without units of measure.
    pub path: Vec<String>,
    /// What it is about beside its basis, in words; empty where the rows alone say it.
    pub subject: String,
    /// Its basis is part of its subject: another column has that basis, or it is of a part of the year.
    is_own: bool,
    /// The same as versions of the table share it.
    pub key: String,
    /// The same as a part of a code.
    pub slug: String,
    /// The basis.
    pub basis: Basis,
    /// The unit of measure that its header names.
    pub unit: Option<String>,
    /// Its number and formula beneath the header.
    pub number: ColumnNumber,
}

/// The columns of figures of a table. Two never have the same subject on the same basis.
pub(super) fn meanings(table: &BlankTable) -> Vec<ColumnMeaning> {
    let latest = latest_year(table);
    let apart = apart(table, latest);
    let mut taken = Taken::default();
    let mut meanings: Vec<ColumnMeaning> = Vec::new();
    for column in table.data_columns() {
        let mut own = meaning(column, latest);
        let is_same =
            |other: &ColumnMeaning| (other.basis, &other.subject) == (own.basis, &own.subject);
        if apart.contains(&own.number.number) || meanings.iter().any(is_same) {
            own.basis = Basis::Actual;
            own.subject = own.path.join(" - ");
            own.is_own = true;
        }
        // Columns of one subject share its code, on different bases.
        let same = meanings.iter().find(|other| other.subject == own.subject);
        own.slug = match same {
            Some(other) if other.basis != own.basis => other.slug.clone(),
            _ if own.subject.is_empty() => String::new(),
            _ => taken.free(&wanted(&own)),
        };
        meanings.push(own);
    }
    let subjects: Vec<(String, u32)> =
        meanings.iter().map(|own| (own.subject.clone(), own.col)).collect();
    for own in &mut meanings {
        let alike = subjects.iter().filter(|(subject, _)| *subject == own.subject);
        own.alike = alike.map(|(_, col)| *col).collect();
    }
    meanings
}

/// A code's part from the lowest words of a header; from more of them where that is taken.
fn wanted(own: &ColumnMeaning) -> Vec<String> {
    let parts: Vec<String> = own.subject.split(" - ").map(slug).filter(|s| !s.is_empty()).collect();
    let from = |first: usize| parts[first..].join("_");
    let mut wanted: Vec<String> = (0..parts.len()).rev().map(from).collect();
    if own.is_own && parts.len() > 1 {
        // Its first words part it from the other column of its lowest words.
        wanted = vec![format!("{}_{}", parts[0], parts[parts.len() - 1]), parts.join("_")];
    }
    if wanted.is_empty() { vec![format!("c{}", own.number.number.to_lowercase())] } else { wanted }
}

/// The numbers of columns that a printed share divides by one another: a figure's plan is then a
/// figure of its own, since a share is drawn from two figures.
fn apart(table: &BlankTable, latest: Option<u32>) -> Vec<String> {
    let formulas = table.data_columns().filter_map(|column| column.number.formula.as_ref());
    let of_number = |number: &str| {
        table
            .data_columns()
            .find(|column| column.number.number == number)
            .map(|column| meaning(column, latest))
    };
    let pairs = formulas.filter_map(|formula| formula.as_share()).filter(|[part, whole]| {
        let subjects = [part, whole].map(|number| of_number(number).map(|own| own.subject));
        subjects[0].is_some() && subjects[0] == subjects[1]
    });
    pairs.flat_map(|pair| pair.map(str::to_owned)).collect()
}

/// The latest year that any header names: a column of another is one of years before.
fn latest_year(table: &BlankTable) -> Option<u32> {
    table.data_columns().flat_map(|column| &column.path).filter_map(|part| year(part)).max()
}

fn meaning(column: &BlankColumn, latest: Option<u32>) -> ColumnMeaning {
    let mut unit = None;
    let path: Vec<String> = column
        .path
        .iter()
        .map(|part| {
            let (text, own) = split_unit(part);
            unit = own.map(str::to_owned).or(unit.take());
            text.to_owned()
        })
        .collect();
    let text = path.join(" - ");
    let bases: Vec<Option<Basis>> = path.iter().map(|part| phrases::basis(part)).collect();
    let first = |wanted: Basis| bases.contains(&Some(wanted));
    let order = [Basis::Prior, Basis::Estimate, Basis::Plan];
    let own_year = path.iter().filter_map(|part| year(part)).max();
    let is_before = own_year.is_some_and(|own| latest.is_some_and(|latest| own < latest));
    let said = order.into_iter().find(|basis| first(*basis)).unwrap_or(Basis::Actual);
    let basis = if is_before && said == Basis::Actual { Basis::Prior } else { said };
    let is_of_part = matches!(basis, Basis::Plan | Basis::Estimate) && phrases::is_of_part(&text);
    let is_own = is_of_part || folded(&text).contains(&folded("cùng kỳ")) || is_compared(&text);
    let subject: Vec<String> = path.iter().map(|part| without_basis(part)).collect();
    let subject: Vec<String> = subject.into_iter().filter(|part| !part.is_empty()).collect();
    let (basis, subject) = match is_own {
        true => (Basis::Actual, text.clone()),
        false => (basis, subject.join(" - ")),
    };
    ColumnMeaning {
        col: column.col,
        alike: Vec::new(),
        text,
        path,
        subject,
        is_own,
        key: String::new(),
        slug: String::new(),
        basis,
        unit,
        number: column.number.clone(),
    }
}

/// Is it a figure held against another: "So với kế hoạch (%)"?
fn is_compared(text: &str) -> bool {
    let text = folded(text);
    ["so với", "so sánh", "tỷ lệ", "% ", "tăng, giảm", "tăng/giảm", "/kh", "/kế hoạch"]
        .iter()
        .any(|word| text.contains(&folded(word)))
}

/// A part of a header without the words of basis and time; empty where it says nothing else.
fn without_basis(part: &str) -> String {
    const WORDS: [&str; 30] = [
        "ket", "qua", "kq", "thuc", "hien", "th", "ke", "hoach", "kh", "nam", "truoc", "uoc", "6t",
        "thang", "den", "ca", "huy", "dong", "giai", "ngan", "bao", "cao", "ki", "giao", "du",
        "toan", "chi", "tieu", "nay", "so",
    ];
    let words = bare(part);
    let is_basis = |word: &str| WORDS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit());
    let says_basis = phrases::basis(part).is_some() || year(part).is_some();
    if says_basis && words.split(' ').all(is_basis) { String::new() } else { part.to_owned() }
}

/// The latest year that a text names.
fn year(text: &str) -> Option<u32> {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4).filter_map(|number| number.parse().ok());
    years.filter(|year| (1990..2100).contains(year)).max()
}
