//! Totals that a form shows without a formula: TỔNG SỐ over I, II, III; a column "Tổng số" beside its
//! parts; "Trong đó". Only the last needs no question: a part is never more than its whole.

use super::builder::{ADDED, Builder, TablePlace};
use super::figures::{Figures, parent};
use super::phrases;
use crate::setup::blank::{Marker, RowRole, is_total};
use crate::setup::proposal::{Kind, ProposedRelation, Question};

pub(super) fn propose(at: &TablePlace<'_>, figures: &Figures<'_>, builder: &mut Builder) {
    let printed: Vec<String> =
        builder.proposal.relations.iter().map(|relation| relation.left.clone()).collect();
    let is_new = |relation: &ProposedRelation| !printed.contains(&relation.left);
    parts(figures, builder);
    let over_rows: Vec<_> = over_rows(figures, builder).into_iter().filter(is_new).collect();
    let text = "Dòng tổng có bằng cộng các dòng chi tiết dưới nó không?";
    ask(
        at,
        text,
        "Chương trình suy từ số thứ tự và chữ \"Tổng số\" của các dòng",
        over_rows,
        builder,
    );
    let over_columns: Vec<_> = over_columns(figures, builder).into_iter().filter(is_new).collect();
    let text = "Cột \"Tổng số\" có bằng cộng các cột chi tiết bên cạnh không?";
    ask(at, text, "Chương trình suy từ tiêu đề gộp của các cột", over_columns, builder);
}

fn ask(
    at: &TablePlace<'_>,
    text: &str,
    reason: &str,
    mut relations: Vec<ProposedRelation>,
    builder: &mut Builder,
) {
    if relations.is_empty() {
        return;
    }
    let mut said: Vec<&str> = Vec::new();
    for relation in &relations {
        if !said.contains(&relation.explanation.as_str()) {
            said.push(&relation.explanation);
        }
    }
    const SHOWN: usize = 4;
    let more = said.len().saturating_sub(SHOWN);
    let mut cells = said[..said.len().min(SHOWN)].join("; ");
    if more > 0 {
        cells.push_str(&format!("; và {more} quan hệ khác"));
    }
    let question = Question {
        place: at.place.clone(),
        cells,
        field: "",
        text: text.to_owned(),
        understood: "bằng, kiểm tra như vậy".to_owned(),
        reason: reason.to_owned(),
        choices: Vec::new(),
    };
    let place = builder.ask(question);
    for relation in &mut relations {
        relation.questions.push(place);
    }
    builder.proposal.relations.extend(relations);
}

/// "Trong đó": no more than the row above.
fn parts(figures: &Figures<'_>, builder: &mut Builder) {
    for (place, row) in figures.rows.iter().enumerate() {
        if !phrases::is_part_word(&row.label) || figures.codes[place].is_empty() {
            continue;
        }
        let whole = parent(figures.rows, place).or_else(|| place.checked_sub(1));
        let Some(whole) = whole.filter(|whole| !figures.codes[*whole].is_empty()) else { continue };
        for column in 0..figures.columns.len() {
            let (Some(left), Some(right)) =
                (figures.term(place, column), figures.term(whole, column))
            else {
                continue;
            };
            if !adds_up(builder, &left) || !adds_up(builder, &right) {
                continue;
            }
            builder.proposal.relations.push(ProposedRelation {
                left,
                sign: "<=",
                right,
                explanation: format!(
                    "\"{}\" không nhiều hơn \"{}\"",
                    row.label, figures.rows[whole].label
                ),
                questions: Vec::new(),
            });
        }
    }
}

/// Does a figure simply add up? A share or a mean is no total.
fn adds_up(builder: &Builder, term: &str) -> bool {
    let figure = builder.figure(term.split('@').next().unwrap_or_default());
    figure.is_some_and(|figure| {
        figure.over_units == ADDED && matches!(figure.kind, Kind::Count | Kind::Amount)
    })
}

fn over_rows(figures: &Figures<'_>, builder: &Builder) -> Vec<ProposedRelation> {
    let mut relations = Vec::new();
    for (place, row) in figures.rows.iter().enumerate() {
        let parts = match row.role {
            RowRole::Heading => continue,
            RowRole::Total => parts_of_total(figures, place),
            RowRole::Data => children(figures, place),
        };
        // What stands behind bullets is often but a part: only numbered rows are taken for all of it.
        let is_part = |part: &usize| {
            let row = &figures.rows[*part];
            phrases::is_part_word(&row.label) || matches!(row.marker, Marker::Bullet(_))
        };
        if parts.len() < 2 || parts.iter().any(is_part) {
            continue;
        }
        let same_unit = |part: &usize| figures.rows[*part].unit == row.unit;
        if !parts.iter().all(same_unit) {
            continue;
        }
        let explanation = format!("\"{}\" = {}", row.label, labels(figures, &parts));
        relations.extend((0..figures.columns.len()).filter_map(|column| {
            let parts = parts.iter().map(|part| figures.term(*part, column)).collect();
            sum(builder, figures.term(place, column), parts, &explanation)
        }));
    }
    relations
}

fn labels(figures: &Figures<'_>, parts: &[usize]) -> String {
    let label = |part: &usize| {
        let row = &figures.rows[*part];
        if row.number.is_empty() { format!("\"{}\"", row.label) } else { row.number.clone() }
    };
    parts.iter().map(label).collect::<Vec<_>>().join(" + ")
}

/// The rows one step below a row.
fn children(figures: &Figures<'_>, place: usize) -> Vec<usize> {
    let own = figures.rows[place].depth;
    let below = (place + 1..figures.rows.len()).take_while(|row| figures.rows[*row].depth > own);
    let below: Vec<usize> = below.collect();
    let Some(first) = below.first().map(|row| figures.rows[*row].depth) else { return Vec::new() };
    below.into_iter().filter(|row| figures.rows[*row].depth == first).collect()
}

