//! Forms: what marked templates define, found in sheets as people fill them.
//!
//! A grid comes in, a [`FormSheet`] goes out: figures, list rows, and every other filled cell
//! that must be accounted for. Nothing here can fail.

mod abbreviation;
mod assign;
mod cache;
mod cell_reader;
mod column_mapping;
mod column_time;
mod continuation;
mod day;
mod field;
mod figure_cells;
mod figures;
mod formula;
mod found_form;
mod header;
mod heading;
mod heading_line;
mod headings;
mod hidden;
mod joined;
mod labels;
mod learn;
mod list;
mod list_fields;
mod list_row;
mod list_totals;
mod measures;
mod name_index;
mod name_words;
pub(crate) mod organisation;
mod placed_column;
mod raw_text;
mod read;
mod reading;
mod recognise;
pub(crate) mod revision;
mod row_builder;
mod row_groups;
mod row_reader;
mod row_words;
mod sheet;
mod sheet_terms;
mod template;
mod unit_text;
mod units;
mod version_mark;
mod wider_places;

pub use cache::FormCache;
pub use cache::label_normalizer::LabelNormalizer;
pub use cell_reader::{CellReader, TickReading};
pub use column_time::ColumnTime;
pub use day::{DayFault, DayReading, typed_without_strokes};
pub use field::FieldValue;
pub use figure_cells::{FigureCell, FigureCells, FigureSlot};
pub use formula::simple_result;
pub(crate) use header::is_numbering;
pub use header::{HeaderPath, printed_paths};
pub use heading::{Heading, read_heading};
pub(crate) use heading_line::is_heading_line;
pub use labels::LabelMatch;
pub use learn::{TypedCode, learn, typed_codes};
pub use list::read_list_rows;
pub use list_fields::{Field, ListColumns, ListRow, RowRuling};
pub use list_totals::{RowSpan, TotalNumber, TotalRow};
pub use measures::{Coverage, OtherMeasure};
pub use placed_column::PlacedColumn;
pub(crate) use raw_text::number_written;
pub use read::{order_by_fit, read_book};
pub use reading::{NoNumber, Reading, is_typed_day};
pub use sheet::{ExampleRow, FormSheet, HiddenLines, JoinedCells, Leftover, LeftoverKind};
pub use template::{
    Body, CodedCell, Figure, FigureArea, FigureRow, FormColumn, FormPage, Section, SheetForm,
    Template,
};
pub use units::{NamedUnit, UnitNames};
pub use version_mark::{MARK_PROPERTY, VersionMark};
