//! The annex of an office below as a submission: for one unit of this office, of whose units it
//! is the whole; or for each of this office's units that it lists, where they are the same.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::heading::FileName;
use super::read::Context;
use super::{Annexed, AnnexedFigure, Beneath, Fate, NotUnderstood, Submission};
use crate::form::{FormSheet, UnitSaid};
use crate::intake::annexed::{
    Headed, Holds, Overview, SourceRow, list_rows, overview, same_code, source_rows, sources,
};
use crate::settings::{Settings, Unit};
use viet_text::text::folded;
use workbook_io::Workbook;
use workbook_io::digest::is_as_written;

/// Stands for whatever units an annex may have had beside those with figures.
const OTHERS: &str = "đơn vị khác, không rõ vì phụ lục thiếu trang Tổng hợp";

/// The submissions of an annex; `None` where the workbook is none.
pub(super) fn submissions(
    path: &Arc<str>,
    book: &Workbook,
    name: &FileName,
    context: Context<'_>,
) -> Option<Vec<Submission>> {
    let sheet = sources(book)?;
    let overview = overview(book, context.units);
    let annex = Annex {
        group: group(overview.as_ref(), path, context.settings),
        rows: source_rows(&sheet, context.settings).collect(),
        whose: whose(overview.as_ref(), name),
        overview,
        sheet,
        edited: !is_as_written(book),
        path,
        name,
        context,
    };
    let mut parts = annex.parts();
    annex.add_lists(book, &mut parts);
    Some(parts.0.into_iter().map(|(unit, part)| annex.submission(unit, part)).collect())
}

/// The unit that the annex as a whole is of: by the office that made it, else by the file's name.
fn whose(overview: Option<&Overview>, name: &FileName) -> Option<UnitSaid> {
    let said = overview.and_then(|overview| overview.heading.unit.clone());
    let by_name = name.unit.map(UnitSaid::Known);
    match said {
        Some((known @ UnitSaid::Known(_), _)) => Some(known),
        Some((unknown, _)) => by_name.or(Some(unknown)),
        None => by_name.or_else(|| name.unknown_unit.clone().map(UnitSaid::Unknown)),
    }
}

/// The group of this office's units that the annex is of, by the same two.
pub(super) fn group(
    overview: Option<&Overview>,
    path: &str,
    settings: &Settings,
) -> Option<String> {
    let office = overview.map_or("", |overview| &overview.office);
    let said = [office, path].map(words);
    let groups = settings.units.iter().map(|unit| &unit.group).filter(|group| !group.is_empty());
    let named = |group: &&String| said.iter().any(|text| text.contains(&words(group)));
    groups.into_iter().find(named).cloned()
}

/// A text as whole words: " huyện tháp mười ".
fn words(text: &str) -> String {
    let spaced: String =
        folded(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}

struct Annex<'a> {
    /// Only units of this group can be its own.
    group: Option<String>,
    sheet: Headed<'a>,
    rows: Vec<SourceRow>,
    overview: Option<Overview>,
    whose: Option<UnitSaid>,
    edited: bool,
    path: &'a Arc<str>,
    name: &'a FileName,
    context: Context<'a>,
}

/// What an annex says of one unit of this office.
#[derive(Default)]
struct Part {
    beneath: Vec<Beneath>,
    not_understood: Vec<NotUnderstood>,
    sheets: Vec<FormSheet>,
}

/// By the unit of this office, in the annex's order.
#[derive(Default)]
struct Parts(Vec<(Option<UnitSaid>, Part)>);

impl Parts {
    fn of(&mut self, unit: &Option<UnitSaid>) -> &mut Part {
        let place = self.0.iter().position(|(known, _)| known == unit).unwrap_or_else(|| {
            self.0.push((unit.clone(), Part::default()));
            self.0.len() - 1
        });
        &mut self.0[place].1
    }
}

impl Part {
    fn beneath(&mut self, name: &str) -> &mut Beneath {
        let place = self.beneath.iter().position(|part| &*part.name == name).unwrap_or_else(|| {
            self.beneath.push(Beneath { name: Arc::from(name), figures: Vec::new() });
            self.beneath.len() - 1
        });
        &mut self.beneath[place]
    }
}

