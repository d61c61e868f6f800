//! The annex of an office below as submissions: as the report of one unit of this office; or,
//! where it lists this office's own units, as a report of each of them.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::context::ReadContext;
use super::heading::{PathHints, near_unit};
use super::unit_group::find_group;
use super::{AnnexFigure, AnnexReport, Fate, NotUnderstood, SubUnit, Submission};
use crate::form::{FormSheet, NamedUnit};
use crate::settings::{Basis, Unit};
use crate::workspace::annex_book::{
    HeadedSheet, Overview, SourceContent, SourceRow, list_rows, overview, same_code, source_rows,
    sources, under_review,
};
use viet_text::text::folded;
use workbook_io::Workbook;
use workbook_io::digest::is_as_written;

/// Stands for units that an annex may have had besides those with figures.
const OTHERS: &str = "đơn vị khác, không rõ vì phụ lục thiếu trang Tổng hợp";

/// The submissions of an annex; `None` where the workbook is none.
pub(super) fn submissions(
    path: &Arc<str>,
    book: &Workbook,
    name: &PathHints,
    context: ReadContext<'_>,
) -> Option<Vec<Submission>> {
    let sheet = sources(book)?;
    let overview = overview(book, context.units);
    let annex = AnnexReader {
        group: find_group(overview.as_ref(), path, context.settings),
        rows: source_rows(&sheet, context.settings).collect(),
        whose: whose(overview.as_ref(), name),
        overview,
        sheet,
        edited: !is_as_written(book),
        under_review: under_review(book, context.settings),
        path,
        name,
        context,
    };
    let mut parts = annex.parts();
    annex.add_lists(book, &mut parts);
    Some(parts.0.into_iter().map(|(unit, part)| annex.submission(unit, part)).collect())
}

/// The unit that the annex as a whole is of: by the office that made it, else by the file's name.
fn whose(overview: Option<&Overview>, name: &PathHints) -> Option<NamedUnit> {
    let said = overview.and_then(|overview| overview.heading.unit.clone());
    let by_name = name.unit.map(NamedUnit::Known);
    match said {
        Some((known @ NamedUnit::Known(_), _)) => Some(known),
        Some((unknown, _)) => by_name.or(Some(unknown)),
        None => by_name.or_else(|| name.unknown_unit.clone().map(NamedUnit::Unknown)),
    }
}

struct AnnexReader<'a> {
    /// Only units of this group can be its own.
    group: Option<String>,
    sheet: HeadedSheet<'a>,
    rows: Vec<SourceRow>,
    overview: Option<Overview>,
    whose: Option<NamedUnit>,
    edited: bool,
    under_review: BTreeSet<(usize, Basis)>,
    path: &'a Arc<str>,
    name: &'a PathHints,
    context: ReadContext<'a>,
}

/// What an annex says of one unit of this office.
#[derive(Default)]
struct UnitPart {
    sub_units: Vec<SubUnit>,
    not_understood: Vec<NotUnderstood>,
    sheets: Vec<FormSheet>,
}

/// By the unit of this office, in the annex's order.
#[derive(Default)]
struct UnitParts(Vec<(Option<NamedUnit>, UnitPart)>);

impl UnitParts {
    fn entry(&mut self, unit: &Option<NamedUnit>) -> &mut UnitPart {
        let place = self.0.iter().position(|(known, _)| known == unit).unwrap_or_else(|| {
            self.0.push((unit.clone(), UnitPart::default()));
            self.0.len() - 1
        });
        &mut self.0[place].1
    }
}

impl UnitPart {
    fn sub_unit(&mut self, name: &str) -> &mut SubUnit {
        let place =
            self.sub_units.iter().position(|part| &*part.name == name).unwrap_or_else(|| {
                self.sub_units.push(SubUnit { name: Arc::from(name), figures: Vec::new() });
                self.sub_units.len() - 1
            });
        &mut self.sub_units[place]
    }
}

