//! A worksheet: the order of its elements, cells, merges, tables, rules.

use std::collections::{BTreeMap, BTreeSet};

use workbook_io::Address;

use super::area::{Area, areas};
use super::book::{TEXT, is_legal_name, sheets_in};
use super::package::Package;
use super::tree::Element;

/// What cells may point into.
pub(super) struct Limits<'b> {
    pub(super) styles: usize,
    pub(super) looks: usize,
    pub(super) strings: &'b [String],
    /// Names of the sheets, to which formulas may refer.
    pub(super) sheets: &'b [String],
}

/// The schema's order (CT_Worksheet, ECMA-376 part 1, 18.3.1.99).
const ORDER: [&str; 38] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
];

pub(super) fn check(
    package: &mut Package,
    part: &str,
    limits: &Limits<'_>,
    names: &mut BTreeSet<String>,
) {
    let Some(sheet) = package.xml.get(part).cloned() else { return };
    let mut problems = Vec::new();
    order(&sheet, &mut problems);
    let texts = cells(&sheet, limits, &mut problems);
    columns(&sheet, &mut problems);
    let mut merges = Vec::new();
    for merge in sheet.child("mergeCells").into_iter().flat_map(|all| all.all("mergeCell")) {
        merges.extend(areas(merge.get("ref").unwrap_or_default()));
    }
    counted(&sheet, "mergeCells", &mut problems);
    apart(&merges, "merged areas", &mut problems);
    if merges.iter().any(|area| area.is_one_cell()) {
        problems.push("one cell is merged".to_owned());
    }
    rules(&sheet, limits, &mut problems);
    links(&sheet, &mut problems);
    texts_of_page(&sheet, &mut problems);
    let mut tables = Vec::new();
    for (_, table) in package.targets(part, "table") {
        if let Some(table) = package.xml.get(&table) {
            tables.extend(super::table::check(table, &texts, names, &mut problems));
        }
    }
    let count = sheet.child("tableParts").map_or(0, |parts| parts.children.len());
    if count != tables.len() {
        problems.push(format!("{count} parts of tables, {} tables", tables.len()));
    }
    if let Some(filter) = sheet.child("autoFilter") {
        tables.extend(areas(filter.get("ref").unwrap_or_default()));
    }
    apart(&tables, "tables and filters", &mut problems);
    for table in &tables {
        if merges.iter().any(|merge| merge.meets(table)) {
            problems.push("cells are merged within a table or filter".to_owned());
        }
    }
    for (_, comments) in package.targets(part, "comments") {
        if let Some(comments) = package.xml.get(&comments) {
            notes(comments, &mut problems);
        }
    }
    for problem in problems {
        package.say(format!("{part}: {problem}"));
    }
}

fn order(sheet: &Element, problems: &mut Vec<String>) {
    let mut reached = 0;
    for child in sheet.children.iter().filter(|child| child.name != "extLst") {
        match ORDER.iter().position(|name| *name == child.name) {
            Some(place) if place < reached => {
                problems.push(format!("<{}> stands too late", child.name));
            }
            Some(place) => reached = place,
            None => problems.push(format!("<{}> is not known", child.name)),
        }
        let may_repeat = child.name == "conditionalFormatting";
        if !may_repeat && sheet.all(&child.name).count() > 1 {
            problems.push(format!("<{}> is there twice", child.name));
        }
    }
}

/// Checks every cell; the texts that cells show, for tables' headers.
fn cells(
    sheet: &Element,
    limits: &Limits<'_>,
    problems: &mut Vec<String>,
) -> BTreeMap<Address, String> {
    let mut texts = BTreeMap::new();
    let mut last_row = 0;
    for row in sheet.child("sheetData").into_iter().flat_map(|data| data.all("row")) {
        let index = row.number("r").unwrap_or(0);
        if index <= last_row || index > 1_048_576 {
            problems.push(format!("row {index} after row {last_row}"));
        }
        last_row = index;
        if row
            .get("ht")
            .is_some_and(|height| !(0.0..=409.5).contains(&height.parse().unwrap_or(-1.0)))
        {
            problems.push(format!("row {index} is too high"));
        }
        let mut last = None;
        for cell in row.all("c") {
            let place = cell.get("r").unwrap_or_default();
            let Ok(at) = place.parse::<Address>() else {
                problems.push(format!("cell {place:?}"));
                continue;
            };
            if at.row as usize + 1 != index || last.is_some_and(|last| at.col <= last) {
                problems.push(format!("cell {place} out of its order"));
            }
            last = Some(at.col);
            match value(cell, limits) {
                Ok(text) => drop(texts.insert(at, text)),
                Err(problem) => problems.push(format!("cell {place}: {problem}")),
            }
        }
    }
    texts
}

