//! What an annex says, read back from it: rows of its signed pages, figures of the units,
//! lists. Two annexes are told apart by it, whatever they look like.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::page::{PageRow, page_rows};
use crate::cell::{Grid, Workbook};
use crate::decimal::rounded;
use crate::history::Headed;
use crate::history::names::{INCOMPLETE, SOURCE_HEADERS, SOURCES, UNIT, list_sheets};
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, Settings};

/// Columns of merged lists that say where a row came from, not what it says.
const ORIGIN: [&str; 3] = ["Tệp", "Trang", "Dòng"];
/// Decimals beyond these come from binary fractions.
const DECIMALS: u32 = 9;

/// What an annex says.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// Rows of the signed pages, by the resolution's code and the row's number, in order.
    pub rows: Vec<(String, PageRow)>,
    /// Dates and numbers of the period, by what they are.
    pub facts: BTreeMap<&'static str, String>,
    /// Figures used, by unit, indicator (both by their place in the settings) and basis.
    pub figures: BTreeMap<(usize, usize, usize), Used>,
    /// Organisations by list and unit: name, and the whole row.
    pub lists: BTreeMap<(usize, usize), Vec<(String, String)>>,
}

/// A unit's figure as an annex has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// The figure.
    pub value: Option<Decimal>,
    /// Numerator and divisor.
    pub parts: [Option<Decimal>; 2],
    /// Something that belongs in it is missing.
    pub incomplete: bool,
    /// As the unit wrote it.
    pub written: String,
    /// The file it came from.
    pub file: String,
    /// The sheet; an annex's own sheet of figures where an earlier period's stands in.
    pub sheet: String,
    /// The cell or cells.
    pub cell: String,
}

impl Used {
    /// An earlier period's figure stands in.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        self.sheet == SOURCES
    }

    /// Is it the same figure, wherever it came from?
    #[must_use]
    pub fn is_worth(&self, other: &Self) -> bool {
        (self.value, self.parts, self.incomplete) == (other.value, other.parts, other.incomplete)
    }
}

impl Statement {
    /// Reads an annex whose signed pages are these: the resolution's code and the sheet.
    #[must_use]
    pub fn of(book: &Workbook, pages: &[(String, String)], settings: &Settings) -> Self {
        let sheet = |name: &str| book.sheets.iter().find(|grid| folded(&grid.name) == folded(name));
        let mut statement = Self::default();
        for (set, name) in pages {
            let Some(grid) = sheet(name) else { continue };
            statement.rows.extend(page_rows(grid).into_iter().map(|row| (set.clone(), row)));
            statement.read_facts(grid);
        }
        if let Some(sources) = sheet(SOURCES).and_then(|grid| Headed::find(grid, SOURCE_HEADERS[2]))
        {
            statement.read_figures(&sources, settings);
        }
        for (list, name) in list_sheets(settings).iter().enumerate() {
            if let Some(grid) = sheet(name) {
                statement.read_list(list, grid, settings);
            }
        }
        statement
    }

    /// Has it any figure of a unit?
    #[must_use]
    pub fn has_unit(&self, unit: usize) -> bool {
        self.figures.range((unit, 0, 0)..(unit + 1, 0, 0)).next().is_some()
    }

    /// Does an earlier period's report stand in for a unit's?
    #[must_use]
    pub fn is_carried(&self, unit: usize) -> bool {
        self.figures.range((unit, 0, 0)..(unit + 1, 0, 0)).any(|(_, used)| used.is_carried())
    }

    fn read_facts(&mut self, grid: &Grid) {
        for (_, cell) in &grid.cells {
            let text = clean(&cell.value.as_written());
            let (fact, text) = match () {
                () if text.starts_with("(Kèm theo") => ("Số, ngày báo cáo", &text[..]),
                () if text.starts_with("Thực hiện đến") => ("Số liệu đến ngày", &text[..]),
                () if text.starts_with("Tính đến ngày") => {
                    ("Ngày tổng hợp", text.split(" (").next().unwrap_or_default())
                }
                () => continue,
            };
            self.facts.entry(fact).or_insert_with(|| text.to_owned());
        }
    }

    fn read_figures(&mut self, sources: &Headed<'_>, settings: &Settings) {
        let [code, _, indicator, _, basis, value, sum, weight, written, file, sheet, cell, note] =
            SOURCE_HEADERS;
        let units = settings.units.iter().enumerate();
        let units: BTreeMap<String, usize> =
            units.map(|(place, unit)| (unit.code.replace('.', ""), place)).collect();
        for row in sources.rows() {
            let number =
                |header| sources.number(row, header).map(|number| rounded(number, DECIMALS));
            let said = sources.text(row, basis);
            let place = (
                units.get(&sources.text(row, code).replace('.', "")).copied(),
                settings.indicators.get_index_of(&sources.text(row, indicator)),
                Basis::ALL.into_iter().position(|basis| basis.vietnamese() == said),
            );
            let (Some(unit), Some(indicator), Some(basis)) = place else { continue };
            let used = Used {
                value: number(value),
                parts: [number(sum), number(weight)],
                incomplete: sources.text(row, note) == INCOMPLETE,
                written: sources.text(row, written),
                file: sources.text(row, file),
                sheet: sources.text(row, sheet),
                cell: sources.text(row, cell),
            };
            self.figures.insert((unit, indicator, basis), used);
        }
    }

    fn read_list(&mut self, list: usize, grid: &Grid, settings: &Settings) {
        let name_header = &settings.lists[list].name_column().name;
        let Some(headed) = Headed::find(grid, name_header) else { return };
        let units = settings.units.iter().enumerate();
        let units: BTreeMap<String, usize> =
            units.map(|(place, unit)| (folded(&unit.name), place)).collect();
        let origin = ORIGIN.map(folded);
        let says: Vec<&String> =
            headed.headers().filter(|header| !origin.contains(header)).collect();
        for row in headed.rows() {
            let Some(unit) = units.get(&folded(&headed.text(row, UNIT))) else { continue };
            let name = headed.text(row, name_header);
            let cells = says.iter().map(|header| headed.text(row, header));
            if !name.is_empty() {
                let whole = cells.collect::<Vec<_>>().join("\u{1f}");
                self.lists.entry((list, *unit)).or_default().push((name, whole));
            }
        }
        self.lists.values_mut().for_each(|rows| rows.sort());
    }
}
