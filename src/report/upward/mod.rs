//! Forms of the level above, filled from the office's own figures. Nothing is computed here: a cell
//! holds the total of Tổng hợp, or stays blank where there is none.

mod fill;

use std::path::Path;

pub use fill::FilledBytes;

use rust_decimal::Decimal;

use crate::report::slip::file_name::sound;
use crate::results::Results;
use crate::workspace::annex_book::names::number;
use crate::workspace::{UpwardCell, UpwardForm};
use viet_text::period::Period;

/// A form of the level above with what goes into its cells.
#[derive(Clone, Debug)]
pub struct FilledForm<'w> {
    /// The marked copy.
    pub form: &'w UpwardForm,
    /// The name of the filled file.
    pub name: String,
    /// Its marked cells, in their order.
    pub cells: Vec<FilledCell<'w>>,
}

/// A marked cell and its figure.
#[derive(Clone, Debug)]
pub struct FilledCell<'w> {
    /// The cell.
    pub cell: &'w UpwardCell,
    /// The whole's figure; `None` leaves the cell blank.
    pub figure: Option<Decimal>,
    /// How many units lack the figure.
    pub missing: usize,
    /// Open findings leave it in doubt.
    pub is_doubtful: bool,
}

impl FilledCell<'_> {
    /// What the figure lacks, for the officer; empty where nothing.
    #[must_use]
    pub fn remark(&self) -> String {
        match (self.figure, self.cell.indicator) {
            (_, None) => "mã của danh sách, ô để trống".to_owned(),
            (None, _) => "chưa có số liệu, ô để trống".to_owned(),
            _ => {
                let missing = (self.missing > 0)
                    .then(|| format!("tạm tính, còn {} đơn vị chưa có số liệu", self.missing));
                let doubt = self.is_doubtful.then(|| "đang rà soát".to_owned());
                missing.into_iter().chain(doubt).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// All forms of the level above, in their order; those that cannot be filled have no cells.
#[must_use]
pub fn filled<'w>(results: &Results<'w>) -> Vec<FilledForm<'w>> {
    let period = results.month.period;
    let mut forms: Vec<FilledForm<'w>> = Vec::new();
    for form in &results.workspace.upward {
        let is_free = |name: &String| {
            forms.iter().all(|other| other.name.to_lowercase() != name.to_lowercase())
        };
        let mut names = (1..).map(|copy| file_name(&form.file, copy, period));
        forms.push(FilledForm {
            form,
            name: names.find(is_free).expect("numbers do not run out"),
            cells: form.cells.iter().map(|cell| filled_cell(results, cell)).collect(),
        });
    }
    forms
}

fn filled_cell<'w>(results: &Results<'w>, cell: &'w UpwardCell) -> FilledCell<'w> {
    let total = cell.indicator.map(|indicator| results.figures.total(indicator, cell.basis));
    let figure = total.and_then(|total| total.value);
    let is_doubtful = cell.indicator.is_some_and(|at| results.is_doubtful(at, cell.basis));
    FilledCell {
        cell,
        figure,
        missing: total.map_or(0, |total| total.missing.len()),
        is_doubtful: is_doubtful && figure.is_some(),
    }
}

/// The filled file's name: the form's, with the period; numbered where long names are cut to the
/// same. It is never an annex's.
fn file_name(form: &str, copy: u32, period: Period) -> String {
    let path = Path::new(form);
    let part =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (sound(&part(path.file_stem())), part(path.extension()));
    let copy = if copy > 1 { format!(" ({copy})") } else { String::new() };
    let name = format!("{stem}{copy}-{period}.{ending}");
    if number(&name, period).is_some() { format!("bieu-{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_form_bears_its_period_and_no_annexes_name() {
        let period = Period::Month { year: 2023, month: 10 };
        for (form, name) in [
            ("Biểu 02-KTTT.xlsx", "Biểu 02-KTTT-2023-10.xlsx"),
            ("mau.v2.XLSM", "mau.v2-2023-10.XLSM"),
            ("phu-luc.xlsx", "bieu-phu-luc-2023-10.xlsx"),
        ] {
            assert_eq!(file_name(form, 1, period), name);
        }
    }
}
