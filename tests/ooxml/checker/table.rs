//! Excel tables: their headers are the cells'.

use std::collections::{BTreeMap, BTreeSet};

use workbook_io::Address;

use super::area::{Area, areas};
use super::sheet::take_name;
use super::tree::Element;

/// Checks a table; where it lies.
pub(super) fn check(
    table: &Element,
    texts: &BTreeMap<Address, String>,
    names: &mut BTreeSet<String>,
    problems: &mut Vec<String>,
) -> Option<Area> {
    let name = table.get("displayName").unwrap_or_default();
    take_name(name, names, problems);
    let Some(area) = areas(table.get("ref").unwrap_or_default()).pop() else {
        problems.push(format!("table {name} lies nowhere"));
        return None;
    };
    if area.to.row <= area.from.row {
        problems.push(format!("table {name} has no rows"));
    }
    let columns = table.child("tableColumns").cloned().unwrap_or_default();
    let wide = (area.to.col - area.from.col + 1) as usize;
    if columns.children.len() != wide || columns.number("count") != Some(wide) {
        problems.push(format!("table {name}: {} columns, {wide} wide", columns.children.len()));
    }
    let (mut headers, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for (col, column) in (area.from.col..).zip(&columns.children) {
        let header = column.get("name").unwrap_or_default();
        let shown = texts.get(&Address::new(area.from.row, col));
        // A break of lines is escaped within the attribute.
        if shown.map(|text| text.replace('\n', "_x000a_")).as_deref() != Some(header)
            && shown.map(String::as_str) != Some(header)
        {
            problems.push(format!("table {name}: {header:?} is not the header's {shown:?}"));
        }
        if header.is_empty() || !headers.insert(header.to_lowercase()) {
            problems.push(format!("table {name}: {header:?} twice or empty"));
        }
        if !ids.insert(column.get("id").unwrap_or_default().to_owned()) {
            problems.push(format!("table {name}: a column's id is another's"));
        }
    }
    if let Some(filter) = table.child("autoFilter")
        && areas(filter.get("ref").unwrap_or_default()) != [area]
    {
        problems.push(format!("table {name}: its filter lies elsewhere"));
    }
    Some(area)
}
