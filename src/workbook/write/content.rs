//! What a cell holds, as XML and as a fact for the digest.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::Url;

use super::cells::Pen;
use super::error::{Cause, WriteError};
use super::xml::{self, push};
use super::{format, formula, links, text};
use crate::cell::Address;
use crate::decimal;
use crate::sheet::{FormulaResult, Style, Target, stored};

impl Pen<'_> {
    pub(super) fn blank(&mut self, at: Address, style: &Style) {
        match self.look(at, style) {
            // It has no look of its own either.
            0 => {}
            number => {
                self.open(number);
                push(&mut self.out.xml, &["\"/>"]);
            }
        }
    }

    pub(super) fn text(
        &mut self,
        at: Address,
        text: &Arc<str>,
        style: &Style,
    ) -> Result<(), WriteError> {
        if text.is_empty() {
            self.blank(at, style);
            return Ok(());
        }
        // What is shared already was made fit when it came.
        let known = self.strings.known(text);
        let held = text;
        let text = if known.is_some() { Cow::Borrowed(&**text) } else { text::fit(text) };
        let number = if known.is_some_and(|known| known.is_plain) {
            self.out.facts.trimmed(&self.at, &text);
            self.look(at, style)
        } else {
            self.out.facts.text(&self.at, &text);
            match text::looks_like_formula(&text) {
                true => self.formats.number(style, true),
                false => self.look(at, style),
            }
        };
        self.open(number);
        match known.or_else(|| self.strings.place(held, &text)) {
            Some(place) => {
                let mut room = [0; 10];
                let place = xml::digits(place.number, &mut room);
                push(&mut self.out.xml, &["\" t=\"s\"><v>", place, "</v></c>"]);
            }
            None => {
                push(&mut self.out.xml, &["\" t=\"inlineStr\"><is>"]);
                xml::text(&mut self.out.xml, &text);
                push(&mut self.out.xml, &["</is></c>"]);
            }
        }
        if self.is_charted(at) {
            return self.tell(at, |sheet, row, col| sheet.write_string(row, col, text).map(drop));
        }
        Ok(())
    }

    pub(super) fn number(
        &mut self,
        at: Address,
        number: Decimal,
        style: &Style,
    ) -> Result<(), WriteError> {
        self.spell(number);
        match self.is_plain {
            true => self.out.facts.digits(&self.at, &self.digits),
            false => self.out.facts.double(&self.at, stored(number)),
        }
        let format = self.look(at, style);
        self.open(format);
        push(&mut self.out.xml, &["\"><v>", &self.digits, "</v></c>"]);
        self.draw(at, number)
    }

    /// Spells a number as the file stores it.
    fn spell(&mut self, number: Decimal) {
        self.is_plain = decimal::plain(number, &mut self.digits);
        if !self.is_plain {
            self.digits = stored(number).to_string();
        }
    }

    /// Tells the library a number that a chart draws: the chart's cache is to hold it.
    fn draw(&mut self, at: Address, number: Decimal) -> Result<(), WriteError> {
        if !self.is_charted(at) {
            return Ok(());
        }
        self.tell(at, |sheet, row, col| sheet.write_number(row, col, stored(number)).map(drop))
    }

    /// A day as its serial. Days before March 1900 are text: Excel's calendar has a 29
    /// February 1900, and programs disagree about the days before it.
    pub(super) fn date(
        &mut self,
        at: Address,
        day: NaiveDate,
        style: &Style,
    ) -> Result<(), WriteError> {
        let start = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day of the calendar");
        let serial = (day - start).num_days();
        if serial < 61 {
            return self.text(at, &day.format("%d/%m/%Y").to_string().into(), style);
        }
        let mut dated = style.clone();
        if dated.number.is_empty() {
            dated.number = "dd/mm/yyyy".into();
        }
        self.number(at, Decimal::from(serial), &dated)
    }

    pub(super) fn formula(
        &mut self,
        at: Address,
        formula: &str,
        result: FormulaResult,
        style: &Style,
    ) -> Result<(), WriteError> {
        if !formula::is_sound(formula) {
            return Err(self.error(at, Cause::Formula(formula.to_owned())));
        }
        self.out.facts.formula(&self.at, formula);
        let format = self.look(at, style);
        self.open(format);
        if let FormulaResult::Text(_) = result {
            push(&mut self.out.xml, &["\" t=\"str"]);
        }
        push(&mut self.out.xml, &["\"><f>"]);
        xml::escaped(&mut self.out.xml, formula);
        push(&mut self.out.xml, &["</f><v>"]);
        match &result {
            FormulaResult::Number(number) => {
                self.spell(*number);
                push(&mut self.out.xml, &[&self.digits]);
            }
            FormulaResult::Text(text) if formula::stays_text(text) => {
                xml::escaped(&mut self.out.xml, &text::fit(text));
            }
            FormulaResult::Text(text) => return Err(self.error(at, Cause::Result(text.clone()))),
        }
        push(&mut self.out.xml, &["</v></c>"]);
        match result {
            FormulaResult::Number(number) => self.draw(at, number),
            FormulaResult::Text(_) => Ok(()),
        }
    }

    pub(super) fn link(
        &mut self,
        at: Address,
        target: &Target,
        text: &str,
        style: &Style,
    ) -> Result<(), WriteError> {
        let url = links::url(target).filter(|_| self.links < links::LIMIT && !text.is_empty());
        self.text(at, &text.into(), style)?;
        let Some(url) = url else { return Ok(()) };
        self.links += 1;
        let (format, text) = (format::format(style), text::fit(text));
        self.tell(at, |sheet, row, col| {
            sheet.write_url_with_options(row, col, Url::new(url), text, "", Some(&format)).map(drop)
        })
    }
}
