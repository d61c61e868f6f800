//! What an annex says, read back from it: rows of signed pages, units' figures, lists. Two annexes
//! are compared by this, not by their look.

use crate::cell_text::CellText as _;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::signed_page::{PageRow, page_rows};
use crate::settings::Settings;
use crate::workspace::REPORT;
use crate::workspace::annex_book::names::{ROW_HEADERS, UNIT, list_sheets, part_name};
use crate::workspace::annex_book::{
    HeadedSheet, SourceContent, SourceRow, UnitCodes, source_parts, source_rows,
};
use viet_text::citation::Citation;
use viet_text::text::{clean, folded};
use workbook_io::number::rounded;
use workbook_io::{Address, Grid, Workbook};

/// Later decimals are errors of binary fractions.
const DECIMALS: u32 = 9;

/// A row of a merged list: the organisation's name and its cells.
pub type ListedRow = (String, Vec<String>);

/// What an annex says.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// Rows of the signed pages, by the resolution's code and the row's number, in order.
    pub rows: Vec<(String, PageRow)>,
    /// Dates and numbers of the period, by what they are.
    pub facts: BTreeMap<&'static str, String>,
    /// The report that it goes with.
    pub report: Citation,
    /// Figures used, by unit, indicator (both by their place in the settings) and basis.
    pub figures: BTreeMap<(usize, usize, usize), StatedFigure>,
    /// Organisations by list and unit: name, and what each cell of the row says.
    pub lists: BTreeMap<(usize, usize), Vec<ListedRow>>,
}

/// A unit's figure as an annex has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedFigure {
    /// The figure, or a mean's numerator.
    pub sum: Decimal,
    /// A mean's divisor; one for every other figure.
    pub weight: Decimal,
    /// A part of it is missing.
    pub incomplete: bool,
    /// It is an earlier period's figure.
    pub carried: bool,
    /// As the unit wrote it.
    pub written: Arc<str>,
    /// The file it came from.
    pub file: Arc<str>,
    /// The sheet.
    pub sheet: Arc<str>,
    /// The cell or cells.
    pub cell: Arc<str>,
}

impl StatedFigure {
    /// The figure to show; `None` for a mean over nothing.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        if self.weight == Decimal::ONE { Some(self.sum) } else { self.sum.checked_div(self.weight) }
    }

    /// Is it the same figure, whatever its source?
    #[must_use]
    pub fn is_worth(&self, other: &Self) -> bool {
        let worth = |used: &Self| {
            (rounded(used.sum, DECIMALS), rounded(used.weight, DECIMALS), used.incomplete)
        };
        worth(self) == worth(other)
    }

    /// Adds the figure of another unit below.
    fn add(&mut self, other: &Self) {
        self.sum = self.sum.saturating_add(other.sum);
        if self.weight != Decimal::ONE || other.weight != Decimal::ONE {
            self.weight = self.weight.saturating_add(other.weight);
        }
        self.incomplete |= other.incomplete;
    }
}

/// How the line on the report begins.
const BELONGS_TO: &str = "(Kèm theo";
/// An annex that is a document of its own has number and day in its first rows.
const LETTERHEAD: u32 = 6;

fn belongs_to(line: &str) -> Citation {
    Citation::read(line.strip_suffix(')').unwrap_or(line))
}

/// The report that a signed page names, or its own number and day.
fn report_of(grid: &Grid) -> Citation {
    let texts = grid.cells.range(Address::new(0, 0)..Address::new(LETTERHEAD, 0));
    let texts: Vec<String> = texts.map(|(_, cell)| clean(&cell.value.as_written())).collect();
    if let Some(line) = texts.iter().find(|text| text.starts_with(BELONGS_TO)) {
        return belongs_to(line);
    }
    let number = texts.iter().find(|text| text.starts_with("Số:"));
    let day = texts.iter().find(|text| text.contains("ngày ") && text.contains(" tháng "));
    Citation {
        number: number.map(|text| Citation::read(text).number).unwrap_or_default(),
        day: day.map(|text| Citation::read(text).day).unwrap_or_default(),
        ..Citation::default()
    }
}

impl Statement {
    /// Reads an annex whose signed pages are these: the resolution's code and the sheet.
    #[must_use]
    pub fn read(book: &Workbook, pages: &[(String, String)], settings: &Settings) -> Self {
        let sheet = |name: &str| book.sheets.iter().find(|grid| folded(&grid.name) == folded(name));
        let mut statement = Self::default();
        for (set, name) in pages {
            let Some(grid) = sheet(name) else { continue };
            statement.rows.extend(page_rows(grid).into_iter().map(|row| (set.clone(), row)));
            statement.read_facts(grid);
            if statement.report.is_open() {
                statement.report = report_of(grid);
            }
        }
        for part in source_parts(book) {
            statement.read_figures(source_rows(&part, settings), settings);
        }
        for (list, name) in list_sheets(settings).iter().enumerate() {
            let parts = (0..).map_while(|part| sheet(&part_name(name, part)));
            parts.for_each(|grid| statement.read_list(list, grid, settings));
        }
        statement
    }

