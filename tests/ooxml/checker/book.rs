//! The workbook's own parts: sheets, defined names, styles, shared strings.

use std::collections::BTreeSet;

use super::number_format;
use super::package::Package;
use super::sheet::{Limits, check as check_sheet};
use super::tree::Element;

const WORKBOOK: &str = "xl/workbook.xml";
/// Characters that a cell holds at most.
pub(crate) const TEXT: usize = 32_767;

/// All problems of a workbook; none where Excel opens it without a word.
pub(crate) fn problems(bytes: &[u8]) -> Vec<String> {
    let mut package = Package::open(bytes);
    let Some(book) = package.xml.get(WORKBOOK).cloned() else {
        package.say("no workbook".to_owned());
        return package.problems;
    };
    let sheets = sheets(&mut package, &book);
    let strings = shared_strings(&mut package);
    let styles = styles(&mut package);
    let mut names = defined_names(&mut package, &book, &sheets);
    let parts = package.targets(WORKBOOK, "worksheet");
    let ids: Vec<&str> = book
        .child("sheets")
        .map(|all| all.all("sheet").filter_map(|sheet| sheet.get("r:id")).collect())
        .unwrap_or_default();
    for (id, part) in &parts {
        if !ids.contains(&id.as_str()) {
            package.say(format!("{part}: no sheet of the workbook"));
        }
        let limits =
            Limits { styles: styles.0, looks: styles.1, strings: &strings, sheets: &sheets };
        check_sheet(&mut package, part, &limits, &mut names);
    }
    number_format::check(&mut package);
    super::order::check(&mut package);
    super::properties::check(&mut package);
    super::drawing::check(&mut package, &sheets);
    package.problems
}

fn sheets(package: &mut Package, book: &Element) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    let all: Vec<&Element> =
        book.child("sheets").map(|all| all.all("sheet").collect()).unwrap_or_default();
    for sheet in &all {
        let name = sheet.get("name").unwrap_or_default().to_owned();
        let length = name.encode_utf16().count();
        let forbidden = name.contains(['[', ']', ':', '*', '?', '/', '\\']);
        let quoted = name.starts_with('\'') || name.ends_with('\'');
        if length == 0 || length > 31 || forbidden || quoted {
            package.say(format!("sheet {name:?}: no legal name"));
        }
        if names.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
            package.say(format!("sheet {name:?}: there twice"));
        }
        if !ids.insert(sheet.get("sheetId").unwrap_or_default().to_owned()) {
            package.say(format!("sheet {name:?}: its id is another's"));
        }
        names.push(name);
    }
    let hidden = |sheet: &Element| sheet.get("state").is_some_and(|state| state != "visible");
    if all.iter().all(|sheet| hidden(sheet)) {
        package.say("no sheet to be seen".to_owned());
    }
    let views = book.child("bookViews").map(|views| views.all("workbookView").collect::<Vec<_>>());
    for view in views.unwrap_or_default() {
        let active = view.number("activeTab").unwrap_or(0);
        if all.get(active).is_none_or(|sheet| hidden(sheet)) {
            package.say(format!("active sheet {active} is not to be seen"));
        }
    }
    names
}

fn shared_strings(package: &mut Package) -> Vec<String> {
    let Some(table) = package.xml.get("xl/sharedStrings.xml").cloned() else { return Vec::new() };
    let strings: Vec<String> = table.all("si").map(Element::whole_text).collect();
    if table.number("uniqueCount").is_some_and(|count| count != strings.len()) {
        package.say("shared strings: their count is wrong".to_owned());
    }
    for text in strings.iter().filter(|text| text.encode_utf16().count() > TEXT) {
        package.say(format!("a text of {} characters", text.encode_utf16().count()));
    }
    strings
}