fn value(cell: &Element, limits: &Limits<'_>) -> Result<String, String> {
    const ERRORS: [&str; 15] = [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#BUSY!",
    ];
    if cell.number("s").is_some_and(|style| style >= limits.styles) {
        return Err("no such style".to_owned());
    }
    if let Some(formula) = cell.child("f") {
        super::formula::check(&formula.text)?;
        refers(&formula.text, limits)?;
        if cell.child("v").is_none() {
            return Err("a formula without a result".to_owned());
        }
    }
    let stored = cell.child("v").map(|value| value.text.clone()).unwrap_or_default();
    let text = match cell.get("t").unwrap_or("n") {
        "s" => {
            let index: usize = stored.parse().map_err(|_| format!("text {stored:?}"))?;
            limits.strings.get(index).cloned().ok_or(format!("no shared text {index}"))?
        }
        "inlineStr" => cell.child("is").map(Element::whole_text).unwrap_or_default(),
        "str" => stored,
        "b" if stored == "0" || stored == "1" => stored,
        "e" if ERRORS.contains(&stored.as_str()) => stored,
        "n" if stored.is_empty() => stored,
        "n" => match stored.parse::<f64>() {
            Ok(number) if number.is_finite() && !stored.to_lowercase().contains("inf") => stored,
            _ => return Err(format!("number {stored:?}")),
        },
        kind => return Err(format!("{stored:?} of type {kind}")),
    };
    if text.encode_utf16().count() > TEXT {
        return Err("a text that is too long".to_owned());
    }
    Ok(text)
}

/// A formula names sheets that are there.
fn refers(formula: &str, limits: &Limits<'_>) -> Result<(), String> {
    if formula.contains("#REF!") && !formula.contains('"') {
        return Err("a formula that leads nowhere".to_owned());
    }
    match sheets_in(formula).iter().find(|name| !limits.sheets.contains(name)) {
        Some(sheet) => Err(format!("a formula that names sheet {sheet:?}")),
        None => Ok(()),
    }
}

fn columns(sheet: &Element, problems: &mut Vec<String>) {
    let mut last = 0;
    for col in sheet.child("cols").into_iter().flat_map(|cols| cols.all("col")) {
        let (from, to) = (col.number("min").unwrap_or(0), col.number("max").unwrap_or(0));
        if from <= last || to < from || to > 16_384 {
            problems.push(format!("columns {from} to {to} after {last}"));
        }
        last = to;
        let width = col.get("width").and_then(|width| width.parse::<f64>().ok()).unwrap_or(0.0);
        if !(0.0..=255.0).contains(&width) {
            problems.push(format!("column {from} is {width} wide"));
        }
    }
}

