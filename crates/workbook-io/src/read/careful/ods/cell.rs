//! One cell of an .ods, from its start tag to its end tag.

use quick_xml::events::BytesStart;

use super::styles::Styles;
use crate::grid::{Look, Value};
use crate::read::font::{Font, RichText};
use crate::read::value::{CellContent, iso_date, number};
use crate::read::xml::{attribute, decoded};
use crate::read::{Limit, Limits, Refusal, limits::check_limit};

/// A cell being read.
pub(super) struct OpenCell {
    /// The number of columns it fills.
    pub(super) repeat: u32,
    /// Rows and columns of its merged area.
    pub(super) span: (u32, u32),
    /// The look of its style.
    pub(super) look: Look,
    /// The runs of its text.
    rich: RichText,
    is_rich: bool,
    /// The formula without its `of:=`.
    pub(super) formula: Option<String>,
    kind: ValueType,
    /// The value attribute, if there is one.
    stored: Option<String>,
    /// The text of its paragraphs.
    text: String,
    paragraphs: usize,
    /// Fonts of the open elements around the text, from the paragraph inwards.
    fonts: Vec<Font>,
}

enum ValueType {
    Number,
    Date,
    Time,
    Bool,
    Text,
    Error,
    /// No type is given.
    None,
}

impl OpenCell {
    /// Starts a cell with the look of its style.
    pub(super) fn start(element: &BytesStart<'_>, look: Look) -> Result<Self, Refusal> {
        let error = attribute(element, "calcext:value-type") == Some("error");
        let (kind, stored) = match attribute(element, "office:value-type") {
            _ if error => (ValueType::Error, "office:string-value"),
            Some("float" | "percentage" | "currency") => (ValueType::Number, "office:value"),
            Some("date") => (ValueType::Date, "office:date-value"),
            Some("time") => (ValueType::Time, "office:time-value"),
            Some("boolean") => (ValueType::Bool, "office:boolean-value"),
            Some(_) => (ValueType::Text, "office:string-value"),
            None => (ValueType::None, "office:string-value"),
        };
        // Most cells are not merged: one search in the raw attributes is faster than looking for
        // each.
        let is_joined = element.attributes_raw().contains("-spanned=");
        let span = |name| if is_joined { repeats(element, name).max(1) } else { 1 };
        Ok(Self {
            repeat: repeats(element, "table:number-columns-repeated"),
            span: (span("table:number-rows-spanned"), span("table:number-columns-spanned")),
            look,
            rich: RichText::default(),
            is_rich: false,
            formula: decoded(element, "table:formula")?.map(without_prefix),
            kind,
            stored: decoded(element, stored)?,
            text: String::new(),
            paragraphs: 0,
            fonts: Vec::new(),
        })
    }

    /// An element inside the cell starts.
    pub(super) fn enter(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        styles: &Styles,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        match name {
            "p" if self.fonts.is_empty() => {
                self.open(element, styles)?;
                self.paragraphs += 1;
                let next_line = if self.paragraphs > 1 { "\n" } else { "" };
                return self.push(next_line, limits);
            }
            _ if self.fonts.is_empty() => return Ok(()),
            "s" => {
                let spaces = repeats(element, "text:c") as usize;
                self.push(&" ".repeat(spaces.min(limits.text_bytes + 1)), limits)?;
            }
            "tab" => self.push("\t", limits)?,
            "line-break" => self.push("\n", limits)?,
            _ => {}
        }
        self.open(element, styles)
    }

    /// An element around text starts. Its style inherits unknown font properties from the
    /// surrounding element.
    fn open(&mut self, element: &BytesStart<'_>, styles: &Styles) -> Result<(), Refusal> {
        let around = self.font();
        let font = match element.attributes_raw().is_empty() {
            true => around,
            false => match decoded(element, "text:style-name")? {
                Some(style) => styles.font(&style).or(around),
                None => around,
            },
        };
        self.is_rich |= font != around;
        self.fonts.push(font);
        Ok(())
    }

    /// The font at the current position.
    fn font(&self) -> Font {
        let own = Font { struck: self.look.struck, raised: self.look.raised };
        self.fonts.last().copied().unwrap_or(own)
    }

    /// An element inside the cell ends.
    pub(super) fn leave(&mut self) {
        self.fonts.pop();
    }

    /// The runs of the text, if their fonts differ.
    pub(super) fn take_rich(&mut self) -> Option<RichText> {
        self.is_rich.then(|| std::mem::take(&mut self.rich))
    }

    pub(super) fn read(&mut self, text: &str, limits: &Limits) -> Result<(), Refusal> {
        if self.fonts.is_empty() { Ok(()) } else { self.push(text, limits) }
    }

    fn push(&mut self, text: &str, limits: &Limits) -> Result<(), Refusal> {
        self.text.push_str(text);
        self.rich.push(text.len(), Some(self.font()));
        check_limit(self.text.len(), limits.text_bytes, Limit::Text)
    }

    /// The content of the cell, after its end tag.
    pub(super) fn take_content(&mut self) -> CellContent {
        let text = std::mem::take(&mut self.text);
        let stored = self.stored.take();
        let value = match (&self.kind, stored) {
            (ValueType::Number, Some(stored)) => match stored.parse::<f64>() {
                Ok(double) => number(double),
                Err(_) => Value::Unreadable(Some(stored.into())),
            },
            (ValueType::Date, Some(stored)) => iso_date(stored),
            (ValueType::Bool, Some(stored)) => Value::Bool(stored.eq_ignore_ascii_case("true")),
            (ValueType::Error, _) if text.is_empty() => Value::Error("#ERR!".into()),
            (ValueType::Error, _) => Value::Error(text.into()),
            (ValueType::Time, Some(stored)) if text.is_empty() => Value::Text(stored.into()),
            (ValueType::Text | ValueType::None, Some(stored)) => Value::Text(stored.into()),
            _ => Value::Text(text.into()),
        };
        // For an empty text LibreOffice only writes a paragraph, other programs the type.
        let is_text = match self.kind {
            ValueType::Text => true,
            ValueType::None => self.paragraphs > 0,
            _ => false,
        };
        match value {
            Value::Text(text) if text.is_empty() && !is_text => CellContent::Nothing,
            Value::Text(text) => CellContent::text(text),
            value => CellContent::Value(value),
        }
    }
}

/// A repeat count; 1 if there is none.
pub(super) fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// `of:=[.A2]*2` and `msoxl:=A2*2` both begin with a grammar prefix.
fn without_prefix(formula: String) -> String {
    match formula.split_once('=') {
        Some((_, text)) => text.to_owned(),
        None => formula,
    }
}
