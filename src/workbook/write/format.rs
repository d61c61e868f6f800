//! Styles as the library's formats, each made once.

use std::collections::HashMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color as Ink, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::sheet::{Across, Borders, Color, Down, Emphasis, Style, stored};

/// Formats made so far. Only looked up, never walked through: their order must not show.
#[derive(Default)]
pub(super) struct Formats {
    plain: HashMap<Style, Format>,
    /// With the mark that keeps text from turning into a formula when it is edited.
    quoted: HashMap<Style, Format>,
}

impl Formats {
    /// The format for a style.
    pub(super) fn plain(&mut self, style: &Style) -> &Format {
        if !self.plain.contains_key(style) {
            self.plain.insert(style.clone(), format_of(style));
        }
        &self.plain[style]
    }

    /// The format for text that looks like a formula.
    pub(super) fn quoted(&mut self, style: &Style) -> &Format {
        if !self.quoted.contains_key(style) {
            self.quoted.insert(style.clone(), format_of(style).set_quote_prefix());
        }
        &self.quoted[style]
    }
}

/// The format of cells nobody wrote, so that what the officer types into them fits in.
pub(super) fn default_format() -> Format {
    lettering(&Style::default())
}

/// A style as a format.
fn format_of(style: &Style) -> Format {
    let mut format = boxed(lettering(style), style.borders);
    format = format.set_align(match style.across {
        Across::General => FormatAlign::General,
        Across::Left => FormatAlign::Left,
        Across::Center => FormatAlign::Center,
        Across::Right => FormatAlign::Right,
        Across::Justify => FormatAlign::Justify,
    });
    format = format.set_align(match style.down {
        Down::Top => FormatAlign::Top,
        Down::Center => FormatAlign::VerticalCenter,
        Down::Bottom => FormatAlign::Bottom,
    });
    if style.wrap {
        format = format.set_text_wrap();
    }
    if style.indent > 0 {
        format = format.set_indent(style.indent);
    }
    if let Some(fill) = style.fill {
        format = format.set_background_color(ink(fill));
    }
    if !style.number.is_empty() {
        format = format.set_num_format(local(style.number.as_ref()));
    }
    if style.unlocked {
        format = format.set_unlocked();
    }
    format
}

/// Font, size and colour of letters.
fn lettering(style: &Style) -> Format {
    // Family 1 is the serif fonts: what a phone without Times New Roman puts in its place.
    let mut format = Format::new()
        .set_font_name("Times New Roman")
        .set_font_family(1)
        .set_font_size(stored(Decimal::new(i64::from(style.half_points) * 5, 1)));
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

/// A conditional look as a format that leaves everything else alone.
pub(super) fn emphasis(look: Emphasis) -> Format {
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
        format = format.set_num_format(local(number));
    }
    match look.fill {
        Some(fill) => format.set_background_color(ink(fill)),
        None => format,
    }
}

/// A number format for Vietnamese readers: LibreOffice and previewers then write 2.570,5
/// whatever their own language. Excel follows Windows all the same.
pub(super) fn local(number: &str) -> String {
    const VIETNAM: &str = "[$-42A]";
    let section = |section: &str| match section.strip_prefix('[').and_then(|s| s.split_once(']')) {
        _ if !section.contains("#,##0") => section.to_owned(),
        Some((condition, rest)) => format!("[{condition}]{VIETNAM}{rest}"),
        None => format!("{VIETNAM}{section}"),
    };
    number.split(';').map(section).collect::<Vec<_>>().join(";")
}

pub(super) fn ink(color: Color) -> Ink {
    Ink::RGB(color.0)
}
