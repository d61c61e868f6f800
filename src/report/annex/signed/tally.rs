//! Where the summary counts verdicts: in the table itself or, if a resolution has very many
//! targets, in two hidden columns of Xem nhanh that mirror the verdicts of targets and of items.
//! The formula stays short in both cases.

use super::slots::Slot;
use super::{Head, SignedPage};
use crate::judge::{ItemVerdict, Status, TargetVerdict};
use crate::report::annex::columns::count;
use crate::report::annex::quick_view;
use workbook_io::Address;
use workbook_io::sheet::quote_sheet_name;

/// With more ranges than this, the formula would become too long.
const FEW: usize = 12;

/// A number of verdicts: its formula, and what it is now.
pub(super) struct Counted {
    pub(super) live: String,
    pub(super) now: usize,
}

/// What the summary counts.
pub(super) struct Tally {
    /// The ranges with the verdicts of targets and of items.
    ranges: [Vec<String>; 2],
    /// The words that stand there now.
    words: [Vec<&'static str>; 2],
    /// How many targets and items there are.
    pub(super) all: [usize; 2],
    /// The items whose verdict waits for an open finding, if there are any.
    pub(super) waiting: Option<Counted>,
}

impl Tally {
    pub(super) fn new(page: &SignedPage<'_, '_>, slots: &[Slot], col: u32) -> Self {
        let targets = &page.verdict.targets;
        let items = targets.iter().flat_map(|target| &target.items);
        let words = [
            targets.iter().map(TargetVerdict::vietnamese).collect::<Vec<_>>(),
            items.map(ItemVerdict::vietnamese).collect(),
        ];
        let all = words.each_ref().map(Vec::len);
        Self { ranges: page.ranges(slots, col), words, all, waiting: page.waiting(slots, col) }
    }

    /// How many targets and how many items have this verdict.
    pub(super) fn counts_of(&self, word: &str) -> [Counted; 2] {
        [0, 1].map(|kind| {
            let now = self.words[kind].iter().filter(|said| **said == word).count();
            Counted { live: count_of(&self.ranges[kind], word), now }
        })
    }
}

fn count_of(ranges: &[String], word: &str) -> String {
    let counts: Vec<String> =
        ranges.iter().map(|range| format!("COUNTIF({range},\"{word}\")")).collect();
    format!("({})", counts.join("+"))
}

impl SignedPage<'_, '_> {
    /// Where the verdicts of targets and of items stand.
    fn ranges(&self, slots: &[Slot], col: u32) -> [Vec<String>; 2] {
        let own = runs_of(slots, col);
        if !is_long(&own) {
            return own;
        }
        let (sheet, kinds) = (quote_sheet_name(quick_view::SHEET), self.hidden_columns());
        let of_kind = |col: u32, wanted: fn(&Slot) -> bool| {
            let rows = count(slots.iter().filter(|slot| wanted(slot)).count());
            let [from, to] = [0, rows.max(1) - 1].map(|row| Address::new(row, col));
            vec![format!("{sheet}!{from}:{to}")]
        };
        [of_kind(kinds[0], Slot::is_target), of_kind(kinds[1], Slot::is_item)]
    }

    /// How many items wait for an open finding. Those cells say that they are not judged as long as it is
    /// open; where they are too many for a formula the number is fixed.
    fn waiting(&self, slots: &[Slot], col: u32) -> Option<Counted> {
        let waits = |slot: &Slot| {
            slot.is_item()
                && self.verdict.targets[slot.target].items[slot.item].waits_for_findings()
        };
        let now = slots.iter().filter(|slot| waits(slot)).count();
        let cells = runs(slots, col, waits);
        let live = match cells.len() > FEW {
            true => now.to_string(),
            false => count_of(&cells, Status::NotChecked.vietnamese()),
        };
        (now > 0).then_some(Counted { live, now })
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
