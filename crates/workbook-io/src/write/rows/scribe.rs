//! Rows that are told cell by cell.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::super::error::{Cause, WriteError};
use super::cells::Pen;
use super::xml::push;
use crate::grid::Address;
use crate::sheet::{Scribe, Style};

/// Takes them down with a pen.
struct Listener<'p, 'a> {
    pen: &'p mut Pen<'a>,
    /// The next cell of the row at hand.
    next: Option<Address>,
    /// What was wrong first.
    fault: Option<WriteError>,
}

impl Pen<'_> {
    /// Takes down what is told.
    pub(super) fn listen(&mut self, tell: impl FnOnce(&mut dyn Scribe)) -> Result<(), WriteError> {
        let mut listener = Listener { pen: self, next: None, fault: None };
        tell(&mut listener);
        if listener.next.is_some() {
            listener.pen.close_row();
        }
        listener.fault.map_or(Ok(()), Err)
    }
}

impl Listener<'_, '_> {
    /// The next cell's place; `None` where no row holds it.
    fn arrive(&mut self) -> Option<Address> {
        let at = self.next?;
        if at.col >= Address::MAX_COLS {
            self.fail(at);
            return None;
        }
        self.next = Some(Address::new(at.row, at.col + 1));
        self.pen.arrive(at);
        Some(at)
    }

    fn fail(&mut self, at: Address) {
        let error = self.pen.error(at, Cause::Order);
        self.fault.get_or_insert(error);
    }
}

impl Scribe for Listener<'_, '_> {
    fn row(&mut self, index: u32) {
        if self.next.take().is_some() {
            self.pen.close_row();
        }
        let at = Address::new(index, 0);
        if !self.pen.frame.rows.contains(&index) {
            return self.fail(at);
        }
        self.pen.frame.rows.start = index + 1;
        self.pen.open_row(index);
        push(&mut self.pen.block.xml, &["\">"]);
        self.next = Some(at);
    }

    fn blank(&mut self, style: &Style) {
        if let Some(at) = self.arrive() {
            self.pen.blank(at, style);
        }
    }

    fn text(&mut self, text: &Arc<str>, style: &Style) {
        if let Some(at) = self.arrive() {
            self.pen.text(at, text, style);
        }
    }

    fn number(&mut self, number: Decimal, style: &Style) {
        if let Some(at) = self.arrive() {
            self.pen.number(at, number, style);
        }
    }
}
