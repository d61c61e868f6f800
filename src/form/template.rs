//! Forms as marked templates define them: a blank form with codes typed into its data cells. The
//! marked workbook is the only definition of a form.

use std::sync::Arc;

use super::header::HeaderPath;
use crate::settings::Basis;
use workbook_io::read::SheetLook;
use workbook_io::{Address, Grid};

/// A form: the sheets of one marked workbook that hold codes.
#[derive(Clone, Debug)]
pub struct Template {
    /// The workbook's file name without its ending.
    pub name: Arc<str>,
    /// The workbook's file name.
    pub file: String,
    /// A digest of all that is written on the form.
    pub version: String,
    /// Its coded tables in order, usually one on each sheet.
    pub sheets: Vec<SheetForm>,
    /// Its sheets that hold codes, as they are printed.
    pub pages: Vec<FormPage>,
}

/// A sheet of a form as it is printed.
#[derive(Clone, Debug)]
pub struct FormPage {
    /// Its place among the workbook's sheets.
    pub place: usize,
    /// What is written on it, codes among it.
    pub grid: Grid,
    /// How it looks; `None` where the file's format does not say.
    pub look: Option<SheetLook>,
}

/// One coded table of a form.
#[derive(Clone, Debug)]
pub struct SheetForm {
    /// The sheet's name on the template.
    pub name: String,
    /// Rows of the header on the template.
    pub header_rows: Vec<u32>,
    /// Headers of columns without codes (STT, Chỉ tiêu, Ghi chú).
    pub other_headers: Vec<HeaderPath>,
    /// Coded columns.
    pub columns: Vec<FormColumn>,
    /// The cells that hold codes, in reading order.
    pub cells: Vec<CodedCell>,
    /// What the coded area is.
    pub body: Body,
}

/// A cell of the template that holds a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedCell {
    /// Where.
    pub at: Address,
    /// The indicator's code, or the list column's without the list's prefix.
    pub code: String,
    /// The basis.
    pub basis: Basis,
}

/// A coded column of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormColumn {
    /// Where it stands on the template.
    pub col: u32,
    /// Its header.
    pub header: HeaderPath,
    /// For a list: the column's code without the list's prefix. Empty on a figure sheet.
    pub code: String,
    /// For a list: the basis that its figures are on.
    pub basis: Basis,
    /// The unit of measure that its header names; empty where it names none.
    pub unit: String,
}

/// What the coded area of a sheet is.
#[derive(Clone, Debug)]
pub enum Body {
    /// Figures at rows and columns.
    Figures(FigureArea),
    /// One organisation a row; the list's code.
    List(String),
}

/// The rows of a figure sheet.
#[derive(Clone, Debug)]
pub struct FigureArea {
    /// The label column on the template; none where a lone row of figures has no label.
    pub label_col: Option<u32>,
    /// Header of the unit-of-measure column, where there is one.
    pub unit_header: Option<HeaderPath>,
    /// Headers of columns left of the labels that group rows: "Hợp tác xã" beside "Số lượng".
    pub group_headers: Vec<HeaderPath>,
    /// Headings that part the rows into sections, in order.
    pub sections: Vec<Section>,
    /// Coded rows, in order.
    pub rows: Vec<FigureRow>,
}

/// A heading that opens a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading, evened out.
    pub key: String,
    /// The heading as printed.
    pub printed: String,
    /// The headings around it and its own, normalised and joined: unique.
    pub path: String,
    /// The section around it, by its place.
    pub parent: Option<usize>,
    /// It stands out by its number or its capitals. Any other heading counts only because the
    /// labels below it occur elsewhere, too.
    pub strong: bool,
}

/// A coded row of a figure sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// For each coded column of the form, the figure that stands there.
    pub figures: Vec<Option<Figure>>,
    /// The section's path; empty above the first.
    pub section: String,
    /// The label, evened out.
    pub label: String,
    /// The label as printed.
    pub printed: String,
    /// The unit of measure in its own column beside the label; empty where there is none.
    pub unit: String,
}

/// A figure that a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The indicator.
    pub code: String,
    /// The basis.
    pub basis: Basis,
    /// Unit of measure as the form prints it, beside the label, in it, over the column or over
    /// the table; empty where it prints none.
    pub unit: String,
}

impl FigureRow {
    /// The indicators of the row, each once.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let figures: Vec<&str> = self.figures.iter().flatten().map(|f| f.code.as_str()).collect();
        let first = |place: &usize| !figures[..*place].contains(&figures[*place]);
        let places: Vec<usize> = (0..figures.len()).filter(first).collect();
        places.into_iter().map(move |place| figures[place])
    }
}

impl FigureArea {
    /// The form's figure of a code on a basis.
    #[must_use]
    pub fn figure(&self, code: &str, basis: Basis) -> Option<&Figure> {
        let mut figures = self.rows.iter().flat_map(|row| row.figures.iter().flatten());
        figures.find(|figure| figure.code == code && figure.basis == basis)
    }

    /// The headings that a section stands under and its own, as printed, the outermost first.
    #[must_use]
    pub fn printed_headings(&self, path: &str) -> Vec<&str> {
        let mut place = self.sections.iter().position(|section| section.path == path);
        let mut headings = Vec::new();
        while let Some(section) = place.map(|place| &self.sections[place]) {
            headings.insert(0, section.printed.as_str());
            place = section.parent;
        }
        headings
    }

    /// Is it one row of figures across columns? Such a row is known by its columns alone.
    #[must_use]
    pub fn is_single_row(&self) -> bool {
        self.rows.len() == 1
    }
}

impl Template {
    /// Gives its pages the looks of the workbook's sheets.
    pub fn dress(&mut self, looks: &[SheetLook]) {
        for page in &mut self.pages {
            page.look = looks.get(page.place).cloned();
        }
    }
}

impl SheetForm {
    /// The headers of all its columns, the coded ones first.
    pub fn headers(&self) -> impl Iterator<Item = &HeaderPath> {
        let coded = self.columns.iter().map(|column| &column.header);
        coded.chain(&self.other_headers)
    }

    /// The codes of a coded cell as typed: with the list's prefix and the basis.
    #[must_use]
    pub fn full_code(&self, cell: &CodedCell) -> String {
        match &self.body {
            Body::Figures(_) => format!("{}{}", cell.code, cell.basis.suffix()),
            Body::List(list) => format!("{list}.{}{}", cell.code, cell.basis.suffix()),
        }
    }
}
