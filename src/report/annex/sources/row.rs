//! A row of *Nguồn số liệu*: a figure, as it was written, and the cells that it came from.

use std::borrow::Cow;
use std::hash::Hash;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::super::look;
use super::super::origin::{Cells, On, Written, listed, origin};
use super::{Part, SIZE, Used};
use crate::figures::consolidate::FigureSource;
use crate::intake::annexed::names::{ABSENT, DECIDED, INCOMPLETE, SOURCE_HEADERS, SOURCES};
use crate::results::Results;
use crate::settings::{Basis, Indicator, Unit};
use viet_text::notation::vietnamese;
use workbook_io::Address;
use workbook_io::cache::Recent;
use workbook_io::number::{from_stored, is_plain};
use workbook_io::sheet::{Scribe, Style, stored};

/// Texts of one kind that are held.
const HELD: usize = 4_096;

/// Texts that stand in row after row, each held once.
pub(super) struct Said {
    /// The unit at hand: its place, code and name.
    unit: (usize, [Arc<str>; 2]),
    /// Codes and names, by indicator.
    indicators: Vec<[Arc<str>; 2]>,
    bases: [Arc<str>; 4],
    /// Cells: reports are filled in on one form.
    cells: Recent<Address, Arc<str>>,
    /// Sheets by name, which reports share: a copy of one's own is no other thread's business.
    sheets: Recent<Box<str>, Arc<str>>,
    numbers: Recent<Decimal, Arc<str>>,
    /// Numbers of rows.
    rows: Recent<u32, Arc<str>>,
    /// A list's cells, which often serve thực hiện and ước alike.
    listed: Option<(Vec<Address>, u32, Arc<str>)>,
}

impl Said {
    pub(super) fn of(results: &Results<'_>) -> Self {
        let indicators = results.workspace.settings.indicators.values();
        let said =
            |indicator: &Indicator| [&indicator.code, &indicator.name].map(|text| held(text));
        Self {
            unit: (usize::MAX, Default::default()),
            indicators: indicators.map(said).collect(),
            bases: Basis::ALL.map(|basis| basis.vietnamese().into()),
            cells: Recent::new(HELD),
            sheets: Recent::new(HELD),
            numbers: Recent::new(HELD),
            rows: Recent::new(HELD),
            listed: None,
        }
    }

    fn unit(&mut self, place: usize, unit: &Unit) -> &[Arc<str>; 2] {
        if self.unit.0 != place {
            self.unit = (place, [&unit.code, &unit.name].map(|text| held(text)));
        }
        &self.unit.1
    }

    fn sheet(&mut self, name: &str) -> Arc<str> {
        if let Some(said) = self.sheets.get(name) {
            return Arc::clone(said);
        }
        let said = held(name);
        self.sheets.insert(name.into(), Arc::clone(&said));
        said
    }

    fn listed(&mut self, cells: Vec<Address>, rows: u32) -> Arc<str> {
        if let Some((last, of, said)) = &self.listed
            && (last, *of) == (&cells, rows)
        {
            return Arc::clone(said);
        }
        let said: Arc<str> = listed(&cells, rows).into();
        self.listed = Some((cells, rows, Arc::clone(&said)));
        said
    }
}

/// A text said before, or said now and held.
fn held_of<K: Hash + Eq>(
    all: &mut Recent<K, Arc<str>>,
    of: K,
    say: impl FnOnce(&K) -> String,
) -> Arc<str> {
    if let Some(said) = all.get(&of) {
        return Arc::clone(said);
    }
    let said: Arc<str> = say(&of).into();
    all.insert(of, Arc::clone(&said));
    said
}

fn held(text: &str) -> Arc<str> {
    Arc::from(text)
}

/// Rows in the making, cell after cell from the left.
pub(super) struct Line<'s> {
    scribe: &'s mut dyn Scribe,
    plain: Style,
    /// Numbers with so many decimals.
    numbers: Vec<Style>,
}

