//! The order that the schema gives to elements, where Excel holds to it.

use super::package::Package;
use super::tree::Element;

/// Element by element: its children in their order (ECMA-376 part 1, 18.2.27, 18.8). Of what a font
/// has, Excel takes any order.
const ORDERS: [(&str, &[&str]); 9] = [
    (
        "workbook",
        &[
            "fileVersion",
            "fileSharing",
            "workbookPr",
            "AlternateContent",
            "revisionPtr",
            "workbookProtection",
            "bookViews",
            "sheets",
            "functionGroups",
            "externalReferences",
            "definedNames",
            "calcPr",
            "oleSize",
            "customWorkbookViews",
            "pivotCaches",
            "webPublishing",
            "fileRecoveryPr",
            "webPublishObjects",
            "extLst",
        ],
    ),
    (
        "styleSheet",
        &[
            "numFmts",
            "fonts",
            "fills",
            "borders",
            "cellStyleXfs",
            "cellXfs",
            "cellStyles",
            "dxfs",
            "tableStyles",
            "colors",
            "extLst",
        ],
    ),
    ("dxf", &["font", "numFmt", "fill", "alignment", "border", "protection", "extLst"]),
    ("xf", &["alignment", "protection", "extLst"]),
    (
        "border",
        &["start", "left", "end", "right", "top", "bottom", "diagonal", "vertical", "horizontal"],
    ),
    ("c", &["f", "v", "is", "extLst"]),
    ("cfRule", &["formula", "colorScale", "dataBar", "iconSet", "extLst"]),
    ("dataValidation", &["formula1", "formula2"]),
    ("table", &["autoFilter", "sortState", "tableColumns", "tableStyleInfo", "extLst"]),
];

/// Checks all parts of the workbook itself: drawings have fonts and tables of other kinds.
pub(super) fn check(package: &mut Package) {
    let mut said = Vec::new();
    let own = |name: &str| name.starts_with("xl/") && !name.contains("/drawings/");
    let parts = package.xml.iter().filter(|(name, _)| own(name) && !name.contains("/charts/"));
    for (part, root) in parts {
        for element in root.everything() {
            let order = ORDERS.iter().find(|(name, _)| *name == element.name);
            let fault = order.and_then(|(_, order)| fault(element, order));
            said.extend(fault.map(|fault| format!("{part}: {fault} in <{}>", element.name)));
        }
    }
    said.sort();
    said.dedup();
    said.into_iter().for_each(|problem| package.say(problem));
}

fn fault(element: &Element, order: &[&str]) -> Option<String> {
    let mut reached = 0;
    for child in &element.children {
        match order.iter().position(|name| *name == child.name) {
            None => return Some(format!("<{}> is not known", child.name)),
            Some(place) if place < reached => {
                return Some(format!("<{}> stands too late", child.name));
            }
            Some(place) => reached = place,
        }
    }
    None
}
