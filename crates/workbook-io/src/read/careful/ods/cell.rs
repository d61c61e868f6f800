//! One cell of an .ods, from its start tag to its end.

use quick_xml::events::BytesStart;

use crate::grid::Value;
use crate::read::value::{iso_date, number};
use crate::read::xml::{attribute, decoded};
use crate::read::{Limit, Limits, Refusal, limits::within};

/// A cell whose end is not reached yet.
pub(super) struct OpenCell {
    /// How many columns it fills.
    pub(super) repeat: u32,
    /// The name of its style, where it has one of its own.
    pub(super) style: Option<String>,
    /// The formula without its `of:=`.
    pub(super) formula: Option<String>,
    kind: Kind,
    /// The value in the attributes, where it is there.
    stored: Option<String>,
    /// The text in the paragraphs.
    text: String,
    paragraphs: usize,
    /// Elements open around the text, from the paragraph on.
    within_paragraph: usize,
}

enum Kind {
    Number,
    Date,
    Time,
    Bool,
    Text,
    Error,
}

impl OpenCell {
    pub(super) fn start(element: &BytesStart<'_>) -> Result<Self, Refusal> {
        let error = attribute(element, "calcext:value-type") == Some("error");
        let (kind, stored) = match attribute(element, "office:value-type") {
            _ if error => (Kind::Error, "office:string-value"),
            Some("float" | "percentage" | "currency") => (Kind::Number, "office:value"),
            Some("date") => (Kind::Date, "office:date-value"),
            Some("time") => (Kind::Time, "office:time-value"),
            Some("boolean") => (Kind::Bool, "office:boolean-value"),
            _ => (Kind::Text, "office:string-value"),
        };
        Ok(Self {
            repeat: repeats(element, "table:number-columns-repeated"),
            style: decoded(element, "table:style-name")?,
            formula: decoded(element, "table:formula")?.map(without_prefix),
            kind,
            stored: decoded(element, stored)?,
            text: String::new(),
            paragraphs: 0,
            within_paragraph: 0,
        })
    }

    /// An element inside the cell begins.
    pub(super) fn enter(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        match name {
            "p" if self.within_paragraph == 0 => {
                self.within_paragraph = 1;
                self.paragraphs += 1;
                let next_line = if self.paragraphs > 1 { "\n" } else { "" };
                return self.push(next_line, limits);
            }
            _ if self.within_paragraph == 0 => return Ok(()),
            "s" => {
                let spaces = repeats(element, "text:c") as usize;
                self.push(&" ".repeat(spaces.min(limits.text_bytes + 1)), limits)?;
            }
            "tab" => self.push("\t", limits)?,
            "line-break" => self.push("\n", limits)?,
            _ => {}
        }
        self.within_paragraph += 1;
        Ok(())
    }

    /// An element inside the cell ends.
    pub(super) const fn leave(&mut self) {
        self.within_paragraph = self.within_paragraph.saturating_sub(1);
    }

    pub(super) fn read(&mut self, text: &str, limits: &Limits) -> Result<(), Refusal> {
        if self.within_paragraph > 0 { self.push(text, limits) } else { Ok(()) }
    }

    fn push(&mut self, text: &str, limits: &Limits) -> Result<(), Refusal> {
        self.text.push_str(text);
        within(self.text.len(), limits.text_bytes, Limit::Text)
    }

    /// What the cell holds, once its end is reached; `None` for a blank cell.
    pub(super) fn value(&mut self) -> Option<Value> {
        let text = std::mem::take(&mut self.text);
        let stored = self.stored.take();
        let value = match (&self.kind, stored) {
            (Kind::Number, Some(stored)) => match stored.parse::<f64>() {
                Ok(double) => number(double),
                Err(_) => Value::Error(format!("giá trị không đọc được: {stored}").into()),
            },
            (Kind::Date, Some(stored)) => iso_date(stored),
            (Kind::Bool, Some(stored)) => Value::Bool(stored.eq_ignore_ascii_case("true")),
            (Kind::Error, _) if text.is_empty() => Value::Error("#ERR!".into()),
            (Kind::Error, _) => Value::Error(text.into()),
            (Kind::Time, Some(stored)) if text.is_empty() => Value::Text(stored.into()),
            (Kind::Text, Some(stored)) => Value::Text(stored.into()),
            _ => Value::Text(text.into()),
        };
        let blank = matches!(&value, Value::Text(text) if text.is_empty());
        (!blank).then_some(value)
    }
}

/// How often something stands in a row; once where it does not say.
pub(super) fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// `of:=[.A2]*2` and `msoxl:=A2*2` both begin with the name of their grammar.
fn without_prefix(formula: String) -> String {
    match formula.split_once('=') {
        Some((_, text)) => text.to_owned(),
        None => formula,
    }
}