    /// Has it any figure of a unit?
    #[must_use]
    pub fn has_unit(&self, unit: usize) -> bool {
        self.figures.range((unit, 0, 0)..(unit + 1, 0, 0)).next().is_some()
    }

    /// A unit's figures.
    pub(super) fn figures_of(
        &self,
        unit: usize,
    ) -> impl Iterator<Item = (&(usize, usize, usize), &StatedFigure)> {
        self.figures.range((unit, 0, 0)..(unit + 1, 0, 0))
    }

    /// Is an earlier period's report used for the unit?
    #[must_use]
    pub fn is_carried(&self, unit: usize) -> bool {
        self.figures.range((unit, 0, 0)..(unit + 1, 0, 0)).any(|(_, used)| used.carried)
    }

    fn read_facts(&mut self, grid: &Grid) {
        for cell in grid.cells.values() {
            let text = clean(&cell.value.as_written());
            let (fact, text) = match () {
                // Compared in one notation, because another layout is no other number.
                () if text.starts_with(BELONGS_TO) => (REPORT, belongs_to(&text).in_short()),
                () if text.starts_with("Thực hiện đến") => {
                    // To the right of the period before, which has a day, too.
                    self.facts.insert("Số liệu đến ngày", text);
                    continue;
                }
                () => match compiled_on(&text) {
                    Some(day) => ("Ngày tổng hợp", day),
                    None => continue,
                },
            };
            self.facts.entry(fact).or_insert(text);
        }
    }

    fn read_figures(&mut self, rows: impl Iterator<Item = SourceRow>, settings: &Settings) {
        let units = UnitCodes::new(&settings.units);
        for row in rows {
            let Some(unit) = units.place(&row.unit_code) else { continue };
            let SourceContent::Figure(figure) = row.holds else { continue };
            let place = (unit, figure.indicator, figure.basis as usize);
            let [file, sheet, cell] = figure.origin;
            let used = StatedFigure {
                sum: figure.sum,
                weight: figure.weight,
                incomplete: !figure.complete,
                carried: figure.carried,
                written: figure.written,
                file,
                sheet,
                cell,
            };
            match self.figures.entry(place) {
                Entry::Vacant(entry) => drop(entry.insert(used)),
                // Each unit of an office below has a row of its own.
                Entry::Occupied(mut entry) => entry.get_mut().add(&used),
            }
        }
    }

    fn read_list(&mut self, list: usize, grid: &Grid, settings: &Settings) {
        let name_header = &settings.lists[list].name_column().name;
        let Some(headed) = HeadedSheet::find(grid, &[UNIT, name_header]) else { return };
        let units = settings.units.iter().enumerate();
        let units: BTreeMap<String, usize> =
            units.map(|(place, unit)| (folded(&unit.name), place)).collect();
        // A row's source is not part of its content.
        let says = |header: &str| ROW_HEADERS.iter().all(|own| folded(own) != folded(header));
        let headers = grid.row(headed.row).filter_map(|(_, cell)| cell.text());
        let headers: Vec<&str> = headers.filter(|header| says(header)).collect();
        for row in headed.rows() {
            let Some(unit) = units.get(&folded(&headed.text(row, UNIT))) else { continue };
            let name = headed.text(row, name_header);
            let cells = headers.iter().map(|header| (header, headed.text(row, header)));
            let cells = cells.filter(|(_, text)| !text.is_empty());
            let cells: Vec<String> =
                cells.map(|(header, text)| format!("{}: {text}", clean(header))).collect();
            if !name.is_empty() {
                self.lists.entry((list, *unit)).or_default().push((name, cells));
            }
        }
        for rows in self.lists.range_mut((list, 0)..(list + 1, 0)).map(|(_, rows)| rows) {
            rows.sort();
        }
    }
}
/// The day of a summary's first words, as it is worded now and as earlier annexes word it.
fn compiled_on(text: &str) -> Option<String> {
    let day = match text.strip_prefix("Tính đến ngày ") {
        Some(rest) => rest.split([' ', ',']).next(),
        None if text.starts_with("Theo số liệu đến ngày ") => {
            text.split_once("(tổng hợp ngày ")?.1.split(')').next()
        }
        None => None,
    };
    Some(format!("Tính đến ngày {}", day?))
}