/// Conditional formats and data validations.
fn rules(sheet: &Element, limits: &Limits<'_>, problems: &mut Vec<String>) {
    let mut priorities = Vec::new();
    for format in sheet.all("conditionalFormatting") {
        if areas(format.get("sqref").unwrap_or_default()).is_empty() {
            problems.push("a conditional format of no cells".to_owned());
        }
        for rule in format.all("cfRule") {
            priorities.push(rule.number("priority"));
            for formula in rule.all("formula") {
                let fault = super::formula::check(&formula.text);
                problems.extend(fault.and_then(|()| refers(&formula.text, limits)).err());
            }
            let needs = match rule.get("type").unwrap_or_default() {
                "expression" | "cellIs" | "containsText" => 1,
                _ => 0,
            };
            if rule.all("formula").count() < needs || rule.all("formula").count() > 3 {
                problems.push("a conditional format without its formula".to_owned());
            }
            if rule.number("dxfId").is_some_and(|look| look >= limits.looks) {
                problems.push("a conditional format without its look".to_owned());
            }
            if rule.number("priority").is_none_or(|priority| priority == 0) {
                problems.push("a conditional format without its place".to_owned());
            }
        }
    }
    let given = priorities.len();
    priorities.sort_unstable();
    priorities.dedup();
    if priorities.len() != given {
        problems.push("two conditional formats of one place".to_owned());
    }
    counted(sheet, "dataValidations", problems);
    let mut covered = Vec::new();
    for rule in sheet.child("dataValidations").into_iter().flat_map(|all| all.all("dataValidation"))
    {
        let own = areas(rule.get("sqref").unwrap_or_default());
        if own.is_empty() {
            problems.push("a drop-down of no cells".to_owned());
        }
        covered.extend(own);
        for (name, most) in
            [("errorTitle", 32), ("promptTitle", 32), ("error", 255), ("prompt", 255)]
        {
            if rule.get(name).is_some_and(|text| text.encode_utf16().count() > most) {
                problems.push(format!("a drop-down's {name} is too long"));
            }
        }
        for formula in rule.all("formula1").chain(rule.all("formula2")) {
            let length = formula.text.trim_matches('"').encode_utf16().count();
            if length == 0 || length > 255 {
                problems.push(format!("a drop-down's list of {length} characters"));
            }
            problems.extend(refers(&formula.text, limits).err());
        }
    }
    apart(&covered, "drop-downs", problems);
}

fn links(sheet: &Element, problems: &mut Vec<String>) {
    let Some(links) = sheet.child("hyperlinks") else { return };
    if links.children.is_empty() || links.children.len() > 65_530 {
        problems.push(format!("{} links", links.children.len()));
    }
    for link in &links.children {
        if areas(link.get("ref").unwrap_or_default()).is_empty() {
            problems.push("a link of no cells".to_owned());
        }
        let leads = link.get("r:id").is_some() || link.get("location").is_some();
        let long = |name: &str, most: usize| {
            link.get(name).is_some_and(|text| text.encode_utf16().count() > most)
        };
        if !leads || long("location", 2_079) || long("tooltip", 255) || long("display", 2_079) {
            problems.push(format!("link at {:?}", link.get("ref")));
        }
    }
}

/// What is printed above and below each page.
fn texts_of_page(sheet: &Element, problems: &mut Vec<String>) {
    for text in sheet.child("headerFooter").into_iter().flat_map(|all| &all.children) {
        if text.text.encode_utf16().count() > 255 {
            problems.push(format!("{} is too long", text.name));
        }
    }
}

fn notes(comments: &Element, problems: &mut Vec<String>) {
    let authors = comments.child("authors").map_or(0, |authors| authors.children.len());
    let mut places = BTreeSet::new();
    for note in comments.child("commentList").into_iter().flat_map(|all| all.all("comment")) {
        let place = note.get("ref").unwrap_or_default().to_owned();
        if place.parse::<Address>().is_err() || !places.insert(place.clone()) {
            problems.push(format!("note at {place:?}"));
        }
        if note.number("authorId").is_none_or(|author| author >= authors) {
            problems.push(format!("note at {place}: nobody's"));
        }
        if note.whole_text().encode_utf16().count() > TEXT {
            problems.push(format!("note at {place}: too long"));
        }
    }
}

fn counted(sheet: &Element, name: &str, problems: &mut Vec<String>) {
    if let Some(group) = sheet.child(name) {
        let count = group.children.len();
        if count == 0 || group.number("count").is_some_and(|said| said != count) {
            problems.push(format!("<{name}>: {count} of them"));
        }
    }
}

fn apart(all: &[Area], what: &str, problems: &mut Vec<String>) {
    let mut sorted = all.to_vec();
    sorted.sort();
    for (place, area) in sorted.iter().enumerate() {
        let below = sorted[place + 1..].iter().take_while(|other| other.from.row <= area.to.row);
        if below.into_iter().any(|other| other.meets(area)) {
            problems.push(format!("{what} overlap at {}", area.from));
        }
    }
}

/// Names of tables and defined names share one space.
pub(super) fn take_name(name: &str, names: &mut BTreeSet<String>, problems: &mut Vec<String>) {
    if !is_legal_name(name) {
        problems.push(format!("table {name:?}: no legal name"));
    }
    if !names.insert(name.to_lowercase()) {
        problems.push(format!("table {name:?}: the name is another's"));
    }
}
