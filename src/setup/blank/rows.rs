//! The rows beneath a header: printed labels, or a list that is filled in.

use std::collections::BTreeSet;

use super::marker::{Depths, Marker};
use super::model::{BlankBody, BlankColumn, BlankList, BlankRow, ColumnRole, Region, RowRole};
use super::text_at::text_at;
use super::units::split_unit;
use crate::setup::places::{asks_for_place, begins_with_word};
use crate::setup::printed_formula::{PrintedFormula, column_number, printed_formula};
use viet_text::text::folded;
use workbook_io::{Address, Grid};

/// What stands beneath a header; `None` where nothing can.
pub(super) fn body(grid: &Grid, region: &Region, columns: &[BlankColumn]) -> Option<BlankBody> {
    let label = columns.iter().find(|column| column.role == ColumnRole::Label)?;
    let has_data = columns.iter().any(|column| column.role == ColumnRole::Data);
    if !has_data {
        return None;
    }
    let rows = fixed_rows(grid, region, columns, label.col);
    let named = rows.iter().filter(|row| row.role == RowRole::Data).count();
    if named > 0 && !is_filled_list(label, &rows) {
        return Some(BlankBody::Fixed(rows));
    }
    Some(BlankBody::List(BlankList {
        name_col: label.col,
        first_row: region.body.start,
        end: region.body.end,
        breakdown: breakdown(grid, region, columns, label.col),
    }))
}

/// Are the labels names that somebody filled in: the header asks for names, and the rows are simply
/// numbered?
fn is_filled_list(label: &BlankColumn, rows: &[BlankRow]) -> bool {
    let data: Vec<&BlankRow> = rows.iter().filter(|row| row.role == RowRole::Data).collect();
    let is_plain = |row: &&BlankRow| matches!(row.marker, Marker::Arabic(1) | Marker::None);
    asks_for_names(&label.path) && data.iter().all(is_plain)
}

/// Does a header ask who or what the row is about?
fn asks_for_names(path: &[String]) -> bool {
    const NAMES: [&str; 5] = ["tên", "họ", "cơ quan", "doanh nghiệp", "chủ hộ"];
    let leaf = path.last().map_or("", String::as_str);
    let own = folded(leaf);
    asks_for_place(leaf) || NAMES.iter().any(|word| begins_with_word(&own, word))
}

/// The column that parts the rows of one name: few words that recur in turn, while the rows of all but
/// the first have neither name nor number.
fn breakdown(
    grid: &Grid,
    region: &Region,
    columns: &[BlankColumn],
    name_col: u32,
) -> Option<(u32, Vec<String>)> {
    const MOST: usize = 6;
    let order = columns.iter().find(|column| column.role == ColumnRole::Order);
    let before = [Some(name_col), order.map(|column| column.col)];
    let begins_name = |row: u32| {
        before.iter().flatten().any(|col| !text_at(grid, Address::new(row, *col)).is_empty())
    };
    let of_column = |column: &BlankColumn| {
        let said = region.body.clone().filter_map(|row| {
            let text = text_at(grid, Address::new(row, column.col));
            text.chars().any(char::is_alphabetic).then_some((row, text))
        });
        let said: Vec<(u32, String)> = said.collect();
        let mut words: Vec<String> = Vec::new();
        for (_, text) in &said {
            if !words.contains(text) {
                words.push(text.clone());
            }
        }
        let few = (2..=MOST).contains(&words.len()) && said.len() >= 2 * words.len();
        let in_turn = said
            .iter()
            .zip(words.iter().cycle())
            .all(|((row, text), word)| text == word && (*text == words[0] || !begins_name(*row)));
        (few && in_turn).then_some((column.col, words))
    };
    columns.iter().filter(|column| column.role == ColumnRole::Data).find_map(of_column)
}

