//! Where the summary counts verdicts: in the table itself or, if a resolution has very many
//! targets, in two hidden columns of Xem nhanh that mirror the verdicts of targets and of items.
//! The formula stays short in both cases.

use super::slots::Slot;
use super::{Head, SignedPage};
use crate::report::annex::columns::count;
use crate::report::annex::quick_view;
use workbook_io::Address;
use workbook_io::sheet::quote_sheet_name;

/// With more ranges than this, the formula would become too long.
const FEW: usize = 12;

/// The ranges with the verdicts of targets and of items.
pub(super) struct Tally([Vec<String>; 2]);

impl Tally {
    pub(super) fn new(page: &SignedPage<'_, '_>, slots: &[Slot], col: u32) -> Self {
        let own = runs_of(slots, col);
        if !is_long(&own) {
            return Self(own);
        }
        let (sheet, kinds) = (quote_sheet_name(quick_view::SHEET), page.hidden_columns());
        let of_kind = |col: u32, wanted: fn(&Slot) -> bool| {
            let rows = count(slots.iter().filter(|slot| wanted(slot)).count());
            let [from, to] = [0, rows.max(1) - 1].map(|row| Address::new(row, col));
            vec![format!("{sheet}!{from}:{to}")]
        };
        Self([of_kind(kinds[0], Slot::is_target), of_kind(kinds[1], Slot::is_item)])
    }

    /// Formulas for how many targets and how many items have this verdict.
    pub(super) fn counts_of(&self, word: &str) -> [String; 2] {
        self.0.each_ref().map(|ranges| {
            let counts: Vec<String> =
                ranges.iter().map(|range| format!("COUNTIF({range},\"{word}\")")).collect();
            format!("({})", counts.join("+"))
        })
    }
}

/// A cell's reference from another sheet, and the text that it shows.
pub(in crate::report::annex) type MirroredVerdict = (String, String);

impl SignedPage<'_, '_> {
    /// The hidden columns of Xem nhanh for targets and items, right of the visible ones.
    fn hidden_columns(&self) -> [u32; 2] {
        let first = quick_view::LAST + 2 + 2 * count(self.place);
        [first, first + 1]
    }

    /// The contents of these columns from the first row; none if the table itself is counted.
    pub(in crate::report::annex) fn mirrored_verdicts(&self) -> Vec<(u32, Vec<MirroredVerdict>)> {
        let (slots, lines) = (self.slots(), self.lines());
        let col = self.layout().col(Head::Verdict);
        if !is_long(&runs_of(&slots, col)) {
            return Vec::new();
        }
        let kinds: [fn(&Slot) -> bool; 2] = [Slot::is_target, Slot::is_item];
        let of_kind = |(hidden, wanted): (u32, fn(&Slot) -> bool)| {
            let rows = lines.iter().filter(|line| wanted(&line.slot));
            let mirrored = rows.map(|line| {
                let cell = format!("{}!{}", quote_sheet_name(&self.name), line.slot.cell(col));
                (cell, line.cells[col as usize].text.clone())
            });
            (hidden, mirrored.collect())
        };
        self.hidden_columns().into_iter().zip(kinds).map(of_kind).collect()
    }
}

fn is_long(runs: &[Vec<String>; 2]) -> bool {
    runs.iter().map(Vec::len).sum::<usize>() > FEW
}

fn runs_of(slots: &[Slot], col: u32) -> [Vec<String>; 2] {
    [runs(slots, col, Slot::is_target), runs(slots, col, Slot::is_item)]
}

/// The verdict cells of these rows; neighbours form one range.
fn runs(slots: &[Slot], col: u32, wanted: impl Fn(&Slot) -> bool) -> Vec<String> {
    let mut runs: Vec<(&Slot, &Slot)> = Vec::new();
    for slot in slots.iter().filter(|slot| wanted(slot)) {
        match runs.last_mut() {
            Some((_, last)) if last.row + 1 == slot.row => *last = slot,
            _ => runs.push((slot, slot)),
        }
    }
    // A single cell is written as a range: some programs cannot count in a single cell.
    let range = |(first, last): &(&Slot, &Slot)| format!("{}:{}", first.cell(col), last.cell(col));
    runs.iter().map(range).collect()
}
