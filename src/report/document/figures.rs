//! Paragraphs on figures, group by group, with the names behind small counts.

use super::Paragraph;
use crate::report::wording::{named_count, with_unit};
use crate::results::Results;
use crate::settings::{Basis, Indicator};
use workbook_io::number::rounded;

/// The most figures in one paragraph; longer ones are hard to read and to copy.
const A_PARAGRAPH: usize = 8;

/// The group of figures that have none.
const OTHERS: &str = "Số liệu khác";

/// Groups in the settings' order with the places of their figures.
fn groups<'r>(results: &'r Results<'_>) -> Vec<(&'r str, Vec<usize>)> {
    let indicators = &results.workspace.settings.indicators;
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (place, indicator) in indicators.values().enumerate() {
        match groups.iter_mut().find(|(group, _)| *group == indicator.group) {
            Some((_, places)) => places.push(place),
            None => groups.push((&indicator.group, vec![place])),
        }
    }
    groups
}

/// Each group's name with its lines: a few figures each, then the names behind small counts.
#[must_use]
pub fn figure_groups(results: &Results<'_>) -> Vec<(String, Vec<String>)> {
    let groups = groups(results).into_iter().map(|(group, places)| {
        let said: Vec<String> = places.iter().filter_map(|place| figure(results, *place)).collect();
        let mut lines: Vec<String> =
            said.chunks(A_PARAGRAPH).map(|said| format!("{}.", said.join("; "))).collect();
        let names = places.iter().filter_map(|place| names(results, *place));
        lines.extend(names.map(|paragraph| paragraph.text));
        let name = if group.is_empty() { OTHERS } else { group };
        (name.to_owned(), lines)
    });
    groups.filter(|(_, lines)| !lines.is_empty()).collect()
}

/// Groups in the settings' order, each as paragraphs of a few figures and then the names.
pub(super) fn paragraphs(results: &Results<'_>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (group, places) in groups(results) {
        let said: Vec<String> = places.iter().filter_map(|place| figure(results, *place)).collect();
        for (number, said) in (1..).zip(said.chunks(A_PARAGRAPH)) {
            let name = if group.is_empty() { OTHERS } else { group };
            let about = if number == 1 {
                format!("Số liệu: {name}")
            } else {
                format!("Số liệu: {name} ({number})")
            };
            paragraphs.push(Paragraph::new(about, format!("{}.", said.join("; "))));
        }
        paragraphs.extend(places.iter().filter_map(|place| names(results, *place)));
    }
    paragraphs
}

/// "Tổng số thành viên HTX: 2.570 thành viên, ước cả năm 2.600 thành viên"
fn figure(results: &Results<'_>, place: usize) -> Option<String> {
    let indicator = &results.workspace.settings.indicators[place];
    let value = |basis| results.figures.total(place, basis).value;
    let shown = |value, basis| {
        let in_doubt = results.is_doubtful(place, basis);
        let mark = if in_doubt { " (số liệu đang rà soát)" } else { "" };
        with_unit(rounded(value, indicator.decimals), &indicator.unit) + mark
    };
    let actual = value(Basis::Actual);
    let estimate = value(Basis::Estimate).filter(|estimate| Some(*estimate) != actual);
    let estimate = estimate.map(|estimate| shown(estimate, Basis::Estimate));
    let figures = match (actual.map(|actual| shown(actual, Basis::Actual)), estimate) {
        (None, None) => return None,
        (Some(actual), None) => actual,
        (None, Some(estimate)) => format!("ước cả năm {estimate}"),
        (Some(actual), Some(estimate)) => format!("{actual}, ước cả năm {estimate}"),
    };
    Some(format!("{}: {figures}", indicator.name))
}

fn names(results: &Results<'_>, place: usize) -> Option<Paragraph> {
    let named = named_count(results, place, Basis::Actual)?;
    let Indicator { name, code, .. } = named.indicator;
    let names = named.names(&results.workspace.settings);
    let text = format!("{name}: {}, gồm: {names}.", named.count());
    Some(Paragraph::new(format!("Danh sách: {name} ({code})"), text))
}
