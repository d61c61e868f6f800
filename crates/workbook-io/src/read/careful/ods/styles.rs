//! Styles of an .ods: hidden sheets, and looks of cells and of texts inside them.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::grid::{FormatKind, Look};
use crate::read::font::Font;
use crate::read::number_format::NumberFormat;
use crate::read::xml::{self, Tag, attribute, decoded};
use crate::read::{Limit, Limits, Refusal, limits::check_limit};

/// Limit of ancestors of a style.
const MAX_PARENTS: usize = 8;

/// The style of cells without a style.
const DEFAULT: &str = "Default";

/// The styles of one document.
#[derive(Default)]
pub(super) struct Styles {
    hidden_tables: HashSet<String>,
    cells: HashMap<String, Style>,
    /// Styles of paragraphs and of spans.
    texts: HashMap<String, Style>,
    numbers: HashMap<String, NumberStyle>,
    /// The default font of cells.
    default_font: Font,
    /// The look of each cell style.
    looks: HashMap<String, Look>,
    /// The look of cells without a style.
    default_look: Look,
}

/// A style. It inherits from its parent what it does not define.
#[derive(Default)]
struct Style {
    number: Option<String>,
    parent: Option<String>,
    font: Font,
}

/// A number style, which is the last section of a format. Earlier sections are styles of their own.
#[derive(Default)]
struct NumberStyle {
    /// `None` if the section shows no number.
    kind: Option<FormatKind>,
    decimals: Option<u8>,
    sections_before: Vec<String>,
}

/// The style element being read.
#[derive(Default)]
enum OpenStyle {
    #[default]
    Nothing,
    Cell(String),
    Text(String),
    /// The defaults of all cells.
    AllCells,
    Table(String),
    Number(String),
}

impl Styles {
    /// Adds the styles of a part: common or automatic ones.
    pub(super) fn add(&mut self, bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
        let mut open = OpenStyle::Nothing;
        xml::walk(xml::text(bytes)?, |tag| {
            match tag {
                Tag::Start(name, element) => self.start(name, element, &mut open)?,
                Tag::End(name)
                    if matches!(name, "style" | "default-style")
                        || kind_of_number_style(name).is_some() =>
                {
                    open = OpenStyle::Nothing;
                }
                _ => {}
            }
            let styles = self.cells.len().max(self.texts.len()).max(self.numbers.len());
            check_limit(styles, limits.formats, Limit::Formats)
        })
    }

