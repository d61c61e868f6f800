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
