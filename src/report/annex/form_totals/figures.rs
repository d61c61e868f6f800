//! The cells of a form that ask for figures: each refers to the figure's total.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::form::{Body, CodedCell, SheetForm};
use crate::report::annex::columns::{ColumnPlan, index};
use crate::report::annex::style;
use crate::results::Results;
use workbook_io::Address;
use workbook_io::read::SheetLook;
use workbook_io::sheet::{Area, Content, FormulaResult, Highlight, Style};

/// The figures of a form's sheet, by their cells.
pub(super) struct FormFigures {
    by_cell: BTreeMap<Address, FormFigure>,
}

/// A figure on the form.
pub(super) struct FormFigure {
    /// The formula that refers to its total, and the result; `None` where there is no total.
    live: Option<(String, Decimal)>,
    /// The cell shows it as per cent.
    per_cent: bool,
    /// The number format.
    format: String,
    decimals: u32,
    /// Some units lack it.
    pub(super) is_provisional: bool,
    /// Open findings leave it in doubt.
    pub(super) is_doubtful: bool,
}

impl FormFigures {
    pub(super) fn new(
        results: &Results<'_>,
        plan: &ColumnPlan,
        forms: &[&SheetForm],
        look: &SheetLook,
    ) -> Self {
        let of_figures = forms.iter().filter(|form| matches!(form.body, Body::Figures(_)));
        let cells = of_figures.flat_map(|form| &form.cells);
        let figure = |cell: &CodedCell| {
            let own = look.styles.get(&cell.at).map_or("", |style| &*style.number);
            (cell.at, FormFigure::new(results, plan, cell, own))
        };
        Self { by_cell: cells.map(figure).collect() }
    }

    /// The figure that a cell asks for.
    pub(super) fn get(&self, at: Address) -> Option<&FormFigure> {
        self.by_cell.get(&at)
    }

    /// The figures that have a total.
    pub(super) fn known(&self) -> impl Iterator<Item = &FormFigure> {
        self.by_cell.values().filter(|figure| figure.live.is_some())
    }

    /// The number in a cell that asks for a figure, as it is stored there.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (Address, Option<Decimal>)> {
        self.by_cell.iter().map(|(at, figure)| (*at, figure.live.as_ref().map(|live| live.1)))
    }

    /// Rules that hide the decimals of whole numbers.
    pub(super) fn whole_numbers(&self) -> Vec<Highlight> {
        let with_decimals = |(_, figure): &(&Address, &FormFigure)| {
            figure.live.is_some() && figure.decimals > 0 && !figure.per_cent
        };
        let rule = |(at, figure): (&Address, &FormFigure)| {
            let format = if figure.is_doubtful { style::MARKED_WHOLE } else { "#,##0" };
            style::whole(Area::new(*at, *at), format)
        };
        self.by_cell.iter().filter(with_decimals).filter_map(rule).collect()
    }
}

impl FormFigure {
    fn new(results: &Results<'_>, plan: &ColumnPlan, cell: &CodedCell, own_format: &str) -> Self {
        let settings = &results.workspace.settings;
        let place = index(settings, &cell.code);
        let total = results.figures.total(place, cell.basis);
        let per_cent = own_format.contains('%');
        let col = plan.columns_of(place, cell.basis).map(|columns| columns.value);
        let live = total.value.zip(col).map(|(value, col)| {
            let total = ColumnPlan::reference(plan.total_row(), col);
            match per_cent {
                true => (
                    format!("IF(ISNUMBER({total}),{total}/100,\"\")"),
                    value / Decimal::ONE_HUNDRED,
                ),
                false => (total, value),
            }
        });
        let decimals = settings.indicators[place].decimals;
        let is_doubtful = live.is_some() && results.is_doubtful(place, cell.basis);
        let format = if per_cent { own_format.into() } else { style::decimals(decimals) };
        let format = if is_doubtful { style::marked(&format) } else { format };
        Self {
            per_cent,
            format: format.into_owned(),
            decimals,
            is_provisional: live.is_some() && !total.missing.is_empty(),
            is_doubtful,
            live,
        }
    }

    /// Content and style of its cell, whose own style is given.
    pub(super) fn cell(&self, own: Style) -> (Content, Style) {
        let Some((formula, value)) = &self.live else {
            return (Content::Blank, own);
        };
        let content = Content::formula(formula.clone(), FormulaResult::Number(*value));
        let number = self.format.clone().into();
        let style = match self.is_provisional {
            true => Style { italic: true, bold: false, number, ..own },
            false => Style { number, ..own },
        };
        (content, style)
    }
}
