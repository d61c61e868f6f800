//! The signed page's items for other sheets: each cell is a live reference to the page.

use rust_decimal::Decimal;

use super::signed::{Head, ShownCell, SignedPage, SlotKind, TableRow};
use crate::judge::{FigureDoubt, Measurement, Status};
use crate::report::wording::name_of;
use crate::settings::{Criterion, Item, Yardstick};
use workbook_io::sheet::{Content, FormulaResult, quote_sheet_name};

/// An item, or a part of one, as the signed page shows it.
pub(super) struct PageItem<'w> {
    /// Its number on the page; a part's is its item's.
    pub(super) number: String,
    /// Its name on the page.
    pub(super) name: String,
    /// Unit of measure; empty for a judgement.
    pub(super) measure: String,
    pub(super) is_part: bool,
    pub(super) item: &'w Item,
    /// `None` for a judgement or an item of several parts.
    pub(super) yardstick: Option<&'w Yardstick>,
    pub(super) measured: Option<Measurement>,
    /// The item's verdict, also for its parts.
    pub(super) item_status: Status,
    pub(super) status: Status,
    pub(super) threshold: ShownCell,
    pub(super) figure: ShownCell,
    pub(super) verdict: ShownCell,
    /// The verdict's cell, as formulas refer to it.
    pub(super) verdict_cell: String,
}

impl PageItem<'_> {
    /// Number and name on one line, clear without context.
    pub(super) fn full_name(&self) -> String {
        match self.is_part {
            true => format!("{} {}: {}", self.number, self.name, name_of(self.item)),
            false => format!("{} {}", self.number, self.name),
        }
    }

    /// The threshold as a formula's operand: a cell, or a range's lower bound itself.
    pub(super) fn level(&self, cell: &str) -> String {
        match (self.yardstick.and_then(|yardstick| yardstick.upper), &self.measured) {
            (Some(_), Some(Measurement { threshold: Some(lower), .. })) => lower.to_string(),
            _ => cell.to_owned(),
        }
    }

    /// The threshold now.
    pub(super) fn level_now(&self) -> Option<Decimal> {
        self.measured.as_ref()?.threshold
    }

    /// Does its figure bear the mark of one in doubt?
    pub(super) fn is_marked(&self) -> bool {
        self.measured.as_ref().is_some_and(Measurement::is_doubtful)
    }

    /// Do open findings decide its verdict?
    pub(super) fn is_in_doubt(&self) -> bool {
        self.measured.as_ref().is_some_and(|measured| measured.doubt == FigureDoubt::Verdict)
    }

    /// The figure as printed, if no unit is missing from it and nothing in it is in doubt.
    pub(super) fn whole_figure(&self) -> Option<Decimal> {
        self.figure_now().filter(|_| !self.status.is_open())
    }

    /// The figure as printed now.
    pub(super) fn figure_now(&self) -> Option<Decimal> {
        self.measured.as_ref()?.printed
    }
}

/// All items of a page in its order, each followed by its parts.
pub(super) fn page_items<'w>(page: &SignedPage<'_, 'w>) -> Vec<PageItem<'w>> {
    let lines = page.lines();
    let rows = lines.iter().filter(|line| !matches!(line.slot.what, SlotKind::Target));
    rows.map(|line| page_item(page, line, &lines)).collect()
}

fn page_item<'w>(page: &SignedPage<'_, 'w>, line: &TableRow, lines: &[TableRow]) -> PageItem<'w> {
    let set = page.verdict.set;
    let target = &set.targets[line.slot.target];
    let item = &target.items[line.slot.item];
    let judged = &page.verdict.targets[line.slot.target].items[line.slot.item];
    let own = |other: &&TableRow| {
        other.slot.is_item()
            && (other.slot.target, other.slot.item) == (line.slot.target, line.slot.item)
    };
    let item_line = lines.iter().find(own).unwrap_or(line);
    let part = match line.slot.what {
        SlotKind::Part(part) => Some(part),
        _ => None,
    };
    let yardstick = match (&item.criterion, part) {
        (Criterion::ByFigure(yardstick), _) => Some(yardstick),
        (Criterion::ByParts { parts, .. }, Some(part)) => Some(&parts[part].yardstick),
        _ => None,
    };
    let measured = match (&item.criterion, part) {
        (Criterion::ByFigure(_), _) => judged.measured.first().cloned(),
        (_, Some(part)) => judged.measured.get(part).cloned(),
        _ => None,
    };
    let layout = page.layout();
    let [threshold, verdict] = [Head::Threshold, Head::Verdict].map(|head| layout.col(head));
    let shown = &line.cells[threshold as usize];
    let at_threshold = if shown.text.is_empty() { item_line } else { line };
    let figure = line.judged.unwrap_or_else(|| layout.col(Head::Actual));
    PageItem {
        number: item_line.cells[0].text.clone(),
        name: line.cells[1].text.clone(),
        measure: yardstick.map(|yardstick| yardstick.unit.clone()).unwrap_or_default(),
        is_part: part.is_some(),
        item,
        yardstick,
        status: measured.as_ref().map_or(judged.status, |measured| measured.status),
        measured,
        item_status: judged.status,
        threshold: mirrored(page, at_threshold, threshold),
        figure: mirrored(page, line, figure),
        verdict: mirrored(page, line, verdict),
        verdict_cell: reference(page, line, verdict),
    }
}

fn reference(page: &SignedPage<'_, '_>, line: &TableRow, col: u32) -> String {
    format!("{}!{}", quote_sheet_name(&page.name), line.slot.cell(col))
}

/// A cell that shows another one. If that is blank, so is this: Excel would show 0.
fn mirrored(page: &SignedPage<'_, '_>, line: &TableRow, col: u32) -> ShownCell {
    let shown = line.cells[col as usize].clone();
    let result = match &shown.content {
        Content::Number(number) => FormulaResult::Number(*number),
        Content::Text(text) => FormulaResult::Text(text.to_string()),
        Content::Formula(live) => live.result.clone(),
        Content::Blank | Content::Date(_) | Content::Link(_) => return shown,
    };
    ShownCell { content: Content::formula(reference(page, line, col), result), ..shown }
}
