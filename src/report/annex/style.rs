//! The styles that the annex's sheets share.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::columns::count;
use workbook_io::Address;
use workbook_io::number::rounded;
use workbook_io::sheet::{
    Area, Borders, Color, Emphasis, Highlight, HorizontalAlign, Page, Style, nearest_double,
};

/// Unmet verdicts. They are bold, too, so that they stand out in print without colour.
pub(super) const UNMET: Emphasis = Emphasis {
    bold: true,
    italic: false,
    color: Some(Color(0x9C_0006)),
    fill: Some(Color(0xFF_C7CE)),
    number: None,
};
/// Verdicts that are open.
pub(super) const OPEN: Emphasis =
    Emphasis { bold: false, italic: false, color: None, fill: Some(PROVISIONAL), number: None };
/// Headers.
pub(super) const HEAD: Color = Color(0xDD_EBF7);
/// A unit without a report.
pub(super) const ABSENT: Color = Color(0xE7_E6E6);
/// An incomplete figure.
pub(super) const PROVISIONAL: Color = Color(0xFF_F2CC);

/// Text or number in a table.
pub(super) fn cell(half_points: u16) -> Style {
    Style { half_points, borders: Borders::ALL, wrap: true, ..Style::default() }
}

/// A table's header.
pub(super) fn head(half_points: u16) -> Style {
    Style { bold: true, across: HorizontalAlign::Center, fill: Some(HEAD), ..cell(half_points) }
}

/// Text outside a table.
pub(super) fn line(half_points: u16) -> Style {
    Style { half_points, wrap: true, ..Style::default() }
}

/// Bold text outside a table.
pub(super) fn line_bold(half_points: u16) -> Style {
    Style { bold: true, ..line(half_points) }
}

/// A rule that hides the decimals of whole numbers.
pub(super) fn whole(area: Area, number: &'static str) -> Option<Highlight> {
    let from = area.from;
    (area.from.row <= area.to.row).then(|| Highlight {
        areas: vec![area],
        formula: format!("ROUND({from},6)=ROUND({from},0)"),
        emphasis: Emphasis { number: Some(number), ..Emphasis::default() },
    })
}

/// The same of a column of figures, row by row, where those in doubt keep their mark.
pub(super) fn whole_figures(
    first: Address,
    in_doubt: impl ExactSizeIterator<Item = bool>,
) -> Vec<Highlight> {
    let rows = count(in_doubt.len());
    let marked =
        (first.row..).zip(in_doubt).filter(|(_, in_doubt)| *in_doubt).filter_map(|(row, _)| {
            let at = Address::new(row, first.col);
            whole(Area::new(at, at), MARKED_WHOLE)
        });
    // Some programs apply only the first rule that holds.
    let mut rules: Vec<Highlight> = marked.collect();
    if let Some(last) = (first.row + rows).checked_sub(1).filter(|_| rows > 0) {
        rules.extend(whole(Area::new(first, Address::new(last, first.col)), "#,##0"));
    }
    rules
}

/// The page setup of a sheet that is printed with the signed page: landscape, one page wide,
/// numbered.
pub(super) fn landscape(area: Area, breaks: Vec<u32>) -> Page {
    Page {
        landscape: true,
        fit_width: true,
        centered: true,
        area: Some(area),
        footer: "&C&P/&N".to_owned(),
        breaks,
        ..Page::default()
    }
}

/// A sheet's title.
pub(super) fn title(half_points: u16) -> Style {
    Style { bold: true, half_points, ..Style::default() }
}

/// A column's width, given in tenths of a character.
pub(super) fn width(tenths: u32) -> f64 {
    nearest_double(Decimal::new(i64::from(tenths), 1))
}

/// A number format with this many decimals.
pub(super) fn decimals(decimals: u32) -> Cow<'static, str> {
    match decimals {
        0 => Cow::Borrowed("#,##0"),
        1 => Cow::Borrowed("#,##0.0"),
        2 => Cow::Borrowed("#,##0.00"),
        more => Cow::Owned(format!("#,##0.{}", "0".repeat(more as usize))),
    }
}

/// The same of a figure that open findings leave in doubt: it bears a mark.
pub(super) fn marked(format: &str) -> Cow<'static, str> {
    Cow::Owned(format!("{format}\"{MARK}\""))
}

/// The mark of a figure that open findings leave in doubt.
pub(super) const MARK: &str = " (*)";
/// A whole number with it.
pub(super) const MARKED_WHOLE: &str = "#,##0\" (*)\"";

/// A number format for a constant: its own decimals, up to a limit.
pub(super) fn fitting(number: Decimal, most: u32) -> Cow<'static, str> {
    decimals(fitting_decimals(number, most))
}

/// The decimals of a constant, up to a limit.
pub(super) fn fitting_decimals(number: Decimal, most: u32) -> u32 {
    if number.scale() == 0 {
        return 0;
    }
    let shown = rounded(number, most);
    // A number that would be rounded to 0 is shown in full: 0,255 người is not 0.
    let hidden = shown.is_zero() && !number.is_zero();
    if hidden { number.normalize().scale().min(6) } else { shown.scale() }
}
