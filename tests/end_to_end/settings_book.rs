//! A pack's settings workbook with cells changed, as an officer would change them.

use tonghop::settings::Settings;
use tonghop::workspace::open;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

use crate::packs::repository;

/// The settings of a pack, as stored.
pub(crate) struct SettingsBook(Workbook);

impl SettingsBook {
    pub(crate) fn of_pack(pack: &str) -> Self {
        Self(open(&repository(&format!("templates/{pack}/khai-bao.xlsx"))).unwrap())
    }

    /// Types a text into the column of a header, in the first row that holds `key`.
    pub(crate) fn put(mut self, sheet: &str, key: &str, header: &str, text: &str) -> Self {
        let grid = self.0.sheets.iter_mut().find(|grid| grid.name == sheet).unwrap();
        let at = Address::new(find(grid, key).row, find(grid, header).col);
        let value = Value::Text(text.into());
        grid.cells.insert(at, Cell::plain(value));
        self
    }

    /// Without a sheet.
    pub(crate) fn without(mut self, sheet: &str) -> Self {
        self.0.sheets.retain(|grid| grid.name != sheet);
        self
    }

    /// Adds rows of texts below a sheet's last; a sheet that is not there gets them as its header and
    /// first rows.
    pub(crate) fn add(mut self, sheet: &str, rows: &[&[&str]]) -> Self {
        if !self.0.sheets.iter().any(|grid| grid.name == sheet) {
            self.0.sheets.push(Grid { name: sheet.to_owned(), ..Grid::default() });
        }
        let grid = self.0.sheets.iter_mut().find(|grid| grid.name == sheet).unwrap();
        let first = grid.filled_rows().into_iter().max().map_or(0, |last| last + 1);
        for (row, texts) in (first..).zip(rows) {
            for (col, text) in (0..).zip(*texts).filter(|(_, text)| !text.is_empty()) {
                let cell = Cell::plain(Value::Text((*text).into()));
                grid.cells.insert(Address::new(row, col), cell);
            }
        }
        self
    }

    pub(crate) fn read(&self) -> Settings {
        Settings::read(&self.0).unwrap()
    }

    /// Everything that is said of settings that are not clear.
    pub(crate) fn problems(&self) -> String {
        let problems = Settings::read(&self.0).unwrap_err();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }
}

fn find(grid: &Grid, text: &str) -> Address {
    let found = grid.cells.iter().find(|(_, cell)| cell.text() == Some(text));
    *found.unwrap_or_else(|| panic!("{text:?} is not on {}", grid.name)).0
}
