//! Forms: what marked templates define, found in sheets as people fill them.
//!
//! A grid comes in, a [`FormSheet`] goes out: figures, list rows, and every other filled cell
//! that must be accounted for. Nothing here can fail.

mod assign;
mod field;
mod figure_cells;
mod figures;
mod formula;
mod header;
mod heading;
mod headings;
mod keys;
mod labels;
mod layout;
mod learn;
mod list;
mod list_fields;
mod list_row;
mod measures;
mod memory;
mod names;
pub(crate) mod organisation;
mod placed;
mod read;
mod reading;
mod recognise;
mod remembered;
pub(crate) mod revision;
mod row_said;
mod said;
mod sheet;
mod template;
mod units;
mod version_mark;
mod wording;
mod words;

pub use field::FieldValue;
pub use figure_cells::{FigureCell, FigureCells, Spot};
pub use header::HeaderPath;
pub use heading::{Heading, read as heading_of};
pub use labels::Matched;
pub use learn::learn;
pub use list::{PlacedColumn, read_list_rows};
pub use list_fields::{Field, ListColumns, ListRow};
pub use measures::{Covers, OtherMeasure};
pub use memory::Memory;
pub use read::{by_fit, read_sheet};
pub use reading::{DayReading, Reading, TickReading};
pub(crate) use said::number_written;
pub use sheet::{FormSheet, Leftover, LeftoverKind};
pub use template::{
    Body, CodedCell, Figure, FigureArea, FigureRow, FormColumn, Section, SheetForm, Template,
};
pub use units::{UnitNames, UnitSaid};
pub use version_mark::{MARK_PROPERTY, Mark};
pub use wording::Wording;
