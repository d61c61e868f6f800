//! How a cell looks, as plain values.

use std::borrow::Cow;

/// A colour as red, green, blue: `Color(0xFF0000)` is red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub u32);

/// Where the content stands between left and right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Across {
    /// Text to the left, numbers to the right.
    #[default]
    General,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
    /// Both edges even, as the body of a letter.
    Justify,
}

/// Where the content stands between top and bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Down {
    /// Top.
    Top,
    /// Middle: what the tables of a signed page use.
    #[default]
    Center,
    /// Bottom.
    Bottom,
}

/// Which sides of a cell bear a thin line.
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
    /// No lines.
    pub const NONE: Self = Self { top: false, right: false, bottom: false, left: false };
    /// Lines on all four sides.
    pub const ALL: Self = Self { top: true, right: true, bottom: true, left: true };
}

/// The look of a cell. The font is always Times New Roman (NĐ 30/2020, appendix I).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined once.
    pub underline: bool,
    /// Font size in half points, so that 9,5 pt is whole: 24 is 12 pt.
    pub half_points: u16,
    /// Colour of the letters; black where none is given.
    pub color: Option<Color>,
    /// Colour of the cell.
    pub fill: Option<Color>,
    /// Horizontal alignment.
    pub across: Across,
    /// Vertical alignment.
    pub down: Down,
    /// Long text runs on in further lines of the same cell.
    pub wrap: bool,
    /// Steps of indentation from the left, at most 15.
    pub indent: u8,
    /// Lines around the cell.
    pub borders: Borders,
    /// Excel's number format in its English form (`#,##0.00`); empty for General.
    pub number: Cow<'static, str>,
    /// May be changed on a protected sheet.
    pub unlocked: bool,
}

impl Style {
    /// As `==`, without a call for number formats that both lack: comparing two empty texts byte
    /// by byte costs some processors as much as all the rest.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let empty = self.number.is_empty();
        empty == other.number.is_empty()
            && (empty || self.number == other.number)
            && (self.bold, self.italic, self.underline, self.half_points)
                == (other.bold, other.italic, other.underline, other.half_points)
            && (self.color, self.fill, self.across, self.down)
                == (other.color, other.fill, other.across, other.down)
            && (self.wrap, self.indent, self.borders, self.unlocked)
                == (other.wrap, other.indent, other.borders, other.unlocked)
    }
}

impl Default for Style {
    /// Twelve points, vertically centred, nothing else.
    fn default() -> Self {
        Self {
            bold: false,
            italic: false,
            underline: false,
            half_points: 24,
            color: None,
            fill: None,
            across: Across::General,
            down: Down::Center,
            wrap: false,
            indent: 0,
            borders: Borders::NONE,
            number: Cow::Borrowed(""),
            unlocked: false,
        }
    }
}

/// What a conditional format may change: Excel lets it alter neither font nor size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Emphasis {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Colour of the letters.
    pub color: Option<Color>,
    /// Colour of the cell.
    pub fill: Option<Color>,
    /// Excel's number format in its English form.
    pub number: Option<&'static str>,
}