impl Annex<'_> {
    /// The annex's own units, by name and code.
    fn units(&self) -> BTreeMap<String, String> {
        let listed = self.overview.iter().flat_map(|overview| &overview.units);
        let mut units: BTreeMap<String, String> =
            listed.map(|name| (name.clone(), String::new())).collect();
        units.extend(self.rows.iter().map(|row| (row.unit.to_string(), row.unit_code.to_string())));
        units
    }

    /// The unit of this office that one of the annex's units is.
    fn same_unit(&self, name: &str, code: &str) -> Option<usize> {
        let units = &self.context.settings.units;
        let is_named = |known: &String| folded(known) == folded(name);
        // Two offices below may each have a unit of this name; then the code tells them apart.
        let has_code = |unit: &Unit| {
            !code.is_empty()
                && same_code(&unit.code, code)
                && unit.names().any(|known| folded(known).contains(&folded(name)))
        };
        let of_group = |unit: &Unit| self.group.as_ref().is_none_or(|group| unit.group == *group);
        let by_name = |unit: &Unit| unit.names().any(is_named);
        let find = |is: &dyn Fn(&Unit) -> bool| units.iter().position(|u| of_group(u) && is(u));
        find(&has_code).or_else(|| find(&by_name))
    }

    /// Its units are this office's own: most of them are found in the settings.
    fn is_of_own_units(&self) -> bool {
        let units = self.units();
        let found = units.iter().filter(|(name, code)| self.same_unit(name, code).is_some());
        !units.is_empty() && found.count() * 2 >= units.len()
    }

    /// The unit of this office, and what is beneath it, for a unit of the annex.
    fn place(&self, own: bool, name: &str, code: &str, beneath: Option<&str>) -> Place {
        if !own {
            let beneath = beneath.map_or_else(|| name.to_owned(), |b| format!("{b}, {name}"));
            return Place { unit: self.whose.clone(), beneath };
        }
        let unit = self.same_unit(name, code).map(UnitSaid::Known);
        let unit = unit.or_else(|| Some(UnitSaid::Unknown(name.to_owned())));
        Place { unit, beneath: beneath.unwrap_or_default().to_owned() }
    }

    fn parts(&self) -> Parts {
        let own = self.is_of_own_units();
        let mut parts = Parts::default();
        let names = self.overview.iter().flat_map(|overview| &overview.units);
        let told: HashSet<&str> = self.rows.iter().map(|row| &*row.unit).collect();
        for name in names.filter(|name| !told.contains(name.as_str())) {
            // Of a unit of this office nothing is known, as if nothing had come.
            if !own {
                parts.of(&self.whose).beneath(name);
            }
        }
        for row in &self.rows {
            let place = self.place(own, &row.unit, &row.unit_code, row.beneath.as_deref());
            let part = parts.of(&place.unit);
            match &row.holds {
                Holds::Absent => drop(part.beneath(&place.beneath)),
                Holds::Figure(figure) => {
                    let figure = AnnexedFigure { figure: figure.clone(), at: row.at };
                    part.beneath(&place.beneath).figures.push(figure);
                }
                Holds::NotUnderstood(why) => {
                    part.not_understood.push(NotUnderstood { at: row.at, why: why.clone() });
                }
            }
        }
        if self.overview.is_none() && !own {
            parts.of(&self.whose).beneath(OTHERS);
        }
        parts
    }

    /// The rows of its merged lists, by unit and what is beneath.
    fn add_lists(&self, book: &Workbook, parts: &mut Parts) {
        let own = self.is_of_own_units();
        let codes = self.units();
        for list in self.context.settings.lists.values() {
            let sheets = list_rows(book, list, self.context.settings).into_iter();
            let rows = sheets.flat_map(|(grid, rows)| rows.into_iter().map(move |row| (grid, row)));
            for (grid, found) in rows {
                let code = codes.get(&found.unit).map_or("", String::as_str);
                let place = self.place(own, &found.unit, code, found.beneath.as_deref());
                let sheets = &mut parts.of(&place.unit).sheets;
                let same = |sheet: &&mut FormSheet| {
                    sheet.list.as_deref() == Some(&list.code)
                        && *sheet.on.sheet == grid.name
                        && sheet.beneath.as_deref() == Some(&*place.beneath)
                };
                match sheets.iter_mut().find(same) {
                    Some(sheet) => sheet.rows.push(Arc::new(found.row)),
                    None => {
                        let new = FormSheet::of_annex(self.path, grid, &list.code, &place.beneath);
                        sheets.push(FormSheet { rows: vec![Arc::new(found.row)], ..new });
                    }
                }
            }
        }
    }

    fn submission(&self, unit: Option<UnitSaid>, part: Part) -> Submission {
        let near_unit = match &unit {
            Some(UnitSaid::Unknown(name)) => self.context.units.nearest(name),
            _ => None,
        };
        let said = self.overview.as_ref().and_then(|o| o.heading.period.map(|(period, _)| period));
        Submission {
            file: 0,
            unit,
            near_unit,
            period: said.or(self.name.period),
            sheets: part.sheets,
            annexed: Some(Box::new(Annexed {
                file: Arc::clone(self.path),
                sheet: Arc::from(self.sheet.grid.name.as_str()),
                beneath: part.beneath,
                not_understood: part.not_understood,
                edited: self.edited,
            })),
            fate: Fate::Used,
        }
    }
}

/// Whose a row is: the unit of this office, and the unit beneath it or nothing.
struct Place {
    unit: Option<UnitSaid>,
    beneath: String,
}
