//! A sheet's widths, heights, styles and page.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::look::SheetLook;
use super::styles::CellStyles;
use crate::grid::Address;
use crate::read::xml::{self, Tag, attribute, is_true};
use crate::sheet::{Margins, nearest_double};

/// Pixels of a digit of 12 pt, by which the writer counts widths.
const WRITTEN_DIGIT: Decimal = Decimal::from_parts(8, 0, 0, false, 0);
/// What the writer adds to a width for the space at a cell's edges: 5/7 of a digit.
const PADDING: Decimal = Decimal::from_parts(714, 0, 0, false, 3);
/// Columns beyond are a file's whole remaining width, not the form's.
const MOST_COLUMNS: u32 = 512;

/// Reads a sheet's part.
pub(super) fn look(part: &[u8], styles: &CellStyles) -> Option<SheetLook> {
    let mut look = SheetLook::default();
    let seen = xml::walk(xml::text(part).ok()?, |tag| {
        if let Tag::Start(name, element) = tag {
            look.start(name, element, styles);
        }
        Ok(())
    });
    seen.ok().map(|()| look)
}

impl SheetLook {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, styles: &CellStyles) {
        let text = |name| attribute(element, name);
        let whole = |name| text(name).and_then(|number| number.parse::<u32>().ok());
        let decimal = |name| text(name).and_then(|number| number.parse::<Decimal>().ok());
        match name {
            "sheetView" => {
                self.hides_gridlines = matches!(text("showGridLines"), Some("0" | "false"))
            }
            "sheetFormatPr" => self.usual_height = decimal("defaultRowHeight").map(nearest_double),
            "col" => {
                let (Some(first), Some(last)) = (whole("min"), whole("max")) else { return };
                let width = decimal("width").map(|width| {
                    nearest_double(
                        (width * styles.digit / WRITTEN_DIGIT - PADDING)
                            .max(Decimal::ZERO)
                            .round_dp(2),
                    )
                });
                for col in (first.saturating_sub(1)..last).take_while(|col| *col < MOST_COLUMNS) {
                    self.widths.extend(width.map(|width| (col, width)));
                    self.hidden_columns.extend(is_true(text("hidden")).then_some(col));
                }
            }
            "row" => {
                let row = whole("r").and_then(|row| row.checked_sub(1));
                self.heights.extend(row.zip(decimal("ht").map(nearest_double)));
            }
            "c" => {
                let at = text("r").and_then(|at| at.parse::<Address>().ok());
                let style = text("s").and_then(|style| style.parse().ok()).unwrap_or(0);
                self.styles.extend(at.map(|at| (at, styles.style(style))));
            }
            "pageSetup" => self.landscape = text("orientation").map(|way| way == "landscape"),
            "pageMargins" => {
                let millimetres = |name| {
                    let inches = decimal(name)?;
                    (inches * Decimal::new(254, 1)).round().to_u16().filter(|mm| *mm < 200)
                };
                let sides = ["top", "right", "bottom", "left"].map(millimetres);
                if let [Some(top), Some(right), Some(bottom), Some(left)] = sides {
                    self.margins = Some(Margins { top, right, bottom, left });
                }
            }
            _ => {}
        }
    }
}
