//! Styles of cells.

use std::borrow::Cow;

/// A colour in RGB: `Color(0xFF0000)` is red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub u32);

/// Horizontal alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HorizontalAlign {
    /// Text left, numbers right.
    #[default]
    General,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
    /// Justified.
    Justify,
}

/// Vertical alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VerticalAlign {
    /// Top.
    Top,
    /// Middle.
    #[default]
    Center,
    /// Bottom.
    Bottom,
}

/// Thin borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Borders {
    /// Line above.
    pub top: bool,
    /// Line to the right.
    pub right: bool,
    /// Line beneath.
    pub bottom: bool,
    /// Line to the left.
    pub left: bool,
}

impl Borders {
    /// No borders.
    pub const NONE: Self = Self { top: false, right: false, bottom: false, left: false };
    /// Borders on all sides.
    pub const ALL: Self = Self { top: true, right: true, bottom: true, left: true };
}

/// The style of a cell. The font is always Times New Roman.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Font size in half points: 24 is 12 pt.
    pub half_points: u16,
    /// Font colour; black if `None`.
    pub color: Option<Color>,
    /// Fill colour.
    pub fill: Option<Color>,
    /// Horizontal alignment.
    pub across: HorizontalAlign,
    /// Vertical alignment.
    pub down: VerticalAlign,
    /// Wraps text.
    pub wrap: bool,
    /// Indentation from the left, at most 15.
    pub indent: u8,
    /// Degrees by which text is turned, upwards; below 0 downwards. At most 90, or
    /// [`Style::STACKED`].
    pub rotation: i16,
    /// Borders.
    pub borders: Borders,
    /// The number format, in Excel's English codes (`#,##0.00`); empty for General.
    pub number: Cow<'static, str>,
    /// Can be edited on a protected sheet.
    pub unlocked: bool,
}

impl Style {
    /// The rotation of text whose letters stand one under another.
    pub const STACKED: i16 = 270;

    /// Equality, optimized for empty number formats: comparing two empty texts can take as long as
    /// all other fields.
    #[must_use]
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let empty = self.number.is_empty();
        empty == other.number.is_empty()
            && (empty || self.number == other.number)
            && (self.bold, self.italic, self.underline, self.half_points)
                == (other.bold, other.italic, other.underline, other.half_points)
            && (self.color, self.fill, self.across, self.down)
                == (other.color, other.fill, other.across, other.down)
            && (self.wrap, self.indent, self.rotation, self.borders, self.unlocked)
                == (other.wrap, other.indent, other.rotation, other.borders, other.unlocked)
    }
}

impl Default for Style {
    /// 12 pt, vertically centred, nothing else.
    fn default() -> Self {
        Self {
            bold: false,
            italic: false,
            underline: false,
            half_points: 24,
            color: None,
            fill: None,
            across: HorizontalAlign::General,
            down: VerticalAlign::Center,
            wrap: false,
            indent: 0,
            rotation: 0,
            borders: Borders::NONE,
            number: Cow::Borrowed(""),
            unlocked: false,
        }
    }
}

/// What a conditional format changes. Excel does not allow it to change font or size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Emphasis {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Font colour.
    pub color: Option<Color>,
    /// Fill colour.
    pub fill: Option<Color>,
    /// The number format, in Excel's English codes.
    pub number: Option<&'static str>,
}
