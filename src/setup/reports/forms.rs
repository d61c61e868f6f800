//! The forms behind filled reports: tables that several units sent, in every version that several use.

use std::collections::BTreeSet;

use super::report::Report;
use crate::setup::OpenForm;
use crate::setup::blank::{
    BlankBody, BlankTable, add_version, column_key, is_version, without_numbers,
};
use viet_text::text::{bare, folded};

/// The forms that were chosen.
pub(super) struct Chosen {
    pub(super) forms: Vec<OpenForm>,
    pub(super) left_out: Vec<String>,
}

/// A table of a report: both by their places.
type TablePlace = (usize, usize);

/// The columns and rows of a version.
type Outline = BTreeSet<String>;

/// One table as it stands in all reports.
struct Family {
    members: Vec<TablePlace>,
}

/// Chooses the reports that show the forms best.
pub(super) fn chosen(reports: &[Report], names: &[String]) -> Result<Chosen, String> {
    let (kept, single) = families(reports, names);
    if kept.is_empty() {
        return Err("Các tệp trong thư mục không có bảng nào giống nhau, nên chưa biết biểu mẫu chung là biểu nào. \
                    Kiểm tra lại thư mục có đúng là báo cáo của các đơn vị không, hoặc dùng --form với biểu mẫu trắng."
            .to_owned());
    }
    let table = |(report, table): TablePlace| &reports[report].tables[table];
    let outline = |place: TablePlace| outline(table(place));
    // The versions still to be shown: the most common of each table, then others in use.
    let mut wanted: Vec<(usize, Outline)> = Vec::new();
    for (number, family) in kept.iter().enumerate() {
        wanted.extend(versions(family, &outline).into_iter().map(|own| (number, own)));
    }
    let mut forms = Vec::new();
    while !wanted.is_empty() {
        let shows = |report: usize| -> Vec<usize> {
            let is_shown = |(family, own): &(usize, Outline)| {
                let members = kept[*family].members.iter().filter(|place| place.0 == report);
                members.into_iter().any(|place| outline(*place) == *own)
            };
            (0..wanted.len()).filter(|at| is_shown(&wanted[*at])).collect()
        };
        let best = (0..reports.len()).rev().max_by_key(|report| shows(*report).len());
        let Some((best, shown)) = best.map(|best| (best, shows(best))).filter(|b| !b.1.is_empty())
        else {
            break;
        };
        forms.push(form(best, reports, &kept));
        wanted = wanted
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !shown.contains(at))
            .map(|(_, own)| own)
            .collect();
    }
    let left_out = single.into_iter().map(|(report, own)| {
        format!(
            "{}, trang \"{}\": chỉ một đơn vị có bảng này, chưa đưa vào biểu mẫu.",
            reports[report].path, reports[report].tables[own].sheet
        )
    });
    Ok(Chosen { forms, left_out: left_out.collect() })
}

/// The report as a form: its tables that several units have, with what all of them filled in.
fn form(report: usize, reports: &[Report], kept: &[Family]) -> OpenForm {
    let own = &reports[report];
    let mut tables = Vec::new();
    for (place, table) in own.tables.iter().enumerate() {
        let Some(family) = kept.iter().find(|family| family.members.contains(&(report, place)))
        else {
            continue;
        };
        let mut table: BlankTable = table.clone();
        for (other, at) in family.members.iter().filter(|other| **other != (report, place)) {
            add_version(&mut table, &reports[*other].tables[*at]);
        }
        tables.push(table);
    }
    OpenForm {
        file: own.file().to_owned(),
        bytes: own.bytes.clone(),
        book: own.book.clone(),
        tables,
        is_report: true,
    }
}

/// Tables that are versions of one, over all reports; those of one unit alone apart.
fn families(reports: &[Report], names: &[String]) -> (Vec<Family>, Vec<TablePlace>) {
    let mut families: Vec<Family> = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        for (place, table) in report.tables.iter().enumerate() {
            let is_one = |family: &&mut Family| {
                let (first, own) = family.members[0];
                first != number && is_version(&reports[first].tables[own], table)
            };
            match families.iter_mut().find(is_one) {
                Some(family) => family.members.push((number, place)),
                None => families.push(Family { members: vec![(number, place)] }),
            }
        }
    }
    let units: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    let of_several = |family: &Family| {
        let own: BTreeSet<&String> = family.members.iter().map(|(own, _)| &names[*own]).collect();
        units.len() < 3 || own.len() > 1
    };
    let (kept, single): (Vec<Family>, Vec<Family>) = families.into_iter().partition(of_several);
    (kept, single.into_iter().flat_map(|family| family.members).collect())
}

/// The versions of a table that are in use: the most common one, and those of several reports that have
/// what it lacks.
fn versions(family: &Family, outline: &impl Fn(TablePlace) -> Outline) -> Vec<Outline> {
    let mut counts: Vec<(Outline, usize)> = Vec::new();
    for place in &family.members {
        let own = outline(*place);
        match counts.iter_mut().find(|(other, _)| *other == own) {
            Some((_, count)) => *count += 1,
            None => counts.push((own, 1)),
        }
    }
    // Among equals the one with more in it: another may have lost a row.
    counts.sort_by_key(|(own, count)| std::cmp::Reverse((*count, own.len())));
    let mut kept: Vec<Outline> = Vec::new();
    for (own, count) in counts {
        let is_new = kept.iter().all(|other| !own.is_subset(other));
        if kept.is_empty() || count > 1 && is_new {
            kept.push(own);
        }
    }
    kept
}

/// What a version has: its columns and its rows. What a list's rows are called is no part of it.
fn outline(table: &BlankTable) -> Outline {
    let columns = table.data_columns().map(|own| without_numbers(&column_key(own)));
    let rows: Vec<String> = match &table.body {
        BlankBody::Fixed(rows) => {
            rows.iter().map(|row| format!("> {}", bare(&row.label))).collect()
        }
        BlankBody::List(_) => Vec::new(),
    };
    columns.chain(rows).collect()
}
