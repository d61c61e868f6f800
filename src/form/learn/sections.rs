//! Which rows of a form are headings of others, and under which headings each row stands.

use std::collections::BTreeMap;

use crate::form::cache::label_normalizer::LabelNormalizer;
use crate::form::template::Section;
use viet_text::text::folded;

/// A labelled row of the form.
pub(super) struct OutlineLine {
    pub row: u32,
    pub printed: String,
    pub key: String,
    /// Figures stand in it.
    pub coded: bool,
    /// It is a group's name beside a label, not a label.
    pub group: bool,
    /// The groups of this column, and those within them, end above it.
    leaves: Option<u32>,
    /// How deep it lies, the outermost at 0.
    depth: u32,
    strong: bool,
}

const OUTERMOST: u32 = 0;
const ROMAN: u32 = 10;
const GROUP: u32 = 15;
const ARABIC: u32 = 20;
const UNMARKED: u32 = 60;
const LETTER: u32 = 70;
const BULLET: u32 = 80;
const PLUS: u32 = 90;

impl OutlineLine {
    pub(super) fn new(
        row: u32,
        number: Option<String>,
        printed: String,
        coded: bool,
        normalizer: &LabelNormalizer<'_>,
    ) -> Self {
        let key = normalizer.header_key(&printed);
        let strong = is_section(number.as_deref(), &printed);
        let depth = depth(number.as_deref().unwrap_or(&printed), strong);
        Self { row, printed, key, coded, group: false, leaves: None, depth, strong }
    }

    pub(super) fn group(
        row: u32,
        col: u32,
        printed: String,
        normalizer: &LabelNormalizer<'_>,
    ) -> Self {
        let key = normalizer.header_key(&printed);
        let (depth, leaves) = (group_depth(col), None);
        Self { row, printed, key, coded: false, group: true, leaves, depth, strong: true }
    }

    /// The same line, below the end of these groups.
    pub(super) fn leaving(self, leaves: Option<u32>) -> Self {
        Self { leaves, ..self }
    }

    /// "Trong đó:" and "Chia ra:" open no section.
    fn is_heading(&self) -> bool {
        const CONNECTING: [&str; 6] = ["trong đó", "chia ra", "bao gồm", "gồm", "gồm có", "cụ thể"];
        !self.coded && !CONNECTING.contains(&self.key.as_str()) && !self.key.is_empty()
    }
}

fn group_depth(col: u32) -> u32 {
    GROUP + col.min(4)
}

/// How deep a row lies by its number or the sign before it.
fn depth(marker: &str, strong: bool) -> u32 {
    let first = marker.split_whitespace().next().unwrap_or_default();
    let bare = first.trim_matches(['.', ')', '(', ':', '/']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match bare {
        "A" | "B" | "C" | "D" | "Đ" | "E" => OUTERMOST,
        _ if !bare.is_empty() && bare.chars().all(|c| "IVX".contains(c)) => ROMAN,
        _ if bare.split('.').all(digits) => {
            let dots = bare.split('.').count().min(4) - 1;
            ARABIC + 10 * u32::try_from(dots).unwrap_or(0)
        }
        _ if strong => ROMAN,
        _ if bare.starts_with('+') || bare.starts_with('*') => PLUS,
        _ if bare.starts_with(['-', '–', '—', '•']) => BULLET,
        _ if bare.chars().count() == 1 => LETTER,
        _ => UNMARKED,
    }
}

/// A heading that opens a section: numbered in Roman or by letter, or all in capitals.
fn is_section(marker: Option<&str>, printed: &str) -> bool {
    let roman = |text: &str| {
        let text = text.trim_end_matches('.');
        !text.is_empty() && text.chars().all(|c| "IVXABCDĐ".contains(c))
    };
    let first_word = printed.split([' ', '.']).next().unwrap_or("");
    let has_letters = printed.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let capitals = has_letters && !printed.chars().any(char::is_lowercase);
    marker.is_some_and(roman)
        || (capitals && folded(printed) != *printed)
        || (roman(first_word) && printed.contains('.'))
}

/// The headings of a form and what stands under them.
pub(super) struct Outline {
    pub sections: Vec<Section>,
    /// The section of each row, by its place.
    of_row: BTreeMap<u32, usize>,
}

impl Outline {
    pub(super) fn new(lines: &[OutlineLine]) -> Self {
        let all = Self::with(lines, |line| line.is_heading());
        // A heading that does not stand out counts only where it is needed: where labels below it
        // occur elsewhere, too.
        let needed =
            |line: &OutlineLine| line.is_heading() && (line.strong || all.is_needed(line, lines));
        Self::with(lines, needed)
    }

    fn with(lines: &[OutlineLine], opens: impl Fn(&OutlineLine) -> bool) -> Self {
        let mut outline = Self { sections: Vec::new(), of_row: BTreeMap::new() };
        let mut open: Vec<(u32, usize)> = Vec::new();
        for line in lines {
            if let Some(col) = line.leaves {
                open.retain(|(depth, _)| *depth < group_depth(col));
            }
            if opens(line) {
                open.retain(|(depth, _)| *depth < line.depth);
                let place = outline.add(line, open.last().map(|(_, section)| *section));
                open.push((line.depth, place));
                continue;
            }
            if line.group {
                continue;
            }
            // A heading that does not stand out ends at the next row of its own depth or above.
            let sections = &outline.sections;
            open.retain(|(depth, place)| sections[*place].strong || *depth < line.depth);
            if let Some((_, section)) = open.last() {
                outline.of_row.insert(line.row, *section);
            }
        }
        outline
    }

    fn add(&mut self, line: &OutlineLine, parent: Option<usize>) -> usize {
        let around = parent.map_or("", |parent| self.sections[parent].path.as_str());
        let path =
            if around.is_empty() { line.key.clone() } else { format!("{around} › {}", line.key) };
        if let Some(same) = self.sections.iter().position(|section| section.path == path) {
            return same;
        }
        let (key, printed) = (line.key.clone(), line.printed.clone());
        let section = Section { key, printed, path, parent, strong: line.strong };
        self.sections.push(section);
        self.sections.len() - 1
    }

    /// Do labels under the heading stand elsewhere within the same strong section?
    fn is_needed(&self, heading: &OutlineLine, lines: &[OutlineLine]) -> bool {
        let strong = |row: u32| self.of_row.get(&row).and_then(|place| self.strong(*place));
        let within = |line: &OutlineLine| {
            let section = self.of_row.get(&line.row).map(|place| &self.sections[*place]);
            section.is_some_and(|section| section.key == heading.key && !section.strong)
        };
        let coded = || lines.iter().filter(|line| line.coded);
        coded().filter(|line| within(line)).any(|line| {
            coded().any(|other| {
                other.row != line.row
                    && other.key == line.key
                    && strong(other.row) == strong(line.row)
                    && self.of_row.get(&other.row) != self.of_row.get(&line.row)
            })
        })
    }

    fn strong(&self, place: usize) -> Option<usize> {
        let section = &self.sections[place];
        if section.strong { Some(place) } else { section.parent.and_then(|p| self.strong(p)) }
    }

    /// The path of the section that a row stands in; empty above the first.
    pub(super) fn section_of(&self, row: u32) -> String {
        self.of_row.get(&row).map(|place| self.sections[*place].path.clone()).unwrap_or_default()
    }
}
