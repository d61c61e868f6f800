//! The cell styles of an .xlsx.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::colors::Palette;
use crate::read::xml::{self, Tag, attribute, decoded};
use crate::sheet::{Borders, HorizontalAlign, Style, VerticalAlign};

/// Styles by their number, and how wide a digit of the usual font is.
pub(super) struct CellStyles {
    cells: Vec<Style>,
    /// In pixels: widths of columns count such digits.
    pub(super) digit: Decimal,
}

impl Default for CellStyles {
    fn default() -> Self {
        Self { cells: Vec::new(), digit: Decimal::from(7) }
    }
}

/// Parts of styles while the part is read.
#[derive(Default)]
struct Parts {
    list: List,
    formats: HashMap<u32, String>,
    /// Font, with its name.
    fonts: Vec<(Style, String)>,
    fills: Vec<Style>,
    borders: Vec<Style>,
    cells: Vec<Style>,
}

/// The list being read: fonts and formats also occur in other lists.
#[derive(Clone, Copy, Default, PartialEq)]
enum List {
    Formats,
    Fonts,
    Fills,
    Borders,
    Cells,
    #[default]
    Other,
}

impl CellStyles {
    /// Reads the part of styles.
    pub(super) fn read(part: &[u8], palette: &Palette) -> Option<Self> {
        let mut parts = Parts::default();
        let seen = xml::walk(xml::text(part).ok()?, |tag| {
            match tag {
                Tag::Start(name, element) => parts.start(name, element, palette),
                Tag::End("numFmts" | "fonts" | "fills" | "borders" | "cellXfs") => {
                    parts.list = List::Other;
                }
                _ => {}
            }
            Ok(())
        });
        seen.ok()?;
        let digit = parts
            .fonts
            .first()
            .map_or(Decimal::from(7), |(font, name)| digit_width(font.half_points, name));
        Some(Self { cells: parts.cells, digit })
    }

    /// A style by its number.
    pub(super) fn style(&self, number: usize) -> Style {
        self.cells.get(number).cloned().unwrap_or_default()
    }
}

/// The widest digit of a font, in pixels.
fn digit_width(half_points: u16, font: &str) -> Decimal {
    let thousandths = match font {
        "Arial" | "Tahoma" | "Verdana" | "Segoe UI" => 556,
        "Times New Roman" => 500,
        _ => 507,
    };
    // A point is 4/3 of a pixel.
    (Decimal::from(half_points) * Decimal::new(thousandths * 2, 3) / Decimal::from(3)).round()
}

