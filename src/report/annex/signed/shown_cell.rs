//! A cell of the signed page, with the text that it shows.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::verdict_formulas::NO_FIGURE;
use crate::report::annex::style;
use viet_text::notation::vietnamese;
use workbook_io::sheet::Content;

/// Shown where a judgement or a figure has no number.
pub(super) const DASH: &str = "–";

/// A cell: content, number format, and the text that it shows.
#[derive(Clone)]
pub(in crate::report::annex) struct ShownCell {
    pub(in crate::report::annex) content: Content,
    pub(in crate::report::annex) number: Cow<'static, str>,
    pub(in crate::report::annex) text: String,
}

impl ShownCell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let content = if text.is_empty() { Content::Blank } else { Content::from(text.clone()) };
        Self { content, number: Cow::Borrowed(""), text }
    }

    pub(super) fn blank() -> Self {
        Self::text("")
    }

    /// A formula that shows a number.
    pub(super) fn number(content: Content, value: Option<Decimal>, decimals: u32) -> Self {
        let text = value.map_or_else(|| NO_FIGURE.to_owned(), vietnamese);
        Self { content, number: style::decimals(decimals), text }
    }

    /// Marks a number that open findings leave in doubt.
    pub(super) fn mark(&mut self) {
        if !self.number.is_empty() {
            self.number = style::marked(&self.number);
            self.text.push_str(style::MARK);
        }
    }

    /// A formula that shows words.
    pub(super) fn words(content: Content, text: &str) -> Self {
        Self { content, number: Cow::Borrowed(""), text: text.to_owned() }
    }
}
