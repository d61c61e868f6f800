//! A chart: which cells it shows, and how.
//!
//! It shows cells of its own sheet, which the digest covers. How it looks is not part of the
//! digest.

use std::borrow::Cow;

use super::style::Color;
use crate::grid::Address;
use crate::grid::Area;

/// A chart on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The type.
    pub kind: ChartKind,
    /// The cell under its top left corner.
    pub at: Address,
    /// Offset of the chart from that cell's top left corner, in pixels.
    pub shift: (u32, u32),
    /// Width and height in pixels (96 per inch).
    pub size: (u32, u32),
    /// The title.
    pub title: String,
    /// Font size of the title in points.
    pub title_size: u8,
    /// A description for screen readers.
    pub alt_text: String,
    /// The labels: one row or column.
    pub categories: Area,
    /// The data series.
    pub series: Vec<Series>,
    /// Number format of the value axis.
    pub number: Cow<'static, str>,
    /// Shows a legend; unnecessary for a single series.
    pub legend: bool,
}

/// The type of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Columns. Of several series in one category only one may have a value.
    Columns,
    /// Lines.
    Lines,
}

/// A data series: one row or column of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// The numbers, one for each category.
    pub values: Area,
    /// Its look.
    pub look: SeriesLook,
    /// Number format of the data labels; `None` for no labels.
    pub labels: Option<Cow<'static, str>>,
}

/// A look that is distinct even without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesLook {
    /// Solid fill.
    Filled(Color),
    /// Hatched pattern.
    Hatched(Color),
    /// Dotted pattern.
    Dotted(Color),
    /// A line with markers.
    Marked(Color),
    /// Hollow markers without a line.
    Hollow(Color),
    /// A dashed line.
    Dashed(Color),
}

impl SeriesLook {
    /// Is it drawn as a line, even in a column chart?
    #[must_use]
    pub const fn is_line(self) -> bool {
        matches!(self, Self::Marked(_) | Self::Hollow(_) | Self::Dashed(_))
    }
}