    fn start(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        open: &mut OpenStyle,
    ) -> Result<(), Refusal> {
        if let Some(kind) = kind_of_number_style(name) {
            *open = self.number_style(kind, element)?;
            return Ok(());
        }
        match (name, &*open) {
            ("style", _) => *open = self.style(element)?,
            ("default-style", _) => {
                let is_cells = attribute(element, "style:family") == Some("table-cell");
                *open = if is_cells { OpenStyle::AllCells } else { OpenStyle::Nothing };
            }
            ("table-properties", OpenStyle::Table(style) | OpenStyle::Cell(style))
                if attribute(element, "table:display") == Some("false") =>
            {
                self.hidden_tables.insert(style.clone());
            }
            ("text-properties", OpenStyle::AllCells) => self.default_font = font(element),
            ("text-properties", OpenStyle::Cell(style)) => {
                self.cells.entry(style.clone()).or_default().font = font(element);
            }
            ("text-properties", OpenStyle::Text(style)) => {
                self.texts.entry(style.clone()).or_default().font = font(element);
            }
            (name, OpenStyle::Number(style)) => {
                let style = self.numbers.entry(style.clone()).or_default();
                style.see(name, element)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn number_style(
        &mut self,
        kind: Option<FormatKind>,
        element: &BytesStart<'_>,
    ) -> Result<OpenStyle, Refusal> {
        let Some(name) = decoded(element, "style:name")? else { return Ok(OpenStyle::Nothing) };
        self.numbers.insert(name.clone(), NumberStyle { kind, ..NumberStyle::default() });
        Ok(OpenStyle::Number(name))
    }

    fn style(&mut self, element: &BytesStart<'_>) -> Result<OpenStyle, Refusal> {
        let Some(name) = decoded(element, "style:name")? else { return Ok(OpenStyle::Nothing) };
        let style = Style {
            number: decoded(element, "style:data-style-name")?,
            parent: decoded(element, "style:parent-style-name")?,
            font: Font::default(),
        };
        Ok(match attribute(element, "style:family") {
            None | Some("table-cell") => {
                self.cells.insert(name.clone(), style);
                OpenStyle::Cell(name)
            }
            Some("text" | "paragraph") => {
                self.texts.insert(name.clone(), style);
                OpenStyle::Text(name)
            }
            Some("table") => OpenStyle::Table(name),
            Some(_) => OpenStyle::Nothing,
        })
    }

    pub(super) fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }

    /// Computes the look of each cell style, after all parts are added.
    pub(super) fn resolve(&mut self) {
        let looks = self.cells.keys().map(|name| (name.clone(), self.look_by_chain(name, false)));
        self.looks = looks.collect();
        self.default_look = self.look_by_chain(DEFAULT, true);
    }

    /// The look of cells with this style.
    pub(super) fn look(&self, style: Option<&str>) -> Look {
        match style {
            Some(name) => self.looks.get(name).copied().unwrap_or_default(),
            None => self.default_look,
        }
    }

    /// The defaults apply where no ancestor defines something. If an ancestor is missing, it might
    /// have: then the look is unknown.
    fn look_by_chain(&self, name: &str, is_default: bool) -> Look {
        let (chain, is_whole) = chain(&self.cells, name);
        let (number, font) = match is_whole || is_default {
            true => (NumberFormat::GENERAL, self.default_font.or(Font::ORDINARY)),
            false => (NumberFormat::default(), Font::default()),
        };
        let own = chain.iter().find_map(|style| style.number.as_deref());
        font_of(&chain).or(font).with(own.map_or(number, |name| self.number(name)))
    }

    /// The font of a span, as far as its style defines it.
    pub(super) fn font(&self, style: &str) -> Font {
        font_of(&chain(&self.texts, style).0)
    }

    fn number(&self, name: &str) -> NumberFormat {
        let Some(style) = self.numbers.get(name) else { return NumberFormat::default() };
        let before = style.sections_before.iter().filter_map(|name| self.numbers.get(name));
        let kinds = before.chain([style]).filter_map(|section| section.kind);
        NumberFormat { kind: one_kind(kinds), decimals: style.decimals }
    }
}

/// The common kind of all sections that show a number. Text has a section of its own.
fn one_kind(kinds: impl Iterator<Item = FormatKind>) -> FormatKind {
    let merge = |one, other| match (one, other) {
        (FormatKind::Text, other) | (other, FormatKind::Text) => other,
        (one, other) if one == other => one,
        _ => FormatKind::Unknown,
    };
    kinds.reduce(merge).unwrap_or_default()
}

/// A style and its ancestors; and whether the chain is complete.
fn chain<'s>(styles: &'s HashMap<String, Style>, name: &str) -> (Vec<&'s Style>, bool) {
    let (mut chain, mut name) = (Vec::new(), Some(name));
    while let Some(next) = name {
        let Some(style) = styles.get(next).filter(|_| chain.len() < MAX_PARENTS) else {
            return (chain, false);
        };
        chain.push(style);
        name = style.parent.as_deref();
    }
    (chain, true)
}

fn font_of(chain: &[&Style]) -> Font {
    chain.iter().fold(Font::default(), |font, style| font.or(style.font))
}

/// The kind of a number style, by its element. Number and currency styles only have one if they
/// contain a number.
#[expect(
    clippy::option_option,
    reason = "no number style, and one that shows none, are two answers"
)]
fn kind_of_number_style(element: &str) -> Option<Option<FormatKind>> {
    match element {
        "number-style" | "currency-style" => Some(None),
        "percentage-style" => Some(Some(FormatKind::Percent)),
        "date-style" | "time-style" => Some(Some(FormatKind::Day)),
        "text-style" => Some(Some(FormatKind::Text)),
        "boolean-style" => Some(Some(FormatKind::Plain)),
        _ => None,
    }
}

impl NumberStyle {
    /// An element inside the style.
    fn see(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Refusal> {
        match name {
            "number" | "fraction" | "scientific-number" if self.kind.is_none() => {
                self.kind = Some(FormatKind::Plain);
                self.decimals = fixed_decimals(element).filter(|_| name == "number");
            }
            "map" => self.sections_before.extend(decoded(element, "style:apply-style-name")?),
            _ => {}
        }
        Ok(())
    }
}

/// The font defined by `style:text-properties`.
fn font(element: &BytesStart<'_>) -> Font {
    let lines = ["style:text-line-through-style", "style:text-line-through-type"];
    let lines = lines.map(|name| attribute(element, name).map(|line| line != "none"));
    let is_raised = |position: &str| {
        let height = position.split_whitespace().next().unwrap_or_default();
        let share = height.strip_suffix('%').and_then(|share| share.parse::<Decimal>().ok());
        height == "super" || share.is_some_and(|share| share > Decimal::ZERO)
    };
    Font {
        struck: match lines {
            [None, other] | [other, None] => other,
            [Some(one), Some(other)] => Some(one && other),
        },
        raised: attribute(element, "style:text-position").map(is_raised),
    }
}

/// The decimals of a `number:number`, unless some are optional or thousands are scaled.
fn fixed_decimals(element: &BytesStart<'_>) -> Option<u8> {
    let of = |name| attribute(element, name).and_then(|text| text.parse::<u8>().ok());
    let most = of("number:decimal-places")?;
    let least = of("number:min-decimal-places").unwrap_or(most);
    let factor =
        attribute(element, "number:display-factor").and_then(|text| text.parse::<u32>().ok());
    let scaled = factor.is_some_and(|factor| factor != 1);
    (least == most && !scaled).then_some(most)
}
