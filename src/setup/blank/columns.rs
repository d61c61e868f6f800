//! The columns of a header: what each is for, and how it is numbered.

use std::collections::BTreeSet;

use super::header::is_order_word;
use super::model::{BlankBody, BlankColumn, ColumnRole, Region};
use super::text_at::text_at;
use crate::form::printed_paths;
use crate::setup::printed_formula::column_number;
use viet_text::text::folded;
use workbook_io::{Address, Grid};

/// Columns with a header, from the left.
pub(super) fn columns(grid: &Grid, region: &Region) -> Vec<BlankColumn> {
    let paths = printed_paths(grid, &region.header_rows);
    let number = |col: u32| {
        let text = region.numbering.map(|row| text_at(grid, Address::new(row, col)));
        text.map(|text| column_number(&text)).unwrap_or_default()
    };
    let columns = paths.into_iter().filter(|(_, path)| !path.is_empty()).map(|(col, path)| {
        let role = role(grid, region, col, &path);
        BlankColumn { col, path, role, number: number(col) }
    });
    let mut columns: Vec<BlankColumn> = columns.collect();
    choose_label(grid, region, &mut columns);
    columns
}

/// The role that the header's words give; who fills in what is settled later.
fn role(grid: &Grid, region: &Region, col: u32, path: &[String]) -> ColumnRole {
    const UNIT: [&str; 4] = ["đvt", "đơn vị tính", "đv tính", "đvt."];
    const ROW_NUMBER: [&str; 4] = ["mã số", "ms", "mã chỉ tiêu", "mã dòng"];
    const NOTE: [&str; 12] = [
        "ghi chú",
        "nguyên nhân",
        "lý do",
        "giải pháp",
        "đề xuất",
        "kiến nghị",
        "thuyết minh",
        "diễn giải",
        "khó khăn",
        "vướng mắc",
        "ý kiến",
        "căn cứ",
    ];
    let is = |words: &[&str], text: &str| words.iter().any(|word| folded(word) == folded(text));
    let leaf = path.last().map_or("", String::as_str);
    let begins = |words: &[&str]| words.iter().any(|word| folded(leaf).starts_with(&folded(word)));
    if is_order_word(leaf) || is_order_word(&path[0]) && path.len() == 1 {
        return ColumnRole::Order;
    }
    if is(&UNIT, leaf) || is(&["đơn vị"], leaf) && says_units(grid, region, col) {
        return ColumnRole::Unit;
    }
    match () {
        () if is(&ROW_NUMBER, leaf) => ColumnRole::RowNumber,
        () if begins(&NOTE) => ColumnRole::Note,
        () => ColumnRole::Data,
    }
}

/// Do the cells beneath a header hold units of measure?
fn says_units(grid: &Grid, region: &Region, col: u32) -> bool {
    let texts = texts(grid, region, col);
    let short = |text: &&String| text.chars().count() <= 25;
    !texts.is_empty() && texts.iter().filter(short).count() == texts.len() && {
        let distinct: BTreeSet<&String> = texts.iter().collect();
        distinct.len() * 2 <= texts.len() || texts.iter().any(|text| text.contains('%'))
    }
}

fn texts(grid: &Grid, region: &Region, col: u32) -> Vec<String> {
    let texts = region.body.clone().map(|row| text_at(grid, Address::new(row, col)));
    texts.filter(|text| text.chars().any(char::is_alphabetic)).collect()
}

/// The first column of words becomes the label column: that of the most different texts among
/// those with texts, else the first that is not the running numbers.
fn choose_label(grid: &Grid, region: &Region, columns: &mut [BlankColumn]) {
    let candidates: Vec<usize> =
        (0..columns.len()).filter(|place| columns[*place].role == ColumnRole::Data).collect();
    // A column of labels stands left of the figures.
    const FAR: usize = 4;
    let different = |place: &usize| -> usize {
        let all = texts(grid, region, columns[*place].col);
        let different: BTreeSet<&String> = all.iter().collect();
        // Words that recur part the rows of one name; they name nothing.
        if different.len() * 2 > all.len() { different.len() } else { 0 }
    };
    let near: Vec<usize> = candidates.iter().copied().take(FAR).collect();
    let most = near.iter().copied().max_by_key(|place| (different(place), usize::MAX - place));
    let label = match most {
        Some(place) if different(&place) > 1 => Some(place),
        _ => near.first().copied(),
    };
    let Some(label) = label else { return };
    columns[label].role = ColumnRole::Label;
    for place in candidates.into_iter().filter(|place| *place < label) {
        // Groups of rows stand left of the labels.
        columns[place].role = ColumnRole::Note;
    }
}

/// The columns once it is known what stands beneath them: a column that tells rows apart is no
/// figure, nor is one of a list that only numbers its rows.
pub(super) fn settled(mut columns: Vec<BlankColumn>, body: &BlankBody) -> Vec<BlankColumn> {
    if let BlankBody::List(list) = body
        && let Some((col, _)) = list.breakdown
    {
        for column in columns.iter_mut().filter(|column| column.col == col) {
            column.role = ColumnRole::Breakdown;
        }
    }
    columns
}