impl<'s> Line<'s> {
    pub(super) fn new(scribe: &'s mut dyn Scribe) -> Self {
        let plain = Style { wrap: false, ..look::cell(SIZE) };
        Self { scribe, plain, numbers: Vec::new() }
    }

    fn blank(&mut self) {
        self.scribe.blank(&self.plain);
    }

    fn shared(&mut self, text: &Arc<str>) {
        self.scribe.text(text, &self.plain);
    }

    fn text(&mut self, text: &str) {
        match text {
            "" => self.blank(),
            text => self.shared(&held(text)),
        }
    }

    fn number(&mut self, number: Decimal) {
        let decimals = look::fitting_decimals(number, 4);
        for next in (0..=decimals).skip(self.numbers.len()) {
            self.numbers.push(Style { number: look::decimals(next), ..self.plain.clone() });
        }
        self.scribe.number(number, &self.numbers[decimals as usize]);
    }

    /// What is added up again further up must not lose a digit on the way.
    fn exact(&mut self, part: Decimal) {
        match is_plain(part) || from_stored(stored(part)) == Some(part) {
            true => self.number(part),
            false => self.text(&part.normalize().to_string()),
        }
    }
}

pub(super) fn row(
    line: &mut Line<'_>,
    results: &Results<'_>,
    index: u32,
    part: &Part<'_>,
    with_annexes: bool,
    said: &mut Said,
) {
    line.scribe.row(index);
    let unit = said.unit(part.unit, &results.workspace.settings.units[part.unit]);
    unit.iter().for_each(|text| line.shared(text));
    match &part.figure {
        Some(used) => figure(line, results, part, used, said),
        None => {
            (0..SOURCE_HEADERS.len() - 3).for_each(|_| line.blank());
            line.text(ABSENT);
        }
    }
    if with_annexes {
        let beneath = part.figure.as_ref().map(|used| &used.figure.source);
        let origin = match beneath {
            Some(FigureSource::Annex { beneath, .. }) => &beneath.place,
            _ => "",
        };
        line.text(part.beneath);
        line.text(origin);
    }
}

/// The cells of a figure, from its code on.
fn figure(
    line: &mut Line<'_>,
    results: &Results<'_>,
    part: &Part<'_>,
    used: &Used<'_>,
    said: &mut Said,
) {
    said.indicators[used.indicator].iter().for_each(|text| line.shared(text));
    line.shared(&said.bases[used.basis as usize]);
    match used.figure.value() {
        Some(value) => line.number(value),
        None => line.blank(),
    }
    line.exact(used.figure.sum);
    line.exact(used.figure.weight);
    let of = (used.indicator, used.basis);
    let (written, on, cells) = origin(results, (part.unit, part.beneath), of, used.figure);
    match written {
        Written::Words(words) => line.text(words),
        Written::Number(number) => {
            line.shared(&held_of(&mut said.numbers, number, |number| vietnamese(*number)));
        }
        Written::Rows(rows) => {
            line.shared(&held_of(&mut said.rows, rows, |rows| format!("tính từ {rows} dòng")));
        }
        Written::Carried(period) => line.text(&format!("số liệu {}", period.in_words())),
    }
    match on {
        On::Sheet(on) => {
            line.shared(&on.file);
            line.shared(&said.sheet(&on.sheet));
        }
        On::Annex(file) => {
            line.shared(file);
            line.text(SOURCES);
        }
        On::Nothing => {
            line.blank();
            line.blank();
        }
    }
    match cells {
        Cells::One(at) => line.shared(&held_of(&mut said.cells, at, Address::to_string)),
        Cells::Listed(cells, rows) => line.shared(&said.listed(cells, rows)),
        Cells::None => line.blank(),
    }
    line.text(&note(used));
}

/// That something is missing, was added or was decided by the office.
fn note(used: &Used<'_>) -> Cow<'static, str> {
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
