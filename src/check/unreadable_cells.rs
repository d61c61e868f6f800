//! Cells that should hold a number but give none, sheet by sheet. Several rules use them.

use rust_decimal::Decimal;

use super::number_cell::{CellSubject, NumberCell, by_sheet};
use super::sentence_parts::{first_few, number, place_of};
use super::{Evidence, Finding};
use crate::form::Reading;
use workbook_io::number::rounded;

/// One finding for each sheet with cells of this kind of reading.
///
/// `what` says what is wrong, `to_do` what to do.
pub(super) fn findings(
    evidence: &Evidence<'_>,
    is_kind: impl Fn(&Reading) -> bool,
    what: &str,
    to_do: &str,
) -> Vec<Finding> {
    findings_with(evidence, is_kind, (what, to_do), listed)
}

/// The same, where `propose` tells what each of the cells would be.
pub(super) fn findings_with(
    evidence: &Evidence<'_>,
    is_kind: impl Fn(&Reading) -> bool,
    words: (&str, &str),
    propose: fn(&Evidence<'_>, &NumberCell<'_>) -> Option<Decimal>,
) -> Vec<Finding> {
    let all = evidence.odd_cells();
    let cells = all.iter().copied().filter(|cell| is_kind(cell.reading));
    by_sheet(cells).iter().map(|cells| finding(evidence, cells, words, propose)).collect()
}

fn finding(
    evidence: &Evidence<'_>,
    cells: &[NumberCell<'_>],
    (what, to_do): (&str, &str),
    propose: fn(&Evidence<'_>, &NumberCell<'_>) -> Option<Decimal>,
) -> Finding {
    let mut finding = evidence.finding_at(cells);
    let named: Vec<String> = cells.iter().map(|cell| named(cell, cells)).collect();
    let used = cells.iter().zip(&named);
    let used = used.map(|(cell, named)| format!("{named}, {}", used_now(evidence, cell)));
    let used: Vec<String> = used.collect();
    finding.found = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join("; ");
    finding.expected = "ô số".to_owned();
    finding.fixes =
        cells.iter().filter_map(|cell| Some(cell.fix(propose(evidence, cell)?))).collect();
    finding.message = format!(
        "{}: {what} ({}). Không tính là 0. {to_do}",
        place_of(evidence, &finding),
        first_few(&used, "ô")
    );
    finding.ask = format!("{what} ({}). {to_do}", first_few(&named, "ô"));
    finding
}

/// The list's figure for a cell, where it gives the whole of it.
pub(super) fn listed(evidence: &Evidence<'_>, cell: &NumberCell<'_>) -> Option<Decimal> {
    let CellSubject::Figure(place, indicator) = cell.subject else { return None };
    let figure = evidence.figures.unit_figure(cell.unit, place, cell.basis)?;
    let listed = evidence.listed(cell.unit, place, cell.basis).filter(|_| figure.complete)?;
    Some(rounded(listed, indicator.decimals))
}

/// What is used now instead of a cell that gives nothing.
pub(super) fn used_now(evidence: &Evidence<'_>, cell: &NumberCell<'_>) -> String {
    match listed(evidence, cell) {
        Some(value) => format!("đang dùng {} tính theo danh sách", number(value)),
        None => "chưa có số liệu".to_owned(),
    }
}

fn named(cell: &NumberCell<'_>, cells: &[NumberCell<'_>]) -> String {
    let written = quoted(cell);
    let written = if written.is_empty() { String::new() } else { format!(" ghi {written}") };
    format!("{}{written}", cell.name_among(cells))
}

fn quoted(cell: &NumberCell<'_>) -> String {
    match cell.reading {
        Reading::Error => cell.written().into_owned(),
        Reading::NoResult => String::new(),
        _ => format!("\"{}\"", cell.written().trim()),
    }
}
