//! Where a form's columns stand on a sheet.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::assign::{PreparedHeader, assign};
use super::cache::answers::{AnswerCache, CacheKey};
use super::header::HeaderPath;
use super::template::{Body, SheetForm};

/// Where a form's columns stand on a sheet, by the sheet's header.
#[derive(Debug)]
pub(super) struct ColumnMapping {
    /// For each coded column of the form, where it stands on this sheet.
    pub columns: Vec<Option<u32>>,
    /// Columns of the form that hold no figures (STT, Đơn vị tính, Ghi chú).
    pub other_columns: Vec<u32>,
    /// The column of units of measure, on a figure sheet.
    pub unit_column: Option<u32>,
    /// Columns left of the labels that group rows, on a figure sheet.
    pub group_columns: Vec<u32>,
    /// How many of the form's headers were found, and how many there are.
    pub headers: (usize, usize),
}

/// The texts of a row that may be parts of headers, by column.
pub(super) type HeaderTexts = Rc<[(u32, Rc<str>)]>;

/// What decides where a form's columns stand: the form and the texts of its header.
#[derive(PartialEq, Eq)]
pub(super) struct HeaderKey {
    pub form: usize,
    /// Row by row.
    pub rows: Vec<HeaderTexts>,
}

impl Hash for HeaderKey {
    /// Hashes only the place and length of each text, which is faster; keys that collide are then
    /// compared in full.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.form.hash(state);
        for texts in &self.rows {
            texts.len().hash(state);
            texts.iter().for_each(|(col, text)| (col, text.len()).hash(state));
        }
    }
}

impl CacheKey for HeaderKey {
    fn length(&self) -> usize {
        self.rows.iter().map(|texts| texts.len()).sum()
    }
}

/// The column mappings worked out so far.
pub(super) type Headers = AnswerCache<HeaderKey, Rc<ColumnMapping>>;

impl ColumnMapping {
    /// Where a form's columns stand under these headers.
    pub(super) fn under(form: &SheetForm, found: &[(u32, HeaderPath)]) -> Self {
        let known: Vec<PreparedHeader<'_>> = form.headers().map(PreparedHeader::new).collect();
        let places = assign(&known, found);
        let (columns, others) = places.split_at(form.columns.len());
        let mut other_columns: Vec<u32> = others.iter().flatten().copied().collect();
        let numbering = found.iter().filter(|(_, path)| numbers_rows(path)).map(|(col, _)| *col);
        other_columns.extend(numbering);
        let place_of = |header: &HeaderPath| {
            let place = form.other_headers.iter().position(|path| path == header)?;
            others[place]
        };
        let (unit_column, group_columns) = match &form.body {
            Body::Figures(area) => (
                area.unit_header.as_ref().and_then(place_of),
                area.group_headers.iter().filter_map(place_of).collect(),
            ),
            Body::List(_) => (None, Vec::new()),
        };
        let headers = (places.iter().flatten().count(), places.len());
        Self { columns: columns.to_vec(), other_columns, unit_column, group_columns, headers }
    }
}

/// Is it the column of running numbers? Communes head it in several ways.
fn numbers_rows(header: &HeaderPath) -> bool {
    const WORDS: [&str; 5] = ["stt", "tt", "số tt", "số thứ tự", "s.t.t"];
    header.last().is_some_and(|last| WORDS.contains(&last.as_str()))
}
