//! Contents of cells as XML, and encoded for the digest.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::error::{Cause, WriteError};
use super::super::{formula, text};
use super::ids::Id;
use super::library::LibraryCall;
use super::links;
use super::row_writer::RowWriter;
use super::xml::{self, push};
use crate::grid::Address;
use crate::number;
use crate::sheet::{Formula, FormulaResult, Link, Style, nearest_double};

impl RowWriter<'_> {
    pub(super) fn blank(&mut self, at: Address, style: &Style) {
        match self.look(at, style) {
            // The default style: nothing to write.
            Id::Known(0) => {}
            number => {
                self.open(at);
                self.block.look(number);
                push(&mut self.block.xml, &["\"/>"]);
            }
        }
    }

    pub(super) fn text(&mut self, at: Address, text: &Arc<str>, style: &Style) {
        if text.is_empty() {
            return self.blank(at, style);
        }
        let (known, fitted) = self.ids.text(text);
        let look = if known.is_plain {
            self.block.digest_input.trimmed(at, &fitted);
            self.look(at, style)
        } else {
            self.block.digest_input.text(at, &fitted);
            match text::looks_like_formula(&fitted) {
                true => self.ids.look(style, true),
                false => self.look(at, style),
            }
        };
        self.open(at);
        self.block.look(look);
        self.block.text(known.number);
        if self.is_charted(at) {
            self.calls.push(LibraryCall::Text(at, fitted.into_owned()));
        }
    }

    pub(super) fn number(&mut self, at: Address, number: Decimal, style: &Style) {
        let number = number::to_shown_digits(number);
        self.spell(number);
        match self.is_plain {
            true => self.block.digest_input.digits(at, &self.digits),
            false => self.block.digest_input.double(at, nearest_double(number)),
        }
        let look = self.look(at, style);
        self.open(at);
        self.block.look(look);
        push(&mut self.block.xml, &["\"><v>", &self.digits, "</v></c>"]);
        self.draw(at, number);
    }

    /// Formats a number as it is stored. It has the fifteen digits that every spreadsheet program
    /// keeps: with more, a workbook that was only saved again would hold other numbers.
    fn spell(&mut self, number: Decimal) {
        if (number.mantissa(), number.scale()) == self.spelt {
            return;
        }
        self.spelt = (number.mantissa(), number.scale());
        self.is_plain = number::spell_short(number, &mut self.digits);
        if !self.is_plain {
            self.digits = nearest_double(number).to_string();
        }
    }

    /// Gives the library a number that a chart shows.
    fn draw(&mut self, at: Address, number: Decimal) {
        if self.is_charted(at) {
            self.calls.push(LibraryCall::Number(at, nearest_double(number)));
        }
    }

    /// A date as its serial number. Dates before March 1900 are written as text: Excel's calendar
    /// has a 29 February 1900, and programs disagree about earlier dates.
    pub(super) fn date(&mut self, at: Address, day: NaiveDate, style: &Style) {
        let start = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day of the calendar");
        let serial = (day - start).num_days();
        if serial < 61 {
            return self.text(at, &day.format("%d/%m/%Y").to_string().into(), style);
        }
        let mut dated = style.clone();
        if dated.number.is_empty() {
            dated.number = "dd/mm/yyyy".into();
        }
        self.number(at, Decimal::from(serial), &dated);
    }

    pub(super) fn formula(
        &mut self,
        at: Address,
        Formula { formula, result }: &Formula,
        style: &Style,
    ) -> Result<(), WriteError> {
        if !formula::is_sound(formula) {
            return Err(self.error(at, Cause::Formula(formula.clone())));
        }
        self.block.digest_input.formula(at, formula);
        let look = self.look(at, style);
        self.open(at);
        self.block.look(look);
        if let FormulaResult::Text(_) = result {
            push(&mut self.block.xml, &["\" t=\"str"]);
        }
        push(&mut self.block.xml, &["\"><f>"]);
        xml::escaped(&mut self.block.xml, formula);
        push(&mut self.block.xml, &["</f><v>"]);
        match result {
            FormulaResult::Number(number) => {
                self.spell(number::to_shown_digits(*number));
                push(&mut self.block.xml, &[&self.digits]);
            }
            FormulaResult::Text(text) if formula::stays_text(text) => {
                xml::escaped(&mut self.block.xml, &xml::literal(&text::fit(text)));
            }
            FormulaResult::Text(text) => return Err(self.error(at, Cause::Result(text.clone()))),
        }
        push(&mut self.block.xml, &["</v></c>"]);
        if let FormulaResult::Number(number) = result {
            self.draw(at, *number);
        }
        Ok(())
    }

    pub(super) fn link(&mut self, at: Address, Link { target, text }: &Link, style: &Style) {
        self.text(at, &text.as_str().into(), style);
        if let Some(url) = links::url(target).filter(|_| !text.is_empty()) {
            let text = text::fit(text).into_owned();
            self.calls.push(LibraryCall::Link(at, url, text, style.clone()));
        }
    }
}
