//! A row of Nguồn số liệu: a figure, what was written, and its cells.

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::super::origin::{SourceCells, SourcePlace, SourceText, listed_cells, origin};
use super::super::style;
use super::entry::{SourceEntry, SourceFigure};
use crate::figures::consolidate::FigureSource;
use crate::results::Results;
use crate::settings::{Basis, Indicator, Unit};
use crate::workspace::annex_book::names::{ABSENT, DECIDED, INCOMPLETE, SOURCE_HEADERS, SOURCES};
use viet_text::notation::vietnamese;
use workbook_io::number::is_short;
use workbook_io::sheet::{Content, Row, Style};

/// In half points.
pub(super) const SIZE: u16 = 20;

/// Texts that repeat in many rows, each stored once.
pub(super) struct SharedTexts {
    /// The present unit: its position, code and name.
    unit: (usize, [Arc<str>; 2]),
    /// Codes and names, by indicator.
    indicators: Vec<[Arc<str>; 2]>,
    bases: [Arc<str>; 4],
}

impl SharedTexts {
    pub(super) fn new(results: &Results<'_>) -> Self {
        let indicators = results.workspace.settings.indicators.values();
        let said = |indicator: &Indicator| {
            [&indicator.code, &indicator.name].map(|text| Arc::from(&**text))
        };
        Self {
            unit: (usize::MAX, Default::default()),
            indicators: indicators.map(said).collect(),
            bases: Basis::ALL.map(|basis| basis.vietnamese().into()),
        }
    }

    fn unit(&mut self, place: usize, unit: &Unit) -> &[Arc<str>; 2] {
        if self.unit.0 != place {
            self.unit = (place, [&unit.code, &unit.name].map(|text| Arc::from(&**text)));
        }
        &self.unit.1
    }
}

/// A row while it is being built, from left to right.
struct SourceRow {
    plain: Style,
    cells: Vec<(u32, Content, Style)>,
}

impl SourceRow {
    fn new() -> Self {
        let plain = Style { wrap: false, ..style::cell(SIZE) };
        Self { plain, cells: Vec::with_capacity(SOURCE_HEADERS.len()) }
    }

    fn put(&mut self, content: Content, style: Style) {
        let col = u32::try_from(self.cells.len()).expect("a row has few cells");
        self.cells.push((col, content, style));
    }

    fn blank(&mut self) {
        self.put(Content::Blank, self.plain.clone());
    }

    fn text(&mut self, text: impl Into<Arc<str>>) {
        self.put(Content::Text(text.into()), self.plain.clone());
    }

    fn number(&mut self, number: Decimal) {
        let decimals = style::fitting(number, 4);
        self.put(number.into(), Style { number: decimals, ..self.plain.clone() });
    }

    /// An office above adds this number up again, so no digit may be lost: what is longer than a
    /// number is written, or saved again, stands as text.
    fn exact(&mut self, part: Decimal) {
        match is_short(part.normalize()) {
            true => self.number(part),
            false => self.text(part.normalize().to_string()),
        }
    }
}

pub(super) fn row(
    results: &Results<'_>,
    index: u32,
    part: &SourceEntry<'_>,
    with_annexes: bool,
    texts: &mut SharedTexts,
) -> Row {
    let mut line = SourceRow::new();
    let unit = texts.unit(part.unit, &results.workspace.settings.units[part.unit]);
    unit.iter().for_each(|text| line.text(Arc::clone(text)));
    match &part.figure {
        Some(used) => figure(&mut line, results, part, used, texts),
        None => {
            (0..SOURCE_HEADERS.len() - 3).for_each(|_| line.blank());
            line.text(ABSENT);
        }
    }
    if with_annexes {
        let sub_unit = part.figure.as_ref().map(|used| &used.figure.source);
        let origin = match sub_unit {
            Some(FigureSource::Annex { sub_unit, .. }) => &sub_unit.place,
            _ => "",
        };
        line.text(part.sub_unit);
        line.text(origin);
    }
    Row { index, height: None, cells: line.cells }
}

/// The cells of a figure, from its code on.
fn figure(
    line: &mut SourceRow,
    results: &Results<'_>,
    part: &SourceEntry<'_>,
    used: &SourceFigure<'_>,
    texts: &SharedTexts,
) {
    texts.indicators[used.indicator].iter().for_each(|text| line.text(Arc::clone(text)));
    line.text(Arc::clone(&texts.bases[used.basis as usize]));
    match used.figure.value() {
        Some(value) => line.number(value),
        None => line.blank(),
    }
    line.exact(used.figure.sum);
    line.exact(used.figure.weight);
    let of = (used.indicator, used.basis);
    let (written, on, cells) = origin(results, (part.unit, part.sub_unit), of, used.figure);
    match written {
        SourceText::Words(words) => line.text(words),
        SourceText::Number(number) => line.text(vietnamese(number)),
        SourceText::Rows(rows) => line.text(format!("tính từ {rows} dòng")),
        SourceText::Carried(period) => line.text(format!("số liệu {}", period.in_words())),
    }
    match on {
        SourcePlace::Sheet(on) => {
            line.text(Arc::clone(&on.file));
            line.text(&*on.sheet);
        }
        SourcePlace::Annex(file) => {
            line.text(Arc::clone(file));
            line.text(SOURCES);
        }
        SourcePlace::Nothing => {
            line.blank();
            line.blank();
        }
    }
    match cells {
        SourceCells::One(at) => line.text(at.to_string()),
        SourceCells::Listed(cells, rows) => line.text(listed_cells(&cells, rows)),
        SourceCells::None => line.blank(),
    }
    line.text(note(used));
}

/// The remark: something is missing, was added, or was decided by the office.
fn note(used: &SourceFigure<'_>) -> Cow<'static, str> {
    let is_decided =
        |source: &FigureSource| matches!(source, FigureSource::Form { decided: true, .. });
    match &used.figure.source {
        _ if !used.complete => Cow::Borrowed(INCOMPLETE),
        FigureSource::WithFirstMonths(with) => {
            let added = vietnamese(with.added);
            let period = with.period.in_words();
            let decided =
                if is_decided(&with.own) { format!("; {DECIDED}") } else { String::new() };
            Cow::Owned(format!("gồm {added} của các đơn vị cũ theo phụ lục {period}{decided}"))
        }
        source if is_decided(source) => Cow::Borrowed(DECIDED),
        _ => Cow::Borrowed(""),
    }
}
