//! Styles of an .ods: which sheets are hidden, and how many decimals cells show.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use crate::read::xml::{self, Tag, attribute, decoded};
use crate::read::{Limit, Limits, Refusal, limits::within};

/// How far a style is followed through its parents.
const MAX_PARENTS: usize = 8;

/// The styles of one document.
#[derive(Default)]
pub(super) struct Styles {
    hidden_tables: HashSet<String>,
    cells: HashMap<String, CellStyle>,
    /// Decimals of each number style that fixes them.
    numbers: HashMap<String, u32>,
}

struct CellStyle {
    number: Option<String>,
    parent: Option<String>,
}

impl Styles {
    /// Adds the styles of a part: common ones, or those made for single cells.
    pub(super) fn add(&mut self, bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
        let (mut style, mut number) = (None, None);
        xml::walk(xml::text(bytes)?, |tag| {
            match tag {
                Tag::Start("style", element) => {
                    style = decoded(element, "style:name")?;
                    if let Some(name) = &style {
                        self.cells.insert(name.clone(), cell_style(element)?);
                        within(self.cells.len(), limits.formats, Limit::Formats)?;
                    }
                }
                Tag::Start("table-properties", element)
                    if attribute(element, "table:display") == Some("false") =>
                {
                    self.hidden_tables.extend(style.take());
                }
                Tag::Start("number-style" | "currency-style", element) => {
                    number = decoded(element, "style:name")?;
                }
                Tag::End("number-style" | "currency-style") => number = None,
                Tag::Start("number", element) => {
                    if let Some((name, decimals)) = number.take().zip(fixed_decimals(element)) {
                        self.numbers.insert(name, decimals);
                        within(self.numbers.len(), limits.formats, Limit::Formats)?;
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    pub(super) fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }

    /// Decimals that a cell of this style shows, where the style fixes them.
    pub(super) fn decimals(&self, style: &str) -> Option<u32> {
        let mut name = style;
        for _ in 0..MAX_PARENTS {
            let style = self.cells.get(name)?;
            if let Some(number) = &style.number {
                return self.numbers.get(number).copied();
            }
            name = style.parent.as_ref()?;
        }
        None
    }
}

fn cell_style(element: &BytesStart<'_>) -> Result<CellStyle, Refusal> {
    Ok(CellStyle {
        number: decoded(element, "style:data-style-name")?,
        parent: decoded(element, "style:parent-style-name")?,
    })
}

/// The decimals of a `number:number`, unless some are optional or thousands are scaled away.
fn fixed_decimals(element: &BytesStart<'_>) -> Option<u32> {
    let of = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
    let most = of("number:decimal-places")?;
    let least = of("number:min-decimal-places").unwrap_or(most);
    let scaled = of("number:display-factor").is_some_and(|factor| factor != 1);
    (least == most && !scaled).then_some(most)
}
