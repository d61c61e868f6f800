//! Which section of the form the rows of a sheet belong to.

use super::cache::label_normalizer::LabelNormalizer;
use super::template::{FigureArea, Section};
use viet_text::text::folded;

/// The sections of a form while a sheet is read from the top down.
pub(super) struct Headings<'f> {
    area: &'f FigureArea,
    /// The section that rows stand in now.
    current: Option<usize>,
    /// Sections opened so far.
    seen: Vec<bool>,
    /// The sections opened by the names of groups beside the labels, each with its column.
    groups: Vec<(u32, usize)>,
}

impl<'f> Headings<'f> {
    pub(super) fn new(area: &'f FigureArea) -> Self {
        Self { area, current: None, seen: vec![false; area.sections.len()], groups: Vec::new() }
    }

    /// The path of the section that rows stand in now.
    pub(super) fn path(&self) -> Option<String> {
        self.current.map(|place| self.area.sections[place].path.clone())
    }

    /// Is this the label of a row of the form?
    pub(super) fn is_label(&self, key: &str) -> bool {
        self.area.rows.iter().any(|row| row.label == key)
    }

    /// Opens the section of a heading; false where the words are no heading of the form's.
    pub(super) fn open(
        &mut self,
        printed: &str,
        key: &str,
        normalizer: &LabelNormalizer<'_>,
    ) -> bool {
        let place = self.place(key).or_else(|| self.place(&after_kind(printed, normalizer)?));
        let Some(place) = place.or_else(|| self.nearly(key)) else { return false };
        self.current = Some(place);
        self.seen[place] = true;
        true
    }

    /// Opens the section of a group's name beside the labels; false where it is none of the form's.
    pub(super) fn open_group(
        &mut self,
        col: u32,
        printed: &str,
        normalizer: &LabelNormalizer<'_>,
    ) -> bool {
        if !self.open(printed, &normalizer.header_key(printed), normalizer) {
            return false;
        }
        self.groups.retain(|(own, _)| *own < col);
        self.groups.extend(self.current.map(|place| (col, place)));
        true
    }

    /// The groups of this column, and those within them, have ended.
    pub(super) fn leave_groups(&mut self, col: u32) {
        let Some(first) = self.groups.iter().position(|(own, _)| *own >= col) else { return };
        let group = self.groups[first].1;
        self.groups.truncate(first);
        let mut around = self.current;
        while let Some(place) = around {
            around = self.section(place).parent;
            if place == group {
                self.current = around;
            }
        }
    }

    /// Closes a heading that does not stand out, at a row that the form has in another section.
    pub(super) fn pass(&mut self, key: &str) {
        let Some(current) = self.current.filter(|place| !self.section(*place).strong) else {
            return;
        };
        let mut rows = self.area.rows.iter().filter(|row| row.label == key);
        let (Some(row), None) = (rows.next(), rows.next()) else { return };
        if row.section != self.section(current).path {
            let own = self.area.sections.iter().position(|section| section.path == row.section);
            let around = self.strong(current);
            let stays = own.is_some_and(|own| self.strong(own) == around);
            self.current = if stays { own } else { around };
        }
    }

    fn section(&self, place: usize) -> &'f Section {
        &self.area.sections[place]
    }

    fn strong(&self, place: usize) -> Option<usize> {
        let section = self.section(place);
        if section.strong { Some(place) } else { section.parent.and_then(|p| self.strong(p)) }
    }

    /// The section of a heading. Where several sections have the same heading: the one inside the
    /// section that is open, the nearest first; else the first one not opened yet.
    fn place(&self, key: &str) -> Option<usize> {
        let mut known = (0..self.area.sections.len()).filter(|p| self.section(*p).key == key);
        let known: Vec<usize> = known.by_ref().collect();
        let mut around = self.current;
        while let Some(place) = around {
            if let Some(found) = known.iter().find(|p| self.section(**p).parent == Some(place)) {
                return Some(*found);
            }
            around = self.section(place).parent;
        }
        let first = || known.iter().find(|place| !self.seen[**place]);
        known
            .iter()
            .find(|p| self.section(**p).parent.is_none())
            .or_else(first)
            .copied()
            .or_else(|| known.first().copied())
    }

    /// A mistyped heading: close to one not opened yet, and not a label of the form.
    fn nearly(&self, key: &str) -> Option<usize> {
        const NEAR: f64 = 0.85;
        const LONG_ENOUGH: usize = 8;
        if key.chars().count() < LONG_ENOUGH || self.is_label(key) {
            return None;
        }
        let near = |text: &str| strsim::normalized_damerau_levenshtein(key, text) >= NEAR;
        if self.area.rows.iter().any(|row| near(&row.label)) {
            return None;
        }
        let mut near =
            (0..self.area.sections.len()).filter(|p| !self.seen[*p] && near(&self.section(*p).key));
        let first = near.next()?;
        near.next().is_none().then_some(first)
    }
}

/// The heading after "Phần I." and the like.
fn after_kind(printed: &str, normalizer: &LabelNormalizer<'_>) -> Option<String> {
    let (first, rest) = printed.split_once(' ')?;
    let kinds = ["phần", "mục", "nhóm", "khu", "biểu"];
    kinds
        .contains(&folded(first).as_str())
        .then(|| normalizer.header_key(rest.strip_prefix("vực ").unwrap_or(rest)))
}
