//! The way in by what an office has: the filled reports of one month. Their units by their headings,
//! their forms, in all versions in use, by what most of them share.

mod forms;
mod place_name;
mod report;
mod unit_name;

use std::path::{Path, PathBuf};

use super::OpenForm;
use super::proposal::ProposedUnit;
use crate::intake;
use crate::path_text::PathText as _;
use crate::system_error::folder_not_opened;
use report::Report;
use viet_text::period::Period;
use viet_text::period_text::find_period;

/// What a month's reports tell.
#[derive(Debug, Default)]
pub struct FilledReports {
    /// The forms: of each version the report that shows it best.
    pub forms: Vec<OpenForm>,
    /// The units, each once.
    pub units: Vec<ProposedUnit>,
    /// The month.
    pub period: Option<Period>,
    /// Tables that were not learnt, in words.
    pub left_out: Vec<String>,
}

/// Reads a folder of filled reports; `besides` are files of it that are no reports.
///
/// # Errors
/// A Vietnamese sentence: the folder cannot be listed, or holds no report that could be read.
pub fn read_reports(folder: &Path, besides: &[PathBuf]) -> Result<FilledReports, String> {
    let sources = intake::list(folder).map_err(|error| folder_not_opened(folder, &error))?;
    let is_besides = |path: &str| {
        let own = dunce::canonicalize(folder.join(path)).ok();
        own.is_some_and(|own| {
            besides.iter().any(|other| dunce::canonicalize(other).is_ok_and(|other| other == own))
        })
    };
    let sources = sources.iter().filter(|source| !is_besides(&source.path));
    let reports: Vec<Report> = sources.filter_map(Report::read).collect();
    if reports.is_empty() {
        return Err(format!(
            "{}: không thấy báo cáo nào có bảng số liệu đọc được. Ghi thư mục có báo cáo đã điền của các đơn vị \
             trong một kỳ (.xlsx, .xls, .ods).",
            folder.on_one_line()
        ));
    }
    let names = unit_name::unit_names(&reports);
    let units = units(&names);
    let chosen = forms::chosen(&reports, &names)?;
    let named = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let named = named.as_deref().and_then(find_period);
    let period = named.or_else(|| most_common(reports.iter().filter_map(|own| own.period)));
    Ok(FilledReports { forms: chosen.forms, units, period, left_out: chosen.left_out })
}

/// What the units are called together: "ấp, khu phố".
#[must_use]
pub(super) fn unit_kinds(units: &[ProposedUnit]) -> Vec<&'static str> {
    let mut kinds: Vec<(&'static str, usize)> = Vec::new();
    for kind in units.iter().filter_map(|unit| place_name::kind_of(&unit.name)) {
        match kinds.iter_mut().find(|(own, _)| *own == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kinds.into_iter().map(|(kind, _)| kind).collect()
}

/// Each unit once, in the order of its files.
fn units(names: &[String]) -> Vec<ProposedUnit> {
    let mut units: Vec<ProposedUnit> = Vec::new();
    for name in names {
        if units
            .iter()
            .any(|unit| viet_text::text::folded(&unit.name) == viet_text::text::folded(name))
        {
            continue;
        }
        units.push(ProposedUnit { name: name.clone(), ..ProposedUnit::default() });
    }
    units
}

fn most_common(periods: impl Iterator<Item = Period>) -> Option<Period> {
    let mut counts: Vec<(Period, usize)> = Vec::new();
    for period in periods {
        match counts.iter_mut().find(|(other, _)| *other == period) {
            Some((_, count)) => *count += 1,
            None => counts.push((period, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(period, _)| period)
}

/// Copies what units sent into the folder of their period in a new workspace.
///
/// # Errors
/// A Vietnamese sentence: what could not be read or written.
pub fn copy_reports(from: &Path, to: &Path, besides: &[PathBuf]) -> Result<(), String> {
    let files = intake::files_on_disk(from).map_err(|error| folder_not_opened(from, &error))?;
    let besides: Vec<PathBuf> =
        besides.iter().filter_map(|path| dunce::canonicalize(path).ok()).collect();
    for file in files {
        let is_besides = dunce::canonicalize(&file).is_ok_and(|own| besides.contains(&own));
        let Ok(own) = file.strip_prefix(from) else { continue };
        if is_besides {
            continue;
        }
        let place = to.join(own);
        let made = place.parent().map_or(Ok(()), std::fs::create_dir_all);
        let copied = made.and_then(|()| std::fs::copy(&file, &place));
        copied.map_err(|error| {
            let reason = crate::system_error::in_words(&error);
            format!("Chưa chép được {} vào {}: {reason}.", file.on_one_line(), to.on_one_line())
        })?;
    }
    Ok(())
}