/// How many cell styles and how many conditional looks there are.
fn styles(package: &mut Package) -> (usize, usize) {
    let Some(styles) = package.xml.get("xl/styles.xml").cloned() else {
        package.say("no styles".to_owned());
        return (0, 0);
    };
    let group = |name: &str| styles.child(name).cloned().unwrap_or_default();
    // Excel's limits on what one workbook may hold.
    for (name, most) in [
        ("numFmts", 200),
        ("fonts", 1_024),
        ("fills", 60_000),
        ("borders", 60_000),
        ("cellStyleXfs", 64_000),
        ("cellXfs", 64_000),
        ("dxfs", 60_000),
    ] {
        let group = group(name);
        let count = group.children.len();
        if group.number("count").is_some_and(|said| said != count) {
            package.say(format!("{name}: their count is wrong"));
        }
        if count > most {
            package.say(format!("{name}: {count}, Excel takes {most}"));
        }
    }
    let formats: Vec<usize> =
        group("numFmts").children.iter().filter_map(|own| own.number("numFmtId")).collect();
    for format in &group("numFmts").children {
        if format.get("formatCode").is_none_or(|code| code.is_empty() || code.chars().count() > 255)
        {
            package.say(format!("number format {:?}", format.get("formatCode")));
        }
    }
    let within = [
        ("fontId", "fonts"),
        ("fillId", "fills"),
        ("borderId", "borders"),
        ("xfId", "cellStyleXfs"),
    ];
    let (own, common) = (group("cellXfs").children, group("cellStyleXfs").children);
    for style in own.iter().chain(&common) {
        for (index, of) in within {
            if style.number(index).is_some_and(|at| at >= group(of).children.len()) {
                package.say(format!("a cell style's {index} is out of range"));
            }
        }
        let format = style.number("numFmtId").unwrap_or(0);
        if format >= 164 && !formats.contains(&format) {
            package.say(format!("no number format {format}"));
        }
    }
    (group("cellXfs").children.len(), group("dxfs").children.len())
}

/// Names in lower case; those of tables are added later.
fn defined_names(package: &mut Package, book: &Element, sheets: &[String]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let Some(all) = book.child("definedNames") else { return names };
    let mut seen = BTreeSet::new();
    for defined in all.all("definedName") {
        let name = defined.get("name").unwrap_or_default().to_owned();
        let scope = defined.number("localSheetId");
        if scope.is_some_and(|scope| scope >= sheets.len()) {
            package.say(format!("name {name}: no such sheet"));
        }
        if !seen.insert((name.to_lowercase(), scope)) {
            package.say(format!("name {name}: there twice"));
        }
        if !is_legal_name(name.trim_start_matches("_xlnm.")) {
            package.say(format!("name {name}: not legal"));
        }
        for sheet in sheets_in(&defined.text) {
            if !sheets.contains(&sheet) {
                package.say(format!("name {name}: no sheet {sheet:?}"));
            }
        }
        if defined.text.contains("#REF!") {
            package.say(format!("name {name} leads nowhere"));
        }
        if scope.is_none() {
            names.insert(name.to_lowercase());
        }
    }
    names
}

/// Names that Excel takes for names and tables: no cell, no space, a letter first.
pub(crate) fn is_legal_name(name: &str) -> bool {
    let first = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_' || c == '\\');
    let rest = name.chars().all(|c| c.is_alphanumeric() || "._\\?".contains(c));
    let is_cell = name.parse::<workbook_io::Address>().is_ok();
    first && rest && !is_cell && name.chars().count() <= 255
}

/// The sheets that a formula names.
pub(crate) fn sheets_in(formula: &str) -> Vec<String> {
    let mut sheets = Vec::new();
    let mut outside = String::new();
    let mut rest = formula.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '"' {
            // A text: nothing in it is a name.
            while rest.next().is_some_and(|c| c != '"') {}
            outside.clear();
        } else if c == '\'' {
            let mut name = String::new();
            while let Some(c) = rest.next() {
                match c {
                    '\'' if rest.peek() == Some(&'\'') => name.extend(rest.next()),
                    '\'' => break,
                    c => name.push(c),
                }
            }
            if rest.peek() == Some(&'!') {
                sheets.push(name);
            }
            outside.clear();
        } else if c == '!' {
            if !outside.is_empty() {
                sheets.push(std::mem::take(&mut outside));
            }
        } else if c.is_alphanumeric() || c == '_' || c == '.' {
            outside.push(c);
        } else {
            outside.clear();
        }
    }
    sheets
}
