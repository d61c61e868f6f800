//! Colours as a file names them: in red, green and blue, by a place in its theme, by a number.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::read::xml::{self, Tag, attribute};
use crate::sheet::Color;

/// The colours of a theme, in the order in which cells number them.
pub(super) struct Palette([Color; 10]);

impl Default for Palette {
    /// Those of Office's own theme.
    fn default() -> Self {
        Self(
            [
                0xFF_FFFF, 0x00_0000, 0xE7_E6E6, 0x44_546A, 0x44_72C4, 0xED_7D31, 0xA5_A5A5,
                0xFF_C000, 0x5B_9BD5, 0x70_AD47,
            ]
            .map(Color),
        )
    }
}

/// The elements of a theme's scheme, by the number that cells give them.
const SCHEME: [&str; 10] =
    ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];

/// The first sixteen colours by number, as of old; the next eight repeat the first.
const INDEXED: [u32; 16] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF,
    0x80_0000, 0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080,
];

impl Palette {
    /// The colours of a theme's part.
    pub(super) fn of_theme(part: &[u8]) -> Option<Self> {
        let mut palette = Self::default();
        let mut place = None;
        let seen = xml::walk(xml::text(part).ok()?, |tag| {
            match tag {
                Tag::Start(name, _) if SCHEME.contains(&name) => {
                    place = SCHEME.iter().position(|own| *own == name);
                }
                Tag::Start("srgbClr" | "sysClr", element) => {
                    let value = attribute(element, "lastClr").or_else(|| attribute(element, "val"));
                    if let (Some(place), Some(color)) = (place, value.and_then(hex)) {
                        palette.0[place] = color;
                    }
                }
                Tag::End(name) if SCHEME.contains(&name) => place = None,
                _ => {}
            }
            Ok(())
        });
        seen.ok().map(|()| palette)
    }

    /// The colour that an element names; `None` for the usual one.
    pub(super) fn color(&self, element: &BytesStart<'_>) -> Option<Color> {
        let number = |name| attribute(element, name).and_then(|text| text.parse::<usize>().ok());
        let base = match (attribute(element, "rgb"), number("theme"), number("indexed")) {
            // The first two digits are opacity, which spreadsheets ignore.
            (Some(rgb), ..) => hex(rgb.get(rgb.len().checked_sub(6)?..)?)?,
            (_, Some(theme), _) => *self.0.get(theme)?,
            (.., Some(indexed @ 0..24)) => {
                Color(INDEXED[if indexed < 8 { indexed } else { indexed - 8 }])
            }
            _ => return None,
        };
        let tint = attribute(element, "tint")
            .and_then(|tint| Decimal::from_scientific(tint).or_else(|_| tint.parse()).ok());
        Some(tint.map_or(base, |tint| tinted(base, tint)))
    }
}

fn hex(text: &str) -> Option<Color> {
    u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6).map(Color)
}

/// A colour made darker (below 0) or lighter.
fn tinted(Color(rgb): Color, tint: Decimal) -> Color {
    let channel = |shift: u32| {
        let own = Decimal::from((rgb >> shift) & 0xFF);
        let changed = match tint.is_sign_negative() {
            true => own * (Decimal::ONE + tint),
            false => own + (Decimal::from(255) - own) * tint,
        };
        changed.round().to_u32().unwrap_or(0).min(255) << shift
    };
    Color(channel(16) | channel(8) | channel(0))
}