impl AnnexReader<'_> {
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

    /// The unit of this office and its sub-unit for a unit of the annex.
    fn place(&self, own: bool, name: &str, code: &str, sub_unit: Option<&str>) -> RowPlace {
        if !own {
            let sub_unit = sub_unit.map_or_else(|| name.to_owned(), |b| format!("{b}, {name}"));
            return RowPlace { unit: self.whose.clone(), sub_unit };
        }
        let unit = self.same_unit(name, code).map(NamedUnit::Known);
        let unit = unit.or_else(|| Some(NamedUnit::Unknown(name.to_owned())));
        RowPlace { unit, sub_unit: sub_unit.unwrap_or_default().to_owned() }
    }

    fn parts(&self) -> UnitParts {
        let own = self.is_of_own_units();
        let mut parts = UnitParts::default();
        let names = self.overview.iter().flat_map(|overview| &overview.units);
        let told: HashSet<&str> = self.rows.iter().map(|row| &*row.unit).collect();
        for name in names.filter(|name| !told.contains(name.as_str())) {
            // A unit of this office without figures is treated as if it had sent nothing.
            if !own {
                parts.entry(&self.whose).sub_unit(name);
            }
        }
        for row in &self.rows {
            let place = self.place(own, &row.unit, &row.unit_code, row.sub_unit.as_deref());
            let part = parts.entry(&place.unit);
            match &row.holds {
                SourceContent::Absent => drop(part.sub_unit(&place.sub_unit)),
                SourceContent::Figure(figure) => {
                    let figure = AnnexFigure { figure: figure.clone(), at: row.at };
                    part.sub_unit(&place.sub_unit).figures.push(figure);
                }
                SourceContent::NotUnderstood(why) => {
                    part.not_understood.push(NotUnderstood { at: row.at, why: why.clone() });
                }
            }
        }
        if self.overview.is_none() && !own {
            parts.entry(&self.whose).sub_unit(OTHERS);
        }
        parts
    }

    /// Adds the rows of its merged lists, by unit and sub-unit.
    fn add_lists(&self, book: &Workbook, parts: &mut UnitParts) {
        let own = self.is_of_own_units();
        let codes = self.units();
        for list in self.context.settings.lists.values() {
            let sheets = list_rows(book, list, self.context.settings).into_iter();
            let rows = sheets.flat_map(|(grid, rows)| rows.into_iter().map(move |row| (grid, row)));
            for (grid, found) in rows {
                let code = codes.get(&found.unit).map_or("", String::as_str);
                let place = self.place(own, &found.unit, code, found.sub_unit.as_deref());
                let sheets = &mut parts.entry(&place.unit).sheets;
                let same = |sheet: &&mut FormSheet| {
                    sheet.list.as_deref() == Some(&list.code)
                        && *sheet.on.sheet == grid.name
                        && sheet.sub_unit.as_deref() == Some(&*place.sub_unit)
                };
                match sheets.iter_mut().find(same) {
                    Some(sheet) => sheet.rows.push(Arc::new(found.row)),
                    None => {
                        let new = FormSheet::of_annex(self.path, grid, &list.code, &place.sub_unit);
                        sheets.push(FormSheet { rows: vec![Arc::new(found.row)], ..new });
                    }
                }
            }
        }
    }

    fn submission(&self, unit: Option<NamedUnit>, part: UnitPart) -> Submission {
        let near_unit = match &unit {
            Some(NamedUnit::Unknown(name)) => near_unit(name, self.context),
            _ => None,
        };
        let said = self.overview.as_ref().and_then(|o| o.heading.period.map(|(period, _)| period));
        Submission {
            file: 0,
            unit,
            near_unit,
            period: said.or(self.name.period),
            sheets: part.sheets,
            annexed: Some(Box::new(AnnexReport {
                file: Arc::clone(self.path),
                sheet: Arc::from(self.sheet.grid.name.as_str()),
                sub_units: part.sub_units,
                not_understood: part.not_understood,
                edited: self.edited,
                under_review: self.under_review.clone(),
            })),
            fate: Fate::Used,
        }
    }
}

/// Whose a row is: the unit of this office, and its sub-unit or an empty name.
struct RowPlace {
    unit: Option<NamedUnit>,
    sub_unit: String,
}
