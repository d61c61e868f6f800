//! Surveys a sheet's XML before calamine: the positions of cells, what calamine leaves out (hidden
//! rows and columns, merged areas, rich text) and what it trusts (cell references).

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use quick_xml::events::BytesStart;

use super::layout::{LayoutReader, SheetLayout};
use super::row_grammar::RowGrammar;
use super::texts::{RichTexts, TextItem};
use crate::grid::Address;
use crate::read::font::RichText;
use crate::read::limits::Meter;
use crate::read::places::check_no_duplicates;
use crate::read::xml::{self, Tag, attribute, is_true};
use crate::read::{Damage, Limits, Refusal};

/// What a sheet's XML says about its structure.
#[derive(Debug, Default, PartialEq)]
pub(in crate::read) struct Survey {
    /// The position of every `c` element, in the order in which calamine returns them.
    pub(in crate::read) places: Vec<Address>,
    /// Indexes of those with a formula.
    pub(in crate::read) formulas: Vec<usize>,
    /// Rich texts by index of their cell.
    pub(in crate::read) rich: HashMap<usize, Rc<RichText>>,
    pub(in crate::read) hidden_rows: BTreeSet<u32>,
    /// The layout outside the rows.
    pub(in crate::read) layout: SheetLayout,
}

/// Surveys a sheet; `texts` are the rich shared strings.
pub(in crate::read) fn survey(
    bytes: &[u8],
    texts: &RichTexts,
    limits: &Limits,
    meter: &mut Meter<'_>,
) -> Result<Survey, Refusal> {
    let mut pass = SurveyPass {
        limits,
        texts,
        survey: Survey::default(),
        layout: LayoutReader::default(),
        next: Address::new(0, 0),
        section: Section::Before,
        grammar: RowGrammar::default(),
        shared: SharedText::No,
        item: None,
    };
    xml::walk(xml::text(bytes)?, |tag| pass.see(&tag))?;
    let survey = Survey { layout: pass.layout.finish(), ..pass.survey };
    meter.count_cells(survey.places.len() as u64 + survey.layout.merge_count())?;
    check_no_duplicates(&survey.places)?;
    Ok(survey)
}

struct SurveyPass<'a> {
    limits: &'a Limits,
    texts: &'a RichTexts,
    survey: Survey,
    layout: LayoutReader,
    /// The position of the next cell without a reference.
    next: Address,
    section: Section,
    grammar: RowGrammar,
    /// The shared string of the open cell.
    shared: SharedText,
    /// The inline string being read.
    item: Option<TextItem>,
}

/// Whether a cell refers to a shared string, and the index read so far.
#[derive(PartialEq)]
enum SharedText {
    No,
    Yes,
    /// Inside its value element.
    Value(String),
}

#[derive(PartialEq)]
enum Section {
    Before,
    Within,
    After,
}

impl SurveyPass<'_> {
    fn see(&mut self, tag: &Tag<'_, '_>) -> Result<(), Refusal> {
        if self.section == Section::Within {
            self.grammar.check(tag)?;
        }
        match (&self.section, tag) {
            (Section::Before, Tag::Start("sheetData", _)) => self.section = Section::Within,
            (Section::Within, _) if self.item.is_some() => self.own_text(tag),
            (Section::Within, Tag::End("sheetData")) => self.section = Section::After,
            (Section::Within, Tag::Start("row", element)) => self.row(element)?,
            (Section::Within, Tag::End("row")) => {
                self.next = Address::new(self.next.row.saturating_add(1), 0);
            }
            (Section::Within, Tag::Start("c", element)) => self.cell(element)?,
            (Section::Within, Tag::Start("f", element)) => self.formula(element)?,
            (Section::Within, Tag::Start("is", _)) => self.item = Some(TextItem::default()),
            (Section::Within, tag) if self.shared != SharedText::No => self.shared_text(tag),
            (Section::Before, tag) => self.layout.before(tag),
            (Section::After, tag) => self.layout.behind(tag),
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
        let may_be_rich = !self.texts.is_empty() && attribute(element, "t") == Some("s");
        self.shared = if may_be_rich { SharedText::Yes } else { SharedText::No };
        Ok(())
    }

    /// Follows the value of a cell with a shared string.
    fn shared_text(&mut self, tag: &Tag<'_, '_>) {
        match (tag, &mut self.shared) {
            (Tag::Start("v", _), _) => self.shared = SharedText::Value(String::new()),
            (Tag::Text(piece), SharedText::Value(value)) => value.push_str(piece),
            (Tag::End("v"), SharedText::Value(value)) => {
                let rich = value.parse().ok().and_then(|place: usize| self.texts.get(&place));
                let cell = self.survey.places.len().checked_sub(1);
                self.survey.rich.extend(cell.zip(rich.cloned()));
                self.shared = SharedText::Yes;
            }
            (Tag::End("c"), _) => self.shared = SharedText::No,
            _ => {}
        }
    }

    /// Follows an inline string.
    fn own_text(&mut self, tag: &Tag<'_, '_>) {
        if !matches!(tag, Tag::End("is")) {
            return self.item.iter_mut().for_each(|item| item.see(tag));
        }
        let rich = self.item.take().and_then(TextItem::finish).map(Rc::new);
        let cell = self.survey.places.len().checked_sub(1);
        self.survey.rich.extend(cell.zip(rich));
    }

    /// calamine allocates a table of the size of the largest shared formula index.
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
}

