//! A sheet of the review workbook while it is being built: the program's lines merged with the rows
//! that the officer left.

use std::collections::BTreeMap;

use crate::workspace::{EntryRow, EntryTable};
use workbook_io::sheet::{Color, Content};

/// A sheet in the making.
pub(super) struct SheetDraft {
    /// Its name.
    pub(super) name: &'static str,
    /// The guide above the header.
    pub(super) guide: String,
    /// Its columns, in the order of a new workbook.
    pub(super) columns: &'static [DraftColumn],
    /// Its rows, in order.
    pub(super) rows: Vec<DraftRow>,
}

/// A column.
pub(super) struct DraftColumn {
    /// Its header (a contract).
    pub(super) header: &'static str,
    /// Its width in characters.
    pub(super) width: u16,
    /// The officer fills it; the program never changes it.
    pub(super) own: bool,
    /// The choices of its drop-down list.
    pub(super) choices: &'static [&'static str],
    /// Other texts are allowed, too.
    pub(super) open: bool,
    /// Excel's message for other texts.
    pub(super) help: &'static str,
}

impl DraftColumn {
    /// A column that the program fills.
    pub(super) const fn tools(header: &'static str, width: u16) -> Self {
        Self { header, width, own: false, choices: &[], open: true, help: "" }
    }

    /// A column that the officer fills.
    pub(super) const fn officers(header: &'static str, width: u16) -> Self {
        Self { own: true, ..Self::tools(header, width) }
    }

    /// Adds a drop-down list.
    pub(super) const fn choosing(
        self,
        choices: &'static [&'static str],
        open: bool,
        help: &'static str,
    ) -> Self {
        Self { choices, open, help, ..self }
    }
}

/// A row: the program's cells by header, merged with what the officer left.
#[derive(Default)]
pub(super) struct DraftRow {
    /// The program's texts. In its other columns the row keeps what it had.
    pub(super) cells: BTreeMap<&'static str, Content>,
    /// The fill of its first cell.
    pub(super) tone: Option<Color>,
    /// The row as the officer left it, if there was one.
    pub(super) left: Option<EntryRow>,
    /// How soon it is to be read: a new row stands above older ones of a higher rank.
    pub(super) rank: u8,
    /// It stands above the others, wherever the officer's rows are.
    pub(super) on_top: bool,
    /// The choices for the officer's cell of this row, by its header.
    pub(super) choices: Option<(&'static str, &'static [&'static str])>,
}

/// A line of the program, with the key that finds its row.
pub(super) struct DraftLine {
    /// What it is about.
    pub(super) key: String,
    /// Distinguishes several lines with the same key.
    pub(super) exact: String,
    /// What it says.
    pub(super) row: DraftRow,
}

/// Merges the program's lines with the rows that were left. Those keep their order; a line without a
/// row stands above the first of them that is less urgent, else it comes last. `orphan` decides on
/// rows without a line.
pub(super) fn merge_with_entries(
    table: Option<&EntryTable>,
    lines: Vec<DraftLine>,
    of_row: impl Fn(&EntryRow) -> (String, String),
    orphan: impl Fn(&EntryRow) -> Option<DraftRow>,
) -> Vec<DraftRow> {
    let left: &[EntryRow] = table.map_or(&[], |table| &table.rows);
    let known: Vec<(String, String)> = left.iter().map(of_row).collect();
    let mut lines: Vec<Option<DraftLine>> = lines.into_iter().map(Some).collect();
    let mut taken: Vec<Option<DraftLine>> = left.iter().map(|_| None).collect();
    for exactly in [true, false] {
        for (place, (key, exact)) in known.iter().enumerate() {
            if taken[place].is_some() {
                continue;
            }
            let fits = |line: &DraftLine| line.key == *key && (!exactly || line.exact == *exact);
            let found = lines.iter_mut().find(|line| line.as_ref().is_some_and(fits));
            taken[place] = found.and_then(Option::take);
        }
    }
    let mut rows: Vec<DraftRow> = Vec::new();
    for (left, line) in left.iter().zip(taken) {
        rows.extend(match line {
            Some(line) => Some(DraftRow { left: Some(left.clone()), ..line.row }),
            None => orphan(left).map(|row| DraftRow { left: Some(left.clone()), ..row }),
        });
    }
    for line in lines.into_iter().flatten() {
        let less_urgent = |row: &DraftRow| row.rank > line.row.rank;
        let place = rows.iter().position(less_urgent).unwrap_or(rows.len());
        rows.insert(place, line.row);
    }
    rows
}

/// Did the officer write anything into the row?
pub(super) fn has_entry(row: &EntryRow, columns: &[DraftColumn]) -> bool {
    let is_tools = |header: &str| columns.iter().any(|c| !c.own && c.header == header);
    !row.unheaded.is_empty() || row.values.keys().any(|header| !is_tools(header))
}
