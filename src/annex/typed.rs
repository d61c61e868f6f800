//! Causes and notes that the officer typed straight into an annex: read back, so that they are
//! there next time.

use super::columns::Plan;
use super::sheet_names;
use super::signed::{Piece, SignedPage};
use crate::cell::{Address, Grid, Workbook};
use crate::history::names::FORECAST;
use crate::reading::text::{clean, folded};
use crate::results::Results;
use crate::workspace::Causes;

const NUMBER: &str = "STT";
const NAME: &str = "Chỉ tiêu, nội dung";
const NOTES: &str = "Nguyên nhân, ghi chú";

/// What was typed into the last column of an annex's signed pages, by set and number.
pub(super) fn notes(book: &Workbook, results: &Results<'_>) -> Causes {
    let plan = Plan::of(results);
    let none = Causes::new();
    let mut typed = Causes::new();
    let names = sheet_names(results);
    for (verdict, (name, numeral)) in results.verdicts.iter().zip(names) {
        let page = SignedPage {
            results,
            verdict,
            plan: &plan,
            causes: &none,
            numeral,
            name: name.clone(),
        };
        let Some(grid) = book.sheets.iter().find(|grid| folded(&grid.name) == folded(&name)) else {
            continue;
        };
        let own = page.own_notes();
        for (number, note) in rows(grid) {
            let mine =
                own.iter().find(|(other, _)| *other == number).map(|(_, pieces)| &pieces[..]);
            let text = officers_part(&note, mine.unwrap_or_default());
            if !text.is_empty() {
                typed.insert((verdict.set.code.clone(), number), text);
            }
        }
    }
    typed
}

/// Each row's number and note. A part has no number: its item's and its own name.
fn rows(grid: &Grid) -> Vec<(String, String)> {
    let header = grid
        .cells
        .iter()
        .find(|(_, cell)| cell.text().is_some_and(|text| folded(text) == folded(NOTES)));
    let Some((header, _)) = header else { return Vec::new() };
    let col = |name: &str| {
        let named = grid
            .row(header.row)
            .find(|(_, cell)| cell.text().is_some_and(|text| folded(text) == folded(name)));
        named.map(|(at, _)| at.col)
    };
    let (Some(number_col), Some(name_col)) = (col(NUMBER), col(NAME)) else { return Vec::new() };
    let text = |row, col| {
        let cell = grid.get(Address::new(row, col));
        cell.map(|cell| cell.value.as_written()).unwrap_or_default()
    };
    let mut item = String::new();
    let mut rows = Vec::new();
    for row in grid.filled_rows().into_iter().filter(|row| *row > header.row) {
        let mut number = clean(&text(row, number_col)).replace(',', ".");
        if number == "-" {
            number = format!("{item} {}", clean(&text(row, name_col)));
        } else {
            item.clone_from(&number);
        }
        rows.push((number, text(row, header.col)));
    }
    rows
}

/// A note without the lines that the tool writes there itself.
fn officers_part(note: &str, own: &[Piece]) -> String {
    let is_own = |line: &str| {
        // A forecast that was changed since stands in the annex as it was.
        line.starts_with(FORECAST)
            || own.iter().any(|piece| match piece {
                Piece::Fixed(text) => text.lines().any(|own| clean(own) == line),
                Piece::Live(_, text) | Piece::While(_, text, _) => shape(text) == shape(line),
            })
    };
    let lines = note.lines().map(clean).filter(|line| !line.is_empty() && !is_own(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// A line with its numbers left open: counts change from run to run.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for c in line.chars() {
        if !c.is_ascii_digit() && c != '.' {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_officer_typed_is_kept() {
        let own = [
            Piece::Fixed("Đánh giá theo ước cả năm".to_owned()),
            Piece::Live(String::new(), "105/140 người".to_owned()),
        ];
        for (note, typed) in [
            ("105/140 người", ""),
            ("98/1.040 người\nDo hạn hán", "Do hạn hán"),
            ("Đánh giá theo ước cả năm\nDo hạn hán\nvà giá giảm", "Do hạn hán\nvà giá giảm"),
            ("", ""),
        ] {
            assert_eq!(officers_part(note, &own), typed, "{note}");
        }
    }
}
