//! Converts styles to formats of the writing library, each once.

use std::collections::HashMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color as Ink, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook};

use super::number_format::with_locale;
use crate::sheet::{
    Borders, Color, Emphasis, HorizontalAlign, Locale, Style, VerticalAlign, nearest_double,
};

/// Default height of rows and width of columns in pixels: those of Excel for 12 pt Times New Roman.
pub(super) const DEFAULT_CELL: (u32, u32) = (21, 72);

/// The formats in the order of their first use, which is their order in the file.
pub(super) struct FormatTable {
    /// The index of each style, without and with the quote prefix, which keeps text from becoming a
    /// formula when it is edited. Only used for lookup, so the order of the map does not matter.
    numbers: HashMap<(Style, bool), u32>,
    /// The workbook's default is the first.
    made: Vec<Format>,
    locale: Option<Locale>,
}

impl FormatTable {
    /// Contains only the workbook's default.
    pub(super) fn new(locale: Option<Locale>) -> Self {
        Self { numbers: HashMap::new(), made: vec![default_format()], locale }
    }

    /// The index of the format of a style.
    pub(super) fn number(&mut self, style: &Style, quoted: bool) -> u32 {
        let key = (style.clone(), quoted);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let format = format(style, self.locale);
        let format = if quoted { format.set_quote_prefix() } else { format };
        // Different styles may have the same format, which is stored once.
        let place = self.made.iter().position(|made| *made == format);
        let place = place.unwrap_or(self.made.len());
        if place == self.made.len() {
            self.made.push(format);
        }
        let number = u32::try_from(place).unwrap_or(u32::MAX);
        self.numbers.insert(key, number);
        number
    }

    /// Registers the formats in a workbook that only has the default.
    pub(super) fn register(&self, workbook: &mut Workbook) {
        for format in self.made.iter().skip(1) {
            workbook.register_format(format);
        }
    }
}

/// The default format, for cells that are not written: text typed there later looks the same.
pub(super) fn default_format() -> Format {
    lettering(&Style::default())
}

/// The format of a style.
pub(super) fn format(style: &Style, locale: Option<Locale>) -> Format {
    let mut format = boxed(lettering(style), style.borders);
    format = format.set_align(match style.across {
        HorizontalAlign::General => FormatAlign::General,
        HorizontalAlign::Left => FormatAlign::Left,
        HorizontalAlign::Center => FormatAlign::Center,
        HorizontalAlign::Right => FormatAlign::Right,
        HorizontalAlign::Justify => FormatAlign::Justify,
    });
    format = format.set_align(match style.down {
        VerticalAlign::Top => FormatAlign::Top,
        VerticalAlign::Center => FormatAlign::VerticalCenter,
        VerticalAlign::Bottom => FormatAlign::Bottom,
    });
    if style.wrap {
        format = format.set_text_wrap();
    }
    if style.indent > 0 {
        format = format.set_indent(style.indent);
    }
    if style.rotation != 0 {
        format = format.set_rotation(style.rotation);
    }
    if let Some(fill) = style.fill {
        format = format.set_background_color(ink(fill));
    }
    if !style.number.is_empty() {
        format = format.set_num_format(with_locale(style.number.as_ref(), locale));
    }
    if style.unlocked {
        format = format.set_unlocked();
    }
    format
}

/// Font, font size and font colour.
fn lettering(style: &Style) -> Format {
    // Family 1 is serif: the substitute on devices without Times New Roman.
    let mut format = Format::new()
        .set_font_name("Times New Roman")
        .set_font_family(1)
        .set_font_size(nearest_double(Decimal::new(i64::from(style.half_points) * 5, 1)));
    if style.bold {
        format = format.set_bold();
    }
    if style.italic {
        format = format.set_italic();
    }
    if style.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    match style.color {
        Some(color) => format.set_font_color(ink(color)),
        None => format,
    }
}

fn boxed(mut format: Format, sides: Borders) -> Format {
    if sides.top {
        format = format.set_border_top(FormatBorder::Thin);
    }
    if sides.right {
        format = format.set_border_right(FormatBorder::Thin);
    }
    if sides.bottom {
        format = format.set_border_bottom(FormatBorder::Thin);
    }
    if sides.left {
        format = format.set_border_left(FormatBorder::Thin);
    }
    format
}

/// The format of a conditional format, which changes nothing else.
pub(super) fn emphasis(look: Emphasis, locale: Option<Locale>) -> Format {
    let mut format = Format::new();
    if look.bold {
        format = format.set_bold();
    }
    if look.italic {
        format = format.set_italic();
    }
    if let Some(color) = look.color {
        format = format.set_font_color(ink(color));
    }
    if let Some(number) = look.number {
        format = format.set_num_format(with_locale(number, locale));
    }
    match look.fill {
        Some(fill) => format.set_background_color(ink(fill)),
        None => format,
    }
}

pub(super) fn ink(color: Color) -> Ink {
    Ink::RGB(color.0)
}
