//! Drawings: where they are anchored, and what charts refer to.

use std::collections::BTreeSet;

use super::book::sheets_in;
use super::package::Package;
use super::tree::Element;

const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;

pub(super) fn check(package: &mut Package, sheets: &[String]) {
    let mut said = Vec::new();
    for (part, root) in &package.xml {
        if part.starts_with("xl/drawings/drawing") {
            said.extend(anchors(root).into_iter().map(|problem| format!("{part}: {problem}")));
        }
        if part.starts_with("xl/charts/chart") {
            said.extend(charts(root, sheets).into_iter().map(|fault| format!("{part}: {fault}")));
        }
    }
    said.into_iter().for_each(|problem| package.say(problem));
}

fn anchors(root: &Element) -> Vec<String> {
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    for anchor in &root.children {
        let place = |name: &str| {
            let corner = anchor.child(name)?;
            let number = |name: &str| corner.child(name)?.text.trim().parse::<usize>().ok();
            Some((number("row")?, number("col")?))
        };
        let is_inside = |(row, col): (usize, usize)| row < ROWS && col < COLUMNS;
        let (from, to) = (place("from"), place("to"));
        let is_sound = match (anchor.name.as_str(), from, to) {
            ("twoCellAnchor", Some(from), Some(to)) => {
                is_inside(to) && from.0 <= to.0 && from.1 <= to.1
            }
            ("oneCellAnchor", Some(from), _) => is_inside(from) && anchor.child("ext").is_some(),
            ("absoluteAnchor", ..) => true,
            _ => false,
        };
        if !is_sound {
            problems.push(format!("anchor from {from:?} to {to:?}"));
        }
        for shape in anchor.everything().into_iter().filter(|own| own.name == "cNvPr") {
            if !ids.insert(shape.get("id").unwrap_or_default().to_owned()) {
                problems.push(format!("two shapes of id {:?}", shape.get("id")));
            }
        }
        if anchor.child("clientData").is_none() {
            problems.push("an anchor without client data".to_owned());
        }
    }
    problems
}

fn charts(root: &Element, sheets: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    for element in root.everything() {
        if element.name == "f" {
            let named = sheets_in(&element.text);
            if named.is_empty() || named.iter().any(|sheet| !sheets.contains(sheet)) {
                problems.push(format!("refers to {:?}", element.text));
            }
        }
        let points: Vec<usize> =
            element.all("pt").filter_map(|point| point.number("idx")).collect();
        let count = element.child("ptCount").and_then(|count| count.number("val"));
        let is_in_order = points.windows(2).all(|pair| pair[0] < pair[1]);
        if !is_in_order || points.last().is_some_and(|last| count.is_some_and(|all| *last >= all)) {
            problems.push(format!("points {points:?} of {count:?}"));
        }
    }
    problems
}