fn shortened(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Grid;

    fn surveyed(xml: &str) -> Result<Survey, Refusal> {
        let limits = Limits { cells: 10, ..Limits::default() };
        survey(xml.as_bytes(), &RichTexts::new(), &limits, &mut Meter::new(&limits))
    }

    fn on_sheet(survey: &Survey) -> Grid {
        let mut grid = Grid::named("A");
        grid.hidden_rows.clone_from(&survey.hidden_rows);
        survey.layout.clone().apply_to(&mut grid);
        grid
    }

    #[test]
    fn merges_and_rows_that_a_filter_hides() {
        let rows = "<row r='3' hidden='1'/><row r='5' hidden='1'/><row r='9' hidden='1'/>";
        let sheet = |behind: &str| {
            let xml = format!("<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>");
            on_sheet(&surveyed(&xml).unwrap())
        };
        let condition = "<autoFilter ref='A3:K7'><filterColumn colId='1'><filters><filter val='x'/>\
            </filters></filterColumn></autoFilter>";
        let grid = sheet(&format!(
            "{condition}<mergeCells><mergeCell ref='B2:C2'/><mergeCell ref='A5:A9'/></mergeCells>"
        ));
        assert_eq!(grid.filtered_rows, BTreeSet::from([4]));
        let merge = grid.merge_at("A6".parse().unwrap()).unwrap();
        assert_eq!((merge.area.to_string(), merge.is_anchor), ("A5:A9".to_owned(), false));
        for idle in [
            "<autoFilter ref='A3:K7'/>",
            "<autoFilter ref='A3:K7'><filterColumn colId='1' hiddenButton='1'/></autoFilter>",
            &format!("<customSheetViews>{condition}</customSheetViews>"),
        ] {
            let grid = sheet(idle);
            assert_eq!(grid.filtered_rows, BTreeSet::new(), "{idle}");
            assert_eq!(grid.filter.is_some(), idle.starts_with("<autoFilter"), "{idle}");
            assert!(grid.merges.is_some_and(|merges| merges.areas().is_empty()));
        }
    }

    #[test]
    fn invalid_merged_areas_and_too_many_of_them() {
        for area in ["A1:XFE1", "A1:A1048577", "B2:A1", "x", ""] {
            let merge = format!("<mergeCell ref='B2:C2'/><mergeCell ref='{area}'/>");
            let survey = surveyed(&format!("<w><sheetData/><mergeCells>{merge}</mergeCells></w>"));
            assert_eq!(on_sheet(&survey.unwrap()).merges, None, "{area}");
        }
        let many: String = (1..12).map(|row| format!("<mergeCell ref='A{row}:B{row}'/>")).collect();
        let many = format!("<w><sheetData/><mergeCells>{many}</mergeCells></w>");
        assert_eq!(surveyed(&many), Err(Refusal::TooLarge(crate::read::Limit::Cells)));
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
        assert_eq!(on_sheet(&survey).hidden_cols, BTreeSet::from([1, 2]));
    }

    #[test]
    fn distant_duplicate_and_cut_cells_are_refused() {
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
