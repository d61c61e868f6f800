//! Styles of an .ods: which sheets are hidden, and how cells and the texts in them look.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::grid::{FormatKind, Look};
use crate::read::font::Font;
use crate::read::number_format::NumberFormat;
use crate::read::xml::{self, Tag, attribute, decoded};
use crate::read::{Limit, Limits, Refusal, limits::check_limit};

/// How far a style is followed through its parents.
const MAX_PARENTS: usize = 8;

/// The style of cells that name none.
const DEFAULT: &str = "Default";

/// The styles of one document.
#[derive(Default)]
pub(super) struct Styles {
    hidden_tables: HashSet<String>,
    cells: HashMap<String, Style>,
    /// Those of paragraphs and of pieces of text.
    texts: HashMap<String, Style>,
    numbers: HashMap<String, NumberStyle>,
    /// What holds for cells unless a style says otherwise.
    default_font: Font,
    /// How cells of each style look.
    looks: HashMap<String, Look>,
    /// How cells look that name no style.
    default_look: Look,
}

/// A style; what it does not say its parent does.
#[derive(Default)]
struct Style {
    number: Option<String>,
    parent: Option<String>,
    font: Font,
}

/// A number style: what its last section makes of a number. Those before it are styles of their own.
#[derive(Default)]
struct NumberStyle {
    /// `None` where the section shows no number.
    kind: Option<FormatKind>,
    decimals: Option<u8>,
    sections_before: Vec<String>,
}

/// What is open while styles are read.
#[derive(Default)]
enum OpenStyle {
    #[default]
    Nothing,
    Cell(String),
    Text(String),
    /// What holds for all cells.
    AllCells,
    Table(String),
    Number(String),
}

impl Styles {
    /// Adds the styles of a part: common ones, or those made for single cells.
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
            *open = match decoded(element, "style:name")? {
                Some(name) => {
                    self.numbers
                        .insert(name.clone(), NumberStyle { kind, ..NumberStyle::default() });
                    OpenStyle::Number(name)
                }
                None => OpenStyle::Nothing,
            };
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

    /// All parts are added: what cells of each style look like is worked out once.
    pub(super) fn resolve(&mut self) {
        let looks = self.cells.keys().map(|name| (name.clone(), self.look_by_chain(name, false)));
        self.looks = looks.collect();
        self.default_look = self.look_by_chain(DEFAULT, true);
    }

    /// How a cell of a style looks.
    pub(super) fn look(&self, style: Option<&str>) -> Look {
        match style {
            Some(name) => self.looks.get(name).copied().unwrap_or_default(),
            None => self.default_look,
        }
    }

    /// What no style of the chain says holds for all cells alike, unless one is missing that might say
    /// it; cells that name no style need none.
    fn look_by_chain(&self, name: &str, is_default: bool) -> Look {
        let (chain, is_whole) = chain(&self.cells, name);
        let (number, font) = match is_whole || is_default {
            true => (NumberFormat::GENERAL, self.default_font.or(Font::ORDINARY)),
            false => (NumberFormat::default(), Font::default()),
        };
        let own = chain.iter().find_map(|style| style.number.as_deref());
        font_of(&chain).or(font).with(own.map_or(number, |name| self.number(name)))
    }

    /// The font of a piece of text, as far as its style says.
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

/// The kind of all sections that show a number; text has a section of its own.
fn one_kind(kinds: impl Iterator<Item = FormatKind>) -> FormatKind {
    let merge = |one, other| match (one, other) {
        (FormatKind::Text, other) | (other, FormatKind::Text) => other,
        (one, other) if one == other => one,
        _ => FormatKind::Unknown,
    };
    kinds.reduce(merge).unwrap_or_default()
}

/// A style and its parents; are all of them there, and not too many?
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

/// What a number style makes of a number, by its element; a number or currency only where it shows one.
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
    /// An element within the style.
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

/// What `style:text-properties` say of a font.
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

/// The decimals of a `number:number`, unless some are optional or thousands are scaled away.
fn fixed_decimals(element: &BytesStart<'_>) -> Option<u8> {
    let of = |name| attribute(element, name).and_then(|text| text.parse::<u8>().ok());
    let most = of("number:decimal-places")?;
    let least = of("number:min-decimal-places").unwrap_or(most);
    let factor =
        attribute(element, "number:display-factor").and_then(|text| text.parse::<u32>().ok());
    let scaled = factor.is_some_and(|factor| factor != 1);
    (least == most && !scaled).then_some(most)
}