impl Parts {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, palette: &Palette) {
        self.list = match name {
            "numFmts" => List::Formats,
            "fonts" => List::Fonts,
            "fills" => List::Fills,
            "borders" => List::Borders,
            "cellXfs" => List::Cells,
            _ => self.list,
        };
        match self.list {
            List::Formats if name == "numFmt" => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                self.formats.extend(id.zip(decoded(element, "formatCode").ok().flatten()));
            }
            List::Fonts => self.font(name, element, palette),
            List::Fills => self.fill(name, element, palette),
            List::Borders => self.border(name, element),
            List::Cells => self.cell(name, element),
            List::Formats | List::Other => {}
        }
    }

    fn font(&mut self, name: &str, element: &BytesStart<'_>, palette: &Palette) {
        if name == "font" {
            // Without a size the programs' usual one is meant.
            self.fonts.push((Style { half_points: 22, ..plain() }, String::new()));
        }
        let Some((style, family)) = self.fonts.last_mut() else { return };
        let value = attribute(element, "val");
        match name {
            "b" => style.bold = is_on(value),
            "i" => style.italic = is_on(value),
            "u" => style.underline = value != Some("none"),
            "sz" => {
                let points = value.and_then(|size| size.parse::<Decimal>().ok());
                let half = points.and_then(|points| (points * Decimal::TWO).round().to_u16());
                style.half_points = half.filter(|half| *half > 0).unwrap_or(22);
            }
            "color" => style.color = palette.color(element).filter(|color| color.0 != 0),
            "name" => *family = decoded(element, "val").ok().flatten().unwrap_or_default(),
            _ => {}
        }
    }

    fn fill(&mut self, name: &str, element: &BytesStart<'_>, palette: &Palette) {
        match name {
            "fill" => self.fills.push(plain()),
            // The colour of a pattern without lines is the first.
            "fgColor" => {
                if let Some(style) = self.fills.last_mut() {
                    style.fill = palette.color(element);
                }
            }
            _ => {}
        }
    }

    fn border(&mut self, name: &str, element: &BytesStart<'_>) {
        if name == "border" {
            self.borders.push(plain());
        }
        let Some(style) = self.borders.last_mut() else { return };
        let is_drawn = attribute(element, "style").is_some_and(|line| line != "none");
        match name {
            "left" => style.borders.left = is_drawn,
            "right" => style.borders.right = is_drawn,
            "top" => style.borders.top = is_drawn,
            "bottom" => style.borders.bottom = is_drawn,
            _ => {}
        }
    }

    fn cell(&mut self, name: &str, element: &BytesStart<'_>) {
        let number = |name| attribute(element, name).and_then(|text| text.parse::<usize>().ok());
        match name {
            "xf" => {
                let font = number("fontId").and_then(|id| self.fonts.get(id));
                let font = font.map_or_else(plain, |(style, _)| style.clone());
                let fill = number("fillId").and_then(|id| self.fills.get(id)?.fill);
                let borders = number("borderId").and_then(|id| self.borders.get(id));
                let borders = borders.map_or(Borders::NONE, |style| style.borders);
                let format = number("numFmtId").and_then(|id| u32::try_from(id).ok());
                let format = format.map_or(Cow::Borrowed(""), |id| self.number_format(id));
                self.cells.push(Style { fill, borders, number: format, ..font });
            }
            "alignment" => {
                let Some(style) = self.cells.last_mut() else { return };
                style.across = across(attribute(element, "horizontal"));
                style.down = down(attribute(element, "vertical"));
                style.wrap = is_on(attribute(element, "wrapText").or(Some("0")));
                style.indent = number("indent").map_or(0, |indent| indent.min(15) as u8);
                style.rotation = rotation(number("textRotation").unwrap_or(0));
            }
            _ => {}
        }
    }

    /// A number format; empty where it holds words, which are not copied.
    fn number_format(&self, id: u32) -> Cow<'static, str> {
        let builtin = match id {
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 => "dd/mm/yyyy",
            49 => "@",
            _ => "",
        };
        let is_plain = |code: &&String| code.chars().all(|c| "0#?,.%;-() @dmy/".contains(c));
        match self.formats.get(&id) {
            Some(code) => Some(code).filter(is_plain).cloned().unwrap_or_default().into(),
            None => Cow::Borrowed(builtin),
        }
    }
}

/// Spreadsheets put text at the bottom where a file says nothing else.
fn plain() -> Style {
    Style { down: VerticalAlign::Bottom, half_points: 22, ..Style::default() }
}

fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false"))
}

fn across(value: Option<&str>) -> HorizontalAlign {
    match value {
        Some("left" | "fill") => HorizontalAlign::Left,
        Some("center" | "centerContinuous") => HorizontalAlign::Center,
        Some("right") => HorizontalAlign::Right,
        Some("justify" | "distributed") => HorizontalAlign::Justify,
        _ => HorizontalAlign::General,
    }
}

fn down(value: Option<&str>) -> VerticalAlign {
    match value {
        Some("top" | "justify") => VerticalAlign::Top,
        Some("center" | "distributed") => VerticalAlign::Center,
        _ => VerticalAlign::Bottom,
    }
}

/// The file counts degrees upwards to 90, then downwards from 91; 255 is letter under letter.
fn rotation(stored: usize) -> i16 {
    match i16::try_from(stored) {
        Ok(up @ 0..=90) => up,
        Ok(down @ 91..=180) => 90 - down,
        Ok(255) => Style::STACKED,
        _ => 0,
    }
}
