//! A chart as values: which cells it draws, and how.
//!
//! A chart draws cells of its own sheet, which the digest covers; its look, like a style, is
//! no part of what a sheet says.

use std::borrow::Cow;

use super::style::Color;
use crate::grid::Address;
use crate::grid::Area;

/// A chart that floats over a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// How values are drawn.
    pub kind: ChartKind,
    /// The cell under its top left corner.
    pub at: Address,
    /// Pixels between that cell's left and upper edges and the chart's.
    pub shift: (u32, u32),
    /// Width and height in pixels (96 an inch).
    pub size: (u32, u32),
    /// What it shows.
    pub title: String,
    /// The title's size in points.
    pub title_size: u8,
    /// The same in a sentence or two, for those who cannot see it.
    pub alt_text: String,
    /// One row or column of labels.
    pub categories: Area,
    /// What is drawn.
    pub series: Vec<Series>,
    /// Number format along the axis of values.
    pub number: Cow<'static, str>,
    /// Says what the looks mean. Needless where there is one series.
    pub legend: bool,
}

/// How values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Upright columns, several series of one category in one place: only one is drawn.
    Columns,
    /// Lines over time.
    Lines,
}

/// A row or column of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// The numbers, as many as there are categories.
    pub values: Area,
    /// Its look.
    pub look: SeriesLook,
    /// Number format of the figures written beside its points; none are where there is none.
    pub labels: Option<Cow<'static, str>>,
}

/// A look that can be told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesLook {
    /// Filled evenly.
    Filled(Color),
    /// Hatched on white.
    Hatched(Color),
    /// Dotted on white.
    Dotted(Color),
    /// A line with a mark at each point.
    Marked(Color),
    /// A dashed line.
    Dashed(Color),
}

impl SeriesLook {
    /// Is it a line, even among columns?
    #[must_use]
    pub const fn is_line(self) -> bool {
        matches!(self, Self::Marked(_) | Self::Dashed(_))
    }
}
