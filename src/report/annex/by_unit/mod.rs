//! Theo xã: each unit's figures of the items that are unmet or given to units, what it adds to the gap,
//! and its verdicts. Figures, gaps and verdicts are live formulas over Tổng hợp.

mod cells;
mod groups;
mod heads;
mod lack;
mod layout;
mod rows;
mod tally;

use std::sync::Arc;

use super::columns::{ColumnPlan, count};
use super::signed::SignedPage;
use super::style;
use super::widths::widen;
use crate::results::Results;
use groups::{Column, groups};
use layout::{ByUnitSheet, FIRST, HEAD, LEFT};
use workbook_io::Address;
use workbook_io::sheet::{Area, Emphasis, Highlight, Page, RowChunk, Sheet};

/// Rows of units that a thread handles at a time.
const PART: usize = 64;
/// What is still legible on one page.
const MOST_ON_A_PAGE: u32 = 1900;

/// The sheet's name: that of the units that report.
pub(super) fn sheet_name(results: &Results<'_>) -> &'static str {
    let kinds = results.workspace.settings.office.unit_kinds.to_lowercase();
    if kinds.contains("xã") || kinds.contains("phường") {
        "Theo xã"
    } else {
        "Theo đơn vị"
    }
}

/// The sheet; `None` where no item is unmet and none was given to units.
pub(super) fn sheet<'a, 'w>(
    results: &'a Results<'w>,
    pages: &[SignedPage<'_, 'w>],
    plan: &ColumnPlan,
) -> Option<Sheet<'a>>
where
    'w: 'a,
{
    let groups = groups(results, pages);
    if groups.is_empty() {
        return None;
    }
    let sheet = ByUnitSheet { results, plan: plan.clone(), groups };
    let units = 0..results.workspace.settings.units.len();
    let (heads, feet) = (sheet.heads(), sheet.feet());
    let mut widths = sheet.widths();
    widen(&mut widths, heads.iter().chain(&feet));
    let is_one_page = widths.iter().sum::<u32>() <= MOST_ON_A_PAGE;
    let (merges, highlights) = (sheet.merges(), sheet.highlights());
    let last = sheet.last_column();
    let below = feet.last().map_or(FIRST, |row| row.index);
    let feet_from = sheet.total_row();
    let name = sheet_name(results);
    let sheet = Arc::new(sheet);
    let mut parts = vec![RowChunk::new(0, heads)];
    parts.extend(units.clone().step_by(PART).map(|first| {
        let (sheet, own) = (Arc::clone(&sheet), first..units.end.min(first + PART));
        RowChunk::new(FIRST + count(first), own.map(move |unit| sheet.unit(unit)))
    }));
    parts.push(RowChunk::new(feet_from, feet));
    let filter = Area::new(Address::new(HEAD, 0), Address::new(feet_from - 1, last));
    Some(Sheet {
        widths: (0..).zip(widths.into_iter().map(style::width)).collect(),
        merges,
        freeze: Some(Address::new(FIRST, LEFT)),
        filter: Some(filter),
        page: Page {
            landscape: true,
            fit_width: is_one_page,
            repeat_rows: Some((HEAD - 1, HEAD)),
            repeat_cols: Some((0, 1)),
            area: Some(Area::new(Address::new(0, 0), Address::new(below, last))),
            footer: "&C&P/&N".to_owned(),
            centered: true,
            ..Page::default()
        },
        highlights,
        gridlines: false,
        ..Sheet::from_chunks(name, parts)
    })
}

impl ByUnitSheet<'_, '_> {
    /// Darker where a unit's part is larger; one scale a column. What is unmet is red.
    fn highlights(&self) -> Vec<Highlight> {
        let mut rules = Vec::new();
        for (col, _, column) in self.columns() {
            let (own, areas) = (Address::new(FIRST, col), vec![self.units_of(col)]);
            match column {
                Column::Gap => {
                    let most = Address::new(self.total_row() + 1, col);
                    let most = format!("${}${}", most.column_letters(), most.row + 1);
                    for (thirds, fill) in [(2, 0xF4_B084), (1, 0xF8_CBAD), (0, 0xFC_E4D6)] {
                        let formula =
                            format!("IF(ISNUMBER({own}),AND({own}>0,{own}*3>={most}*{thirds}))");
                        let fill = Some(workbook_io::sheet::Color(fill));
                        let emphasis = Emphasis { fill, ..Emphasis::default() };
                        rules.push(Highlight { areas: areas.clone(), formula, emphasis });
                    }
                }
                Column::Verdict | Column::Whole => {
                    for (words, emphasis) in cells::painted() {
                        let says = words.iter().map(|word| format!("{own}=\"{word}\""));
                        let formula = format!("OR({})", says.collect::<Vec<_>>().join(","));
                        rules.push(Highlight { areas: areas.clone(), formula, emphasis });
                    }
                }
                _ => {}
            }
        }
        rules
    }
}
