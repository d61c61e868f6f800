//! Cell formats of an .xlsx.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::texts::{is_raised, is_struck};
use crate::grid::Look;
use crate::read::font::Font;
use crate::read::limits::check_limit;
use crate::read::number_format::NumberFormat;
use crate::read::xml::{self, Tag, attribute, decoded};
use crate::read::{Limit, Limits, Refusal};

/// The look of each cell format.
///
/// calamine keeps a description of every format, so their number is limited here.
pub(in crate::read) fn looks(bytes: &[u8], limits: &Limits) -> Result<Vec<Look>, Refusal> {
    let mut styles = Styles::default();
    let mut formats = 0;
    xml::walk(xml::text(bytes)?, |tag| {
        match tag {
            Tag::Start(name, element) => {
                check_limit(element.attributes_raw().len(), limits.text_bytes, Limit::Text)?;
                if matches!(name, "xf" | "font" | "fill" | "border" | "numFmt") {
                    formats += 1;
                }
                styles.start(name, element);
            }
            Tag::End("numFmts" | "fonts" | "cellXfs") => styles.list = List::Other,
            _ => {}
        }
        check_limit(formats, limits.formats, Limit::Formats)
    })?;
    Ok(styles.cells.iter().map(|cell| styles.look(cell)).collect())
}

#[derive(Default)]
struct Styles {
    list: List,
    numbers: HashMap<u32, NumberFormat>,
    fonts: Vec<Font>,
    /// Number format and font of each cell format.
    cells: Vec<[Option<u32>; 2]>,
}

/// The list being read: fonts and formats also occur in other lists.
#[derive(Default, PartialEq)]
enum List {
    NumberFormats,
    Fonts,
    CellFormats,
    #[default]
    Other,
}

impl Styles {
    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        let number = |name| attribute(element, name).and_then(|id| id.parse::<u32>().ok());
        match (&self.list, name) {
            (_, "numFmts") => self.list = List::NumberFormats,
            (_, "fonts") => self.list = List::Fonts,
            (_, "cellXfs") => self.list = List::CellFormats,
            (List::NumberFormats, "numFmt") => {
                // calamine refuses malformed attributes.
                let code = decoded(element, "formatCode").ok().flatten();
                let format = code.map(|code| NumberFormat::from_code(&code));
                self.numbers.extend(number("numFmtId").zip(format));
            }
            (List::Fonts, "font") => self.fonts.push(Font::ORDINARY),
            (List::Fonts, "strike" | "vertAlign") => {
                let Some(font) = self.fonts.last_mut() else { return };
                match name {
                    "strike" => font.struck = Some(is_struck(element)),
                    _ => font.raised = Some(is_raised(element)),
                }
            }
            (List::CellFormats, "xf") => self.cells.push([number("numFmtId"), number("fontId")]),
            _ => {}
        }
    }

    fn look(&self, [number, font]: &[Option<u32>; 2]) -> Look {
        let builtin = |id: &u32| u16::try_from(*id).map(NumberFormat::builtin).ok();
        let number = match number {
            Some(id) => self.numbers.get(id).copied().or_else(|| builtin(id)).unwrap_or_default(),
            None => NumberFormat::GENERAL,
        };
        let font = font.and_then(|id| self.fonts.get(id as usize).copied());
        font.unwrap_or_default().with(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::FormatKind;

    #[test]
    fn looks_are_those_of_the_lists_for_cells() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.0\\ %'/>\
            <numFmt numFmtId='9' formatCode='#,##0.00'/></numFmts>\
            <fonts><font><sz val='11'/></font><font><strike/></font><font><strike val='0'/>\
            <vertAlign val='superscript'/></font></fonts>\
            <cellStyleXfs><xf numFmtId='49' fontId='1'/></cellStyleXfs>\
            <cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='164' fontId='1'><alignment/></xf>\
            <xf numFmtId='14' fontId='2'/><xf numFmtId='9'/><xf numFmtId='300' fontId='99'/></cellXfs>\
            <dxfs><dxf><font><strike/></font><numFmt numFmtId='164' formatCode='@'/></dxf></dxfs>\
            </styleSheet>";
        let looks = looks(xml.as_bytes(), &Limits::default()).unwrap();
        let plain = Look::ORDINARY;
        let expected = [
            plain,
            Look { format: FormatKind::Percent, struck: Some(true), ..plain },
            Look { format: FormatKind::Day, raised: Some(true), ..plain },
            Look { shown_decimals: Some(2), struck: None, raised: None, ..plain },
            Look::UNKNOWN,
        ];
        assert_eq!(looks, expected);
    }

    #[test]
    fn formats_are_counted() {
        let xml = format!("<s><fonts>{}</fonts></s>", "<font/>".repeat(11));
        let few = Limits { formats: 10, ..Limits::default() };
        assert_eq!(looks(xml.as_bytes(), &few), Err(Refusal::TooLarge(Limit::Formats)));
    }
}
