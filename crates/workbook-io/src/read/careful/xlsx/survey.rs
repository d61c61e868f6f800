//! One pass over a sheet's XML before calamine's: where its cells are, and what calamine
//! does not tell (hidden rows and columns) or takes on trust (cell references).

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use crate::grid::Address;
use crate::read::limits::Meter;
use crate::read::places::refuse_doubles;
use crate::read::xml::{self, Tag, attribute, is_true};
use crate::read::{Damage, Limits, Refusal};

/// What one sheet's XML says about its shape.
#[derive(Debug, Default, PartialEq)]
pub(in crate::read) struct Survey {
    /// The place of every cell element, in the order in which calamine yields them.
    pub(in crate::read) places: Vec<Address>,
    /// Which of them have a formula element, as indexes into `places`.
    pub(in crate::read) formulas: Vec<usize>,
    pub(in crate::read) hidden_rows: BTreeSet<u32>,
    pub(in crate::read) hidden_cols: BTreeSet<u32>,
}

/// Surveys the XML of one sheet.
pub(in crate::read) fn survey(
    bytes: &[u8],
    limits: &Limits,
    meter: &mut Meter<'_>,
) -> Result<Survey, Refusal> {
    let mut pass = Pass {
        limits,
        survey: Survey::default(),
        next: Address::new(0, 0),
        place: Place::Before,
        next_col: 0,
    };
    xml::walk(xml::text(bytes)?, |tag| pass.see(&tag))?;
    meter.count_cells(pass.survey.places.len() as u64)?;
    refuse_doubles(&pass.survey.places)?;
    Ok(pass.survey)
}

struct Pass<'a> {
    limits: &'a Limits,
    survey: Survey,
    /// Where a cell without a reference of its own stands.
    next: Address,
    place: Place,
    /// The first column that no `col` element has described yet.
    next_col: u32,
}

#[derive(PartialEq)]
enum Place {
    Before,
    Within,
    After,
}

impl Pass<'_> {
    fn see(&mut self, tag: &Tag<'_, '_>) -> Result<(), Refusal> {
        match (&self.place, tag) {
            (Place::Before, Tag::Start("sheetData", _)) => self.place = Place::Within,
            (Place::Before, Tag::Start("col", element)) => self.columns(element),
            (Place::Within, Tag::End("sheetData")) => self.place = Place::After,
            (Place::Within, Tag::Start("row", element)) => self.row(element)?,
            (Place::Within, Tag::End("row")) => {
                self.next = Address::new(self.next.row.saturating_add(1), 0);
            }
            (Place::Within, Tag::Start("c", element)) => self.cell(element)?,
            (Place::Within, Tag::Start("f", element)) => self.formula(element)?,
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if let Some(written) = attribute(element, "r") {
            let row = written.parse::<u32>().ok().and_then(|row| row.checked_sub(1));
            self.next.row = row
                .filter(|row| *row < Address::MAX_ROWS)
                .ok_or_else(|| Refusal::Damaged(Damage::RowNumber(shortened(written))))?;
        }
        if is_true(attribute(element, "hidden")) {
            self.survey.hidden_rows.insert(self.next.row);
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.survey.places.len() as u64 >= self.limits.cells {
            return Err(Refusal::TooLarge(crate::read::Limit::Cells));
        }
        let at = match attribute(element, "r") {
            Some(written) => written
                .parse::<Address>()
                .map_err(|_| Refusal::Damaged(Damage::CellAddress(shortened(written))))?,
            None => self.next,
        };
        self.next.col = at.col.saturating_add(1);
        self.survey.places.push(at);
        Ok(())
    }

    /// calamine makes a table as long as the largest index of a shared formula.
    fn formula(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let shared = attribute(element, "si").map(|index| index.parse::<u64>().unwrap_or(0));
        if shared.is_some_and(|index| index >= self.limits.cells) {
            return Err(Refusal::Damaged(Damage::SharedFormulaIndex));
        }
        if let Some(cell) = self.survey.places.len().checked_sub(1)
            && self.survey.formulas.last() != Some(&cell)
        {
            self.survey.formulas.push(cell);
        }
        Ok(())
    }

    /// Columns are described left to right, each once: what lies behind is passed over.
    fn columns(&mut self, element: &BytesStart<'_>) {
        let bound = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        let (Some(first), Some(last)) = (bound("min"), bound("max")) else { return };
        let first = first.saturating_sub(1).max(self.next_col);
        let end = last.min(Address::MAX_COLS);
        if is_true(attribute(element, "hidden")) {
            self.survey.hidden_cols.extend(first..end);
        }
        self.next_col = self.next_col.max(end);
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surveyed(xml: &str) -> Result<Survey, Refusal> {
        let limits = Limits { cells: 10, ..Limits::default() };
        survey(xml.as_bytes(), &limits, &mut Meter::new(&limits))
    }

    #[test]
    fn places_formulas_and_what_is_hidden() {
        let survey = surveyed(
            "<worksheet><cols><col min='2' max='3' hidden='1'/><col min='3' max='9'/></cols>\
             <sheetData><row r='3' hidden='true'><c r='B3'/><c><f>1+1</f></c></row>\
             <row><c/></row></sheetData></worksheet>",
        )
        .unwrap();
        let places = ["B3", "C3", "A4"].map(|at| at.parse().unwrap());
        assert_eq!(survey.places, places);
        assert_eq!(survey.formulas, [1]);
        assert_eq!(survey.hidden_rows, BTreeSet::from([2]));
        assert_eq!(survey.hidden_cols, BTreeSet::from([1, 2]));
    }

    #[test]
    fn far_doubled_and_cut_cells_are_refused() {
        for xml in [
            "<sheetData><row><c r='XFE1'/></row></sheetData>",
            "<sheetData><row><c r='A4294967297'/></row></sheetData>",
            "<sheetData><row r='1048577'/></sheetData>",
            "<sheetData><row><c r='A1'/><c r='B1'/><c r='A1'/></row></sheetData>",
            "<sheetData><row><c><f t='shared' si='300000000000000'/></c></row></sheetData>",
            "<sheetData><row><c r='A1'/></row>",
            "<sheetData><row><c r='A1'></row></sheetData>",
        ] {
            assert!(matches!(surveyed(xml), Err(Refusal::Damaged(_))), "{xml}");
        }
        let many = format!("<sheetData><row>{}</row></sheetData>", "<c/>".repeat(11));
        assert_eq!(surveyed(&many), Err(Refusal::TooLarge(crate::read::Limit::Cells)));
    }
}