/// The rows with labels, as far as they are no blank lines to go on with.
fn fixed_rows(
    grid: &Grid,
    region: &Region,
    columns: &[BlankColumn],
    label_col: u32,
) -> Vec<BlankRow> {
    let with_role = |role| columns.iter().find(|column| column.role == role).map(|c| c.col);
    let places = Places {
        label: label_col,
        order: with_role(ColumnRole::Order),
        unit: with_role(ColumnRole::Unit),
        number: with_role(ColumnRole::RowNumber),
        data: columns.iter().filter(|c| c.role == ColumnRole::Data).map(|c| c.col).collect(),
    };
    let mut depths = Depths::default();
    let rows = region.body.clone().filter_map(|row| {
        let mut read = fixed_row(grid, row, &places)?;
        read.depth = depths.next(read.marker);
        Some(read)
    });
    let mut rows: Vec<BlankRow> = rows.collect();
    find_headings(&mut rows, places.unit.is_some());
    rows
}

/// The columns by which a row is read.
struct Places {
    label: u32,
    order: Option<u32>,
    unit: Option<u32>,
    number: Option<u32>,
    data: BTreeSet<u32>,
}

fn fixed_row(grid: &Grid, row: u32, places: &Places) -> Option<BlankRow> {
    let at = |col: u32| text_at(grid, Address::new(row, col));
    let order = places.order.map(at).unwrap_or_default();
    let mut printed = at(places.label);
    // A heading may stand in the column of running numbers, merged over the rest.
    if printed.is_empty() && order.chars().filter(|letter| letter.is_alphabetic()).count() > 4 {
        printed.clone_from(&order);
    }
    let own = Marker::read(&order);
    let (glued, label) = Marker::split(&printed);
    let (label, formula) = split_formula(label);
    let (label, unit) = split_unit(label);
    if is_open(label) {
        return None;
    }
    let number = places.number.map(at).filter(|text| !text.is_empty());
    let number = number.map(|text| column_number(&text));
    let formula = formula.or_else(|| number.as_ref().and_then(|number| number.formula.clone()));
    let own_unit = places.unit.map(at).filter(|text| !text.is_empty());
    let is_merged = places.data.iter().any(|col| {
        grid.merge_at(Address::new(row, *col)).is_some_and(|merge| merge.area.from.col < *col)
    });
    let role = match () {
        () if is_merged => RowRole::Heading,
        () if is_total(label) => RowRole::Total,
        () => RowRole::Data,
    };
    Some(BlankRow {
        row,
        marker: if own == Marker::None { glued } else { own },
        number: number.map_or_else(|| order.clone(), |number| number.number),
        label: label.to_owned(),
        unit: own_unit.or_else(|| unit.map(str::to_owned)).unwrap_or_default(),
        role,
        depth: 0,
        formula,
        closed: places.data.iter().copied().filter(|col| is_closed(&at(*col))).collect(),
    })
}

/// A sign that no figure belongs there.
fn is_closed(text: &str) -> bool {
    matches!(folded(text).as_str(), "x" | "xx" | "xxx" | "///" | "//" | "/" | "*")
}

/// A formula in a label's closing brackets, and the label without it: "Tổng số (1=2+3)".
fn split_formula(label: &str) -> (&str, Option<PrintedFormula>) {
    let split = label.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let Some((before, inner)) = split else { return (label, None) };
    let formula = inner.split_once('=').and_then(|(_, right)| printed_formula(right));
    match formula {
        Some(formula) if !before.trim().is_empty() => (before.trim_end(), Some(formula)),
        _ => (label, None),
    }
}

/// A line to go on with: nothing, dots, or a sign.
fn is_open(label: &str) -> bool {
    label.chars().filter(|letter| letter.is_alphabetic()).count() < 2
}

pub(crate) fn is_total(label: &str) -> bool {
    const TOTALS: [&str; 7] =
        ["tổng số", "tổng cộng", "tổng", "cộng", "toàn xã", "tổng kinh phí", "tổng nguồn vốn"];
    let label = folded(label);
    let label = label.trim_end_matches([':', '.']);
    TOTALS.iter().any(|word| folded(word) == label)
}

/// Where rows have units of measure, one without that others stand below only heads them.
fn find_headings(rows: &mut [BlankRow], has_units: bool) {
    for place in 0..rows.len() {
        let has_children = rows.get(place + 1).is_some_and(|next| next.depth > rows[place].depth);
        let row = &mut rows[place];
        let is_label_only = row.label.ends_with(':') && has_children;
        if row.role == RowRole::Data
            && has_children
            && (has_units && row.unit.is_empty() || is_label_only)
        {
            row.role = RowRole::Heading;
        }
    }
}