/// What a total is over: the uppermost rows beneath it; where it is the last, those above it.
fn parts_of_total(figures: &Figures<'_>, place: usize) -> Vec<usize> {
    let rows = figures.rows;
    let is_row = |row: &usize| rows[*row].role != RowRole::Total;
    let below: Vec<usize> =
        (place + 1..rows.len()).take_while(|row| rows[*row].role != RowRole::Total).collect();
    let around = if below.is_empty() { (0..place).filter(is_row).collect() } else { below };
    let Some(top) = around.iter().map(|row| rows[*row].depth).min() else { return Vec::new() };
    around.into_iter().filter(|row| rows[*row].depth == top).collect()
}

fn over_columns(figures: &Figures<'_>, builder: &Builder) -> Vec<ProposedRelation> {
    let columns: Vec<usize> = (0..figures.columns.len()).collect();
    let mut sums = Vec::new();
    sums_within(figures, &columns, 0, &mut sums);
    sums.retain(|(total, parts)| !is_printed(figures, *total, parts));
    let of_sum = |(total, parts): (usize, Vec<usize>)| {
        let names: Vec<String> = parts.iter().map(|part| column_name(figures, *part)).collect();
        let explanation = format!("cột {} = {}", column_name(figures, total), names.join(" + "));
        let of_row = |row: usize| {
            let parts = parts.iter().map(|part| figures.term(row, *part)).collect();
            sum(builder, figures.term(row, total), parts, &explanation)
        };
        (0..figures.rows.len()).filter_map(of_row).collect::<Vec<_>>()
    };
    sums.into_iter().flat_map(of_sum).collect()
}

/// A total and what it is over, where all of them simply add up.
fn sum(
    builder: &Builder,
    left: Option<String>,
    parts: Option<Vec<String>>,
    explanation: &str,
) -> Option<ProposedRelation> {
    let (left, parts) = (left?, parts?);
    let adds_up = parts.iter().chain([&left]).all(|term| adds_up(builder, term));
    adds_up.then(|| ProposedRelation {
        left,
        sign: "=",
        right: parts.join(" + "),
        explanation: explanation.to_owned(),
        questions: Vec::new(),
    })
}

/// A column by its number on the form, else by its header.
fn column_name(figures: &Figures<'_>, column: usize) -> String {
    let own = &figures.columns[column];
    match own.number.number.as_str() {
        "" => format!("\"{}\"", own.path.join(" - ")),
        number => number.to_owned(),
    }
}

/// Does the form print the same already, maybe the other way round: 5=1-2-3-4?
fn is_printed(figures: &Figures<'_>, total: usize, parts: &[usize]) -> bool {
    let number = |column: &usize| figures.columns[*column].number.number.as_str();
    let mut own: Vec<&str> = parts.iter().chain([&total]).map(number).collect();
    own.sort_unstable();
    figures.columns.iter().any(|column| {
        let Some(formula) = &column.number.formula else { return false };
        let mut printed: Vec<&str> =
            formula.columns().chain([column.number.number.as_str()]).collect();
        printed.sort_unstable();
        printed == own
    })
}

/// The totals among columns under one header: each with what it is over.
fn sums_within(
    figures: &Figures<'_>,
    columns: &[usize],
    depth: usize,
    sums: &mut Vec<(usize, Vec<usize>)>,
) {
    let part = |column: usize| figures.columns[column].path.get(depth).map(String::as_str);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for column in columns {
        match groups.last_mut() {
            Some(group) if part(group[0]) == part(*column) && part(*column).is_some() => {
                group.push(*column)
            }
            _ => groups.push(vec![*column]),
        }
    }
    for group in groups.iter().filter(|group| group.len() > 1) {
        sums_within(figures, group, depth + 1, sums);
    }
    let is_alone = |group: &&Vec<usize>| {
        group.len() == 1
            && part(group[0]).is_some_and(is_total)
            && figures.columns[group[0]].path.len() == depth + 1
    };
    let Some(total) = groups.iter().find(is_alone) else { return };
    let others = groups.iter().filter(|group| *group != total);
    let says_part = |column: &usize| {
        figures.columns[*column].path.iter().any(|text| phrases::is_part_word(text))
    };
    let parts: Vec<usize> =
        others.flat_map(|group| standing_for(figures, group, depth + 1)).collect();
    // The parts of another total that stands in the same row of headers belong to that one.
    if parts.len() > 1 && !parts.iter().any(says_part) {
        sums.push((total[0], parts));
    }
}

/// The columns that stand for a group: its total, else all its parts.
fn standing_for(figures: &Figures<'_>, group: &[usize], depth: usize) -> Vec<usize> {
    if group.len() == 1 {
        return group.to_vec();
    }
    let own = |column: &&usize| {
        let path = &figures.columns[**column].path;
        path.len() == depth + 1 && is_total(&path[depth])
    };
    match group.iter().find(own) {
        Some(total) => vec![*total],
        None => {
            let mut parts = Vec::new();
            let mut open: Vec<usize> = group.to_vec();
            while let Some(first) = open.first().copied() {
                let text = figures.columns[first].path.get(depth).cloned();
                let (same, rest): (Vec<usize>, Vec<usize>) = open
                    .iter()
                    .partition(|column| figures.columns[**column].path.get(depth) == text.as_ref());
                parts.extend(if text.is_some() {
                    standing_for(figures, &same, depth + 1)
                } else {
                    same
                });
                open = rest;
            }
            parts
        }
    }
}
