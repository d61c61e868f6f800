//! From the workbook `khai-bao.xlsx` to what it means, one file a sheet.
//!
//! A run never starts on settings that are only half understood: every problem is collected with its
//! cell, and one problem is enough to stop.

mod arithmetic;
mod assignment;
mod cell;
mod closing;
mod codes;
mod confirmation;
mod counted_item;
mod derivation;
mod indicator;
mod item;
mod letter;
mod list;
mod mark;
mod office;
mod office_figures;
mod page;
mod problem;
mod relation;
mod rows;
mod sets;
mod table;
mod target;
mod text_template;
mod unit;
mod unit_group;
mod values;

pub use problem::Problem;
pub(crate) use problem::nearest;

use chrono::NaiveDate;

use super::model::{Settings, UnitTimeline};
use confirmation::Confirmations;
use problem::Problems;
use viet_text::text::folded;
use workbook_io::Workbook;

/// Is a workbook one of settings, valid or not? It is if it has the sheets that all have.
#[must_use]
pub fn is_settings(book: &Workbook) -> bool {
    let has = |name: &str| book.sheets.iter().any(|grid| folded(&grid.name) == folded(name));
    [office::SHEET, unit::SHEET, rows::INDICATORS].into_iter().all(has)
}

impl Settings {
    /// Reads and resolves a settings workbook.
    ///
    /// # Errors
    /// All problems found, each with its sheet and cell.
    pub fn read(book: &Workbook) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let office = office::read(book, &mut problems);
        let letter = letter::read(book, &office, &mut problems);
        let timeline = UnitTimeline(unit::read(book, &mut problems));
        let lists = list::read(book, &mut problems);
        let (mut indicators, open) = indicator::read(book, &lists, &mut problems);
        // Read before the office's own figures: relations are about one unit's figures.
        let (relations, list_relations) = relation::read(book, &indicators, &lists, &mut problems);
        office_figures::read(book, &mut indicators, &mut problems);
        let sets = target::read(book, &indicators, &mut problems);
        counted_item::check(book, &indicators, &sets, &mut problems);
        let assignments = assignment::read(book, &sets, timeline.all(), &mut problems);
        let marks = mark::read_marks(book, &mut problems);
        let synonyms = mark::read_synonyms(book, &mut problems);
        let questions = Confirmations::read(book).into_questions(&open);
        let problems = problems.into_vec();
        if problems.is_empty() {
            let units = timeline.on(NaiveDate::MAX);
            Ok(Self {
                office,
                letter,
                units,
                timeline,
                indicators,
                lists,
                relations,
                list_relations,
                sets,
                assignments,
                marks,
                synonyms,
                questions,
            })
        } else {
            Err(problems)
        }
    }
}
